#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Match: references with weights, amounts, one step of undo, a report of every band. Prints TAP. The program is named by $LATHE.

from lathe_cli import floats_of, load, main, ok, refused, samples, snapshot, test, write_float_wav, write_wav

RATE = 48000


def session():
    write_wav("Song.wav", seconds=4.0, rate=RATE, channels=2, kind="noise", seed=3)
    ok("new", "s.lathe", "Song.wav")
    # The same song, 3 dB brighter and 3 dB duller; louder too, which is no part of it.
    for name, gain in [("Bright", 3), ("Dull", -3)]:
        ok("process", "eq", "Song.wav", f"{name}.wav", "--bits", "float", "b1-on=on", "b1-type=high-shelf", "b1-freq=1000", f"b1-gain={gain}")
    ok("reference", "s.lathe", "add", "Bright.wav")
    ok("reference", "s.lathe", "add", "Dull.wav")
    return "s.lathe"


def tilt(report):
    """How much more there is given high up than low down, dB."""
    bands = report["bands"]
    return sum(one["gain_db"] for one in bands[22:27]) / 5 - sum(one["gain_db"] for one in bands[6:11]) / 5


def render(name):
    ok("render", name, "-o", "r.wav", "--bits", "float", "--force")
    return floats_of("r.wav")


@test
def a_known_difference_is_recovered():
    name = session()
    before = snapshot(name)
    report = load("match", name, "--reference", "Bright", "--dry-run")
    assert snapshot(name) == before
    assert len(report["bands"]) == 30
    assert abs(tilt(report) - 3.0) < 0.3, tilt(report)
    for band in report["bands"][4:27]:
        assert abs(band["after_db"] - band["reference_db"]) < 0.2, band
    assert abs(tilt(load("match", name, "--reference", "Dull", "--dry-run")) + 3.0) < 0.3


@test
def weights_average():
    name = session()
    both = load("match", name, "--dry-run")  # all of the session's, alike
    assert abs(tilt(both)) < 0.2, tilt(both)
    more = load("match", name, "--reference", "Bright:3", "--reference", "Dull.wav", "--dry-run")
    assert abs(tilt(more) - 1.5) < 0.3, tilt(more)
    assert more["references"] == "Bright (3), Dull.wav"


@test
def weights_of_the_session_count():
    name = session()
    ok("reference", name, "weight", "Bright", "3")
    own = load("match", name, "--dry-run")
    assert abs(tilt(own) - 1.5) < 0.3, tilt(own)
    assert own["references"] == "Bright (3), Dull"
    named = load("match", name, "--reference", "Bright", "--reference", "Dull", "--dry-run")
    assert tilt(named) == tilt(own)
    asked = load("match", name, "--reference", "Bright:1", "--reference", "Dull", "--dry-run")
    assert abs(tilt(asked)) < 0.2, tilt(asked)
    assert asked["references"] == "Bright, Dull"


@test
def a_loop_is_what_counts():
    name = session()
    both = floats_of("Bright.wav") + floats_of("Dull.wav")
    write_float_wav("Both.wav", [both[0::2], both[1::2]], RATE)  # bright, then dull
    ok("reference", name, "add", "Both.wav")
    ok("reference", name, "loop", "Both", "0:4")
    assert abs(tilt(load("match", name, "--reference", "Both", "--dry-run")) - 3.0) < 0.3
    ok("reference", name, "loop", "Both", "4:8")
    assert abs(tilt(load("match", name, "--reference", "Both", "--dry-run")) + 3.0) < 0.3
    assert 0.5 < tilt(load("match", name, "--reference", "Both.wav", "--dry-run")) < 1.5  # the file has no loop: the power of both


@test
def the_song_itself_asks_for_nothing():
    name = session()
    report = load("match", name, "--reference", "Song.wav", "--width", "100", "--dynamics", "100", "--dry-run")
    assert all(abs(one["gain_db"]) < 0.1 for one in report["bands"]), report
    assert all(abs(report["side"][one]["gain_db"]) < 0.1 for one in ["low", "high"]), report
    assert abs(report["ratio"] - 1.0) < 0.01


@test
def amounts_are_rows_in_one_step():
    name = session()
    plain = render(name)
    said = ok("match", name, "--reference", "Bright", "--spectrum", "0%", "--width", "0", "--dynamics", "0").out
    assert "Bright" in said and "12.5 kHz" in said, said
    slots = load("show", name)["master"]["slots"]
    assert [one["effect"] for one in slots] == ["match"], slots
    assert render(name) == plain  # to the bit
    ok("match", name, "--reference", "Bright", "--spectrum", "50%")
    slots = load("show", name)["master"]["slots"]
    assert [one["effect"] for one in slots] == ["match"], slots
    assert render(name) != plain
    report = load("match", name, "--reference", "Bright", "--dry-run")
    assert report["spectrum_percent"] == 50.0  # stands in the match
    assert abs(report["bands"][25]["heard_db"] - 0.5 * report["bands"][25]["gain_db"]) < 0.2
    ok("set", name, "master.match.g20=2")  # a band is a row
    ok("undo", name)
    ok("undo", name)
    assert render(name) == plain
    ok("undo", name)
    assert load("show", name)["master"]["slots"] == []


@test
def a_range_is_compared():
    session()
    song = samples(4.0, RATE, "noise", 0.25, 3)
    bass = samples(4.0, RATE, 60.0, 0.25)
    write_float_wav("Two.wav", [song + bass] * 2, rate=RATE)
    name = "two.lathe"
    ok("new", name, "Two.wav")
    whole = load("match", name, "--reference", "Song.wav", "--dry-run")
    half = load("match", name, "--reference", "Song.wav", "--range", "0:4", "--dry-run")
    assert load("match", name, "--reference", "Song.wav", "--range", "4:1e7", "--dry-run") == load("match", name, "--reference", "Song.wav", "--range", "4:", "--dry-run")
    refused(1, "match", name, "--reference", "Song.wav", "--range", "1e6:1e7", "--dry-run", says="The session ends at")
    assert max(abs(one["gain_db"]) for one in half["bands"]) < 0.5
    assert max(abs(one["gain_db"]) for one in whole["bands"]) > 3.0


@test
def master_takes_several():
    session()
    ok("master", "Song.wav", "-o", "m.wav", "--reference", "Bright.wav:2", "--reference", "Dull.wav:2", "--save-session", "m.lathe")
    slots = load("show", "m.lathe")["master"]["slots"]
    match = next(one for one in slots if one["effect"] == "match")
    assert all(abs(match["values"][f"g{band}"]) < 0.2 for band in range(5, 28)), match
    ok("master", "Song.wav", "-o", "n.wav", "--reference", "Bright.wav", "--save-session", "n.lathe")
    match = next(one for one in load("show", "n.lathe")["master"]["slots"] if one["effect"] == "match")
    assert match["values"]["g25"] - match["values"]["g10"] > 2.0


@test
def wrong_words_are_refused():
    name = session()
    before = snapshot(name)
    refused(1, "match", name, "--reference", "Nobody", says="Nobody")
    refused(2, "match", name, "--reference", "Bright:0", says="weight")
    refused(2, "match", name, "--reference", "Bright:much", says="much")
    refused(2, "match", name, "--spectrum", "101", says="spectrum")
    refused(2, "match", name, "--spectrum", "x")
    assert snapshot(name) == before
    ok("reference", name, "remove", "Bright")
    ok("reference", name, "remove", "Dull")
    refused(1, "match", name, says="no reference")


main()
