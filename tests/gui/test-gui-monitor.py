#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The monitor in the window: its popover by screen reader and keys, the sign in the transport, solo and references.

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import is_down, press, run, settle, unnamed, wait  # noqa: E402
from song import Song  # noqa: E402

CHANGED = "What you hear is changed: "


def sign(song):
    """What the button in the transport says; empty: nothing is changed."""
    node = song.window.find("push button", lambda name: name.startswith((CHANGED, "Monitor: ")))
    return node.get_name().removeprefix(CHANGED) if node is not None and node.get_name().startswith(CHANGED) else ""


def open_popover(song):
    song.window.click(song.window.wait_for("push button", lambda name: name.startswith((CHANGED, "Monitor: "))))
    return song.window.wait_for("slider", "Monitor level")


def in_popover(song, name):
    """The one of several of that name that stands last: in the popover, above everything."""
    return wait(lambda: next((n for n in reversed(list(song.window.nodes())) if n.get_name() == name and n.get_role_name() != "label"), None), name)


def switches_by_keys_and_buttons():
    song = Song(view="Mix")
    assert sign(song) == ""
    song.window.keys("shift+d")
    settle(lambda: sign(song), "Dim", "the sign")
    song.window.keys("shift+o", "shift+w")
    settle(lambda: sign(song), "Dim, Mono, Swapped", "the sign")
    assert all(is_down(song.window.wait_for("push button", name)) for name in ("Dim the monitor", "Listen in mono"))

    slider = open_popover(song)
    assert unnamed(song.window) == [], unnamed(song.window)
    press(in_popover(song, "Invert the left side"))
    settle(lambda: sign(song), "Dim, Mono, Swapped, Inverted", "the sign")
    slider.set_current_value(-12.0)
    settle(lambda: sign(song), "Dim, Mono, Swapped, Inverted, −12.0 dB", "the sign")
    song.window.shot("monitor")
    press(in_popover(song, "Reset the monitor"))
    settle(lambda: sign(song), "", "the sign")
    song.window.keys("Escape")
    assert song.undo_label() == "Undo", song.undo_label()  # none of it is the session's
    song.window.close()


def solo_as_the_session_has_it():
    song = Song(view="Mix")
    open_popover(song)
    press(in_popover(song, "Solo before the fader"))
    settle(lambda: song.show()["solo_mode"], "pfl", "the mode")
    press(in_popover(song, "Solo one strip at a time"))
    song.window.keys("Escape")
    for name in ("Kick solo", "Bass solo"):
        press(song.window.wait_for("push button", name))
    settle(lambda: [t["name"] for t in song.show()["tracks"] if t["solo"]], ["Bass"], "the soloed tracks")
    settle(lambda: sign(song), "PFL", "the sign")
    song.window.keys("alt+s")
    settle(lambda: [t["name"] for t in song.show()["tracks"] if t["solo"]], [], "the soloed tracks")
    settle(song.undo_label, "Undo: Clear all solos", "the step")
    song.window.keys("ctrl+z")
    settle(lambda: [t["name"] for t in song.show()["tracks"] if t["solo"]], ["Bass"], "the soloed tracks")
    song.window.close()


def a_reference_is_heard_and_removed():
    song = Song(["reference", "add", "Kick.wav", "--name", "Theirs"], view="Master")
    song.window.keys("3")
    settle(lambda: sign(song), "Reference", "the sign")
    song.window.keys("1")
    settle(lambda: sign(song), "Mix", "the sign")
    open_popover(song)
    place = in_popover(song, "Start of the song")
    place.set_current_value(250.0)  # ms: it begins later
    settle(lambda: song.show()["references"][0]["offset_s"], -0.25, "the offset")
    settle(song.undo_label, "Undo: Move reference", "the step")
    song.window.shot("monitor-reference")
    song.window.keys("Escape")
    wait(lambda: song.window.find("slider", "Monitor level") is None, "the popover to go")  # it takes the keys as long
    song.window.keys("ctrl+z")
    settle(lambda: song.show()["references"][0]["offset_s"], 0.0, "the offset")
    song.window.keys("3")
    song.window.click(song.find("push button", "Song to compare with"))
    press(song.window.wait_for("menu item", "Remove this one"))
    settle(lambda: song.show()["references"], [], "the references")
    settle(lambda: sign(song), "", "the sign")
    settle(song.undo_label, "Undo: Remove reference", "the step")
    song.window.close()


sys.exit(run([switches_by_keys_and_buttons, solo_as_the_session_has_it, a_reference_is_heard_and_removed]))
