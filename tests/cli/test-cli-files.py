#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The commands on single sound files, run as a user would: measure, process, convert, master, verify,
# effects, doc; damaged files, places that cannot be written, odd surroundings. Prints TAP. The program is
# named by $LATHE.

import math
import os
import signal
import subprocess
import sys
import time

from lathe_cli import LATHE, Run, chunks_of, floats_of, load, main, ok, parse, refused, samples, snapshot, test, write_float_wav, write_wav

RATE = 48000


def sine(level_dbfs, freq=997.0, seconds=3.0, rate=RATE):
    return samples(seconds, rate, freq, 10.0 ** (level_dbfs / 20.0))


def near(value, expected, tolerance):
    assert value is not None and abs(value - expected) <= tolerance, f"{value}, not {expected} ±{tolerance}"


# --- measure ---


@test
def measure_weighs_surround_channels():
    silent = [0.0] * RATE * 3
    # EBU Tech 3341 case 6: L R at -28, C at -24, Ls Rs at -30 dBFS are -23 LUFS
    write_float_wav("five.wav", [sine(-28.0, 1000.0), sine(-28.0, 1000.0), sine(-24.0, 1000.0), sine(-30.0, 1000.0), sine(-30.0, 1000.0)])
    write_float_wav("six.wav", [sine(-28.0, 1000.0), sine(-28.0, 1000.0), sine(-24.0, 1000.0), sine(0.0, 1000.0), sine(-30.0, 1000.0),
                                sine(-30.0, 1000.0)])
    write_float_wav("centre.wav", [silent, silent, sine(-20.0), silent, silent, silent])
    five, six, centre = load("measure", "five.wav", "six.wav", "centre.wav")
    near(five["integrated_lufs"], -23.0, 0.1)
    near(six["integrated_lufs"], -23.0, 0.1)  # the low-frequency channel does not count
    near(six["sample_peak_dbfs"], 0.0, 0.01)  # but its peaks do
    near(centre["integrated_lufs"], -23.01, 0.05)
    assert [m["channels"] for m in (five, six, centre)] == [5, 6, 6]
    write_float_wav("eight.wav", [sine(-20.0, seconds=0.5)] * 8)
    run = ok("measure", "eight.wav", "--json")
    assert "8 channels" in run.err and "first 6" in run.err, run.err


@test
def measure_far_over_full_scale():
    write_float_wav("hot.wav", [sine(50.0)] * 2)
    hot = load("measure", "hot.wav")
    near(hot["integrated_lufs"], 50.0, 0.1)
    near(hot["true_peak_dbtp"], 50.0, 0.1)
    near(hot["plr_lu"], 0.0, 0.1)


@test
def measure_says_nothing_of_nothing():
    write_float_wav("silent.wav", [[0.0] * RATE])
    write_float_wav("short.wav", [[0.5]])
    silent, short = load("measure", "silent.wav", "short.wav")
    assert silent["integrated_lufs"] is None and silent["true_peak_dbtp"] is None and silent["correlation"] is None
    assert short["integrated_lufs"] is None and short["channels"] == 1
    assert "−∞ LUFS" in ok("measure", "silent.wav").out


@test
def vorbis_keeps_its_channels_elsewhere():
    write_float_wav("six.wav", [sine(level) for level in (-30.0, -36.0, -24.0, -6.0, -28.0, -33.0)])
    ok("convert", "six.wav", "-o", "six.ogg")
    ok("convert", "six.ogg", "-o", "back.wav")
    wav, ogg, back = load("measure", "six.wav", "six.ogg", "back.wav")
    near(ogg["integrated_lufs"], wav["integrated_lufs"], 0.2)
    near(back["integrated_lufs"], wav["integrated_lufs"], 0.2)


# --- damaged files ---


@test
def damaged_files_are_refused():
    tone = sine(-12.0, seconds=1.0)
    holes = list(tone)
    holes[100:110] = [math.nan] * 10
    holes[200] = math.inf
    write_float_wav("cut.wav", [tone], claimed=10 * RATE * 4)
    write_float_wav("holes.wav", [holes])
    before = sorted(os.listdir("."))
    for name, says in [("cut.wav", "cut short"), ("holes.wav", "11 samples")]:
        for words in [["measure", name], ["measure", name, "--json"], ["process", "trim", name, "o.wav"], ["convert", name, "-o", "o.wav"],
                      ["master", name, "-o", "o.wav"]]:
            run = refused(1, *words, says=name)
            assert says in run.err and "--salvage" in run.err and run.err.count("\n") == 1, run.err
            assert run.out == "", run.out
    refused(1, "play", "cut.wav", "--device", "null", says="cut.wav")
    assert sorted(os.listdir(".")) == before

    # one bad file does not keep the others from being measured
    write_float_wav("good.wav", [tone])
    run = Run("measure", "cut.wav", "good.wav", "--json")
    assert run.code == 1 and [m["file"] for m in parse(run.out)] == ["good.wav"]

    run = ok("convert", "cut.wav", "-o", "saved.wav", "--salvage")
    assert "cut short" in run.err and floats_of("saved.wav") == floats_of("good.wav")
    ok("convert", "holes.wav", "-o", "filled.wav", "--salvage")
    filled, whole = floats_of("filled.wav"), floats_of("good.wav")
    assert all(v == 0.0 for v in filled[100:110]) and filled[200] == 0.0 and filled[300:] == whole[300:]
    ok("measure", "filled.wav")


@test
def what_is_no_sound_is_refused():
    with open("empty.wav", "w"):
        pass
    with open("text.wav", "w") as f:
        f.write("no sound")
    os.mkdir("folder.wav")
    os.mkfifo("pipe.wav")
    os.symlink("/dev/zero", "endless.wav")
    before = sorted(os.listdir("."))
    for name in ["empty.wav", "text.wav", "folder.wav", "pipe.wav", "endless.wav", "none.wav"]:
        for words in [["measure", name], ["process", "eq", name, "o.wav"], ["convert", name, "-o", "o.wav"], ["master", name, "-o", "o.wav"]]:
            assert refused(1, *words, says=name).err.count("\n") == 1
    assert sorted(os.listdir(".")) == before


# --- process ---


@test
def process_keeps_length_and_place():
    n = 24000
    clap = [0.0] * n
    clap[9000] = clap[9001] = 0.25
    write_float_wav("mono.wav", [clap])
    write_float_wav("stereo.wav", [clap, clap])
    for effect in load("effects"):
        spread = {"multiband": 3, "flanger": 480, "chorus": 1920}.get(effect["key"], 1)  # all-pass bands; copies as loud as the sound
        for name in ["mono.wav", "stereo.wav"]:
            ok("process", effect["key"], name, "o.wav", "--force")
            n_out = 2 if name == "stereo.wav" or effect["stereo_out"] else 1
            left = floats_of("o.wav")[::n_out]
            assert len(left) == n, (effect["key"], len(left))
            if effect["key"] == "declick":  # takes the clap away, as it should
                continue
            top = max(range(n), key=lambda i: abs(left[i]))
            assert abs(top - 9000) <= spread, (effect["key"], top)
        if effect["key"] == "declick":
            continue
        ok("process", effect["key"], "stereo.wav", "late.wav", "--force", "--no-compensate")
        late = floats_of("late.wav")[::2]
        top = max(range(n), key=lambda i: abs(late[i]))
        assert len(late) == n and abs(top - 9000 - effect["latency"]) <= spread, (effect["key"], top, effect["latency"])


@test
def process_listens_to_a_sidechain():
    quiet, loud = [0.1] * RATE, sine(-3.0, 100.0, 1.0)
    write_float_wav("in.wav", [quiet])
    write_float_wav("key.wav", [loud])
    write_wav("other.wav", rate=44100)
    ok("process", "comp", "in.wav", "o.wav", "--sidechain", "key.wav", "threshold=-40", "ratio=10")
    assert max(floats_of("o.wav")[24000:]) < 0.05
    refused(1, "process", "comp", "in.wav", "p.wav", "--sidechain", "other.wav", says="44100")
    refused(1, "process", "trim", "in.wav", "p.wav", "--sidechain", "key.wav", says="no side-chain")
    refused(1, "process", "trim", "in.wav", "p.wav", "gain=99", says="out of range")
    refused(1, "process", "trim", "in.wav", "p.wav", "volume=1", says="no parameter")
    refused(1, "process", "wobble", "in.wav", "p.wav", says="wobble")
    refused(2, "process", "trim", "in.wav", "p.wav", "gain")
    assert not os.path.exists("p.wav")


@test
def process_learns_a_noise():
    """Half a second of noise alone, then a tone in it: the pause gets quiet, the tone stays."""
    noise = samples(3.0, RATE, "noise", 0.01, 5)
    tone = [0.0] * RATE + sine(-12.0, 440.0, 2.0)
    write_float_wav("in.wav", [[a + b for a, b in zip(noise, tone)]])
    ok("process", "denoise", "in.wav", "out.wav", "--learn", "0:0.9", "reduction=24")
    out = floats_of("out.wav")

    def power(io, from_s, to_s):
        part = io[int(from_s * RATE):int(to_s * RATE)]
        return sum(x * x for x in part) / len(part)

    before = power(noise, 0.2, 0.8)
    assert power(out, 0.2, 0.8) < before * 10 ** -1.5, power(out, 0.2, 0.8) / before
    near(10 * math.log10(power(out, 1.5, 2.5)), 10 * math.log10(power(tone, 1.5, 2.5)), 0.2)
    refused(1, "process", "denoise", "in.wav", "n.wav", "--learn", "1:1.001", says="too short")
    refused(1, "process", "trim", "in.wav", "n.wav", "--learn", "0:1", says="does not learn")
    refused(1, "process", "trim", "in.wav", "n.wav", "--file", "in.wav", says="takes no file")
    assert not os.path.exists("n.wav")


@test
def process_takes_an_impulse():
    """An impulse of two samples is two copies of what comes in, to the sample."""
    impulse = [0.0] * 4800
    impulse[0], impulse[2400] = 0.5, -0.25
    write_float_wav("ir.wav", [impulse])
    write_float_wav("in.wav", [samples(0.5, RATE, "noise", 0.2, 3)])
    ok("process", "convolve", "in.wav", "out.wav", "--file", "ir.wav", "mix=100", "low-cut=20", "high-cut=20000", "fade=0")
    given, made = floats_of("in.wav"), floats_of("out.wav")[0::2]
    direct = [x + (-0.5 * given[i - 2400] if i >= 2400 else 0.0) for i, x in enumerate(given)]
    scale = sum(a * b for a, b in zip(made, direct)) / sum(b * b for b in direct)
    error = sum((a - scale * b) ** 2 for a, b in zip(made, direct)) / sum((scale * b) ** 2 for b in direct)
    assert scale > 0.1 and error < 1e-4, (scale, error)

    def spike(level):
        return [level] + [0.0] * 99

    write_float_wav("true.wav", [spike(0.8), spike(0.4), spike(0.2), spike(0.1)])  # left to left, to right, right to left, to right
    click = [0.0] * 100 + [0.5] + [0.0] * 4699
    given = {}
    for side, planes in (("left", [click, [0.0] * 4800]), ("right", [[0.0] * 4800, click])):
        write_float_wav("side.wav", planes)
        ok("process", "convolve", "side.wav", "side-out.wav", "--file", "true.wav", "mix=100", "low-cut=20", "high-cut=20000", "fade=0", "--force")
        io = floats_of("side-out.wav")
        given[side] = io[200], io[201]
    first = given["left"][0]
    for (side, i), share in {("left", 1): 0.5, ("right", 0): 0.25, ("right", 1): 0.125}.items():
        near(given[side][i] / first, share, 0.01)
    refused(1, "process", "convolve", "in.wav", "n.wav", "--file", "none.wav", says="none.wav")
    assert not os.path.exists("n.wav")


@test
def sessions_keep_what_was_learned():
    write_float_wav("vox.wav", [[a + b for a, b in zip(samples(3.0, RATE, "noise", 0.01, 5), [0.0] * RATE + sine(-12.0, 440.0, 2.0))]])
    ok("new", "s.lathe", "vox.wav")
    ok("add", "s.lathe", "vox", "gate")
    ok("add", "s.lathe", "vox", "denoise")
    slot = load("show", "s.lathe")["tracks"][0]["slots"][1]
    assert slot["blob"] is None
    ok("learn", "s.lathe", "vox.denoise", "--from", "0:0.9")
    name = load("show", "s.lathe")["tracks"][0]["slots"][1]["blob"]
    assert os.listdir("s.lathe/blobs") == [name]
    ok("render", "s.lathe", "-o", "with.wav", "--bits", "float")
    ok("undo", "s.lathe")
    assert load("show", "s.lathe")["tracks"][0]["slots"][1]["blob"] is None
    ok("redo", "s.lathe")
    ok("render", "s.lathe", "-o", "again.wav", "--bits", "float", "--threads", "1")
    assert chunks_of("with.wav")["data"] == chunks_of("again.wav")["data"]
    os.remove("s.lathe/blobs/" + name)
    check = Run("check", "s.lathe")
    assert check.code == 1 and "denoise" in check.out + check.err, (check.code, check.out, check.err)
    ok("render", "s.lathe", "-o", "without.wav", "--bits", "float")  # it shows as missing and plays on
    ok("learn", "s.lathe", "vox.denoise", "--clear")
    ok("check", "s.lathe")
    refused(1, "learn", "s.lathe", "vox.gate", "--from", "0:1", says="does not learn")
    refused(1, "learn", "s.lathe", "vox.eq", says="eq")
    refused(1, "learn", "s.lathe", "vox.fader", says="STRIP.SLOT")


# --- convert ---


@test
def convert_is_bit_exact():
    write_wav("a.wav", channels=2, kind="noise")
    sound = chunks_of("a.wav")["data"]
    for chain in [["b.flac"], ["b.aiff"], ["b.caf"], ["b.w64"], ["b.au"], ["b.flac", "c.aiff", "d.rf64"]]:
        last = "a.wav"
        for name in chain + ["back.wav"]:
            ok("convert", last, "-o", name, "--force")
            last = name
        assert chunks_of("back.wav")["data"] == sound, chain
    ok("convert", "a.wav", "-o", "wide.wav", "--bits", "float")
    ok("convert", "wide.wav", "-o", "back.wav", "--bits", "16", "--dither", "none", "--force")
    assert chunks_of("back.wav")["data"] == sound
    ok("convert", "a.wav", "-o", "a.wav", "--force")
    assert chunks_of("a.wav")["data"] == sound


@test
def convert_refuses_wrong_words():
    write_wav("a.wav")
    for words in [["--bits", "12"], ["--dither", "fine"], ["--format", "tape"], ["--gain", "loud"], ["--rate", "x"], ["--rate", "0"], ["--rate", "-48000"], ["--colour"]]:
        refused(2, "convert", "a.wav", "-o", "b.wav", *words)
    refused(1, "convert", "a.wav", "-o", "b.tape", says="--format")
    refused(1, "convert", "a.wav", "-o", "b.wav", "--rate", "5", says="5 Hz")
    refused(2, "convert", "a.wav")
    assert os.listdir(".") == ["a.wav"]
    refused(1, "convert", "a.wav", "-o", "a.wav", says="--force")


# --- master, verify ---


@test
def master_reaches_the_target_and_verify_proves_it():
    write_float_wav("mix.wav", [samples(8.0, RATE, "noise", 0.2, 1), samples(8.0, RATE, "noise", 0.2, 2)])
    m = load("master", "mix.wav", "-o", "m.wav", "--certificate", "m.json")[0]
    near(m["integrated_lufs"], -14.0, 0.1)
    assert m["true_peak_dbtp"] <= -1.0
    quiet = load("master", "mix.wav", "-o", "q.wav", "--target-lufs", "-23", "--ceiling", "-3", "--preset", "clean", "eq.b3-gain=1.5")[0]
    near(quiet["integrated_lufs"], -23.0, 0.1)
    assert quiet["true_peak_dbtp"] <= -3.0

    assert load("verify", "m.wav", "m.json") == {"agrees": True, "findings": []}
    with open("m.wav", "r+b") as f:
        f.seek(200000)
        byte = f.read(1)
        f.seek(200000)
        f.write(bytes([byte[0] ^ 1]))
    refused(1, "verify", "m.wav", "m.json", says="m.json")
    told = parse(Run("verify", "m.wav", "m.json", "--json").out)
    assert not told["agrees"] and "SHA-256" in told["findings"][0]
    run = refused(1, "verify", "q.wav", "m.json")
    assert "Integrated loudness is −23.0" in run.out and "the certificate says −14.0" in run.out, run.out
    refused(1, "verify", "m.wav", "none.json", says="no certificate “none.json”")
    refused(1, "verify", "m.wav", "mix.wav", says="mix.wav")
    refused(1, "verify", "none.wav", "m.json", says="none.wav")

    refused(1, "master", "mix.wav", "-o", "mix.wav", "--force", says="mix.wav")
    with open("mix.wav", "rb") as f:
        mix = f.read()
    os.symlink("mix.wav", "link.pdf")
    for taken in ["mix.wav", "./mix.wav", "link.pdf"]:
        refused(1, "master", "mix.wav", "-o", "n.wav", "--certificate", taken, "--force", says="would replace the mix")
    refused(1, "master", "mix.wav", "-o", "n.wav", "--certificate", "./n.wav", "--force", says="both the sound and its certificate")
    with open("mix.wav", "rb") as f:
        assert f.read() == mix

    # Nor a reference, whatever it is called: the sound, the certificate, its page.
    write_wav("ref.wav", seconds=4.0, kind="noise", channels=2)
    os.symlink("ref.wav", "theirs.wav")
    os.link("ref.wav", "theirs.json")
    os.link("ref.wav", "page.pdf")
    with open("ref.wav", "rb") as f:
        reference = f.read()
    for out, more in [("ref.wav", []), ("./theirs.wav", []), ("n.wav", ["--certificate", "theirs.json"]), ("n.wav", ["--certificate", "page.pdf"])]:
        refused(1, "master", "mix.wav", "-o", out, "--reference", "ref.wav:2", "--force", *more, says="is read for this and would be replaced")
    for out in ["mix.wav", "ref.wav", "theirs.wav"]:
        refused(1, "process", "convolve", "mix.wav", out, "--file", "ref.wav", "--force", says="is read for this")
        refused(1, "process", "comp", "mix.wav", out, "--sidechain", "ref.wav", "--force", says="is read for this")
    with open("ref.wav", "rb") as f:
        assert f.read() == reference and not os.path.exists("n.wav")
    assert not os.path.exists("n.wav") and not os.path.exists("link.json")
    refused(1, "master", "mix.wav", "-o", "n.wav", "--preset", "velvet", says="velvet")
    refused(2, "master", "mix.wav", "-o", "n.wav", "--target-lufs", "loud")
    refused(2, "master", "mix.wav", "-o", "n.wav", "--target-lufs", "5")
    assert not os.path.exists("n.wav")


@test
def master_keeps_its_session():
    write_float_wav("mix.wav", [samples(4.0, RATE, "noise", 0.2, 1), samples(4.0, RATE, "noise", 0.2, 2)])
    ok("master", "mix.wav", "-o", "m.wav", "--save-session", "kept.lathe")
    ok("render", "kept.lathe", "-o", "again.wav", "--tail", "0")
    assert chunks_of("again.wav")["data"] == chunks_of("m.wav")["data"]
    before = snapshot(".")
    run = refused(1, "master", "mix.wav", "-o", "n.wav", "--save-session", "/proc/kept.lathe", says="“n.wav” is written")
    assert "“/proc/kept.lathe” could not be written" in run.err and "n.wav" in run.out, (run.out, run.err)
    assert set(snapshot(".")) - set(before) == {"./n.wav"}


@test
def a_master_without_its_session_is_told():
    plane = samples(4.0, RATE, "noise", 0.2, 1) * 30
    write_float_wav("mix.wav", [plane, plane])
    child = subprocess.Popen([LATHE, "master", "mix.wav", "-o", "m.wav", "--save-session", "kept.lathe"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             env=dict(os.environ, LC_ALL="C.UTF-8"))
    while child.poll() is None and not os.path.exists("m.wav"):
        time.sleep(0.001)
    child.send_signal(signal.SIGINT)
    out, err = (text.decode() for text in child.communicate(timeout=60))
    if child.returncode == 0:  # a quick disk: all was done already
        ok("check", "kept.lathe")
    else:
        assert child.returncode == 1 and err == "lathe: Stopped; the master “m.wav” is written, the session “kept.lathe” is not.\n", (out, err)
        assert "m.wav" in out and sorted(os.listdir(".")) == ["m.wav", "mix.wav"], (out, os.listdir("."))


def write_dull(path, level=0.3):
    """Noise that falls above 3 kHz."""
    planes = [samples(4.0, RATE, "noise", level, seed) for seed in (3, 4)]
    for plane in planes:
        for i in range(1, len(plane)):
            plane[i] = 0.3 * plane[i] + 0.7 * plane[i - 1]
    write_float_wav(path, planes)


@test
def process_follows_a_reference():
    write_float_wav("mix.wav", [samples(4.0, RATE, "noise", 0.2, 1), samples(4.0, RATE, "noise", 0.2, 2)])
    write_dull("dull.wav")
    ok("process", "match", "mix.wav", "like.wav", "--file", "dull.wav")
    bright, dull, like = (floats_of(name) for name in ("mix.wav", "dull.wav", "like.wav"))

    def slope(io):  # of two neighbours: how much of the power is high
        left = io[0::2]
        power = sum(x * x for x in left)
        return sum((a - b) ** 2 for a, b in zip(left, left[1:])) / power

    assert slope(bright) > 1.8 and slope(dull) < 0.7, (slope(bright), slope(dull))
    near(slope(like), slope(dull), 0.15)  # the bands end at 20 kHz
    near(load("measure", "like.wav")["integrated_lufs"], load("measure", "mix.wav")["integrated_lufs"], 0.5)

    ok("process", "match", "mix.wav", "same.wav", "--file", "dull.wav", "spectrum=0")
    assert chunks_of("same.wav")["data"] == chunks_of("mix.wav")["data"]
    ok("process", "match", "mix.wav", "part.wav", "--file", "dull.wav", "--learn", "1:2")
    near(slope(floats_of("part.wav")), slope(dull), 0.15)
    refused(1, "process", "match", "mix.wav", "n.wav", "--learn", "1:2", says="--file")
    refused(1, "process", "match", "mix.wav", "n.wav", "--file", "none.wav", says="none.wav")
    refused(1, "process", "match", "mix.wav", "n.wav", "--file", "dull.wav", "g31=2", says="g31")
    assert not os.path.exists("n.wav")


@test
def sessions_follow_a_reference():
    write_float_wav("mix.wav", [samples(4.0, RATE, "noise", 0.2, 1), samples(4.0, RATE, "noise", 0.2, 2)])
    write_dull("dull.wav")
    ok("new", "s.lathe", "mix.wav")
    ok("add", "s.lathe", "mix", "trim", "gain=-3")
    ok("add", "s.lathe", "master", "match", "spectrum=70")
    before = load("show", "s.lathe")["master"]["slots"][0]["values"]
    ok("learn", "s.lathe", "master.match", "--file", "dull.wav", "--from", "0.5:3.5")
    values = load("show", "s.lathe")["master"]["slots"][0]["values"]
    assert values["spectrum"] == 70 and values["g27"] < values["g20"] - 3.0 < values["g10"] - 4.0, values
    ok("undo", "s.lathe")
    assert load("show", "s.lathe")["master"]["slots"][0]["values"] == before
    refused(1, "learn", "s.lathe", "master.match", says="--file")
    refused(1, "learn", "s.lathe", "master.match", "--file", "none.wav", says="none.wav")
    refused(1, "learn", "s.lathe", "master.match", "--file", "dull.wav", "--from", "20:21", says="silent")


@test
def master_follows_a_reference():
    write_float_wav("mix.wav", [samples(4.0, RATE, "noise", 0.2, 1), samples(4.0, RATE, "noise", 0.2, 2)])
    write_dull("dull.wav")
    m = load("master", "mix.wav", "-o", "m.wav", "--reference", "dull.wav", "--save-session", "kept.lathe", "match.smoothing=10")[0]
    near(m["integrated_lufs"], -14.0, 0.1)
    slots = load("show", "kept.lathe")["master"]["slots"]
    assert slots[0]["effect"] == "match" and [s["effect"] for s in slots].count("match") == 1, slots
    values = slots[0]["values"]
    assert values["spectrum"] == 100 and values["smoothing"] == 10
    assert values["g27"] < values["g20"] - 3.0 < values["g10"] - 4.0, values
    write_float_wav("still.wav", [[0.0] * RATE] * 2)
    refused(1, "master", "mix.wav", "-o", "n.wav", "--reference", "still.wav", says="still.wav")
    refused(1, "master", "mix.wav", "-o", "n.wav", "--reference", "none.wav", says="none.wav")
    assert not os.path.exists("n.wav")


# --- surroundings ---


@test
def numbers_have_a_point_everywhere():
    write_float_wav("a.wav", [sine(-12.0)] * 2)
    plain = Run("measure", "a.wav").out
    for env in [{}, {"LC_ALL": "de_DE.UTF-8"}, {"LC_NUMERIC": "fr_FR.UTF-8"}, {"LANG": "xx_YY"}]:
        run = Run("measure", "a.wav", "--json", env=env)
        assert run.code == 0 and parse(run.out)["rate_hz"] == RATE, run.err
    assert Run("measure", "a.wav", env={"LC_ALL": "C.UTF-8", "LC_NUMERIC": "de_DE.UTF-8"}).out == plain


@test
def closed_streams_do_no_harm():
    write_wav("a.wav")
    ok("convert", "a.wav", "-o", "want.wav", "--bits", "24")
    for closed in [(1,), (2,), (0, 1), (0, 1, 2)]:
        with open("/dev/null", "wb") as null:
            done = subprocess.run([LATHE, "convert", "a.wav", "-o", "got.wav", "--bits", "24", "--force"], stdout=null, stderr=null,
                                  preexec_fn=lambda: [os.close(fd) for fd in closed], timeout=60)
        assert done.returncode == (1 if 1 in closed else 0), (closed, done.returncode)  # a lost report is an error
        with open("want.wav", "rb") as want, open("got.wav", "rb") as got:
            assert want.read() == got.read(), closed
    ok("new", "s.lathe", "a.wav")
    for closed in [(1,), (1, 2), (0, 1, 2)]:
        subprocess.run([LATHE, "redo", "s.lathe", "3"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       preexec_fn=lambda: [os.close(fd) for fd in closed], timeout=60)
        subprocess.run([LATHE, "set", "s.lathe", f"a.fader=-{len(closed)}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       preexec_fn=lambda: [os.close(fd) for fd in closed], timeout=60)
        for path, data in snapshot("s.lathe").items():
            assert b"fader 0.0 dB" not in data or path.endswith("journal"), path
            assert b"nothing to redo" not in data and b"could not be written" not in data, path
        ok("check", "s.lathe")


@test
def a_full_disk_leaves_nothing():
    write_float_wav("a.wav", [sine(-12.0)] * 2)
    before = snapshot(".")
    for words in [["convert", "a.wav", "-o", "o.wav"], ["process", "eq", "a.wav", "o.wav"], ["master", "a.wav", "-o", "o.wav"],
                  ["convert", "a.wav", "-o", "a.wav", "--force", "--bits", "16"]]:
        run = Run(*words, limit=50000)
        assert run.code == 1 and words[-1] == "16" or "o.wav" in run.err, run.err
        assert snapshot(".") == before, words
    run = Run("new", "s.lathe", "a.wav", limit=50000)
    assert run.code == 1 and "s.lathe" in run.err and ".lathe-new" not in run.err, run.err
    for target in ["/dev/full", "/dev/null"]:
        refused(1, "convert", "a.wav", "-o", target, "--format", "wav", "--force", says=target)
    refused(1, "convert", "a.wav", "-o", "none/o.wav", says="none/o.wav")
    refused(1, "convert", "a.wav", "-o", "o" * 300 + ".wav", says="shorter")
    assert snapshot(".") == before


@test
def a_signal_leaves_nothing():
    write_float_wav("a.wav", [samples(60.0, 8000, "noise", 0.2)] * 2, rate=8000)
    before = sorted(os.listdir("."))
    for number in [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]:
        child = subprocess.Popen([LATHE, "convert", "a.wav", "-o", "o.wav", "--rate", "384000"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while child.poll() is None and not any(name.endswith(".tmp") for name in os.listdir(".")):
            time.sleep(0.002)
        child.send_signal(number)
        _, told = child.communicate(timeout=60)
        assert child.returncode == 1 and b"Stopped" in told, (number, child.returncode, told)
        assert sorted(os.listdir(".")) == before, os.listdir(".")


@test
def full_outputs_are_errors():
    write_wav("a.wav")
    with open("/dev/full", "wb") as full:
        for words in [["measure", "a.wav"], ["measure", "a.wav", "--json"], ["effects"], ["effects", "--json"], ["doc"], ["--help"],
                      ["convert", "--help"], ["devices", "--json"], ["--version"]]:
            assert Run(*words, stdout=full).code == 1, words


# --- reference ---


@test
def reference_names_everything():
    text = ok("doc").out
    for effect in load("effects"):
        assert f"(`{effect['key']}`)" in text
        one = load("effects", effect["key"])
        assert one == effect
        assert ok("effects", effect["key"]).out
        for row in effect["params"]:
            assert f"| `{row['key']}` |" in text, row["key"]
            assert row["kind"] != "number" or row["min"] is None or row["max"] is None or row["min"] <= row["default"] <= row["max"], row
    commands = text.split("## Commands")[1].split("\n## ")[0].strip().splitlines()
    assert len(commands) > 20 and all(line.startswith("- ") and line.count("`") % 2 == 0 for line in commands), commands
    refused(1, "effects", "wobble", says="wobble")


@test
def help_and_wrong_usage():
    for name in ["demo", "render", "master", "measure", "process", "convert", "effects", "play", "devices", "verify", "doc"]:
        run = ok(name, "--help")
        assert run.out.startswith("Usage: lathe " + name) and "--quiet" in run.out, run.out
        refused(2, name, "--no-such-option", "x", "y", "z")
    for name in ["demo", "render", "master", "measure", "process", "convert", "play", "verify"]:
        refused(2, name)


sys.exit(main())
