#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the monitor alone hears: references, and solo behind or before the fader. Prints TAP. The program is named by $LATHE.

import json
import os

from lathe_cli import Run, chunks_of, floats_of, load, main, ok, parse, refused, snapshot, test, write_wav

RATE = 8000


def session():
    for i, name in enumerate(["Kick", "Vox"]):
        write_wav(f"{name}.wav", seconds=2.0, rate=RATE, channels=2, kind="noise", seed=i + 1)
    ok("new", "s.lathe", "Kick.wav", "Vox.wav")
    ok("set", "s.lathe", "Kick.fader=-6", "Kick.pan=-0.5", "mix.fader=-3")
    return "s.lathe"


def references(name):
    found = load("reference", name, "list")
    assert load("show", name)["references"] == found
    return found


@test
def references_are_edited():
    name = session()
    write_wav("Their song.wav", seconds=1.0, rate=48000, kind=300.0)
    assert references(name) == []
    ok("reference", name, "add", "Their song.wav")
    ok("reference", name, "add", "Their song.wav", "--name", "Theirs")
    first, second = references(name)
    assert (first["name"], second["name"]) == ("Their song", "Theirs")
    assert first["file"].startswith("audio/") and os.path.exists(f"{name}/{first['file']}")
    assert (first["offset_frames"], first["offset_s"]) == (0, 0.0)
    ok("reference", name, "offset", "theirs", "-2.5")  # it begins later
    ok("reference", name, "offset", "Their song", "0:01.000")
    ok("reference", name, "rename", "Their song", "Goal")
    assert [(one["name"], one["offset_s"]) for one in references(name)] == [("Goal", 1.0), ("Theirs", -2.5)]
    said = ok("reference", name, "list").out
    assert "Goal: 0:01.000, offset 0:01.000" in said and "Theirs: 0:01.000, offset -0:02.500" in said, said
    assert "Reference: Goal" in ok("show", name).out
    ok("check", name)

    ok("reference", name, "remove", "Theirs")
    assert len(references(name)) == 1
    ok("undo", name)
    assert len(references(name)) == 2 and load("check", name)["ok"]
    os.remove(f"{name}/{references(name)[1]['file']}")
    assert any(one["kind"] == "file-missing" for one in load_failed("check", name)["problems"])


def load_failed(*args):
    run = Run(*args, "--json")
    assert run.code == 1, run.err
    return parse(run.out)


@test
def a_reference_has_a_weight():
    name = session()
    write_wav("Theirs.wav", seconds=1.0, rate=RATE, kind=300.0)
    ok("reference", name, "add", "Theirs.wav")
    with open(f"{name}/session.json", "rb") as f:
        before = f.read()
    assert b'"weight"' not in before  # not written as long as it is that of a new one
    ok("reference", name, "weight", "Theirs", "2.5")
    assert references(name)[0]["weight"] == 2.5
    assert "weight 2.5" in ok("reference", name, "list").out
    ok("check", name)
    kept = snapshot(name)
    for wrong in ("0", "11", "heavy"):
        refused(2, "reference", name, "weight", "Theirs", wrong)
    refused(1, "reference", name, "weight", "Ours", "2", says="Theirs")
    assert snapshot(name) == kept
    ok("reference", name, "weight", "Theirs", "1")
    with open(f"{name}/session.json", "rb") as f:
        assert f.read() == before


@test
def a_reference_loops():
    name = session()
    write_wav("Theirs.wav", seconds=4.0, rate=RATE, kind=300.0)
    ok("reference", name, "add", "Theirs.wav")
    with open(f"{name}/session.json") as f:
        written = json.load(f)["references"]
    assert "loop-from" not in written[0] and "loop-to" not in written[0], written  # not written when there is none
    ok("reference", name, "loop", "Theirs", "1:2.5")
    assert [(one["loop_from_s"], one["loop_to_s"]) for one in references(name)] == [(1.0, 2.5)]
    assert "loops from 0:01.000 to 0:02.500" in ok("reference", name, "list").out
    ok("check", name)
    before = snapshot(name)
    refused(1, "reference", name, "loop", "Theirs", "1:1.1", says="Theirs")
    refused(2, "reference", name, "loop", "Theirs", "soon:later")
    assert snapshot(name) == before
    ok("reference", name, "loop", "Theirs", "off")
    assert references(name)[0]["loop_to_s"] == 0.0
    ok("undo", name)
    assert references(name)[0]["loop_to_s"] == 2.5


@test
def wrong_references_are_refused():
    name = session()
    before = snapshot(name)
    refused(1, "reference", name, "remove", "Nothing", says="Nothing")
    refused(1, "reference", name, "add", "none.wav", says="none.wav")
    refused(2, "reference", name, "hear", says="hear")
    refused(2, "reference", name, "rename", "Nothing")
    refused(2, "reference", name, "remove", "Nothing", "--json", says="--json goes with list alone")
    refused(2, "reference", name, "remove", "Nothing", "--name", "X", says="--name goes with add alone")
    assert snapshot(name) == before
    ok("reference", name, "add", "Kick.wav")
    refused(1, "reference", name, "remove", "Nothing", says="Kick")
    assert load("reference", name, "list")[0]["name"] == "Kick"
    before = snapshot(name)
    refused(2, "reference", name, "offset", "Kick", "soon")
    assert snapshot(name) == before


def render(name, *more):
    ok("render", name, "-o", "r.wav", "--bits", "float", "--force", *more)
    return chunks_of("r.wav")["data"]


def play(name):
    ok("play", name, "--device", "null", "--free-running", "--capture", "c.wav", "--force", "--for", "1")
    return floats_of("c.wav")


@test
def nothing_of_it_is_rendered():
    name = session()
    plain, mix = render(name), render(name, "--source", "mix")
    ok("reference", name, "add", "Vox.wav")
    assert render(name) == plain
    for mode in ["afl", "pfl"]:
        ok("set", name, f"solo-mode={mode}", "Kick.solo=on", "Vox.solo=off")
        assert load("show", name)["solo_mode"] == mode
        assert render(name) == plain and render(name, "--source", "mix") == mix
        ok("set", name, "Vox.solo=on", "Vox.mute=on")
        muted = render(name)
        ok("set", name, "Vox.solo=off", "Kick.solo=off")
        assert render(name) == muted != plain
        ok("set", name, "Vox.mute=off")
    ok("set", name, "solo-mode=in-place", "Kick.solo=on")
    assert render(name) != plain
    refused(1, "set", name, "solo-mode=loud", says="in-place")


def near(a, b):
    return len(a) == len(b) and max(abs(x - y) for x, y in zip(a, b)) < 1e-6


@test
def solo_on_the_monitor_is_heard():
    name = session()
    ok("set", name, "Kick.solo=on", "Kick.mute=on")
    kick = "Kick.wav"
    ok("convert", kick, "-o", "dry.wav", "--bits", "float")
    dry = floats_of("dry.wav")[: 2 * RATE]
    ok("set", name, "solo-mode=pfl")
    assert near(play(name), dry)  # before fader, pan and mute
    ok("set", name, "solo-mode=afl")
    assert not any(play(name))
    ok("set", name, "Kick.mute=off")
    render(name, "--source", "Kick", "--range", "0:1")
    assert near(play(name), floats_of("r.wav"))
    ok("set", name, "Kick.solo=off")
    render(name, "--range", "0:1")
    assert near(play(name), floats_of("r.wav"))


main()
