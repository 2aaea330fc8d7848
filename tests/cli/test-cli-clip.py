#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Clips by words: several at once, what follows them, and new recordings of them.
# Prints TAP. The program is named by $LATHE.

import os
import sys

from lathe_cli import floats_of, load, main, ok, refused, snapshot, test, write_float_wav, write_wav

RATE = 8000


def session_of(*, name="s.lathe", seconds=4.0):
    for track in ("Kick", "Vox"):
        write_wav(f"{track}.wav", seconds=seconds, rate=RATE, kind=200.0)
    ok("new", name, "Kick.wav", "Vox.wav")
    return name


def clips(session, track="Kick"):
    return load("clip", session, track, "list")


def places(session, track="Kick"):
    return [(c["at_s"], c["length_s"]) for c in clips(session, track)]


def undone(session, *words):
    """What a verb has done is one step."""
    before = load("show", session)["tracks"]
    ok("clip", session, *words)
    after = load("show", session)["tracks"]
    assert after != before, words
    ok("undo", session)
    assert load("show", session)["tracks"] == before, words
    ok("redo", session)


@test
def clips_are_copied_repeated_and_joined():
    s = session_of()
    undone(s, "Kick", "split", "--at", "1")
    undone(s, "Kick", "split", "2", "--at", "2")
    undone(s, "Kick", "join", "1", "2", "3")
    assert places(s) == [(0.0, 4.0)]
    undone(s, "Kick", "trim", "--end", "1")
    undone(s, "Kick", "copy", "--to", "6", "--track", "Vox")
    assert places(s, "Vox") == [(0.0, 4.0), (6.0, 1.0)]
    undone(s, "Kick", "repeat", "--times", "2")
    assert places(s) == [(0.0, 1.0), (1.0, 1.0), (2.0, 1.0)]
    undone(s, "Kick", "repeat", "3", "--until", "4.5")
    assert places(s)[3:] == [(3.0, 1.0), (4.0, 0.5)]
    refused(1, "clip", s, "Kick", "join", "1", "3", says="bounce")
    ok("check", s)


@test
def what_follows_moves():
    s = session_of()
    for at in ("1", "2", "3"):
        ok("clip", s, "Kick", "split", "--at", at)
    undone(s, "Kick", "delete", "2", "--ripple", "track")
    assert [c["at_s"] for c in clips(s)] == [0.0, 1.0, 2.0]
    undone(s, "Kick", "trim", "1", "--end", "0.5", "--ripple", "track")
    assert places(s) == [(0.0, 0.5), (0.5, 1.0), (1.5, 1.0)]
    assert places(s, "Vox") == [(0.0, 4.0)]
    undone(s, "Kick", "insert-time", "--at", "1", "--length", "2", "--ripple", "all")
    assert places(s, "Vox") == [(0.0, 1.0), (3.0, 3.0)]
    undone(s, "Kick", "delete-time", "--from", "1", "--to", "3", "--ripple", "all")
    ok("clip", s, "Vox", "join")
    assert places(s, "Vox") == [(0.0, 4.0)]
    undone(s, "Vox", "delete-time", "--from", "1", "--to", "2", "--ripple", "off")
    assert places(s, "Vox") == [(0.0, 1.0), (2.0, 2.0)]
    refused(1, "clip", s, "Kick", "delete", "1", "--ripple", "sideways")


@test
def clips_get_what_they_can_have():
    s = session_of()
    ok("clip", s, "Kick", "split", "--at", "2")
    undone(s, "Kick", "mute", "1", "on")
    undone(s, "Kick", "polarity", "1", "on")
    undone(s, "Kick", "reverse", "2", "on")
    undone(s, "Kick", "colour", "2", "7")
    undone(s, "Kick", "name", "2", "Fill")
    undone(s, "Kick", "group")
    undone(s, "Kick", "envelope", "1", "0=-3", "1=-6")
    undone(s, "Kick", "trim", "1", "--end", "1")
    undone(s, "Kick", "slip", "1", "--by", "-0.5")
    one, two = clips(s)
    assert one["mute"] and one["polarity"] and two["reverse"] and two["colour"] == 7 and two["name"] == "Fill"
    assert one["group"] == two["group"] != 0 and one["offset_s"] == 0.5
    assert [(p["at_s"], p["value"]) for p in one["envelope"]["points"]][0] == (0.0, -3.0), one
    undone(s, "Kick", "ungroup")
    undone(s, "Kick", "lock", "1", "on")
    for words in (["move", "1", "--to", "3"], ["trim", "1", "--end", "0.5"], ["delete", "1"], ["gain", "1", "-3"], ["split", "1", "--at", "0.5"]):
        refused(1, "clip", s, "Kick", *words, says="locked")
    undone(s, "Kick", "lock", "1", "off")


@test
def clips_are_crossfaded():
    s = session_of()
    ok("clip", s, "Kick", "split", "--at", "2")
    undone(s, "Kick", "crossfade", "--length", "0.5")
    one, two = clips(s)
    assert one["fade_out_s"] == two["fade_in_s"] == 0.5 and one["fade_out_curve"] == "s"
    refused(1, "clip", s, "Vox", "crossfade")


@test
def clips_come_to_a_level():
    s = session_of()  # sines at −12 dB
    undone(s, "Kick", "normalise", "--to", "-6")
    assert abs(clips(s)[0]["gain_db"] - 6.04) < 0.05, clips(s)
    undone(s, "Vox", "normalise", "--to", "-30", "--measure", "lufs")
    refused(2, "clip", s, "Vox", "normalise", "--to", "-30", "--measure", "feelings")
    refused(2, "clip", s, "Vox", "normalise")


@test
def clips_become_one_recording():
    s = session_of()
    ok("clip", s, "Kick", "split", "--at", "1")
    ok("clip", s, "Kick", "move", "2", "--to", "1.5")
    ok("clip", s, "Kick", "gain", "2", "-6")
    ok("set", s, "Kick.fader=-10")
    ok("render", s, "-o", "before.wav", "--bits", "float")
    audio = snapshot(s + "/audio")
    undone(s, "Kick", "bounce")
    assert places(s) == [(0.0, 4.5)] and clips(s)[0]["file"] == "audio/Kick bounce.wav"
    ok("render", s, "-o", "after.wav", "--bits", "float")
    assert floats_of("before.wav") == floats_of("after.wav")
    assert len(snapshot(s + "/audio")) == len(audio) + 1
    undone(s, "Vox", "bounce", "--from", "1", "--to", "2")
    assert places(s, "Vox") == [(0.0, 1.0), (1.0, 1.0), (2.0, 2.0)]
    ok("check", s)

    os.remove(s + "/audio/" + os.path.basename(clips(s, "Vox")[0]["file"]))
    kept = snapshot(s + "/audio")
    refused(1, "clip", s, "Vox", "bounce", says="missing")
    assert snapshot(s + "/audio") == kept


@test
def silence_is_stripped():
    tone = [0.25 if i % 2 else -0.25 for i in range(RATE)]
    write_float_wav("gaps.wav", [[0.0] * RATE + tone + [0.0] * RATE + tone + [0.0] * RATE], rate=RATE)
    ok("new", "g.lathe", "gaps.wav")
    said = ok("clip", "g.lathe", "gaps", "strip-silence", "--before", "0.1", "--after", "0.2", "--dry-run").out
    assert "1 → 2" in said and len(places("g.lathe", "gaps")) == 1, said
    undone("g.lathe", "gaps", "strip-silence", "--before", "0.1", "--after", "0.2")
    got = places("g.lathe", "gaps")
    assert [(round(a, 2), round(n, 2)) for a, n in got] == [(0.9, 1.3), (2.9, 1.3)], got
    assert "0 → 0" in ok("clip", "g.lathe", "gaps", "strip-silence", "--threshold", "-90", "--min", "9").out


@test
def a_number_and_a_time_mean_one_clip():
    s = session_of()
    ok("clip", s, "Kick", "split", "--at", "2")
    before = snapshot(s)
    for words in (["gain", "1", "-6"], ["mute", "1", "on"], ["trim", "1", "--end", "1"], ["delete", "1"], ["name", "1", "Fill"], ["envelope", "1", "0=-3"],
                  ["pitch", "1", "0"], ["move", "1", "--to", "9"], ["join", "1", "2"], ["edit", "1", "--silence", "--range", "0:1"]):
        refused(1, "clip", s, "Kick", *words, "--at", "3", says="Clip 1 does not lie at 3;")
    refused(1, "clip", s, "Kick", "gain", "1", "-6", "--at", "15", says="Clip 1 does not lie at 15;")
    refused(2, "clip", s, "Kick", "gain", "1", "-6", "--at", "soon", says="not a time")
    refused(1, "clip", s, "Kick", "split", "1", "--at", "3", says="nothing to split")
    assert snapshot(s) == before
    undone(s, "Kick", "gain", "2", "-6", "--at", "2")
    undone(s, "Kick", "split", "2", "--at", "3")
    undone(s, "Kick", "move", "1", "--at", "8")  # without --to it is where to


@test
def envelopes_end_with_their_clips():
    s = session_of()
    ok("clip", s, "Kick", "split", "--at", "1")
    before = snapshot(s)
    for point, at in (("9999=3", "166:39.000"), ("3.5=-6", "0:03.500")):
        run = refused(1, "clip", s, "Kick", "envelope", "2", "0=-3", point, says=f"“{point}” is at {at}")
        assert "0:03.000 long" in run.err, run.err
    assert snapshot(s) == before
    undone(s, "Kick", "envelope", "2", "0=-3", "3=-6")


@test
def what_is_missing_is_named():
    s = session_of()
    before = snapshot(s)
    for words, says in (
        ([], "SESSION is missing"), ([s], f"After “{s}”, TRACK is missing"), ([s, "Kick"], "the clips of “Kick”: list, add"),
        ([s, "Kick", "add"], "After “add”, FILE is missing"), ([s, "Kick", "gain"], "After “gain”, DB is missing"),
        ([s, "Kick", "name"], "After “name”, NAME is missing"), ([s, "Kick", "colour"], "After “colour”, 0–12 is missing"),
        ([s, "Kick", "lock", "--at", "1"], "After “lock”, on|off is missing"), ([s, "Kick", "fit"], "After “fit”, TIME is missing"),
        ([s, "Kick", "quality"], "finer|crisp|mixed|smooth is missing"), ([s, "Kick", "effect"], "Say effect add EFFECT"),
        ([s, "Kick", "effect", "add"], "Say effect add EFFECT"),
    ):
        refused(2, "clip", *words, says=says)
    assert snapshot(s) == before


@test
def wrong_use_changes_nothing():
    s = session_of()
    before = snapshot(s)
    refused(2, "clip", s, "Kick", "repeat")
    refused(2, "clip", s, "Kick", "repeat", "--times", "0")
    refused(1, "clip", s, "Kick", "repeat", "1", "--until", "1e7", says="999 copies")
    refused(2, "clip", s, "Kick", "slip")
    refused(1, "clip", s, "Kick", "slip", "--by", "1")
    refused(2, "clip", s, "Kick", "mute", "loudly")
    refused(2, "clip", s, "Kick", "colour", "13")
    refused(2, "clip", s, "Kick", "envelope", "1", "soft")
    refused(2, "clip", s, "Kick", "delete-time", "--from", "1")
    refused(2, "clip", s, "Kick", "insert-time", "--at", "1")
    refused(1, "clip", s, "Kick", "group")
    refused(2, "clip", s, "Kick", "join", "--ripple", "all", says="--ripple goes with")
    assert snapshot(s) == before


sys.exit(main())
