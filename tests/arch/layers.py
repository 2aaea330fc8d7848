# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The layer table: what each folder of src/ may include. src/README.md shows the same table to people.

import re

# Layers, and single headers of layers of which only the tables are for all.
TABLES = {"fx/fx.h", "meter/meter.h"}
LAYERS = {
    "base": set(),
    "dsp": {"base"},
    "fx": {"base", "dsp"},
    "meter": {"base", "dsp"},
    "engine": {"base", "fx", "meter"},
    "device": {"base", "engine"},
    "media": {"base", "dsp"},
    "session": {"base", "media"} | TABLES,
    "studio": {"base", "meter", "session", "engine", "device", "media", "fx/fx.h"},
    "deliver": {"base", "studio", "session", "media"} | TABLES,
    "cli": {"base", "dsp", "fx", "meter", "engine", "device", "media", "session", "studio", "deliver"},
    "app/widgets": {"base"},
    "app": {"base", "app/widgets", "session", "studio", "deliver", "media"} | TABLES,
    "main": {"base", "cli", "app", "device/device-host.h"},
}

GENERATED = {"fx": {"fx-list.h"}, "meter": {"meter-list.h"}, "app": {"gallery-list.h"}}

PURE_C = set("""assert complex float inttypes limits math stdalign stdatomic stdbool stddef stdint string
    emmintrin immintrin xmmintrin arm_neon""".split())
C_AND_POSIX = PURE_C | set("""ctype dirent endian errno fcntl getopt langinfo locale linux/magic poll pthread pwd sched
    semaphore signal spawn stdarg stdio stdlib strings termios threads time unistd""".split())

LIBRARIES = {
    "glib": r"(glib|gio|gobject|gmodule)(/|\.h|-)|glib-unix\.h",
    "json": r"json-glib/",
    "sndfile": r"sndfile\.h",
    "soxr": r"soxr\.h",
    "rubberband": r"rubberband/",
    "fftw": r"fftw3\.h",
    "portaudio": r"portaudio\.h|pa_\w+\.h",
    "gtk": r"(gtk|gdk|gsk|graphene)[/.]|adwaita\.h",
    "cairo": r"cairo(/|\.h|-)",
    "pango": r"pango/",
    "xinput": r"X11/extensions/XInput2\.h",
    "threads": r"(pthread|sched|semaphore)\.h",
    "memory": r"stdlib\.h",
}

# What lies outside src/: a set of C headers, then the libraries.
OUTSIDE = {
    "base": (PURE_C, set()),
    "dsp": (PURE_C, set()),
    "fx": (PURE_C, set()),
    "meter": (PURE_C, set()),
    "engine": (PURE_C, {"threads", "memory"}),
    "device": (C_AND_POSIX, {"soxr"}),
    "media": (C_AND_POSIX, {"glib", "sndfile", "soxr", "rubberband"}),
    "session": (C_AND_POSIX, {"glib", "json"}),
    "studio": (C_AND_POSIX, {"glib"}),
    "deliver": (C_AND_POSIX, {"glib", "json", "cairo", "pango"}),
    "cli": (C_AND_POSIX, {"glib", "json"}),
    "app/widgets": (C_AND_POSIX, {"glib", "gtk", "cairo"}),
    "app": (C_AND_POSIX, {"glib", "gtk", "cairo"}),
    "main": (C_AND_POSIX, {"glib"}),
}

# The files with a library of their own.
NAMED = {
    "base/arena.c": {"memory"},
    "dsp/fft.c": {"fftw", "threads"},
    "device/device-host.c": {"portaudio"},
    "app/widgets/drag-escape.c": {"xinput"},  # sees a key that GTK drops
    "studio/session-sound.c": {"json"},  # drops from a session's text what is not heard
}


# The demo session is written by a program of ours in data/demo.
GUESTS = {("studio/demo-session.c", "demo")}


def layer_of(path):
    """The layer of a path below src/."""
    parts = path.split("/")
    if len(parts) == 1:
        return "main"
    if path.startswith("app/widgets/"):
        return "app/widgets"
    return parts[0]


def outside_allowed(path, header):
    """May @path include <header>?"""
    layer = layer_of(path)
    headers, libraries = OUTSIDE[layer]
    libraries = libraries | NAMED.get(path, set())
    if any(re.match(LIBRARIES[name], header) for name in libraries):
        return True
    name = header.removesuffix(".h")
    return name in headers or (headers is C_AND_POSIX and re.fullmatch(r"sys/\w+", name) is not None)


def inside_allowed(path, header):
    """May @path include "header"? Both are written from src/."""
    layer = layer_of(path)
    other = layer_of(header)
    if "/" not in header:
        return header in GENERATED.get(layer, set())
    if other == layer or (path, other) in GUESTS:
        return True
    if header.endswith("-private.h"):
        return False
    return other in LAYERS[layer] or header in LAYERS[layer]
