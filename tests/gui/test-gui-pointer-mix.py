#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The mixer and the editors of effects by mouse: what the hand does is in the session, is one step, and is undone by one key.

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import run, settle, wait  # noqa: E402
from hand import Hand, by  # noqa: E402
from song import Song, Step  # noqa: E402


def value(node):
    return node.get_current_value()


def fader_follows():
    song = Song(view="Mix")
    hand = Hand(song.window)
    fader = song.find("slider", "Kick level")
    level = lambda: song.track()["fader_db"]  # noqa: E731
    cap = hand.at(fader, 0.3)

    with Step(song, level):
        hand.drag(cap, by(cap, 0, 10), by(cap, 0, 60))
        wait(lambda: value(fader) < -3, "the fader to follow")
        wait(lambda: abs(level() - value(fader)) < 0.01, "the session to follow")

    coarse = 60
    with Step(song, level):
        hand.drag(cap, by(cap, 0, 4), by(cap, 0, coarse), keys=("shift",))
        wait(lambda: -1.5 < value(fader) < 0, "a tenth of the way with Shift")

    hand.press(cap)
    with Step(song, level, 0):
        hand.move(by(cap, 0, 20), by(cap, 0, 90))
        wait(lambda: value(fader) < -3, "the fader to follow")
        hand.escape()
        wait(lambda: value(fader) == 0, "the fader to go back")
        hand.move(by(cap, 0, 120))
        hand.release()

    hand.drag(cap, by(cap, 0, 60))
    wait(lambda: level() < -3, "a fader that is down")
    with Step(song, level):
        hand.click(cap, times=2)
        settle(level, 0, "the reset")

    song.window.keys("ctrl+z")
    settle(level, 0, "the start")
    with Step(song, level):
        hand.click(cap)  # takes the focus, so that the wheel is meant for it
        hand.wheel(cap, -3)
        wait(lambda: value(fader) < 0, "the wheel")
    song.window.close()


def knobs_and_buttons():
    song = Song(("bus", "Verb"), ("send", "Kick", "Verb", "--", "-12"), view="Mix")
    hand = Hand(song.window)
    knob = song.find("slider", "Kick send to Verb")
    send = lambda: song.track()["sends"][0]["level_db"]  # noqa: E731
    start = hand.at(knob, 0.5, 0.4)
    with Step(song, send):
        hand.drag(start, by(start, 0, -10), by(start, 0, -40))
        wait(lambda: value(knob) > -10, "the knob to follow")

    pan = song.find("slider", "Kick pan")
    middle = hand.at(pan)
    with Step(song, lambda: song.track()["pan"]):
        hand.drag(middle, by(middle, 6, 0), by(middle, 30, 0))
        wait(lambda: value(pan) > 0.05, "the pan to follow")

    for name, key in (("Bass mute", "mute"), ("Bass solo", "solo")):
        button = hand.at(song.find(None, name))
        with Step(song, lambda: song.track("Bass")[key]):  # noqa: B023
            hand.click(button)
    song.window.close()


def slots_are_reordered():
    song = Song(("add", "Kick", "eq"), ("add", "Kick", "comp"), ("add", "Kick", "saturate"), view="Mix")
    hand = Hand(song.window)
    order = lambda: [slot["effect"] for slot in song.track()["slots"]]  # noqa: E731

    def carry(wanted):
        """The other side has to answer before the button is let go: moved until it is there."""
        last = hand.at(song.find("push button", "Saturation on Kick"), 0.6)
        first = hand.at(song.find("push button", "Equaliser on Kick"), 0.6, 0.1)
        hand.press(last)
        hand.move(by(last, 2, -10))
        for i in range(12):
            hand.move(by(first, i % 2, 0))
        hand.release()
        return order() == wanted

    with Step(song, order):
        wait(lambda: carry(["saturate", "eq", "comp"]), "the effect to be carried to the top")
    song.window.close()


def middle_is(hand, node, point):
    x, y = hand.at(node)
    return abs(x - point[0]) <= 2 and abs(y - point[1]) <= 2


def equaliser_by_its_curve():
    off = [f"b{n}-on=off" for n in (1, 2, 4, 5, 6, 7, 8)]
    song = Song(("add", "Kick", "eq", *off), view="Mix")
    hand = Hand(song.window)
    hand.click(hand.at(song.find("push button", "Equaliser on Kick"), 0.6))
    curve = song.find(None, "Curve of the equaliser")
    node = song.find("slider", lambda name: name.startswith("Band 3"))
    band = lambda n=3: [song.values()[f"b{n}-{what}"] for what in ("on", "freq", "gain", "q")]  # noqa: E731
    start = hand.at(node)

    target = by(start, 120, -30)
    with Step(song, band):
        hand.drag(start, by(start, 5, 0), target)
        wait(lambda: band()[1] > 500 and band()[2] > 1, "frequency and gain")
        wait(lambda: middle_is(hand, node, target), "the node under the pointer")
    wait(lambda: middle_is(hand, node, start), "the node at its old place")

    with Step(song, band, 0):
        hand.press(start)
        hand.move(by(start, 10, 10), by(start, 60, 20))
        wait(lambda: band()[2] < -1, "the gain to follow")
        hand.escape()
        wait(lambda: middle_is(hand, node, start), "the node to go back")
        hand.move(by(start, 90, 20))
        hand.release()

    with Step(song, band):
        hand.wheel(start, 1)
        wait(lambda: band()[3] > 0.71, "a narrower band")

    with Step(song, lambda: song.values()["b1-on"]):
        hand.click(hand.at(curve, 0.7, 0.3), times=2)
        settle(lambda: band(1)[0], True, "a band that was free")
        assert 1000 < band(1)[1] < 10000 and band(1)[2] > 1, band(1)
    song.window.close()


def compressor_by_its_curve():
    song = Song(("add", "Kick", "comp"), view="Mix")
    hand = Hand(song.window)
    hand.click(hand.at(song.find("push button", "Compressor on Kick"), 0.6))
    node = song.find("slider", lambda name: name.startswith("Threshold,") or name == "Threshold")
    threshold = lambda: song.values()["threshold"]  # noqa: E731
    start = hand.at(node)
    with Step(song, threshold):
        hand.drag(start, by(start, -5, 0), by(start, -30, 0))
        wait(lambda: threshold() < -20, "a lower threshold")

    knob = song.find("slider", "Ratio")
    start = hand.at(knob, 0.5, 0.4)
    with Step(song, lambda: song.values()["ratio"]):
        hand.drag(start, by(start, 0, -10), by(start, 0, -40))
        wait(lambda: song.values()["ratio"] > 3.5, "the knob to follow")
    song.window.close()


sys.exit(run([fader_follows, knobs_and_buttons, slots_are_reordered, equaliser_by_its_curve, compressor_by_its_curve]))
