# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reads what frame-recorder.c wrote: frames, and when the main loop was away for long and in which functions.

import collections
import dataclasses
import os
import subprocess

NOT_TOLD = {"_start", "main", "lt_app_main"}
SHARED = 0.6  # of the samples


@dataclasses.dataclass
class Frame:
    away: int  # the absence of the loop that it is part of
    begun_ns: int
    wall_ms: float  # until the program was done
    shown_ms: float  # until the X server was, too
    cpu_ms: float  # of the main thread
    server_ms: float  # processor time of the X server
    pixels: int
    parts: str
    widgets: dict  # class → (ms, how many)
    process_ms: float  # processor time of all threads since the start

    @property
    def work_ms(self):
        """Nobody else's programs are in it."""
        return self.cpu_ms + self.server_ms


@dataclasses.dataclass
class Away:
    number: int
    begun_ns: int
    wall_ms: float
    cpu_ms: float
    samples: list


class Recording:
    def __init__(self, path, program):
        self.frames, self.aways = [], []
        self.program = os.path.realpath(program)
        samples = collections.defaultdict(list)
        with open(path, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                if not line.endswith("\n"):
                    break  # the program was killed
                kind, *rest = line[:-1].split("\t")
                if kind == "frame":
                    self.frames.append(frame_of(rest))
                elif kind == "away":
                    self.aways.append(Away(int(rest[0]), int(rest[1]), float(rest[2]), float(rest[3]), samples[int(rest[0])]))
                elif kind == "sample":
                    samples[int(rest[0])].append(rest[1].split())

    def drawn(self, begin_ns=0, end_ns=1 << 63):
        return [f for f in self.frames if f.pixels > 0 and begin_ns <= f.begun_ns < end_ns]

    def ticks(self, begin_ns=0, end_ns=1 << 63):
        """Frames of the clock in which nothing was drawn."""
        return [f for f in self.frames if f.pixels == 0 and begin_ns <= f.begun_ns < end_ns]

    def absences(self, begin_ns=0, end_ns=1 << 63):
        return [a for a in self.aways if begin_ns <= a.begun_ns < end_ns]

    def where(self, away):
        """What ran in an absence: the innermost of our functions that most samples share, and what they were in."""
        if away is None or not away.samples:
            return "not looked at"
        named = self.name_all(away.samples)
        chains = [[named[e] for e in reversed(sample) if named.get(e, "_start") not in NOT_TOLD] for sample in away.samples]
        path, inside = [], chains
        while True:
            following = collections.Counter(chain[len(path)] for chain in inside if len(chain) > len(path))
            if not following or following.most_common(1)[0][1] < SHARED * len(chains):
                break
            path.append(following.most_common(1)[0][0])
            inside = [chain for chain in inside if len(chain) >= len(path) and chain[len(path) - 1] == path[-1]]
        leaves = collections.Counter(named.get(sample[0]) or library_of(sample[0]) for sample in away.samples if sample)
        frame = next((f for f in self.frames if f.away == away.number), None)
        told = " → ".join(path[-3:]) or ("GTK, " + frame.parts if frame else "GTK")
        return f"{told} ({len(inside)} of {len(chains)} samples; in {', '.join(f'{leaf} {n}' for leaf, n in leaves.most_common(3))})"

    def name_all(self, samples):
        """entry → function for those in the program itself; its static functions only addr2line knows."""
        entries = sorted({entry for sample in samples for entry in sample if os.path.realpath(entry.rpartition("+")[0]) == self.program})
        if not entries:
            return {}
        # What is on the stack is where the caller goes on, which may be the next function already.
        offsets = [hex(int(entry.rpartition("+")[2].partition("=")[0], 16) - 1) for entry in entries]
        run = subprocess.run(["addr2line", "-f", "-s", "-e", self.program, *offsets], capture_output=True, text=True, check=True)
        return {entry: name.partition(".")[0] for entry, name in zip(entries, run.stdout.split("\n")[::2])}


def library_of(entry):
    return os.path.basename(entry.rpartition("+")[0]).partition(".so")[0]


def frame_of(words):
    widgets = {}
    for word in words[8].split():
        name, _, took = word.partition("=")
        kind, _, n = name.partition("*")
        widgets[kind] = (float(took), int(n))
    numbers = [float(w) for w in words[2:6]]
    return Frame(int(words[0]), int(words[1]), *numbers, int(words[6]), words[7], widgets, float(words[9]))


def longest_stall(path, program):
    """A line on the longest absence since the window was there, for the tests of the window."""
    recording = Recording(path, program)
    drawn = recording.drawn()
    aways = [a for a in recording.aways if drawn and a.number > drawn[0].away]
    if not aways:
        return "the main loop was never away for 20 ms"
    worst = max(aways, key=lambda a: a.cpu_ms)
    return f"longest stall {worst.cpu_ms:.0f} ms of processor ({worst.wall_ms:.0f} ms): {recording.where(worst)}"
