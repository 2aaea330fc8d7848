# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every sentence for the user reaches the template whole, and every language of po/LINGUAS has all of them.

import os
import re
import subprocess
import tempfile

FORMATS = ["N_:1:pass-c-format", "C_:2:pass-c-format", "NC_:2:pass-c-format", "g_dngettext:2:pass-c-format",
           "g_strdup_printf:1:c-format", "g_string_append_printf:2:c-format", "g_set_error:4:c-format"]
KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3"]
HELP = "tests/arch/update BUILD brings po/%s.po up to date; then translate what is empty in it"
TOLD = 5


def run(*words, cwd=None):
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    return done.returncode, done.stderr


def extract(tree, template):
    """Writes the template of all files in po/POTFILES; what xgettext says, line by line."""
    code, said = run("xgettext", "--from-code=UTF-8", "--no-location", "--no-wrap", "--add-comments=Translators:",
                     *[f"--keyword={word}" for word in KEYWORDS], *[f"--flag={flag}" for flag in FORMATS],
                     "--files-from=po/POTFILES", f"--output={template}", cwd=tree.root)
    with open(template, "a+", encoding="utf-8") as file:
        file.seek(0)
        undated = re.sub(r'"POT-Creation-Date:.*"\n', "", file.read())
        file.truncate(0)
        file.write(undated)
    return said.splitlines() or ([] if code == 0 else [f"xgettext ended with {code}"])


def parse(text):
    """{(context, id, plural): (translations, fuzzy)} of a catalogue, without its header and what is obsolete."""
    found = {}
    for block in re.split(r"\n\s*\n", text):
        fields, last = {}, None
        for line in block.splitlines():
            match = re.match(r'(?:(\w+(?:\[\d\])?) )?"(.*)"$', line)
            if match:
                last = match.group(1) or last
                fields[last] = fields.get(last, "") + match.group(2)
        if fields.get("msgid"):
            key = fields.get("msgctxt"), fields["msgid"], fields.get("msgid_plural")
            found[key] = ([value for name, value in fields.items() if name.startswith("msgstr")],
                          re.search(r"^#,.*\bfuzzy\b", block, re.M) is not None)
    return found


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def languages(tree):
    lines = tree.read("po/LINGUAS").splitlines() if tree.has("po/LINGUAS") else []
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def told(where, what, keys):
    """The first of @keys, one a line, and how many more there are."""
    lines = [f"{where}: {what}: “{key[1]}”" for key in keys[:TOLD]]
    return lines + ([f"{where}: {what}: {len(keys) - TOLD} more"] if len(keys) > TOLD else [])


def without_comments(text):
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'',
                  lambda match: match.group(0) if match.group(0)[0] in "\"'" else re.sub(r"[^\n]", " ", match.group(0)), text, flags=re.S)


def whole_sentences(tree):
    """A marked sentence is made of literals and PRI macros: xgettext cuts it at anything else."""
    bad = []
    literal = r'(?:\s*(?:"(?:\\.|[^"\\\n])*"|PRI[a-zA-Z]+\d+\b))'
    for path in tree.files("src", ".c", ".h"):
        code = without_comments(tree.read(path))
        for match in re.finditer(r"(?<!define )(?<!\w)(_|N_|C_|NC_|ngettext)\s*\(", code):
            rest = code[match.end():]
            pieces = re.match(literal + "*", rest).group(0)
            if (pieces or match.group(1) in ("N_", "NC_")) and not re.match(r"\s*[,)]" if pieces else r"$", rest[len(pieces):]):
                line = code.count("\n", 0, match.start()) + 1
                bad.append(f"{path}:{line}: {match.group(1)} () holds more than literals: {rest[:60].splitlines()[0].strip()}")
    return bad


def template(tree):
    """xgettext reads all of po/POTFILES without a warning."""
    with tempfile.TemporaryDirectory() as folder:
        return extract(tree, f"{folder}/all.pot")


def findings(tree, language, wanted):
    path = f"po/{language}.po"
    if not tree.has(path):
        return [f"po/LINGUAS names {language}, and there is no {path}"]
    there = parse(tree.read(path))
    bad = told(path, "missing", [key for key in wanted if key not in there])
    bad += told(path, "not translated", [key for key in wanted if key in there and not all(there[key][0])])
    bad += told(path, "fuzzy", [key for key in there if there[key][1]])
    bad += told(path, "not in the sources", [key for key in there if key not in wanted])
    code, said = run("msgfmt", "-c", "-o", os.devnull, path, cwd=tree.root)
    bad += said.splitlines()[:TOLD] if code else []
    return bad + [HELP % language] if bad else []


def translations(tree):
    """Every language of po/LINGUAS has every sentence, no other, and msgfmt -c finds nothing."""
    with tempfile.TemporaryDirectory() as folder:
        extract(tree, f"{folder}/all.pot")
        wanted = parse(read(f"{folder}/all.pot"))
    return [line for language in languages(tree) for line in findings(tree, language, wanted)]


def data_files(tree):
    """Names and help of deliveries and presets stand in every language of po/LINGUAS beside their English.

    A preset of an effect is named by its group: "[Name]", then "name[de]=".
    """
    bad = []
    for path in tree.files("data", ".ini", ".preset"):
        lines = tree.read(path).splitlines()
        for number, line in enumerate(lines):
            key = re.match(r"(name|help)=", line) or (re.match(r"\[()", line) if "/fx/" in path else None)
            block = lines[number + 1:]
            block = block[:next((i for i, other in enumerate(block) if other.startswith("[")), len(block))]
            for language in languages(tree) if key else []:
                word = f"{key.group(1) or 'name'}[{language}]="
                if not any(other.startswith(word) and other != word for other in block):
                    bad.append(f"{path}:{number + 1}: “{line}” lacks a line {word} below it")
    return bad


def update(tree):
    """Takes new sentences into each language, empty, and drops those that are gone; what went wrong."""
    bad = []
    with tempfile.TemporaryDirectory() as folder:
        bad += extract(tree, f"{folder}/all.pot")
        for language in languages(tree):
            merged, path = f"{folder}/{language}.po", f"po/{language}.po"
            for words in (("msgmerge", "--quiet", "--no-fuzzy-matching", "--no-wrap", "-o", merged, path, f"{folder}/all.pot"),
                          ("msgattrib", "--no-obsolete", "--no-wrap", "-o", path, merged)):
                code, said = run(*words, cwd=tree.root)
                bad += said.splitlines() if code else []
    return bad


CHECKS = [whole_sentences, template, translations, data_files]
