#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The levelling aid in the window: measured in a job, looked over in a table, a role chosen, applied as one step.

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import press, run, settle, unnamed, wait  # noqa: E402
from hand import Hand, by  # noqa: E402
from song import Song  # noqa: E402


def faders(song):
    return {track["name"]: track["fader_db"] for track in song.show()["tracks"]}


def ask(song):
    """From the menu of the session, as a person finds it."""
    def offer():
        return song.window.find("menu item", lambda name: name.startswith("Balance Tracks"))

    song.window.wait_for_main_alone()
    press(wait(lambda: song.window.pressable(lambda name: name.startswith("Session")), "the menu's button"))
    press(wait(offer, "“Balance Tracks” in the menu"))
    return song.window.wait_for("push button", "Apply")


def cells(song):
    """All texts of the table."""
    table = song.window.wait_for(None, "Tracks and their levels")
    return [node.get_name() for node in song.window.nodes(table) if node.get_role_name() == "label" and node.get_name()]


def changes(song):
    return [text for text in cells(song) if re.fullmatch(r"[+−]?\d+\.\d dB", text)]


def all_tracks_by_role():
    song = Song(view="Mix")
    before = faders(song)
    ask(song)
    song.window.shot("balance")
    assert unnamed(song.window) == [], unnamed(song.window)
    song.window.keys("Escape")
    wait(lambda: song.window.find("push button", "Apply") is None, "the dialog to go")
    assert faders(song) == before and song.undo_label() != "Undo: Balance tracks"

    ask(song)
    song.window.keys("Return")
    wait(lambda: faders(song) != before, "the faders to be set")
    settle(song.undo_label, "Undo: Balance tracks", "the step")
    song.window.keys("ctrl+z")
    settle(lambda: faders(song), before, "the faders")
    song.window.close()


def a_role_is_chosen_by_keyboard():
    song = Song(view="Mix")
    ask(song)
    roles = wait(lambda: song.window.find(None, "Role of Kick"), "the roles of the kick")
    before = cells(song)
    assert "role from its name" in before, before
    for _ in range(60):
        if song.window.focus(roles) is not None:
            break
        song.window.keys("Tab")
    wait(lambda: song.window.focus(roles), "Tab to come to the roles")
    song.window.keys("space")
    wait(lambda: (node := song.window.focus()) and node.get_role_name() == "list item", "the list of roles")
    song.window.keys("Home", "Return")
    wait(lambda: "role as chosen" in cells(song), "another role")
    assert changes(song) != [text for text in before if re.fullmatch(r"[+−]?\d+\.\d dB", text)]
    assert song.window.find("label", lambda name: "about" in name) is not None
    song.window.shot("balance-role")
    press(song.window.find("push button", "Apply"))
    settle(song.undo_label, "Undo: Balance tracks", "the step")
    song.window.close()


def the_selected_track_only():
    song = Song(["set", "Kick.fader=-30"], view="Mix")
    before = faders(song)
    hand = Hand(song.window)
    hand.click(by(hand.at(song.find("label", "Kick"), 0.0), 4, 0), button=3)
    press(song.window.wait_for("menu item", lambda text: text.startswith("Balance selected")))
    song.window.wait_for("push button", "Apply")
    assert cells(song).count("not chosen: left as it is") == 2, cells(song)
    song.window.shot("balance-selected")
    song.window.keys("Return")
    wait(lambda: faders(song)["Kick"] != -30, "the kick's fader")
    assert {**faders(song), "Kick": -30} == before
    song.window.close()


sys.exit(run([all_tracks_by_role, a_role_is_chosen_by_keyboard, the_selected_track_only]))
