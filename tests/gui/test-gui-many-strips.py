#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A mixer of 128 strips: those out of sight are not there, and yet all can be reached, found and changed by keyboard.

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import Lathe, has_focus, is_shown, press, run, settle, wait  # noqa: E402
from song import Song, lathe, stem  # noqa: E402

N = 128


class Many(Song):
    """In the mixer, with the focus on the first fader."""

    def __init__(self):
        stem("sound.wav", seconds=1)
        files = [f"Track {i}.wav" for i in range(1, N + 1)]
        for name in files:
            os.link("sound.wav", name)
        lathe("new", "-q", "Many.lathe", *files)
        lathe("bus", "Many.lathe", "Echo")
        self.path = os.path.abspath("Many.lathe")
        self.window = Lathe(self.path)
        settle(lambda: self.window.frame().get_name(), "Many", "the window's title")
        self.go("Mix")
        self.window.keys("ctrl+f", "Return")
        self.focus("Track 1 level")
        self.window.keys("ctrl+f", "Escape")
        self.focus("Track 1 level")

    def focus(self, name):
        wait(lambda: (node := self.window.find("slider", name, root=self.view)) and has_focus(node), f"the focus on “{name}”")

    def shown(self):
        """The names of the strips that have a place on the screen."""
        names = []
        for node in self.window.nodes(self.view):
            if node.get_role_name() == "panel" and node.get_name().endswith(" strip") and is_shown(node):
                names.append(node.get_name().removesuffix(" strip"))
        return names

    def level(self, name):
        return self.track(name)["fader_db"]


def eye(song, name):
    return song.window.pressable(lambda found: found.startswith(name), root=song.view)


def steps_to_the_hundredth():
    song = Many()
    assert len(song.shown()) < N / 2, f"{len(song.shown())} strips were made at once"
    song.window.keys(*["Right"] * 99)
    song.focus("Track 100 level")
    song.window.keys("Down")
    settle(lambda: song.level("Track 100"), -0.5, "the level in the session")
    assert "Track 100" in song.shown()
    assert song.level("Track 1") == 0.0
    song.window.keys(*["Left"] * 99)
    song.focus("Track 1 level")
    song.window.keys("ctrl+z")
    settle(lambda: song.level("Track 100"), 0.0, "what was undone")
    song.window.close()


def finds_by_name():
    song = Many()
    song.window.keys("ctrl+f")
    song.window.type("k 77")
    settle(song.shown, ["Track 77", "Mix bus"], "the strips that are like it")
    song.window.keys("Return")
    song.focus("Track 77 level")
    song.window.keys("Up", "Up")
    settle(lambda: song.level("Track 77"), 1.0, "the level in the session")
    song.window.keys("ctrl+f", "Escape")
    song.focus("Track 77 level")
    wait(lambda: {"Track 76", "Track 77", "Track 78"} <= set(song.shown()), "its neighbours")
    song.window.close()


def narrow_and_wide():
    song = Many()
    wide = len(song.shown())
    song.window.keys("w")
    wait(lambda: len(song.shown()) > wide * 4 / 3, "more strips")
    assert song.window.find("spin button", "Track 1 trim", root=song.view) is None
    song.focus("Track 1 level")
    song.window.keys("m")
    settle(lambda: song.track("Track 1")["mute"], True, "the mute in the session")
    song.window.keys("w")
    song.find("spin button", "Track 1 trim")
    song.window.close()


def hides_kinds():
    song = Many()
    press(wait(lambda: eye(song, "Strips that are shown"), "the menu's button"))
    press(song.window.wait_for("menu item", "Tracks"))
    settle(song.shown, ["Echo", "Mix bus"], "the strips")
    wait(lambda: eye(song, "Strips that are shown; some are hidden"), "the button to tell")
    song.window.keys("Escape", "ctrl+f")
    song.window.type("nobody")
    press(song.find("push button", "Show all strips"))
    wait(lambda: {"Track 1", "Track 2"} <= set(song.shown()), "the tracks")
    song.window.close()


sys.exit(run([steps_to_the_hundredth, finds_by_name, narrow_and_wide, hides_kinds]))
