# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A small session made by the command line, opened in the window, and looked at by the command line while it is open.

import json
import os
import subprocess

from gui import LATHE, Lathe, settle, wait

SECONDS = 8
STEMS = {"Kick": "sine 60", "Bass": "sine 110", "Lead vocal": "pluck 440"}


def lathe(*words):
    """The command line; of an open session it sees what was done in the window."""
    for window in Lathe.started:
        window.write()
    return subprocess.run([LATHE, *words], check=True, capture_output=True, text=True).stdout


def stem(path, sound="sine 220", seconds=SECONDS):
    subprocess.run(["sox", "-q", "-n", "-r", "48000", "-c", "1", "-b", "24", path, "synth", str(seconds), *sound.split(), "gain", "-12"], check=True)


class Song:
    """Three tracks of eight seconds at 120 beats a minute, in a window; of more @seconds where much is done while they play."""

    def __init__(self, *steps, view="Edit", args=(), stems=STEMS, seconds=SECONDS):
        for name, sound in stems.items():
            stem(name + ".wav", sound, seconds)
        lathe("new", "-q", "Tide.lathe", *(name + ".wav" for name in stems))
        for step in steps:
            lathe(step[0], "Tide.lathe", *step[1:])
        self.path = os.path.abspath("Tide.lathe")
        self.window = Lathe(*args, self.path)
        settle(lambda: self.window.frame().get_name(), "Tide", "the window's title")
        self.go(view)

    def go(self, view):
        self.window.keys({"Edit": "alt+1", "Mix": "alt+2", "Master": "alt+3"}[view])
        self.view = wait(lambda: self.window.find("panel", view), f"the {view} view")

    def find(self, role, name):
        """In the view in front; the others are in the tree as well."""
        return wait(lambda: self.window.find(role, name, root=self.view), f"{role} “{name}”")

    def show(self):
        return json.loads(lathe("show", "--json", self.path))

    def track(self, name="Kick"):
        return next(track for track in self.show()["tracks"] if track["name"] == name)

    def clips(self, name="Kick"):
        return self.track(name)["clips"]

    def values(self, slot=0, name="Kick"):
        return self.track(name)["slots"][slot]["values"]

    def undo_label(self):
        """Of the button, which says what it would undo."""
        return wait(lambda: self.window.find("push button", lambda name: name.startswith("Undo")), "the undo button").get_name()

    def steps(self):
        """The labels of the steps, and which one is the place."""
        steps = json.loads(lathe("history", "--json", self.path))["steps"]
        return [step["label"] for step in steps], next(i for i, step in enumerate(steps) if step["here"])


class Step:
    """What happens inside is one step of undo, or none; Ctrl+Z then brings back what @read saw before."""

    def __init__(self, song, read, steps=1):
        self.song, self.read, self.steps = song, read, steps

    def __enter__(self):
        self.before = self.read()
        self.place = len(self.song.steps()[0])

    def __exit__(self, kind, error, trace):
        if kind is not None:
            return
        if self.steps == 0:
            settle(self.read, self.before, "what was given up")
        else:
            wait(lambda: self.read() != self.before, "a change")
        settle(lambda: len(self.song.steps()[0]), self.place + self.steps, "the number of steps")
        if self.steps:
            self.song.window.keys("ctrl+z")
            settle(self.read, self.before, "what was undone")
