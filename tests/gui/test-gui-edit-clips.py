#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Clips by key and menu: shaped, grouped, rippled, carried to another session, consolidated, and stripped of silence.

import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import LATHE, Atspi, press, run, settle, wait  # noqa: E402
from hand import Hand  # noqa: E402
from song import SECONDS, STEMS, Song, Step, lathe  # noqa: E402

GRID = 0.125  # a sixteenth at 120 beats a minute
SPLIT = (("clip", "Kick", "split", "--at", "4"), ("clip", "Kick", "split", "2", "--at", "6"))


def opened(*steps, **more):
    song = Song(*steps, **more)
    return song, Hand(song.window)


def pieces(song, name="Kick"):
    """The clips of a track on the screen, from left to right."""
    nodes = [n for n in song.window.nodes(song.find("list", "Clips")) if n.get_name().startswith(name + ",")]
    return sorted(nodes, key=lambda n: n.get_extents(Atspi.CoordType.WINDOW).x)


def pick(song, hand, index=0, name="Kick", keys=()):
    hand.click(hand.at(wait(lambda: len(pieces(song, name)) > index and pieces(song, name)[index], "the clip"), 0.5, 0.75), keys=keys)


def put_playhead(song, hand, seconds):
    box = hand.box(song.find("list item", lambda name: name.startswith("Bass,")))
    hand.click((box.x + round(box.width * seconds / SECONDS), hand.box(song.find("slider", lambda name: name.startswith("Ruler"))).y + 8))


def values(song, *keys, name="Kick"):
    return [[clip[key] for key in keys] for clip in song.clips(name)]


def keys_shape_clips():
    song, hand = opened(*SPLIT)
    pick(song, hand, 1)
    look = lambda: values(song, "gain_db", "mute", "reverse", "polarity", "locked", "at_s", "offset_s", "length_s", "fade_in_s")  # noqa: E731
    for keys in ("plus", "minus", "ctrl+m", "alt+Right", "ctrl+alt+Right"):
        with Step(song, look):
            song.window.keys(keys)
    put_playhead(song, hand, 4.5)
    for keys in ("f", "alt+bracketleft", "alt+bracketright", "e"):
        with Step(song, lambda: (look(), values(song, "envelope"))):
            song.window.keys(keys)
    song.window.keys("e")
    wait(lambda: song.clips()[1]["envelope"]["points"], "a point of the envelope")
    with Step(song, lambda: values(song, "envelope")):
        song.window.keys("alt+Down")
    song.window.keys("ctrl+l")
    wait(lambda: song.clips()[1]["locked"], "a locked clip")
    with Step(song, look, 0):
        song.window.keys("alt+Right", "Delete", "plus", "alt+bracketright")
        wait(lambda: song.window.find("label", "1 clip is locked and stays as it is"), "a word about the lock")
    song.window.close()


def splits_join_and_crossfade():
    song, hand = opened(*SPLIT)
    count = lambda: len(song.clips())  # noqa: E731
    pick(song, hand, 0)
    pick(song, hand, 1, keys=("shift",))
    with Step(song, lambda: values(song, "fade_in_s", "fade_out_s", "length_s")):
        song.window.keys("x")
        wait(lambda: song.clips()[0]["fade_out_s"] > 0, "a cross-fade")
        one, two = song.clips()[:2]
        assert one["fade_out_s"] == two["fade_in_s"] and one["fade_out_curve"] == two["fade_in_curve"] == "s", (one, two)
    song.window.keys("ctrl+a")
    with Step(song, count):
        song.window.keys("ctrl+j")
        settle(count, 1, "one clip")
    put_playhead(song, hand, 2)
    song.window.keys("ctrl+shift+a")
    pick(song, hand, 0)
    with Step(song, count):
        song.window.keys("s")
        settle(count, 4, "the clip in two")
    song.window.close()


def groups_go_together():
    song, hand = opened(*SPLIT)
    at = lambda: [clip["at_s"] for clip in song.clips()]  # noqa: E731
    pick(song, hand, 0)
    pick(song, hand, 2, keys=("shift",))
    song.window.keys("ctrl+g")
    wait(lambda: song.clips()[0]["group"] == song.clips()[2]["group"] != 0, "a group")
    pick(song, hand, 1)
    pick(song, hand, 2)
    with Step(song, at):
        song.window.keys("alt+Right")
        settle(at, [GRID, 4.0, 6.0 + GRID], "both to move")
    song.window.keys("ctrl+alt+g")
    wait(lambda: song.clips()[0]["group"] == 0, "no group")
    song.window.close()


def what_follows_moves():
    song, hand = opened(*SPLIT)
    at = lambda name="Kick": [clip["at_s"] for clip in song.clips(name)]  # noqa: E731
    hand.click(hand.at(song.find(None, lambda name: name.startswith("What moves along"))))
    press(song.window.wait_for("menu item", lambda name: name.startswith("Ripple track")))
    song.find(None, "What moves along with an edit: later clips of the track")
    pick(song, hand, 0)
    with Step(song, at):
        song.window.keys("Delete")
        settle(at, [0.0, 2.0], "the gap to close")
    pick(song, hand, 0)
    with Step(song, at):
        song.window.keys("ctrl+d")
        settle(at, [0.0, 4.0, 8.0, 10.0], "room for the copy")
    song.window.keys("alt+r")
    song.find(None, lambda name: "all tracks" in name)

    # Time of a range, on all tracks.
    pick(song, hand, 1)
    song.window.keys("alt+c")
    ends = lambda: [sum(clip["length_s"] for clip in song.clips(name)) for name in STEMS]  # noqa: E731
    with Step(song, ends):
        song.window.keys("ctrl+Delete")
        settle(ends, [6.0, 6.0, 6.0], "two seconds to go from every track")
    pick(song, hand, 1)
    song.window.keys("alt+c")
    with Step(song, lambda: at("Bass")):
        song.window.keys("ctrl+i")
        settle(lambda: at("Bass"), [0.0, 6.0], "two seconds of silence")
    song.window.close()


def clips_go_to_another_session():
    song, hand = opened(*SPLIT)
    pick(song, hand, 1)
    song.window.keys("ctrl+c")
    lathe("new", "-q", "Other.lathe", "Lead vocal.wav")
    path = os.path.abspath("Other.lathe")
    subprocess.run([LATHE, path], check=True)  # the program that runs opens it
    settle(lambda: song.window.frame().get_name(), "Other", "the window's title")
    song.go("Edit")
    song.window.keys("ctrl+v")
    clips = lambda: json.loads(lathe("show", "--json", path))["tracks"][0]["clips"]  # noqa: E731
    wait(lambda: len(clips()) == 2, "the clip in the other session")
    copy = next(clip for clip in clips() if clip["offset_s"] == 4.0)
    assert copy["length_s"] == 2.0 and copy["file"].startswith("audio/Kick"), copy
    assert os.path.exists(os.path.join(path, copy["file"]))
    song.window.keys("ctrl+z")
    wait(lambda: len(clips()) == 1, "one step back")
    song.window.close()


def clips_become_a_recording():
    song, hand = opened(*SPLIT, ("clip", "Kick", "move", "3", "--to", "7"))
    files = lambda: [clip["file"] for clip in song.clips()]  # noqa: E731
    pick(song, hand, 0)
    pick(song, hand, 1, keys=("shift",))
    pick(song, hand, 2, keys=("shift",))
    with Step(song, files):
        song.window.keys("ctrl+j")  # they don't go on in one another
        settle(files, ["audio/Kick bounce.wav"], "one recording")
    song.window.close()


def clips_come_to_a_level():
    song, hand = opened()
    pick(song, hand)
    with Step(song, lambda: values(song, "gain_db")):
        song.window.keys("shift+n")
        song.window.wait_for("label", "Normalise clips")
        song.window.keys("Return")
        wait(lambda: song.clips()[0]["gain_db"] > 9.0, "another gain")
    song.window.close()


def silence_is_tried_and_stripped():
    song, hand = opened(stems={"Kick": "sine 220 pad 1 1", "Bass": "sine 110"})
    place = lambda: values(song, "at_s", "length_s")  # noqa: E731
    pick(song, hand)
    with Step(song, place, 0):
        song.window.keys("ctrl+u")
        song.window.wait_for("label", lambda name: name.startswith("Clips: 1 → 1."))
        wait(lambda: song.clips()[0]["at_s"] > 0.9, "the lanes to show it")
        song.window.keys("Escape")
        settle(place, [[0.0, 10.0]], "what was given up")
    song.window.wait_for_main_alone()
    with Step(song, place):
        song.window.keys("ctrl+u")
        song.window.wait_for("label", lambda name: name.startswith("Clips: 1 → 1."))
        song.window.keys("Return")
        song.window.wait_for_main_alone()
        wait(lambda: song.clips()[0]["at_s"] > 0.9, "silence to go")
    song.window.close()


def keys_go_on_after_a_submenu():
    song, hand = opened()
    pick(song, hand)
    with Step(song, lambda: len(song.clips())):  # Ctrl+Z at its end
        song.window.keys("shift+F10")
        press(song.window.wait_for("menu item", "Trim and repeat"))
        press(song.window.wait_for("menu item", "Duplicate"))
        settle(lambda: len(song.clips()), 2, "the copy")
        wait(lambda: song.window.find("menu item", "Duplicate") is None, "the menu to go")
        wait(lambda: song.window.focus() is not None, "the keyboard to be back")
    song.window.close()


sys.exit(run([keys_shape_clips, splits_join_and_crossfade, groups_go_together, what_follows_moves, clips_go_to_another_session,
              clips_become_a_recording, clips_come_to_a_level, silence_is_tried_and_stripped, keys_go_on_after_a_submenu]))
