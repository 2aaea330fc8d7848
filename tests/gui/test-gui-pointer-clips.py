#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The Edit view by mouse: crossfades, slipped contents, drawn gain, one clip heard alone, heights and panning.

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import has_focus, run, settle, wait  # noqa: E402
from hand import Hand, by, pixels  # noqa: E402
from song import SECONDS, Song, Step  # noqa: E402

RATE = 48000
LOWER, UPPER, TITLE = 0.75, 0.42, 8  # of a clip: where it is held, where a range begins; px down to the middle of its title


def opened(*steps):
    song = Song(*steps)
    song.window.keys("ctrl+shift+Up")  # rows with room for a hand
    hand = Hand(song.window)
    wait(lambda: hand.box(song.find("list item", lambda name: name.startswith("Bass,"))).height > 60, "taller rows")
    return song, hand


def places(song, hand):
    """Of the clips on the first track, from left to right."""
    nodes = [n for n in song.window.nodes(song.find("list", "Clips")) if n.get_name().startswith("Kick")]
    return sorted((hand.box(n) for n in nodes), key=lambda box: box.x)


def px_per_frame(song, hand):
    return hand.box(song.find("list item", lambda name: name.startswith("Bass,"))).width / (SECONDS * RATE)


def clip_dropped_on_another_crossfades():
    song, hand = opened(("clip", "Kick", "split", "--at", "4"))
    fades = lambda: [(c["at_frames"], c["fade_in_frames"], c["fade_out_frames"]) for c in song.clips()]  # noqa: E731
    second = places(song, hand)[1]
    start = second.x + second.width // 2, round(second.y + LOWER * second.height)
    hand.drag(start, by(start, -10, 0), by(start, -120, 0))
    wait(lambda: fades()[1][0] < 4 * RATE and fades()[0][2] > 0, "a crossfade")
    over = 4 * RATE - fades()[1][0]
    settle(lambda: (fades()[0][2], fades()[1][1]), (over, over), "fades as long as the overlap")

    # the X to the side: both edges move, what sounds stays; up and down: another curve
    cross = lambda: [(c["at_frames"], c["offset_frames"], c["length_frames"], c["fade_in_curve"], c["fade_out_curve"]) for c in song.clips()]  # noqa: E731
    scale = px_per_frame(song, hand)
    middle = round(hand.box(song.find("list item", lambda name: name.startswith("Bass,"))).x + (fades()[1][0] + over / 2) * scale)
    point = middle, round(second.y + 0.6 * second.height)
    before = cross()
    with Step(song, cross):
        hand.drag(point, by(point, 4, 0), by(point, 60, 0))
        wait(lambda: cross()[1][0] > before[1][0], "the crossfade further right")
        moved = cross()[1][0] - before[1][0]
        assert abs(moved - 60 / scale) <= 2 / scale, (moved, 60 / scale)
        assert cross()[1][1] - before[1][1] == moved and cross()[0][2] - before[0][2] == moved, (before, cross())
    with Step(song, cross):
        hand.drag(point, by(point, 0, 4), by(point, 0, 22))
        settle(lambda: (cross()[0][4], cross()[1][3]), ("linear", "linear"), "the curve")
    with Step(song, cross, 0):
        hand.press(point)
        hand.move(by(point, 4, 0), by(point, 60, 0))
        wait(lambda: cross() != before, "the crossfade to move")
        hand.escape()
        settle(cross, before, "the crossfade as it was")
        hand.release()

    # an edge in the overlap: the fades stay as long as it
    left = round(middle - over / 2 * scale)
    with Step(song, fades):
        hand.drag((left + 2, point[1]), (left + 6, point[1]), (left + 22, point[1]))
        wait(lambda: fades()[1][0] > before[1][0], "a later start")
        less = fades()[0][0] + song.clips()[0]["length_frames"] - fades()[1][0]
        settle(lambda: (fades()[0][2], fades()[1][1]), (less, less), "fades as long as what is left")
    song.window.close()


def what_a_key_does_meanwhile_stays():
    """A clip that is deleted while it is dragged does not come back with the next move."""
    song, hand = opened()
    clip = places(song, hand)[0]
    start = clip.x + clip.width // 2, round(clip.y + LOWER * clip.height)
    hand.press(start)
    hand.move(by(start, 4, 0), by(start, 60, 0))
    hand.tap("Delete")
    hand.move(by(start, 90, 0), by(start, 120, 0))
    hand.release()
    settle(song.clips, [], "the clips")
    settle(lambda: song.steps()[0][-2:], ["Move clip", "Delete clips"], "the last steps")
    song.window.close()


def contents_slip():
    song, hand = opened(("clip", "Kick", "split", "--at", "4"))
    clips = lambda: [(c["at_frames"], c["offset_frames"], c["length_frames"]) for c in song.clips()]  # noqa: E731
    second = places(song, hand)[1]
    start = second.x + second.width // 2, round(second.y + LOWER * second.height)
    with Step(song, clips):
        hand.drag(start, by(start, 4, 0), by(start, 80, 0), keys=("ctrl", "alt"))
        wait(lambda: clips()[1][1] < 4 * RATE, "other contents")
        assert clips()[1][0] == 4 * RATE and clips()[1][2] == 4 * RATE, clips()
        assert abs(4 * RATE - clips()[1][1] - 80 / px_per_frame(song, hand)) <= 2 / px_per_frame(song, hand), clips()
    with Step(song, clips, 0):
        hand.hold("ctrl")
        hand.hold("alt")
        hand.press(start)
        hand.move(by(start, 4, 0), by(start, 80, 0))
        wait(lambda: clips()[1][1] < 4 * RATE, "other contents")
        hand.escape()
        settle(lambda: clips()[1][1], 4 * RATE, "the contents as they were")
        hand.release()
        hand.let_go("alt")
        hand.let_go("ctrl")
    song.window.close()


def edge_stretches():
    song, hand = opened()
    one = lambda: (song.clips()[0]["at_frames"], song.clips()[0]["length_frames"], song.clips()[0]["stretch_percent"])  # noqa: E731
    clip = places(song, hand)[0]
    end = clip.x + clip.width - 3, round(clip.y + LOWER * clip.height)
    with Step(song, one):
        hand.drag(end, by(end, -10, 0), by(end, -150, 0), keys=("alt",))
        wait(lambda: one()[1] < SECONDS * RATE, "a shorter clip")
        at, length, percent = one()
        assert at == 0 and abs(percent - 100.0 * length / (SECONDS * RATE)) < 0.01, one()
    song.window.close()


def gain_by_the_title_and_by_the_pencil():
    song, hand = opened()
    gain = lambda: song.clips()[0]["gain_db"]  # noqa: E731
    clip = places(song, hand)[0]
    title = clip.x + clip.width // 2, clip.y + TITLE
    with Step(song, gain):
        hand.drag(title, by(title, 0, -4), by(title, 0, -40))
        settle(gain, 4.0, "4 dB")
    with Step(song, gain):
        hand.drag(title, by(title, 0, -4), by(title, 0, -40), keys=("shift",))
        settle(gain, 0.4, "a tenth of it")

    drawn = lambda: (song.clips()[0]["envelope"] or {}).get("points", [])  # noqa: E731
    song.window.keys("4")
    left, right = clip.x + clip.width // 4, clip.x + clip.width // 2
    y = lambda part: round(clip.y + 15 + part * (clip.height - 15))  # noqa: E731
    with Step(song, drawn):
        hand.drag((left, y(0.42)), *((x, y(0.42 + 0.3 * (x - left) / (right - left))) for x in range(left + 10, right, 10)))
        wait(lambda: len(drawn()) >= 3, "a drawn gain")
        assert len(drawn()) <= 6, drawn()  # a straight line needs few points
        assert abs(drawn()[1]["value"]) < 1.0 and drawn()[-2]["value"] < -4.0 and drawn()[-1]["value"] == 0.0, drawn()
    with Step(song, drawn, 0):
        hand.press((left, y(0.2)))
        hand.move((left + 20, y(0.3)), (left + 60, y(0.6)))
        wait(lambda: len(drawn()) >= 3, "a drawn gain")
        hand.escape()
        settle(lambda: len(drawn()), 0, "nothing drawn")
        hand.release()
    song.window.close()


def automation_by_the_pencil():
    song, hand = opened(("automate", "Kick.fader", "0=-6", "6=-6"))
    points = lambda: [(p["at_s"], p["value"]) for lane in song.track()["automation"] for p in lane["points"]]  # noqa: E731
    song.window.click(song.find("label", "Kick"))
    song.window.keys("a", "4")
    song.find("panel", "Kick: Fader")
    lane = max((hand.box(n) for n in song.window.nodes(song.view) if n.get_name() == "Kick: Fader" and n.get_role_name() == "panel"), key=lambda box: box.width)
    with Step(song, points):
        hand.drag((lane.x + 100, lane.y + 10), *((lane.x + x, lane.y + 10 + x // 10) for x in range(110, 250, 10)))
        wait(lambda: len(points()) > 3, "a drawn line")
        assert len(points()) < 12, points()
        assert points()[0] == (0.0, -6.0) and points()[-1] == (6.0, -6.0), points()
    song.window.close()


def clip_is_heard_alone():
    song, hand = opened(("clip", "Kick", "split", "--at", "1"), ("clip", "Kick", "split", "2", "--at", "4"))
    clock = song.window.wait_for("label", lambda name: re.fullmatch(r"\d+:\d\d\.\d+", name) is not None)
    now = lambda: float(clock.get_name().split(":")[1])  # noqa: E731
    last = places(song, hand)[2]
    steps = len(song.steps()[0])
    hand.click((last.x + last.width // 2, round(last.y + LOWER * last.height)), keys=("alt",))
    wait(lambda: now() > 5.5, "the second half of the last clip")
    song.window.keys("space")  # it ends as the song does
    settle(now, 0.0, "the playhead back")
    first = places(song, hand)[0]
    hand.click((first.x + first.width // 2, round(first.y + LOWER * first.height)))
    song.window.keys("h")  # by key: from its start, and to its end by itself
    wait(lambda: now() > 0.0, "sound")
    settle(now, 0.0, "the end of the first clip, after a second")
    assert len(song.steps()[0]) == steps, "nothing was edited"
    song.window.close()


def heights_and_panning():
    song, hand = opened()
    clip = lambda: hand.box(song.find("list item", lambda name: name.startswith("Kick,")))  # noqa: E731
    first = clip()
    point = first.x + first.width // 2, first.y + first.height // 2
    hand.wheel(point, 1, keys=("alt",))
    wait(lambda: clip().height > first.height, "taller tracks")
    hand.wheel(point, -1, keys=("alt",))
    settle(lambda: clip().height, first.height, "the height before")

    head = hand.box(song.find("panel", "Kick"))
    hand.drag((head.x + 60, head.y + head.height - 2), (head.x + 60, head.y + head.height + 10), (head.x + 60, head.y + head.height + 38))
    wait(lambda: abs(clip().height - first.height - 40) <= 1, "the track's height by its border")
    assert hand.box(song.find("list item", lambda name: name.startswith("Bass,"))).height == first.height, "of that track alone"

    bass = lambda: hand.box(song.find("list item", lambda name: name.startswith("Bass,")))  # noqa: E731
    place = bass().x
    hand.wheel(point, 2, keys=("ctrl",))
    wait(lambda: bass().x < place, "a closer look, the start out of sight")
    hand.press(point, 2)
    hand.move(by(point, 10, 0), by(point, 500, 0))
    hand.release(2)
    settle(lambda: bass().x, place, "the song along with the hand")
    song.window.close()


def range_grows_by_keys():
    song, hand = opened()
    lengths = lambda name: sorted(c["length_frames"] for c in song.clips(name))  # noqa: E731
    song.window.click(song.find("label", "Kick"))
    with Step(song, lambda: (lengths("Kick"), lengths("Bass"), lengths("Lead vocal"))):
        song.window.keys(*["shift+Right"] * 4, "shift+Down", "Delete")
        settle(lambda: (lengths("Kick"), lengths("Bass")), ([SECONDS * RATE - RATE // 2],) * 2, "half a second less on two tracks")
        assert lengths("Lead vocal") == [SECONDS * RATE], "the third as it was"
    song.window.close()


def song_comes_along_at_the_edge():
    song, hand = opened()
    at = lambda: song.clips()[0]["at_frames"]  # noqa: E731
    clip = places(song, hand)[0]
    start = clip.x + clip.width // 2, round(clip.y + LOWER * clip.height)
    far = (1439 - start[0]) / px_per_frame(song, hand)  # measured before anything of it is out of sight
    bar = lambda: int(re.search(r"bar (\d+)", song.find("list item", lambda name: name.startswith("Kick,")).get_name()).group(1))  # noqa: E731
    with Step(song, at):
        hand.press(start)
        hand.move(by(start, 10, 0), (1439, start[1]))
        wait(lambda: (bar() - 1) * 2 * RATE > far + 3 * RATE, "the clip further right than the window is wide")
        hand.release()
        wait(lambda: at() > far + RATE, "the clip in its new place")
    song.window.close()


def range_is_given_up():
    song, hand = opened()
    lengths = lambda: [c["length_frames"] for c in song.clips()]  # noqa: E731
    clip = places(song, hand)[0]
    point = clip.x + clip.width // 2, round(clip.y + UPPER * clip.height)
    song.window.click(song.find("label", "Kick"))
    with Step(song, lengths):
        song.window.keys("Home", "shift+Right", "shift+Right")
        hand.press(point)
        hand.move(by(point, 10, 0), by(point, 200, 0))
        hand.escape()
        hand.release()
        song.window.keys("Delete")  # the range from before
        settle(lengths, [SECONDS * RATE - RATE // 4], "a quarter of a second less")
    song.window.close()


def curves_and_waveforms_by_keys():
    song, hand = opened(("clip", "Kick", "fade", "1", "--in", "1"))
    curve = lambda: song.clips()[0]["fade_in_curve"]  # noqa: E731
    clip = places(song, hand)[0]
    hand.click((clip.x + clip.width // 2, round(clip.y + LOWER * clip.height)))
    before = curve()
    with Step(song, curve):
        song.window.keys("shift+x")
        wait(lambda: curve() != before, "the next curve")
    bass = hand.box(song.find("list item", lambda name: name.startswith("Bass,")))
    seen = lambda: pixels(bass.x + 60, bass.y + 20, 40, bass.height - 24)  # noqa: E731
    low = seen()
    song.window.keys("ctrl+Up")
    wait(lambda: seen() != low, "a taller waveform")
    song.window.keys("ctrl+Down")
    settle(seen, low, "the waveform as it was")
    assert all(c["gain_db"] == 0.0 for c in song.clips("Bass")), "nothing is louder for it"
    song.window.close()


def detail_opens_by_a_double_click():
    song, hand = opened()
    clip = places(song, hand)[0]
    hand.click((clip.x + clip.width // 2, round(clip.y + LOWER * clip.height)), times=2)
    wait(lambda: any(has_focus(n) for n in song.window.nodes(song.view) if n.get_role_name() != "list item"), "the keyboard in the detail")
    song.window.close()


sys.exit(run([clip_dropped_on_another_crossfades, what_a_key_does_meanwhile_stays, contents_slip, edge_stretches, gain_by_the_title_and_by_the_pencil, automation_by_the_pencil, clip_is_heard_alone,
              heights_and_panning, range_grows_by_keys, song_comes_along_at_the_edge, range_is_given_up, curves_and_waveforms_by_keys, detail_opens_by_a_double_click]))
