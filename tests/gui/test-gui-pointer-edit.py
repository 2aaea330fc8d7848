#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The Edit view by mouse: clips, their edges and fades, ranges, the ruler, and the wheel.

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import run, settle, wait  # noqa: E402
from hand import Hand, by  # noqa: E402
from song import SECONDS, Song, Step  # noqa: E402

RATE = 48000
GRID = RATE // 8  # a sixteenth at 120 beats a minute
LOWER, UPPER, HANDLE = 0.75, 0.42, 16  # of a clip: where it is held, where a range begins, and px down to its fades


def opened(*steps):
    song = Song(*steps)
    return song, Hand(song.window), song.find("list item", lambda name: name.startswith("Kick,"))


def frames(song, hand, px):
    """How long that many pixels are: the first clip is as wide as its sound is long."""
    return px / hand.box(song.find("list item", lambda name: name.startswith("Bass,"))).width * SECONDS * RATE


def clip_moves():
    song, hand, clip = opened()
    place = lambda: [c["at_frames"] for c in song.clips()]  # noqa: E731
    start = hand.at(clip, 0.3, LOWER)
    with Step(song, place):
        hand.drag(start, by(start, 10, 0), by(start, 160, 0))
        wait(lambda: place()[0] > 0, "the clip to move")
        assert place()[0] % GRID == 0 and abs(place()[0] - frames(song, hand, 160)) < GRID, place()

    with Step(song, place):
        hand.drag(start, by(start, 10, 0), by(start, 163, 0), keys=("shift",))
        wait(lambda: place() == [] or place()[0] == 0, "no move along with Shift")  # Shift: only from track to track
        hand.drag(start, by(start, 0, 10), by(start, 0, hand.box(clip).height), keys=("shift",))
        wait(lambda: len(song.clips("Bass")) == 2 and place() == [], "the clip on the track below")

    start = hand.at(song.find("list item", lambda name: name.startswith("Kick,")), 0.3, LOWER)
    with Step(song, place, 0):
        hand.press(start)
        hand.move(by(start, 10, 0), by(start, 120, 0))
        wait(lambda: place()[0] > 0, "the clip to move")
        hand.escape()
        settle(place, [0], "the place of the clip")
        hand.move(by(start, 150, 0))
        hand.release()
    song.window.close()


def edges_and_fades():
    song, hand, clip = opened()
    one = lambda *keys: [song.clips()[0][key] for key in keys]  # noqa: E731
    box = hand.box(clip)
    end = box.x + box.width - 3, box.y + round(LOWER * box.height)
    with Step(song, lambda: one("at_frames", "length_frames")):
        hand.drag(end, by(end, -10, 0), by(end, -150, 0))
        wait(lambda: one("length_frames")[0] < SECONDS * RATE, "a shorter clip")
        assert one("at_frames") == [0] and one("length_frames")[0] % GRID == 0, song.clips()

    start = box.x + 3, end[1]
    with Step(song, lambda: one("at_frames", "offset_frames", "length_frames")):
        hand.drag(start, by(start, 10, 0), by(start, 150, 0))
        wait(lambda: one("at_frames")[0] > 0, "a later start")
        at, offset, length = one("at_frames", "offset_frames", "length_frames")
        assert at == offset and at + length == SECONDS * RATE, "what sounds stays in its place"

    handle = box.x + 5, box.y + HANDLE
    with Step(song, lambda: one("fade_in_frames")):
        hand.drag(handle, by(handle, 10, 0), by(handle, 100, 0))
        wait(lambda: one("fade_in_frames")[0] > RATE / 4, "a fade in")

    handle = box.x + box.width - 5, box.y + HANDLE
    with Step(song, lambda: one("fade_out_frames")):
        hand.drag(handle, by(handle, -10, 0), by(handle, -100, 0))
        wait(lambda: one("fade_out_frames")[0] > RATE / 4, "a fade out")

    with Step(song, lambda: one("fade_in_frames", "fade_out_frames"), 0):
        hand.press(handle)
        hand.move(by(handle, -10, 0), by(handle, -100, 0))
        wait(lambda: one("fade_out_frames")[0] > 0, "a fade out")
        hand.escape()
        settle(lambda: one("fade_out_frames"), [0], "the fade")
        hand.release()
    song.window.close()


def range_is_picked_and_cut():
    song, hand, clip = opened()
    lengths = lambda name: [c["length_frames"] for c in song.clips(name)]  # noqa: E731
    first = hand.at(clip, 0.3, UPPER)
    last = hand.at(song.find("list item", lambda name: name.startswith("Bass,")), 0.5, UPPER)
    wide = frames(song, hand, last[0] - first[0])
    with Step(song, lambda: (lengths("Kick"), lengths("Bass"), lengths("Lead vocal"))):
        hand.drag(first, by(first, 10, 0), last)
        song.window.keys("Delete")
        wait(lambda: len(lengths("Kick")) == 2 and len(lengths("Bass")) == 2, "both tracks cut")
        assert len(lengths("Lead vocal")) == 1, "a track outside of the range"
        gone = SECONDS * RATE - sum(lengths("Kick"))
        assert gone % GRID == 0 and abs(gone - wide) <= GRID, (gone, wide)
    song.window.close()


def time_of(text):
    minutes, seconds = text.split(":")
    return 60 * int(minutes) + float(seconds)


def near(a, b):
    """Within a pixel or two."""
    return abs(a - b) < 0.02


def ruler_locates_and_loops():
    song, hand, clip = opened()
    ruler = song.find("slider", lambda name: name.startswith("Ruler"))
    clock = song.window.wait_for("label", lambda name: re.fullmatch(r"\d+:\d\d\.\d+", name) is not None)
    box = hand.box(clip)
    point = box.x + box.width // 4, hand.box(ruler).y + 8
    hand.click(point)
    wait(lambda: near(time_of(clock.get_name()), SECONDS / 4), "the playhead at a quarter")

    with Step(song, lambda: [c["length_frames"] for c in song.clips()]):
        hand.click(hand.at(clip, 0.6, LOWER))
        song.window.keys("s")
        wait(lambda: len(song.clips()) == 2, "two clips")
        assert near(song.clips()[1]["at_s"], SECONDS / 4), song.clips()

    loop = lambda: song.show()["loop"]  # noqa: E731
    end = by(point, box.width // 2, 0)
    with Step(song, loop):
        hand.drag(point, by(point, 10, 0), end, keys=("shift",))
        wait(lambda: loop()["on"], "a loop")
        assert near(loop()["from_s"], SECONDS / 4) and near(loop()["to_s"], 3 * SECONDS / 4), loop()

    with Step(song, loop, 0):
        xs = by(point, 10, 0), end
        hand.hold("shift")
        hand.press(point)
        hand.move(*xs)
        wait(lambda: loop()["on"], "a loop")
        hand.escape()
        wait(lambda: not loop()["on"], "no loop")
        hand.release()
        hand.let_go("shift")

    hand.drag(point, by(point, 10, 0), end, keys=("shift",))
    wait(lambda: loop()["on"], "a loop")
    with Step(song, loop):
        hand.drag(end, by(end, -10, 0), by(end, -box.width // 8, 0))
        wait(lambda: near(loop()["to_s"], 5 * SECONDS / 8) and near(loop()["from_s"], SECONDS / 4), "a shorter loop")
    song.window.close()


def wheel_zooms_at_the_pointer():
    song = Song(("clip", "Kick", "split", "--at", "4"), ("clip", "Kick", "split", "2", "--at", "5"))
    hand = Hand(song.window)
    places = lambda: sorted(hand.box(n).x for n in song.window.nodes(song.find("list", "Clips")) if n.get_name().startswith("Kick,"))  # noqa: E731
    _, left, right = places()
    point = round(left + 0.7 * (right - left)), hand.at(song.find("list item", lambda name: name.startswith("Kick,")))[1]

    hand.wheel(point, 2, keys=("ctrl",))
    wait(lambda: places()[2] - places()[1] > 1.3 * (right - left), "a second to be wider")
    _, a, b = places()
    assert abs(a + 0.7 * (b - a) - point[0]) <= 2, "the time under the pointer"
    hand.wheel(point, -2, keys=("ctrl",))
    wait(lambda: abs(places()[1] - left) <= 1 and abs(places()[2] - right) <= 1, "all where it was before")
    song.window.close()


sys.exit(run([clip_moves, edges_and_fades, range_is_picked_and_cut, ruler_locates_and_loops, wheel_zooms_at_the_pointer]))
