#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# One set of tags in every format, read back by programs that are not Lathe: MediaInfo, and an XML parser for iXML.

import json
import os
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as xml

from lathe_cli import Run, chunks_of, load, main, ok, refused, test, write_wav

TYPED = {
    "title": "Über den Wolken", "artist": "Die Drehbänke", "album": "Späne & Öl", "album-artist": "Various", "track": "3/12",
    "disc": "1/2", "date": "2026-05-01", "genre": "Rock", "composer": "J. S. Bach", "engineer": "Eva Eng", "mixer": "Max Mix",
    "copyright": "© 2026 Lathe", "comment": "First <take>", "licence": "CC BY", "isrc": "ISRC DE-X42-26-00001",
    "barcode": "4 006381 333931", "catalogue": "LTH-001",
}
STORED = dict(TYPED, isrc="DEX422600001", barcode="4006381333931")
# MediaInfo's names; the track's number is one field for Vorbis comments and two for ID3.
ALL = {
    "Track": "title", "Performer": "artist", "Album": "album", "Album_Performer": "album-artist", "Recorded_Date": "date", "Genre": "genre",
    "Composer": "composer", "Copyright": "copyright", "Comment": "comment", "ISRC": "isrc",
}
EXTRA = {"BARCODE": "barcode", "CATALOGNUMBER": "catalogue"}
ID3 = {"Track_Position": "3", "Track_Position_Total": "12", "Part_Position": "1", "Part_Position_Total": "2"}
VORBIS = {"Track_Position": "3/12", "Part": "1/2", "TermsOfUse": "CC BY"}


def tagged():
    write_wav("a.wav", seconds=1.0, channels=2)
    ok("new", "s.lathe", "a.wav")
    ok("set", "s.lathe", *[f"{key}={value}" for key, value in TYPED.items()])
    return "s.lathe"


def media_info(path):
    out = subprocess.run(["mediainfo", "--Output=JSON", path], stdout=subprocess.PIPE, check=True).stdout
    return json.loads(out)["media"]["track"][0]


def chunk_of_aiff(path, name):
    with open(path, "rb") as f:
        data = f.read()
    at = 12
    while data[at:at + 4] != name:
        size = struct.unpack(">I", data[at + 4:at + 8])[0]
        assert data[at:at + 4] != b"SSND", f"no {name} before the sound"
        at += 8 + size + (size & 1)
    return data[at + 8:at + 8 + struct.unpack(">I", data[at + 4:at + 8])[0]]


def id3_frames(data):
    """Frames of an ID3v2.4 tag without flags, as text behind the encoding's byte."""
    def synchsafe(b):
        return b[0] << 21 | b[1] << 14 | b[2] << 7 | b[3]
    assert data[:6] == b"ID3\4\0\0" and len(data) % 4 == 0 and synchsafe(data[6:10]) == len(data) - 10
    found, at = [], 10
    while at + 10 < len(data) and data[at]:
        size = synchsafe(data[at + 4:at + 8])
        assert data[at + 8:at + 11] == b"\0\0\3"
        found.append((data[at:at + 4].decode(), data[at + 11:at + 10 + size].decode()))
        at += 10 + size
    return found


@test
def every_format_carries_the_tags():
    session = tagged()
    for kind in ["wav", "rf64", "aiff", "flac", "ogg", "opus", "mp3"]:
        ok("render", session, "-o", "o." + kind)
        seen = media_info("o." + kind)
        for name, key in ALL.items():
            assert seen.get(name) == STORED[key], (kind, name, seen.get(name))
        for name, key in EXTRA.items():
            assert seen["extra"].get(name) == STORED[key], (kind, name, seen["extra"])
        for name, value in (VORBIS if kind in ["flac", "ogg", "opus"] else ID3).items():
            assert seen.get(name) == value, (kind, name, seen.get(name))
        if kind in ["flac", "ogg", "opus"]:
            assert seen["extra"]["ENGINEER"] == "Eva Eng" and seen["extra"]["MIXER"] == "Max Mix", seen["extra"]


@test
def id3_names_engineer_and_mixer():
    session = tagged()
    for kind in ["wav", "aiff"]:
        ok("render", session, "-o", "o." + kind)
    for data in [chunks_of("o.wav")["id3 "], chunk_of_aiff("o.aiff", b"ID3 ")]:
        frames = id3_frames(data)
        assert ("TIPL", "engineer\0Eva Eng\0mix\0Max Mix") in frames, frames
        assert ("TXXX", "BARCODE\0" + STORED["barcode"]) in frames and ("COMM", "eng\0" + STORED["comment"]) in frames, frames
        assert sum(1 for name, _ in frames if name == "TIPL") == 1


@test
def wav_has_info_bext_and_ixml():
    session = tagged()
    told = load("render", session, "-o", "o.wav")[0]
    chunks = chunks_of("o.wav")
    names = list(chunks)
    assert max(names.index(n) for n in ["bext", "iXML", "id3 ", "LIST"]) < names.index("data"), names

    info = chunks["LIST"]
    assert info[:4] == b"INFO"
    for name, key in [(b"INAM", "title"), (b"IART", "artist"), (b"IPRD", "album"), (b"ICRD", "date"), (b"IGNR", "genre"), (b"ICMT", "comment")]:
        at = info.index(name)
        size = struct.unpack("<I", info[at + 4:at + 8])[0]
        assert info[at + 8:at + 8 + size].rstrip(b"\0").decode() == STORED[key], name

    bext = chunks["bext"]
    levels = struct.unpack("<5h", bext[412:422])
    keys = ["integrated_lufs", "loudness_range_lu", "true_peak_dbtp", "max_momentary_lufs", "max_short_term_lufs"]
    assert struct.unpack("<H", bext[346:348])[0] == 2
    for value, key in zip(levels, keys):
        assert value == (0x7fff if told[key] is None else round(100 * told[key])), (key, value, told[key])
    assert bext[:256].rstrip(b"\0") == b"Die Drehbanke - Uber den Wolken", bext[:256]
    assert bext[288:320].rstrip(b"\0") == b"DEX422600001" and bext[320:330] == b"2026-05-01"
    assert re.match(rb"A=PCM,F=48000,W=24,M=stereo,T=Lathe [\d.]+;dither\r\n\0*$", bext[602:]), bext[602:]

    ixml = xml.fromstring(chunks["iXML"])
    assert ixml.tag == "BWFXML" and ixml.findtext("PROJECT") == "Späne & Öl" and ixml.findtext("NOTE") == "First <take>"
    assert ixml.findtext("SPEED/FILE_SAMPLE_RATE") == "48000" and ixml.findtext("SPEED/AUDIO_BIT_DEPTH") == "24"
    assert [t.findtext("FUNCTION") for t in ixml.findall("TRACK_LIST/TRACK")] == ["LEFT", "RIGHT"]
    assert ixml.findtext("ASWG/isrcId") == "DEX422600001" and ixml.findtext("USER/ARTIST") == "Die Drehbänke"
    for value, name in zip(levels, ["LOUDNESS_VALUE", "LOUDNESS_RANGE", "MAX_TRUE_PEAK_LEVEL", "MAX_MOMENTARY_LOUDNESS", "MAX_SHORT_TERM_LOUDNESS"]):
        text = ixml.findtext("BEXT/BWF_" + name)
        assert text == ("" if value == 0x7fff else f"{value / 100:.2f}"), (name, text, value)


@test
def the_same_tags_give_the_same_bytes():
    session = tagged()
    for kind in ["wav", "aiff", "flac", "ogg", "opus", "mp3"]:
        seen = []
        for name in ["x", "y"]:
            ok("render", session, "-o", f"{name}.{kind}")
            with open(f"{name}.{kind}", "rb") as f:
                seen.append(f.read())
        assert seen[0] == seen[1], kind


@test
def tags_are_kept_by_convert():
    session = tagged()
    ok("render", session, "-o", "o.flac")
    for kind in ["wav", "aiff", "opus", "mp3", "flac"]:
        ok("convert", "o.flac", "-o", "c." + kind)
        seen = media_info("c." + kind)
        for name, key in ALL.items():
            assert seen.get(name) == STORED[key], (kind, name, seen.get(name))


@test
def wrong_identifiers_are_refused():
    session = tagged()
    tags = load("show", session)["tags"]
    assert tags["isrc"] == "DEX422600001" and tags["barcode"] == "4006381333931", tags
    for wrong, says in [("isrc=DE-X42-26-0001", "no ISRC"), ("isrc=DE-X42-2O-00001", "write 0"), ("barcode=4006381333932", "check digit 1"),
                        ("tag.isrc=none", "no ISRC"), ("tag.conductor=Me", "album-artist")]:
        refused(1, "set", session, wrong, says=says)
    assert load("show", session)["tags"] == tags
    assert "digit 0" in Run("set", session, "isrc=DE-X02-26-00001").err
    ok("set", session, "isrc=", "tag.artist=")
    with open(os.path.join(session, "session.json")) as file:
        written = json.load(file)
    written["tags"]["conductor"] = "Somebody"
    with open(os.path.join(session, "session.json"), "w") as file:
        json.dump(written, file)
    assert load("show", session)["tags"]["conductor"] == "Somebody"
    ok("set", session, "tag.conductor=")
    assert "conductor" not in load("show", session)["tags"]
    refused(1, "set", session, "tag.conductor=", says="There is no tag")
    assert "isrc" not in load("show", session)["tags"] and "artist" not in load("show", session)["tags"]


sys.exit(main())
