#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The demo song mixed from zero without the mouse: buses, faders, pans, a mute, effects, sends, outputs; then
# what is in the saved session is compared with the finished song.

import glob
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import Lathe, press, run, settle, wait  # noqa: E402
from song import lathe  # noqa: E402

EFFECTS = {"eq": "Equaliser", "comp": "Compressor", "gate": "Gate", "saturate": "Saturation", "reverb": "Reverb", "delay": "Delay"}


def strips_of(shown):
    return {strip["name"]: strip for strip in shown["tracks"] + shown["buses"]}


class Mixer:
    """The Mix view of a window, by keys alone."""

    def __init__(self, path):
        self.path = os.path.abspath(path)
        self.window = Lathe(self.path)
        wait(lambda: self.window.find("panel", "Edit") or self.window.find("panel", "Mix"), "a view")
        self.window.keys("alt+2")
        self.view = wait(lambda: self.window.find("panel", "Mix"), "the Mix view")

    def strips(self):
        return strips_of(json.loads(lathe("show", "--json", self.path)))

    def focus(self, root=None):
        """The name of what has the keyboard; below @root, which is sooner looked through than the whole window."""
        node = self.window.focus(root)
        return node.get_name() if node is not None else ""

    def strip(self, name):
        return wait(lambda: self.window.find("panel", f"{name} strip", root=self.view), f"the strip {name}")

    def walk(self, name, key="shift+Tab"):
        """Down or up a strip until @name has the focus."""
        for _ in range(60):
            before = self.focus()
            if before == name:
                return
            self.window.keys(key)
            wait(lambda: self.focus() != before, f"{key} to go on from “{before}”")
        raise AssertionError(f"{key} does not come to “{name}”")

    def enter(self, text):
        """Into the control that has the focus."""
        self.window.keys("Return")
        self.window.type(text)
        self.window.keys("Return")

    def choose(self, label):
        """In the menu that just came up."""
        press(wait(lambda: next((n for role in ("menu item", "radio menu item") if (n := self.window.find(role, label))), None), f"the menu's “{label}”"))

    def row(self, first, values, text):
        """From the first strip to the right: @text of each one's value; None leaves it."""
        self.walk(first)
        for value in values:
            if text(value) is not None:
                self.enter(text(value))
            self.window.keys("Right")
        self.window.keys(*["Left"] * len(values))


def pan_text(pan):
    return f"{'L' if pan < 0 else 'R'} {abs(round(100 * pan))}" if pan else None


def the_demo_song_from_zero():
    lathe("demo", "Demo.lathe")
    wanted = strips_of(json.loads(lathe("show", "--json", "Demo.lathe")))
    buses = [name for name, strip in wanted.items() if strip["kind"] == "bus"]
    tracks = [name for name in wanted if name not in buses]
    lathe("new", "-q", "Mine.lathe", *sorted(glob.glob("Demo.lathe/audio/*.wav")))
    for name, now in zip(tracks, strips_of(json.loads(lathe("show", "--json", "Mine.lathe")))):
        if name != now:
            lathe("set", "Mine.lathe", f"{now}.name={name}")
    mixer = Mixer("Mine.lathe")
    window = mixer.window

    for name in buses:
        before = len(mixer.strips())
        window.keys("ctrl+b")
        settle(lambda: len(mixer.strips()), before + 1, "another bus")
        window.keys("F2", "ctrl+a")
        window.type(name)
        window.keys("Return")
        wait(lambda: name in mixer.strips(), f"the bus {name}")
    assert list(mixer.strips()) == [*tracks, *buses], list(mixer.strips())

    # Faders and pans of all strips, from left to right.
    window.keys(*["Left"] * len(wanted))
    order = list(wanted.values())
    mixer.walk(f"{tracks[0]} level", "Tab")
    mixer.row(f"{tracks[0]} level", order, lambda strip: f"{strip['fader_db']:.1f}" if strip["fader_db"] else None)
    settle(lambda: [s["fader_db"] for s in mixer.strips().values()], [s["fader_db"] for s in order], "the faders")
    mixer.row(f"{tracks[0]} pan value", order, lambda strip: pan_text(strip["pan"]))
    settle(lambda: [round(s["pan"], 6) for s in mixer.strips().values()], [round(s["pan"], 6) for s in order], "the pans")
    window.keys("m")
    wait(lambda: mixer.strips()[tracks[0]]["mute"], "the first strip to be muted")
    window.keys("m")
    wait(lambda: not mixer.strips()[tracks[0]]["mute"], "the first strip to be heard")

    # Effects, by the picker.
    for name, strip in wanted.items():
        root = mixer.strip(name)
        for slot in strip["slots"]:
            window.keys("i")
            wait(lambda: mixer.focus(root) == "Search effects", "the picker")
            window.type(EFFECTS[slot["effect"]])
            window.keys("Return")
            wait(lambda: mixer.focus(root) != "Search effects", "the picker to go")
        settle(lambda: [s["effect"] for s in mixer.strips()[name]["slots"]], [s["effect"] for s in strip["slots"]], f"the effects of {name}")
        window.keys("Right")
    window.keys(*["Left"] * len(wanted))
    window.shot("demo-mixed")
    lathe("check", mixer.path)

    # What they send: up from the fader over both of pan and the sends to "+", and down again to the new one.
    mixer.walk(f"{tracks[0]} level", "Tab")
    for name, strip in wanted.items():
        for at, send in enumerate(strip["sends"], 1):
            window.keys(*["shift+Tab"] * (3 if at == 1 else at - 1), "Return")
            mixer.choose(send["to"])
            wait(lambda: any(s["to"] == send["to"] for s in mixer.strips()[name]["sends"]), f"the send of {name}")
            window.keys(*["Tab"] * at)
            mixer.enter(f"{send['level_db']:.1f}")
            settle(lambda: next(s["level_db"] for s in mixer.strips()[name]["sends"] if s["to"] == send["to"]), send["level_db"], f"the send of {name}")
        window.keys(*["Tab"] * (3 if strip["sends"] else 0), "Right")

    # Where they play, pressed as a screen reader presses.
    for name, strip in wanted.items():
        if strip["output"] != "Mix":
            press(wait(lambda: window.find("push button", lambda text: text.startswith(f"{name} output:"), root=mixer.view), f"the output of {name}"))
            mixer.choose(strip["output"])
            settle(lambda: mixer.strips()[name]["output"], strip["output"], f"the output of {name}")

    window.keys("ctrl+s")
    wait(lambda: "Edited" not in window.frame().get_name(), "the session to be saved")
    saved = mixer.strips()
    for name, strip in wanted.items():
        mine = saved[name]
        for key in ("mute", "solo", "output"):
            assert mine[key] == strip[key], (name, key, mine[key], strip[key])
        for key in ("fader_db", "pan", "trim_db"):
            assert abs(mine[key] - strip[key]) < 1e-6, (name, key, mine[key], strip[key])
        assert [s["effect"] for s in mine["slots"]] == [s["effect"] for s in strip["slots"]], name
        assert [(s["to"], s["level_db"]) for s in mine["sends"]] == [(s["to"], s["level_db"]) for s in strip["sends"]], name
    window.close()


sys.exit(run([the_demo_song_from_zero]))
