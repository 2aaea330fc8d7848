#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A sound server of the test's own dies while the song plays: the window says so, goes on, and finds the next one.
# With a number as LATHE_KILLS it dies so often.

import ctypes
import os
import shutil
import signal
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import is_down, press, run, wait  # noqa: E402
from song import Song, lathe  # noqa: E402

NAME = f"lathe-gui-{os.getpid()}"
SOCKET = f"/dev/shm/jack_{NAME}_{os.getuid()}_0"
KILLS = int(os.environ.get("LATHE_KILLS", "1"))
STOPPED = ("The audio server stopped.", "The audio server no longer answers.", "The connection to the audio server broke.")


LIBC = ctypes.CDLL(None)


def isolate():
    """A /dev/shm of our own: JACK counts servers there, killed ones too, and starts no ninth. Without the right to it the name
    must do."""
    if LIBC.unshare(0x20000) == 0 and LIBC.mount(b"none", b"/", None, 0x44000, None) == 0:  # CLONE_NEWNS; MS_REC, MS_PRIVATE
        LIBC.mount(b"tmpfs", b"/dev/shm", b"tmpfs", 0, None)


def die_with_us():
    LIBC.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


class Server:
    """JACK without a sound card, under a name of its own."""

    def __init__(self):
        for mode in (["-R", "-S", "-P", "70"], ["-r", "-S"], ["-r", "-S"]):
            clear()
            words = ["jackd", *mode, "-n", NAME, "-d", "dummy", "-r", "48000", "-p", "256", "-P", "4"]
            self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=die_with_us)
            wait(lambda: os.path.exists(SOCKET) or self.process.poll() is not None, "the sound server")
            if self.process.poll() is None:
                return
        raise AssertionError("jackd ends at once")

    def kill(self):
        self.process.kill()
        self.process.wait()


def clear():
    for name in os.listdir("/dev/shm"):
        if NAME in name:
            path = os.path.join("/dev/shm", name)
            subprocess.run(["rm", "-rf", path], check=True)


def is_back(window):
    """By the bar; the banner's words stay in the tree when it has gone."""
    return wait(lambda: not window.find("label", "Device is gone") and window.find("label", "system"), "the sound")


def a_dead_server_is_told_and_the_next_one_found():
    os.environ |= {"JACK_DEFAULT_SERVER": NAME, "JACK_NO_START_SERVER": "1", "JACK_NO_AUDIO_RESERVATION": "1"}
    server = Server()
    try:
        song = Song()
        window = song.window
        is_back(window)
        window.keys("space")
        for _ in range(KILLS):
            server.kill()
            window.wait_for("label", "Device is gone")
            window.wait_for("label", "Everything else works")
            window.wait_for("label", lambda text: text in STOPPED)  # the banner
            server = Server()
            is_back(window)

        # the page of the sound, from the banner's button
        server.kill()
        press(window.wait_for("push button", "Choose Device"))
        window.wait_for("label", "system is gone")
        window.shot("device-gone")
        server = Server()
        press(window.wait_for("push button", "Look for devices again"))
        window.wait_for("label", "Plays through system")
        tone = window.wait_for("push button", "Test tone")
        press(tone)
        wait(lambda: is_down(tone), "the tone")
        window.shot("device-tone")
        press(tone)
        wait(lambda: not is_down(tone), "the tone to end")
        window.keys("Escape")
        window.wait_for_main_alone()
        lathe("check", song.path)
        window.close()
    finally:
        server.kill()
        clear()


if shutil.which("jackd") is None:
    print("1..0 # SKIP jackd is not there")
    sys.exit(77)
isolate()
sys.exit(run([a_dead_server_is_told_and_the_next_one_found]))
