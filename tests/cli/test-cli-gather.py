#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Strips brought together, as a user would: group, vca, folder, bus --remove, and what set, show and diff say of them.
# Prints TAP. The program is named by $LATHE.

import shutil
import sys

from lathe_cli import load, main, ok, refused, snapshot, test, write_wav


def show(session):
    return load("show", session)


def strip(session, name):
    shown = show(session)
    for one in shown["tracks"] + shown["buses"] + shown["vcas"] + [shown["mix"], shown["master"]]:
        if one["name"] == name:
            return one
    raise AssertionError(f"no {name}")


def new_session(name="s.lathe", tracks=("Kick", "Snare", "Vox")):
    files = []
    for i, track in enumerate(tracks):
        files.append(f"{track}.wav")
        write_wav(files[-1], seconds=1.0, rate=8000, kind=200.0 + 50.0 * i)
    ok("new", name, *files)
    return name


@test
def groups():
    session = new_session()
    run = ok("group", session, "Drums", "Kick", "Snare")
    assert "Added group Drums" in run.out and "Kick: group none → Drums" in run.out, run.out
    group = show(session)["groups"][0]
    assert group["name"] == "Drums" and group["on"] and group["links"] == ["fader", "mute", "solo"], group
    assert group["members"] == ["Kick", "Snare"] and strip(session, "Kick")["group"] == "Drums", group

    ok("group", session, "drums", "--link", "fader,pan", "--off", "--colour", "5", "--add", "Vox", "--remove", "Kick")
    group = show(session)["groups"][0]
    assert group["links"] == ["fader", "pan"] and not group["on"] and group["colour"] == 5, group
    assert group["members"] == ["Snare", "Vox"] and strip(session, "Kick")["group"] is None, group
    text = ok("show", session).out
    assert "Drums: fader, pan, off: Snare, Vox" in text and "in group Drums" in text, text
    ok("group", session, "Drums", "--link", "none", "--on", "--rename", "Kit")
    assert show(session)["groups"][0]["links"] == [] and show(session)["groups"][0]["name"] == "Kit"

    ok("set", session, "Kick.group=Kit", "Vox.group=none")
    assert show(session)["groups"][0]["members"] == ["Kick", "Snare"]
    ok("set", session, "Kick.fader=-6")
    assert strip(session, "Snare")["fader_db"] == 0.0  # set changes what it names, and nothing else
    ok("undo", session, "2")
    assert show(session)["groups"][0]["members"] == ["Snare", "Vox"]

    before = snapshot(session)
    refused(1, "group", session, "Kit", "Nobody", says="Nobody")
    refused(1, "group", session, "Kit", "--remove", "Kick", says="“Kick” is not in “Kit”")
    refused(1, "group", session, "Other", "--delete", says="no group")
    refused(1, "group", session, "Kit", "mix", says="only tracks and buses")
    refused(1, "set", session, "Kick.group=Other", says="There is no group “Other”")
    refused(1, "set", session, "mix.group=Kit")
    refused(2, "group", session, "Kit", "--link", "volume", says="volume")
    refused(2, "group", session, "Kit", "--on", "--off")
    refused(2, "group", session, "Kit", "--colour", "13")
    refused(2, "group", session, "Kit", "Vox", "--add", "Kick", "--remove", "Snare")
    refused(2, "group", session)
    refused(2, "group", session, "")
    for more in (["--add", "Snare"], ["--remove", "Kick"], ["Snare"], ["--off"], ["--on"], ["--link", "pan"], ["--rename", "K"], ["--colour", "0"]):
        refused(2, "group", session, "Kit", "--delete", *more, says="--delete stands alone")
    for wrong in ("-1", "-2147483647"):
        refused(2, "group", session, "Kit", "--colour", wrong, says="1 to 12")
    refused(2, "group", session, "Kit", "--rename", " ", says="needs a name")
    for nobody in ("none", "OFF"):
        refused(1, "group", session, nobody, says="choose another name")
        refused(1, "group", session, "Kit", "--rename", nobody, says=f"“{nobody}” means no group")
        refused(1, "vca", session, nobody, says="choose another name")
    assert snapshot(session) == before
    ok("group", session, "Kit", "--delete")
    assert show(session)["groups"] == [] and strip(session, "Vox")["group"] is None
    ok("check", session)


@test
def vcas():
    session = new_session()
    ok("vca", session, "Drums VCA", "--add", "Kick", "--add", "Snare")
    ok("vca", session, "Band", "Drums VCA", "Vox")
    assert [v["name"] for v in show(session)["vcas"]] == ["Drums VCA", "Band"]
    assert strip(session, "Drums VCA")["kind"] == "vca" and strip(session, "Drums VCA")["vca"] == "Band"
    assert strip(session, "Kick")["vca"] == "Drums VCA" and strip(session, "Drums VCA")["members"] == ["Kick", "Snare"]
    ok("set", session, "Drums VCA.fader=-3", "Band.mute=on", "Vox.vca=none")
    assert strip(session, "Drums VCA")["fader_db"] == -3.0 and strip(session, "Band")["mute"]
    assert strip(session, "Vox")["vca"] is None and strip(session, "Kick")["fader_db"] == 0.0
    text = ok("show", session).out
    assert "VCAs: 2" in text and "above Kick, Snare" in text and "follows Band" in text and "Band: fader 0.0 dB, mute\n" in text, text

    before = snapshot(session)
    refused(1, "vca", session, "Drums VCA", "Band", says="Band → Drums VCA → Band")
    refused(1, "set", session, "Band.vca=Drums VCA", says="Band → Drums VCA → Band")
    refused(1, "set", session, "Kick.vca=Vox", says="no VCA")
    refused(1, "vca", session, "Kick", says="already")
    refused(1, "vca", session, "Nothing", "--delete", says="no VCA")
    refused(1, "vca", session, "Band", "mix", says="cannot follow a VCA")
    refused(1, "vca", session, "Band", "--remove", "Kick", says="is not in")
    refused(1, "set", session, "Kick.output=Band", says="an output is a bus or the mix")
    refused(1, "add", session, "Band", "eq", says="nothing sounds")
    refused(1, "send", session, "Band", "mix", "0", says="nothing sounds")
    refused(1, "render", session, "-o", "band.wav", "--source", "Band", says="nothing sounds")
    refused(1, "preset", session, "Band", "Vocal", says="nothing sounds")
    refused(2, "vca", session)
    for more in (["--add", "Vox"], ["--remove", "Kick"], ["Vox"]):
        refused(2, "vca", session, "Drums VCA", "--delete", *more, says="--delete stands alone")
    assert snapshot(session) == before
    ok("vca", session, "Drums VCA", "--delete")
    assert strip(session, "Kick")["vca"] == "Band"
    ok("remove", session, "Band")
    assert show(session)["vcas"] == [] and strip(session, "Kick")["vca"] is None
    ok("check", session)


@test
def folders():
    session = new_session()
    ok("folder", session, "Kit", "Kick", "Vox")
    assert strip(session, "Kick")["output"] == "Kit" and strip(session, "Kit")["folder"] and not strip(session, "Kit")["folded"]
    assert [t["name"] for t in show(session)["tracks"]] == ["Kick", "Vox", "Snare"]  # they stand together
    ok("folder", session, "Kit", "Snare", "--fold")
    assert strip(session, "Snare")["output"] == "Kit" and strip(session, "Kit")["folded"]
    assert strip(session, "Kit")["members"] == ["Kick", "Vox", "Snare"]
    ok("folder", session, "Kit", "--unfold", "--remove", "Vox")
    assert strip(session, "Vox")["output"] == "Mix" and not strip(session, "Kit")["folded"]
    assert "folder of Kick, Snare" in ok("show", session).out
    ok("folder", session, "All", "Kit")
    assert strip(session, "Kit")["output"] == "All"

    before = snapshot(session)
    refused(1, "folder", session, "Kit", "All", says="All → Kit → All")
    refused(1, "folder", session, "Kick", "Snare", says="no bus")
    refused(1, "folder", session, "New", "Nobody", says="Nobody")
    refused(1, "folder", session, "New", "--plain", says="no folder")
    refused(2, "folder", session, "Kit", "--fold", "--unfold")
    for more in (["--remove", "Kick"], ["--fold"], ["--unfold"], ["Vox"]):
        refused(2, "folder", session, "Kit", "--plain", *more, says="--plain stands alone")
    refused(2, "folder", session, "Kit", "Vox", "--remove", "Kick")
    assert snapshot(session) == before
    ok("folder", session, "Kit", "--plain")
    assert not strip(session, "Kit")["folder"] and strip(session, "Kick")["output"] == "Kit"
    ok("bus", session, "Kit", "--remove")
    assert strip(session, "Kick")["output"] == "Mix"
    refused(1, "bus", session, "Kick", "--remove", says="no bus")
    refused(1, "bus", session, "Nothing", "--remove", says="no strip")
    ok("check", session)


@test
def loops():
    session = new_session()
    ok("bus", session, "Drums")
    ok("bus", session, "Parallel")
    ok("send", session, "Drums", "Parallel", "-6")
    refused(1, "send", session, "Parallel", "Drums", "0", says="Parallel → Drums → Parallel")
    refused(1, "set", session, "Parallel.output=Drums", says="Parallel → Drums → Parallel")
    ok("add", session, "Drums", "comp")
    refused(1, "set", session, "Drums.comp.sidechain=Parallel", says="Parallel → Drums → Parallel")
    ok("set", session, "Drums.comp.sidechain=Kick")
    ok("check", session)


@test
def none_is_nobody():
    session = new_session()
    ok("vca", session, "V", "Kick")
    ok("group", session, "G", "Kick")
    refused(1, "set", session, "Kick.vca=nonsuch", says="There is no VCA “nonsuch”. There are: V, none")
    ok("set", session, "V.name=None")  # as an older session may have it
    ok("set", session, "Kick.vca=none", "Kick.group=NONE")
    assert strip(session, "Kick")["vca"] is None and strip(session, "Kick")["group"] is None
    ok("vca", session, "None", "Kick")
    assert strip(session, "Kick")["vca"] == "None"
    ok("set", session, "Kick.vca=none")
    assert strip(session, "Kick")["vca"] is None


@test
def differences():
    session = new_session()
    ok("bus", session, "Kit")
    shutil.copytree(session, "before.lathe")
    ok("group", session, "G", "Kick")
    ok("vca", session, "V", "Kick")
    ok("folder", session, "Kit", "Snare")
    words = ok("diff", "before.lathe", session).out
    for sentence in ["Added group G", "Added V", "Kick: group none → G", "Kick: VCA none → V", "Kit: is a folder", "Snare: output mix → Kit"]:
        assert sentence in words, f"{sentence!r} is not in {words}"
    shutil.rmtree("before.lathe")
    shutil.copytree(session, "before.lathe")
    ok("group", session, "G", "--off", "--link", "pan", "--rename", "H", "--colour", "3")
    ok("folder", session, "Kit", "--fold")
    words = ok("diff", "before.lathe", session).out
    for sentence in ["Group G renamed to H", "Group H: off", "Group H: links fader, mute, solo → pan", "Group H: colour 0 → 3", "Kit: folded"]:
        assert sentence in words, f"{sentence!r} is not in {words}"
    ok("group", session, "H", "--delete")
    ok("folder", session, "Kit", "--plain")
    words = ok("diff", "before.lathe", session).out
    for sentence in ["Removed group G", "Kick: group G → none", "Kit: is no folder any more"]:
        assert sentence in words, f"{sentence!r} is not in {words}"


sys.exit(main())
