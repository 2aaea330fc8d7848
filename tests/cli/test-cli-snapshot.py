#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# lathe snapshot, run as a user would: kept, recalled whole and by part, undone. Prints TAP. The program is named by $LATHE.

import contextlib
import json
import shutil
import sys

from lathe_cli import Run, load, main, ok, parse, refused, test, write_wav


def session(name="s.lathe"):
    for number, track in enumerate(("Vox", "Kick")):
        write_wav(f"{track}.wav", seconds=1.0, rate=16000, kind=200.0 + 50.0 * number)
    ok("new", name, "Vox.wav", "Kick.wav")
    ok("bus", name, "Verb")
    ok("send", name, "Vox", "Verb", "-12")
    ok("add", name, "Vox", "comp", "threshold=-20")
    return name


def strip(name, track="Vox"):
    shown = load("show", name)
    return next(one for one in shown["tracks"] + shown["buses"] if one["name"] == track)


@test
def taken_listed_renamed_removed():
    name = session()
    assert load("snapshot", name) == {"snapshots": []}
    assert "No snapshots" in ok("snapshot", name).out
    ok("snapshot", name, "take", "Verse")
    ok("snapshot", name, "take", "Big chorus")
    assert [s["name"] for s in load("snapshot", name, "list")["snapshots"]] == ["Verse", "Big chorus"]
    assert load("snapshot", name)["snapshots"][0]["strips"] == ["Vox", "Kick", "Verb", "Mix", "Master"]
    assert "Snapshot: Verse" in ok("show", name).out
    assert [s["name"] for s in load("show", name)["snapshots"]] == ["Verse", "Big chorus"]
    refused(1, "snapshot", name, "take", "verse", says="already")
    refused(1, "snapshot", name, "rename", "Verse", "Big chorus", says="already")
    ok("snapshot", name, "rename", "verse", "Verse 1")
    ok("snapshot", name, "remove", "big chorus")
    assert [s["name"] for s in load("snapshot", name)["snapshots"]] == ["Verse 1"]
    refused(1, "snapshot", name, "recall", "Bridge", says="Verse 1")
    refused(1, "snapshot", name, "recall", "Verse 1", "--only", "levels,colour", says="colour")
    refused(1, "snapshot", name, "recall", "Verse 1", "Nobody", says="Nobody")
    refused(2, "snapshot", name, "forget", "Verse 1")
    refused(2, "snapshot", name, "update", "Verse 1", "--json", says="--json goes with list alone")
    refused(2, "snapshot", name, "update", "Verse 1", "--only", "pan", says="--only goes with recall alone")
    refused(2, "snapshot", name, "rename", "Verse 1")
    for parts in ("", ",", " , "):
        refused(2, "snapshot", name, "recall", "Verse 1", "--only", parts, says="names no part")
    for words in (["take", ""], ["take", " "], ["rename", "Verse 1", ""], ["remove", ""]):
        refused(2, "snapshot", name, *words, says="A snapshot needs a name")
    refused(2, "snapshot", name, "recall", "Verse 1", "", says="A strip needs a name")
    ok("check", name)
    labels = [step["label"] for step in load("history", name)["steps"]]
    assert labels[-4:] == ["Take snapshot “Verse”", "Take snapshot “Big chorus”", "Rename snapshot “verse”", "Remove snapshot “big chorus”"], labels


@test
def recalled_whole_in_one_step():
    name = session()
    ok("snapshot", name, "take", "Verse")
    before = load("show", name)
    ok("set", name, "Vox.fader=-20", "Vox.pan=-0.5", "Vox.comp.threshold=-40", "Kick.mute=on", "Vox.output=Verb")
    ok("send", name, "Vox", "Verb", "off")
    changed = load("show", name)
    said = ok("snapshot", name, "recall", "Verse").out
    assert "Vox: fader" in said, said
    assert load("show", name) == before
    ok("undo", name)
    assert load("show", name) == changed


@test
def recalled_by_part_and_by_strip():
    name = session()
    ok("snapshot", name, "take", "Verse")
    ok("set", name, "Vox.fader=-20", "Vox.pan=-0.5", "Vox.comp.threshold=-40", "Kick.fader=-9")
    ok("snapshot", name, "recall", "Verse", "--only", "pan,inserts", "Vox")
    vox = strip(name)
    assert (vox["fader_db"], vox["pan"], vox["slots"][0]["values"]["threshold"]) == (-20, 0, -20), vox
    ok("snapshot", name, "recall", "Verse", "--only", "levels", "Vox")
    assert strip(name)["fader_db"] == 0 and strip(name, "Kick")["fader_db"] == -9
    ok("snapshot", name, "update", "Verse")
    ok("set", name, "Kick.fader=0")
    ok("snapshot", name, "recall", "Verse")
    assert strip(name, "Kick")["fader_db"] == -9


@test
def what_is_gone_is_told():
    name = session()
    ok("bus", name, "Drums")
    ok("vca", name, "V", "Vox")
    ok("group", name, "G", "Vox")
    ok("set", name, "Vox.comp.sidechain=Kick", "Vox.output=Drums")
    ok("snapshot", name, "take", "Verse")
    assert ok("snapshot", name, "recall", "Verse").err == ""
    for gone in ("Kick", "Verb", "Drums", "V"):
        ok("remove", name, gone)
    ok("group", name, "G", "--delete")
    ok("set", name, "Vox.fader=-20")
    run = ok("snapshot", name, "recall", "Verse")
    for sentence in ["“Kick” was left out", "“Verb” was left out", "“V” was left out", "the bus “Drums” is gone", "the VCA “V” is gone", "the group of then is gone",
                     "A send of “Vox” was left out: the bus “Verb” is gone", "A side-chain of “Vox” was left out"]:
        assert sentence in run.err, f"{sentence!r} is not in {run.err}"
    assert len(run.err.splitlines()) == 9 and strip(name)["fader_db"] == 0, run.err
    run = ok("snapshot", name, "recall", "Verse", "--only", "sends", "Vox")
    assert run.err.splitlines() == ["A send of “Vox” was left out: the bus “Verb” is gone."], run.err
    assert ok("snapshot", name, "recall", "Verse", "--only", "levels,pan", "Vox").err == ""
    ok("check", name)


@test
def told_apart_in_words():
    one = session("one.lathe")
    ok("snapshot", one, "take", "Verse")
    other = shutil.copytree(one, "other.lathe")
    ok("set", other, "Vox.fader=-20")
    ok("snapshot", other, "update", "Verse")
    ok("snapshot", other, "take", "Bridge")
    said = ok("diff", one, other).out
    assert "Snapshot “Verse” holds another mix" in said and "Added snapshot “Bridge”" in said, said


@test
def a_loop_is_refused_with_its_way():
    name = session()
    ok("bus", name, "Drums", "--output", "Verb")
    ok("snapshot", name, "take", "Verse")
    ok("set", name, "Drums.output=mix")
    ok("set", name, "Verb.output=Drums")
    refused(1, "snapshot", name, "recall", "Verse", "--only", "routing", "Drums", says="Drums → Verb → Drums")
    ok("snapshot", name, "recall", "Verse")


@contextlib.contextmanager
def rewritten(name):
    """What is put into a copy of session.json."""
    shutil.rmtree("copy.lathe", ignore_errors=True)
    shutil.copytree(name, "copy.lathe")
    with open("copy.lathe/session.json", encoding="utf-8") as f:
        document = json.load(f)
    yield document
    with open("copy.lathe/session.json", "w", encoding="utf-8") as f:
        json.dump(document, f)


def problems():
    run = Run("check", "copy.lathe", "--json")
    told = parse(run.out)
    assert run.code == (0 if told["ok"] else 1) and told["ok"] == (told["problems"] == []), run.out
    words = Run("check", "copy.lathe")
    assert words.code == run.code and all(p["message"] in words.out for p in told["problems"]), words.out
    return [(p["kind"], p["message"]) for p in told["problems"]]


@test
def check_reads_what_is_kept():
    name = session()
    ok("snapshot", name, "take", "Verse")
    ok("snapshot", name, "take", "Chorus")
    told = load("check", name)
    assert told["ok"] and (told["snapshots"], told["versions"]) == (2, 0), told

    with rewritten(name) as document:
        vox = document["snapshots"][1]["strips"][0]
        vox["slots"][0]["effect"] = "later"
    (kind, message), = problems()
    assert kind == "snapshot" and "Chorus" in message and "Vox" in message and "later" in message, message
    with rewritten(name) as document:
        document["snapshots"][0]["strips"][0]["slots"][0]["blob"] = "5" * 64
    (kind, message), = problems()
    assert kind == "snapshot" and "Verse" in message and "blobs/" + "5" * 64 in message and "nothing else uses it" in message, message
    with rewritten(name) as document:  # the mix of now uses it too: told there, once
        document["snapshots"][0]["strips"][0]["slots"][0]["blob"] = document["tracks"][0]["strip"]["slots"][0]["blob"] = "5" * 64
    (kind, message), = problems()
    assert kind == "reference", message
    with rewritten(name) as document:
        document["snapshots"][0]["strips"][0]["output"] = 999999
    (kind, message), = problems()
    assert kind == "snapshot" and "“Verse” is damaged: Vox" in message and "Update or remove it" in message, message
    with rewritten(name) as document:
        document["snapshots"][0]["strips"].append(document["snapshots"][0]["strips"][0])
    assert [kind for kind, _ in problems()] == ["snapshot"]
    with rewritten(name) as document:
        document["snapshots"][0]["strips"] = []
    (kind, message), = problems()
    assert kind == "snapshot" and "holds nothing" in message, message
    with rewritten(name) as document:
        document["snapshots"][0]["strips"][0]["pan"] = 7
    (kind, message), = problems()
    assert kind == "session" and message.startswith("Snapshot “Verse”: Vox: “pan”"), message


sys.exit(main())
