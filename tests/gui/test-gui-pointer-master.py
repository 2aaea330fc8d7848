#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The cards of the master's chain by mouse and by keys: their order is the session's, each move is one step.

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import has_focus, run, settle, wait  # noqa: E402
from hand import Hand, by  # noqa: E402
from song import Song, Step  # noqa: E402

CHAIN = [("add", "master", key) for key in ("eq", "comp", "saturate", "limit")]


def order(song):
    return [slot["effect"] for slot in song.show()["master"]["slots"]]


def card(song, name):
    return song.find("push button", lambda text: text.startswith(name + ", "))


def carry(song, hand, name, target, share, wanted, *keys):
    """The other side has to answer before the button is let go: moved until it is there. @keys: before it is let go."""
    start = hand.at(card(song, name), 0.5, 0.6)
    end = hand.at(card(song, target), share, 0.6)
    hand.press(start)
    hand.move(by(start, 3, 0), by(start, 12, 0))
    for i in range(12):
        hand.move(by(end, i % 2, 0))
    for key in keys:
        hand.tap(key)
    hand.release()
    return order(song) == wanted


def cards_are_carried():
    song = Song(*CHAIN, view="Master")
    hand = Hand(song.window)
    chain = lambda: order(song)  # noqa: E731
    with Step(song, chain):
        wait(lambda: carry(song, hand, "Limiter", "Equaliser", 0.2, ["limit", "eq", "comp", "saturate"]), "the last before the first")
    with Step(song, chain):
        wait(lambda: carry(song, hand, "Equaliser", "Saturation", 0.8, ["comp", "saturate", "eq", "limit"]), "the first behind the third")

    with Step(song, chain, 0):
        start, nowhere = hand.at(card(song, "Limiter"), 0.5, 0.6), hand.at(song.find("label", "Loudness"))
        hand.press(start)
        over = hand.at(card(song, "Equaliser"), 0.2, 0.6)
        hand.move(by(start, -12, 0), over, by(over, 1, 0), nowhere, by(nowhere, 1, 0))
        hand.release()
        carry(song, hand, "Equaliser", "Compressor", 0.2, None)  # where it is already
        carry(song, hand, "Limiter", "Compressor", 0.2, None, "Escape")
    with Step(song, chain):
        wait(lambda: carry(song, hand, "Limiter", "Compressor", 0.2, ["eq", "limit", "comp", "saturate"]), "the same without Escape")
    song.window.close()


def cards_go_by_keys():
    song = Song(*CHAIN, view="Master")
    chain = lambda: order(song)  # noqa: E731
    first = card(song, "Equaliser")
    song.window.click(first)
    wait(lambda: has_focus(first), "the focus")
    with Step(song, chain):
        song.window.keys("ctrl+Right")
        settle(chain, ["comp", "eq", "saturate", "limit"], "one place to the right")
    wait(lambda: has_focus(card(song, "Equaliser")), "the focus on the card that moves")
    song.window.keys("ctrl+Right", "ctrl+Right", "ctrl+Right")  # the last one has nowhere to go
    settle(chain, ["comp", "saturate", "limit", "eq"], "the end")
    song.window.keys("ctrl+Left")
    settle(chain, ["comp", "saturate", "eq", "limit"], "one place to the left")
    wait(lambda: has_focus(card(song, "Equaliser")), "the focus on the card that moves back")
    song.window.keys("ctrl+Left")
    settle(chain, ["comp", "eq", "saturate", "limit"], "another one")
    song.window.close()


sys.exit(run([cards_are_carried, cards_go_by_keys]))
