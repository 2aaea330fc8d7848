#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The time line by command: tempo, marker, loop, punch. Prints TAP. The program is named by $LATHE.

import math

from lathe_cli import floats_of, load, main, ok, refused, snapshot, test, write_wav


def small_session():
    write_wav("Vox.wav", seconds=20.0, rate=8000, kind=200.0)
    ok("new", "s.lathe", "Vox.wav")
    return "s.lathe"


def text_of(session):
    with open(session + "/session.json", "rb") as f:
        return f.read()


@test
def changes_of_tempo_move_with_rippled_time():
    write_wav("hit.wav", seconds=3.0, rate=8000, kind=200.0)
    ok("new", "ripple.lathe", "hit.wav")
    ok("tempo", "ripple.lathe", "add", "90", "--at", "9")
    ok("tempo", "ripple.lathe", "add", "3/4", "--at", "13")
    ok("clip", "ripple.lathe", "hit", "insert-time", "--at", "1", "--length", "4", "--ripple", "all")
    said = ok("tempo", "ripple.lathe").out
    assert "11|1|000" in said and "15|1|000" in said, said
    ok("clip", "ripple.lathe", "hit", "insert-time", "--at", "1", "--length", "4", "--ripple", "track")
    assert ok("tempo", "ripple.lathe").out == said
    ok("undo", "ripple.lathe", "2")
    said = ok("tempo", "ripple.lathe").out
    assert "9|1|000" in said and "13|1|000" in said, said


@test
def a_map():
    s = small_session()
    plain = text_of(s)
    assert load("tempo", s)["tempos"] == [{"place": "1|1|000", "quarter": 0.0, "time_s": 0.0, "bpm": 120.0, "ramp": False}]
    ok("tempo", s, "set", "60", "--ramp")
    ok("tempo", s, "add", "120", "--at", "3")
    ok("tempo", s, "add", "3/4", "--at", "5")
    shown = load("tempo", s)
    assert [t["place"] for t in shown["tempos"]] == ["1|1|000", "3|1|000"], shown
    assert abs(shown["tempos"][1]["time_s"] - 8 * math.log(2)) < 1e-9, shown
    assert shown["metres"][1] == {"bar": 5, "time_s": shown["metres"][1]["time_s"], "metre": "3/4"}, shown
    assert "3|1|000 0:05.545 120 bpm" in ok("tempo", s, "list").out
    ok("tempo", s, "move", "metre", "--at", "5", "--to", "7")
    ok("tempo", s, "move", "tempo", "--at", "3", "--to", "2.3")
    ok("tempo", s, "set", "100", "--at", "2|3|0", "--ramp")
    shown = load("tempo", s)
    assert shown["tempos"][1]["place"] == "2|3|000" and shown["tempos"][1]["ramp"] and shown["metres"][1]["bar"] == 7, shown
    ok("tempo", s, "set", "100", "--at", "2.3", "--jump")
    assert not load("tempo", s)["tempos"][1]["ramp"]
    ok("tempo", s, "remove", "metre", "--at", "7")
    ok("tempo", s, "remove", "tempo", "--at", "2.3")
    ok("tempo", s, "set", "120", "--jump")
    assert text_of(s) == plain  # nothing of it is left
    ok("check", s)


@test
def undo_takes_it_back():
    s = small_session()
    ok("tempo", s, "add", "90", "--at", "2")
    assert "tempo at 2|1|000: 90" in ok("history", s).out.lower()
    ok("undo", s)
    assert len(load("tempo", s)["tempos"]) == 1
    ok("redo", s)
    assert len(load("tempo", s)["tempos"]) == 2


@test
def clips_keep_times_or_bars():
    s = small_session()
    ok("clip", s, "Vox", "move", "--to", "8")
    ok("tempo", s, "add", "60", "--at", "3")
    assert load("clip", s, "Vox", "list")[0]["at_s"] == 8.0
    ok("undo", s)
    ok("tempo", s, "add", "60", "--at", "3", "--keep", "bars")
    assert load("clip", s, "Vox", "list")[0]["at_s"] == 12.0


@test
def wrong_tempos_change_nothing():
    s = small_session()
    ok("tempo", s, "add", "90", "--at", "3")
    before = snapshot(s)
    refused(1, "tempo", s, "add", "90", "--at", "3", says="already")
    refused(1, "tempo", s, "set", "90", "--at", "4", says="does not change at 4")
    refused(1, "tempo", s, "set", "0", says="1 to 999")
    refused(1, "tempo", s, "add", "3/5", "--at", "4", says="6/8")
    refused(1, "tempo", s, "add", "3/4", "--at", "4.2", says="begins with a bar")
    refused(1, "tempo", s, "remove", "tempo", "--at", "1", says="beginning")
    refused(1, "tempo", s, "move", "tempo", "--at", "1", "--to", "4", says="beginning")
    refused(1, "tempo", s, "remove", "metre", "--at", "9", says="metre does not change")
    refused(2, "tempo", s, "add", "90", says="--at")
    late = "1099511627776s"  # a session can be as long at 8 kHz, but has not so many beats
    for words in (["add", "90", "--at", late], ["add", "3/4", "--at", late], ["move", "tempo", "--at", "3", "--to", late]):
        refused(2, "tempo", s, *words, says="later than any session")
    refused(2, "tempo", s, "add", "90", "--at", "x", says="no place")
    refused(2, "tempo", s, "dance", says="list, set, add, move, remove")
    refused(2, "tempo", s, "move", "tempo", "--at", "3", "--to", "4", "--ramp", says="--ramp goes with set, add alone")
    refused(2, "tempo", s, "--at", "3", says="--at goes with set, add, move, remove alone")
    refused(2, "tempo", s, "move", "tempo", "--at", "3", says="--to")
    refused(2, "tempo", s, "set", "90", "--ramp", "--jump", says="not both")
    refused(2, "tempo", s, "set", "90", "--keep", "hats", says="times or bars")
    refused(2, "tempo", s, "remove", "hat", "--at", "3", says="tempo or metre")
    assert snapshot(s) == before


@test
def places_are_in_their_bars():
    s = small_session()
    ok("tempo", s, "add", "3/4", "--at", "5")
    before = snapshot(s)
    for words in (["add", "90", "--at", "4.9"], ["add", "90", "--at", "4|5|0"], ["add", "3/8", "--at", "4.5"], ["remove", "tempo", "--at", "4.5"]):
        refused(2, "tempo", s, *words, says=f"“{words[-1]}”: bar 4 has 4 beats")
    refused(2, "tempo", s, "add", "90", "--at", "5.4", says="“5.4”: bar 5 has 3 beats")
    refused(2, "tempo", s, "add", "90", "--at", "2|1|960", says="“2|1|960”: a beat has 960 ticks")
    refused(2, "marker", s, "add", "B", "--at", "b1.9", says="“b1.9”: bar 1 has 4 beats")
    refused(2, "marker", s, "add", "B", "--at", "1|4|960", says="960 ticks")
    refused(2, "marker", s, "range", "B", "--at", "b1", "--to", "b6.4", says="“b6.4”: bar 6 has 3 beats")
    refused(2, "loop", s, "b2:b2.77", says="“b2.77”: bar 2 has 4 beats")
    assert snapshot(s) == before
    ok("tempo", s, "add", "1/4", "--at", "9")
    refused(2, "marker", s, "add", "B", "--at", "b9.2", says="bar 9 has 1 beat.")
    ok("tempo", s, "add", "90", "--at", "4|4|959")
    ok("marker", s, "add", "B", "--at", "b5.3")


@test
def effects_follow_the_tempo():
    s = small_session()
    ok("add", s, "Vox", "tremolo", "note=1/4", "depth=100%")
    sound = lambda name, *more: (ok("render", s, "-o", name, "--bits", "float", *more), floats_of(name))[1]  # noqa: E731
    steady = sound("a.wav")
    ok("tempo", s, "add", "60", "--at", "3")
    changed = sound("b.wav")
    assert changed == sound("c.wav", "--threads", "3")
    ok("play", s, "--device", "null", "--buffer", "441", "--from", "0", "--capture", "d.wav", "--for", "8")
    assert floats_of("d.wav")[: 2 * 8 * 8000] == changed[: 2 * 8 * 8000]  # what is heard is what is rendered
    at = 2 * 4 * 8000  # bar 3 of the stereo file
    assert changed[:at] == steady[:at] and changed[at:] != steady[at:]

    def swings(part):  # how often the level falls into silence
        quiet = [max(abs(v) for v in part[k : k + 160]) < 0.02 for k in range(0, len(part), 160)]
        return sum(1 for a, b in zip(quiet, quiet[1:]) if b and not a)

    assert abs(swings(changed[:at]) - 8) <= 1 and abs(swings(changed[at : at + 2 * 8 * 8000]) - 8) <= 1, "two a second, then one"


@test
def markers():
    s = small_session()
    ok("marker", s, "add", "Ad-lib", "--at", "2.5")
    ok("marker", s, "range", "Chorus", "--at", "b3", "--to", "b5")
    ok("marker", s, "range", "Verse", "--at", "0", "--length", "4")
    rows = load("marker", s, "list")
    assert [(r["name"], r["kind"], r["position_s"], r["length_s"]) for r in rows] == [
        ("Verse", "section", 0.0, 4.0), ("Ad-lib", "marker", 2.5, 0.0), ("Chorus", "section", 4.0, 4.0)], rows
    ok("marker", s, "move", "Chorus", "--at", "6")
    ok("marker", s, "move", "1", "--to", "5")
    ok("marker", s, "rename", "2", "Bridge")
    rows = load("marker", s, "list")
    assert [(r["name"], r["position_s"], r["length_s"]) for r in rows] == [("Verse", 0.0, 5.0), ("Bridge", 2.5, 0.0), ("Chorus", 6.0, 4.0)], rows
    ok("marker", s, "remove", "Bridge")
    assert len(load("marker", s, "list")) == 2
    assert "Verse" in ok("marker", s, "list").out
    before = snapshot(s)
    refused(1, "marker", s, "remove", "Bridge", says="no marker")
    refused(1, "marker", s, "range", "X", "--at", "5", "--to", "4", says="behind its beginning")
    refused(2, "marker", s, "add", "X", says="--at")
    for late in ("9223372036854775807s", "18446744073709551616s", "99999999:59:59"):
        refused(2, "marker", s, "add", "X", "--at", late, says="later than any session")
    for odd in ("0x10", "1e400", "nan", "s", "-1s"):
        refused(2, "marker", s, "add", "X", "--at", odd, says="not a time")
    refused(2, "marker", s, "range", "X", "--at", "1", says="ends")
    refused(2, "marker", s, "fly", says="list, add, range, move, rename, remove")
    refused(2, "marker", s, "remove", "Bridge", "--length", "1", says="--length goes with add, range, move alone")
    refused(2, "marker", s, "add", "X", "Y", "--at", "1", says="too many")
    refused(2, "marker", s, "rename", "X", says="missing")
    refused(2, "marker", s, "remove", "X", "--json", says="--json goes with list alone")
    refused(2, "marker", s, "list", "--at", "1", says="--at")
    assert snapshot(s) == before


@test
def bars_may_be_too_late():
    ok("new", "fast.lathe", "--rate", "384000")
    ok("tempo", "fast.lathe", "set", "1")
    before = snapshot("fast.lathe")
    refused(2, "marker", "fast.lathe", "add", "X", "--at", "b1000000", says="later than any session")
    refused(2, "loop", "fast.lathe", "b1:b1000000", says="later than any session")
    assert snapshot("fast.lathe") == before


@test
def loop_and_punch():
    s = small_session()
    for name in "loop", "punch":
        refused(1, name, s, "on", says="b5:b9")
        ok(name, s, "b2:b4")
        assert load(name, s) == {"on": True, "from_frames": 16000, "to_frames": 48000, "from_s": 2.0, "to_s": 6.0}
        ok(name, s, "off")
        assert not load(name, s)["on"]
        ok(name, s, "on")
        ok(name, s, "1:3.5")
        assert load(name, s)["to_s"] == 3.5
        assert "0:01.000" in ok(name, s).out
        before = snapshot(s)
        refused(2, name, s, "3:1", says="before it begins")
        refused(2, name, s, "b3", says="no place")
        assert snapshot(s) == before


main()
