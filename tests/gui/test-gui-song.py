#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A whole song by keyboard: stems in, balanced, effects, A/B, all of it undone; closed and opened again; killed and recovered.

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import LATHE, Lathe, run, settle, unnamed, wait  # noqa: E402


def title(lathe):
    return lathe.app.get_child_at_index(0).get_name()


def stems():
    """Three stems of a few seconds, made with sox."""
    os.makedirs("Tide")
    for name, sound in {"Kick": "sine 60", "Bass": "sine 110", "Lead vocal": "pluck 440"}.items():
        subprocess.run(["sox", "-q", "-n", "-r", "48000", "-c", "1", "-b", "24", f"Tide/{name}.wav", "synth", "4", *sound.split(), "gain", "-12"], check=True)
    return os.path.abspath("Tide")


def session_of(path):
    return json.load(open(os.path.join(path, "session.json"), encoding="utf-8"))


def session_path():
    for folder in ("Lathe", "Music/Lathe"):
        path = os.path.join(os.environ["HOME"], folder, "Tide.lathe")
        if os.path.isdir(path):
            return path
    return None


def show(path):
    return json.loads(subprocess.run([LATHE, "show", "--json", path], check=True, capture_output=True, text=True).stdout)


def slots(path):
    return [slot["effect"] for track in show(path)["tracks"] for slot in track["slots"]]


def mixed():
    lathe = Lathe(stems())
    settle(lambda: title(lathe), "Tide", "the window's title")
    lathe.wait_for("slider", lambda name: name.startswith("Kick level"))
    return lathe


def stems_to_mix_and_back():
    lathe = mixed()
    path = session_path()
    lathe.keys("alt+2", "Right")
    for effect in ("Equaliser", "Compressor"):
        lathe.keys("i")
        lathe.wait_for("text", lambda name: "ffect" in name)
        lathe.type(effect)
        lathe.keys("Return")
        wait(lambda: lathe.find("text", lambda name: "ffect" in name) is None, "the picker to go")
    lathe.keys("ctrl+s")
    wait(lambda: sorted(slots(path)) == ["comp", "eq"], "both effects in the file")
    assert unnamed(lathe) == [], unnamed(lathe)

    lathe.keys("alt+3", "space")
    wait(lambda: lathe.find("push button", "Play or stop"), "the transport")
    lathe.keys("1", "2", "g", "g", "space")
    assert unnamed(lathe) == [], unnamed(lathe)
    lathe.keys("alt+1")
    wait(lambda: lathe.find(None, lambda name: name.startswith("Kick")), "the tracks of the Edit view")
    assert unnamed(lathe) == [], unnamed(lathe)

    # Back to the beginning: two effects, and the balance of the tracks.
    lathe.keys("ctrl+z", "ctrl+z", "ctrl+z")
    lathe.keys("ctrl+s")
    wait(lambda: slots(path) == [] and all(t["fader_db"] == 0 for t in show(path)["tracks"]), "all to be undone")
    lathe.keys("ctrl+shift+z", "ctrl+shift+z", "ctrl+shift+z", "ctrl+s")
    wait(lambda: sorted(slots(path)) == ["comp", "eq"], "all to be done again")
    wait(lambda: "Edited" not in title(lathe), "it to be saved")
    before = session_of(path)
    lathe.close()

    again = Lathe(path)
    settle(lambda: title(again), "Tide", "the window's title")
    again.close()
    assert session_of(path) == before


def a_kill_loses_no_edit_that_was_journalled():
    lathe = mixed()
    path = session_path()
    lathe.keys("alt+2", "Right", "m")
    journal = os.path.join(path, "history", "journal")
    size = os.path.getsize(journal)
    wait(lambda: os.path.getsize(journal) > size or any(t["mute"] for t in show(path)["tracks"]), "the journal to grow")
    wait(lambda: any(t["mute"] for t in show(path)["tracks"]), "the mute in the journal")
    lathe.kill()

    again = Lathe(path)
    settle(lambda: title(again), "Tide", "the window's title")
    again.wait_for("label", lambda name: "recovered" in name)
    again.keys("ctrl+s")
    wait(lambda: any(t["mute"] for t in show(path)["tracks"]), "the mute")
    again.close()


sys.exit(run([stems_to_mix_and_back, a_kill_loses_no_edit_that_was_journalled]))
