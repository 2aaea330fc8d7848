#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Automation as a person works with it: modes at the strips, a fader written while the song plays, lanes in the Edit view.

import sys

from gui import Atspi, press, run, settle, wait
from hand import Hand, Held, by
from song import Song


def lanes(song, name="Kick"):
    return {lane["key"]: [(p["at_s"], p["value"]) for p in lane["points"]] for lane in song.track(name)["automation"]}


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
    song = Song(("set", "Kick.automation=touch"), view="Mix", seconds=60)
    hand = Hand(song.window)
    cap = hand.at(song.find("slider", "Kick level"))
    song.window.keys("space")
    wait(lambda: song.window.find("label", "0:00.000") is None, "the song to play")
    hand.drag(cap, *(by(cap, 0, 4 * step) for step in range(1, 11)))
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
    song.window.keys("shift+Delete", "Down")
    assert len(lanes(song)["fader"]) == 2, "Shift+Delete is the range's"
    song.window.keys("Delete")
    settle(lambda: len(lanes(song)["fader"]), 1, "it is gone")
    song.window.keys("a")
    wait(lambda: song.window.find("panel", "Kick: Fader", root=song.view) is None, "the lane away")
    song.window.close()


def a_lane_is_worked_by_the_pointer():
    song = Song(("automate", "Kick.fader", "0=-6", "6=-6"))
    song.window.click(song.find("label", "Kick"))
    song.window.keys("a")
    hand = Hand(song.window)
    box = hand.box(wide_lane(song, "Kick: Fader"))
    line = box.x + box.width // 3, box.y + 15  # at −6 dB
    hand.drag(line, by(line, 2, 5), by(line, 40, 12))
    settle(lambda: len(lanes(song)["fader"]), 3, "a point between the two")
    at, value = lanes(song)["fader"][1]
    assert 0.0 < at < 6.0 and value < -8.0, (at, value)
    song.window.keys("ctrl+z")  # one step
    settle(lambda: lanes(song)["fader"], [(0.0, -6.0), (6.0, -6.0)], "the lane as it was")
    song.window.close()


def wide_lane(song, name):
    """Its head in the column has the name as well."""
    song.find("panel", name)
    return max(song.window.matching("panel", name, root=song.view),
               key=lambda node: node.get_extents(Atspi.CoordType.WINDOW).width)


def bends(song):
    return [round(point["bend"], 3) for point in song.track()["automation"][0]["points"]]


def the_line_is_bent(song):
    """Of a lane in focus, from -6 down to -12 dB."""
    hand = Hand(song.window)
    left, y = hand.box(wide_lane(song, "Kick: Fader")).x, hand.at(wide_lane(song, "Kick: Fader"))[1]
    song.window.keys("Right", "Right")
    second = song.find("slider", lambda name: name.startswith("Point 2 of 2"))
    wait(lambda: hand.at(second)[0] > left + 40, "the second point laid out")  # the first one is where the song begins
    line = (left + hand.at(second)[0]) // 2, y
    song.window.keys("Left")
    first = song.find("slider", lambda name: name.startswith("Point 1 of 2"))

    song.window.keys("alt+Prior", "alt+Prior")  # up, so slower at first
    settle(lambda: bends(song), [-0.1, 0.0], "the bend in the session")
    assert song.undo_label() == "Undo: Bend automation", song.undo_label()
    settle(lambda: first.get_name().endswith("bend −10 percent"), True, "the bend is told")
    song.window.keys("alt+BackSpace")
    settle(lambda: bends(song), [0.0, 0.0], "it is straight")
    assert song.undo_label() == "Undo: Straighten automation", song.undo_label()
    song.window.keys("ctrl+z")
    settle(lambda: bends(song), [-0.1, 0.0], "one step")
    song.window.keys("ctrl+z", "ctrl+z")
    settle(lambda: bends(song), [0.0, 0.0], "one step each")

    hand.go(line)
    with Held(hand, ("alt",)):
        hand.press(line)
        hand.move(by(line, 0, 4))
        hand.tap("Delete")  # no key takes away what a hand is on
        hand.move(by(line, 0, 9))
        hand.release()
    settle(lambda: bends(song)[0] > 0.2, True, "the line bent down")
    assert song.undo_label() == "Undo: Bend automation", song.undo_label()
    song.window.keys("ctrl+z")
    settle(lambda: bends(song), [0.0, 0.0], "one step")


def points_are_scaled_and_copied_to_another_lane():
    song = Song(("automate", "Kick.fader", "0=-6", "4=-12"))
    song.window.click(song.find("label", "Kick"))
    song.window.keys("a")
    song.find("panel", "Kick: Fader")
    before = lanes(song)["fader"]

    song.window.keys("ctrl+a", "alt+Up")  # a twentieth larger about −9 dB
    settle(lambda: [round(value, 6) for _, value in lanes(song)["fader"]], [-5.85, -12.15], "the points about their mean")
    assert song.undo_label() == "Undo: Scale automation", song.undo_label()
    song.window.keys("ctrl+z")
    settle(lambda: lanes(song)["fader"], before, "one step")
    the_line_is_bent(song)

    song.window.keys("Right", "Right", "ctrl+a")
    hand = Hand(song.window)
    point = hand.at(song.find("slider", lambda name: name.startswith("Point 2 of 2")))
    way = by(point, 0, 10), by(point, 0, 50)
    hand.drag(point, *way, keys=("ctrl",))
    settle(lambda: [round(value, 1) for _, value in lanes(song)["fader"]], [-3.0, -6.0], "half as far from 0 dB")
    song.window.keys("ctrl+z")
    settle(lambda: lanes(song)["fader"], before, "one step")
    with Held(hand, ("ctrl",)):
        hand.press(point)
        hand.move(*way)
        hand.escape()
        hand.release()
    settle(lambda: lanes(song)["fader"], before, "what was given up")
    assert song.undo_label() != "Undo: Scale automation", song.undo_label()

    song.window.keys("ctrl+a", "ctrl+c")
    song.window.click(song.find("label", "Bass"))
    song.window.keys("a")
    wide_lane(song, "Bass: Fader")
    song.window.keys("ctrl+v")
    settle(lambda: lanes(song, "Bass").get("fader"), before, "the points in the other lane")
    assert song.undo_label() == "Undo: Paste automation points", song.undo_label()
    assert len(song.clips("Bass")) == 1, song.clips("Bass")
    hand.click(hand.at(wide_lane(song, "Bass: Fader")), button=3)
    press(song.window.wait_for("menu item", "Cut"))
    settle(lambda: lanes(song, "Bass"), {}, "they are cut")
    wait(lambda: song.window.find("menu item", "Cut") is None, "the menu away")
    song.window.keys("ctrl+v")
    settle(lambda: lanes(song, "Bass").get("fader"), before, "they are back")
    assert lanes(song)["fader"] == before
    song.window.close()


def a_control_brings_its_lane():
    song = Song(view="Mix")
    hand = Hand(song.window)
    hand.click(hand.at(song.find("slider", "Kick level")), button=3)
    press(song.window.wait_for("menu item", "Automate"))
    wait(lambda: song.window.find("panel", "Kick: Fader"), "the lane in the Edit view")
    song.window.close()


if __name__ == "__main__":
    sys.exit(run([a_mode_is_chosen_at_the_strip, a_fader_is_written_while_the_song_plays, a_lane_is_drawn_and_worked_by_keys,
                  a_lane_is_worked_by_the_pointer, points_are_scaled_and_copied_to_another_lane, a_control_brings_its_lane]))
