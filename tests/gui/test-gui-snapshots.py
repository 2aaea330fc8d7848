#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Mixer snapshots and mix A/B in the window: taken, named in place, recalled by key and by part, compared; each one step.

import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import is_down, press, run, settle, unnamed, wait  # noqa: E402
from song import Song, lathe  # noqa: E402


def names(song):
    return [snapshot["name"] for snapshot in song.show()["snapshots"]]


def kick(song, key="fader_db"):
    return song.track()[key]


def open_list(song):
    song.window.click(song.window.wait_for("push button", "Snapshots of the mix"))
    return wait(lambda: song.window.find("push button", "Take snapshot"), "the list of snapshots")


def taken_named_and_recalled():
    song = Song(["set", "Kick.fader=-3"], view="Mix")
    take = open_list(song)
    assert unnamed(song.window) == [], unnamed(song.window)
    song.window.shot("snapshots-empty")
    press(take)
    settle(lambda: names(song), ["Snapshot 1"], "the snapshots")
    wait(lambda: (node := song.window.focus()) and node.get_role_name() == "text", "the name to be typed")
    song.window.keys("ctrl+a")
    song.window.type("Verse")
    song.window.keys("Return")
    settle(lambda: names(song), ["Verse"], "the name")
    assert unnamed(song.window) == [], unnamed(song.window)
    song.window.shot("snapshots")
    song.window.keys("Escape")
    wait(lambda: song.window.find("push button", "Take snapshot") is None, "the list to close")
    settle(song.undo_label, "Undo: Rename snapshot “Snapshot 1”", "the step")

    song.window.keys("ctrl+shift+t")
    settle(lambda: names(song), ["Verse", "Snapshot 2"], "the second one")
    song.window.close()


def recalled_in_one_step_and_by_part():
    song = Song(["set", "Kick.fader=-3", "Kick.pan=0.5"], ["snapshot", "take", "Verse"], ["set", "Kick.fader=-20", "Kick.pan=-0.5"], view="Mix")
    song.window.keys("ctrl+1")
    wait(lambda: (kick(song), kick(song, "pan")) == (-3, 0.5), "the mix of then")
    settle(song.undo_label, "Undo: Recall snapshot “Verse”", "the step")
    song.window.keys("ctrl+z")
    wait(lambda: (kick(song), kick(song, "pan")) == (-20, -0.5), "the mix of now")

    open_list(song)
    more = song.window.wait_for("push button", "More of “Verse”")
    for _ in range(60):
        if song.window.focus(more) is not None:
            break
        song.window.keys("Tab")
    wait(lambda: song.window.focus(more), "the keyboard on it")
    song.window.keys("Return")
    press(song.window.wait_for("menu item", "Recall pan"))
    wait(lambda: (kick(song), kick(song, "pan")) == (-20, 0.5), "the pan alone")
    song.window.keys("Escape", "Escape")
    wait(lambda: song.window.find("push button", "Take snapshot") is None, "the list to close")
    song.window.close()


def what_is_gone_is_told():
    song = Song(["bus", "Verb"], ["set", "Kick.fader=-3"], ["snapshot", "take", "Verse"], ["remove", "Verb"], ["set", "Kick.fader=-20"], view="Mix")
    song.window.keys("ctrl+1")
    wait(lambda: kick(song) == -3, "the mix of then")
    song.window.wait_for("label", "“Verb” was left out: it is gone.")
    song.window.shot("snapshots-lost")
    song.window.close()


def loudness(song):
    """Of the mix as it is now, by the command line."""
    lathe("render", song.path, "-o", "now.wav", "--bits", "float", "--force")
    return json.loads(lathe("measure", "now.wav", "--json"))["integrated_lufs"]


def letters(song):
    return song.window.wait_for(None, "Mix A or mix B")


def letter(song):
    """The one that is heard, as the buttons tell."""
    return next((node.get_name() for node in song.window.nodes(letters(song)) if node.get_name() in ("A", "B") and is_down(node)), None)


def a_and_b():
    song = Song(["set", "Kick.fader=-3"], ["snapshot", "take", "Low"], ["set", "Kick.fader=0"], view="Mix")
    song.window.keys("c")  # B begins as a copy: nothing changes
    assert kick(song) == 0
    louder = loudness(song)
    song.window.keys("ctrl+1")
    wait(lambda: kick(song) == -3, "mix B")
    louder -= loudness(song)
    assert louder > 0.3, louder
    song.window.keys("c")
    wait(lambda: kick(song) == 0, "mix A")
    settle(song.undo_label, "Undo: Mix A", "the step")
    turned = wait(lambda: song.window.find("label", lambda name: re.fullmatch(r"−\d+\.\d dB", name)), "A, the louder one, to be turned down")
    settle(lambda: abs(float(turned.get_name()[1:-3]) - louder) < 0.051, True, f"it to be turned down by {louder}")
    song.window.shot("mix-a")
    song.window.keys("c")  # straight back: the step is gone
    wait(lambda: kick(song) == -3, "mix B")
    settle(song.undo_label, "Undo: Recall snapshot “Low”", "the step before")
    song.window.keys("c")
    wait(lambda: kick(song) == 0, "mix A")
    song.window.keys("ctrl+z")  # the letter goes along
    wait(lambda: kick(song) == -3, "mix B")
    steps = song.steps()
    settle(lambda: letter(song), "B", "the letter")
    song.window.keys("shift+c", "c")  # A is as B, and what is the same is no step
    settle(lambda: letter(song), "A", "the letter")
    assert (kick(song), song.steps()) == (-3, steps), (kick(song), song.steps())
    wait(lambda: song.window.find("label", "0.0 dB", root=letters(song).get_parent()), "A to be as loud as B")
    assert unnamed(song.window) == [], unnamed(song.window)
    json.loads(lathe("check", "--json", song.path))
    song.window.close()


sys.exit(run([taken_named_and_recalled, recalled_in_one_step_and_by_part, what_is_gone_is_told, a_and_b]))
