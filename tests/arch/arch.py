#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The rules of the house as tests. Prints TAP; warnings are comments.
# Usage: arch.py sources ROOT
#        arch.py objects ROOT BUILD
#        arch.py params ROOT PROGRAM      PROGRAM prints the parameter rows
#        arch.py translations ROOT
#        arch.py write ROOT PROGRAM       rewrites po/POTFILES, takes new sentences into po/*.po and new rows into
#                                         tests/golden/params.txt

import subprocess
import sys

import objects
import params
import sources
import translations


def report(number, name, sentence, bad):
    print(f"{'not ok' if bad else 'ok'} {number} /arch/{name.replace('_', '-')}")
    if bad:
        print(f"# {sentence}")
    for line in bad:
        print(f"#   {line}")
    return not bad


def run(tree, checks):
    print(f"1..{len(checks)}")
    fine = True
    for number, check in enumerate(checks, 1):
        fine &= report(number, check.__name__, check.__doc__, check(tree))
    for line in tree.warnings:
        print(f"# large: {line}")
    return fine


def bound(check, *first):
    def call(tree):
        return check(*first, tree)
    call.__name__, call.__doc__ = check.__name__, check.__doc__
    return call


def rows_of(program):
    return subprocess.run([program], capture_output=True, text=True, check=True).stdout


def write(tree, program):
    with open(f"{tree.root}/po/POTFILES", "w", encoding="utf-8") as file:
        file.write("".join(path + "\n" for path in sources.translatable(tree)))
    bad = translations.update(tree) + params.add(tree, rows_of(program))
    for line in bad:
        print(line, file=sys.stderr)
    return not bad


def main(mode, root, *rest):
    tree = sources.Tree(root)
    if mode == "sources":
        return run(tree, sources.CHECKS)
    if mode == "objects":
        built = objects.Objects(rest[0])
        return run(tree, [bound(check, built) for check in objects.CHECKS])
    if mode == "params":
        return run(tree, [bound(params.parameter_rows, rows_of(rest[0]))])
    if mode == "translations":
        return run(tree, translations.CHECKS)
    if mode == "write":
        return write(tree, rest[0])
    sys.exit(__doc__ or "arch.py: unknown mode")


sys.exit(0 if main(*sys.argv[1:]) else 1)
