#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Rendering and playing, run as a user would: every source, format, range, tail, loudness target and
# certificate; the same samples for any number of threads and any buffer of a device. Prints TAP. The
# program is named by $LATHE.

import os
import shutil
import signal
import subprocess
import sys
import time

from lathe_cli import LATHE, Run, chunks_of, floats_of, load, main, ok, parse, refused, samples, snapshot, test, write_float_wav, write_wav

RATE = 16000


def song(name="song.lathe"):
    """Two tracks, a bus with a reverb and a delay, a master chain, automation; two seconds at 16 kHz."""
    write_float_wav("Kick.wav", [samples(2.0, RATE, 60.0, 0.6)], rate=RATE)
    write_float_wav("Pad.wav", [samples(2.0, RATE, "noise", 0.2, 3), samples(2.0, RATE, "noise", 0.2, 4)], rate=RATE)
    ok("new", name, "Kick.wav", "Pad.wav")
    ok("bus", name, "Room")
    ok("send", name, "Kick", "Room", "-6")
    ok("send", name, "Pad", "Room", "-9", "--pre")
    ok("add", name, "Room", "reverb", "decay=0.4")
    ok("add", name, "Pad", "saturate", "drive=6")
    ok("add", name, "master", "comp", "threshold=-20")
    ok("add", name, "master", "limit", "ceiling=-1")
    ok("automate", name, "Pad.pan", "0=-1", "1.5=1", "--bend", "0.8")
    return name


def data_of(path):
    return chunks_of(path)["data"]


# --- the same samples ---


@test
def any_number_of_threads_gives_the_same_bytes():
    session = song()
    for threads in ["1", "2", "4"]:
        ok("render", session, "-o", f"{threads}.wav", "--threads", threads)
        ok("render", session, "-o", f"16-{threads}.flac", "--threads", threads, "--bits", "16", "--rate", "44100")
    for threads in ["2", "4"]:
        for name in ["{}.wav", "16-{}.flac"]:
            with open(name.format("1"), "rb") as a, open(name.format(threads), "rb") as b:
                assert a.read() == b.read(), (name, threads)


@test
def playing_gives_what_rendering_gives():
    session = song()
    ok("render", session, "-o", "all.wav", "--bits", "float")
    ok("render", session, "-o", "part.wav", "--bits", "float", "--range", "0.3:1.7")
    ok("render", session, "-o", "mix.wav", "--bits", "float", "--source", "mix")
    for buffer in ["16", "64", "100", "441", "1024", "4096"]:
        play = ["play", session, "--device", "null", "--free-running", "--buffer", buffer, "--force", "--capture", "c.wav"]
        counts = load(*play)
        assert (counts["xruns"], counts["starved_reads"], counts["late_blocks"], counts["capture_lost"]) == (0, 0, 0, 0), counts
        assert data_of("c.wav") == data_of("all.wav"), buffer  # and it ends where the render ends
        ok(*play, "--from", "0.3", "--for", "1.4")
        assert data_of("c.wav") == data_of("part.wav"), buffer
        ok(*play, "--source", "mix")
        assert data_of("c.wav") == data_of("mix.wav"), buffer
    ok("play", session, "--device", "null", "--for", "0.5", "--capture", "c.wav", "--force")
    assert data_of("c.wav") == data_of("all.wav")[: 8000 * 8]


@test
def a_file_plays_as_it_is():
    write_float_wav("a.wav", [samples(0.5, RATE, "noise", 0.5, 1), samples(0.5, RATE, "noise", 0.5, 2)], rate=RATE)
    ok("play", "a.wav", "--device", "null", "--free-running", "--capture", "c.wav")
    told = load("play", "a.wav", "--device", "null", "--free-running", "--capture", "d.wav", "--first-channel", "1024", "--device-rate", "384000")
    assert data_of("c.wav") == data_of("d.wav") and told["device_rate_hz"] == RATE and told["lost"] is False  # the timer has no channels and no rate of its own
    assert data_of("c.wav") == data_of("a.wav")


def until(condition, seconds=10.0):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.02)
    return condition()


LAST_BYTES = 1024 * 2 * 4


def pulse_env():
    here = os.getcwd()
    with open(".asoundrc", "w") as f:
        f.write("pcm.!default { type pulse }\nctl.!default { type pulse }\n")
    return dict(os.environ, HOME=here, PULSE_SERVER=f"unix:{here}/server", LC_ALL="C.UTF-8", XDG_RUNTIME_DIR=here, XDG_CONFIG_HOME=here)


def pulse_start(quiet):
    if os.path.exists("server"):
        os.remove("server")
    server = subprocess.Popen(["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--realtime=no", "--high-priority=no",
                               "--use-pid-file=no", "-L", "module-null-sink sink_name=ci rate=48000 channels=2 format=float32le",
                               "-L", f"module-native-protocol-unix socket={os.getcwd()}/server auth-anonymous=1"], **quiet)
    if not until(lambda: os.path.exists("server")):
        server.kill()
        server.wait()
        raise AssertionError("PulseAudio did not start")
    return server


@test
def a_sound_server_hears_the_last_frame():
    if not all(shutil.which(name) for name in ("pulseaudio", "parec")):
        print("# no PulseAudio here: left out")
        return
    write_float_wav("a.wav", [samples(1.0, 48000, "noise", 0.5, 1), samples(1.0, 48000, "noise", 0.5, 2)])
    env = pulse_env()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": env}
    running = [pulse_start(quiet)]
    try:
        with open("heard", "wb") as heard, open("recorder", "wb") as recorder:
            running.append(subprocess.Popen(["parec", "-d", "ci.monitor", "--format=float32le", "--rate=48000", "--channels=2", "--raw",
                                             "--latency-msec=20", "--verbose"], **{**quiet, "stdout": heard, "stderr": recorder}))
        assert until(lambda: os.path.getsize("heard") > 0), "nothing was recorded"
        def came():
            with open("heard", "rb") as f:
                return f.read()

        def overruns():
            with open("recorder", "rb") as f:
                return f.read().count(b"overrun")

        for _ in range(8):  # a busy machine may drop a block, on the way out or where it is recorded: both count what they drop
            before = overruns()
            run = Run("play", "a.wav", "--device", "default", "--json", env=env)
            if run.code == 1 and "was lost" in run.err and parse(run.out)["lost"]:
                continue  # too busy to be answered in time
            assert run.code == 0, run.err
            if until(lambda: data_of("a.wav") in came(), 3):
                break
            counts = parse(run.out)
            dropped = sum(counts[key] for key in ("xruns", "starved_device_blocks", "starved_reads", "late_blocks")) + overruns() - before
            # A server that is late itself skips a block and tells nobody; what ends too early loses the end.
            assert dropped > 0 or data_of("a.wav")[-LAST_BYTES:] in came(), f"the end was not heard, and nobody counted why: {counts}"
        else:
            raise AssertionError("not all was heard")
    finally:
        for process in reversed(running):
            process.terminate()
            process.wait()


@test
def a_sound_server_that_dies_or_hangs_is_an_error():
    if not shutil.which("pulseaudio"):
        print("# no PulseAudio here: left out")
        return
    write_wav("a.wav", seconds=6.0)
    env = pulse_env()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": env}
    play = [LATHE, "play", "a.wav", "--device", "default", "--quiet", "--json"]
    server = pulse_start(quiet)

    def lose(comes_back):
        """Kills the server while it is played. Is the device lost when the song ends?"""
        nonlocal server
        child = subprocess.Popen([*play, "--force", "--capture", "c.wav"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
        # It plays once frames reach the capture.
        assert until(lambda: any(name.endswith(".tmp") and os.path.getsize(name) > 48000 for name in os.listdir(".")), 30), "it does not play"
        server.kill()
        server.wait()
        if comes_back:
            server = pulse_start(quiet)
        out, err = (text.decode() for text in child.communicate(timeout=60))
        told = parse(out)
        assert told["device"] == "default" and child.returncode == (1 if told["lost"] else 0), (child.returncode, out, err)
        assert err.startswith("lathe: ") and "“default” was lost" in err and err.count("\n") == 1 if told["lost"] else err == "", err
        assert os.path.getsize("c.wav") > 6.0 * 48000 * 8  # it is what was played, heard or not
        if not comes_back:
            server = pulse_start(quiet)
        return told["lost"]

    try:
        assert lose(False)
        assert not all(lose(True) for _ in range(5))  # on a busy machine it may come back too late
        os.remove("c.wav")
        server.send_signal(signal.SIGSTOP)
        before = sorted(os.listdir("."))
        for words, says in [(["--device", "default"], "“default” does not answer"), (["--api", "alsa"], "“alsa” answers")]:
            run = Run("play", "a.wav", "--quiet", "--capture", "c.wav", *words, env=env)
            assert run.code == 1 and run.out == "" and says in run.err and "--device null" in run.err, (run.code, run.out, run.err)
        assert sorted(os.listdir(".")) == before
    finally:
        server.kill()
        server.wait()


@test
def playing_ends_with_the_counters_when_it_is_stopped():
    write_wav("a.wav", seconds=30.0)
    for number in [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]:
        for words in [[], ["--capture", "c.wav"]]:
            child = subprocess.Popen([LATHE, "play", "a.wav", "--device", "null", "--json", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                     env=dict(os.environ, LC_ALL="C.UTF-8"))
            if words:  # it plays once frames reach the capture
                assert until(lambda: any(name.endswith(".tmp") and os.path.getsize(name) > 48000 for name in os.listdir("."))), "it does not play"
            else:
                time.sleep(1.0)
            child.send_signal(number)
            out, err = (text.decode() for text in child.communicate(timeout=20))
            told = parse(out)
            assert told["device"] == "null" and told["lost"] is False and told["xruns"] == 0, told
            assert (child.returncode, err) == ((1, "lathe: Stopped; nothing was written.\n") if words else (0, "")), (child.returncode, err)
            assert sorted(os.listdir(".")) == ["a.wav"], os.listdir(".")


@test
def playing_to_nothing_is_an_error():
    write_wav("a.wav", rate=RATE)
    before = sorted(os.listdir("."))
    refused(1, "play", "a.wav", "--device", "no such device", "--capture", "c.wav", says="--device null")
    for frames in ("0", "-1", "100000"):
        refused(2, "play", "a.wav", "--device", "null", "--buffer", frames, says="The buffer is 1 to")
    for threads in ("0", "-1", "65"):
        refused(2, "play", "a.wav", "--device", "null", "--threads", threads, says="The threads are 1 to 64")
    for channel in ("0", "-1", "1025", "nan", "1.5", ""):
        refused(2, "play", "a.wav", "--device", "null", "--first-channel", channel, says="first")
    for rate in ("0", "7999", "384001", "-48000", "inf", "48k"):
        refused(2, "play", "a.wav", "--device", "null", "--device-rate", rate, says="rate")
    refused(2, "play", "a.wav", "--free-running")
    refused(2, "play", "a.wav", "--device", "null", "--for", "long")
    refused(1, "play", "a.wav", "--device", "null", "--capture", "a.wav", says="a.wav")
    assert sorted(os.listdir(".")) == before


# --- what is rendered ---


@test
def stems_add_up_to_the_mix():
    session = song()
    ok("render", session, "-o", "stems", "--source", "stems", "--bits", "float")
    ok("render", session, "-o", "mix.wav", "--source", "mix", "--bits", "float")
    assert sorted(os.listdir("stems")) == ["01 Kick.wav", "02 Pad.wav", "03 Room.wav"]
    stems = [floats_of("stems/" + name) for name in os.listdir("stems")]
    mix = floats_of("mix.wav")
    assert max(abs(mix[i] - sum(stem[i] for stem in stems)) for i in range(len(mix))) < 1e-6
    ok("render", session, "-o", "tracks", "--source", "tracks", "--format", "flac", "--range", "0:1")
    assert sorted(os.listdir("tracks")) == ["01 Kick.flac", "02 Pad.flac"]
    one = load("render", session, "-o", "one.wav", "--source", "pad", "--range", "0:1")[0]
    assert one["duration_s"] == 1.0
    refused(1, "render", session, "-o", "x.wav", "--source", "Flute", says="Flute")
    refused(2, "render", session, "-o", "more", "--source", "stems", "--target-lufs", "-14")
    refused(1, "render", session, "-o", "stems", "--source", "stems", says="--force")
    assert not os.path.exists("more") and not os.path.exists("x.wav")


@test
def every_format_and_word_length():
    session = song()
    for name, bits, told in [("a.wav", "16", "WAV, 16-bit"), ("a.wav", "24", "WAV, 24-bit"), ("a.wav", "32", "WAV, 32-bit"),
                             ("a.wav", "float", "WAV, 32-bit float"), ("a.wav", "double", "WAV, 64-bit float"), ("a.aiff", "16", "AIFF, 16-bit"),
                             ("a.aiff", "24", "AIFF, 24-bit"), ("a.flac", "16", "FLAC, 16-bit"), ("a.flac", "24", "FLAC, 24-bit"),
                             ("a.w64", "24", "Wave64, 24-bit"), ("a.caf", "24", "CAF, 24-bit"), ("a.rf64", "24", None)]:
        one = load("render", session, "-o", name, "--bits", bits, "--force")[0]
        assert told is None or one["format"] == told, (name, bits, one["format"])
    for name in ["b.ogg", "b.mp3", "b.opus"]:
        run = Run("render", session, "-o", name)
        assert run.code == 0 and os.path.getsize(name) > 0, run.err
    assert load("render", session, "-o", "c.wav", "--rate", "44100")[0]["rate_hz"] == 44100
    assert load("render", session, "-o", "odd.name", "--format", "aiff")[0]["format"] == "AIFF, 24-bit"
    refused(1, "render", session, "-o", "a.tape", says="--format")
    for words in [["--bits", "12"], ["--format", "tape"], ["--dither", "fine"], ["--threads", "99"], ["--threads", "some"], ["--rate", "-1"], ["--rate", "0"],
                  ["--rate", "48000.5"], ["--target-lufs", "1e30"], ["--target-lufs", "-inf"], ["--ceiling", "1"], ["--ceiling", "-inf"]]:
        refused(2, "render", session, "-o", "d.wav", *words)
    assert not os.path.exists("d.wav")


@test
def dither_is_chosen_and_seeded():
    session = song()
    files = {}
    for name, words in [("none", ["--dither", "none"]), ("tpdf", []), ("same", ["--dither", "tpdf"]), ("seed", ["--seed", "7"]),
                        ("shaped", ["--dither", "shaped"])]:
        ok("render", session, "-o", name + ".wav", "--bits", "16", *words)
        files[name] = data_of(name + ".wav")
    assert files["tpdf"] == files["same"]
    assert len({files[name] for name in ("none", "tpdf", "seed", "shaped")}) == 4


@test
def ranges_and_tails():
    session = song()

    def seconds(*words):
        return load("render", session, "-o", "r.wav", "--force", *words)[0]["duration_s"]

    assert seconds("--range", "0.5:1.5") == 1.0
    assert seconds("--range", "8000s:24000s") == 1.0
    assert seconds("--range", "0:00.5:0:01.5") == 1.0
    assert seconds("--range", "0:00.5-0:01.5") == 1.0
    assert seconds("--tail", "0") == 2.0
    assert seconds("--tail", "1.5") == 3.5
    assert 2.0 < seconds() < 3.5  # as long as the reverb sounds
    for words in [["--range", "2:1"], ["--range", "0:01:02"], ["--range", "all"], ["--tail", "long"], ["--tail", "-1"]]:
        refused(2, "render", session, "-o", "no.wav", *words)
    ok("new", "empty.lathe")
    refused(1, "render", "empty.lathe", "-o", "no.wav", says="no clips")
    assert not os.path.exists("no.wav")


# --- loudness ---


@test
def targets_are_reached_under_the_ceiling():
    session = song()
    one = load("render", session, "-o", "a.wav", "--target-lufs", "-14", "--ceiling", "-1.5", "--certificate", "a.json")[0]
    assert abs(one["integrated_lufs"] + 14.0) <= 0.1 and one["true_peak_dbtp"] <= -1.5, one
    with open("a.json") as f:
        told = parse(f.read())
    assert told["target_lufs"] == -14.0 and told["ceiling_dbtp"] == -1.5
    ok("verify", "a.wav", "a.json")
    # a loudness alone does not clip
    loud = load("render", session, "-o", "b.wav", "--target-lufs", "-9")[0]
    assert loud["true_peak_dbtp"] <= -1.0 and loud["clipped_runs"] == 0, loud
    # with a ceiling alone the level stays
    low = load("render", session, "-o", "c.wav", "--ceiling", "-6")[0]
    assert low["true_peak_dbtp"] <= -6.0, low
    for words in [["--target-lufs", "loud"], ["--ceiling", "high"]]:
        refused(2, "render", session, "-o", "d.wav", *words)


@test
def what_has_no_loudness_keeps_its_level_and_says_so():
    write_float_wav("Nothing.wav", [samples(10.0, RATE, 60.0, 0.0)], rate=RATE)
    write_float_wav("Click.wav", [samples(0.083, RATE, "noise", 0.2)], rate=RATE)
    for name, says in [("Nothing", "is silent, or too quiet to have a loudness; no target can be reached, and its level stays."),
                       ("Click", "is too short to have a loudness; its level stays, and the ceiling is kept.")]:
        ok("new", name + ".lathe", name + ".wav")
        run = ok("render", name + ".lathe", "-o", name + "-14.wav", "--target-lufs", "-14")
        assert f"“{name}-14.wav” {says}" in run.err and " inf " not in run.err and "nan" not in run.err, run.err
        run = ok("render", name + ".lathe", "-o", name + "-as.wav")
        assert "to have a loudness" not in run.err, run.err
    ok("render", "Click.lathe", "-o", "as.wav", "--bits", "float")
    ok("render", "Click.lathe", "-o", "14.wav", "--bits", "float", "--target-lufs", "-14")
    assert data_of("as.wav") == data_of("14.wav")


@test
def a_certificate_is_not_overwritten():
    session = song()
    with open("c.json", "w") as f:
        f.write("mine")
    refused(1, "render", session, "-o", "a.wav", "--certificate", "c.json", says="c.json")
    refused(1, "render", session, "-o", "a.wav", "--certificate", "none/c.json", says="none/c.json")
    assert not os.path.exists("a.wav")
    ok("render", session, "-o", "a.wav", "--certificate", "c.json", "--force")
    ok("verify", "a.wav", "c.json")


# --- files out ---


@test
def files_are_replaced_only_with_force():
    session = song()
    ok("render", session, "-o", "a.wav", "--range", "0:0.5")
    kept = data_of("a.wav")
    refused(1, "render", session, "-o", "a.wav", says="--force")
    assert data_of("a.wav") == kept
    ok("render", session, "-o", "a.wav", "--range", "0:0.25", "--force")
    assert len(data_of("a.wav")) == len(kept) // 2
    os.link("a.wav", "b.wav")
    ok("render", session, "-o", "b.wav", "--force")
    assert len(data_of("a.wav")) == len(kept) // 2  # the other name keeps the old file


@test
def nothing_replaces_what_it_is_made_of():
    session = song()
    sound = next(os.path.join(session, "audio", name) for name in os.listdir(os.path.join(session, "audio")))
    os.link(sound, "linked.wav")
    os.symlink(os.path.abspath(session), "elsewhere.lathe")
    before = {path: data for path, data in snapshot(session).items() if "/history" not in path}
    for out in [sound, "linked.wav", sound.replace(session, "./elsewhere.lathe")]:
        refused(1, "render", session, "-o", out, "--force", says="is a file of the session")
        refused(1, "render", session, "-o", "a.wav", "--certificate", out, "--force", says="is a file of the session")
        refused(1, "play", session, "--device", "null", "--free-running", "--capture", out, "--force", says="is a file of the session")
        refused(1, "codec", session, "--decoded", out, "--force", says="is a file of the session")
    for out in [os.path.join(session, "session.json"), os.path.join(session, "history", "journal")]:
        refused(1, "render", session, "-o", "a.wav", "--certificate", out, "--force", says="is a file of the session")
    assert {path: data for path, data in snapshot(session).items() if "/history" not in path} == before and not os.path.exists("a.wav")


@test
def nothing_is_put_where_a_session_keeps_its_own():
    session = song()
    os.symlink(os.path.abspath(session), "elsewhere.lathe")
    os.symlink(os.path.abspath(session + "/audio"), "sounds")
    os.symlink(os.path.abspath(session + "/history"), "far")
    ok("new", "other.lathe")
    before = snapshot(".")
    for folder in [session + "/audio", session + "/audio/new/deep", session + "/blobs", session + "/history", "elsewhere.lathe/audio", "sounds", "other.lathe/audio",
                   session + "/exports/../audio", "far/../audio"]:
        refused(1, "render", session, "-o", folder + "/a.wav", says="keeps its own files")
        refused(1, "render", session, "-o", folder, "--source", "stems", says="keeps its own files")
        refused(1, "render", session, "-o", "a.wav", "--certificate", folder + "/a.json", says="keeps its own files")
        refused(1, "deliver", session, "--to", folder, says="keeps its own files")
        refused(1, "play", session, "--device", "null", "--free-running", "--capture", folder + "/a.wav", says="keeps its own files")
        if os.path.isdir(folder):
            refused(1, "codec", session, "--decoded", folder + "/a.wav", says="keeps its own files")
    assert snapshot(".") == before and not os.path.exists(session + "/blobs") and not os.path.exists(session + "/audio/new")
    write_wav("mix.wav", rate=RATE)
    refused(1, "master", "mix.wav", "-o", session + "/audio/mix.wav", says="keeps its own files")
    os.mkdir(session + "/exports")
    os.symlink(os.path.abspath(session + "/exports"), session + "/audio/out")
    ok("render", session, "-o", session + "/audio/out/b.wav", "--range", "0:0.25")  # which is not there
    ok("render", session, "-o", session + "/exports/a.wav", "--range", "0:0.25")
    ok("render", session, "-o", session + "/b.wav", "--range", "0:0.25")
    ok("convert", "mix.wav", "-o", session + "/audio/back.wav")  # what was missing is put back


@test
def what_cannot_be_written_leaves_nothing():
    session = song()
    before = {path: data for path, data in snapshot(".").items() if not path.startswith("./song.lathe/history")}

    def left():
        return {path: data for path, data in snapshot(".").items() if not path.startswith("./song.lathe/history")}

    for words in [["-o", "a.wav"], ["-o", "a.flac"], ["-o", "stems", "--source", "stems"], ["-o", "a.wav", "--target-lufs", "-14"]]:
        run = Run("render", session, *words, limit=20000)
        assert run.code == 1 and run.err.startswith("lathe: ") and words[1] in run.err, run.err
        assert left() == before and not os.path.exists("stems"), words
    refused(1, "render", session, "-o", "none/a.wav", says="none/a.wav")
    refused(1, "render", session, "-o", "/dev/full", "--format", "wav", "--force", says="/dev/full")
    run = Run("play", session, "--device", "null", "--free-running", "--capture", "c.wav", limit=20000)
    assert run.code == 1 and "c.wav" in run.err, run.err
    assert left() == before


@test
def what_has_no_room_is_not_begun():
    session = song()
    here = os.path.realpath(".")
    before = snapshot(".")
    long = ["--range", "0:6.8e7"]  # 6 TB and more
    for words in [["-o", "a.wav"], ["-o", "a.wav", "--bits", "16", "--target-lufs", "-14"], ["-o", "a.flac", "--target-lufs", "-14"], ["-o", "a.rf64"],
                  ["-o", "stems", "--source", "stems"]]:
        run = refused(1, "render", session, *words, *long, says="has no room for this: it needs")
        assert here in run.err and "are free" in run.err and run.err.count("\n") == 1, run.err
    refused(1, "render", session, "-o", "a.aiff", *long, says="4 GiB")
    refused(1, "deliver", session, "--to", ".", *long, says="has no room for this: it needs")
    refused(1, "play", session, "--device", "null", "--free-running", "--capture", "c.wav", "--for", "6.8e7", says="has no room for this: it needs")
    assert snapshot(".") == before and not os.path.exists("stems")


@test
def a_signal_leaves_nothing():
    write_float_wav("Long.wav", [samples(40.0, 8000, "noise", 0.2)], rate=8000)
    ok("new", "s.lathe", "Long.wav")
    for _ in range(3):
        ok("add", "s.lathe", "Long", "reverb")
    before = sorted(os.listdir("."))
    for number, words in [(signal.SIGINT, ["-o", "a.wav"]), (signal.SIGTERM, ["-o", "stems", "--source", "stems"]),
                          (signal.SIGHUP, ["-o", "a.wav", "--target-lufs", "-14"])]:
        child = subprocess.Popen([LATHE, "render", "s.lathe", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while child.poll() is None and not any(name.endswith(".tmp") for _, _, names in os.walk(".") for name in names):
            time.sleep(0.002)
        child.send_signal(number)
        _, told = child.communicate(timeout=60)
        assert child.returncode == 1 and b"Stopped" in told, (number, child.returncode, told)
        assert sorted(os.listdir(".")) == before, os.listdir(".")


# --- the demo ---


@test
def the_demo_is_whole():
    ok("demo", "demo.lathe")
    assert load("check", "demo.lathe")["ok"]
    shown = load("show", "demo.lathe")
    assert len(shown["tracks"]) >= 10 and shown["buses"] and shown["master"]["slots"]
    master = load("render", "demo.lathe", "-o", "m.wav", "--range", "0:8")[0]
    assert master["true_peak_dbtp"] <= -1.0 and master["correlation"] > 0.0
    ok("render", "demo.lathe", "-o", "r.wav", "--bits", "float", "--range", "0:4")
    for threads in ("1", "3"):  # many tracks: threads share them
        ok("play", "demo.lathe", "--device", "null", "--free-running", "--for", "4", "--threads", threads, "--capture", "c.wav", "--force")
        assert data_of("c.wav") == data_of("r.wav"), threads
    refused(1, "demo", "demo.lathe", says="demo.lathe")
    refused(1, "demo", "/proc/demo", says="/proc/demo")


sys.exit(main())
