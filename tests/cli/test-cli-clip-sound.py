#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Stretch, pitch and effects of clips on the command line. Prints TAP. The program is named by $LATHE.

import os
import sys

from lathe_cli import Run, floats_of, load, main, ok, refused, snapshot, test, write_wav


def session_of(name="s.lathe", seconds=2.0):
    os.environ["XDG_CACHE_HOME"] = os.path.abspath("cache")
    write_wav("Vox.wav", seconds=seconds, kind=440.0)
    ok("new", name, "Vox.wav", "--rate", "48000")
    return name


def has_stretch():
    session = session_of("probe.lathe", 0.1)
    return Run("clip", session, "Vox", "stretch", "110").code == 0


def clip(session, number=1):
    return load("clip", session, "Vox", "list")[number - 1]


def crossings(path):
    left = floats_of(path)[0::2]
    return sum(1 for a, b in zip(left, left[1:]) if a < 0 <= b)


@test
def a_clip_is_stretched_and_tuned():
    if not has_stretch():
        return
    session = session_of()
    ok("clip", session, "Vox", "stretch", "150")
    ok("clip", session, "Vox", "pitch", "1", "-1200ct")
    ok("clip", session, "Vox", "quality", "smooth")
    ok("clip", session, "Vox", "formants", "1", "on")
    is_now = clip(session)
    assert (is_now["stretch_percent"], is_now["pitch_cents"], is_now["stretch_quality"], is_now["formants"]) == (150, -1200, "smooth", True)
    assert is_now["length_s"] == 3.0
    assert "stretch 150.00 %, -1200.0 ct (smooth, formants kept)" in ok("clip", session, "Vox", "list").out
    ok("clip", session, "Vox", "fit", "2.5")
    assert (clip(session)["stretch_percent"], clip(session)["length_s"]) == (125, 2.5)
    ok("check", session)
    ok("undo", session)
    assert clip(session)["length_s"] == 3.0
    ok("clip", session, "Vox", "plain")
    assert (clip(session)["stretch_percent"], clip(session)["length_s"]) == (100, 2.0)


@test
def a_render_is_what_is_played():
    if not has_stretch():
        return
    session = session_of()
    ok("clip", session, "Vox", "stretch", "1", "120")
    ok("clip", session, "Vox", "pitch", "100")
    ok("clip", session, "Vox", "effect", "add", "saturate")
    ok("clip", session, "Vox", "split", "1", "--at", "1")
    ok("render", session, "-o", "a.wav", "--bits", "float", "--threads", "1")
    made = snapshot("cache")
    assert [name for name in made if name.endswith(".wav")]
    ok("play", session, "--device", "null", "--free-running", "--capture", "b.wav")
    assert floats_of("a.wav") == floats_of("b.wav")
    assert abs(crossings("a.wav") - 2.4 * 440 * 2 ** (1 / 12)) < 8
    for name in made:
        os.unlink(name)
    ok("play", session, "--device", "null", "--free-running", "--capture", "c.wav")
    ok("render", session, "-o", "d.wav", "--bits", "float", "--threads", "2")
    assert floats_of("a.wav") == floats_of("c.wav") == floats_of("d.wav")
    assert {n: b for n, b in snapshot("cache").items() if n.endswith(".wav")} == {n: b for n, b in made.items() if n.endswith(".wav")}


@test
def effects_are_kept_by_the_clip():
    session = session_of()
    ok("clip", session, "Vox", "effect", "add", "comp", "threshold=-30", "bypass=on")
    ok("clip", session, "Vox", "effect", "1", "add", "eq")
    ok("clip", session, "Vox", "effect", "add", "eq", "level=-3")
    assert [(s["slot"], s["bypass"]) for s in clip(session)["slots"]] == [("comp", True), ("eq", False), ("eq#2", False)]
    ok("clip", session, "Vox", "effect", "set", "comp", "bypass=off", "threshold=-12")
    ok("clip", session, "Vox", "effect", "1", "move", "eq#2", "1")
    for place in ("0", "4", "x", "", "-1"):
        refused(1, "clip", session, "Vox", "effect", "1", "move", "comp", place, says="it is 1 to 3")
    assert [s["slot"] for s in clip(session)["slots"]] == ["eq", "comp", "eq#2"]
    assert clip(session)["slots"][1]["values"]["threshold"] == -12
    ok("clip", session, "Vox", "effect", "remove", "eq")
    ok("clip", session, "Vox", "effect", "remove", "eq")
    ok("check", session)
    ok("render", session, "-o", "with.wav", "--bits", "float")
    ok("clip", session, "Vox", "effect", "set", "comp", "bypass=on")
    ok("render", session, "-o", "bypassed.wav", "--bits", "float")
    ok("clip", session, "Vox", "effect", "remove", "comp")
    ok("render", session, "-o", "without.wav", "--bits", "float")
    assert clip(session)["slots"] == []
    assert floats_of("bypassed.wav") == floats_of("without.wav") != floats_of("with.wav")


@test
def refuses_what_makes_no_sense():
    session = session_of()
    before = snapshot(session)
    refused(1, "clip", session, "Vox", "stretch", "900")
    refused(2, "clip", session, "Vox", "stretch")
    refused(1, "clip", session, "Vox", "pitch", "5000")
    refused(2, "clip", session, "Vox", "quality", "best", says="finer, crisp, mixed or smooth")
    refused(1, "clip", session, "Vox", "effect", "add", "nonsense", says="nonsense")
    refused(1, "clip", session, "Vox", "effect", "remove", "comp", says="has no effects")
    refused(2, "clip", session, "Vox", "effect", "add")
    refused(2, "clip", session, "Vox", "effect", "turn", "comp", says="effect add")
    refused(1, "clip", session, "Vox", "effect", "add", "comp", "nonsense=1", says="nonsense")
    refused(1, "clip", session, "Vox", "plain", "2")
    if has_stretch():
        refused(1, "clip", session, "Vox", "fit", "60", says="25 to 400")
    assert {n: b for n, b in snapshot(session).items()} == before


sys.exit(main())
