#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Counts the test cases in meson's log of a run and shows what failed.
# Usage: tally.py LABEL TESTLOG.json   Prints "PASSED FAILED SKIPPED"; what failed goes to stderr.

import json
import re
import sys

CASE = re.compile(r"^(not )?ok\b(.*)$")
TAIL = 60


def cases(text):
    """(passed, names of the failed, skipped) of TAP at the left margin: subtests are indented and count in their parent."""
    passed, failed, skipped = 0, [], 0
    for line in text.splitlines():
        match = CASE.match(line)
        if match is None:
            continue
        if "# SKIP" in line.upper():
            skipped += 1
        elif match.group(1):
            failed.append(match.group(2).strip(" -"))
        else:
            passed += 1
    return passed, failed, skipped


def show(label, test, failed):
    out = (test.get("stdout") or "") + (test.get("stderr") or "")
    print(f"\n--- {label}: {test['name']}: {test['result']}", file=sys.stderr)
    for name in failed:
        print(f"    failed: {name}", file=sys.stderr)
    for line in out.splitlines()[-TAIL:]:
        print("    | " + line, file=sys.stderr)


def main(label, path):
    passed, failed, skipped = 0, 0, 0
    with open(path, encoding="utf-8", errors="replace") as log:
        for line in log:
            test = json.loads(line)
            ok, bad, left = cases(test.get("stdout") or "")
            fine = test["result"] in ("OK", "SKIP", "EXPECTEDFAIL")
            passed += ok
            skipped += left
            failed += len(bad)
            if ok + len(bad) + left == 0 and fine:
                passed += test["result"] != "SKIP"
                skipped += test["result"] == "SKIP"
            if not fine and not bad:
                failed += 1  # crashed, timed out, or ended early
            if bad or not fine:
                show(label, test, bad)
    print(passed, failed, skipped)


main(*sys.argv[1:])
