#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The master as streaming services play it: chosen in the monitor, by the gain that the finished file would have, cleared with it.

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import press, run, settle, unnamed, wait  # noqa: E402
from song import Song, lathe  # noqa: E402

CHANGED = "What you hear is changed: "


def sign(song):
    """What the button in the transport says; empty: nothing is changed."""
    node = song.window.find("push button", lambda name: name.startswith((CHANGED, "Monitor: ")))
    return node.get_name().removeprefix(CHANGED) if node is not None and node.get_name().startswith(CHANGED) else ""


def predicted(song):
    """The gain of each service, of what a render of the session writes."""
    lathe("render", song.path, "-o", "master.wav", "--format", "wav", "--bits", "float")
    return {row["service"]: row["gain_db"] for row in json.loads(lathe("measure", "master.wav", "--services", "--json"))["services"]}


def choose(song, name):
    press(wait(lambda: song.window.pressable(lambda text: text.startswith("As played by")), "the choice"))
    press(wait(lambda: song.window.pressable(name), f"the menu's “{name}”"))


def gain_in_words(db):
    sign_of = "" if abs(db) < 0.05 else "+" if db > 0 else "−"
    return f"{sign_of}{abs(db):.1f} dB"


def a_service_is_heard_and_cleared():
    song = Song(["set", "master.fader=6"], view="Master")
    gains = predicted(song)
    step = song.undo_label()
    song.window.click(song.window.wait_for("push button", lambda name: name.startswith((CHANGED, "Monitor: "))))
    song.window.wait_for("slider", "Monitor level")
    choose(song, "Spotify, normal")
    wait(lambda: sign(song).startswith("Spotify, normal " + gain_in_words(gains["spotify"])), "the gain in the sign")
    assert unnamed(song.window) == [], unnamed(song.window)
    song.window.shot("services")
    choose(song, "YouTube Music")
    wait(lambda: sign(song).startswith("YouTube Music " + gain_in_words(gains["youtube-music"])), "the gain in the sign")
    press(song.window.wait_for("push button", "Reset the monitor"))
    settle(lambda: sign(song), "", "the sign")
    song.window.keys("Escape")
    assert song.undo_label() == step, song.undo_label()  # none of it is the session's
    song.window.close()


sys.exit(run([a_service_is_heard_and_cleared]))
