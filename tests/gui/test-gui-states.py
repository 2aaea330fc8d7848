#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What is not the usual case: nothing there, very much there, something gone, little room, large text. Each says what to do.

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import Atspi, GLib, INTERACTIVE, Lathe, is_shown, press, run, set_text_size, settle, wait, xdo  # noqa: E402
from song import STEMS, lathe, stem  # noqa: E402

KEYS = {"Edit": "alt+1", "Mix": "alt+2", "Master": "alt+3"}
WHOLE = 1440, 900  # the screen
SMALL = 1024, 700
DROPPED = ("Audio settings",)  # the bar leaves it out first where there is little room; GTK 4.8 goes on telling of it
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
    wait(lambda: sum(node.get_name().endswith(" strip") for node in window.nodes(root)) >= 10, "the strips in sight")  # others are made when they come
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
    os.rename("Gone.lathe/audio/Kick.wav", "Kick.kept")
    os.rename("Gone.lathe/audio/Bass.wav", "Bass.kept")
    with open("Gone.lathe/audio/Bass.wav", "w", encoding="utf-8") as file:
        file.write("no sound")
    window = show("Gone")
    window.wait_for("label", lambda text: "1 recording can’t be read" in text and "Bass.wav" in text)
    root = view(window, "Edit")

    def clip(name):
        return wait(lambda: window.find("list item", lambda words: words.startswith(name + ","), root=root), f"the clip of {name}")

    wait(lambda: window.find("push button", lambda name: "Find" in name, root=clip("Kick")), "a button that finds it")
    wait(lambda: clip("Bass").get_name().endswith("file can’t be read"), "the clip to say so")
    again = wait(lambda: window.find("push button", "Try again", root=clip("Bass")), "a button that reads it again")
    window.shot("missing-and-unread")
    os.replace("Bass.kept", "Gone.lathe/audio/Bass.wav")
    press(again)
    wait(lambda: "file" not in clip("Bass").get_name() and window.find("push button", "Try again", root=root) is None, "the clip to be read")
    assert "file missing" in clip("Kick").get_name()
    window.wait_for("label", lambda text: "1 recording is missing" in text)
    os.rename("Kick.kept", "Gone.lathe/audio/Kick.wav")
    press(window.wait_for("push button", "Try Again"))  # of the banner
    wait(lambda: window.find("push button", "Try Again") is None and "file" not in clip("Kick").get_name(), "all of it to be there")
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


def cut_off(window, frame):
    for node in window.nodes(window.frame()):
        try:
            if node.get_role_name() in INTERACTIVE and is_shown(node) and node.get_name() not in DROPPED and not scrolls(node):
                box = node.get_extents(Atspi.CoordType.WINDOW)
                if not (box.x >= -1 and box.x + box.width <= frame.width + 1 and box.y + box.height <= frame.height + 1):
                    return f"{node.get_role_name()} “{node.get_name()}” at {box.x}, {box.y}, {box.width} × {box.height} of {frame.width} × {frame.height}"
        except GLib.Error:
            continue
    return None


def fits(window, where, size):
    """Nothing that can be handled is cut off at the border of the window, unless it can be scrolled to; a pane that has no
    room slides out first."""
    frame = window.frame().get_extents(Atspi.CoordType.WINDOW)
    assert frame.width <= size[0] and frame.height <= size[1], f"{where}: the window is {frame.width} × {frame.height}"
    settle(lambda: cut_off(window, frame), None, f"{where}: what is cut off")


def small(window):
    xdo("windowsize", "--sync", window.window_id(), *SMALL)
    wait(lambda: window.frame().get_extents(Atspi.CoordType.WINDOW).width <= SMALL[0], "the small window")
    for name in KEYS:
        view(window, name)
        fits(window, name, SMALL)
        for control in ("Play or stop", "Main menu"):
            assert window.find("push button", control) is not None, f"{name}: {control}"


def small_window():
    for name in STEMS:
        stem(name + ".wav", seconds=4)
    window = opened("Small", *(name + ".wav" for name in STEMS))
    small(window)
    window.close()


def line_height(window):
    return window.wait_for("label", "Tempo").get_extents(Atspi.CoordType.WINDOW).height


def large_text():
    for name in STEMS:
        stem(name + ".wav", seconds=4)
    lathe("new", "-q", "Large.lathe", *(name + ".wav" for name in STEMS))
    window = show("Large")
    usual = line_height(window)
    window.close()
    set_text_size(200)
    try:
        window = show("Large")
        assert line_height(window) >= 1.8 * usual, (line_height(window), usual)
        for name in KEYS:
            view(window, name)
            fits(window, name, WHOLE)
            assert window.find("push button", "Play or stop") is not None, name
        window.close()
    finally:
        set_text_size(100)


sys.exit(run([no_tracks, sixty_four_tracks, long_names, missing_files, no_sound, small_window, large_text]))
