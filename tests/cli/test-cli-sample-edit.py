#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# lathe clip … edit: samples of a clip, in a new file; the old one stays. Prints TAP. The program is named by $LATHE.

import hashlib
import math
import os

from lathe_cli import floats_of, load, main, ok, refused, test, write_float_wav

RATE = 48000


def tones(n=RATE * 2, clip=None):
    plane = [0.3 * math.sin(2 * math.pi * 440 * i / RATE) + 0.3 * math.sin(2 * math.pi * 3000 * i / RATE) for i in range(n)]
    return [max(-clip, min(clip, v)) for v in plane] if clip else plane


def new_session(name, **kind):
    write_float_wav(f"{name}.wav", [tones(**kind)], RATE)
    ok("new", f"{name}.lathe", f"{name}.wav")
    return f"{name}.lathe"


def bytes_of(path):
    with open(path, "rb") as f:
        return f.read()


def clip_of(session, name):
    track = next(t for t in load("show", session)["tracks"] if t["name"] == name)
    return track["clips"][0]


def level(plane, freq, start, n=24000):
    re = sum(plane[start + i] * math.cos(2 * math.pi * freq * i / RATE) for i in range(n))
    im = sum(plane[start + i] * math.sin(2 * math.pi * freq * i / RATE) for i in range(n))
    return 20 * math.log10(2 * math.hypot(re, im) / n + 1e-9)


def plane_of(session, leaf):
    return floats_of(os.path.join(session, "audio", leaf))


@test
def what_is_worked_over_is_edited_as_it_is_heard():
    os.environ["XDG_CACHE_HOME"] = os.path.abspath("cache")
    session = new_session("worked")
    ok("clip", session, "worked", "effect", "1", "add", "delay")
    before = bytes_of(session + "/session.json")
    ok("render", session, "-o", "before.wav", "--bits", "float", "--range", "0:3")
    said = ok("clip", session, "worked", "edit", "1", "--silence", "--range", "0.5:0.6").out
    assert "part of its recording now" in said and "worked edited 1.wav" in said, said
    assert sorted(os.listdir(os.path.join(session, "audio"))) == ["worked edited 1 tail.wav", "worked edited 1.wav", "worked.wav"]
    clips = load("clip", session, "worked", "list")
    assert [clip["slots"] for clip in clips] == [[], []] and len(clips) == 2, clips
    ok("render", session, "-o", "after.wav", "--bits", "float", "--range", "0:3")
    was, now = floats_of("before.wav"), floats_of("after.wav")
    assert was[:48000] == now[:48000] and was[2 * 28800:] == now[2 * 28800:], "what lies beside it is another"
    assert not any(now[2 * 24500:2 * 28300]) and any(was[2 * 24500:2 * 28300])  # the ends fade
    ok("check", session)
    ok("undo", session)
    assert bytes_of(session + "/session.json") == before


@test
def attenuates_a_band_and_undo_gives_the_bytes_back():
    session = new_session("voice")
    audio = os.path.join(session, "audio", "voice.wav")
    before, recording = bytes_of(session + "/session.json"), hashlib.sha256(bytes_of(audio)).hexdigest()
    said = ok("clip", session, "voice", "edit", "--attenuate", "-20", "--range", "0.5:1.5", "--band", "2000:5000").out
    assert "voice edited 1.wav" in said, said
    new, old = plane_of(session, "voice edited 1.wav"), plane_of(session, "voice.wav")
    assert abs(level(new, 3000, 30000) - level(old, 3000, 30000) + 20) < 0.5
    assert abs(level(new, 440, 30000) - level(old, 440, 30000)) < 0.05
    assert new[:24000] == old[:24000] and new[72000:] == old[72000:]
    assert hashlib.sha256(bytes_of(audio)).hexdigest() == recording
    ok("undo", session)
    assert bytes_of(session + "/session.json") == before
    ok("redo", session)
    ok("check", session)


@test
def every_edit_does_something_and_names_count_on():
    session = new_session("kinds")
    edits = [["--repair", "--band", "2000:5000", "--window", "1024"], ["--fill"], ["--silence"], ["--smooth"]]
    for n, edit in enumerate(edits):
        end = "0.51" if edit == ["--fill"] else "1.0"
        assert f"kinds edited {n + 1}.wav" in ok("clip", session, "kinds", "edit", "1", *edit, "--range", f"0.5:{end}").out
    assert max(abs(v) for v in plane_of(session, "kinds edited 3.wav")[24100:47900]) == 0.0


@test
def fixes_clipping():
    session = new_session("hot", clip=0.4)
    said = ok("clip", session, "hot", "edit", "--declip").out
    assert "places rebuilt" in said, said
    new, true = plane_of(session, "hot edited 1.wav"), tones()
    worst = max(abs(a - b) for a, b in list(zip(new, true))[2000:90000])
    assert worst < 0.06, worst
    refused(1, "clip", session, "hot", "edit", "--declip", says="No clipping")
    assert not [f for f in os.listdir(session + "/audio") if "edited 2" in f or f.startswith(".")]


@test
def what_is_wrong_is_said():
    session = new_session("wrong")
    edit = ["clip", session, "wrong", "edit"]
    refused(2, *edit, says="--attenuate")
    refused(2, *edit, "--smooth", "--silence", "--range", "0:1", says="One thing")
    refused(2, *edit, "--smooth", says="--range")
    refused(2, *edit, "--smooth", "--range", "0:1", "--band", "1:2", says="--band")
    refused(1, *edit, "--repair", "--range", "0.5:1", "--band", "9:2", says="LOW:HIGH")
    refused(1, *edit, "--repair", "--range", "0.5:1", "--window", "1000", says="512")
    refused(1, *edit, "--fill", "--range", "0:1", says="2048")
    refused(1, *edit, "--silence", "--range", "9:10", says="selected")
    refused(1, *edit, "7", "--silence", "--range", "0:1", says="no clip 7")
    refused(1, *edit, "--silence", "--range", "0:1", "--channel", "middle", says="left or right")
    assert os.listdir(session + "/audio") == ["wrong.wav"]


main()
