#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Shows that every check of tests/arch can fail: each gets a tiny tree that keeps its rule and one that breaks it.
# Usage: self-test.py COMPILER   Prints TAP.

import os
import subprocess
import sys
import tempfile

import objects
import params
import sources
import translations

HEAD = "// SPDX-FileCopyrightText: 2026 The Lathe authors\n// SPDX-License-Identifier: GPL-3.0-or-later\n//\n// Does.\n// Layer: %s.\n"
BODY = "int\nlt_x (%s)\n{\n%s  return 0;\n}\n"
MESON = "project('x', 'c',\n  version: '%s',\n)\n"
PUT_OFF = "// TO" + "DO: later\n"


def in_base(text):
    return {"src/base/x.c": HEAD % "base" + text}


# check, the tree that keeps the rule, the trees that break it
SOURCES = [
    ("include_table", {"src/dsp/x.c": '#include "base/rt.h"\n#include <math.h>\n', "src/session/x.c": '#include "fx/fx.h"\n#include <glib.h>\n'},
     [{"src/dsp/x.c": "#include <glib.h>\n"},
      {"src/dsp/x.c": "#include <stdlib.h>\n"},
      {"src/base/x.c": '#include "dsp/fft.h"\n'},
      {"src/fx/x.c": '#include "meter/meter.h"\n'},
      {"src/session/x.c": '#include "fx/param-bank.h"\n'},
      {"src/studio/x.c": '#include "engine/plan-private.h"\n'},
      {"src/device/x.c": "#include <portaudio.h>\n"},
      {"src/cli/x.c": "#include <gtk/gtk.h>\n"},
      {"src/fx/x.c": '#include "trim.h"\n'},
      {"src/odd/x.c": "\n"}]),
    ("callers", {"src/base/x.h": "int lt_a (int b);\nint lt_wave_tiles_new (void);\nX *lt_x_ref (X *x);\nstatic inline int\nlt_c (int d)\n{\n  return lt_a (d);\n}\n",
                 "src/base/x.c": "int\nlt_a (int b)\n{\n}\nX *\nlt_x_ref (X *x)\n{\n  f (lt_x_ref);\n}\n", "src/base/y.c": "/* lt_b (); */ lt_c (7);", "tests/base/x.c": "lt_wave_tiles_new ();"},
     [{"src/base/x.h": "int lt_a (int b);\n", "src/base/x.c": "int\nlt_a (int b)\n{\n}\n", "src/base/y.c": "// lt_a (3)\n"},
      {"src/base/x.h": "int lt_a (int b);\n", "src/base/x.c": "int\nlt_a (int b)\n{\n}\n", "tests/base/y.c": "lt_a (3);"},
      {"src/base/x.h": "int lt_a (int b);\n", "src/base/x.c": "int\nlt_a (int b)\n{\n}\nstatic int x = lt_a (4);\n"},
      {"src/base/x.h": "static inline int\nlt_a (int b)\n{\n}\n"},
      {"src/base/x.h": "int lt_wave_tiles_new (void);\n", "src/base/y.c": "lt_wave_tiles_new ();"}]),
    ("sizes", in_base(BODY % ("int a, int (*b) (int, int)", "  a = 1;\n" * 80)),
     [in_base("\n" * 900),
      {"src/base/x.h": "\n" * 251},
      {"ui/x.ui": "\n" * 501},
      in_base(BODY % ("void", "  ;\n" * 90)),
      in_base(BODY % (", ".join("int a%d" % i for i in range(9)), "")),
      in_base("static int\nf (int a, int b, int c,\n   int d, int e, int f,\n   int g, int h, int i)\n{\n}\n")]),
    ("opening_lines", in_base(""),
     [{"src/base/x.c": "int x;\n"},
      {"src/base/x.c": HEAD % "dsp"},
      {"src/base/x.h": (HEAD % "base").replace("Does.", "")},
      {"tests/x.py": "print ()\n"}]),
    ("ui_pairs", {"ui/mix/x.ui": "", "src/app/mix/x.c": "f () { set_template_from_resource (); }"},
     [{"ui/mix/x.ui": ""},
      {"src/app/mix/x.c": "f () { gtk_widget_class_set_template_from_resource (a, b); }"}]),
    ("potfiles", {"po/POTFILES": "src/base/x.c\n", "src/base/x.c": 'f (_ ("A"));', "src/base/y.c": '// _("B")\nh_ ("C");\n#define N_(s) (s)\n'},
     [{"po/POTFILES": "", "src/base/x.c": 'f (_("A"));'},
      {"po/POTFILES": "", "src/base/x.c": 'static c = N_ ("A");'},
      {"po/POTFILES": "src/base/x.c\n", "src/base/x.c": ""},
      {"po/POTFILES": "src/base/x.c\n" * 2, "src/base/x.c": '_("A")'}]),
    ("leftovers", {"src/base/x.c": "#if 1\n" + "// TO" + "DO(#12): later\n", "notes.md": "/tmp/x\n"},
     [{"src/base/x.c": "#if " + "0\n"},
      {"src/base/x.c": PUT_OFF},
      {"notes.md": "see /" + "home/ann/x\n"},
      {"tests/run": "cd /" + "work/main\n"}]),
    ("versions", {"meson.build": MESON % "1.2", "NEWS.md": "# News\n\n## 1.2\n", "data/x.metainfo.xml": '<release date="d" version="1.2"/>'},
     [{"meson.build": MESON % "1.2", "NEWS.md": "# News\n\n## 1.1\n"},
      {"meson.build": MESON % "1.2", "NEWS.md": "## 1.2\n", "data/x.metainfo.xml.in": '<release version="1.1"/>'}]),
    ("sources_are_listed", {"src/base/meson.build": "'x.c'", "src/base/x.c": "", "src/fx/meson.build": "'trim'", "src/fx/trim.c": ""},
     [{"src/base/meson.build": "'x.c'", "src/base/x.c": "", "src/base/xx.c": ""}]),
    ("actions_have_rows", {"src/app/x.c": '{ "win.a(1)", N_ ("A"), NULL }; g_menu_append (m, _ ("A"), "win.a(1)"); install_action (class, "win.locate", "x");',
                           "ui/x.ui": '<property name="action-name">win.a</property><property name="action-name">preset.b</property>'},
     [{"src/app/x.c": 'g_menu_append (m, _ ("A"), "win.a");'},
      {"src/app/x.c": 'gtk_widget_class_install_action (class, "mix.b", NULL, on_b);'},
      {"src/app/x.c": '{ "win.a", N_ ("A") }', "ui/x.ui": '<attribute name="action">edit.a</attribute>'}]),
]

OBJECTS = [
    ("symbol_stems", {"base/ring.c": "void lt_ring_push (void) {} static void f (void) { } void (*lt_ring) (void) = f;",
                      "fx/trim.c": "const int lt_fx_trim = 1;", "meter/level.c": "const int lt_meter_level = 1; void lt_level_read (void) {}",
                      "engine/plan-rt.c": "void lt_plan_run (void) {}", "session/store.c": "void lt_session_error_quark (void) {}",
                      "cli/cmd-show.c": "const int lt_cmd_show = 1;", "cli/cli-text.c": "void lt_cli_say (void) {}"},
     [{"base/ring.c": "void lt_arena_push (void) {}"},
      {"base/ring.c": "void push (void) {}"},
      {"base/ring.c": "void lt_ringing (void) {}"},
      {"fx/trim.c": "void lt_fx_eq (void) {}"},
      {"meter/level.c": "const int lt_meter_stereo = 1;"},
      {"cli/cmd-show.c": "void lt_cli_say (void) {}"}]),
    ("undefined_symbols", {"base/arena.c": "void *malloc (unsigned long); void *lt_arena_new (void) { return malloc (7); }",
                           "dsp/x.c": "double tan (double); double lt_x (double y) { return tan (y); }"},
     [{"dsp/x.c": "void *malloc (unsigned long); void *lt_x (void) { return malloc (7); }"},
      {"fx/x.c": "int printf (const char *, ...); int lt_x (int a) { return printf (\"%d\", a); }"},
      {"meter/x.c": "void g_free (void *); void lt_x (void *a) { g_free (a); }"},
      {"base/x.c": "int pthread_mutex_lock (void *); int lt_x (void *a) { return pthread_mutex_lock (a); }"}]),
    ("realtime_symbols", {"engine/x-rt.c": "void lt_ring (void); void lt_y (void); void lt_x (void) { lt_ring (); lt_y (); }",
                          "engine/y-rt.c": "void lt_y (void) {}", "base/ring.c": "void lt_ring (void) {}"},
     [{"engine/x-rt.c": "void free (void *); void lt_x (void *a) { free (a); }"},
      {"media/x-rt.c": "long write (int, const void *, unsigned long); long lt_x (void *a) { return write (1, a, 2); }"},
      {"engine/x-rt.c": "void lt_plan_free (void); void lt_x (void) { lt_plan_free (); }", "engine/plan.c": "void lt_plan_free (void) {}"},
      {"engine/x-rt.c": "void lt_arena_take (void); void lt_x (void) { lt_arena_take (); }", "base/arena.c": "void lt_arena_take (void) {}"}]),
    ("mutable_statics", {"fx/x.c": "static const int a[] = { 1 }; static const char *const b[] = { \"c\" }; const void *lt_x (int i) { return i ? (void *) a : (void *) b; }",
                         "dsp/fft.c": "static int planner; int lt_fft (void) { return ++planner; }"},
     [{"fx/x.c": "static int a; int lt_x (void) { return ++a; }"},
      {"dsp/x.c": "static int a = 3; int lt_x (void) { return ++a; }"},
      {"engine/x.c": "int lt_x;"},
      {"meter/x.c": "static _Thread_local int a; int lt_x (void) { return ++a; }"},
      {"dsp/x.c": "int lt_x (void) { static int a; return ++a; }"}]),
]

ROWS = "trim\ntrim.gain dB linear -60 24 0\n"
PARAMS = [("the same rows", ROWS, True), ("a row gone", "trim\n", False), ("a row renamed", ROWS.replace("gain", "level"), False),
          ("an effect gone", "", False), ("another default", ROWS.replace("24 0", "24 1"), False), ("a new row", ROWS + "trim.mono - step 0 1 0\n", False)]


HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=n != 1;\\n"\n\n'
SPOKEN = 'f (_ ("A %d"), ngettext ("%u B", "%u Bs", n), C_ ("c", "D"));\n'
GERMAN = HEADER + ('#, c-format\nmsgid "A %d"\nmsgstr "Ä %d"\n\n#, c-format\nmsgid "%u B"\nmsgid_plural "%u Bs"\nmsgstr[0] "%u B"\nmsgstr[1] "%u Be"\n\n'
                   'msgctxt "c"\nmsgid "D"\nmsgstr "D"\n')


def spoken(german):
    return {"po/LINGUAS": "# all\nde\n", "po/POTFILES": "src/base/x.c\n", "src/base/x.c": SPOKEN, "po/de.po": german}


TRANSLATIONS = [
    ("whole_sentences", {"src/base/x.c": 'f (_ ("a %" PRIu64 "\\" b"), N_("c"), _ (row->label)); /* N_ (x) */\n#define N_(s) (s)\n'},
     [{"src/base/x.c": 'f (_ ("a %" G_GUINT64_FORMAT " b"));'},
      {"src/base/x.c": 'ngettext ("%" G_GINT64_FORMAT " b", "c", n);'},
      {"src/base/x.c": '#define ROW(b) N_ ("Band " #b " on")\n'},
      {"src/base/x.c": "#define ROW(text) { N_ (text) }\n"}]),
    ("template", {"po/POTFILES": "src/base/x.c\n", "src/base/x.c": SPOKEN},
     [{"po/POTFILES": "src/base/y.c\n"},
      {"po/POTFILES": "src/base/x.c\n", "src/base/x.c": 'g_strdup_printf (_ ("A %"), a);'}]),
    ("translations", spoken(GERMAN),
     [spoken(GERMAN.replace('"Ä %d"', '""')),
      spoken(GERMAN.replace('[1] "%u Be"', '[1] ""')),
      spoken(GERMAN.replace("#, c-format\nmsgid \"A", "#, fuzzy, c-format\nmsgid \"A")),
      spoken(GERMAN.replace('msgctxt "c"\n', "")),
      spoken(GERMAN + '\nmsgid "E"\nmsgstr "E"\n'),
      spoken(GERMAN.replace("Ä %d", "Ä %s")),
      {"po/LINGUAS": "de\n", "po/POTFILES": "src/base/x.c\n", "src/base/x.c": SPOKEN}]),
    ("data_files", {"po/LINGUAS": "de\n", "data/x.preset": "[preset]\nname=A\nname[de]=Ä\nhelp=B\nhelp[de]=B\n\n[eq]\nb1-q=1\n"},
     [{"po/LINGUAS": "de\n", "data/x.preset": "[preset]\nname=A\nhelp=B\nhelp[de]=B\n"},
      {"po/LINGUAS": "de\n", "data/presets/fx/x.preset": "[a]\nname[de]=Ä\n[b]\nq=1\n"},
      {"po/LINGUAS": "de\n", "data/x.ini": "[a]\nname=A\n[b]\nname=B\nname[de]=B\n"},
      {"po/LINGUAS": "de fr\n", "data/x.ini": "[a]\nname=A\nname[de]=\nname[fr]=A\n"}]),
]


def plant(root, files):
    for path, text in files.items():
        full = os.path.join(root, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "w", encoding="utf-8") as file:
            file.write(text)


def findings_of(module, name, files):
    with tempfile.TemporaryDirectory() as root:
        plant(root, files)
        return getattr(module, name)(sources.Tree(root))


def findings_of_objects(name, files, compiler):
    with tempfile.TemporaryDirectory() as root:
        plant(root, {"src/" + path: text for path, text in files.items()})
        for path in files:
            layer, file = path.split("/")
            folder = f"{root}/build/src/{layer}/liblathe-{layer}.a.p"
            os.makedirs(folder, exist_ok=True)
            subprocess.run([compiler, "-O1", "-fPIC", "-fno-builtin", "-c", f"{root}/src/{path}", "-o", f"{folder}/{file}.o"], check=True)
        return getattr(objects, name)(objects.Objects(f"{root}/build"), sources.Tree(root))


def missing_object():
    with tempfile.TemporaryDirectory() as root:
        plant(root, {"src/base/x.c": "", "build/src/base/note": ""})
        return objects.every_layer_is_there(objects.Objects(f"{root}/build"), sources.Tree(root))


def findings_of_params(printed):
    with tempfile.TemporaryDirectory() as root:
        plant(root, {params.GOLDEN: ROWS})
        return params.parameter_rows(printed, sources.Tree(root))


def addition():
    """New rows are added; one that is gone is kept and told."""
    with tempfile.TemporaryDirectory() as root:
        plant(root, {params.GOLDEN: ROWS})
        tree = sources.Tree(root)
        told = params.add(tree, "trim\ntrim.mono - step 0 1 0\n")
        kept = params.parse(tree.read(params.GOLDEN))
        return len(told) == 1 and "trim.gain" in kept and "trim.mono" in kept


def refreshed():
    """tests/arch/update takes in a new sentence, empty, keeps what is translated, and drops what is gone; twice is once."""
    with tempfile.TemporaryDirectory() as root:
        plant(root, spoken(GERMAN.replace('msgid "D"', 'msgid "E"')))
        tree = sources.Tree(root)
        told = translations.update(tree)
        once = tree.read("po/de.po")
        told += translations.update(tree)
        there = translations.parse(once)
        return not told and tree.read("po/de.po") == once and there == {
            (None, "A %d", None): (["Ä %d"], False), (None, "%u B", "%u Bs"): (["%u B", "%u Be"], False), ("c", "D", None): ([""], False)}


def cases(compiler):
    tested = set()
    for module, name, good, bad in [(sources, *row) for row in SOURCES] + [(translations, *row) for row in TRANSLATIONS]:
        tested.add(name)
        yield f"{name}/keeps", not findings_of(module, name, good)
        for i, files in enumerate(bad):
            yield f"{name}/breaks-{i}", bool(findings_of(module, name, files))
    for name, good, bad in OBJECTS:
        tested.add(name)
        yield f"{name}/keeps", not findings_of_objects(name, good, compiler)
        for i, files in enumerate(bad):
            yield f"{name}/breaks-{i}", bool(findings_of_objects(name, files, compiler))
    tested.add("every_layer_is_there")
    yield "every_layer_is_there/breaks", bool(missing_object())
    for name, printed, good in PARAMS:
        yield f"parameter_rows/{name.replace(' ', '-')}", bool(findings_of_params(printed)) != good
    yield "parameter_rows/addition", addition()
    yield "translations/update", refreshed()
    every = {check.__name__ for check in sources.CHECKS + objects.CHECKS + translations.CHECKS}
    yield "every-check-is-tested", tested == every


def main(compiler):
    results = list(cases(compiler))
    print(f"1..{len(results)}")
    for number, (name, fine) in enumerate(results, 1):
        print(f"{'ok' if fine else 'not ok'} {number} /arch/self-test/{name.replace('_', '-')}")
    return all(fine for _, fine in results)


sys.exit(0 if main(sys.argv[1]) else 1)
