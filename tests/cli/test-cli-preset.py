#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# lathe preset, run as a user would: what comes with the program, what one keeps oneself. Prints TAP. The program is named
# by $LATHE.

import os
import sys

from lathe_cli import Run, load, main, ok, refused, snapshot, test, write_wav


def session(name="s.lathe"):
    """With a folder of the user's data beside it, empty at first."""
    os.environ["XDG_DATA_HOME"] = os.path.abspath("data")
    for number, track in enumerate(("Vox", "Kick")):
        write_wav(f"{track}.wav", seconds=2.0, rate=48000, kind=200.0 + 50.0 * number)
    ok("new", name, "Vox.wav", "Kick.wav")
    return name


def strip(name, track):
    shown = load("show", name)
    return next(one for one in shown["tracks"] + [shown["mix"], shown["master"]] if one["name"].lower() == track.lower())


def effects(name, track):
    return [slot["effect"] for slot in strip(name, track)["slots"]]


@test
def lists_what_comes_with_the_program():
    os.environ["XDG_DATA_HOME"] = os.path.abspath("data")
    rows = load("preset", "--list")
    kinds = {row["of"] for row in rows}
    assert {"comp", "eq", "strip", "master"} <= kinds, kinds
    assert not any(row["own"] for row in rows)
    assert {row["of"] for row in load("preset", "--list", "comp")} == {"comp"}
    assert "Vocal, close" in ok("preset", "--list", "comp").out
    names = [row["name"] for row in load("preset", "--list", "strip")]
    assert 10 <= len(names) <= 16 and "drum-bus" in names, names
    refused(1, "preset", "--list", "nothing", says="nothing")
    assert not os.path.exists("data"), "listing writes nothing"


@test
def loads_a_strip_in_one_step():
    name = session()
    ok("set", name, "Vox.fader=-4", "Vox.pan=-0.5")
    ok("add", name, "Vox", "trim")
    before = load("show", name)
    ok("preset", name, "Vox", "vocal-lead")
    assert effects(name, "Vox") == ["eq", "comp", "comp", "deess", "saturate", "eq"], effects(name, "Vox")
    assert strip(name, "Vox")["fader_db"] == -4
    ok("undo", name)
    assert load("show", name) == before
    ok("preset", name, "Kick", "Kick")  # by its title
    assert effects(name, "Kick") == ["gate", "eq", "transient", "comp"]
    ok("preset", name, "master", "loud")
    assert effects(name, "master")[-1] == "limit"
    refused(1, "preset", name, "Vox", "nobody", says="vocal-lead")
    refused(1, "preset", name, "Nobody", "vocal", says="Vox")
    refused(2, "preset", name, "Vox")
    refused(2, "preset", name, "Vox", "X", "--json", says="--json goes with --list alone")
    refused(2, "preset", "--list", "comp", "--force", says="--force goes with --save NAME alone")
    refused(2, "preset", "--list", "comp", "--shipped", says="--shipped goes with NAME alone")
    refused(2, "preset", name, "Vox", "--save", "Mine", "--shipped", says="--shipped goes with NAME alone")
    refused(2, "preset", "--list", "comp", "eq")


@test
def an_effect_and_ones_own_of_it():
    name = session()
    ok("add", name, "Vox", "comp")
    ok("preset", name, "Vox.comp", "Vocal, close")
    ok("set", name, "Vox.comp.threshold=-33.5")
    ok("preset", name, "Vox.comp", "--save", "Vocal, close")
    refused(1, "preset", name, "Vox.comp", "--save", "Vocal, close", says="--force")
    ok("preset", name, "Vox.comp", "--save", "Vocal, close", "--force")
    ok("preset", name, "Vox.comp", "--save", "[a/b] 100%")
    with open("data/lathe/presets/fx/comp.preset", encoding="utf-8") as f:
        text = f.read()
    assert "threshold=-33.5\n" in text and "sc-high-cut" not in text, text
    own = [row["name"] for row in load("preset", "--list", "comp") if row["own"]]
    assert sorted(own) == ["Vocal, close", "[a/b] 100%"], own

    ok("add", name, "Kick", "comp")

    def threshold():
        return strip(name, "Kick")["slots"][0]["values"]["threshold"]

    ok("preset", name, "Kick.comp", "Vocal, close")
    assert threshold() == -33.5, threshold()
    ok("preset", name, "Kick.comp", "Vocal, close", "--shipped")
    assert threshold() == -28, threshold()
    refused(1, "preset", name, "Vox.comp", "--save", "  ", says="name")
    refused(1, "preset", name, "Vox.comp.threshold", "Vocal", says="STRIP.SLOT")


@test
def ones_own_strips():
    name = session()
    ok("preset", name, "Vox", "vocal-lead")
    ok("set", name, "Vox.comp#2.bypass=on", "Vox.comp.level=-2")
    ok("preset", name, "Vox", "--save", "My voice / loud")
    ok("preset", name, "Kick", "My voice / loud")

    def bare(slots):
        return [{key: value for key, value in slot.items() if key != "id"} for slot in slots]

    assert bare(strip(name, "Kick")["slots"]) == bare(strip(name, "Vox")["slots"])
    ok("preset", name, "master", "--save", "Mine")
    assert [row["name"] for row in load("preset", "--list", "master") if row["own"]] == ["Mine"]


@test
def what_was_learned_goes_along():
    name = session()
    ok("add", name, "Vox", "denoise")
    ok("learn", name, "Vox.denoise", "--from", "0:1")
    ok("preset", name, "Vox.denoise", "--save", "Room")
    ok("preset", name, "Vox", "--save", "Voice in that room")
    (blob,) = os.listdir("data/lathe/presets/blobs")
    ok("new", "other.lathe", "Kick.wav")
    ok("add", "other.lathe", "Kick", "denoise")
    ok("preset", "other.lathe", "Kick.denoise", "Room")
    assert os.listdir("other.lathe/blobs") == [blob]
    ok("check", "other.lathe")
    ok("new", "third.lathe", "Kick.wav")
    ok("preset", "third.lathe", "Kick", "Voice in that room")
    assert os.listdir("third.lathe/blobs") == [blob]


@test
def a_damaged_file_stays_as_it_is():
    name = session()
    ok("add", name, "Vox", "comp")
    os.makedirs("data/lathe/presets/fx")
    with open("data/lathe/presets/fx/comp.preset", "w", encoding="utf-8") as f:
        f.write("[Mine]\nthreshold=-20\nnot a line of it\n")
    before = snapshot("data/lathe/presets/fx")
    run = Run("preset", "--list", "comp")
    assert run.code == 0 and "comp.preset" in run.err and "Vocal" in run.out, run.err
    refused(1, "preset", name, "Vox.comp", "--save", "Other", says="comp.preset")
    assert snapshot("data/lathe/presets/fx") == before
    ok("preset", name, "Vox.comp", "Vocal")


sys.exit(main())
