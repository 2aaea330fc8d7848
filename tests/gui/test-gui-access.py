#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every view, editor, dialog and menu is walked: what can be handled has a name, a role and a value.

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from access import gaps  # noqa: E402
from gui import Lathe, press, run, wait  # noqa: E402
from keyboard import Keyboard  # noqa: E402
from song import Song  # noqa: E402

EDITORS = {"Equaliser": "eq", "Compressor": "comp", "Gate": "gate", "Limiter": "limit", "Reverb": "reverb", "Delay": "delay", "Saturation": "saturate",
           "Trim": "trim", "Match": "match", "Dither": "dither"}


def walk(root, where, least=1):
    found, n = gaps(root)
    assert found == [], f"{where}: " + "; ".join(found)
    assert n >= least, f"{where}: only {n} things were walked"


def dialog(window, name):
    """The other window of the program."""
    return wait(lambda: next((window.app.get_child_at_index(i) for i in range(1, window.app.get_child_count())
                              if name in window.app.get_child_at_index(i).get_name()), None), f"the window “{name}”")


def gone(window):
    wait(lambda: window.app.get_child_count() == 1, "the dialog to be closed")


def welcome():
    window = Lathe()
    window.wait_for("push button", "Open demo song")
    walk(window.frame(), "welcome", 20)
    window.close()


def views():
    song = Song(("bus", "Verb"), ("send", "Kick", "Verb", "--", "-12"), ("add", "Kick", "eq"), ("add", "Kick", "comp"))
    song.window.keys("ctrl+a")  # so that the pane below shows a clip
    wait(lambda: song.window.find("text", "Name of the clip"), "the clip in the pane below")
    walk(song.window.frame(), "Edit and the bars", 100)
    song.go("Mix")
    walk(song.view, "Mix", 60)
    song.go("Master")
    walk(song.view, "Master", 40)
    song.window.close()


def editors():
    song = Song(*(("add", "Kick", effect) for effect in EDITORS.values()), view="Mix")
    editor = song.find(None, "Effect editor")
    for name in EDITORS:
        press(song.find("push button", f"{name} on Kick"))
        wait(lambda: song.window.find("label", name, root=editor), f"the editor of {name}")  # noqa: B023
        walk(editor, name, 5)
    song.window.close()


def dialogs():
    song = Song()
    for keys, name, least in (("ctrl+e", "Export", 30), ("ctrl+comma", "Preferences", 30), ("ctrl+question", "Keyboard shortcuts", 50)):
        song.window.keys(keys)
        walk(dialog(song.window, name), name, least)
        song.window.keys("Escape")
        gone(song.window)
    song.window.close()


def walked(hands, key):
    """What Tab comes to, once around; what comes twice in a row that long has caught it."""
    found = []
    while len(found) < 200:
        hands.step(key)
        node = hands.at
        at = node.get_role_name(), node.get_name()
        if found and at == found[0]:
            return found
        assert at not in found, f"{key} comes to {at} again before it is around: {found[-4:]}"
        found.append(at)
    raise AssertionError(f"{key} never comes back to {found[0]}")


def the_master_by_tab():
    song = Song(("add", "master", "eq"), ("add", "master", "limit"), view="Master")
    hands = Keyboard(song.window)
    hands.step("Tab")
    there, back = walked(hands, "Tab"), walked(hands, "shift+Tab")
    assert sorted(there) == sorted(back), sorted(set(there) ^ set(back))
    assert ("push button", "Hear the word length") in there, there
    song.window.close()


def menus():
    song = Song(("bus", "Verb"), ("add", "Kick", "eq"), view="Mix")
    window = song.window
    shown = lambda role, name: window.find(role, name)  # noqa: E731

    for button in ("Main menu", "Session: save, rename, import, export"):
        press(wait(lambda: window.pressable(lambda name: name.startswith(button)), button))  # noqa: B023
        item = window.wait_for("menu item", lambda name: bool(name))
        walk(item.get_parent().get_parent(), button)
        window.keys("Escape")
        wait(lambda: shown("menu item", None) is None, "the menu to be closed")

    window.keys("Right", "i")
    text = window.wait_for("text", lambda name: "ffect" in name)
    walk(text.get_parent(), "the effects to choose from", 3)
    window.keys("Escape")
    window.keys("F2")
    window.wait_for("text", "Name")
    walk(song.view, "a strip that is renamed")
    window.keys("Escape")
    window.keys("shift+F10")
    item = window.wait_for("menu item", lambda name: bool(name))
    walk(item.get_parent().get_parent(), "the menu of a strip")
    window.keys("Escape")
    window.close()


sys.exit(run([welcome, views, editors, dialogs, the_master_by_tab, menus]))
