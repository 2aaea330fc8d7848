# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Checks that read the sources. Each takes a Tree and returns what is wrong, one line a finding;
# tree.warn () is for what is only getting large.

import os
import re

import layers

SPDX = ("SPDX-FileCopyrightText: 2026 The Lathe authors", "SPDX-License-Identifier: GPL-3.0-or-later")
SOFT_HARD = {".c": (500, 900), ".h": (120, 250), ".ui": (250, 500), "function": (50, 90), "parameters": (5, 8)}
SKIPPED = re.compile(r"^(\.git|\.build-lock|\.ccache|build.*|demo|__pycache__|.*\.lathe)$")


class Tree:
    def __init__(self, root):
        self.root = root
        self.warnings = []

    def warn(self, text):
        self.warnings.append(text)

    def files(self, top, *endings):
        """Paths below @top, written from the root, sorted."""
        found = []
        for folder, names, files in os.walk(os.path.join(self.root, top)):
            at_root = os.path.samefile(folder, self.root)
            names[:] = [n for n in names if not (SKIPPED.match(n) and (at_root or n in ("__pycache__",)))]
            for name in files:
                if (not endings or name.endswith(endings)) and not (at_root and SKIPPED.match(name)):
                    found.append(os.path.relpath(os.path.join(folder, name), self.root))
        return sorted(found)

    def read(self, path):
        with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as file:
            return file.read()

    def has(self, path):
        return os.path.exists(os.path.join(self.root, path))


def without_comments(text):
    """The same lines, comments and the insides of literals blanked."""
    def blank(match):
        word = match.group(0)
        if word[0] in "\"'":
            return word[0] + " " * (len(word) - 2) + word[0]
        return re.sub(r"[^\n]", " ", word)

    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text, flags=re.S)


def include_table(tree):
    """Every include stays within the layer table."""
    bad = []
    for path in tree.files("src", ".c", ".h"):
        inner = path.removeprefix("src/")
        if layers.layer_of(inner) not in layers.LAYERS:
            bad.append(f"{path}: its folder is no layer of tests/arch/layers.py")
            continue
        for number, line in enumerate(tree.read(path).splitlines(), 1):
            match = re.match(r'\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', line)
            if match is None:
                continue
            inside, outside = match.groups()
            if inside and not layers.inside_allowed(inner, inside):
                bad.append(f'{path}:{number}: may not include "{inside}"')
            if outside and not layers.outside_allowed(inner, outside):
                bad.append(f"{path}:{number}: may not include <{outside}>")
    return bad


def functions(text):
    """(name, first line, number of lines, number of parameters) of each definition, GNU style."""
    code = without_comments(text)
    lines = code.splitlines()
    begun = None
    for i, line in enumerate(lines):
        if line.startswith("{"):
            head = i - 1
            while head > 0 and not re.match(r"\w", lines[head]):
                head -= 1
            match = re.match(r"(?:[\w*]+\s+)*\**(\w+)\s*\(", lines[head])
            begun = None
            if match and not lines[head].startswith(("typedef", "struct", "enum", "union")):
                begun = (match.group(1), head, " ".join(lines[head:i])[match.end():])
        elif line.startswith("}") and begun:
            name, head, rest = begun
            yield name, head + 1, i - head + 1, count_parameters(rest)
            begun = None


def count_parameters(text):
    """Of a parameter list, from behind its opening bracket."""
    depth, commas, seen = 0, 0, ""
    for c in text:
        if c == ")" and depth == 0:
            break
        depth += (c in "([{") - (c in ")]}")
        commas += c == "," and depth == 0
        seen += c
    return 0 if seen.strip() in ("", "void") else commas + 1


def judge(tree, bad, kind, where, size, what):
    soft, hard = SOFT_HARD[kind]
    if size > hard:
        bad.append(f"{where}: {size} {what}, at most {hard}")
    elif size > soft:
        tree.warn(f"{where}: {size} {what}, better {soft}")


def sizes(tree):
    """Files, functions and parameter lists keep their sizes."""
    bad = []
    for path in tree.files("src", ".c", ".h") + tree.files("tests", ".c", ".h") + tree.files("ui", ".ui"):
        text = tree.read(path)
        judge(tree, bad, os.path.splitext(path)[1], path, text.count("\n"), "lines")
        if not path.endswith(".c"):
            continue
        for name, line, length, n_params in functions(text):
            judge(tree, bad, "function", f"{path}:{line}: {name}", length, "lines")
            judge(tree, bad, "parameters", f"{path}:{line}: {name}", n_params, "parameters")
    return bad


def opening_lines(tree):
    """Every source opens with the licence, a sentence, and its layer."""
    bad = []
    for path in tree.files("src", ".c", ".h") + tree.files("tests", ".c", ".h", ".py") + tree.files("data", ".c", ".h"):
        head = tree.read(path).splitlines()[:24]
        mark = "#" if path.endswith(".py") else "//"
        top = [line for line in head if not line.startswith("#!")]
        if [line.removeprefix(mark + " ") for line in top[:2]] != list(SPDX):
            bad.append(f"{path}: the first lines are not the two SPDX lines")
            continue
        if len(top) < 4 or not re.match(mark + r" \S", top[3]):
            bad.append(f"{path}: no sentence of purpose below the licence")
        if path.startswith("src/"):
            layer = layers.layer_of(path.removeprefix("src/"))
            if not any(re.match(rf"// Layer: {re.escape(layer)}\b", line) for line in top):
                bad.append(f"{path}: no line “// Layer: {layer}.”")
    return bad


def ui_pairs(tree):
    """A .ui and its class have the same stem in the same folder."""
    bad = []
    for path in tree.files("ui", ".ui"):
        twin = "src/app/" + path.removeprefix("ui/").removesuffix(".ui") + ".c"
        if not tree.has(twin):
            bad.append(f"{path}: there is no {twin}")
    for path in tree.files("src/app", ".c"):
        twin = "ui/" + path.removeprefix("src/app/").removesuffix(".c") + ".ui"
        if "set_template_from_resource" in without_comments(tree.read(path)) and not tree.has(twin):
            bad.append(f"{path}: there is no {twin}")
    return bad


def translatable(tree):
    """Files with sentences for the user."""
    marked = re.compile(r"(?<!\w)(?:_|N_|C_|NC_|Q_|ngettext|g_dngettext)\s*\(")
    found = []
    for path in tree.files("src", ".c", ".h"):
        code = re.sub(r"^\s*#.*$", "", without_comments(tree.read(path)), flags=re.M)
        if marked.search(code):
            found.append(path)
    found += [path for path in tree.files("ui", ".ui") if 'translatable="' in tree.read(path)]
    found += [path for path in tree.files("data", ".desktop.in", ".metainfo.xml.in", ".gschema.xml")]
    return sorted(found)


def potfiles(tree):
    """po/POTFILES lists every file with marked sentences, and no other."""
    listed = [line.strip() for line in tree.read("po/POTFILES").splitlines() if line.strip() and not line.startswith("#")]
    wanted = translatable(tree)
    bad = [f"po/POTFILES lacks {path}" for path in wanted if path not in listed]
    bad += [f"po/POTFILES lists {path}, which has no marked sentence" for path in listed if path not in wanted]
    bad += [f"po/POTFILES lists {path} twice" for path in sorted(set(listed)) if listed.count(path) > 1]
    return bad


def leftovers(tree):
    """Nothing is switched off, put off, or tied to one machine."""
    private = re.compile("/(" + "work|home/[a-z]+|root|Users|tmp/wt" + ")/")
    bad = []
    for path in tree.files(""):
        if path.endswith((".png", ".wav", ".flac", ".ogg", ".svg", ".gmo")) or path == "COPYING":
            continue
        for number, line in enumerate(tree.read(path).splitlines(), 1):
            where = f"{path}:{number}"
            if private.search(line):
                bad.append(f"{where}: a path of somebody's machine")
            if path.endswith((".c", ".h")):
                if re.match(r"\s*#\s*if\s+0\b", line):
                    bad.append(f"{where}: #if " + "0")
                if re.search(r"\b(TODO|FIXME|XXX)\b(?!.*#\d)", line):
                    bad.append(f"{where}: put off, without an issue's number")
    return bad


def versions(tree):
    """meson.build, the top of NEWS.md and the top of the metainfo name the same version."""
    told = {}
    match = re.search(r"^\s*version:\s*'([^']+)'", tree.read("meson.build"), re.M)
    told["meson.build"] = match.group(1) if match else "none"
    match = re.search(r"^## (\S+)", tree.read("NEWS.md"), re.M)
    told["NEWS.md"] = match.group(1) if match else "none"
    for path in tree.files("data", ".metainfo.xml", ".metainfo.xml.in"):
        match = re.search(r'<release\s[^>]*version="([^"]+)"', tree.read(path))
        told[path] = match.group(1) if match else "none"
    if len(set(told.values())) == 1:
        return []
    return [f"{path} says {version}" for path, version in told.items()]


def sources_are_listed(tree):
    """Every .c below src/ stands in a meson.build: nothing lies there unbuilt."""
    bad = []
    for path in tree.files("src", ".c"):
        folder, name = os.path.split(path)
        build = "\n".join(tree.read(os.path.join(at, "meson.build")) for at in (folder, os.path.dirname(folder))
                          if tree.has(os.path.join(at, "meson.build")))
        stem = name.removesuffix(".c")
        if not re.search(rf"['/]{re.escape(stem)}(\.c)?'", build):
            bad.append(f"{path}: stands in no meson.build")
    return bad


# Of one thing that a hand points at: a row could not say of which.
POINTED = {"app.open-recent", "edit.find-file", "edit.go-to", "edit.marker-here", "edit.metre-here", "edit.reveal", "edit.tempo-here", "mix.go-to", "mix.select-to", "monitor.reference", "monitor.service",
           "win.device-state", "win.locate"}


def actions_have_rows(tree):
    """Every action of the window and its views that a button, a menu or the code names has a row in the table, so that it can be
    found and given a key."""
    group = r"(?:app|win|edit|mix|master|monitor)\.[a-z0-9-]+"
    rows, used = set(), {}
    for path in tree.files("src/app", ".c") + tree.files("ui", ".ui"):
        text = tree.read(path)
        rows.update(re.findall(rf'\{{ "({group})[^"]*", N_ \(', text))
        names = re.findall(rf'(?:append|set_(?:detailed_)?action_name|item_new|item_set_action_and_target_value) \([^;]*?"({group})[^"]*"', text)
        names += re.findall(rf'g_strdup_printf \("({group})[(:]', text) + re.findall(rf'install_action \(\w+, "({group})"', text)
        names += re.findall(rf'name="(?:action|action-name)">({group})', text)
        for name in names:
            used.setdefault(name, path)
    return [f"{used[name]}: {name} has no row in a table of actions" for name in sorted(set(used) - rows - POINTED)]


# What tests alone ask, of what cannot be seen or heard otherwise, or is the formula that they compare with.
FOR_TESTS = set("""
    lt_band_weights_power lt_dynamics_reduction_db lt_side_shelf_power lt_spectral_edit_weight lt_spectrum_tilt_db
    lt_edit_strip_solo_safe lt_session_spec_hearing
    lt_strip_order_is_hidden lt_edit_view_get_lanes lt_edit_view_get_state lt_history_plot_is_paused lt_lanes_n_views
    lt_live_get_mix_print lt_loudness_bar_shows_lufs
    lt_mix_print_get_length lt_mix_print_get_path lt_peaks_get_n_frames lt_peaks_get_progress lt_plot_line_get_value
    lt_rt_inside lt_spectrogram_hop lt_spectrogram_row_hz lt_still_box_get lt_still_get_n_kept lt_stream_n_errors
    lt_stream_rate_hz lt_strip_row_get_n_built lt_tags_form_get_errors lt_tags_form_get_row lt_tape_get_rendered
    lt_wave_tiles_get_n_pending lt_wave_tiles_get_n_ready lt_wave_tiles_new""".split())
# What is to have a place in the window yet, and why.
FOR_TESTS |= {
    "lt_edit_send_target",  # a send that leads to another bus: what plays is changed so in the storms, too
    "lt_edit_session_drop_unused",  # collecting and archiving a session without what no clip plays
    "lt_level_bar", "lt_level_on_scale", "lt_level_set_aes17",  # K-12, K-14 and K-20, and rms levels by AES17, beside the bars
    "lt_loudness_histogram",  # how often each loudness occurs, beside loudness over time
}


class Calls:
    """Who says the names of functions, from the sources' text."""

    def __init__(self, tree):
        self.declared = {}  # name → its header
        self.said = {}      # name → path → how often
        self.defined = {}   # name → the .c files that do
        for path in tree.files("src", ".c", ".h") + tree.files("tests", ".c", ".h"):
            code = without_comments(tree.read(path))
            for name in re.findall(r"\blt_\w+", code):
                places = self.said.setdefault(name, {})
                places[path] = places.get(path, 0) + 1
            if path.startswith("src/") and path.endswith(".h"):
                for name in re.findall(r"^(?!#)(?:[\w*]+[ *]+)*(lt_\w+) \(", code, re.M):
                    self.declared.setdefault(name, path)
            elif path.startswith("src/"):
                for name in re.findall(r"^(lt_\w+) \(", code, re.M):
                    self.defined.setdefault(name, set()).add(path)

    def count(self, name):
        """How often other files of src/ than that which defines it call it, that one itself, and tests."""
        own = self.defined.get(name, set())
        counts = [-1, -len(own), 0]  # its declaration and its definitions
        for path, times in self.said[name].items():
            counts[2 if path.startswith("tests/") else 1 if path in own else 0] += times
        return counts


def callers(tree):
    """What a header declares is called from elsewhere in src/: what nobody calls goes, what its own file calls alone is static."""
    calls, bad = Calls(tree), []
    for name, header in sorted(calls.declared.items()):
        others, own, tests = calls.count(name)
        if others > 0:
            bad += [f"tests/arch/sources.py: {name} has a caller now: take it off FOR_TESTS"] if name in FOR_TESTS else []
        elif own == 0 and not (tests and name in FOR_TESTS):
            bad.append(f"{header}: only tests call {name}" if tests else f"{header}: nobody calls {name}")
        elif own > 0 and not tests and not name.endswith("_ref"):  # which goes with its _unref
            bad.append(f"{header}: only its own file calls {name}: make it static")
    return bad


CHECKS = [include_table, callers, sizes, opening_lines, ui_pairs, potfiles, leftovers, versions, sources_are_listed, actions_have_rows]
