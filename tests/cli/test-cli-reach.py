#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# lathe reach, run as a user would: the render has the loudness, one step undoes it, what can't be is refused. Prints TAP.
# The program is named by $LATHE.

import sys

from lathe_cli import load, main, ok, refused, test, write_wav


def session(name="s.lathe"):
    write_wav("Song.wav", seconds=6.0, rate=48000, kind=200.0)
    ok("new", name, "Song.wav")
    ok("add", name, "master", "limit")
    return name


def limit(name):
    return next(slot for slot in load("show", name)["master"]["slots"] if slot["effect"] == "limit")["values"]


@test
def the_render_has_it():
    name = session()
    assert "It costs" in ok("reach", name, "--target-lufs", "-10", "--ceiling", "-2").out
    assert limit(name)["ceiling"] == -2
    ok("render", name, "-o", "out.wav", "--bits", "float")
    found = load("measure", "out.wav")
    assert abs(found["integrated_lufs"] + 10.0) <= 0.1, found
    before = limit(name)["gain"]
    assert before != 0
    ok("undo", name)
    assert limit(name)["gain"] == 0 and limit(name)["ceiling"] == -1


@test
def out_of_reach():
    name = session()
    refused(1, "reach", name, "--target-lufs", "-2", "--ceiling", "-15", says="LU short of -2.0 LUFS")
    assert limit(name)["gain"] == 0
    told = load("reach", name, "--target-lufs", "-2", "--ceiling", "-15", "--dry-run")
    assert told["reached"] is False and told["integrated_lufs"] < -10 and told["gain_db"] > 0
    assert limit(name)["gain"] == 0
    ok("reach", name, "--target-lufs", "-2", "--ceiling", "-15", "--nearest")
    assert limit(name)["gain"] > 0


@test
def wrong_use():
    name = session()
    refused(2, "reach")
    refused(2, "reach", name, "--target-lufs", "3", says="between")
    refused(2, "reach", name, "--ceiling", "3", says="between")
    ok("remove", name, "master.limit")
    refused(1, "reach", name, says="no limiter")


sys.exit(main())
