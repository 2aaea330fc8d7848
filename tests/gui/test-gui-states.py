#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What is not the usual case: nothing there, very much there, something gone, little room, large text. Each says what to do.

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import Atspi, GLib, INTERACTIVE, Lathe, is_shown, run, settle, wait, xdo  # noqa: E402
from song import STEMS, lathe, stem  # noqa: E402

KEYS = {"Edit": "alt+1", "Mix": "alt+2", "Master": "alt+3"}
SMALL = 1024, 700
LONG = "The second take of the lead vocal, doubled an octave below by the same singer in the large room " * 2


def opened(name, *files):
    lathe("new", "-q", name + ".lathe", *files)
    return show(name)


def show(name):
    window = Lathe(os.path.abspath(name + ".lathe"))
    settle(lambda: window.frame().get_name(), name, "the window's title")
    return window


def view(window, name):
    window.keys(KEYS[name])
    return wait(lambda: window.find("panel", name), f"the {name} view")


def no_tracks():
    window = opened("Empty")
    for name in ("Edit", "Mix"):
        root = view(window, name)
        wait(lambda: window.find("label", lambda text: "Drop recordings here" in text, root=root), f"what to do in {name}")  # noqa: B023
        wait(lambda: window.find("push button", "Import audio…", root=root), f"how to begin in {name}")  # noqa: B023
    root = view(window, "Mix")
    window.keys("ctrl+t")
    window.wait_for("slider", lambda text: text.endswith("level") and text != "Mix bus level", root=root)
    assert window.find("push button", "Import audio…", root=root) is None, "the hint stays"
    view(window, "Master")
    window.close()


def sixty_four_tracks():
    stem("One.wav", seconds=1)
    files = []
    for number in range(64):
        files.append(f"Track {number + 1:02}.wav")
        os.link("One.wav", files[-1])
    window = opened("Many", *files)
    root = view(window, "Mix")
    wait(lambda: sum(node.get_name().endswith(" strip") for node in window.nodes(root)) == 65, "a strip for each and the mix")
    root = view(window, "Edit")
    wait(lambda: window.find("list item", lambda name: name.startswith("Track 01"), root=root), "the first clip")
    frame = window.frame().get_extents(Atspi.CoordType.WINDOW)
    assert frame.width <= 1440 and frame.height <= 900, (frame.width, frame.height)
    window.close()


def long_names():
    for name in STEMS:
        stem(name + ".wav", seconds=1)
    lathe("new", "-q", "Long.lathe", *(name + ".wav" for name in STEMS))
    lathe("set", "Long.lathe", f"Kick.name={LONG.strip()}")
    window = show("Long")
    for name in KEYS:
        view(window, name)
        frame = window.frame().get_extents(Atspi.CoordType.WINDOW)
        assert frame.width <= 1440, (name, frame.width)
    root = view(window, "Mix")
    widths = {text: window.wait_for("panel", lambda name: name.startswith(text) and name.endswith("strip"), root=root)  # noqa: B023
              .get_extents(Atspi.CoordType.WINDOW).width for text in (LONG[:10], "Bass")}
    assert len(set(widths.values())) == 1, widths
    window.close()


def missing_files():
    for name in STEMS:
        stem(name + ".wav", seconds=4)
    lathe("new", "-q", "Gone.lathe", *(name + ".wav" for name in STEMS))
    os.remove("Gone.lathe/audio/Kick.wav")
    window = show("Gone")
    window.wait_for("label", lambda text: "1 recording is missing" in text)
    root = view(window, "Edit")
    clip = wait(lambda: window.find("list item", lambda name: name.startswith("Kick,"), root=root), "the clip of what is missing")
    wait(lambda: window.find("push button", lambda name: "Find" in name, root=clip), "a button that finds it")
    window.close()


def no_sound():
    window = opened("Silent")
    window.wait_for("label", "No sound output")
    window.wait_for("push button", "Audio settings")
    window.close()


def scrolls(node):
    """It is in something that can be scrolled to it."""
    while node is not None:
        if node.get_role_name() in ("scroll pane", "list") or node.get_name() == "Mix":
            return True
        node = node.get_parent()
    return False


def fits(window, where):
    """Nothing that can be handled is cut off at the border of the window, unless it can be scrolled to."""
    frame = window.frame().get_extents(Atspi.CoordType.WINDOW)
    assert frame.width <= SMALL[0] and frame.height <= SMALL[1], f"{where}: the window is {frame.width} × {frame.height}"
    for node in window.nodes(window.frame()):
        try:
            if node.get_role_name() in INTERACTIVE and is_shown(node) and not scrolls(node):
                box = node.get_extents(Atspi.CoordType.WINDOW)
                assert box.x >= -1 and box.x + box.width <= frame.width + 1 and box.y + box.height <= frame.height + 1, \
                    f"{where}: {node.get_role_name()} “{node.get_name()}” at {box.x}, {box.y}, {box.width} × {box.height}"
        except GLib.Error:
            continue


def small(window):
    xdo("windowsize", "--sync", window.window_id(), *SMALL)
    wait(lambda: window.frame().get_extents(Atspi.CoordType.WINDOW).width <= SMALL[0], "the small window")
    for name in KEYS:
        view(window, name)
        fits(window, name)
        for control in ("Play or stop", "Main menu"):
            assert window.find("push button", control) is not None, f"{name}: {control}"


def small_window():
    for name in STEMS:
        stem(name + ".wav", seconds=4)
    window = opened("Small", *(name + ".wav" for name in STEMS))
    small(window)
    window.close()


sys.exit(run([no_tracks, sixty_four_tracks, long_names, missing_files, no_sound, small_window]))
