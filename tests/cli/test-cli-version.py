#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# lathe version, run as a user would: kept, chosen, copied, renamed, removed, undone. Prints TAP. The program is named by $LATHE.

import json
import shutil
import sys

from lathe_cli import Run, load, main, ok, parse, refused, test, write_wav


def session(name="s.lathe"):
    write_wav("Song.wav", seconds=1.0, rate=16000, kind=200.0)
    ok("new", name, "Song.wav")
    ok("add", name, "master", "limit", "gain=2")
    return name


def gain(name):
    return next(slot for slot in load("show", name)["master"]["slots"] if slot["effect"] == "limit")["values"]["gain"]


def titles(name):
    return [(v["number"], v["name"], v["current"]) for v in load("version", name)["versions"]]


@test
def kept_and_chosen():
    name = session()
    assert load("version", name) == {"versions": []}
    assert "No versions" in ok("version", name).out
    refused(1, "version", name, "choose", "2", says="keep NAME")
    ok("version", name, "keep", "Loud")
    ok("set", name, "master.limit.gain=8")
    ok("version", name, "keep", "Softer bridge")
    ok("set", name, "master.limit.gain=1")
    assert titles(name) == [(1, "First", False), (2, "Loud", False), (3, "Softer bridge", True)]
    ok("version", name, "choose", "loud")
    assert gain(name) == 8
    ok("set", name, "master.limit.gain=9")
    ok("version", name, "choose", "1")
    assert gain(name) == 2
    ok("version", name, "choose", "2")
    assert gain(name) == 9
    assert "Version of the master: 2 Loud (current)" in ok("show", name).out
    assert [v["name"] for v in load("show", name)["versions"] if v["current"]] == ["Loud"]
    assert load("version", name)["versions"][0]["effects"] == ["limit"]
    ok("check", name)


@test
def one_step_each():
    name = session()
    ok("version", name, "keep", "Loud")
    ok("set", name, "master.limit.gain=8")
    ok("version", name, "choose", "1")
    assert gain(name) == 2
    ok("undo", name)
    assert gain(name) == 8 and titles(name)[1] == (2, "Loud", True)
    ok("redo", name)
    assert gain(name) == 2
    labels = [step["label"] for step in load("history", name)["steps"]]
    assert labels[-1] == "Choose master version “1 First”", labels


@test
def copied_renamed_removed():
    name = session()
    ok("version", name, "keep", "Loud")
    ok("version", name, "copy", "1", "Club")
    ok("version", name, "rename", "loud", "Streaming")
    assert [t[:2] for t in titles(name)] == [(1, "First"), (2, "Streaming"), (3, "Club")]
    refused(1, "version", name, "keep", "club", says="already")
    refused(1, "version", name, "rename", "Club", "streaming", says="already")
    refused(1, "version", name, "choose", "Radio", says="1 First, 2 Streaming, 3 Club")
    refused(2, "version", name, "keep", " ", says="A version needs a name")
    refused(2, "version", name, "choose")
    refused(2, "version", name, "choose", "1", "--json", says="--json goes with list alone")
    refused(2, "version", name, "forget", "1")
    refused(1, "version", name, "keep", "3", says="choose a name with a letter")
    refused(1, "version", name, "rename", "Club", "7", says="choose a name with a letter")
    ok("version", name, "choose", "2 Streaming")
    ok("version", name, "remove", "2")
    assert titles(name) == [(1, "First", True), (3, "Club", False)]
    ok("check", name)


@test
def what_is_gone_is_told():
    name = session()
    ok("bus", name, "Key")
    ok("add", name, "master", "comp")
    ok("set", name, "master.comp.sidechain=Key")
    ok("version", name, "keep", "Loud")
    ok("set", name, "master.comp.sidechain=none")
    assert ok("version", name, "choose", "1").err == ""
    ok("version", name, "choose", "2")
    ok("remove", name, "Key")
    lost = ["A side-chain of “Master” was left out: what it listened to is gone."]
    assert ok("version", name, "choose", "1").err.splitlines() == lost
    assert ok("version", name, "choose", "1").err == ""
    ok("undo", name)
    assert ok("version", name, "remove", "2").err.splitlines() == lost
    ok("check", name)


@test
def told_by_diff():
    name = session()
    shutil.copytree(name, "before.lathe")
    ok("version", name, "keep", "Loud")
    ok("set", name, "master.limit.gain=8")
    out = ok("diff", "before.lathe", name).out
    assert "Version: none → 2 Loud" in out and "Added version “1 First”" in out, out


@test
def check_reads_what_is_kept():
    name = session()
    ok("version", name, "keep", "Loud")
    assert load("check", name)["versions"] == 2
    with open(name + "/session.json", encoding="utf-8") as f:
        document = json.load(f)
    for version in document["versions"]:
        version["strips"][0]["slots"][0]["effect"] = "later"
    with open(name + "/session.json", "w", encoding="utf-8") as f:
        json.dump(document, f)
    run = Run("check", name, "--json")
    problem, = parse(run.out)["problems"]  # the current one is the master itself
    assert run.code == 1 and problem["kind"] == "version" and problem["subject"] == "First", run.out
    assert "“1 First” of the master" in problem["message"] and "later" in problem["message"], problem


sys.exit(main())
