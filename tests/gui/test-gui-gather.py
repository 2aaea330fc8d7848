#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Groups, VCAs and folders in the window: made by keys, seen through the accessibility tree, read back by the command line.

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import has_focus, press, run, settle, unnamed, wait  # noqa: E402
from hand import Hand, by  # noqa: E402
from song import Song, Step  # noqa: E402


def faders(song):
    return {track["name"]: track["fader_db"] for track in song.show()["tracks"]}


def mutes(song):
    return {track["name"]: track["mute"] for track in song.show()["tracks"]}


def picked(song, name):
    """The fader that has the focus is that of @name."""
    wait(lambda: has_focus(song.find("slider", name + " level")), f"the fader of {name}")


def pick_two(song):
    """From the first strip to the second; the focus is on the fader of that one."""
    song.window.keys("Right", "Left")
    picked(song, "Kick")
    song.window.keys("shift+Right")
    picked(song, "Bass")


def a_group_by_keys():
    song = Song(["set", "Kick.fader=-6"], view="Mix")
    pick_two(song)
    song.window.keys("ctrl+g")
    settle(lambda: [group["members"] for group in song.show()["groups"]], [["Kick", "Bass"]], "the group")
    assert song.find("push button", "Kick group: A") and song.find("push button", "Bass group: A") and song.find("push button", "Lead vocal group: none")
    song.window.keys("Escape")
    picked(song, "Bass")
    with Step(song, lambda: faders(song)):
        song.window.keys("Down")
        wait(lambda: faders(song)["Bass"] != 0, "the fader")
        moved = faders(song)
        assert moved["Kick"] - moved["Bass"] == -6 and moved["Lead vocal"] == 0, moved
    with Step(song, lambda: mutes(song)):
        song.window.keys("m")
        settle(lambda: mutes(song), {"Kick": True, "Bass": True, "Lead vocal": False}, "the mutes")
    hand = Hand(song.window)
    with Step(song, lambda: mutes(song)):  # with Alt held, each is alone: a button, and a fader
        hand.click(hand.at(song.find(None, "Kick mute")), keys=("alt",))
        settle(lambda: mutes(song), {"Kick": True, "Bass": False, "Lead vocal": False}, "one mute")
    with Step(song, lambda: faders(song)):
        cap = hand.at(song.find("slider", "Bass level"), 0.5, 0.3)
        hand.drag(cap, by(cap, 0, 10), by(cap, 0, 60), keys=("alt",))
        wait(lambda: faders(song)["Bass"] < -3, "the fader")
        assert faders(song)["Kick"] == -6, faders(song)
    song.window.close()


def a_group_in_its_popover():
    song = Song(view="Mix")
    song.window.keys("Right", "Left", "g")
    press(song.window.wait_for("push button", "New group"))
    settle(lambda: len(song.show()["groups"]), 1, "a group")
    assert unnamed(song.window) == [], unnamed(song.window)
    song.window.shot("group")
    song.window.keys("ctrl+a")
    song.window.type("Drums")
    song.window.keys("Return")
    settle(lambda: song.show()["groups"][0]["name"], "Drums", "its name")
    press(song.window.wait_for(None, "Pan"))
    settle(lambda: song.show()["groups"][0]["links"], ["fader", "mute", "solo", "pan"], "what it links")
    song.window.keys("Escape")
    assert song.find("push button", "Kick group: Drums")
    song.window.close()


def a_vca_and_a_folder():
    song = Song(view="Mix")
    pick_two(song)
    song.window.keys("ctrl+shift+v")
    settle(lambda: [vca["members"] for vca in song.show()["vcas"]], [["Kick", "Bass"]], "the VCA")
    picked(song, "VCA")
    song.window.keys("m")
    settle(lambda: song.show()["vcas"][0]["mute"], True, "the VCA's mute")

    song.window.keys("Left", "Left", "shift+Left")
    picked(song, "Kick")
    song.window.keys("ctrl+shift+g")
    settle(lambda: [bus["members"] for bus in song.show()["buses"]], [["Kick", "Bass"]], "the folder")
    assert unnamed(song.window) == [], unnamed(song.window)
    press(song.find("push button", "Fold Folder"))
    settle(lambda: song.show()["buses"][0]["folded"], True, "the folder's state")
    wait(lambda: song.window.find("slider", "Kick level", root=song.view) is None, "its strips to go")
    song.window.shot("folder")
    song.go("Edit")
    wait(lambda: song.window.find("panel", "Kick", root=song.view) is None, "its tracks to go")
    press(song.find("push button", "Unfold Folder"))
    wait(lambda: song.window.find("panel", "Kick", root=song.view), "its tracks")
    assert unnamed(song.window) == [], unnamed(song.window)
    song.window.shot("folder-edit")
    song.window.close()


sys.exit(run([a_group_by_keys, a_group_in_its_popover, a_vca_and_a_folder]))
