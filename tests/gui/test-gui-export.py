#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# From the demo to delivered files, and what they measure from outside.

import json
import os
import random
import subprocess
import sys
import time
import urllib.parse
import wave

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import LATHE, Lathe, press, run, settle, unnamed, wait  # noqa: E402


def demo():
    subprocess.run([LATHE, "demo", "Demo.lathe"], check=True, capture_output=True)
    lathe = Lathe("Demo.lathe")
    settle(lambda: lathe.app.get_child_at_index(0).get_name(), "Low Tide", "the window's title")
    return lathe


def long_song():
    """Takes a while to render, so that there is time to stop it."""
    with wave.open("long.wav", "wb") as f:
        f.setnchannels(1)
        f.setsampwidth(2)
        f.setframerate(48000)
        f.writeframes(random.Random(1).randbytes(2 * 48000) * 300)
    for words in (["new", "Long.lathe", "long.wav"], ["set", "Long.lathe", "long.trim=-30"], *(["add", "Long.lathe", "long", effect] for effect in ("reverb", "convolve", "denoise", "declick", "multiband", "clip"))):
        subprocess.run([LATHE, *words], check=True, capture_output=True)
    lathe = Lathe("Long.lathe")
    settle(lambda: lathe.app.get_child_at_index(0).get_name(), "Long", "the window's title")
    return lathe


def measure(path):
    out = subprocess.run([LATHE, "measure", "--json", path], check=True, capture_output=True, text=True).stdout
    return json.loads(out)


def deliveries_are_what_they_say():
    lathe = demo()
    lathe.keys("ctrl+e")
    button = lathe.wait_for("push button", "Export 2 files")
    assert unnamed(lathe) == [], unnamed(lathe)
    lathe.wait_for("label", lambda text: "LUFS ·" in text)  # the song is measured
    lathe.shot("export-before")
    press(button)
    lathe.wait_for("push button", "Show in Files")
    assert lathe.find("label", lambda name: name.startswith("✓ Verified")), "no delivery was verified"
    assert lathe.find("label", "✓ 2 files verified"), "the head counts otherwise"
    lathe.shot("export-after")

    streaming = measure("Low Tide (streaming).wav")
    assert abs(streaming["integrated_lufs"] + 14.0) <= 0.1, streaming
    assert streaming["true_peak_dbtp"] <= -1.0 + 0.05, streaming
    cd = measure("Low Tide (cd).wav")
    assert cd["rate_hz"] == 44100 and cd["true_peak_dbtp"] <= -0.3 + 0.05, cd
    lathe.keys("Escape")
    lathe.close()


def stopping_leaves_nothing():
    lathe = long_song()
    lathe.keys("ctrl+e")
    press(lathe.wait_for("push button", "Export 2 files"))
    stop = lathe.wait_for("push button", "Stop")
    wait(lambda: lathe.find("image", lambda text: text.startswith("Song: ") and text.endswith("% through") and text != "Song: 0 % through"), "the song to be under way")
    lathe.shot("export-during")
    press(stop)
    lathe.wait_for("push button", "Close")
    assert lathe.find("label", "▲ 0 of 2 files verified"), "the head counts otherwise"
    stopped = wait(lambda: lathe.find("label", "Stopped; nothing was written"), "a stopped delivery")
    assert stopped
    left = [name for name in os.listdir(".") if name.startswith(".") and "wav" in name]
    assert left == [] and not any(name.startswith("Long (") for name in os.listdir(".")), os.listdir(".")
    lathe.keys("Escape")
    lathe.close()


def left_behind():
    return [name for name in os.listdir(".") if name.startswith("Long (") or (name.startswith(".") and "wav" in name)]


def closing_asks_and_quitting_leaves_nothing():
    lathe = long_song()
    lathe.keys("ctrl+e")
    press(lathe.wait_for("push button", "Export 2 files"))
    lathe.wait_for("push button", "Stop")
    lathe.ask_to_close()
    lathe.wait_for("label", "Stop the export?")
    press(lathe.wait_for("push button", "Continue in Background"))
    lathe.wait_for_main_alone()
    lathe.wait_for("push button", "Stop")  # in the window below
    lathe.keys("ctrl+q")
    lathe.wait_for("label", "Stop the export?")
    lathe.keys("Escape")
    lathe.wait_for_main_alone()
    lathe.wait_for("push button", "Stop")  # it goes on
    lathe.keys("ctrl+q")
    press(lathe.wait_for("push button", lambda name: "Stop Export" in name))
    lathe.see_end()
    assert left_behind() == [], left_behind()


def in_background():
    lathe = long_song()
    lathe.keys("ctrl+e")
    press(lathe.wait_for("push button", "Export 2 files"))
    press(lathe.wait_for("push button", "Continue in Background"))
    lathe.wait_for_main_alone()
    return lathe


def what_runs_comes_back_and_runs_once():
    lathe = in_background()
    for _ in range(2):
        lathe.keys("ctrl+e")
        again = lathe.wait_for("push button", "Continue in Background")
        assert lathe.find("push button", "Export 2 files") is None, "the same files can be exported twice"
        assert len(lathe.windows()) == 2, lathe.windows()
        press(again)
        lathe.wait_for_main_alone()
    press(lathe.wait_for("push button", "Stop"))  # in the window below: once, though it went there thrice
    lathe.wait_for("label", lambda text: text.startswith("Exported 0 of 2 files"))
    lathe.wait_for_main_alone()
    assert left_behind() == [], left_behind()
    lathe.keys("ctrl+e")
    lathe.wait_for("push button", "Export 2 files")  # it has ended: a new one
    lathe.keys("Escape")
    lathe.wait_for_main_alone()
    lathe.close()


def what_failed_in_the_background_is_shown():
    lathe = in_background()
    with open("Long (cd).wav", "w") as f:
        f.write("mine")
    while lathe.find("push button", "Show in Files") is None:  # however long it takes
        time.sleep(0.1)
    lathe.wait_for("label", lambda text: text.endswith("1 failed"))
    assert lathe.find("label", "✗ Failed"), "which one is not told"
    assert lathe.find("label", lambda text: "Long (cd).wav" in text and "is there already" in text), "why is not told"
    assert open("Long (cd).wav").read() == "mine"
    lathe.keys("Escape")
    lathe.wait_for_main_alone()
    lathe.close()


def a_file_that_came_meanwhile_is_seen():
    lathe = demo()
    lathe.keys("ctrl+e")
    button = lathe.wait_for("push button", "Export 2 files")
    with open("Low Tide (cd).wav", "w") as f:
        f.write("mine")
    press(button)
    lathe.wait_for("label", "File exists already")
    assert lathe.find("push button", "Export 2 files"), "it runs"
    os.remove("Low Tide (cd).wav")
    press(lathe.wait_for("push button", "Export 2 files"))
    lathe.wait_for("push button", "Show in Files")
    lathe.keys("Escape")
    lathe.wait_for_main_alone()
    lathe.close()


def the_question_goes_with_its_run():
    lathe = long_song()
    lathe.keys("ctrl+e")
    press(lathe.wait_for("push button", "Export 2 files"))
    lathe.wait_for("push button", "Stop")
    lathe.ask_to_close()
    lathe.wait_for("label", "Stop the export?")
    while lathe.find("push button", "Show in Files") is None:  # however long it takes
        time.sleep(0.1)
    wait(lambda: lathe.find("label", "Stop the export?") is None, "no question")
    assert lathe.find("push button", "Close"), "the results are gone"
    lathe.keys("Escape")
    lathe.wait_for_main_alone()
    lathe.close()


HERE = os.path.dirname(os.path.abspath(__file__))
OPENER = """#!/bin/sh
echo "$@" >>"$HOME/opened"
"""
DESKTOP = """[Desktop Entry]
Type=Application
Name=Folders
Exec={} %u
MimeType=inode/directory;
"""


def lines(path):
    return [urllib.parse.unquote(line) for line in open(path).read().split()] if os.path.exists(path) else []


def exported(lathe):
    lathe.keys("ctrl+e")
    press(lathe.wait_for("push button", "Export 2 files"))
    return lathe.wait_for("push button", "Show in Files")


def files_are_shown_by_the_desktop():
    manager = subprocess.Popen([sys.executable, os.path.join(HERE, "file_manager.py"), "notes"])
    try:
        wait(lambda: os.path.exists("notes"), "the file manager")
        lathe = demo()
        press(exported(lathe))
        first = wait(lambda: lines("notes"), "the first file to be shown")
        assert first == [f"file://{os.getcwd()}/Low Tide (streaming).wav"], first
        lathe.click(lathe.wait_for("label", lambda name: name.startswith("CD ")))  # its row unfolds
        rows = wait(lambda: [node for node in lathe.nodes() if node.get_role_name() == "push button" and node.get_name() == "Show in Files"][1:], "the row's own button")
        press(rows[-1])
        wait(lambda: lines("notes")[1:] == [f"file://{os.getcwd()}/Low Tide (cd).wav"], f"the row's file, not {lines('notes')}")
        lathe.keys("Escape")
        lathe.close()
    finally:
        manager.kill()
        manager.wait()


def folder_handler():
    """Of the desktop of this home, by what the MIME types are associated with."""
    applications = os.path.join(os.getcwd(), ".local", "share", "applications")
    os.makedirs(applications)
    opener = os.path.join(os.getcwd(), "opener")
    for path, text in ((opener, OPENER), (os.path.join(applications, "folders.desktop"), DESKTOP.format(opener)),
                       (os.path.join(applications, "mimeapps.list"), "[Default Applications]\ninode/directory=folders.desktop\n")):
        with open(path, "w") as f:
            f.write(text)
    os.chmod(opener, 0o700)


def without_a_file_manager_the_folder_is_opened():
    folder_handler()
    lathe = demo()
    press(exported(lathe))
    opened = wait(lambda: lines("opened"), "the folder to be opened")
    assert opened == [os.getcwd()], opened
    lathe.keys("Escape")
    lathe.close()


def without_anyone_it_says_where_they_are():
    lathe = demo()
    press(exported(lathe))
    lathe.wait_for("label", lambda text: text.startswith(f"They are in {os.getcwd()}"))
    lathe.keys("Escape")
    wait(lambda: len(lathe.window_ids()) == 2, "the sentence to go")
    lathe.keys("Escape")
    lathe.wait_for_main_alone()
    lathe.close()


sys.exit(run([deliveries_are_what_they_say, stopping_leaves_nothing, closing_asks_and_quitting_leaves_nothing,
              what_runs_comes_back_and_runs_once, what_failed_in_the_background_is_shown, a_file_that_came_meanwhile_is_seen, the_question_goes_with_its_run,
              files_are_shown_by_the_desktop, without_a_file_manager_the_folder_is_opened, without_anyone_it_says_where_they_are]))
