#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The master chain in the window: versions by key and by menu, the whole chain bypassed and subtracted, cards moved and heard
# alone, a loudness that is reached.

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import Atspi, is_down, press, run, settle, unnamed, wait, xdo  # noqa: E402
from song import Song, lathe  # noqa: E402

CHAIN = [["add", "master", "eq"], ["add", "master", "comp"], ["add", "master", "limit", "gain=2"]]


def versions(song):
    return [(v["number"], v["name"], v["current"]) for v in song.show()["versions"]]


def effects(song):
    return [slot["effect"] for slot in song.show()["master"]["slots"]]


def gain(song):
    return next(slot for slot in song.show()["master"]["slots"] if slot["effect"] == "limit")["values"]["gain"]


def kept_chosen_and_named():
    song = Song(*CHAIN, view="Master")
    song.window.keys("ctrl+shift+v")
    settle(lambda: versions(song), [(1, "First", False), (2, "Version 2", True)], "the versions")
    song.window.keys("v")
    settle(lambda: versions(song), [(1, "First", True), (2, "Version 2", False)], "the first one")
    settle(song.undo_label, "Undo: Choose master version “1 First”", "the step")
    song.window.keys("ctrl+z")
    settle(lambda: versions(song)[1], (2, "Version 2", True), "the second one again")

    song.window.click(song.window.wait_for("push button", "Version of the master chain: 2 Version 2"))
    keep = wait(lambda: song.window.find("push button", "Keep as new version"), "the menu")
    assert unnamed(song.window) == [], unnamed(song.window)
    song.window.wait_for("text", "Name of the new version").get_editable_text_iface().set_text_contents("Softer bridge")
    song.window.shot("versions")
    press(keep)
    settle(lambda: versions(song)[2:], [(3, "Softer bridge", True)], "the third one")
    song.window.shot("version-3")
    json.loads(lathe("check", "--json", song.path))
    song.window.close()


def what_a_version_lost_is_told():
    song = Song(*CHAIN, ["bus", "Key"], ["set", "master.comp.sidechain=Key"], ["version", "keep", "Loud"], ["set", "master.comp.sidechain=none"],
                ["remove", "Key"], view="Master")
    song.window.keys("v")
    song.window.wait_for("label", "A side-chain of “Master” was left out: what it listened to is gone.")
    settle(lambda: versions(song), [(1, "First", True), (2, "Loud", False)], "the first one")
    song.window.close()


def moved_alone_and_subtracted():
    song = Song(*CHAIN, view="Master")
    card = song.window.wait_for("push button", lambda name: name.startswith("Equali") or name.startswith("EQ"))
    song.window.click(card)
    song.window.keys("ctrl+Right")
    settle(lambda: effects(song), ["comp", "eq", "limit"], "the order")
    song.window.keys("a")
    song.window.wait_for("push button", lambda name: name.endswith("heard alone"))
    song.window.shot("card-alone")
    assert [slot["bypass"] for slot in song.show()["master"]["slots"]] == [False] * 3  # only heard
    song.window.keys("a")
    wait(lambda: song.window.find("push button", lambda name: name.endswith("heard alone")) is None, "all to be heard")
    song.window.keys("d")
    song.window.wait_for("label", "Delta")
    song.window.keys("shift+b")
    song.window.shot("master-delta")
    assert unnamed(song.window) == [], unnamed(song.window)
    song.window.close()


def reached():
    song = Song(*CHAIN, view="Master")
    press(song.window.wait_for("push button", "Reach −14.0 LUFS"))
    settle(song.undo_label, "Undo: Reach −14.0 LUFS", "the step")
    wait(lambda: gain(song) != 2, "the gain")
    song.window.shot("reached")
    lathe("render", song.path, "-o", "out.wav", "--bits", "float")
    found = json.loads(lathe("measure", "--json", "out.wav"))
    assert abs(found["integrated_lufs"] + 14.0) <= 0.1, found
    song.window.close()


def in_a_narrow_window():
    song = Song(*CHAIN, ["version", "keep", "A version with a long name"], view="Master")
    window = song.window
    number = window.window_id()
    fits = lambda node: node is not None and node.get_extents(Atspi.CoordType.WINDOW).x + node.get_extents(Atspi.CoordType.WINDOW).width <= 1024  # noqa: E731
    last = lambda: window.find("push button", lambda name: name.startswith("Version of the master chain"))  # noqa: E731
    panel = lambda: window.find("label", "Loudness", root=song.view)  # noqa: E731
    device = lambda: window.find("push button", "Audio settings")  # noqa: E731
    wait(panel, "the side column")
    wait(device, "the device in the transport")
    xdo("windowsize", number, 1024, 700)
    wait(lambda: fits(last()), "a row that fits")
    wait(lambda: device() is None, "the device to give way")
    wait(lambda: fits(window.find("label", "LUFS short")), "the loudness to stay in sight")
    wait(lambda: panel() is None, "nothing of the folded column to be met")
    assert unnamed(window) == [], unnamed(window)
    window.shot("master-narrow")
    window.keys("Home", "space")  # numbers grow while it plays, and must not bring the column back
    match = lambda: window.find("label", lambda text: text.startswith("\u2212") and text.endswith(" dB"), root=song.view)  # noqa: E731
    wait(match, "what the match takes away")
    wait(lambda: window.find("push button", lambda name: name.startswith("Play")), "the end of the song")
    assert panel() is None, "the column came back while the song played"
    window.keys("F9")
    wait(panel, "the column over the page")
    window.keys("F9")
    wait(lambda: panel() is None, "the column to go again")
    xdo("windowsize", number, 1440, 900)
    wait(device, "the device again")
    wait(lambda: window.find("label", "Version", root=song.view), "the words again")
    window.close()


PRINT = "Master from a print of the mix, or from the mix itself"
PRINT_ANEW = "Print the mix anew: it has changed"


def mastered_from_a_print():
    song = Song(*CHAIN, ["set", "mix.fader=-3"], view="Master")
    window = song.window
    is_printed = lambda: (node := window.find(None, PRINT, root=song.view)) is not None and is_down(node)  # noqa: E731
    rests = lambda: window.find("label", "Printing…") is None  # noqa: E731
    window.keys("shift+p")
    wait(lambda: is_printed() and rests(), "the print")
    window.keys("space")
    window.shot("printed")
    window.keys("space")
    assert is_printed()
    assert unnamed(window) == [], unnamed(window)

    window.keys("ctrl+z")  # the fader
    window.wait_for("push button", PRINT_ANEW)
    assert is_printed()  # it is heard, and old
    window.shot("print-stale")
    window.keys("ctrl+shift+p")
    wait(lambda: is_printed() and rests(), "the new print")
    window.keys("ctrl+shift+z")
    press(window.wait_for("push button", PRINT_ANEW))
    wait(lambda: is_printed() and rests() and not window.find("push button", PRINT_ANEW), "the third")
    press(window.find(None, PRINT, root=song.view))
    wait(lambda: not is_printed(), "the strips again")
    window.close()


sys.exit(run([kept_chosen_and_named, what_a_version_lost_is_told, moved_alone_and_subtracted, reached, in_a_narrow_window, mastered_from_a_print]))
