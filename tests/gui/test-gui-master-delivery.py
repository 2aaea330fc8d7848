#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# From a finished mix to two delivered files without the mouse: a chain, its loudness reached, compared, tested blindly, exported.
# What was written is then read by another program.

import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import Atspi, Lathe, run, settle, wait  # noqa: E402
from keyboard import Keyboard  # noqa: E402
from song import Song, lathe  # noqa: E402

TARGET_LUFS = -14.0
CHANGED = "What you hear is changed: "
TRIALS = 3
# What is said of each file: name, ceiling, as ffprobe calls it.
FILES = (("Lathe/Finished (streaming).wav", -1.0, ("wav", "pcm_s24le", 48000)), ("Lathe/Finished (cd).aiff", -0.3, ("aiff", "pcm_s16be", 44100)))


class Finished(Song):
    """A finished mix, opened from the start page by its name. It has as little as music has over 20 kHz, which the lower rate leaves out."""

    def __init__(self):
        subprocess.run(["sox", "-q", "-R", "-n", "-r", "48000", "-c", "2", "-b", "24", "Finished.wav", "synth", "10", "pinknoise", "pinknoise",
                        "tremolo", "2", "80", "bass", "+6", "lowpass", "6000", "fade", "0", "10", "2", "gain", "-n", "-6"], check=True)
        self.window = Lathe()
        self.hands = Keyboard(self.window)
        self.window.wait_for("push button", "Open demo song")
        self.window.keys("2")
        wait(lambda: self.window.app.get_child_count() == 2, "the file dialog")
        self.window.type(os.path.abspath("Finished.wav"))
        self.window.keys("Return")
        settle(lambda: self.window.frame().get_name(), "Finished", "the window's title")
        self.path = os.path.abspath("Lathe/Finished.lathe")
        self.monitor = self.window.wait_for("push button", lambda name: name.startswith((CHANGED, "Monitor: ")))

    def last_step(self):
        return self.steps()[0][-1]

    def effects(self):
        return [slot["effect"] for slot in self.show()["master"]["slots"]]

    def heard(self):
        """What the transport says of the monitor; empty: the master, as it is in the file."""
        name = self.monitor.get_name()
        return name.removeprefix(CHANGED) if name.startswith(CHANGED) else ""

    def dialog(self, name):
        """The other window."""
        def find():
            others = [self.window.app.get_child_at_index(i) for i in range(1, self.window.app.get_child_count())]
            return next((other for other in others if other.get_name().startswith(name)), None)

        return wait(find, f"the window “{name}”")


def sensitive(node):
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def compare(song):
    song.window.keys("1")
    wait(lambda: "Mix" in song.heard(), "the mix to be heard")
    song.window.keys("2")
    settle(song.heard, "", "what is heard beside the master")


def test_blindly(song):
    hands, window = song.hands, song.window
    hands.press("Blind test…", key="shift+Tab")
    dialog = song.dialog("Blind test")
    hands.press("Play")
    begin = window.wait_for("push button", "Begin", root=dialog)
    wait(lambda: sensitive(begin), "both sides to be measured")
    hands.press("Begin")
    for trial in range(1, TRIALS + 1):
        window.wait_for("label", f"Trial {trial} of 16", root=dialog)
        window.keys("x", "1")
    window.wait_for("label", f"Trial {TRIALS + 1} of 16", root=dialog)
    window.keys("Escape")
    window.wait_for("label", lambda name: f"stopped before trial {TRIALS + 1} of 16" in name, root=dialog)
    window.keys("Escape")
    window.wait_for_main_alone()
    result = song.show()["blind_tests"][0]
    assert (result["a"], result["b"], result["answers"], result["planned"]) == ("mix", "master", TRIALS, 16), result


def export(song):
    """The streaming delivery as it stands; that for the CD becomes an AIFF."""
    hands, window = song.hands, song.window
    window.keys("ctrl+e")
    dialog = song.dialog("Export")
    window.wait_for("push button", "Export 2 files", root=dialog)
    hands.press("Report next to the files", "list item")
    hands.press("CD 16-bit 44.1 kHz", "list item", key="shift+Tab")
    hands.press("Format")
    window.keys("Down", "Return")
    hands.press("Export 2 files", key="shift+Tab")
    window.wait_for("push button", "Show in Files", root=dialog)
    window.shot("mastered")
    verified = [node for node in window.nodes(dialog) if node.get_role_name() == "label" and node.get_name().startswith("✓ Verified")]
    assert len(verified) == 2, len(verified)
    window.keys("Escape")
    window.wait_for_main_alone()


def read_outside(path):
    """Container, codec and rate; loudness and true peak of what is heard, by ffmpeg."""
    probe = subprocess.run(["ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_streams", path], check=True, capture_output=True, text=True).stdout
    stream, container = json.loads(probe)["streams"][0], json.loads(probe)["format"]["format_name"]
    said = subprocess.run(["ffmpeg", "-nostats", "-i", path, "-af", "ebur128=peak=true", "-f", "null", "-"], check=True, capture_output=True, text=True).stderr
    summary = said[said.rindex("Summary:"):]
    lufs, peak = (float(re.search(rf"{key}:\s+(\S+) {unit}", summary)[1]) for key, unit in (("I", "LUFS"), ("Peak", "dBFS")))
    return (container, stream["codec_name"], int(stream["sample_rate"])), lufs, peak


def a_mix_is_mastered_and_delivered():
    song = Finished()
    song.hands.press("Chains to start from*")
    song.hands.press("Balanced")
    settle(song.last_step, "Chain “Balanced”", "the step")
    assert song.effects() == ["eq", "comp", "limit"], song.effects()
    song.hands.press("Reach −14.0 LUFS")
    settle(song.last_step, "Reach −14.0 LUFS", "the step")
    compare(song)
    test_blindly(song)
    export(song)
    song.window.close()
    for path, ceiling_dbtp, kind in FILES:
        lathe("verify", path, path + ".json")
        found, lufs, peak_dbtp = read_outside(path)
        assert found == kind, (path, found)
        assert abs(lufs - TARGET_LUFS) <= 0.1 + 1e-9, (path, lufs)
        assert peak_dbtp <= ceiling_dbtp + 0.05, (path, peak_dbtp)


sys.exit(run([a_mix_is_mastered_and_delivered]))
