#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Transients and tempo by command. Prints TAP. The program is named by $LATHE.

import math
import sys

from lathe_cli import load, main, ok, refused, test, write_float_wav, write_wav

RATE = 48000
BPM = 132.0


def beat(seconds=20.0, first=0.25):
    plane = [0.0] * int(seconds * RATE)
    at = first
    while at < seconds - 0.2:
        start = round(at * RATE)
        for i in range(4800):
            plane[start + i] += 0.4 * math.exp(-i / 1200.0) * math.cos(2.0 * math.pi * 200.0 * i / RATE)
        at += 60.0 / BPM
    return plane


@test
def finds_transients():
    write_float_wav("beat.wav", [beat()])
    found = load("find", "beat.wav", "transients")
    step = 60.0 / BPM * RATE
    frames = found["transients_frames"]
    assert found["rate_hz"] == RATE and len(frames) == math.ceil((20.0 - 0.2 - 0.25) * BPM / 60.0), len(frames)
    for k, frame in enumerate(frames):
        assert abs(frame - (0.25 * RATE + k * step)) < 48, (k, frame)
    lines = ok("find", "beat.wav", "transients", "--range", "5:6").out.splitlines()
    assert 2 <= len(lines) <= 3 and all(line.startswith("0:05.") for line in lines), lines
    loud = load("find", "beat.wav", "transients", "--sensitivity", "0")["transients_frames"]
    assert len(loud) <= len(frames)


@test
def finds_the_tempo():
    write_float_wav("beat.wav", [beat()])
    found = load("find", "beat.wav", "tempo")
    assert abs(found["tempo_bpm"] - BPM) < 0.05 and abs(found["first_beat_s"] - 0.25) < 0.005, found
    assert "132.0" in ok("find", "beat.wav", "tempo").out
    write_wav("tone.wav", seconds=6.0)
    assert load("find", "tone.wav", "tempo")["tempo_bpm"] is None
    assert "No steady beat" in ok("find", "tone.wav", "tempo").out


@test
def finds_the_peak():
    plane = [0.1] * RATE
    plane[12345] = -0.5
    write_float_wav("peak.wav", [plane])
    found = load("find", "peak.wav", "peak")
    assert found["peak_frame"] == 12345 and abs(found["peak_dbfs"] + 6.02) < 0.01, found
    assert ok("find", "peak.wav", "peak", "--range", "0.5:1").out == "0:00.500\t24000s\t-20.00 dBFS\n"
    write_float_wav("silent.wav", [[0.0] * RATE])
    assert load("find", "silent.wav", "peak")["peak_frame"] is None
    for what in ("peak", "tempo", "transients"):
        refused(1, "find", "silent.wav", what, "--range", "100:200", says="ends at")
    assert ok("find", "silent.wav", "peak").out == "Silence\n"


@test
def refuses():
    write_wav("tone.wav")
    refused(2, "find", "tone.wav", "loops", says="loops")
    refused(2, "find", "tone.wav", "tempo", "--sensitivity", "10", says="--sensitivity")
    refused(2, "find", "tone.wav", "transients", "--sensitivity", "nan")
    refused(2, "find", "tone.wav", "transients", "--sensitivity", "101")
    refused(1, "find", "none.wav", "tempo", says="none.wav")


sys.exit(main())
