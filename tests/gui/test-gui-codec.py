#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The master through a codec in the window: encoded, heard in its place, its ceiling lowered in one step.

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import is_down, press, run, settle, unnamed, wait  # noqa: E402
from song import Song  # noqa: E402

LOUD = [["add", "master", "limit", "gain=30", "ceiling=0", "true-peak=0"]]


def ceiling(song):
    return song.show()["master"]["slots"][-1]["values"]["ceiling"]


def encoded_heard_and_lowered():
    song = Song(*LOUD, view="Master")
    delta = song.window.wait_for("push button", "Hear what the master changes")
    press(delta)
    settle(lambda: is_down(delta), True, "Delta")
    press(song.window.wait_for("push button", "Hear the master through a codec…"))
    press(song.window.wait_for("push button", "Encode"))
    lower = song.window.wait_for("push button", "Find a ceiling without overs")
    assert unnamed(song.window) == [], unnamed(song.window)
    song.window.shot("codec-encoded")
    for name in ("Decoded", "Removed"):
        press(song.window.find(name=name, role="toggle button") or song.window.find(name=name))
        song.window.wait_for("label", "Codec")  # the monitor's sign
        settle(lambda: is_down(delta), False, "Delta")
    song.window.shot("codec-removed")
    press(lower)
    press(song.window.wait_for("push button", lambda name: name.startswith("Lower the ceiling to")))
    settle(song.undo_label, "Undo: Lower the ceiling", "the step")
    wait(lambda: ceiling(song) < 0.0, "the ceiling")
    song.window.wait_for("label", "The master has changed since. Encode it anew.")
    song.window.shot("codec-lowered")
    song.window.keys("Escape")
    song.window.wait_for_main_alone()
    song.window.close()


sys.exit(run([encoded_heard_and_lowered]))
