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
    lathe.shot("export")
    press(button)
    lathe.wait_for("push button", "Show in Files")
    assert lathe.find("label", lambda name: name.startswith("✓ Verified")), "no delivery was verified"

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
    press(lathe.wait_for("push button", "Stop"))
    lathe.wait_for("push button", "Close")
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
    lathe.close()
    assert left_behind() == [], left_behind()


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


sys.exit(run([deliveries_are_what_they_say, stopping_leaves_nothing, closing_asks_and_quitting_leaves_nothing, the_question_goes_with_its_run]))
