#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Three passes over one part: gathered into takes, and what is heard chosen from them by menu, keys and hand; read back by the
# command line.

import json
import sys

from gui import Atspi, has_focus, press, run, settle, unnamed, wait
from hand import Hand
from song import Song, Step, lathe, stem

RATE = 48000
PASSES = ("Pass 2", "Pass 3")


def passes(*steps):
    """Kick and two more recordings of eight seconds at the same place."""
    for name, sound in zip(PASSES, ("sine 90", "pluck 220")):
        stem(name + ".wav", sound)
    return Song(*(("clip", "Kick", "add", name + ".wav", "--at", "0") for name in PASSES), *steps, stems={"Kick": "sine 60", "Bass": "sine 110"})


def takes(song):
    return json.loads(lathe("take", song.path, "Kick", "list", "--json"))


def heard(song):
    """(take, where it begins in tenths of a second) of each stretch."""
    return [(stretch["take"], round(stretch["at_frames"] * 10 / RATE)) for stretch in takes(song)["heard"]]


def clip(song):
    """On the track; those of the takes lie below it."""
    found = [node for node in song.window.nodes(song.view) if node.get_role_name() == "list item" and node.get_name().startswith(("Kick,", *(name + "," for name in PASSES)))]
    return min(found, key=lambda node: node.get_extents(Atspi.CoordType.WINDOW).y) if found else None


def lane(song, number):
    return song.find("panel", lambda name: name.startswith(f"Take {number} of Kick, "))


def pick(song, hand):
    hand.click(hand.at(wait(lambda: clip(song), "a clip"), 0.3, 0.8))


def takes_by_keys():
    song = passes()
    hand = Hand(song.window)
    pick(song, hand)
    song.window.keys("alt+period", "shift+u")  # a track without takes
    with Step(song, lambda: len(takes(song)["takes"])):
        song.window.keys("ctrl+shift+u")
        settle(lambda: len(takes(song)["takes"]), 3, "the takes")
        settle(lambda: heard(song), [(3, 0)], "the last one to be heard")
        assert ", not heard" in lane(song, 1).get_name() and ", heard from" in lane(song, 3).get_name()
    song.window.keys("ctrl+shift+z")
    settle(lambda: heard(song), [(3, 0)], "the last one again")
    pick(song, hand)
    for keys, take in (("alt+period", 1), ("alt+comma", 3), ("alt+comma", 2)):
        song.window.keys(keys)
        settle(lambda: heard(song), [(take, 0)], f"take {take}")
    assert song.undo_label().startswith("Undo: Previous take"), song.undo_label()
    hand.click(hand.at(clip(song), 0.3, 0.8), button=3)
    press(song.window.wait_for("menu item", "Takes"))
    press(song.window.wait_for("menu item", "Remove the takes"))
    settle(lambda: takes(song)["takes"], [], "no takes")
    wait(lambda: song.window.find("panel", lambda name: name.startswith("Take 1 of"), root=song.view) is None, "the lanes to go")
    song.window.kill()


def lanes_by_hand():
    song = passes(("take", "Kick", "gather"))
    hand = Hand(song.window)
    pick(song, hand)
    song.window.keys("shift+u")
    wait(lambda: has_focus(lane(song, 1)), "the first lane to have the keyboard")
    assert unnamed(song.window) == [], unnamed(song.window)
    box, end = hand.box(lane(song, 2)), hand.box(clip(song))
    second = end.width / 8

    def at(number, seconds):
        found = hand.box(lane(song, number))
        return round(found.x + seconds * second), round(found.y + found.height / 2)

    assert 30 <= box.height <= 40 and box.y > end.y, (box, end)
    with Step(song, lambda: heard(song)):
        hand.drag(at(2, 2), at(2, 3), at(2, 4))
        settle(lambda: heard(song), [(3, 0), (2, 20), (3, 40)], "two seconds of the second")
        song.window.shot("takes-lanes")
    with Step(song, lambda: heard(song), steps=0):  # given up
        hand.press(at(1, 1))
        hand.move(at(1, 2), at(1, 3))
        song.window.shot("takes-drag")
        hand.escape()
        hand.release()
    hand.drag(at(2, 2), at(2, 3), at(2, 4))
    settle(lambda: heard(song), [(3, 0), (2, 20), (3, 40)], "two seconds of the second again")
    with Step(song, lambda: heard(song)):
        hand.click(at(1, 3))  # what is heard there, from another take
        settle(lambda: heard(song), [(3, 0), (1, 20), (3, 40)], "the same two seconds of the first")
    song.window.close()


def lanes_by_keys():
    song = passes(("take", "Kick", "gather"), ("take", "Kick", "choose", "2", "--range", "2:4"))
    hand = Hand(song.window)
    pick(song, hand)
    song.window.keys("shift+u")
    wait(lambda: has_focus(lane(song, 1)), "the first lane to have the keyboard")
    with Step(song, lambda: heard(song)):
        song.window.keys("Right", "Right", "Return")
        settle(lambda: heard(song), [(3, 0), (1, 20), (3, 40)], "the middle from the first")
    with Step(song, lambda: heard(song)):
        song.window.keys("Down", "Down", "Return")
        settle(lambda: [take for take, _ in heard(song)], [3, 3, 3], "the middle from the third")
    song.window.keys("Up", "Delete")
    song.window.wait_for("menu item", "Remove the take")  # asks: nothing has gone
    song.window.shot("takes-menu")
    assert len(takes(song)["takes"]) == 3
    song.window.keys("Up", "Return")
    settle(lambda: [take["name"] for take in takes(song)["takes"]], ["Take 1", "Take 3"], "two takes")
    song.window.keys("ctrl+z")
    settle(lambda: len(takes(song)["takes"]), 3, "three takes")
    name = song.find("text", "Name of take 1 of Kick")
    hand.click(hand.at(name, 0.3), times=2)
    song.window.keys("ctrl+a")
    song.window.type("Breathy")
    song.window.keys("Return")
    settle(lambda: takes(song)["takes"][0]["name"], "Breathy", "its name")
    pick(song, hand)
    song.window.keys("shift+u")
    wait(lambda: song.window.find("text", "Name of take 1 of Kick", root=song.view) is None, "the lanes to go")
    song.window.close()


def a_take_is_chosen_in_the_pane():
    song = passes(("take", "Kick", "gather"))
    hand = Hand(song.window)
    assert song.window.find("combo box", "Take that the clip is heard from") is None, "there is no clip"
    pick(song, hand)
    with Step(song, lambda: heard(song)):
        hand.click(hand.at(song.window.wait_for(None, "Take that the clip is heard from")))
        song.window.wait_for("label", "2 of 3: Take 2")  # the list is open
        song.window.keys("Home", "Down", "Return")
        settle(lambda: heard(song), [(2, 0)], "the second")
    song.window.close()


if __name__ == "__main__":
    sys.exit(run([takes_by_keys, lanes_by_hand, lanes_by_keys, a_take_is_chosen_in_the_pane]))
