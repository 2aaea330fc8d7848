#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The loudness panel while a song plays: its history of a minute, of ten, of all since play.

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import run, unnamed, wait  # noqa: E402
from song import Song  # noqa: E402


def how_far_back_is_chosen():
    song = Song(view="Master")
    choose = lambda name: song.window.choose(song.find("combo box", name), "Down")  # noqa: E731
    choose("What is shown of loudness")
    song.find(None, "Loudness of the last minute")
    song.window.keys("Escape", "space")
    choose("How far back the history goes")
    song.find(None, "Loudness of the last ten minutes")
    choose("How far back the history goes")
    song.find(None, "Loudness since play")
    assert unnamed(song.window) == [], unnamed(song.window)
    song.window.shot("history")
    choose("What is shown of loudness")
    song.find(None, "How often each loudness was")
    wait(lambda: not song.window.find("combo box", "How far back the history goes", root=song.view), "the other choice to go")
    song.window.close()


sys.exit(run([how_far_back_is_chosen]))
