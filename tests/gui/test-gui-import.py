#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Files dragged into the lanes out of another program: what is said before, and what has happened after.

import json
import os
import struct
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from carried import Carried  # noqa: E402
from gui import run, settle, wait  # noqa: E402
from hand import Hand, by  # noqa: E402
from song import Song, Step, lathe, stem  # noqa: E402


def lanes(song):
    return song.find("list", "Clips")


def names(song):
    return [track["name"] for track in song.show()["tracks"]]


def one_onto_a_track():
    song = Song()
    stem("Tick.wav", seconds=1)
    hand = Hand(song.window)
    clip = song.find("list item", lambda name: name.startswith("Bass"))
    target = hand.at(lanes(song), 0.0)[0] + hand.box(clip).width // 2, hand.at(clip)[1]
    with Step(song, lambda: song.track("Bass")):
        with Carried(song.window, "Tick.wav") as carried:
            carried.over(target, lambda name: name.startswith("“Tick” onto “Bass” at "))
            song.window.shot("drop-onto")
            carried.let_go(lambda name: "onto" in name or "new track" in name)
        wait(lambda: len(song.clips("Bass")) == 2, "the clip")
        made = next(clip for clip in song.clips("Bass") if clip["name"] == "Tick")
        assert abs(made["at_s"] - 4.0) < 0.6, made
        assert names(song) == ["Kick", "Bass", "Lead vocal"]
    song.window.close()


def several_behind_and_below():
    song = Song()
    stem("A.wav", seconds=1)
    stem("B.wav", seconds=2)
    hand = Hand(song.window)
    row = hand.at(song.find("list item", lambda name: name.startswith("Lead vocal")))
    with Step(song, lambda: song.show()["tracks"]):
        with Carried(song.window, "A.wav", "B.wav") as carried:
            carried.over(row, lambda name: name.startswith("2 files onto “Lead vocal”, one behind another"))
            song.window.shot("drop-behind")
            carried.let_go(lambda name: "onto" in name or "new track" in name)
        wait(lambda: len(song.clips("Lead vocal")) == 3, "the clips")
        first, second = (next(clip for clip in song.clips("Lead vocal") if clip["name"] == name) for name in "AB")
        assert abs(second["at_s"] - first["at_s"] - 1.0) < 1e-6, (first, second)
    with Step(song, lambda: song.show()["tracks"]):
        with Carried(song.window, "A.wav", "B.wav") as carried:
            carried.over(row, lambda name: "onto" in name)
            hand.hold("Control_L")
            try:
                carried.over(row, lambda name: name.startswith("2 files from “Lead vocal” down"))
                carried.let_go(lambda name: "onto" in name or "new track" in name)
            finally:
                hand.let_go("Control_L")
        settle(lambda: names(song)[3:], ["B"], "the new track")
        assert len(song.clips("Lead vocal")) == 2 and song.clips("B")[0]["at_s"] == song.clips("Lead vocal")[1]["at_s"]
    song.window.close()


def below_all_tracks():
    song = Song()
    stem("A.wav", seconds=1)
    with open("Broken.wav", "w", encoding="utf-8") as file:
        file.write("no sound")
    hand = Hand(song.window)
    target = hand.at(lanes(song), 0.4, 0.95)
    with Step(song, lambda: names(song)):
        with Carried(song.window, "A.wav", "Broken.wav") as carried:
            carried.over(target, lambda name: name.startswith("1 new track at ") and name.endswith("1 can’t be read"))
            song.window.shot("drop-new")
            carried.let_go(lambda name: "onto" in name or "new track" in name)
        settle(lambda: names(song)[3:], ["A"], "the new track")
        assert song.clips("A")[0]["at_s"] > 0.1
        song.window.wait_for("label", lambda name: "Left out" in name and "Broken.wav" in name)
    song.window.close()


def carried_away_again():
    song = Song()
    stem("A.wav", seconds=1)
    hand = Hand(song.window)
    target = hand.at(lanes(song), 0.4, 0.95)
    with Step(song, lambda: names(song), steps=0):
        with Carried(song.window, "A.wav") as carried:
            carried.over(target, lambda name: name.startswith("1 new track at "))
            hand.move(by(carried.start, 30, 10), carried.start)
            wait(lambda: song.window.find("label", lambda name: "new track" in name) is None, "the preview to go")
    song.window.close()


def timed(path, seconds_in, cues=()):
    """A second of sound that says when it was recorded, with cue points: (second, name)."""
    stem(path, seconds=1)
    with open(path, "rb") as file:
        whole = file.read()
    bext = bytes(256 + 32 + 32) + b"2026-11-22" + b"12:00:00" + struct.pack("<QH", int(seconds_in * 48000), 1) + bytes(64 + 10 + 180)
    whole += b"bext" + struct.pack("<I", len(bext)) + bext
    if cues:
        cue = struct.pack("<I", len(cues)) + b"".join(struct.pack("<II4sIII", i, int(at * 48000), b"data", 0, 0, int(at * 48000)) for i, (at, _) in enumerate(cues, 1))
        adtl = b"adtl" + b"".join(b"labl" + struct.pack("<II", 4 + len(name) + 1, i) + name.encode() + bytes(1 + (len(name) + 1) % 2) for i, (_, name) in enumerate(cues, 1))
        whole += b"cue " + struct.pack("<I", len(cue)) + cue + b"LIST" + struct.pack("<I", len(adtl)) + adtl
    with open(path, "wb") as file:
        file.write(whole[:4] + struct.pack("<I", len(whole) - 8) + whole[8:])


def at_its_own_time_with_markers():
    song = Song()
    timed("Take.wav", 5.0, [(0.25, "Intro"), (0.5, "Solo")])
    hand = Hand(song.window)
    markers = lambda: [(marker["name"], marker["position_s"]) for marker in json.loads(lathe("marker", song.path, "list", "--json"))]  # noqa: E731
    with Step(song, lambda: (names(song), markers())):
        with Carried(song.window, "Take.wav") as carried:
            carried.over(hand.at(lanes(song), 0.4, 0.95), "1 new track at the file’s BWF time")
            carried.let_go(lambda name: "onto" in name or "new track" in name)
        settle(lambda: names(song)[3:], ["Take"], "the new track")
        assert song.clips("Take")[0]["at_s"] == 5.0
        assert markers() == [("Intro", 5.25), ("Solo", 5.5)]
    song.window.close()


def out_of_the_browser():
    os.makedirs("Sounds")
    stem("Sounds/Tick.wav", seconds=1)
    song = Song()
    song.window.keys("F7")
    song.window.wait_for("list item", "Folder Sounds")
    browse_to(song.window, "Sounds")
    hand = Hand(song.window)
    start = hand.at(song.window.wait_for("list item", lambda name: name.startswith("Tick.wav, 0:01.0")))
    target = hand.at(lanes(song), 0.5, 0.95)
    with Step(song, lambda: names(song)):
        hand.press(start)
        hand.move(by(start, -12, 6), by(start, -30, 15), by(start, -60, 30))
        at = [0]

        def said():
            at[0] += 1
            hand.move(by(target, 0, at[0] % 3))
            return song.window.find("label", lambda name: name.startswith("1 new track at "))

        wait(said, "the preview")
        song.window.shot("browser-drag")
        hand.release()
        settle(lambda: names(song)[3:], ["Tick"], "the new track")
    song.window.close()


def browsed():
    """By keys alone: found, tried out, imported at the playhead, left again."""
    os.makedirs("Sounds")
    stem("Sounds/Loud tone.wav", seconds=30)
    stem("Sounds/Other.wav", seconds=2)
    with open("Sounds/Broken.wav", "w", encoding="utf-8") as file:
        file.write("no sound")
    song = Song()
    window = song.window
    window.keys("F7")
    window.wait_for("list", "Sound files")
    window.wait_for("list item", "Folder Sounds")
    window.type("ass")
    wait(lambda: not window.find("list item", "Folder Sounds") and window.find("list item", lambda name: name.startswith("Bass.wav")), "the filter")
    window.keys("Escape")
    window.wait_for("list item", "Folder Sounds")
    browse_to(window, "Sounds")
    row = window.wait_for("list item", lambda name: name.startswith("Loud tone.wav, 0:30.0 · 48 kHz · mono"))
    window.wait_for("list item", lambda name: name.startswith("Broken.wav, can’t be read"))
    hand = Hand(window)
    hand.click(hand.at(row))
    window.wait_for("label", lambda name: name.startswith("Playing, turned down ") and name.endswith(" dB to −18 LUFS"))
    window.wait_for("list item", lambda name: name.startswith("Loud tone.wav, playing"))
    window.shot("browser")
    window.keys("Escape")
    window.wait_for("label", lambda name: name.startswith("Space listens"))
    window.keys("space")
    window.wait_for("label", lambda name: name.startswith("Playing"))
    window.keys("space")
    window.wait_for("label", lambda name: name.startswith("Space listens"))
    with Step(song, lambda: names(song) + [len(song.clips(name)) for name in names(song)]):
        window.keys("Return")
        wait(lambda: any(clip["name"] == "Loud tone" for name in names(song) for clip in song.clips(name)), "the clip")
    window.keys("F7")
    wait(lambda: window.find("list", "Sound files") is None, "the pane to go")
    window.close()


def browse_to(window, folder):
    """Rows have the order of the list, and the keyboard begins with the first."""
    row = window.wait_for("list item", f"Folder {folder}")
    hand = Hand(window)
    hand.click(hand.at(row), times=2)
    wait(lambda: window.find("label", folder), f"the folder {folder}")


def a_folder_without_sound():
    os.makedirs("Silence")
    song = Song()
    song.window.keys("F7")
    browse_to(song.window, "Silence")
    song.window.wait_for("label", "No sound files in this folder")
    song.window.shot("browser-empty")
    song.window.close()


sys.exit(run([one_onto_a_track, several_behind_and_below, below_all_tracks, carried_away_again, at_its_own_time_with_markers, out_of_the_browser, browsed, a_folder_without_sound]))
