#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The mixer by words: copies of effects and of settings, values of sends.
# Prints TAP. The program is named by $LATHE.

import sys

from lathe_cli import load, main, ok, refused, test, write_wav


def strip(session, name):
    shown = load("show", session)
    for one in shown["tracks"] + shown["buses"] + [shown["mix"], shown["master"]]:
        if one["name"] == name:
            return one
    raise AssertionError(f"no {name}")


def text_of(session):
    with open(session + "/session.json", "rb") as f:
        return f.read()


def new_session(name="s.lathe", tracks=("Kick", "Vox", "Keys")):
    files = []
    for i, track in enumerate(tracks):
        files.append(f"{track}.wav")
        write_wav(files[-1], seconds=1.0, rate=8000, kind=200.0 + 50.0 * i)
    ok("new", name, *files)
    return name


def effects(session, name):
    return [slot["slot"] for slot in strip(session, name)["slots"]]


@test
def effects_are_copied():
    session = new_session()
    ok("add", session, "Vox", "eq", "b2-gain=-3.5", "bypass=on")
    ok("add", session, "Vox", "comp", "ratio=7")
    ok("set", session, "Vox.comp.sidechain=Kick", "Vox.comp.sidechain-pre=on", "Vox.comp.level=-2")
    ok("add", session, "Keys", "gate")
    ok("copy", session, "Vox.comp", "Keys", "mix")
    assert effects(session, "Keys") == ["gate", "comp"] and effects(session, "Mix") == ["comp"]
    copied = strip(session, "Keys")["slots"][1]
    assert copied["values"]["ratio"] == 7 and copied["level"] == -2 and copied["sidechain"] == "Kick" and copied["sidechain_pre"], copied
    ok("undo", session)
    assert effects(session, "Keys") == ["gate"] and effects(session, "Mix") == []
    ok("copy", session, "Vox.eq", "Keys", "Vox", "--at", "1")
    assert effects(session, "Keys") == ["eq", "gate"] and effects(session, "Vox") == ["eq", "eq#2", "comp"]
    assert strip(session, "Keys")["slots"][0]["bypass"]

    ok("check", session)

    before = text_of(session)
    refused(1, "copy", session, "Vox.comp", "Keys", "Kick", says="cannot listen")
    refused(1, "copy", session, "nosuch", "Kick", says="There is no strip “nosuch”. There are: ")
    refused(1, "remove", session, "nosuch", says="There is no strip “nosuch”. There are: ")
    refused(1, "copy", session, "Vox.gate", "Keys")
    refused(1, "copy", session, "Vox.comp", "Nobody", says="There are: ")
    refused(1, "copy", session, "Vox.comp.ratio", "Keys", says="is a value")
    refused(2, "copy", session, "Vox.comp")
    refused(2, "copy", session, "Vox.comp", "Keys", "--at", "0")
    assert text_of(session) == before


@test
def settings_are_copied():
    session = new_session()
    ok("bus", session, "Verb")
    ok("send", session, "Vox", "Verb", "-9", "--pre", "--pan", "-0.5")
    ok("add", session, "Vox", "comp")
    ok("set", session, "Vox.fader=-4", "Vox.trim=2", "Vox.width=0.5", "Vox.delay=10", "Vox.colour=3", "Vox.output=Verb", "Vox.mute=on")
    ok("copy", session, "Vox", "Keys", "--levels")
    keys = strip(session, "Keys")
    assert (keys["fader_db"], keys["trim_db"], keys["width"]) == (-4, 2, 0.5), keys
    assert keys["slots"] == [] and keys["sends"] == [] and keys["output"] == "Mix" and not keys["mute"]
    ok("copy", session, "Vox", "Keys", "--inserts", "--sends")
    keys = strip(session, "Keys")
    assert effects(session, "Keys") == ["comp"] and keys["sends"][0]["level_db"] == -9 and keys["output"] == "Mix"
    ok("copy", session, "Vox", "Keys", "Kick")
    for name in ("Keys", "Kick"):
        one = strip(session, name)
        assert one["name"] == name and one["output"] == "Verb" and one["mute"] and len(one["slots"]) == 1 and len(one["sends"]) == 1
        assert one["sends"][0]["pan"] == -0.5 and one["sends"][0]["pre"]
    ok("vca", session, "All")
    ok("vca", session, "Some")
    before = text_of(session)
    run = refused(1, "copy", session, "Vox", "Keys", "Verb", says="Nothing was copied")
    assert "cannot send" in run.err and "cannot play" in run.err, run.err
    refused(1, "copy", session, "Vox", "Verb", "--sends", says="cannot send")
    refused(1, "copy", session, "Vox", "mix", "--sends", "--levels", says="“Mix” has no sends")
    refused(1, "copy", session, "Vox", "All", says="“All” is a VCA")
    refused(1, "copy", session, "All", "Vox", "--levels", says="“All” is a VCA")
    assert text_of(session) == before
    ok("set", session, "All.fader=-7")
    ok("copy", session, "All", "Some")
    ok("check", session)


@test
def delays_in_samples():
    session = new_session()
    rate = load("show", session)["rate_hz"]
    most = int(rate) // 2
    for text, frames in [("-441s", -441), ("−7s", -7), ("+12s", 12), (f"{most}s", most), (f"-{most}s", -most)]:
        ok("set", session, "Vox.delay=0")
        ok("set", session, f"Vox.delay={text}")
        assert strip(session, "Vox")["delay_frames"] == frames, text
    before = text_of(session)
    for text in (f"{most + 1}s", "-50000s", "99999999999999999999s"):
        refused(1, "set", session, f"Vox.delay={text}", says=f"out of range: −{most} to {most} samples")
    for text in ("441.5s", "1e3s", "0.1 s", "4 4s", "--4s"):
        refused(1, "set", session, f"Vox.delay={text}", says="is no number of samples")
    refused(1, "set", session, "Vox.delay=501", says="out of range")
    assert text_of(session) == before


@test
def sends_have_values():
    session = new_session()
    ok("bus", session, "Verb")
    ok("bus", session, "Long.hall")
    ok("send", session, "Vox", "Verb", "-9")
    ok("send", session, "Vox", "Long.hall", "-20", "--pan", "1")
    ok("set", session, "Vox.send:Verb.level=-3dB", "Vox.send:Verb.pan=-0.25", "Vox.send:Verb.pre=on", "Vox.send:Long.hall.mute=on")
    first, second = strip(session, "Vox")["sends"]
    assert (first["level_db"], first["pan"], first["pre"], first["mute"]) == (-3, -0.25, True, False), first
    assert (second["level_db"], second["pan"], second["pre"], second["mute"]) == (-20, 1, False, True), second
    ok("send", session, "Vox", "Verb", "-6")  # its place stays
    assert strip(session, "Vox")["sends"][0]["pan"] == -0.25

    ok("automate", session, "Vox.send:Verb.level", "0=-inf", "1=0")
    ok("add", session, "Keys", "comp")
    ok("set", session, "Keys.comp.sidechain=Vox.send:Verb")
    ok("check", session)

    before = text_of(session)
    refused(1, "set", session, "Vox.send:Verb.width=1", says="pre, level, pan, mute")
    refused(1, "set", session, "Vox.send:Keys.level=0", says="It sends to: Verb, Long.hall")
    refused(1, "set", session, "Vox.send:Verb=0", says="STRIP.send:BUS.level")
    refused(1, "set", session, "Vox.send:Verb.level=99")
    refused(1, "send", session, "Vox", "Verb", "-6", "--pan", "3")
    assert text_of(session) == before
    ok("remove", session, "Vox.send:Verb")
    assert [send["to"] for send in strip(session, "Vox")["sends"]] == ["Long.hall"]
    ok("check", session)


sys.exit(main())
