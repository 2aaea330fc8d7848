#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A session's life in the window: welcome, demo, close, recent, rename, undo.

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import Lathe, has_focus, run, settle, unnamed, wait  # noqa: E402


def title(lathe):
    return lathe.app.get_child_at_index(0).get_name()


def welcome_has_three_ways():
    lathe = Lathe()
    for name in ("Mix a folder of stems", "Master a finished mix", "Open demo song"):
        lathe.wait_for("push button", name)
    assert unnamed(lathe) == [], unnamed(lathe)
    lathe.shot("welcome")
    lathe.close()


def demo_by_one_key_and_back():
    lathe = Lathe()
    lathe.wait_for("push button", "Open demo song")
    lathe.keys("3")
    settle(lambda: title(lathe), "Low Tide", "the window's title")
    assert os.path.exists("Lathe/Demo.lathe/session.json") or os.path.exists("Music/Lathe/Demo.lathe/session.json")
    lathe.keys("ctrl+w")
    lathe.wait_for("push button", "Open demo song")
    lathe.wait_for("list item", "Low Tide")
    lathe.close()


def rename_is_undone():
    lathe = Lathe()
    lathe.wait_for("push button", "Open demo song")
    lathe.keys("ctrl+n")
    settle(lambda: title(lathe), "New session", "the window's title")
    lathe.keys("F2")
    entry = lathe.wait_for("text", "Name of the session")
    wait(lambda: has_focus(entry), "the entry to have the focus")
    lathe.keys("ctrl+a")
    lathe.type("High water")
    lathe.keys("Return")
    settle(lambda: title(lathe), "High water", "the window's title")
    lathe.keys("ctrl+z")
    settle(lambda: title(lathe), "New session", "the window's title")
    lathe.keys("ctrl+shift+z")
    settle(lambda: title(lathe), "High water", "the window's title")
    lathe.close()


sys.exit(run([welcome_has_three_ways, demo_by_one_key_and_back, rename_is_undone]))
