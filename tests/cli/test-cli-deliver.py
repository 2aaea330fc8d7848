#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Deliveries, run as a user would: the list of a session, several files from one render, what they measure,
# certificates that agree, names that can't be made. Prints TAP. The program is named by $LATHE.

import json
import os
import signal
import subprocess
import time

from lathe_cli import LATHE, Run, chunks_of, load, main, ok, parse, refused, samples, snapshot, test, write_float_wav

RATE = 48000


def song(name="song.lathe"):
    left = [0.4 * a + 0.3 * b for a, b in zip(samples(4.0, RATE, "noise", 0.5, 3), samples(4.0, RATE, 110.0, 0.5))]
    write_float_wav("Pad.wav", [left, samples(4.0, RATE, "noise", 0.2, 4)], rate=RATE)
    ok("new", name, "Pad.wav")
    return name


@test
def a_session_without_its_own_shows_the_program_s_list_and_is_not_written():
    session = song()
    before = snapshot(session)
    listed = load("deliver", session, "--list")
    catalogue = load("deliver", session, "--catalogue")
    assert [row["name"] for row in listed] == [row["name"] for row in catalogue]
    assert snapshot(session) == before
    assert listed[0]["target_lufs"] == -14.0 and listed[0]["file"] == "song (streaming).wav", listed[0]


@test
def a_delivery_is_added_changed_taken_away_and_undone():
    session = song()
    n = len(load("deliver", session, "--list"))
    ok("deliver", session, "--add", "Radio", "format=flac", "bits=16", "rate=44100", "lufs=-16", "ceiling=-2", "dither=shaped", "pattern={delivery}-{title}")
    row = load("deliver", session, "--list")[-1]
    assert (row["name"], row["format"], row["bits"], row["rate_hz"], row["dither"]) == ("Radio", "flac", "16", 44100, "shaped"), row
    assert (row["target_lufs"], row["ceiling_dbtp"], row["file"]) == (-16.0, -2.0, "Radio-song.flac"), row
    for words in ("lufs=1e300", "lufs=-inf", "ceiling=3", "ceiling=-1000"):
        refused(2, "deliver", session, "--set", "Radio", words, says="out of range")
    said = ok("deliver", session, "--set", "radio", "lufs=none", "on=off").out
    assert "Radio: loudness" in said and "left out" in said, said
    assert load("deliver", session, "--list")[-1]["target_lufs"] is None
    ok("deliver", session, "--delete", "Radio")
    assert len(load("deliver", session, "--list")) == n
    ok("undo", session)
    assert load("deliver", session, "--list")[-1]["name"] == "Radio"
    ok("undo", session, "2")
    assert "deliveries" not in json.load(open(os.path.join(session, "session.json")))
    ok("deliver", session, "--set", "Streaming", "ceiling=-1.001", "lufs=-14.004")
    row = load("deliver", session, "--list")[0]
    assert (row["ceiling_dbtp"], row["target_lufs"]) == (-1.001, -14.004), row
    said = ok("deliver", session, "--set", "Streaming", "ceiling=-1.0011").out
    assert "−1.001 dBTP" in said and "−1.0011 dBTP" in said, said
    assert ok("deliver", session, "--set", "Streaming", "ceiling=-1.0011").out == "Nothing changed.\n"
    ok("undo", session, "2")
    ok("deliver", session, "--add", "club")
    assert load("deliver", session, "--list")[-1]["name"] == "Club 2"


@test
def a_delivery_has_another_place():
    session = song()
    names = [row["name"] for row in load("deliver", session, "--list")]
    said = ok("deliver", session, "--move", "archive", "1").out
    assert said == "The deliveries are in another order\n", said
    moved = [row["name"] for row in load("deliver", session, "--list")]
    assert moved == ["Archive"] + [name for name in names if name != "Archive"], moved
    assert ok("deliver", session, "--move", "Archive", "1").out == "Nothing changed.\n"
    for place in ["0", str(len(names) + 1), "first"]:
        refused(1, "deliver", session, "--move", "Archive", place, says=f"it is 1 to {len(names)}")
    refused(2, "deliver", session, "--move", "Archive", says="--move NAME N")
    ok("undo", session)
    assert [row["name"] for row in load("deliver", session, "--list")] == names


@test
def what_makes_no_file_is_refused_with_a_sentence():
    session = song()
    refused(2, "deliver", session, "--add", "X", "colour=red", says="it has name, format")
    refused(2, "deliver", session, "--add", "X", "rate=3", says="8000")
    refused(1, "deliver", session, "--add", "X", "format=wax", says="wax")
    refused(1, "deliver", session, "--add", "X", "format=opus", "rate=44100", says="48000")
    refused(1, "deliver", session, "--set", "Nope", "on=on", says="Streaming")
    refused(2, "deliver", session, says="Say one of")
    refused(1, "deliver", session, "Nope", "--to", "out", says="Streaming")
    ok("deliver", session, "--add", "X", "pattern={artist}")
    refused(1, "deliver", session, "X", "--to", "out", says="that tag is empty")
    assert not os.path.exists("out")


@test
def an_option_that_would_do_nothing_is_refused():
    session = song()
    for option in [["--force"], ["--certificate"], ["--range", "0:1"], ["--threads", "2"]]:
        refused(2, "deliver", session, "--list", *option, says=option[0] + " goes with --to FOLDER alone")
    for verb in [["--add", "X"], ["--set", "Archive", "on=off"], ["--delete", "Archive"]]:
        refused(2, "deliver", session, *verb, "--json", says="--json goes with")
    assert "X" not in [row["name"] for row in load("deliver", session, "--list")]


@test
def several_files_from_one_render_are_what_they_say():
    session = song()
    ok("deliver", session, "--set", "Streaming", "lufs=-20")
    done = load("deliver", session, "Streaming", "CD 16-bit 44.1 kHz", "Archive", "Opus to listen", "--to", "out", "--certificate")
    assert [row["verified"] for row in done] == [True] * 3 + [done[3]["verified"]], done
    assert done[3]["done"]  # noise is not what an encoder keeps the loudness of
    assert abs(done[0]["measured"]["integrated_lufs"] + 20.0) < 0.05
    for row in done:
        measured = load("measure", row["file"])
        for key in ["integrated_lufs", "true_peak_dbtp", "duration_s"]:
            assert abs(measured[key] - row["measured"][key]) < 1e-9, (row["file"], key)
        ok("verify", row["file"], row["file"] + ".json")
    ok("render", session, "-o", "alone.wav", "--bits", "24", "--target-lufs", "-20", "--ceiling", "-1")
    assert chunks_of("alone.wav")["data"] == chunks_of(done[0]["file"])["data"]
    assert len(os.listdir("out")) == 12  # each with its certificate and page

    before = snapshot("out")
    refused(1, "deliver", session, "Streaming", "--to", "out", says="is there already")
    assert snapshot("out") == before
    ok("deliver", session, "Streaming", "--to", "out", "--force")

    os.remove(done[0]["file"])  # its certificate is left, and goes unasked
    ok("deliver", session, "Streaming", "--to", "out", "--certificate")
    ok("verify", done[0]["file"], done[0]["file"] + ".json")
    os.remove(done[0]["file"])
    with open(done[0]["file"] + ".json", "w") as f:
        f.write("mine")
    before = snapshot("out")
    for force in [[], ["--force"]]:
        refused(1, "deliver", session, "Streaming", "--to", "out", "--certificate", *force, says="not a certificate")
    assert snapshot("out") == before


@test
def silence_reaches_no_target_and_says_so():
    write_float_wav("Nothing.wav", [samples(2.0, RATE, 60.0, 0.0)], rate=RATE)
    ok("new", "silent.lathe", "Nothing.wav")
    run = ok("deliver", "silent.lathe", "Streaming", "Archive", "--to", "out")
    assert run.err.count("is silent, or too quiet to have a loudness; no target can be reached") == 1, run.err
    assert "inf LU" not in run.err, run.err


@test
def every_one_that_fails_is_told():
    session = song()
    for name, pattern in [("A", "x"), ("B", "x"), ("C", "y"), ("D", "y")]:
        ok("deliver", session, "--add", name, f"pattern={pattern}")
    run = refused(1, "deliver", session, "A", "B", "C", "D", "--to", "out", says="x.wav")
    assert [name for line in run.err.splitlines() if line.startswith("lathe: ") for name in ("x.wav", "y.wav") if name in line] == ["x.wav", "y.wav"], run.err
    assert sorted(os.listdir("out")) == ["x.wav", "y.wav"]


@test
def what_all_failed_of_is_told_once():
    session = song()
    for name, pattern in [("A", "x"), ("B", "x"), ("C", "y")]:
        ok("deliver", session, "--add", name, f"pattern={pattern}")
    run = Run("deliver", session, "A", "B", "C", "--to", "out", limit=65536)  # the render of A and C finds no room
    assert run.code == 1, run.err
    told = [line for line in run.err.splitlines() if line.startswith("lathe: ")]
    assert len(told) == 2 and len(set(told)) == 2, run.err


@test
def what_is_done_when_it_is_stopped_is_told():
    plane = samples(4.0, RATE, "noise", 0.3, 5) * 15
    write_float_wav("Long.wav", [plane, plane], rate=RATE)
    ok("new", "s.lathe", "Long.wav")
    for name in "ABC":
        ok("deliver", "s.lathe", "--add", name, f"pattern={name}", "rate=96000", "lufs=-16")

    def stop_at(name):
        child = subprocess.Popen([LATHE, "deliver", "s.lathe", "A", "B", "C", "--to", "out"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 env=dict(os.environ, LC_ALL="C.UTF-8"))
        while child.poll() is None and not os.path.exists(name):
            time.sleep(0.002)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
        return child.returncode, out.decode(), err.decode()

    for name, n in [("A", 1), ("B", 2)]:
        code, out, err = stop_at(f"out/{name}.wav")
        assert code == 1 and err == f"lathe: Stopped; {n} of 3 files are written.\n", (code, out, err)
        assert sorted(os.listdir("out")) == ["A.wav", "B.wav"][:n] and out.count("\n") == n, (os.listdir("out"), out)
        for left in os.listdir("out"):
            os.remove("out/" + left)
    code, out, err = stop_at("out/C.wav")  # nothing is left to stop
    assert code == 0 and err == "", (code, out, err)
    for left in os.listdir("out"):
        os.remove("out/" + left)
    os.rmdir("out")
    code, out, err = stop_at("out")
    assert code == 1 and err == "lathe: Stopped; nothing was written.\n" and not os.path.exists("out"), (code, out, err)


@test
def what_would_fool_is_printed_and_noted():
    session = song()
    ok("set", session, "Pad.mute=on")
    run = ok("deliver", session, "Archive", "--to", "out", "--certificate")
    assert "Pad" in run.err, run.err
    warnings = parse(open("out/song.flac.json").read())["warnings"]
    assert any("Pad" in line for line in warnings), warnings
    run = refused(1, "deliver", session, "Nope", "--to", "out")  # nothing to scan for
    assert "Pad" not in run.err, run.err


main()
