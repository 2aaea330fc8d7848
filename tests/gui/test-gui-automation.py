#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Automation as a person works with it: modes at the strips, a fader written while the song plays, lanes in the Edit view.

import sys

from gui import Atspi, press, run, settle, wait, xdo
from song import Song


def lanes(song, name="Kick"):
    return {lane["key"]: [(p["at_s"], p["value"]) for p in lane["points"]] for lane in song.track(name)["automation"]}


def middle(song, node):
    box, frame = node.get_extents(Atspi.CoordType.WINDOW), song.window.window_position()
    return frame[0] + box.x + box.width // 2, frame[1] + box.y + box.height // 2


def a_mode_is_chosen_at_the_strip():
    song = Song(view="Mix")
    press(song.find("push button", "Kick automation: Read"))
    press(song.window.wait_for("menu item", "Touch"))
    song.find("push button", "Kick automation: Touch")
    settle(lambda: song.track()["automation_mode"], "touch", "the mode in the session")
    song.window.keys("ctrl+z")
    song.find("push button", "Kick automation: Read")
    song.window.close()


def a_fader_is_written_while_the_song_plays():
    song = Song(("set", "Kick.automation=touch"), view="Mix")
    x, y = middle(song, song.find("slider", "Kick level"))
    song.window.keys("space")
    wait(lambda: song.window.find("label", "0:00.000") is None, "the song to play")
    xdo("mousemove", x, y, "mousedown", 1)
    for step in range(20):
        xdo("mousemove", x, y + 2 * step, "sleep", "0.04")
    xdo("mouseup", 1)
    wait(lambda: "fader" in lanes(song), "the lane")
    song.window.keys("space")
    written = [value for _, value in lanes(song)["fader"]]
    assert min(written) < -3.0, written
    assert len(written) < 30, written
    assert written[0] == 0.0 and written[-1] == 0.0, written
    assert song.track()["fader_db"] == 0.0, song.track()["fader_db"]
    song.window.keys("ctrl+z")  # one step
    settle(lambda: lanes(song), {}, "the lane is gone")
    assert song.track()["fader_db"] == 0.0
    song.window.close()


def a_lane_is_drawn_and_worked_by_keys():
    song = Song(("automate", "Kick.fader", "0=-6", "4=-12"))
    song.window.click(song.find("label", "Kick"))
    song.window.keys("a")
    song.find("panel", "Kick: Fader")
    song.window.keys("Right", "Down", "Down")
    settle(lambda: lanes(song)["fader"][0][1] < -6.0 or lanes(song)["fader"][1][1] < -12.0, True, "a point went down")
    song.window.keys("Return")
    settle(lambda: len(lanes(song)["fader"]), 2, "the point at the playhead took the first one's place")
    song.window.keys("Delete")
    settle(lambda: len(lanes(song)["fader"]), 1, "it is gone")
    song.window.keys("a")
    wait(lambda: song.window.find("panel", "Kick: Fader", root=song.view) is None, "the lane away")
    song.window.close()


def a_lane_is_worked_by_the_pointer():
    song = Song(("automate", "Kick.fader", "0=-6", "6=-6"))
    song.window.click(song.find("label", "Kick"))
    song.window.keys("a")
    song.find("panel", "Kick: Fader")  # its head in the column, and the lane
    lane = max((node for node in song.window.nodes(song.view) if node.get_name() == "Kick: Fader" and node.get_role_name() == "panel"),
               key=lambda node: node.get_extents(Atspi.CoordType.WINDOW).width)
    box, frame = lane.get_extents(Atspi.CoordType.WINDOW), song.window.window_position()
    x, y = frame[0] + box.x + box.width // 3, frame[1] + box.y + 20  # on the line at −6 dB
    xdo("mousemove", x, y, "mousedown", 1, "sleep", "0.1", "mousemove", x + 2, y + 5, "sleep", "0.1", "mousemove", x + 40, y + 12, "sleep", "0.1", "mouseup", 1)
    settle(lambda: len(lanes(song)["fader"]), 3, "a point between the two")
    at, value = lanes(song)["fader"][1]
    assert 0.0 < at < 6.0 and value < -8.0, (at, value)
    song.window.keys("ctrl+z")  # one step
    settle(lambda: lanes(song)["fader"], [(0.0, -6.0), (6.0, -6.0)], "the lane as it was")
    song.window.close()


def a_control_brings_its_lane():
    song = Song(view="Mix")
    fader = song.find("slider", "Kick level")
    x, y = middle(song, fader)
    xdo("mousemove", x, y, "click", 3)
    press(song.window.wait_for("menu item", "Automate"))
    wait(lambda: song.window.find("panel", "Kick: Fader"), "the lane in the Edit view")
    song.window.close()


if __name__ == "__main__":
    sys.exit(run([a_mode_is_chosen_at_the_strip, a_fader_is_written_while_the_song_plays, a_lane_is_drawn_and_worked_by_keys,
                  a_lane_is_worked_by_the_pointer, a_control_brings_its_lane]))
