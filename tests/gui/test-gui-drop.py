#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Files dragged out of another program and let go over the window.

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from carried import Carried  # noqa: E402
from gui import Lathe, run, settle  # noqa: E402
from hand import Hand  # noqa: E402
from song import Song, stem  # noqa: E402

SONG = "/usr/share/games/fretsonfire/data/songs/sectoid/Feelings"


def drop(window, hint, *paths, y=0.6):
    target = Hand(window).at(window.frame(), 0.6, y)
    with Carried(window, *paths) as carried:
        carried.over(target, hint)
        carried.let_go(hint)


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
    drop(song.window, "Add 1 file as a track", os.path.abspath("Tambourine.wav"), y=0.97)
    settle(names, before + ["Tambourine"], "the tracks")
    assert song.clips("Tambourine")[0]["length_s"] == 2.0
    song.window.keys("ctrl+z")
    settle(names, before, "the tracks")
    song.window.close()


sys.exit(run([stems_start_a_session, a_file_becomes_a_track]))
