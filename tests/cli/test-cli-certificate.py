#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Certificates as a user asks for them: JSON, a page that poppler reads, and what verify says of a changed file.

import os
import shutil
import subprocess
import sys

from lathe_cli import Run, main, ok, parse, refused, samples, test, write_float_wav


def song():
    loud = [min(1.0, max(-1.0, v)) for v in samples(2.0, 48000, 100.0, 1.6)]
    write_float_wav("a.wav", [[0.0] * 24000 + loud + [0.0] * 12000] * 2)
    ok("new", "s.lathe", "a.wav")
    ok("set", "s.lathe", "title=Größer & lauter", "artist=The Lathes", "isrc=DE-X42-26-00001")
    return "s.lathe"


def text_of(page):
    return subprocess.run(["pdftotext", "-layout", page, "-"], stdout=subprocess.PIPE, check=True).stdout.decode()


@test
def the_certificate_says_all():
    session = song()
    ok("render", session, "-o", "o.wav", "--certificate", "c.json")
    assert not os.path.exists("c.pdf")
    with open("c.json") as f:
        said = parse(f.read())
    measured, sides = said["measured"], said["per_channel"]
    assert said["certificate"] == 2 and said["file"] == "o.wav" and len(said["sha256"]) == len(said["session_sha256"]) == 64
    assert abs(measured["leading_silence_s"] - 0.5) < 0.001 and 0.2 < measured["trailing_silence_s"] < 0.26, measured
    assert measured["bits_in_use"] == 24 and len(sides) == 2 and sides[0]["true_peak_dbtp"] == measured["true_peak_dbtp"]
    assert len(said["clipped"]) == measured["clipped_runs"] > 100
    first = said["clipped"][0]
    assert first["channel"] == 1 and abs(first["at_s"] - 0.5) < 0.01 and first["frame"] == round(first["at_s"] * 48000)
    assert said["tags"]["title"] == "Größer & lauter" and said["tags"]["isrc"] == "DEX422600001", said["tags"]


@test
def the_page_is_one_sheet_with_the_numbers():
    session = song()
    ok("render", session, "-o", "o.wav", "--certificate", "c.pdf")
    with open("c.json") as f:
        said = parse(f.read())
    info = subprocess.run(["pdfinfo", "c.pdf"], stdout=subprocess.PIPE, check=True).stdout.decode()
    assert "Pages:           1\n" in info and "(A4)" in info and "CreationDate" not in info, info
    text = text_of("c.pdf")
    for word in ["Größer & lauter", "The Lathes", "o.wav", said["sha256"], said["session_sha256"], "DEX422600001", "Clipped runs",
                 f"{said['measured']['integrated_lufs']:.1f} LUFS".replace("-", "−"), "0.500 s", "tpdf"]:
        assert word in text, (word, text)
    ok("verify", "o.wav", "c.json")


@test
def report_stands_beside():
    session = song()
    ok("render", session, "-o", "o.wav", "--certificate", "c.json", "--report")
    assert os.path.exists("c.json") and os.path.exists("c.pdf")
    refused(1, "render", session, "-o", "p.wav", "--certificate", "c.pdf", says="c.json")
    os.remove("c.json")
    refused(1, "render", session, "-o", "p.wav", "--certificate", "c.json", "--report", says="c.pdf")
    assert not os.path.exists("p.wav") and not os.path.exists("c.json")
    refused(2, "render", session, "-o", "p.wav", "--report", says="--certificate")


@test
def verify_names_what_was_changed():
    session = song()
    ok("render", session, "-o", "o.wav", "--certificate", "c.json")
    shutil.copy("o.wav", "other.wav")
    assert parse(Run("verify", "other.wav", "c.json", "--json").out)["findings"] == ["The file is called “other.wav”; the certificate says “o.wav”."]

    with open("o.wav", "rb") as f:
        good = f.read()
    with open("o.wav", "wb") as f:
        f.write(good.replace(b"\3DEX422600001", b"\3DEX422600009"))
    run = refused(1, "verify", "o.wav", "c.json")
    assert "The tag isrc is “DEX422600009”; the certificate says “DEX422600001”." in run.out and "SHA-256" in run.out, run.out
    assert "peak" not in run.out

    at = good.index(b"data") + 8 + 6 * 6000  # in the silence at the start
    with open("o.wav", "wb") as f:
        f.write(good[:at] + b"\0\0\x10" + good[at + 3:])
    run = refused(1, "verify", "o.wav", "c.json")
    assert "Silence at the start is 0.125" in run.out and "tag" not in run.out, run.out


sys.exit(main())
