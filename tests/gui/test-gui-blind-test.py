#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The blind test by keys: measured, answered, kept with the session; nothing in the window says what X is.

import math
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import Atspi, press, run, settle, unnamed, wait  # noqa: E402
from song import Song, stem  # noqa: E402


def sensitive(node):
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def open_dialog(song):
    press(song.find("push button", "Blind test…"))
    begin = song.window.wait_for("push button", "Begin")
    assert not sensitive(begin)  # nothing was measured
    return begin


def begin_test(song, begin):
    press(song.window.wait_for("push button", "Play"))
    wait(lambda: sensitive(begin), "both sides to be measured")
    press(begin)
    song.window.wait_for("label", "Trial 1 of 16")


def p_value(n, right):
    return sum(math.comb(n, k) for k in range(right, n + 1)) / 2**n


def a_test_by_keys():
    song = Song(["set", "master.fader=6"], view="Master")
    begin = open_dialog(song)
    assert unnamed(song.window) == [], unnamed(song.window)
    song.window.shot("blind-setup")
    begin_test(song, begin)
    answer = song.window.wait_for("push button", "X is A")
    assert not sensitive(answer)  # X was not heard
    song.window.keys("1")
    song.window.keys("a", "b")
    assert song.window.find("label", "Trial 1 of 16") is not None
    song.window.keys("x")
    wait(lambda: sensitive(answer), "X to be heard")
    assert unnamed(song.window) == [], unnamed(song.window)
    song.window.shot("blind-test")
    for trial in range(1, 17):
        song.window.wait_for("label", f"Trial {trial} of 16")
        song.window.keys("x")
        wait(lambda: sensitive(answer), "X to be heard")
        song.window.keys("1" if trial % 3 else "2")
    result = wait(lambda: next(iter(song.show()["blind_tests"]), None), "the result in the session")
    assert (result["a"], result["b"], result["reference"]) == ("mix", "master", None), result
    assert (result["answers"], result["planned"]) == (16, 16) and 0 <= result["right"] <= 16, result
    assert abs(result["p_value"] - p_value(16, result["right"])) < 1e-12, result
    song.window.wait_for("label", lambda name: name.startswith(f"{result['right']} of 16 right: a guesser does as well in "))
    song.window.shot("blind-result")
    song.window.keys("Escape")
    settle(song.undo_label, "Undo: Blind test", "the step")
    song.window.keys("ctrl+z")
    settle(lambda: song.show()["blind_tests"], [], "the results")
    song.window.close()


def a_test_that_is_stopped():
    song = Song(["set", "master.fader=6"], view="Master")
    mix = wait(lambda: next((n for n in song.window.nodes(song.view) if n.get_name() == "Mix" and n.get_role_name() != "label"), None), "the side")
    assert sensitive(mix)
    begin_test(song, open_dialog(song))
    for key in ("x", "2"):
        song.window.keys(key)
    song.window.wait_for("label", "Trial 2 of 16")
    assert not sensitive(mix)  # the side is locked while X is unknown
    song.window.keys("Escape")
    wait(lambda: song.show()["blind_tests"], "the result in the session")
    assert (song.show()["blind_tests"][0]["answers"], song.show()["blind_tests"][0]["planned"]) == (1, 16)
    song.window.wait_for("label", lambda name: "stopped before trial 2 of 16" in name)
    wait(lambda: sensitive(mix), "the side to be free")
    press(song.window.wait_for("push button", "Test again"))
    remove = song.window.wait_for("push button", lambda name: name.startswith("Remove the test of "))
    press(remove)
    settle(lambda: song.show()["blind_tests"], [], "the results")
    song.window.keys("Escape")
    settle(song.undo_label, "Undo: Remove blind test", "the step")
    assert song.window.find("push button", lambda name: name.startswith("What you hear is changed")) is None  # the master, as before
    song.window.close()


def one_reference_against_another():
    for number, name in enumerate(("First", "Second")):
        stem(f"{name} song.wav", "pinknoise" if number else "sine 330")
    song = Song(["reference", "add", "First song.wav"], ["reference", "add", "Second song.wav"], view="Master")
    begin = open_dialog(song)
    in_list = lambda: song.window.find("label", "Second song")  # noqa: E731 which stands nowhere else yet
    for row, keys in (("A", ["End", "Up"]), ("B", ["End"])):
        song.window.click(song.window.wait_for("label", row))
        wait(in_list, "the list")
        song.window.keys(*keys, "Return")
        if row == "A":
            wait(lambda: in_list() is None, "the list to go")
    song.window.shot("blind-references")
    wait(lambda: sensitive(begin), "both songs to be measured, which need not play for it")
    press(begin)
    song.window.wait_for("label", "A is First song, B is Second song. X is one of them.")
    for key in ("x", "1"):
        song.window.keys(key)
    song.window.wait_for("label", "Trial 2 of 16")
    song.window.keys("Escape")
    result = wait(lambda: next(iter(song.show()["blind_tests"]), None), "the result in the session")
    assert (result["a"], result["b"], result["reference"], result["rival"]) == ("reference", "reference", "First song", "Second song"), result
    song.window.wait_for("label", lambda name: name.startswith("First song and Second song, "))
    song.window.keys("Escape")
    song.window.close()


sys.exit(run([a_test_by_keys, a_test_that_is_stopped, one_reference_against_another]))
