#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The master brought near to references in the window, by keys: what is followed, how much of it, one step, a card that stays open;
# nothing to follow, and a file that is gone.

import glob
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from access import gaps  # noqa: E402
from gui import Atspi, press, run, settle, wait  # noqa: E402
from keyboard import Keyboard  # noqa: E402
from song import Song  # noqa: E402

STEMS = {"Band": "pinknoise", "Bass": "sine 110"}


def reference(path, *effects):
    subprocess.run(["sox", "-q", "-R", "-n", "-r", "48000", "-c", "2", "-b", "24", path, "synth", "8", "pinknoise", "pinknoise", *effects, "gain", "-n", "-6"], check=True)
    return "reference", "add", os.path.abspath(path)


def sensitive(node):
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


class Match:
    """The dialog over a song."""

    def __init__(self, *steps):
        self.song = Song(*steps, view="Master", stems=STEMS)
        self.window = self.song.window
        self.hands = Keyboard(self.window)
        self.open()

    def open(self):
        self.window.keys("shift+g")
        self.find_dialog()

    def find_dialog(self):
        self.root = wait(lambda: next((node for node in (self.window.app.get_child_at_index(i) for i in range(1, self.window.app.get_child_count()))
                                       if node.get_name() == "Match to references"), None), "the dialog")

    def find(self, role, name):
        return self.window.wait_for(role, name, root=self.root)

    def says(self, text):
        self.find("label", text)

    def is_accessible(self):
        found, n = gaps(self.root)
        assert found == [] and n >= 10, (found, n)

    def turn(self, amount, text):
        self.hands.go(amount, "slider")
        self.window.type(text)
        self.window.keys("Return")

    def slots(self):
        return self.song.show()["master"]["slots"]


def bright_and_wide():
    match = Match(reference("Theirs.wav", "treble", "+9", "3000"), reference("Ours & yours.wav", "bass", "+9", "200"), ("add", "master", "limit"))
    match.says("Match to Theirs, Ours & yours")
    match.is_accessible()
    match.window.shot("match")
    match.turn("Width", "50")
    match.hands.go("Ours & yours", "check box", key="shift+Tab")
    match.window.keys("space")
    match.says("Match to Theirs")
    apply = match.find("push button", "Apply")
    wait(lambda: sensitive(apply), "all to be reckoned")
    match.window.shot("match-one")
    match.hands.press("Apply")
    match.window.wait_for_main_alone()
    wait(lambda: [slot["effect"] for slot in match.slots()] == ["match", "limit"], "the match in front of the limiter")
    values = match.slots()[0]["values"]
    assert (values["spectrum"], values["width"], values["dynamics"]) == (100, 50, 0), values
    assert values["g27"] > 3 > -3 > values["g7"], values  # 10 kHz up, 100 Hz, where the bass is, down
    assert match.song.steps()[0][-1] == "Match to Theirs", match.song.steps()
    match.window.wait_for("push button", lambda name: name.startswith("Match, 1 of 2, on"))
    match.window.shot("match-card")
    match.window.keys("ctrl+z")
    settle(lambda: [slot["effect"] for slot in match.slots()], ["limit"], "the chain")
    match.window.close()


def none_of_it_changes_nothing():
    match = Match(reference("Theirs.wav", "treble", "+9", "3000"))
    match.says("Match to Theirs")
    match.turn("Spectrum", "0")
    match.says("With these amounts nothing changes.")
    assert not sensitive(match.find("push button", "Apply"))
    match.window.shot("match-nothing")
    match.window.keys("Escape")
    match.window.wait_for_main_alone()
    assert match.slots() == [], match.slots()
    match.window.close()


def nothing_to_follow_and_a_file_that_is_gone():
    match = Match()
    match.says("No song to follow yet")
    match.is_accessible()
    match.window.shot("match-empty")
    add = match.find("push button", "Add a song…")
    path = os.path.abspath("Theirs.wav")
    reference(path)
    press(add)
    wait(lambda: match.window.app.get_child_count() == 3, "the file dialog")
    match.window.type(path)
    match.window.keys("Return")
    match.says("Match to Theirs")
    match.window.keys("Escape")
    match.window.wait_for_main_alone()

    # From the menu of songs too; its file is gone.
    file = next(iter(glob.glob("Tide.lathe/audio/Theirs*")), None) or path
    os.rename(file, "elsewhere.wav")
    match.hands.press("Song to compare with*")
    press(match.window.wait_for("menu item", "Match to references…"))
    match.find_dialog()
    match.says("No reference can be read. Put its file back and listen again, or add another song.")
    match.is_accessible()
    match.window.shot("match-missing")
    os.rename("elsewhere.wav", file)
    press(match.find("push button", "Listen again"))
    match.says("Match to Theirs")
    match.window.keys("Escape")
    match.window.wait_for_main_alone()
    match.window.close()


sys.exit(run([bright_and_wide, none_of_it_changes_nothing, nothing_to_follow_and_a_file_that_is_gone]))
