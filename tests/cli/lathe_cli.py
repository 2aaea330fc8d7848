# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the tests of the command line share: running it, making sound files, printing TAP.
# The program is named by $LATHE.

import array
import json
import math
import os
import random
import resource
import shutil
import struct
import subprocess
import tempfile
import wave

LATHE = os.environ["LATHE"]
TESTS = []


def test(function):
    TESTS.append(function)
    return function


class Run:
    """One run of the program: code, out, err. limit: of a file's size in bytes; closed: standard streams."""

    def __init__(self, *args, stdout=subprocess.PIPE, limit=None, env=None, closed=()):
        def child():
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            for stream in closed:
                os.close(stream)

        full = dict(os.environ, LC_ALL="C.UTF-8") if env is None else env
        done = subprocess.run([LATHE, *args], stdout=stdout, stderr=subprocess.PIPE, env=full, timeout=120, preexec_fn=child)
        self.args = args
        self.code = done.returncode
        self.out = (done.stdout or b"").decode()
        self.err = done.stderr.decode()


def ok(*args):
    run = Run(*args)
    assert run.code == 0, f"{args}: exit {run.code}: {run.err}"
    return run


def refused(code, *args, says=None):
    run = Run(*args)
    assert run.code == code, f"{args}: exit {run.code}, not {code}: {run.out}{run.err}"
    assert run.err.startswith("lathe"), f"{args}: no sentence: {run.err!r}"
    if says is not None:
        assert says in run.err, f"{args}: {run.err!r} does not say {says!r}"
    return run


def no_constant(text):
    raise AssertionError("not JSON: " + text)


def parse(text):
    return json.loads(text, parse_constant=no_constant)


def load(*args):
    return parse(ok(*args, "--json").out)


def snapshot(folder):
    """Every file with its contents."""
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(base, name), "rb") as f:
                found[os.path.join(base, name)] = f.read()
    return found


def samples(seconds, rate, kind, level, seed=1):
    n = int(seconds * rate)
    noise = random.Random(seed)
    if kind == "noise":
        return [noise.uniform(-level, level) for _ in range(n)]
    return [level * math.sin(2.0 * math.pi * kind * i / rate) for i in range(n)]


def write_wav(path, seconds=1.0, rate=48000, channels=1, kind=440.0, level=0.25, seed=1):
    mono = samples(seconds, rate, kind, level, seed)
    data = array.array("h", [0]) * (len(mono) * channels)
    for i, value in enumerate(mono):
        for c in range(channels):
            data[i * channels + c] = int(round(value * 32767))
    with wave.open(path, "wb") as f:
        f.setnchannels(channels)
        f.setsampwidth(2)
        f.setframerate(rate)
        f.writeframes(data.tobytes())


def write_float_wav(path, planes, rate=48000, claimed=None):
    """32-bit float; claimed: bytes that the header promises, when not what is there."""
    n = len(planes)
    data = array.array("f", [0.0]) * (n * len(planes[0]))
    for c, plane in enumerate(planes):
        data[c::n] = array.array("f", plane)
    data = data.tobytes()
    size = len(data) if claimed is None else claimed
    fmt = struct.pack("<HHIIHH", 3, n, rate, rate * 4 * n, 4 * n, 32)
    with open(path, "wb") as f:
        f.write(b"RIFF" + struct.pack("<I", 36 + size) + b"WAVEfmt " + struct.pack("<I", 16) + fmt + b"data" + struct.pack("<I", size) + data)


def chunks_of(path):
    """The chunks of a WAV file by their names."""
    with open(path, "rb") as f:
        data = f.read()
    found, at = {}, 12
    while at + 8 <= len(data):
        size = struct.unpack("<I", data[at + 4:at + 8])[0]
        found[data[at:at + 4].decode()] = data[at + 8:at + 8 + size]
        at += 8 + size + (size & 1)
    return found


def floats_of(path):
    """Interleaved samples of a 32-bit float WAV file."""
    data = array.array("f")
    data.frombytes(chunks_of(path)["data"])
    return data


def main():
    print(f"1..{len(TESTS)}")
    failed = 0
    base = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # every step is synced to the disk: memory is quicker
    for number, function in enumerate(TESTS, 1):
        folder = tempfile.mkdtemp(prefix="lathe-cli-", dir=base)
        os.chdir(folder)
        try:
            function()
            print(f"ok {number} - {function.__name__}", flush=True)
        except Exception as error:  # a failed test is a line, the others go on
            failed += 1
            print(f"not ok {number} - {function.__name__}", flush=True)
            print("# " + "\n# ".join(f"{type(error).__name__}: {error}".splitlines()), flush=True)
        finally:
            os.chdir("/")
            shutil.rmtree(folder)
    return 1 if failed else 0
