#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The commands on sessions, run as a user would: new, import, balance, show, set, add, remove, bus, send,
# automate, clip, undo, redo, history, check, diff. Prints TAP. The program is named by $LATHE.

import array
import fcntl
import hashlib
import json
import os
import shutil
import socket
import struct
import sys
import wave

from lathe_cli import Run, load, main, no_constant, ok, refused, samples, snapshot, test, write_wav


def show(session):
    return load("show", session)


def strip(session, name):
    shown = show(session)
    for one in shown["tracks"] + shown["buses"] + [shown["mix"], shown["master"]]:
        if one["name"].lower() == name.lower():
            return one
    raise AssertionError(f"no {name}")


def text_of(session):
    with open(session + "/session.json", "rb") as f:
        return f.read()


def write_bwf(path, time_reference, seconds=0.5, rate=48000):
    data = array.array("h", [int(v * 32767) for v in samples(seconds, rate, 440.0, 0.25)]).tobytes()
    bext = bytes(256 + 32 + 32) + b"2026-11-22" + b"12:00:00" + struct.pack("<QH", time_reference, 1) + bytes(64 + 10 + 180)
    fmt = struct.pack("<HHIIHH", 1, 1, rate, rate * 2, 2, 16)
    body = b"WAVE" + b"".join(k + struct.pack("<I", len(d)) + d for k, d in [(b"bext", bext), (b"fmt ", fmt), (b"data", data)])
    with open(path, "wb") as f:
        f.write(b"RIFF" + struct.pack("<I", len(body)) + body)


def small_session(name="s.lathe", tracks=("Kick", "Vox")):
    files = []
    for i, track in enumerate(tracks):
        files.append(f"{track}.wav")
        write_wav(files[-1], seconds=4.0, rate=8000, kind=200.0 + 50.0 * i)
    ok("new", name, *files)
    return name


# --- new, import ---


@test
def new_makes_a_track_of_each_file():
    os.makedirs("stems/more/deeper")
    write_wav("stems/Gtr 10.wav", rate=44100)
    write_wav("stems/Gtr 2.wav", rate=44100)
    write_wav("stems/Keys_L.wav", rate=44100)
    write_wav("stems/Keys_R.wav", rate=44100, kind=220.0)
    write_wav("stems/Pad.wav", rate=48000, channels=2)
    write_wav("stems/more/Vox.wav", rate=44100)
    write_wav("stems/more/deeper/Lost.wav", rate=44100)
    with open("stems/broken.wav", "w") as f:
        f.write("no sound")
    with open("stems/notes.txt", "w") as f:
        f.write("no sound either")
    run = ok("new", "a.lathe", "stems")
    assert "broken.wav" in run.err and "notes.txt" not in run.err, run.err
    assert "48000 to 44100" in run.err, run.err

    shown = show("a.lathe")
    assert shown["rate_hz"] == 44100, shown["rate_hz"]
    assert shown["title"] == "a"
    assert [t["name"] for t in shown["tracks"]] == ["Gtr 2", "Gtr 10", "Keys", "Pad", "Vox"]
    assert [t["colour"] for t in shown["tracks"]] == [1, 2, 3, 4, 5]
    assert all(t["fader_db"] == 0 and t["pan"] == 0 and len(t["clips"]) == 1 for t in shown["tracks"])
    assert all(t["clips"][0]["at_frames"] == 0 for t in shown["tracks"])
    files = {f["name"]: f for f in shown["files"]}
    assert files["Keys"]["channels"] == 2 and files["Gtr 2"]["channels"] == 1
    assert files["Pad"]["length_frames"] == 44100, files["Pad"]
    for f in shown["files"]:
        with open("a.lathe/" + f["path"], "rb") as data:
            assert hashlib.sha256(data.read()).hexdigest() == f["hash"]
    assert shown["missing_files"] == []
    assert sorted(os.listdir(".")) == ["a.lathe", "stems"]


@test
def new_without_files_and_with_a_rate():
    ok("new", "empty.lathe")
    assert show("empty.lathe")["rate_hz"] == 48000
    write_wav("x.wav", rate=44100)
    ok("new", "fast.lathe", "--rate", "96000", "x.wav")
    shown = show("fast.lathe")
    assert shown["rate_hz"] == 96000 and shown["files"][0]["length_frames"] == 96000
    os.mkdir("there.lathe")
    ok("new", "there.lathe", "x.wav")
    assert len(show("there.lathe")["tracks"]) == 1
    refused(2, "new", "slow.lathe", "--rate", "100")
    refused(2, "new", "slow.lathe", "--rate", "0", says="not a sample rate")
    refused(2, "new")


@test
def new_splits_more_than_two_channels():
    write_wav("surround.wav", channels=4)
    run = ok("new", "s.lathe", "surround.wav")
    assert "4 channels" in run.err, run.err
    assert len(show("s.lathe")["tracks"]) == 4


@test
def new_places_by_time_reference():
    write_bwf("a.wav", 24000)
    write_bwf("b.wav", 48000)
    write_wav("c.wav")
    ok("new", "line.lathe", "a.wav", "b.wav", "c.wav")
    assert [t["clips"][0]["at_frames"] for t in show("line.lathe")["tracks"]] == [24000, 48000, 0]

    noon = 12 * 3600 * 48000
    write_bwf("d.wav", noon + 1000)
    write_bwf("e.wav", noon)
    run = ok("new", "day.lathe", "d.wav", "e.wav", "c.wav")
    assert [t["clips"][0]["at_frames"] for t in show("day.lathe")["tracks"]] == [1000, 0, 0]
    assert "times of day" in run.err


@test
def new_links():
    write_wav("same.wav")
    write_wav("other.wav", rate=44100)
    ok("new", "s.lathe", "--link", "--rate", "48000", "same.wav", "other.wav")
    paths = [f["path"] for f in show("s.lathe")["files"]]
    assert paths[0] == os.path.abspath("same.wav"), paths
    assert paths[1].startswith("audio/"), paths
    assert len(os.listdir("s.lathe/audio")) == 1
    os.remove("same.wav")
    assert show("s.lathe")["missing_files"] == [paths[0]]


@test
def new_is_all_or_nothing():
    write_wav("good.wav", seconds=2.0)
    with open("bad.wav", "wb") as f:
        f.write(bytes(1000))
    os.mkdir("hollow")
    os.mkfifo("pipe.wav")
    before = sorted(os.listdir("."))
    refused(1, "new", "s.lathe", "good.wav", "bad.wav", says="bad.wav")
    refused(1, "new", "s.lathe", "good.wav", "none.wav", says="none.wav")
    refused(1, "new", "s.lathe", "good.wav", "pipe.wav", says="pipe.wav")
    refused(1, "new", "s.lathe", "hollow", says="hollow")
    refused(1, "new", "not/there/s.lathe", "good.wav", says="not/there")
    full = Run("new", "s.lathe", "good.wav", limit=50000)
    assert full.code == 1 and full.err.startswith("lathe: "), full.err
    tight = Run("new", "s.lathe", limit=100)
    assert tight.code == 1 and tight.err.startswith("lathe: "), tight.err
    assert sorted(os.listdir(".")) == before, os.listdir(".")

    ok("new", "s.lathe", "good.wav")
    kept = snapshot("s.lathe")
    refused(1, "new", "s.lathe", "good.wav", says="exists already")
    assert snapshot("s.lathe") == kept
    refused(1, "new", "t.lathe", "s.lathe", says="session")
    assert "t.lathe" not in os.listdir(".")


def write_cued(path, cues, rate=48000):
    """One second with cue points: (frame, name)."""
    write_wav(path, 1.0, rate)
    cue = struct.pack("<I", len(cues)) + b"".join(struct.pack("<II4sIII", i + 1, at, b"data", 0, 0, at) for i, (at, _) in enumerate(cues))
    adtl = b"adtl"
    for i, (_, name) in enumerate(cues):
        text = name.encode() + b"\0"
        adtl += b"labl" + struct.pack("<II", 4 + len(text), i + 1) + text + b"\0" * (len(text) % 2)
    with open(path, "rb") as file:
        whole = file.read()
    whole += b"cue " + struct.pack("<I", len(cue)) + cue + b"LIST" + struct.pack("<I", len(adtl)) + adtl
    with open(path, "wb") as file:
        file.write(whole[:4] + struct.pack("<I", len(whole) - 8) + whole[8:])


@test
def markers_come_when_they_are_asked_for():
    write_cued("a.wav", [(4800, "Verse"), (24000, "Chorus")])
    write_cued("b.wav", [(2400, "Verse"), (12000, "Chorus")], rate=24000)  # the same in another rate
    ok("new", "plain.lathe", "a.wav")
    assert load("marker", "plain.lathe", "list") == []
    ok("new", "cued.lathe", "--rate", "48000", "--markers", "a.wav", "b.wav")
    expected = [("Verse", 0.1), ("Chorus", 0.5)]
    assert [(row["name"], row["position_s"]) for row in load("marker", "cued.lathe", "list")] == expected
    steps = len(load("history", "plain.lathe")["steps"])
    ok("import", "plain.lathe", "--markers", "a.wav")
    assert [(row["name"], row["position_s"]) for row in load("marker", "plain.lathe", "list")] == expected
    assert len(load("history", "plain.lathe")["steps"]) == steps + 1
    ok("undo", "plain.lathe")
    assert load("marker", "plain.lathe", "list") == []


@test
def import_adds_tracks_in_one_step():
    session = small_session()
    write_wav("Kick.wav", rate=8000)
    write_wav("Pad_L.wav", rate=8000)
    write_wav("Pad_R.wav", rate=8000)
    before = text_of(session)
    ok("import", session, "Kick.wav", "Pad_L.wav", "Pad_R.wav")
    names = [t["name"] for t in show(session)["tracks"]]
    assert names == ["Kick", "Vox", "Kick 2", "Pad"], names
    assert ok("check", session).code == 0
    ok("undo", session)
    assert text_of(session) == before

    with open("bad.wav", "w") as f:
        f.write("bad")
    kept = snapshot(session + "/audio")
    refused(1, "import", session, "Pad_L.wav", "bad.wav", says="bad.wav")
    assert text_of(session) == before and snapshot(session + "/audio") == kept
    refused(1, "import", "none.lathe", "Pad_L.wav", says="none.lathe")
    refused(2, "import", session)


# --- set ---


@test
def set_values_in_every_form():
    session = small_session()
    ok("add", session, "Vox", "comp")
    ok("bus", session, "Voices")
    ok("set", session, "Vox.fader=-3.5", "Vox.trim=2dB", "Vox.pan=-0.25", "Vox.mute=on", "Vox.polarity=yes", "Vox.output=Voices",
       "Vox.comp.threshold=-18.5 dB", "Vox.comp.ratio=4:1", "Vox.comp.attack=0.02s", "Vox.comp.detector=rms",
       "master.fader=-1", "Kick.fader=-inf", "Kick.colour=7", "tempo=98.5", "metre=6/8", "pan-law=-4.5dB", "meter-point=pre", "tag.artist=The Lathes",
       "title=Second try", "loop=1:2")
    vox = strip(session, "Vox")
    values = vox["slots"][0]["values"]
    assert (vox["fader_db"], vox["trim_db"], vox["pan"], vox["mute"], vox["polarity"], vox["output"]) == (-3.5, 2.0, -0.25, True, True, "Voices")
    assert (values["threshold"], values["ratio"], values["attack"], values["detector"]) == (-18.5, 4.0, 20.0, "rms"), values
    shown = show(session)
    assert shown["tempo_bpm"] == 98.5 and shown["metre"] == "6/8" and shown["pan_law"] == "-4.5dB" and shown["title"] == "Second try"
    assert shown["meter_point"] == "pre" and shown["solo_mode"] == "in-place"
    assert "Pan law -4.5dB, solo in-place, meters pre\n" in ok("show", session).out
    for written, law in ("-3", "-3dB"), ("0dB", "0dB"), ("-6", "-6dB"), ("-4.5", "-4.5dB"):
        ok("set", session, f"pan-law={written}")
        assert show(session)["pan_law"] == law
    assert shown["tags"] == {"artist": "The Lathes"}
    assert shown["loop"]["on"] and shown["loop"]["from_s"] == 1.0 and shown["loop"]["to_s"] == 2.0
    assert strip(session, "Kick")["fader_db"] is None and strip(session, "Kick")["colour"] == 7
    assert strip(session, "master")["fader_db"] == -1.0
    ok("set", session, "Vox.name=Lead.Vox =2")
    ok("set", session, "Lead.Vox =2.fader=-6")
    assert strip(session, "Lead.Vox =2")["fader_db"] == -6.0


@test
def set_is_one_step_or_none():
    session = small_session()
    before = text_of(session)
    history = load("history", session)["steps"]
    for wrong in ["Kick.fader=loud", "Kick.fader=99", "Nobody.fader=0", "Kick.nothing=1", "Kick.comp.ratio=2", "Kick.output=Vox", "tempo=0",
                  "metre=5/7", "pan-law=9", "pan-law=3", "meter-point=after", "loop=2:1", "title=", "Kick.mute=perhaps"]:
        refused(1, "set", session, "Kick.fader=-3", wrong)
        assert text_of(session) == before, wrong
    assert load("history", session)["steps"] == history
    refused(2, "set", session, "Kick.fader")
    refused(2, "set", session)

    ok("set", session, "Kick.fader=-3", "Vox.fader=-4", "Kick.pan=0.5")
    assert len(load("history", session)["steps"]) == len(history) + 1
    ok("undo", session)
    assert text_of(session) == before
    assert "Nothing changed" in ok("set", session, "Kick.fader=0").out
    assert len(load("history", session)["steps"]) == len(history) + 1


# --- add, remove, bus, send ---


@test
def add_and_remove_effects():
    session = small_session()
    ok("add", session, "Vox", "eq", "b2-gain=-3.5", "b2-freq=1.2kHz")
    ok("add", session, "Vox", "comp", "--at", "1", "threshold=-30", "bypass=on")
    ok("add", session, "vox", "eq", "--at", "2")
    slots = strip(session, "Vox")["slots"]
    assert [s["slot"] for s in slots] == ["comp", "eq", "eq#2"], slots
    assert slots[0]["bypass"] and slots[0]["values"]["threshold"] == -30.0
    assert slots[2]["values"]["b2-gain"] == -3.5 and slots[2]["values"]["b2-freq"] == 1200.0
    ok("set", session, "Vox.eq#2.bypass=on", "Vox.comp.bypass=off", "Vox.comp.sidechain=Kick", "Vox.comp.sidechain-pre=on")
    slots = strip(session, "Vox")["slots"]
    assert slots[2]["bypass"] and not slots[0]["bypass"]
    assert slots[0]["sidechain"] == "Kick" and slots[0]["sidechain_pre"]
    assert slots[0]["level"] == 0.0, slots[0]
    ok("set", session, "Vox.comp.level=-2.5")
    assert strip(session, "Vox")["slots"][0]["level"] == -2.5 and " level=-2.5" in ok("show", session).out
    ok("undo", session)
    assert strip(session, "Vox")["slots"][0]["level"] == 0.0 and " level=" not in ok("show", session).out
    refused(1, "set", session, "Vox.comp.level=25")
    ok("add", session, "master", "limit", "ceiling=-1")
    assert show(session)["latency_frames"] > 0 and strip(session, "master")["slots"][0]["latency_frames"] > 0

    before = text_of(session)
    refused(1, "add", session, "Vox", "magic", says="There are: ")
    refused(1, "add", session, "Nobody", "eq", says="Nobody")
    refused(1, "add", session, "Vox", "comp", "ratio=much")
    refused(1, "add", session, "Vox", "comp", "nothing=1")
    refused(2, "add", session, "Vox", "comp", "ratio")
    refused(2, "add", session, "Vox")
    refused(2, "add", session, "Vox", "eq", "--at", "-3")
    refused(1, "remove", session, "Vox.gate")
    refused(1, "remove", session, "Vox.eq.b2-gain")
    refused(1, "remove", session, "master")
    refused(2, "remove", session)
    assert text_of(session) == before

    ok("remove", session, "Vox.eq")
    assert [(s["slot"], s["values"].get("b2-gain")) for s in strip(session, "Vox")["slots"]] == [("comp", None), ("eq", -3.5)]
    ok("remove", session, "Kick")
    assert [t["name"] for t in show(session)["tracks"]] == ["Vox"]
    assert strip(session, "Vox")["slots"][0]["sidechain"] is None
    ok("check", session)


@test
def buses_and_sends():
    session = small_session()
    ok("bus", session, "Drums")
    ok("bus", session, "Room", "--output", "Drums")
    ok("set", session, "Kick.output=Drums")
    ok("send", session, "Kick", "Room", "-12.5")
    ok("send", session, "Vox", "Room", "-6dB", "--pre")
    assert strip(session, "Room")["output"] == "Drums"
    assert strip(session, "Kick")["sends"][0]["level_db"] == -12.5 and not strip(session, "Kick")["sends"][0]["pre"]
    assert strip(session, "Vox")["sends"][0]["pre"]
    ok("send", session, "Vox", "Room", "-inf")
    sends = strip(session, "Vox")["sends"]
    assert len(sends) == 1 and sends[0]["level_db"] is None and not sends[0]["pre"]
    ok("send", session, "Vox", "Room", "off")
    assert strip(session, "Vox")["sends"] == []

    before = text_of(session)
    refused(1, "send", session, "Drums", "Room", "0")
    refused(1, "send", session, "Kick", "Vox", "0")
    refused(1, "send", session, "Kick", "Nobody", "0", says="Nobody")
    refused(1, "send", session, "Kick", "Room", "99")
    refused(1, "send", session, "Vox", "Room", "off")
    refused(2, "send", session, "Kick", "Room")
    refused(1, "bus", session, "Kick", says="already")
    refused(1, "bus", session, "New", "--output", "Kick")
    refused(1, "bus", session, "New", "--output", "Nobody")
    refused(2, "bus", session)
    refused(1, "set", session, "Drums.output=Room")
    assert text_of(session) == before
    ok("remove", session, "Drums")
    assert strip(session, "Kick")["output"] == "Mix" and strip(session, "Room")["output"] == "Mix"


# --- automate ---


@test
def automation():
    session = small_session()
    ok("add", session, "Vox", "delay")
    ok("automate", session, "Vox.fader", "0=-inf", "0:01.5=-6dB", "16000s=0")
    ok("automate", session, "Vox.fader", "1.5=-3", "--hold")
    ok("automate", session, "Vox.delay.mix", "0=10", "1=50%")
    lanes = {lane["key"]: lane["points"] for lane in strip(session, "Vox")["automation"]}
    assert [(p["at_frames"], p["value"], p["hold"]) for p in lanes["fader"]] == [(0, None, False), (12000, -3.0, True), (16000, 0.0, False)]
    assert [(p["at_s"], p["value"]) for p in lanes["delay.mix"]] == [(0.0, 10.0), (1.0, 50.0)]

    before = text_of(session)
    refused(2, "automate", session, "Vox.fader", "0=1", "x=1", says="time")
    refused(1, "automate", session, "Vox.fader", "0=1", "1=loud")
    refused(1, "automate", session, "Vox.solo", "0=on")
    refused(1, "automate", session, "Vox.output", "0=mix")
    refused(1, "automate", session, "Vox.delay", "0=1")
    refused(2, "automate", session, "Vox.fader")
    refused(2, "automate", session, "Vox.fader", "3")
    assert text_of(session) == before
    ok("automate", session, "Vox.fader", "2=-1", "--clear")
    assert len(strip(session, "Vox")["automation"][0]["points"]) == 1
    ok("automate", session, "Vox.fader", "--clear")
    assert [lane["key"] for lane in strip(session, "Vox")["automation"]] == ["delay.mix"]


def bends(session, key="fader"):
    lane = next(lane for lane in strip(session, "Vox")["automation"] if lane["key"] == key)
    return [(p["at_s"], p["value"], p["bend"]) for p in lane["points"]]


@test
def automation_is_bent():
    session = small_session()
    ok("automate", session, "Vox.pan", "0=-1", "4=1")
    straight = text_of(session)
    ok("automate", session, "Vox.pan", "--bend", "0.5")
    assert bends(session, "pan") == [(0.0, -1.0, 0.5), (4.0, 1.0, 0.0)]
    assert "0:00.000=-1 (bend +0.50) 0:04.000=1" in ok("show", session).out, ok("show", session).out
    ok("automate", session, "Vox.pan", "1=0.2")  # divides the way and keeps the shape of both parts
    (_, _, first), (_, _, second), _ = bends(session, "pan")
    assert 0.0 < first < 0.5 and 0.0 < second < 0.5, bends(session, "pan")
    assert abs(first - 0.49 * 0.25 / (1 - 0.49 + 0.49 * 0.25) / 0.98) < 1e-6, first
    ok("automate", session, "Vox.pan", "1=0.2", "--bend", "-1")
    assert bends(session, "pan")[1] == (1.0, 0.2, -1.0)
    ok("automate", session, "Vox.pan", "--bend", "0", "--range", "0:1")
    assert [bend for _, _, bend in bends(session, "pan")] == [0.0, -1.0, 0.0]
    ok("undo", session, "4")
    assert text_of(session) == straight
    ok("automate", session, "Vox.fader", "0=-20", "2=-5", "3=-5", "--bend", "-0.25")
    assert [bend for _, _, bend in bends(session)] == [-0.25, -0.25, -0.25]
    ok("automate", session, "Vox.fader", "--bend", "0.3", "--range", "0:1")
    shown = ok("show", session, "--json").out
    assert '"bend": 0.3,' in shown + "," or '"bend": 0.3\n' in shown, [line for line in shown.splitlines() if "bend" in line]
    ok("undo", session)

    before = text_of(session)
    refused(1, "automate", session, "Vox.mute", "--bend", "0.5", says="nothing can be bent")
    refused(1, "automate", session, "Vox.mute", "0=on", "2=off", "--bend", "0.5", says="leave out --bend")
    refused(1, "automate", session, "Vox.fader", "--bend", "0.5", "--range", "5:6", says="nothing can be bent")
    refused(1, "automate", session, "Vox.output", "--bend", "0.5", says="cannot be automated")
    for words in [["--bend", "1.1"], ["--bend", "nan"], ["--bend", "half"], ["--bend", ""], ["--bend", "0x1"]]:
        refused(2, "automate", session, "Vox.fader", *words, says="no bend")
    refused(2, "automate", session, "Vox.fader", "0=1", "--bend", "0.5", "--hold", says="--hold")
    refused(2, "automate", session, "Vox.fader", "--bend", "0.5", "--clear", says="--clear")
    refused(2, "automate", session, "Vox.fader", "--bend", "0.5", "--snapshot", says="--snapshot")
    refused(2, "automate", session, "Vox.fader", "0=1", "--bend", "0.5", "--range", "0:1", says="--range")
    assert text_of(session) == before
    with open(session + "/session.json", encoding="utf-8") as file:
        text = file.read()
    with open(session + "/session.json", "w", encoding="utf-8") as file:
        file.write(text.replace("-0.25]", "-25]", 1))
    run = Run("check", session)
    assert run.code == 1 and "bends that are not from" in run.out, run.out + run.err


@test
def automation_of_sends():
    session = small_session()
    ok("bus", session, "Big.Room")
    ok("send", session, "Vox", "Big.Room", "-12")
    ok("automate", session, "Vox.send:big.room.level", "0=-20", "2=-inf")
    ok("automate", session, "Vox.send:Big.Room.mute", "1=on", "--hold")
    ok("set", session, "Vox.send:Big.Room.pan=-0.5", "Vox.automation=touch")
    vox = strip(session, "Vox")
    assert {lane["key"]: [p["value"] for p in lane["points"]] for lane in vox["automation"]} == {
        "send:Big.Room.level": [-20.0, None], "send:Big.Room.mute": [1.0]}
    assert vox["automation_mode"] == "touch" and vox["sends"][0]["pan"] == -0.5
    text = ok("show", session).out
    assert "automation send:Big.Room.level: 0:00.000=-20" in text, text
    refused(1, "automate", session, "Vox.send:Big.Room.loud", "0=1", says="level, pan, mute")
    refused(1, "automate", session, "Kick.send:Big.Room.level", "0=1", says="no send")
    refused(1, "set", session, "Vox.automation=always")


@test
def automation_snapshot():
    session = small_session()
    ok("set", session, "Vox.fader=-4", "Vox.pan=0.25")
    ok("automate", session, "Vox.fader", "0=-10", "4=-10")
    ok("automate", session, "Vox.*", "--snapshot", "--range", "1:2")
    lanes = {lane["key"]: [(p["at_s"], p["value"]) for p in lane["points"]] for lane in strip(session, "Vox")["automation"]}
    assert [v for at, v in lanes["fader"] if 1.0 <= at < 2.0] == [-4.0, -4.0], lanes
    assert lanes["fader"][0] == (0.0, -10.0) and lanes["fader"][-1] == (4.0, -10.0), lanes
    assert (2.0, -10.0) in lanes["fader"], lanes
    assert {v for _, v in lanes["pan"]} == {0.25} and "mute" in lanes and "trim" in lanes
    ok("automate", session, "Kick.fader", "--snapshot")
    refused(2, "automate", session, "Kick.fader", "0=1", "--range", "1:2")
    refused(2, "automate", session, "Kick.fader", "--snapshot", "--range", "-1:0.3", says="begins with a minus")
    refused(2, "automate", session, "Kick.fader", "--snapshot", "--hold")
    refused(1, "automate", session, "Kick.solo", "--snapshot")
    ok("undo", session)
    assert strip(session, "Kick")["automation"] == []


# --- clip ---


def clips(session, track):
    return [(c["at_s"], c["length_s"], c["gain_db"]) for c in load("clip", session, track, "list")]


@test
def clips_are_cut_and_moved():
    session = small_session()
    assert clips(session, "Kick") == [(0.0, 4.0, 0.0)]
    ok("clip", session, "Kick", "split", "--at", "1.5")
    ok("clip", session, "Kick", "move", "2", "--to", "0:10")
    assert clips(session, "Kick") == [(0.0, 1.5, 0.0), (10.0, 2.5, 0.0)]
    ok("clip", session, "Kick", "gain", "--at", "11", "-3.5dB")
    ok("clip", session, "Kick", "gain", "1", "2")
    ok("clip", session, "Kick", "trim", "2", "--start", "10.5", "--end", "12")
    assert clips(session, "Kick") == [(0.0, 1.5, 2.0), (10.5, 1.5, -3.5)]
    ok("clip", session, "Kick", "fade", "2", "--in", "0.25", "--out", "0.5", "--curve", "s")
    clip = load("clip", session, "Kick", "list")[1]
    assert (clip["fade_in_s"], clip["fade_out_s"], clip["fade_in_curve"], clip["offset_s"]) == (0.25, 0.5, "s", 2.0)
    ok("clip", session, "Kick", "move", "--at", "10.6", "--to", "3", "--track", "Vox")
    assert clips(session, "Vox") == [(0.0, 4.0, 0.0), (3.0, 1.5, -3.5)]
    ok("clip", session, "Kick", "move", "1", "--at", "2")
    assert clips(session, "Kick") == [(2.0, 1.5, 2.0)]
    ok("clip", session, "Vox", "delete", "2")
    write_wav("shot.wav", seconds=2.0, rate=16000)
    ok("clip", session, "Vox", "add", "shot.wav", "--at", "5", "--from", "0.5", "--length", "1")
    assert clips(session, "Vox") == [(0.0, 4.0, 0.0), (5.0, 1.0, 0.0)]
    assert ok("clip", session, "Vox", "list").out.count("\n") == 2
    ok("check", session)


@test
def clips_refuse_what_makes_no_sense():
    session = small_session()
    ok("new", "far.lathe", "Kick.wav")
    ok("clip", "far.lathe", "Kick", "move", "1", "--to", "10")
    ok("clip", session, "Kick", "split", "--at", "1")
    ok("bus", session, "Room")
    write_wav("quad.wav", channels=4, rate=8000)
    before = text_of(session)
    audio = snapshot(session + "/audio")
    refused(1, "clip", session, "Kick", "split", "--at", "9")
    refused(1, "clip", session, "Kick", "split", "1", "--at", "1")
    refused(1, "clip", session, "Kick", "delete", "3")
    refused(1, "clip", session, "Kick", "delete", "0")
    refused(1, "clip", session, "Kick", "delete", says="2 clips")
    refused(1, "clip", session, "Kick", "delete", "--at", "8")
    refused(1, "clip", session, "Kick", "gain", "1", "99")
    refused(1, "clip", session, "Kick", "fade", "1", "--in", "0.9", "--out", "0.2")
    refused(1, "clip", session, "Kick", "fade", "1", "--in", "0.1", "--curve", "wavy")
    refused(1, "clip", session, "Kick", "trim", "1", "--start", "0.8", "--end", "0.5")
    for start, end in (("0", "5"), ("15", "20")):  # before and behind all that was recorded
        for more in ([], ["--ripple", "track"]):
            refused(1, "clip", "far.lathe", "Kick", "trim", "1", "--start", start, "--end", end, *more, says="has no sound there")
    refused(2, "clip", session, "Kick", "move", "1", "--to", "soon")
    refused(1, "clip", session, "Kick", "move", "1", "--track", "Room")
    refused(1, "clip", session, "Kick", "add", "none.wav", "--at", "1")
    refused(1, "clip", session, "Kick", "add", "quad.wav", "--at", "1", says="quad.wav")
    refused(1, "clip", session, "Kick", "add", "Kick.wav", "--at", "1", "--from", "99")
    refused(1, "clip", session, "Room", "list", says="not a track")
    refused(1, "clip", session, "Nobody", "list", says="Nobody")
    refused(2, "clip", session, "Kick", "split")
    refused(2, "clip", session, "Kick", "gain", "-3", "--json", says="--json goes with list alone")
    refused(2, "clip", session, "Kick", "split", "--at", "1", "--curve", "s", says="--curve goes with fade alone")
    refused(2, "clip", session, "Kick", "list", "--track", "Vox", says="--track goes with move, copy alone")
    refused(2, "clip", session, "Kick", "list", "--at", "1", says="--at goes with add, split, move, copy, trim")
    refused(2, "clip", session, "Kick", "add", "Kick.wav")
    refused(2, "clip", session, "Kick", "move", "1")
    refused(2, "clip", session, "Kick", "trim", "1")
    refused(2, "clip", session, "Kick", "fade", "1")
    refused(2, "clip", session, "Kick", "gain")
    refused(2, "clip", session, "Kick", "juggle")
    refused(2, "clip", session, "Kick")
    assert text_of(session) == before and snapshot(session + "/audio") == audio


# --- history ---


@test
def undo_and_redo_over_processes():
    session = small_session()
    states = [text_of(session)]
    for i in range(1, 6):
        ok("set", session, f"Kick.fader=-{i}")
        states.append(text_of(session))
    ok("undo", session)
    assert text_of(session) == states[4]
    assert ok("undo", session, "3").out.count("Undone:") == 3
    assert text_of(session) == states[1]
    ok("redo", session, "2")
    assert text_of(session) == states[3]
    run = ok("redo", session, "10")
    assert text_of(session) == states[5] and "2" in run.err
    refused(1, "redo", session, says="nothing to redo")
    ok("undo", session, "5")
    refused(1, "undo", session, says="nothing to undo")
    assert text_of(session) == states[0]
    for wrong in ["0", "-1", "many"]:
        refused(2, "undo", session, wrong)


@test
def history_is_a_tree():
    session = small_session()
    ok("set", session, "Kick.fader=-1")
    ok("undo", session)
    ok("set", session, "Kick.fader=-2")
    told = load("history", session)
    steps = {s["id"]: s for s in told["steps"]}
    here = [s for s in told["steps"] if s["here"]]
    assert len(steps) == 3 and len(here) == 1 and here[0]["id"] == told["place"]
    assert [s["parent"] for s in told["steps"]] == [None, 1, 1]
    assert "−2.0 dB" in here[0]["label"], here
    lines = ok("history", session).out.splitlines()
    assert len(lines) == 3 and lines[2].startswith("*") and lines[1].startswith(" ")
    ok("history", session, "--go", "2")
    assert strip(session, "Kick")["fader_db"] == -1.0
    assert load("history", session)["place"] == 2
    refused(1, "history", session, "--go", "77")


# --- check, diff ---


def problems(session):
    run = Run("check", session, "--json")
    told = json.loads(run.out, parse_constant=no_constant)
    assert run.code == (0 if told["ok"] else 1)
    assert told["ok"] == (told["problems"] == [])
    return [p["kind"] for p in told["problems"]]


@test
def check_says_what_is_wrong():
    session = small_session(tracks=("Kick", "Vox", "Pad"))
    kept = snapshot(session)
    assert problems(session) == []
    ok("check", session)
    assert snapshot(session) == kept

    with open(session + "/audio/Kick.wav", "ab") as f:
        f.write(b"\0")
    os.remove(session + "/audio/Vox.wav")
    kept = snapshot(session)
    assert sorted(problems(session)) == ["file-changed", "file-missing"]
    run = Run("check", session)
    assert run.code == 1 and "Kick.wav" in run.out and "Vox.wav" in run.out
    assert snapshot(session) == kept
    assert show(session)["missing_files"] == ["audio/Vox.wav"]

    other = small_session("other.lathe")
    ok("add", other, "Vox", "trim")
    text = text_of(other)
    assert b'"trim"' in text
    with open(other + "/session.json", "wb") as f:
        f.write(text.replace(b'"effect": "trim"', b'"effect": "later"').replace(b'"effect":"trim"', b'"effect":"later"'))
    assert "effect" in problems(other), problems(other)
    with open(other + "/session.json", "wb") as f:
        f.write(text[: len(text) // 2])
    assert "session" in problems(other)
    assert problems("none.lathe") == ["session"]
    refused(1, "check", "none.lathe", says="none.lathe")
    refused(2, "check")


@test
def diff_in_words():
    session = small_session()
    shutil.copytree(session, "copy.lathe")
    assert load("diff", session, "copy.lathe") == {"a": session, "b": "copy.lathe", "same": True, "differences": []}
    ok("set", "copy.lathe", "Vox.fader=-1.5")
    told = load("diff", session, "copy.lathe")
    assert not told["same"] and len(told["differences"]) == 1
    assert "Vox" in told["differences"][0] and "−1.5 dB" in told["differences"][0]
    assert ok("diff", session, "copy.lathe").out.strip() == told["differences"][0]
    refused(1, "diff", session, "none.lathe", says="none.lathe")
    refused(2, "diff", session)


# --- balance ---


@test
def balance_levels_by_role():
    levels = {"Lead Vocal": 0.05, "Kick": 0.7, "Snare": 0.2, "Hihat": 0.5, "Bass": 0.9, "Gtr": 0.02, "Pad": 0.3}
    for i, (name, level) in enumerate(levels.items()):
        write_wav(name + ".wav", seconds=3.0, rate=16000, kind="noise", level=level, seed=i)
    ok("new", "s.lathe", *[name + ".wav" for name in levels])
    ok("set", "s.lathe", "Pad.mute=on", "Gtr.pan=-0.5")
    before = text_of("s.lathe")
    planned = load("balance", "s.lathe", "--dry-run")
    assert text_of("s.lathe") == before and not planned["changed"]
    done = load("balance", "s.lathe")
    assert done["changed"] and done["tracks"] == planned["tracks"]
    rows = {r["name"]: r for r in done["tracks"]}
    assert rows["Pad"]["result"] == "muted" and rows["Pad"]["fader_db"] == 0.0
    assert (rows["Lead Vocal"]["role"], rows["Hihat"]["role"], rows["Gtr"]["role"]) == ("lead-vocal", "hat", "guitar")

    def heard(name):
        return rows[name]["loudness_lufs"] + rows[name]["fader_db"] + rows[name]["trim_db"]

    assert all(heard("Lead Vocal") > heard(name) for name in levels if name not in ("Lead Vocal", "Pad")), rows
    assert heard("Hihat") < heard("Snare")
    shown = {t["name"]: t for t in show("s.lathe")["tracks"]}
    assert all(shown[name]["fader_db"] == rows[name]["fader_db"] for name in levels)
    assert shown["Gtr"]["pan"] == -0.5

    mix = load("render", "s.lathe", "-o", "mix.wav", "--source", "mix", "--tail", "0")[0]
    assert abs(mix["integrated_lufs"] + 20.0) < 0.5 and mix["sample_peak_dbfs"] < -6.0, mix
    ok("undo", "s.lathe")
    assert text_of("s.lathe") == before


@test
def balance_of_some_tracks_leaves_the_others():
    for i, name in enumerate(["Lead Vocal", "Kick", "Bass"]):
        write_wav(name + ".wav", seconds=3.0, rate=16000, kind="noise", level=0.3, seed=i)
    ok("new", "s.lathe", "Lead Vocal.wav", "Kick.wav", "Bass.wav")
    ok("bus", "s.lathe", "Drums")
    first = {r["name"]: r for r in load("balance", "s.lathe")["tracks"]}
    ok("set", "s.lathe", "Kick.fader=-35")
    again = {r["name"]: r for r in load("balance", "s.lathe", "Kick")["tracks"]}
    assert [again[name]["result"] for name in ("Lead Vocal", "Kick", "Bass")] == ["left", "set", "left"], again
    assert abs(again["Kick"]["fader_db"] - first["Kick"]["fader_db"]) < 0.5, (first, again)
    assert abs(again["Kick"]["target_lufs"] - again["Kick"]["loudness_lufs"] - again["Kick"]["fader_db"]) < 0.11, again
    shown = {t["name"]: t["fader_db"] for t in show("s.lathe")["tracks"]}
    assert all(shown[name] == first[name]["fader_db"] for name in ("Lead Vocal", "Bass")), shown
    assert "not chosen" in ok("balance", "s.lathe", "Bass", "--dry-run").out
    refused(1, "balance", "s.lathe", "Drums", says="Drums")
    refused(1, "balance", "s.lathe", "Nobody", says="Nobody")


@test
def balance_keeps_the_peak_down():
    n = 48000
    data = array.array("h", [30000 if i % 12000 < 12 else 20 for i in range(n)])
    with wave.open("Kick.wav", "wb") as f:
        f.setnchannels(1)
        f.setsampwidth(2)
        f.setframerate(16000)
        f.writeframes(data.tobytes())
    ok("new", "s.lathe", "Kick.wav")
    done = load("balance", "s.lathe")
    assert done["mix_peak_dbfs"] < -6.0 and done["mix_lufs"] < -20.0, done
    mix = load("render", "s.lathe", "-o", "mix.wav", "--source", "mix", "--bits", "float")[0]
    assert mix["sample_peak_dbfs"] < -6.0, mix
    assert "LUFS" in ok("balance", "s.lathe").out
    ok("new", "empty.lathe")
    refused(1, "balance", "empty.lathe", says="clips")


# --- everything ---


WRITERS = [
    ["import", "s.lathe", "Kick.wav"], ["balance", "s.lathe"], ["set", "s.lathe", "Kick.fader=-1"], ["add", "s.lathe", "Kick", "eq"],
    ["remove", "s.lathe", "Kick"], ["bus", "s.lathe", "B"], ["send", "s.lathe", "Kick", "B", "0"], ["automate", "s.lathe", "Kick.fader", "0=0"],
    ["clip", "s.lathe", "Kick", "delete", "1"], ["undo", "s.lathe"], ["redo", "s.lathe"], ["history", "s.lathe", "--go", "1"],
]


@test
def a_session_in_use_is_refused_with_the_owner():
    small_session()
    before = text_of("s.lathe")
    with open("s.lathe/history/lock", "r+b") as lock:
        fcntl.fcntl(lock, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0))  # F_OFD_SETLK, as the window does
        lock.write(f"margaret\n{socket.gethostname()}\n{os.getpid()}\nlathe\n".encode())
        lock.flush()
        for words in WRITERS:
            refused(1, *words, says="margaret")
        for words in [["show", "s.lathe"], ["check", "s.lathe"], ["history", "s.lathe"], ["diff", "s.lathe", "s.lathe"],
                      ["clip", "s.lathe", "Kick", "list"], ["balance", "s.lathe", "--dry-run"]]:
            ok(*words)
    assert text_of("s.lathe") == before
    ok("set", "s.lathe", "Kick.fader=-1")


@test
def help_and_wrong_usage():
    for name in ["new", "import", "balance", "show", "set", "add", "remove", "bus", "send", "automate", "clip", "undo", "redo", "history",
                 "check", "diff"]:
        run = ok(name, "--help")
        assert run.out.startswith("Usage: lathe " + name), run.out
        assert "--quiet" in run.out
        refused(2, name)
        refused(2, name, "--no-such-option", "x", "y", "z", "w")
        assert name in ok("--help").out


@test
def texts_are_utf8_in_any_locale():
    session = small_session()
    for locale in ("C", "de_DE.ISO-8859-1", "C.UTF-8"):
        env = dict(os.environ, LC_ALL=locale)
        run = Run("bus", session, "Größe", "--output", "Vox", env=env)
        assert run.code == 1 and "Vox" in run.err, run.err  # a track is no output: it was understood
        run = Run("bus", session, "Größe " + locale, env=env)
        assert run.code == 0, run.err
        run = Run("bus", session, "Raum " + locale, "--output", "Größe " + locale, env=env)
        assert run.code == 0, (locale, run.err)
        run = Run("bus", session, "B", "--output", b"Gr\xf6\xdfe", env=env)
        assert run.code == 2 and "--output" in run.err and "UTF-8" in run.err, run.err


@test
def a_session_that_cannot_be_written_tells_the_way():
    session = small_session()
    os.remove(session + "/history/lock")
    os.mkdir(session + "/history/lock")  # whoever runs this, root too, cannot have it
    before = snapshot(session)
    for words in WRITERS:
        run = refused(1, *words, says="Copy it to a folder that you may write to.")
        assert "s.lathe” cannot be changed" in run.err and run.err.count("\n") == 1, run.err
    for words in [["show", session], ["check", session], ["history", session]]:
        ok(*words)
    assert snapshot(session) == before


@test
def damaged_sessions_are_one_sentence():
    os.mkdir("folder.lathe")
    write_wav("file.lathe")
    os.makedirs("newer.lathe")
    with open("newer.lathe/session.json", "w") as f:
        f.write('{"format": 999}')
    os.makedirs("array.lathe")
    with open("array.lathe/session.json", "w") as f:
        f.write("[1,2,3]")
    for name in ["folder.lathe", "file.lathe", "newer.lathe", "array.lathe", "none.lathe"]:
        before = snapshot(name) if os.path.isdir(name) else None
        for words in [["show", name], ["set", name, "a.fader=0"], ["undo", name], ["history", name], ["balance", name]]:
            run = refused(1, *words, says=name.split(".")[0])
            assert run.err.count("\n") == 1 and run.out == "", run.err
        if before is not None:
            kept = {path: data for path, data in snapshot(name).items() if not path.endswith("/history/lock")}
            assert kept == before, name


@test
def a_full_stdout_is_an_error():
    session = small_session()
    with open("/dev/full", "wb") as full:
        for words in [["show", session], ["show", session, "--json"], ["history", session], ["check", session], ["marker", session, "--json"]]:
            run = Run(*words, stdout=full)
            assert run.code == 1 and run.err.startswith("lathe: ") and run.err.count("\n") == 1, (words, run.err)


@test
def a_step_that_only_the_history_has_is_told():
    """The journal had room, the session's file had not: the step is there when it is opened again, and nobody repeats it."""
    ok("new", "s.lathe")
    for i in range(20):
        ok("bus", "s.lathe", f"Bus {i}")
    shutil.rmtree("s.lathe/history")  # it begins anew, shorter than the file
    ok("set", "s.lathe", "Bus 1.fader=-1")
    limit = os.path.getsize("s.lathe/session.json") - 100
    assert os.path.getsize("s.lathe/history/journal") < limit - 500
    run = Run("set", "s.lathe", "Bus 1.fader=-3", limit=limit)
    assert run.code == 1 and "session.json" in run.err and "kept in the session's history" in run.err, run.err
    assert [s["fader_db"] for s in load("show", "s.lathe")["buses"] if s["name"] == "Bus 1"] == [-3.0]
    ok("undo", "s.lathe")
    ok("check", "s.lathe")


@test
def files_of_a_step_that_only_the_history_has_stay():
    """What was written for it is there when the session is opened again."""
    write_wav("tiny.wav", seconds=0.1, rate=8000)
    ok("new", "s.lathe", "tiny.wav")
    for i in range(20):
        ok("bus", "s.lathe", f"Bus {i}")
    for words, made in ((["edit", "--silence", "--range", "0.02:0.06"], "tiny edited 1.wav"), (["bounce"], "tiny bounce.wav")):
        shutil.rmtree("s.lathe/history")  # it begins anew, shorter than the file
        ok("set", "s.lathe", "Bus 1.fader=-1")
        run = Run("clip", "s.lathe", "tiny", *words, limit=os.path.getsize("s.lathe/session.json") - 100)
        assert run.code == 1 and "kept in the session's history" in run.err, run.err
        assert made in os.listdir("s.lathe/audio"), os.listdir("s.lathe/audio")
        ok("check", "s.lathe")
        ok("set", "s.lathe", "Bus 1.fader=-3")


@test
def names_have_letters():
    session = small_session()
    before = load("show", session)
    os.chdir(session)
    for words in (["show"], ["check"], ["undo"], ["set", "Kick.fader=-3"], ["new"], ["render", "-o", "x.wav"]):
        refused(2, words[0], "", *words[1:], says="missing")  # not the session that one is in
    os.chdir("..")
    refused(2, "bus", session, "  ", says="needs a name")
    refused(2, "folder", session, " ", says="needs a name")
    refused(1, "set", session, "Kick.name= ", says="needs a name")
    refused(1, "set", session, "title= ", says="title")
    refused(1, "clip", session, "Kick", "name", " ", says="needs a name")
    refused(2, "marker", session, "add", "", "--at", "1", says="empty word")
    refused(2, "take", session, "Kick", "rename", "1", " ", says="empty word")
    refused(2, "reference", session, "add", "Kick.wav", "--name", " ", says="needs a name")
    assert load("show", session) == before


@test
def odd_names():
    write_wav("Größe – 1.wav", rate=8000)
    write_wav("a=b.c.wav", rate=8000)
    write_wav("-dash.wav", rate=8000)
    ok("new", "ü n.lathe", "Größe – 1.wav", "a=b.c.wav", "./-dash.wav")
    ok("set", "ü n.lathe", "Größe – 1.fader=-1", "a=b.c.fader=-2", "--", "-dash.fader=-3")
    assert [t["fader_db"] for t in show("ü n.lathe")["tracks"]] == [-1.0, -2.0, -3.0]


sys.exit(main())
