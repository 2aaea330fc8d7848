#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Pitch, stretch and effects of a clip in the pane below the clips.

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import Atspi, press, run, settle, wait  # noqa: E402
from hand import Hand  # noqa: E402
from keyboard import Keyboard  # noqa: E402
from song import Song, Step  # noqa: E402


RATE = 48000


def opened(*steps):
    song = Song(*steps)
    hand = Hand(song.window)
    hand.still(clip(song))
    hand.click(hand.at(clip(song), 0.3, 0.8))
    pane(song)
    return song, hand


def clip(song, name="Kick"):
    return song.find("list item", lambda found: found.startswith(name + ","))


def pane(song):
    return wait(lambda: song.window.find(None, "Pitch, stretch and effects of the clip", root=song.view), "the pane")


def field(song, name):
    return wait(lambda: next((node for node in song.window.nodes(pane(song)) if node.get_name() == name and node.get_role_name() in ("slider", "spin button")), None), name)


def enter(song, hand, name, text):
    hand.click(hand.at(field(song, name)))
    song.window.keys("ctrl+a")
    song.window.type(text)
    song.window.keys("Return")


def sound(song, number=0):
    found = song.clips()[number]
    return found["pitch_cents"], found["stretch_percent"], found["stretch_quality"], found["formants"]


def ready(song):
    wait(lambda: "prepared" not in clip(song).get_name(), "the clip to be ready")


def a_clip_is_tuned_and_stretched():
    song, hand = opened()
    song.window.shot("clip-sound-plain")
    with Step(song, lambda: sound(song)):
        enter(song, hand, "Pitch", "-300")
        settle(lambda: sound(song)[0], -300, "the pitch")
        song.window.shot("clip-sound-waiting")
        ready(song)
    with Step(song, lambda: (sound(song), song.clips()[0]["length_frames"])):
        enter(song, hand, "Stretch", "150")
        settle(lambda: sound(song)[1], 150, "the stretch")
        assert song.clips()[0]["length_frames"] == 12 * RATE
        ready(song)
        song.window.shot("clip-sound-ready")
    with Step(song, lambda: sound(song)):
        press(song.window.wait_for(None, "Keep formants"))
        settle(lambda: sound(song)[3], True, "the formants")
    song.window.close()


def effects_are_added_and_edited():
    song, hand = opened()
    effects = lambda: [(slot["effect"], slot["bypass"]) for slot in song.clips()[0]["slots"]]  # noqa: E731
    with Step(song, effects):
        press(song.window.wait_for("push button", "Add effect…"))
        song.window.wait_for("list item", "Compressor")
        song.window.type("compressor")
        song.window.keys("Return")
        settle(effects, [("comp", False)], "a compressor")
        wait(lambda: len(song.window.window_ids()) == 2, "its editor")
        song.window.shot("clip-sound-editor")
        assert song.window.find("switch", "Match loudness", root=song.window.app.get_child_at_index(1)) is None, "nobody hears into a print"
        song.window.ask_to_close()
        song.window.wait_for_main_alone()
    song.window.close()


def an_editor_and_the_window_share_clicks_and_keys():
    song, hand = opened(("clip", "Kick", "effect", "add", "comp"))
    power = lambda: song.clips()[0]["slots"][0]["bypass"]  # noqa: E731
    place = lambda: next(item.name for item in song.window.items() if re.fullmatch(r"\d+\|\d+\|\d{3}", item.name))  # noqa: E731
    ready(song)

    def open_editor():
        press(song.window.wait_for(None, "Open the editor of Compressor"))
        wait(lambda: len(song.window.window_ids()) == 2, "its editor")

    open_editor()
    song.window.click(song.window.wait_for("push button", "Presets", root=song.window.app.get_child_at_index(1)))
    song.window.wait_for(None, "Manage…")
    song.window.ask_to_close()  # with the list open, which leaves the other window its clicks
    song.window.wait_for_main_alone()
    hand.click(hand.at(song.window.wait_for(None, "Compressor on")))
    settle(power, True, "the compressor at rest")

    open_editor()
    song.window.keys("space")
    wait(lambda: place() != "1|1|000", "it to play")
    song.window.keys("space")
    wait(lambda: place() == (song.window.rest(4) or place()), "it to stop")
    song.window.keys("ctrl+z")
    settle(power, False, "the switch undone")
    song.window.keys("ctrl+shift+z")
    settle(power, True, "the switch done again")
    assert len(song.window.window_ids()) == 2
    song.window.keys("ctrl+w")
    song.window.wait_for_main_alone()
    assert song.window.find("list item", lambda found: found.startswith("Kick,")), "the session is still open"
    open_editor()
    song.window.keys("alt+2")  # in the other window, which comes to the front
    wait(lambda: song.window.find("page tab", "Mix").get_state_set().contains(Atspi.StateType.SELECTED), "the mixer")
    song.window.close()


def the_list_of_effects():
    song, hand = opened(("clip", "Kick", "effect", "add", "comp"), ("clip", "Kick", "effect", "add", "eq"))
    effects = lambda: [(slot["effect"], slot["bypass"]) for slot in song.clips()[0]["slots"]]  # noqa: E731
    ready(song)
    song.window.shot("clip-sound-list")
    with Step(song, effects):
        hand.click(hand.at(song.window.wait_for(None, "Compressor on")))
        settle(effects, [("comp", True), ("eq", False)], "the compressor at rest")
    hand.click(hand.at(song.window.wait_for(None, "Compressor on")))
    settle(effects, [("comp", True), ("eq", False)], "the compressor at rest again")
    song.window.keys("alt+Down")
    settle(effects, [("eq", False), ("comp", True)], "another order")
    song.window.keys("Delete")  # the focus went along, and the clip stays
    settle(effects, [("eq", False)], "one effect")
    song.window.keys("ctrl+z", "ctrl+z", "ctrl+z")
    settle(effects, [("comp", False), ("eq", False)], "what was undone")
    song.window.close()


def what_can_t_be_prepared_is_tried_again():
    prints = os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.join(os.environ["HOME"], ".cache"), "lathe", "clips")
    song, hand = opened()
    keyboard = Keyboard(song.window)

    def fail(pitch):  # a file lies where the folder would be
        os.makedirs(os.path.dirname(prints), exist_ok=True)
        if os.path.isdir(prints):
            os.rename(prints, prints + pitch)
        with open(prints, "w", encoding="utf-8") as file:
            file.write("in the way")
        enter(song, hand, "Pitch", pitch)
        wait(lambda: clip(song).get_name().endswith("not prepared"), "the clip to say so")
        os.unlink(prints)

    def done():
        ready(song)
        wait(lambda: song.window.find("push button", "Try Again") is None, "the banner to go")
        wait(lambda: song.window.find("push button", "Try again") is None, "the button in the pane to go")

    fail("-200")
    song.window.wait_for("label", lambda name: name.startswith("1 clip is not prepared and stays silent.") and prints in name)
    song.window.wait_for("push button", "Try Again")
    wait(lambda: song.window.find("push button", "Try again", root=pane(song)), "a button in the pane")
    song.window.shot("clip-sound-failed")
    keyboard.press("Try Again", key="shift+Tab")  # of the banner
    done()

    fail("-100")
    press(wait(lambda: song.window.find("push button", "Try again", root=pane(song)), "a button in the pane"))
    done()
    song.window.close()


if __name__ == "__main__":
    sys.exit(run([a_clip_is_tuned_and_stretched, effects_are_added_and_edited, an_editor_and_the_window_share_clicks_and_keys, the_list_of_effects, what_can_t_be_prepared_is_tried_again]))
