# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Parameter rows are names in people's sessions: tests/golden/params.txt remembers them.
# A row is "effect.param unit curve min max default [choices]", an effect "effect".

GOLDEN = "tests/golden/params.txt"


def parse(text):
    return {line.split()[0]: line for line in text.splitlines() if line.strip() and not line.startswith("#")}


def compare(golden, now):
    """(gone, changed, new) as keys."""
    gone = [key for key in golden if key not in now]
    changed = [key for key in golden if key in now and golden[key] != now[key]]
    return gone, changed, [key for key in now if key not in golden]


def parameter_rows(printed, tree):
    """Every row that was ever there still is, with its unit, range, default and choices."""
    golden, now = parse(tree.read(GOLDEN)), parse(printed)
    gone, changed, new = compare(golden, now)
    return ([f"{key}: gone or renamed" for key in gone]
            + [f"{key}: was “{golden[key]}”, is “{now[key]}”" for key in changed]
            + [f"{key}: new; tests/arch/update adds it" for key in new])


def add(tree, printed):
    """Takes in new and changed rows; a row that is gone stays, and is told."""
    golden, now = parse(tree.read(GOLDEN)) if tree.has(GOLDEN) else {}, parse(printed)
    gone, _, _ = compare(golden, now)
    rows = [golden[key] for key in gone] + list(now.values())
    with open(f"{tree.root}/{GOLDEN}", "w", encoding="utf-8") as file:
        file.write("# effect, then effect.param unit curve min max default [choices]. Rows are never taken away.\n")
        file.write("".join(row + "\n" for row in sorted(rows)))
    return [f"{key}: gone or renamed; old sessions would lose it" for key in gone]
