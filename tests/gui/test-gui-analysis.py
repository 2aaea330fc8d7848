#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the Edit view finds by listening: transients by Tab, a split at each, the tempo, what is picked measured.

import array
import json
import math
import sys
import wave

from gui import has_focus, is_down, press, run, settle, wait
from song import Song, Step, lathe

RATE = 48000
BPM, SECONDS, FIRST_S = 100.0, 12.0, 0.2


def write_beat(path="Beat.wav"):
    sound = array.array("h", bytes(2 * int(SECONDS * RATE)))
    at = FIRST_S
    while at < SECONDS - 0.3:
        start = round(at * RATE)
        for i in range(6000):
            sound[start + i] = round(12000 * math.exp(-i / 1500) * math.cos(2 * math.pi * 200 * i / RATE))
        at += 60 / BPM
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(sound.tobytes())


def opened():
    write_beat()
    song = Song(("import", "Beat.wav"), stems={"Kick": "sine 60"})
    clip = song.find("list item", lambda name: name.startswith("Beat,"))
    song.window.click(clip)
    return song, clip


def at(song, text):
    wait(lambda: song.window.find("label", text), f"the time {text}")


def tab_goes_from_hit_to_hit():
    song, clip = opened()
    song.window.keys("Home", "Tab")
    at(song, "0:00.200")
    song.window.keys("Tab", "Tab")
    at(song, "0:01.400")
    song.window.keys("shift+Tab")
    at(song, "0:00.800")
    song.window.keys("End", "Tab")  # there is none: the focus goes on
    wait(lambda: not has_focus(song.find("list item", lambda name: name.startswith("Beat,"))), "the focus to leave the clip")
    song.window.close()


def splits_at_every_hit():
    song, clip = opened()
    hits = math.ceil((SECONDS - 0.3 - FIRST_S) * BPM / 60)
    with Step(song, lambda: [c["at_frames"] for c in song.clips("Beat")]):
        song.window.keys("shift+F10")
        press(song.window.wait_for("menu item", "Split at transients"))
        wait(lambda: len(song.clips("Beat")) == hits + 1, f"{hits + 1} clips")
        for k, one in enumerate(song.clips("Beat")[1:]):
            assert abs(one["at_frames"] - (FIRST_S + k * 60 / BPM) * RATE) < 48, (k, one)
    song.window.close()


def finds_the_tempo():
    song, clip = opened()
    with Step(song, lambda: song.show()["tempo_bpm"]):
        song.window.keys("shift+F10")
        press(song.window.wait_for("menu item", "Find the tempo"))
        for choice in ("Set 200.00 bpm", "Set 50.00 bpm", "Set 100.00 bpm"):
            button = song.window.wait_for("push button", lambda name: name.startswith(choice))
        press(button)
        wait(lambda: abs(song.show()["tempo_bpm"] - BPM) < 0.01, "the tempo")
        song.window.wait_for_main_alone()
    song.window.close()


def measures_what_is_picked():
    song, clip = opened()
    song.window.keys("ctrl+alt+m")
    dialog = wait(lambda: song.window.find("dialog", "Measure") or song.window.find("frame", "Measure"), "the dialog")
    peak = song.window.wait_for("label", lambda name: name.startswith("Sample peak: "))
    assert peak.get_name().startswith("Sample peak: −8."), peak.get_name()  # 12000 of 32768
    assert song.window.find("label", "Duration: 0:12.000"), "the duration"
    assert song.window.find(None, lambda name: name.startswith("Spectrum in third octaves, highest at")), "the spectrum"
    song.window.shot("measure")
    before, mix = peak.get_name(), song.window.find(None, "Mix", root=dialog)
    press(mix)
    settle(lambda: is_down(mix), True, "the mix to be chosen")
    wait(lambda: (song.window.find("label", lambda name: name.startswith("Sample peak: ")) or peak).get_name() != before, "the mix's peak")
    song.window.keys("Escape")
    song.window.wait_for_main_alone()
    song.window.close()


def goes_to_the_highest_peak():
    song, clip = opened()
    song.window.keys("alt+p")
    wait(lambda: song.window.find("label", "0:00.000") is None, "the playhead to go")
    peak = json.loads(lathe("find", "Beat.wav", "peak", "--json"))["peak_frame"]
    at(song, f"0:{peak / RATE:06.3f}")
    song.window.close()


if __name__ == "__main__":
    sys.exit(run([tab_goes_from_hit_to_hit, splits_at_every_hit, finds_the_tempo, measures_what_is_picked, goes_to_the_highest_peak]))
