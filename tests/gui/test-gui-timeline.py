#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The time line: changes of tempo and metre, markers and sections, loop and punch, snapping, zoom and scrolling.

import json
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import press, run, settle, wait  # noqa: E402
from hand import Hand, by  # noqa: E402
from song import SECONDS, Song, Step, lathe  # noqa: E402

RATE = 48000


def tempo(song):
    return json.loads(lathe("tempo", song.path, "--json"))


def tempos(song):
    return [(t["place"], t["bpm"], t["ramp"]) for t in tempo(song)["tempos"]]


def metres(song):
    return [(m["bar"], m["metre"]) for m in tempo(song)["metres"]]


def markers(song):
    return [(m["name"], m["position_frames"], m["length_frames"]) for m in json.loads(lathe("marker", song.path, "list", "--json"))]


def range_of(song, name):
    found = json.loads(lathe(name, song.path, "--json"))
    return found["on"], found["from_frames"], found["to_frames"]


def opened(*steps, seconds=SECONDS):
    song = Song(*steps, seconds=seconds)
    return song, Hand(song.window), song.find("slider", lambda name: name.startswith("Ruler"))


def typed(song, *texts):
    """From entry to entry of the form that is open; None: what is there stays."""
    for number, text in enumerate(texts):
        if number:
            song.window.keys("Tab")
        if text is None:
            continue
        song.window.keys("ctrl+a", "BackSpace")
        if text:
            song.window.type(text)
    song.window.keys("Return")


def form(song, name):
    wait(lambda: song.window.find("text", name), f"the entry {name}")


def tempo_is_added_and_typed():
    song, hand, ruler = opened()
    with Step(song, lambda: tempos(song)):
        hand.drag(hand.at(ruler, 0.5, 0.1), hand.at(ruler, 0.5, 0.1))
        song.window.keys("alt+t")
        form(song, "Tempo from here")
        typed(song, "90", "3|1|000")
        settle(lambda: tempos(song), [("1|1|000", 120.0, False), ("3|1|000", 90.0, False)], "the change of tempo")
    with Step(song, lambda: metres(song)):
        song.window.keys("alt+shift+t")
        form(song, "Metre from here")
        typed(song, "3/4", "2")
        settle(lambda: metres(song), [(1, "4/4"), (2, "3/4")], "the change of metre")
    song.window.close()


def tempo_track():
    song, hand, ruler = opened(["tempo", "add", "90", "--at", "3"])
    song.window.keys("shift+t")
    row = song.find("panel", lambda name: name.startswith("Tempo track"))
    song.window.shot("tempo-track")
    bar = hand.box(song.find("list item", lambda name: name.startswith("Bass,"))).width / SECONDS * 2
    at = (hand.box(row).x + round(2 * bar), hand.box(row).y + 28)
    with Step(song, lambda: tempos(song)):
        hand.drag(at, by(at, 10, 0), by(at, round(-bar), 0))
        settle(lambda: tempos(song), [("1|1|000", 120.0, False), ("2|1|000", 90.0, False)], "the change a bar earlier")
    with Step(song, lambda: tempos(song)):
        hand.drag(at, by(at, 0, -10), by(at, 0, -40))
        wait(lambda: tempos(song)[1][1] == 110.0, "a faster tempo")
    with Step(song, lambda: tempos(song), 0):
        hand.press(at)
        hand.move(by(at, 0, -10), by(at, 0, -40))
        wait(lambda: tempos(song)[1][1] == 110.0, "a faster tempo")
        hand.escape()
        settle(lambda: tempos(song)[1][1], 90.0, "the tempo")
        hand.release()
    hand.click(at)
    song.window.keys("Up")
    wait(lambda: tempos(song)[1][1] == 91.0, "a beat more")
    song.window.keys("shift+Down")
    wait(lambda: abs(tempos(song)[1][1] - 90.9) < 1e-6, "a tenth less")
    wait(lambda: song.window.find("panel", "Tempo 90.90 at bar 3", root=song.view), "the words of the picked change")
    with Step(song, lambda: tempos(song)):
        song.window.keys("Delete")
        settle(lambda: len(tempos(song)), 1, "the number of tempos")
    song.window.close()


def transport_follows():
    song, hand, ruler = opened(["tempo", "add", "90", "--at", "3"], ["tempo", "add", "3/4", "--at", "3"])
    shows = lambda *words: wait(lambda: all(song.window.find(None, word) for word in words), words)  # noqa: E731
    shows("120.00", "4/4")
    song.window.keys("End")
    shows("90.00", "3/4")
    with Step(song, lambda: tempos(song)):
        entry = song.window.find("text", "Tempo in beats per minute")
        hand.click(hand.at(entry), times=2)
        song.window.keys("ctrl+a")
        song.window.type("100")
        song.window.keys("Return")
        settle(lambda: [t[1] for t in tempos(song)], [120.0, 100.0], "the tempo that holds there")
    hand.click(hand.at(song.find("list item", lambda name: name.startswith("Kick,")), 0.3, 0.75))  # GTK 4.8 complains of a label that is typed into last
    wait(lambda: song.window.find("list item", lambda name: name.startswith("Kick,")), "the clip")
    song.window.close()


def sections():
    song, hand, ruler = opened()
    clip = song.find("list item", lambda name: name.startswith("Kick,"))
    hand.click(hand.at(clip, 0.3, 0.75))
    with Step(song, lambda: markers(song)):
        song.window.keys("alt+m")
        wait(lambda: song.window.find("text", "Name of the marker"), "the form")
        song.window.keys("Escape")
        settle(lambda: markers(song), [("Section 1", 0, SECONDS * RATE)], "the section")
    song.window.keys("ctrl+shift+z")
    wait(lambda: markers(song) != [], "the section again")
    box = hand.box(ruler)
    end = (hand.box(clip).x + hand.box(clip).width, box.y + 52)
    with Step(song, lambda: markers(song)):
        hand.drag(end, by(end, -10, 0), by(end, -150, 0))
        wait(lambda: 0 < markers(song)[0][2] < SECONDS * RATE, "a shorter section")
        assert markers(song)[0][1] == 0 and markers(song)[0][2] % (RATE // 8) == 0, markers(song)
    with Step(song, lambda: markers(song)):
        hand.click((box.x + 60, box.y + 52), times=2)
        form(song, "Name of the marker")
        typed(song, "Chorus", "2", "")
        settle(lambda: markers(song), [("Chorus", 2 * RATE, 0)], "the marker")
    song.window.close()


def list_of_markers():
    song, hand, ruler = opened(["marker", "add", "Ad-lib", "--at", "3"], ["marker", "range", "Chorus", "--at", "4", "--length", "2"])
    song.window.keys("ctrl+shift+m")
    row = wait(lambda: song.window.find("list item", lambda name: name.startswith("Chorus,")), "the list")
    song.window.shot("marker-list")
    hand.click(hand.at(row, 0.2))
    wait(lambda: "3|1|000" in song.window.find("slider", lambda name: name.startswith("Ruler")).get_name()
         or "bar 3" in song.window.find("slider", lambda name: name.startswith("Ruler")).get_name(), "the playhead at the section")
    with Step(song, lambda: markers(song)):
        song.window.keys("Delete")
        settle(lambda: [m[0] for m in markers(song)], ["Ad-lib"], "the markers")
        song.window.keys("Escape")
    song.window.close()


def loop_and_punch():
    song, hand, ruler = opened()
    box = hand.box(ruler)
    bars, times = box.y + 8, box.y + 30
    for name, y in ("loop", bars), ("punch", times):
        with Step(song, lambda: range_of(song, name)):
            hand.drag((box.x + 100, y), (box.x + 110, y), (box.x + 300, y), keys=("shift",))
            wait(lambda: range_of(song, name)[0], name)
            assert all(frame % (RATE // 8) == 0 for frame in range_of(song, name)[1:]), range_of(song, name)
    song.window.keys("shift+p")  # nothing is picked: a sentence, no change
    wait(lambda: song.window.find("label", "Pick a range or clips first"), "what is missing")
    clip = song.find("list item", lambda name: name.startswith("Kick,"))
    hand.click(hand.at(clip, 0.3, 0.75))
    with Step(song, lambda: range_of(song, "punch")):
        song.window.keys("shift+p")
        settle(lambda: range_of(song, "punch"), (True, 0, SECONDS * RATE), "the punch range")
    song.window.keys("ctrl+shift+z", "shift+l")
    settle(lambda: range_of(song, "punch")[0], False, "the punch range")
    with Step(song, lambda: range_of(song, "loop")):
        song.window.keys("End", "bracketright")
        settle(lambda: range_of(song, "loop")[2], SECONDS * RATE, "the loop's end")
    song.window.shot("ranges")
    song.window.close()


def grid_is_chosen():
    song, hand, ruler = opened()
    button = wait(lambda: song.window.find(None, lambda name: name.startswith("Snap:")), "the snap button")
    hand.click(hand.at(button))
    bar = wait(lambda: song.window.find(None, "Bar"), "the grids")
    song.window.shot("snap")
    press(bar)
    song.window.keys("Escape")
    wait(lambda: song.window.find(None, "Snap: Bar"), "the grid's name")
    clip = song.find("list item", lambda name: name.startswith("Kick,"))
    start = hand.at(clip, 0.3, 0.75)
    wide = hand.box(clip).width
    with Step(song, lambda: [c["at_frames"] for c in song.clips()]):
        hand.drag(start, by(start, 10, 0), by(start, round(wide / 4) + 4, 0))
        settle(lambda: song.clips()[0]["at_frames"], 2 * RATE, "the clip at a bar")
    song.window.close()


def wheel_over_the_rulers():
    song, hand, ruler = opened()
    seen = lambda: song.window.find("scroll bar", lambda name: name.startswith("Overview")).get_name()  # noqa: E731
    whole = seen()
    hand.wheel(hand.at(ruler, 0.5, 0.3), 3, keys=("ctrl",))
    wait(lambda: seen() != whole, "a closer view")
    close = seen()
    hand.wheel(hand.at(ruler, 0.5, 0.3), -3)
    wait(lambda: seen() != close, "a later part")
    song.window.keys("ctrl+0")
    settle(seen, whole, "the whole song")

    overview = song.window.find("scroll bar", lambda name: name.startswith("Overview"))
    hand.wheel(hand.at(overview), 3, keys=("ctrl",))
    wait(lambda: seen() != whole, "a closer view")
    hand.click(hand.at(overview, 0.3), times=2)
    settle(seen, whole, "the whole song")
    for _ in range(200):  # forward from field to field until the overview is reached
        focus = song.window.focus()
        if focus is not None and "Overview" in focus.get_name():
            break
        song.window.keys("Tab")
    song.window.keys("Down", "Down")
    wait(lambda: part_seen(song)[1] < 50, "a closer view by key")
    first = part_seen(song)[0]
    song.window.keys("Page_Down")
    wait(lambda: part_seen(song)[0] > first, "a later part by key")
    song.window.close()


def part_seen(song):
    """Per cent of the song and its room: from, to."""
    words = song.window.find("scroll bar", lambda name: name.startswith("Overview")).get_name()
    first, last = re.search(r"(\d+) to (\d+)", words).groups()
    return int(first), int(last)


def view_follows():
    song, hand, ruler = opened(seconds=20)  # long enough for a slow look to see the view on its way
    song.window.keys("alt+f")  # by page, then continuously
    wait(lambda: song.window.find("label", "Follow the playhead: Continuous"), "the way to follow")
    song.window.keys("ctrl+plus", "ctrl+plus", "ctrl+plus")
    wait(lambda: part_seen(song)[1] < 40, "a closer view")
    song.window.keys("space")
    wait(lambda: 2 < part_seen(song)[0] < 12, "a view that moves with the playhead")  # a page would be farther
    wait(lambda: part_seen(song)[0] > 12, "a view that goes on")
    song.window.keys("space", "alt+f", "Home", "ctrl+0", "ctrl+plus", "ctrl+plus", "ctrl+plus")
    wait(lambda: part_seen(song)[0] == 0 and part_seen(song)[1] < 40, "the start")
    end = part_seen(song)[1]
    song.window.keys("space")
    ruler = lambda: song.window.find("slider", lambda name: name.startswith("Ruler")).get_name()  # noqa: E731
    wait(lambda: (bar := re.search(r"bar (\d+)", ruler())) and int(bar[1]) >= 5, "the playhead beyond what is seen")  # 8 s
    assert part_seen(song) == (0, end), "a view that follows though it should not"
    song.window.close()


sys.exit(run([tempo_is_added_and_typed, tempo_track, transport_follows, sections, list_of_markers, loop_and_punch, grid_is_chosen, wheel_over_the_rulers,
              view_follows]))
