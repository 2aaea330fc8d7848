#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A channel strip without a mouse: each control is reached by Tab, says what it is, is changed by keys and found again in the
# session; several strips at once; copies by keys, by the mouse, and from one session to another.

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from access import missing  # noqa: E402
from gui import press, run, settle, wait  # noqa: E402
from hand import Hand, by, pixels  # noqa: E402
from song import Song, Step, lathe, stem  # noqa: E402


def focus(song):
    """What has the focus in the view; None: nothing there."""
    return song.window.focus(song.view)


def name_of(node):
    return node.get_name() if node is not None else None


def enter(song, name="Kick level"):
    """The first Tab into the view is to the fader of the first strip."""
    for _ in range(60):
        if name_of(focus(song)) == name:
            return
        song.window.keys("Tab")
    settle(lambda: name_of(focus(song)), name, "the focus")


def go_to(song, wanted, key="Tab"):
    """Down the strip, or up it with shift+Tab."""
    matches = wanted if callable(wanted) else (lambda name: name == wanted)
    way = []
    for _ in range(60):
        at = focus(song)
        way.append(name_of(at))
        if at is not None and matches(way[-1] or ""):
            return at
        song.window.keys(key)
        wait(lambda: name_of(focus(song)) != way[-1], f"the focus to leave {way[-1]}")
    raise AssertionError(f"{key} does not lead to {wanted} but over {way}")


def mixed(*more):
    return Song(("bus", "Verb"), ("send", "Kick", "Verb", "--", "-12"), ("add", "Kick", "comp"), *more, view="Mix")


def every_control_by_keys():
    song = mixed()
    kick = song.track
    enter(song)

    def change(name, keys, read, value):
        node = go_to(song, name)
        assert missing(node) is None, f"{node.get_name()}: {missing(node)} is missing"
        song.window.keys(*keys)
        settle(read, value, node.get_name())

    go_to(song, "Kick polarity", "shift+Tab")
    change("Kick polarity", ("Return",), lambda: kick()["polarity"], True)
    change("Kick trim", ("3", "Return"), lambda: kick()["trim_db"], 3)
    change("Kick equaliser", ("Return",), lambda: [slot["effect"] for slot in kick()["slots"]], ["eq", "comp"])
    change("Compressor on Kick", ("b",), lambda: kick()["slots"][1]["bypass"], True)
    change("Kick send to Verb", ("minus", "6", "Return"), lambda: kick()["sends"][0]["level_db"], -6)
    change("Kick pan", ("minus", "3", "0", "Return"), lambda: kick()["pan"], -0.3)
    change("Kick pan value", ("0", "Return"), lambda: kick()["pan"], 0)
    change("Kick level", ("Up",), lambda: kick()["fader_db"], 0.5)
    change("Kick level value", ("minus", "4", "Return"), lambda: kick()["fader_db"], -4)
    change("Kick mute", ("Return",), lambda: kick()["mute"], True)
    change("Kick solo", ("Return",), lambda: kick()["solo"], True)
    change(lambda name: name.startswith("Kick output"), ("Return", "Down", "Return"), lambda: kick()["output"], "Verb")
    go_to(song, "Kick mute", "shift+Tab")  # the menu has gone
    change("Kick automation: Read", ("Return", "Down", "Down", "Return"), lambda: kick()["automation_mode"] != "read", True)
    go_to(song, "Kick mute", "shift+Tab")
    song.window.keys("F2")
    song.window.type("Boom")
    song.window.keys("Return")
    settle(lambda: song.show()["tracks"][0]["name"], "Boom", "the name")
    song.window.keys("ctrl+s")
    wait(lambda: "Edited" not in song.window.frame().get_name(), "the session to be saved")

    def saved():
        with open(os.path.join(song.path, "session.json"), encoding="utf-8") as f:
            return json.load(f)["tracks"][0]["strip"]

    settle(lambda: saved()["name"], "Boom", "the name in the file")
    strip = saved()
    assert (strip["name"], strip["fader"], strip["trim"], strip["polarity"], strip["mute"]) == ("Boom", -4, 3, True, True), strip
    song.window.close()


def choose(song, *names):
    """In the menu of what has the focus, and in the menus below: down to each, and in."""
    song.window.keys("Menu")
    for name in names:
        song.window.wait_for(None, name)
        for _ in range(60):
            if name_of(song.window.focus()) == name:
                break
            song.window.keys("Down")
        settle(lambda: name_of(song.window.focus()), name, "the focus in the menu")
        song.window.keys("Return")
    wait(lambda: name_of(song.window.focus()) != names[-1], "the menu to go")


def fill(song, field, *keys):
    """In what has opened over the view: forward to the field, and into it."""
    song.window.wait_for(None, field)
    for _ in range(60):
        if name_of(song.window.focus()) == field:
            break
        song.window.keys("Tab")
    settle(lambda: name_of(song.window.focus()), field, "the focus")
    song.window.keys(*keys)


def return_to_kick(song):
    """From wherever a menu has left the keyboard, to the strip that is picked."""
    song.window.keys("Right", "Left")
    wait(lambda: "Kick" in (name_of(focus(song)) or ""), "the focus to be in the strip")


def leave(song, field):
    """What had opened, when the last change in it is made."""
    song.window.keys("Escape")
    wait(lambda: song.window.find(None, field) is None, f"{field} to go")


def sends_by_keys():
    """What has no control of its own is in the menu of the send."""
    song = mixed()
    send = lambda: song.track()["sends"][0]  # noqa: E731
    enter(song)
    go_to(song, "Kick send to Verb", "shift+Tab")
    with Step(song, lambda: send()["pre"]):
        choose(song, "Take before the fader")
        settle(lambda: send()["pre"], True, "the send's place")
    with Step(song, lambda: send()["mute"]):
        choose(song, "Turn off")
        settle(lambda: send()["mute"], True, "the send's switch")
    choose(song, "Level and pan…")
    fill(song, "Send pan", "minus", "5", "0", "Return")
    settle(lambda: send()["pan"], -0.5, "the send's pan")
    leave(song, "Send pan")
    song.window.close()


def strip_menu_by_keys():
    """As of the strip: what is in its menu."""
    song = mixed(("vca", "Hands", "--add", "Bass"))
    kick = song.track
    enter(song)

    def strip_menu(*names):
        return_to_kick(song)
        go_to(song, "Kick mute")
        choose(song, *names)

    strip_menu("Solo safe")
    settle(lambda: kick()["solo_safe"], True, "solo safe")
    strip_menu("Colour", "Sand")
    settle(lambda: kick()["colour"], 2, "the colour")
    strip_menu("VCA", "Hands")
    settle(lambda: kick()["vca"], "Hands", "the VCA")
    strip_menu("Meters", "At the input")
    settle(lambda: song.show()["meter_point"], "input", "the meter point")
    strip_menu("Delay…")
    fill(song, "Milliseconds", "2", "Return")
    settle(lambda: kick()["delay_frames"], 96, "the delay")
    leave(song, "Milliseconds")
    strip_menu("Pan and width…")
    fill(song, "Width", "5", "0", "Return")
    settle(lambda: kick()["width"], 0.5, "the width")
    fill(song, "Dual", "Return")
    settle(lambda: kick()["pan_mode"], "dual", "the pan's mode")
    fill(song, "Left side", "minus", "2", "0", "Return")
    settle(lambda: kick()["pan_left"], -0.2, "the left side")
    fill(song, "Right side", "3", "0", "Return")
    settle(lambda: kick()["pan_right"], 0.3, "the right side")
    leave(song, "Right side")
    song.window.close()


def several_by_keys():
    song = mixed()
    enter(song)
    song.window.keys("shift+Right")
    settle(lambda: name_of(focus(song)), "Bass level", "the focus")
    levels = lambda: [track["fader_db"] for track in song.show()["tracks"]]  # noqa: E731
    with Step(song, levels):
        song.window.keys("minus", "5", "Return")
        settle(levels, [-5, -5, 0], "both levels")
    song.window.keys("ctrl+a", "m")
    settle(lambda: [track["mute"] for track in song.show()["tracks"]], [True] * 3, "all muted")
    song.window.keys("Escape", "m")  # none is picked: only the one in focus
    settle(lambda: [track["mute"] for track in song.show()["tracks"]], [True, False, True], "one that is not")
    song.window.close()


def copies_by_keys():
    song = mixed(("set", "Kick.comp.ratio=7", "Kick.comp.sidechain=Bass"))
    enter(song)
    go_to(song, "Compressor on Kick", "shift+Tab")
    song.window.keys("ctrl+c")
    song.window.keys("Right", "Right", "ctrl+v")
    slots = lambda: song.track("Lead vocal")["slots"]  # noqa: E731
    settle(lambda: len(slots()), 1, "the effect on the other strip")
    assert slots()[0]["values"]["ratio"] == 7 and slots()[0]["sidechain"] == "Bass", slots()
    song.window.close()


def carried_copy():
    """With Ctrl the first one stays, and its copy knows what it knew."""
    song = mixed(("set", "Kick.comp.ratio=5"))
    hand = Hand(song.window)
    slots = lambda name: [slot["values"]["ratio"] for slot in song.track(name)["slots"]]  # noqa: E731

    add = hand.box(song.find(None, "Add an effect to Bass"))
    line = lambda: pixels(add.x + 2, add.y - 3, 16, 4)  # noqa: E731 - left of what the hand carries
    clear = line()

    def carry():
        start = hand.at(song.find("push button", "Compressor on Kick"), 0.6)
        end = hand.at(song.find(None, "Add an effect to Bass"), 0.5, 0.3)
        hand.hold("ctrl")
        hand.press(start)
        hand.move(by(start, 12, 2))
        wait(lambda: hand.move(end, by(end, 1, 0)) or line() != clear, "the line where it would drop")  # the other side has answered
        hand.release()
        hand.let_go("ctrl")

    with Step(song, lambda: slots("Bass")):
        carry()
        settle(lambda: slots("Bass"), [5], "the copy")
        assert slots("Kick") == [5]
    song.window.close()


def between_sessions():
    song = mixed(("set", "Kick.fader=-7"))
    stem("Snare.wav")
    lathe("new", "-q", "Other.lathe", "Snare.wav")
    enter(song)
    song.window.keys("ctrl+c", "ctrl+s")
    wait(lambda: "Edited" not in song.window.frame().get_name(), "the session to be saved")
    lathe(os.path.abspath("Other.lathe"))  # the program that runs opens it
    settle(lambda: song.window.frame().get_name(), "Other", "the title of the window")
    song.path = os.path.abspath("Other.lathe")
    song.go("Mix")
    enter(song, "Snare level")
    song.window.keys("ctrl+v")
    press(song.window.wait_for("menu item", "Paste all settings"))
    settle(lambda: song.track("Snare")["fader_db"], -7, "the level from the other session")
    snare = song.track("Snare")
    assert [slot["effect"] for slot in snare["slots"]] == ["comp"] and snare["sends"] == [], snare
    song.window.close()


sys.exit(run([every_control_by_keys, sends_by_keys, strip_menu_by_keys, several_by_keys, copies_by_keys, carried_copy, between_sessions]))
