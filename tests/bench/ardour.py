# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# W1 for Ardour 7: ardour-session.lua makes the tracks, and what Lua can't do without a window is written into the session's
# file: sources, regions and the range to export.

import os
import pathlib
import shutil
import subprocess
import wave
import xml.etree.ElementTree as xml

HERE = pathlib.Path(__file__).resolve().parent
NAME = "mix"
START = "start"  # the same session of one second: what it takes to load it
SUPERCLOCK_HZ = 282240000
CHANNELS = 2


class NoArdour(Exception):
    """Why Ardour takes no part."""


def command(config, *words):
    """Settings of its own; all processors, as Lathe has them, instead of all but one."""
    folder = pathlib.Path(config) / "ardour7"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config").write_text('<?xml version="1.0"?>\n<Ardour><Config><Option name="processor-usage" value="0"/></Config></Ardour>\n')
    return ["env", f"XDG_CONFIG_HOME={config}", *map(str, words)]


def make_session(folder, config, files, seconds):
    """The session in @folder, with a track of every one of @files; NoArdour when that fails."""
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    made = subprocess.run(command(config, "ardour7-lua", HERE / "ardour-session.lua", folder, NAME, len(files)), capture_output=True, text=True, stdin=subprocess.DEVNULL)
    path = folder / f"{NAME}.ardour"
    if made.returncode != 0 or not path.exists():
        raise NoArdour(f"its session could not be made: {(made.stderr or made.stdout).strip()[-300:]}")
    tree = xml.parse(path)
    tracks = [route for route in tree.iter("Route") if route.get("audio-playlist")]
    if len(tracks) != len(files):
        raise NoArdour(f"its session has {len(tracks)} tracks instead of {len(files)}")
    add_sounds(tree, folder / "interchange" / folder.name / "audiofiles", tracks, files, seconds)
    for name, length in [(NAME, seconds), (START, 1)]:
        set_range(tree, length)
        tree.write(folder / f"{name}.ardour", encoding="UTF-8", xml_declaration=True)


def clock(seconds):
    return f"a{round(seconds * SUPERCLOCK_HZ)}"


def new_id(root):
    root.set("id-counter", str(int(root.get("id-counter")) + 1))
    return root.get("id-counter")


def add_sounds(tree, sounds, tracks, files, seconds):
    """A source for each channel and one region of both."""
    root = tree.getroot()
    playlists = {playlist.get("id"): playlist for playlist in root.find("Playlists")}
    sounds.mkdir(parents=True, exist_ok=True)
    for number, (track, file) in enumerate(zip(tracks, files)):
        sound = sounds / f"{number}-{os.path.basename(file)}"
        sound.hardlink_to(file)
        region = {"name": sound.name, "id": new_id(root), "type": "audio", "start": "a0", "length": f"{clock(seconds)}@a0", "opaque": "1"}
        region |= {"channels": str(CHANNELS), "fade-in-active": "0", "fade-out-active": "0", "default-fade-in": "0", "default-fade-out": "0"}
        for channel in range(CHANNELS):
            source = {"name": sound.name, "id": new_id(root), "type": "audio", "channel": str(channel), "origin": str(file), "gain": "1"}
            xml.SubElement(root.find("Sources"), "Source", source)
            region |= {f"source-{channel}": source["id"], f"master-source-{channel}": source["id"]}
        xml.SubElement(playlists[track.get("audio-playlist")], "Region", region)


def set_range(tree, seconds):
    root = tree.getroot()
    locations = root.find("Locations")
    for location in [place for place in locations if "IsSessionRange" in place.get("flags", "")]:
        locations.remove(location)
    span = {"id": new_id(root), "name": "session", "start": "a0", "end": clock(seconds), "flags": "IsSessionRange", "locked": "0"}
    xml.SubElement(locations, "Location", span)


# Debian's 7.3 may abort or crash as it takes the session apart, with the file written: check () says whether it is whole.
FORGIVING = 'ulimit -c 0; "$@"; code=$?; [ $code -eq 0 ] || [ $code -eq 134 ] || [ $code -eq 139 ]'


def export(folder, config, name, out):
    """Its command line: 24 bits to @out, a path with .wav."""
    return command(config, "sh", "-c", FORGIVING, "sh", "ardour7-export", "-b", "24", "-o", out, folder, name)


def check(path, seconds, rate=48000):
    """NoArdour when @path is not as long as asked, or is next to silence."""
    with wave.open(str(path)) as sound:
        if sound.getnframes() != round(seconds * rate):
            raise NoArdour(f"it exported {sound.getnframes()} frames instead of {round(seconds * rate)}")
        data = sound.readframes(sound.getnframes())
    peak = max(abs(int.from_bytes(data[at : at + 3], "little", signed=True)) for at in range(0, len(data), 3 * 101)) / 2**23
    if peak < 0.05:
        raise NoArdour(f"it exported next to silence, {peak:.4f}")
