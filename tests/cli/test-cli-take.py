#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Takes by command: gathered, chosen from, heard in the render. Prints TAP. The program is named by $LATHE.

import json
import math
import os
import shutil
import sys

from lathe_cli import Run, floats_of, load, main, ok, parse, refused, test, write_wav

RATE = 48000


def session():
    """One track; three passes of two seconds on one another: 100, 1000 and 5000 Hz."""
    for name, freq in (("a", 100.0), ("b", 1000.0), ("c", 5000.0)):
        write_wav(f"{name}.wav", seconds=2.0, kind=freq)
    ok("new", "-q", "s.lathe", "a.wav")
    ok("clip", "s.lathe", "a", "add", "b.wav", "--at", "0")
    ok("clip", "s.lathe", "a", "add", "c.wav", "--at", "0")


def pitch(at):
    """Of what the render has there, by its sign changes in a tenth of a second."""
    ok("render", "-q", "s.lathe", "-o", "out.wav", "--source", "mix", "--bits", "float", "--force")
    left = floats_of("out.wav")[::2][round(at * RATE):round((at + 0.1) * RATE)]
    return sum((a < 0.0) != (b < 0.0) for a, b in zip(left, left[1:])) * 5


def near(value, expected):
    assert abs(value - expected) <= 0.05 * expected, (value, expected)


@test
def gathers_and_chooses():
    session()
    assert ok("take", "s.lathe", "a", "list").out == "No takes\n"
    ok("take", "s.lathe", "a", "gather")
    takes = load("take", "s.lathe", "a", "list")
    assert [t["name"] for t in takes["takes"]] == ["Take 1", "Take 2", "Take 3"], takes
    assert [h["take"] for h in takes["heard"]] == [3], takes
    near(pitch(1.0), 5000.0)
    ok("take", "s.lathe", "a", "choose", "2", "--range", "0.5:1.5")
    assert [h["take"] for h in load("take", "s.lathe", "a", "list")["heard"]] == [3, 2, 3]
    near(pitch(0.2), 5000.0)
    near(pitch(1.0), 1000.0)
    near(pitch(1.7), 5000.0)
    ok("take", "s.lathe", "a", "rename", "Take 1", "Low")
    ok("take", "s.lathe", "a", "choose", "Low")
    near(pitch(1.0), 100.0)
    ok("undo", "s.lathe")
    near(pitch(1.0), 1000.0)
    ok("take", "s.lathe", "a", "remove")
    assert ok("take", "s.lathe", "a", "list").out == "No takes\n"
    near(pitch(1.0), 1000.0)
    ok("check", "s.lathe")


@test
def adds_a_file():
    session()
    ok("take", "s.lathe", "a", "add", "b.wav", "--at", "1")
    takes = load("take", "s.lathe", "a", "list")["takes"]
    assert takes == [{"number": 1, "name": "Take 1", "clips": 1, "at_frames": RATE, "end_frames": 3 * RATE}], takes
    assert "Take 1: 0:01.000 – 0:03.000, 1 clip" in ok("take", "s.lathe", "a", "list").out
    assert math.isclose(load("measure", "a.wav")["duration_s"], 2.0)


@test
def check_looks_into_takes():
    """Effects that this version doesn't know, what they had learned, and clips of nothing, though nobody hears them."""
    session()
    ok("clip", "s.lathe", "a", "effect", "1", "add", "denoise")
    ok("clip", "s.lathe", "a", "effect", "2", "add", "eq")
    ok("take", "s.lathe", "a", "gather")
    assert load("check", "s.lathe")["ok"]
    shutil.rmtree("s.lathe/history")  # what is on the disk alone
    path = "s.lathe/session.json"
    with open(path, encoding="utf-8") as f:
        document = json.load(f)
    takes = [track for track in document["tracks"] if "takes" in track][0]["takes"]
    denoise, eq = (takes[i]["clips"][0]["slots"][0] for i in (0, 1))
    assert (denoise["effect"], eq["effect"]) == ("denoise", "eq")
    denoise["blob"] = "ab" * 32
    eq["effect"] = "warble"
    takes[2]["clips"][0]["length"] = 10 * RATE
    with open(path, "w", encoding="utf-8") as f:
        json.dump(document, f)
    before = sorted(os.listdir("s.lathe"))
    run = Run("check", "s.lathe", "--json")
    told = {(p["kind"], p["message"]) for p in parse(run.out)["problems"]}
    assert run.code == 1 and sorted(os.listdir("s.lathe")) == before
    for kind, take, says in (("reference", "Take 1", "“denoise” had learned"), ("effect", "Take 2", "“warble” is not known"),
                             ("reference", "Take 3", "past the end")):
        assert any(k == kind and f"a, take “{take}”" in m and says in m for k, m in told), (take, told)


@test
def refuses():
    session()
    refused(2, "take", "s.lathe", "a", "shout", says="shout")
    refused(1, "take", "s.lathe", "a", "choose", "1", says="gather")
    refused(1, "take", "s.lathe", "mix", "list", says="Mix")
    ok("take", "s.lathe", "a", "gather")
    refused(1, "take", "s.lathe", "a", "gather", says="lie on one another")
    refused(1, "take", "s.lathe", "a", "choose", "9", says="3 Take 3")
    assert ok("take", "s.lathe", "a", "choose", "1", "--range", "100:200").out == "Nothing changed.\n"
    ok("clip", "s.lathe", "a", "lock", "1", "on")
    refused(1, "take", "s.lathe", "a", "choose", "1", "--range", "0.5:1", says="locked")
    refused(2, "take", "s.lathe", "a", "gather", "--range", "0:1", says="--range")
    refused(2, "take", "s.lathe", "a", "rename", "1")
    refused(1, "take", "s.lathe", "a", "add", "none.wav", says="none.wav")


sys.exit(main())
