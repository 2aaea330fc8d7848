#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The blind tests of a session, as `show` says them. Prints TAP. The program is named by $LATHE.

import json

from lathe_cli import load, main, ok, test


@test
def results_are_shown():
    ok("new", "s.lathe")
    assert load("show", "s.lathe")["blind_tests"] == [] and "Blind test" not in ok("show", "s.lathe").out
    path = "s.lathe/session.json"
    with open(path, encoding="utf-8") as file:
        session = json.load(file)
    assert "trials" not in session  # a session without any is as it was before there were some
    session["trials"] = [
        {"id": session["next-id"], "ended": 1795953234, "a": "mix", "b": "master", "answers": 16, "right": 11},
        {"id": session["next-id"] + 1, "ended": 1795953300, "a": "master", "b": "reference", "reference": "Theirs", "answers": 9, "right": 9, "planned": 10},
        {"id": session["next-id"] + 2, "ended": 1795953400, "a": "reference", "b": "reference", "reference": "Theirs", "rival": "Ours", "answers": 8, "right": 8},
    ]
    session["next-id"] += 3
    with open(path, "w", encoding="utf-8") as file:
        json.dump(session, file)
    first, second, third = load("show", "s.lathe")["blind_tests"]
    assert (first["a"], first["b"], first["reference"], first["ended"]) == ("mix", "master", None, "2026-11-29T11:53:54Z"), first
    assert (first["answers"], first["right"], first["planned"], first["p_value"]) == (16, 11, 16, 6885 / 65536), first
    assert (second["reference"], second["planned"], second["p_value"]) == ("Theirs", 10, 1 / 512), second
    assert (second["rival"], third["reference"], third["rival"]) == (None, "Theirs", "Ours"), third
    said = ok("show", "s.lathe").out
    assert "Blind test 2026-11-29T11:53:54Z, Mix and Master: 11 of 16 right: a guesser does as well in 10.5 % of such tests." in said, said
    assert "Master and Theirs: 9 of 9 right: a guesser does as well in 0.20 % of such tests." in said, said
    assert "Theirs and Ours: 8 of 8 right" in said, said


main()
