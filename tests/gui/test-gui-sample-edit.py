#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The pane below the tracks: the clip's sound as waveform, samples and spectrogram, edited by mouse and keyboard.

import array
import hashlib
import math
import os
import random
import sys
import wave

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import run, settle, unnamed, wait  # noqa: E402
from hand import Hand, by  # noqa: E402
from song import Song, Step  # noqa: E402

RATE = 48000
CLICK_AT = 100000


class Pane:
    """The clip of @track, picked."""

    def __init__(self, track="Bass", steps=(), **more):
        self.song = Song(*steps, **more)
        self.window = self.song.window
        self.hand = Hand(self.window)
        self.track = track
        clip = self.song.find("list item", lambda name: name.startswith(track + ","))
        self.hand.still(clip)
        self.hand.click(self.hand.at(clip, 0.3, 0.8))
        if self.window.find(None, "Unfold the pane"):
            self.press("Unfold the pane")
        self.picture("Waveform")

    def find(self, name, role=None):
        return wait(lambda: self.window.find(role, name, root=self.song.view), f"“{name}”")

    def press(self, name):
        self.hand.click(self.hand.at(self.find(name)))

    def picture(self, page):
        """Of the page that is in front: the others have no place."""
        node = self.find(lambda name: name.startswith(page + " of "), "image")
        wait(lambda: self.hand.box(node).width > 200, "the picture's size")
        return node

    def go(self, page):
        self.press(page)
        return self.picture(page)

    def source(self):
        return self.song.clips(self.track)[0]["file"]

    def audio(self):
        return sorted(os.listdir(os.path.join(self.song.path, "audio")))

    def hash(self):
        with open(os.path.join(self.song.path, "audio", self.track + ".wav"), "rb") as f:
            return hashlib.sha256(f.read()).hexdigest()

    def told(self, page):
        return self.picture(page).get_description()

    def select(self, page, left=0.4, top=0.3, right=0.6, bottom=0.7):
        node = self.picture(page)
        start, end = self.hand.at(node, left, top), self.hand.at(node, right, bottom)
        self.hand.drag(start, by(start, 12, 4), end)
        wait(lambda: self.told(page).startswith("selected from"), "a selection")


def spectrogram_box():
    pane = Pane()
    recording = pane.hash()
    pane.go("Spectrogram")
    pane.select("Spectrogram")
    assert "hertz" in pane.told("Spectrogram"), pane.told("Spectrogram")
    for button in ("Attenuate", "Repair"):
        with Step(pane.song, pane.source):
            pane.press(button)
            wait(lambda: "edited" in pane.source(), "the new recording")
    assert pane.hash() == recording and len(pane.audio()) == 5, pane.audio()
    pane.window.close()


def brush_paints():
    pane = Pane()
    node = pane.go("Spectrogram")
    pane.press("Brush")
    start = pane.hand.at(node, 0.4, 0.6)
    pane.hand.drag(start, by(start, 30, -10), by(start, 90, -30))
    wait(lambda: pane.told("Spectrogram").startswith("selected from"), "what was painted")
    with Step(pane.song, pane.source):
        pane.press("Attenuate")
        wait(lambda: "edited" in pane.source(), "the new recording")
    pane.window.close()


def samples_are_drawn():
    pane = Pane()
    node = pane.go("Samples")
    pane.press("Draw")
    start = pane.hand.at(node, 0.5, 0.3)
    with Step(pane.song, pane.source):
        pane.hand.drag(start, by(start, 30, 10), by(start, 60, 20))
        wait(lambda: "edited" in pane.source(), "the new recording")
    with Step(pane.song, pane.source):  # with the keyboard, the one under the playhead
        wait(lambda: "edited" not in pane.source(), "the old recording")
        pane.press("Draw")
        pane.hand.click(pane.hand.at(node, 0.5, 0.5))
        pane.press("Draw")
        pane.window.keys("Up")
        wait(lambda: "edited" in pane.source(), "a sample that was moved")
    pane.window.close()


def what_is_heard_is_edited():
    """Of a clip that is tuned and has an effect: one step makes both part of its recording."""
    pane = Pane(steps=(("clip", "Bass", "pitch", "300"), ("clip", "Bass", "effect", "add", "comp")))
    clip = lambda: pane.song.clips("Bass")[0]  # noqa: E731
    sound = lambda: (pane.source(), clip()["pitch_cents"], len(clip()["slots"]))  # noqa: E731
    wait(lambda: "prepared" not in pane.song.find("list item", lambda name: name.startswith("Bass,")).get_name(), "the clip to be ready")
    pane.find(lambda name: name.endswith("as it is heard"), "label")
    pane.go("Samples")
    pane.window.shot("samples-heard")
    pane.go("Spectrogram")
    pane.select("Spectrogram")
    with Step(pane.song, sound):
        pane.press("Attenuate")
        wait(lambda: "edited" in pane.source(), "the new recording")
        assert sound()[1:] == (0, 0), sound()
        pane.window.shot("spectrogram-heard")
    pane.window.close()


def keyboard_selects():
    pane = Pane()
    node = pane.picture("Waveform")
    pane.hand.click(pane.hand.at(node, 0.5, 0.85))
    settle(lambda: pane.told("Waveform"), "nothing is selected", "the selection")
    pane.window.keys("shift+Right", "shift+Right")
    wait(lambda: pane.told("Waveform").startswith("selected from"), "a selection by keys")
    with Step(pane.song, pane.source):
        pane.press("Silence")
        wait(lambda: "edited" in pane.source(), "the new recording")
    pane.hand.click(pane.hand.at(node, 0.5, 0.85))
    pane.window.keys("shift+Right")
    wait(lambda: pane.told("Waveform").startswith("selected from"), "a selection by keys")
    with Step(pane.song, pane.source):
        pane.window.keys("Delete")  # silence, and not the clip
        wait(lambda: "edited" in pane.source(), "the new recording")
    pane.window.keys("Escape")
    settle(lambda: pane.told("Waveform"), "nothing is selected", "the selection")
    pane.window.close()


def write_clicks(path):
    """A tone in a little noise, with a click and a clipped half wave."""
    rng = random.Random(5)
    plane = [0.4 * math.sin(2 * math.pi * 300 * i / RATE) + rng.uniform(-0.002, 0.002) for i in range(RATE * 8)]
    for i in range(4):
        plane[CLICK_AT + i] += 0.4 if i % 2 == 0 else -0.3
    for i in range(200000, 200400):
        plane[i] = max(-0.3, min(0.3, plane[i]))
    with wave.open(path, "wb") as f:
        f.setnchannels(1)
        f.setsampwidth(2)
        f.setframerate(RATE)
        f.writeframes(array.array("h", [int(v * 32767) for v in plane]).tobytes())


def clicks_and_clipping():
    pane = Pane()
    write_clicks(os.path.join(pane.song.path, "audio", "Bass.wav"))
    pane.go("Samples")
    pane.press("Next place")
    wait(lambda: pane.told("Samples").startswith(f"selected from 0:{CLICK_AT / RATE:06.3f}"), f"the click, not {pane.told('Samples')}")
    with Step(pane.song, pane.source):
        pane.press("Repair click")
        wait(lambda: "edited" in pane.source(), "the new recording")
    pane.hand.click(pane.hand.at(pane.picture("Samples"), 0.2, 0.5))
    settle(lambda: pane.told("Samples"), "nothing is selected", "the selection")
    with Step(pane.song, pane.source):  # in the whole clip
        pane.press("Fix clipping")
        wait(lambda: "edited" in pane.source(), "the new recording")
    pane.window.close()


def noise_is_learned():
    pane = Pane()
    slots = lambda: [slot["effect"] for slot in pane.song.track("Bass")["slots"]]  # noqa: E731
    pane.go("Spectrogram")
    pane.select("Spectrogram")
    with Step(pane.song, slots):
        pane.press("Learn noise")
        wait(lambda: slots() == ["denoise"], "the effect that has learned")
    pane.window.close()


def gain_line_and_track():
    pane = Pane()
    node = pane.picture("Waveform")
    gain = lambda: pane.song.clips("Bass")[0]["gain_db"]  # noqa: E731
    box = pane.hand.box(node)
    line = box.x + box.width // 2, box.y + round((box.height - 18) * 0.4)  # near where 0 dB is; looked for around it
    for dy in range(-24, 25, 4):
        point = by(line, 0, dy)
        pane.hand.drag(point, by(point, 0, -8), by(point, 0, -16))
        if pane.song.undo_label() != "Undo":
            break
    assert gain() > 0.0, "the gain line"
    pane.window.keys("ctrl+z")
    settle(gain, 0.0, "the gain")
    assert not unnamed(pane.window), unnamed(pane.window)

    header = pane.song.find("label", "Kick")
    pane.hand.click(pane.hand.at(header))
    clip = pane.song.find("list item", lambda name: name.startswith("Lead vocal,"))
    below = pane.hand.box(clip)
    pane.hand.click((below.x + below.width // 2, below.y + below.height + 40))  # beside all clips
    pane.find("Track level")
    pane.find("1 clip")
    pane.window.close()


sys.exit(run([spectrogram_box, brush_paints, samples_are_drawn, what_is_heard_is_edited, keyboard_selects, clicks_and_clipping, noise_is_learned, gain_line_and_track]))
