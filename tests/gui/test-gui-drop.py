#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Files dragged out of another program and let go over the window.

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from gui import Lathe, run, settle, wait, xdo  # noqa: E402
from hand import Hand, by  # noqa: E402
from song import Song, stem  # noqa: E402

SONG = "/usr/share/games/fretsonfire/data/songs/sectoid/Feelings"


def drop(window, hint, *paths):
    """As from a file manager that lies above the window's upper left corner."""
    files = subprocess.Popen([sys.executable, os.path.join(HERE, "files.py"), *paths])
    try:
        source = wait(lambda: xdo("search", "--onlyvisible", "--name", "^Files$").split(), "the other window")[-1]
        words = dict(line.split("=") for line in xdo("getwindowgeometry", "--shell", source).split())
        start = int(words["X"]) + int(words["WIDTH"]) // 2, int(words["Y"]) + int(words["HEIGHT"]) // 2
        hand = Hand(window)
        target = hand.at(window.frame(), 0.6, 0.6)
        at = [0]

        def answered():
            """The window says what it would do with them; it is asked with every motion."""
            at[0] += 1
            hand.move(by(target, at[0] % 7, 0))
            return window.find("label", hint)

        def begun():
            """A press before the other window listens is none."""
            hand.release()
            xdo("mousemove", *start, "mousedown", 1)
            hand.move(by(start, 12, 6), by(start, 30, 15), by(start, 60, 30))
            return any(answered() for _ in range(20))

        wait(begun, f"“{hint}”")
        hand.release()
        wait(lambda: window.find("label", hint) is None, "the files to be taken")  # until then the other one has to answer
    finally:
        files.terminate()
        files.wait()


def stems_start_a_session():
    window = Lathe()
    window.wait_for("push button", "Mix a folder of stems")
    drop(window, "Mix 2 files", SONG + "/song.ogg", SONG + "/guitar.ogg")
    for name in ("song level", "guitar level"):
        window.wait_for("slider", lambda found: found.lower() == name)  # noqa: B023
    window.close()


def a_file_becomes_a_track():
    song = Song(view="Edit")
    stem("Tambourine.wav", seconds=2)
    names = lambda: [track["name"] for track in song.show()["tracks"]]  # noqa: E731
    before = names()
    drop(song.window, "Add 1 file as a track", os.path.abspath("Tambourine.wav"))
    settle(names, before + ["Tambourine"], "the tracks")
    assert song.clips("Tambourine")[0]["length_s"] == 2.0
    song.window.keys("ctrl+z")
    settle(names, before, "the tracks")
    song.window.close()


sys.exit(run([stems_start_a_session, a_file_becomes_a_track]))
