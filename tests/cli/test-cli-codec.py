#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Through a lossy codec and back, run as a user would: files, sessions, what comes out, the ceiling. Prints TAP. The
# program is named by $LATHE.

import os
import sys

from lathe_cli import floats_of, load, main, ok, refused, samples, test, write_float_wav

RATE = 44100


def square(seconds, hz, level):
    """Loud, and clipped."""
    return [max(-level, min(level, 3.0 * x)) for x in samples(seconds, RATE, hz, level)]


def loud(path="loud.wav"):
    left = [min(0.99, max(-0.99, a + b)) for a, b in zip(square(2.0, 220.0, 0.7), samples(2.0, RATE, "noise", 0.6, 3))]
    right = [min(0.99, max(-0.99, a + b)) for a, b in zip(square(2.0, 330.0, 0.7), samples(2.0, RATE, "noise", 0.6, 4))]
    write_float_wav(path, [left, right], rate=RATE)
    return path


@test
def every_codec_is_aligned_and_counted():
    loud()
    for codec, quality, kbps in [("opus", "128", 128), ("mp3", "192", 192), ("vorbis", "5", None)]:
        found = load("codec", "loud.wav", "--format", codec, "--quality", quality)
        assert found["codec"] == codec and found["quality"] == quality
        assert found["delay_frames"] == 0, found
        assert found["rate_hz"] == (48000 if codec == "opus" else RATE)
        assert found["n_overs"] == len(found["overs"]) > 0
        assert all(o["true_peak_dbtp"] > 0 and 0 <= o["time_s"] < 2 for o in found["overs"])
        assert found["decoded_true_peak_dbtp"] > 0
        assert kbps is None or abs(found["kbps"] / kbps - 1) < 0.15, found["kbps"]


@test
def decoded_is_original_and_what_was_taken_away():
    loud()
    for codec in ["opus", "mp3"]:
        ok("codec", "loud.wav", "--format", codec, "--decoded", "d.wav", "--removed", "r.wav", "--force")
        original, decoded, removed = floats_of("loud.wav"), floats_of("d.wav"), floats_of("r.wav")
        assert len(original) == len(decoded) == len(removed)
        assert max(abs(o + r - d) for o, d, r in zip(original, decoded, removed)) < 1e-6
        assert max(abs(r) for r in removed) > 0.001
    refused(1, "codec", "loud.wav", "--decoded", "d.wav", says="d.wav")


@test
def the_file_itself_is_never_replaced():
    loud()
    before = open("loud.wav", "rb").read()
    os.symlink("loud.wav", "link.wav")
    for option in ["--decoded", "--removed"]:
        for out in ["loud.wav", "./loud.wav", "link.wav"]:
            refused(1, "codec", "loud.wav", option, out, "--force", says="would replace “loud.wav”")
    refused(1, "codec", "loud.wav", "--decoded", "o.wav", "--removed", "./o.wav", says="would both be “o.wav”")
    assert open("loud.wav", "rb").read() == before and not os.path.exists("o.wav")


@test
def a_ceiling_leaves_nothing_over():
    loud()
    found = load("codec", "loud.wav", "--format", "mp3", "--quality", "128", "--suggest-ceiling", "-0.5")
    assert found["limit_dbtp"] == -0.5 and found["n_overs"] > 0
    assert found["ceiling_n_overs"] == 0 and found["ceiling_decoded_dbtp"] <= -0.5
    assert 1 <= found["ceiling_passes"] <= 3 and found["ceiling_dbtp"] < -0.5
    said = ok("codec", "loud.wav", "--format", "mp3", "--quality", "128", "--suggest-ceiling", "-0.5").out
    assert f"{-found['ceiling_dbtp']:.1f} dBTP leaves nothing over" in said, said


@test
def a_session_moves_its_own_limiter():
    loud()
    ok("new", "song.lathe", "loud.wav")
    ok("add", "song.lathe", "master", "limit", "ceiling=-0.1", "gain=6")
    found = load("codec", "song.lathe", "--format", "mp3", "--quality", "128", "--suggest-ceiling", "0")
    assert found["n_overs"] > 0 and found["ceiling_n_overs"] == 0
    ok("set", "song.lathe", "master.limit.ceiling=" + str(found["ceiling_dbtp"]))
    then = load("codec", "song.lathe", "--format", "mp3", "--quality", "128")
    assert then["n_overs"] == 0
    assert abs(then["decoded_true_peak_dbtp"] - found["ceiling_decoded_dbtp"]) < 1e-3


@test
def what_cannot_be_is_refused():
    loud()
    refused(2, "codec", "loud.wav", "--format", "aac", says="opus, mp3, vorbis")
    refused(2, "codec", "loud.wav", "--format", "mp3", "--quality", "8", says="320")
    refused(2, "codec", "loud.wav", "--suggest-ceiling", "3", says="-20 and 0")
    refused(1, "codec", "nothing.wav")
    write_float_wav("six.wav", [samples(0.5, RATE, 440.0, 0.2)] * 6, rate=RATE)
    refused(1, "codec", "six.wav")
    ok("new", "empty.lathe")
    refused(1, "codec", "empty.lathe", says="no clips")
    assert not [n for n in os.listdir(".") if n.startswith(".")]


sys.exit(main())
