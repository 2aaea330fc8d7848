# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Checks that read the compiled files: what they export, what they need, what they can change.

import os
import re
import subprocess

import layers

MEMORY = set("memcpy memmove memset memcmp".split())
TEXT = set("strcmp strncmp strlen".split())
COMPILER = set("_GLOBAL_OFFSET_TABLE_ __cpu_model __cpu_indicator_init __cpu_features2".split())
MATH = {name + suffix for name in """acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh erf exp exp2
    expm1 fabs floor fmax fmin fmod frexp hypot ldexp llrint llround log log10 log1p log2 lrint lround modf nearbyint
    pow remainder rint round scalbn sin sincos sinh sqrt tan tanh trunc""".split() for suffix in ("", "f")}
QUIET = MEMORY | MATH | COMPILER

# layer → what its files may need from outside.
OUTSIDE = {"base": QUIET | TEXT, "dsp": QUIET, "fx": QUIET | TEXT, "meter": QUIET | TEXT}

# file → what it alone may need, and why.
NAMED = {
    "base/arena.c": set("malloc calloc free aligned_alloc posix_memalign".split()),  # the memory of all init functions
    "engine/workers-rt.c": {"sched_yield"},  # a helper that lost its processor gets this one: the kernel does not wait in it
    "base/rt.c": {"__tls_get_addr"},  # inside or outside, a flag of each thread
    # A free-running driver's wait, the clock of the shared page, and getters that only load.
    "studio/player-rt.c": set("nanosleep clock_gettime lt_engine_is_rolling lt_engine_get_position lt_engine_get_rate lt_stream_n_channels".split()),
    "device/quantum-fifo.c": {"__assert_fail"},  # a caller's mistake, in builds that look for them
    "dsp/fft.c": set("""fftwf_plan_dft_r2c_1d fftwf_plan_dft_c2r_1d fftwf_destroy_plan fftwf_execute_dft_r2c
        fftwf_execute_dft_c2r pthread_mutex_lock pthread_mutex_unlock""".split()),  # FFTW's planner is not thread-safe
}

# Files without -rt in their name that keep its rule whole.
QUIET_FILES = {"device/quantum-fifo.c"}

# Layers whose files keep nothing that changes, and the objects that may.
STATELESS = ("base", "dsp", "fx", "meter", "engine")
MUTABLE = {("base/rt.c", "depth"), ("dsp/fft.c", "planner")}


class Objects:
    """The compiled files of a build folder, by their source's path below src/."""

    def __init__(self, build):
        self.paths = {}
        self.told = {}  # command → path → its lines
        src = os.path.join(build, "src")
        for folder, _, names in os.walk(src):
            above, name = os.path.split(os.path.relpath(folder, src))
            if above and name.startswith("lib") and name.endswith(".p"):
                for name in sorted(names):
                    if name.endswith(".c.o") and "lathe-resources" not in name: # made by a tool
                        self.paths[f"{above}/{name.removesuffix('.o')}"] = os.path.join(folder, name)

    def ask(self, command):
        """What the command says of every file, in one run of it: starting a program is what takes time."""
        known = set(self.paths.values())
        told = {path: [] for path in known}
        run = subprocess.run([*command, *sorted(known)], capture_output=True, text=True, check=True)
        path = next(iter(known)) if len(known) == 1 else None  # a file alone has no heading
        for line in run.stdout.splitlines():
            head = line.split(":", 1)[0]
            if head in known:
                path = head
            elif path is not None and line:
                told[path].append(line)
        return told

    def lines(self, source, *command):
        if command not in self.told:
            self.told[command] = self.ask(command)
        return self.told[command][self.paths[source]]

    def exported(self, source):
        return [line.split()[-1] for line in self.lines(source, "nm", "-g", "--defined-only") if len(line.split()) == 3]

    def needed(self, source):
        return [line.split()[-1] for line in self.lines(source, "nm", "-u")]

    def writable(self, source):
        """Names of objects in sections that stay writable."""
        for line in self.lines(source, "objdump", "-t"):
            match = re.match(r"[0-9a-f]+ .{7} (\S+)\s+[0-9a-f]+\s+(?:\.hidden )?([^.\s]\S*)$", line)
            if match and re.match(r"\.t?(data|bss)|\*COM\*", match.group(1)) and not match.group(1).startswith(".data.rel.ro"):
                yield match.group(2)


def stem_allows(source, symbol):
    """STEM.c exports lt_ and the first words of its stem."""
    layer, name = source.split("/")[0], source.split("/")[-1]
    stem = re.sub(r"-(rt|private)$", "", name.removesuffix(".c")).replace("-", "_")
    if layer == "fx" and symbol.startswith("lt_fx_"):
        return symbol == f"lt_fx_{stem}" or stem == "fx"
    if layer == "meter" and symbol == f"lt_meter_{stem}":
        return True
    if symbol == f"lt_{layer}_error_quark":
        return True
    if layer == "cli" and name == "commands.c":
        return symbol == "lt_commands"
    if layer == "cli" and stem.startswith("cmd_"):
        return symbol == f"lt_{stem}"
    words = stem.split("_")
    return any(re.fullmatch("lt_" + "_".join(words[:n]) + "(_.*)?", symbol) for n in range(1, len(words) + 1))


def symbol_stems(objects, tree):
    """A file exports only its own name's symbols."""
    return [f"src/{source}: exports {symbol}" for source in objects.paths for symbol in objects.exported(source)
            if not stem_allows(source, symbol)]


def undefined_symbols(objects, tree):
    """base, dsp, fx and meter need nothing but memory moves and mathematics."""
    bad = []
    for source in objects.paths:
        layer = source.split("/")[0]
        if layer not in OUTSIDE:
            continue
        allowed = OUTSIDE[layer] | NAMED.get(source, set())
        bad += [f"src/{source}: needs {name}" for name in objects.needed(source)
                if not name.startswith("lt_") and name not in allowed]
    return bad


def realtime_symbols(objects, tree):
    """*-rt.c needs the same, and of ours only what keeps the same rules."""
    realtime = [source for source in objects.paths if source.endswith("-rt.c") or source in QUIET_FILES]
    quiet = {symbol for source in objects.paths
             if source in realtime or (source != "base/arena.c" and source.split("/")[0] in OUTSIDE)
             for symbol in objects.exported(source)}
    bad = []
    for source in realtime:
        for name in objects.needed(source):
            if name not in quiet and name not in QUIET and name not in NAMED.get(source, set()):
                bad.append(f"src/{source}: needs {name}")
    return bad


def mutable_statics(objects, tree):
    """No file of base, dsp, fx, meter or engine keeps anything that changes."""
    return [f"src/{source}: {name} can change" for source in objects.paths if source.split("/")[0] in STATELESS
            for name in objects.writable(source) if (source, name) not in MUTABLE]


def every_layer_is_there(objects, tree):
    """Every source of a layer was found compiled, so that nothing escapes the checks above."""
    wanted = [path.removeprefix("src/") for path in tree.files("src", ".c") if path.count("/") >= 2]
    layers_built = [name for name in layers.LAYERS if "/" not in name]
    return [f"src/{source}: no object file" for source in wanted
            if source not in objects.paths and source.split("/")[0] in layers_built
            and (source.split("/")[0] != "app" or any(path.startswith("app/") for path in objects.paths))] # without a window


CHECKS = [every_layer_is_there, symbol_stems, undefined_symbols, realtime_symbols, mutable_statics]
