#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Found by name, done by key, gone back in the history: the search over all commands, keys that are changed, and the list of
# every step, by keyboard alone.

import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from gui import WAIT_S, Atspi, Lathe, has_focus, press, run, settle, unnamed, wait  # noqa: E402
from song import Song, lathe  # noqa: E402


def search(window, text=None):
    """Opens it and types."""
    window.keys("ctrl+k")
    entry = window.wait_for("text", "Name of a command, track, marker or effect")
    wait(lambda: window.focus(entry), "the keyboard in it")
    if text:
        window.type(text)
    return entry


def best(window):
    """What Enter would do: the first row."""
    listed = window.find(None, "Commands")
    return listed.get_child_at_index(0).get_name() if listed and listed.get_child_count() > 0 else None


def is_closed(window):
    return window.find(None, "Commands") is None


def run_command(window, text, name):
    search(window, text)
    wait(lambda: (best(window) or "").startswith(name), f"“{name}” to be the first")
    window.keys("Return")
    wait(lambda: is_closed(window), "the search to close")


def commands_by_name():
    song = Song(view="Mix")
    search(song.window)
    wait(lambda: best(song.window), "what can be done here")
    assert unnamed(song.window) == [], unnamed(song.window)
    song.window.shot("commands")
    song.window.keys("Escape")
    wait(lambda: is_closed(song.window), "the search to close")

    # a command of the view in front, one of every view, one of another view, and one that opens a dialog
    song.window.click(song.find("panel", lambda name: name.startswith("Bass")))
    run_command(song.window, "mut", "Mute, Mix, M")
    wait(lambda: song.track("Bass")["mute"], "the bass to be muted")
    run_command(song.window, "undo", "Undo, Session")
    wait(lambda: not song.track("Bass")["mute"], "the bass to be heard")
    search(song.window, "undo")
    wait(lambda: best(song.window) == "Undo, Session, Ctrl+Z, There is nothing to undo", "the reason")
    song.window.shot("commands-reason")
    song.window.keys("Return")  # does nothing
    song.window.keys("Escape")
    wait(lambda: is_closed(song.window), "the search to close")
    run_command(song.window, "adtr", "Add track, Mix, Ctrl+T")
    wait(lambda: len(song.show()["tracks"]) == 4, "one more track")
    run_command(song.window, "snap on", "Snapping on or off, Edit, N")
    wait(lambda: song.window.find("panel", "Edit"), "the Edit view")

    # what was done last comes first
    search(song.window)
    wait(lambda: (best(song.window) or "").startswith("Snapping on or off"), "what was done last")
    song.window.keys("Down")  # a row has the keyboard; letters go on in the entry
    wait(lambda: (node := song.window.focus()) and node.get_name().startswith("Add track"), "the second row")
    song.window.type("rena sess")
    wait(lambda: (best(song.window) or "").startswith("Rename session"), "what was typed")
    song.window.keys("Return")
    song.window.wait_for(None, "Name of the session")
    song.window.keys("Escape")
    song.window.wait_for_main_alone()
    song.window.close()


def tracks_markers_and_effects():
    song = Song(view="Master", stems={**{f"T{n}": "sine 220" for n in range(20)}, "Lead vocal": "pluck 440"})
    run_command(song.window, "lead v", "Lead vocal, Track 21")
    wait(lambda: song.window.find("panel", "Edit"), "the Edit view")
    run_command(song.window, "compre", "Add Compressor to “Lead vocal”")
    settle(lambda: [slot["effect"] for slot in song.track("Lead vocal")["slots"]], ["comp"], "its effects")
    settle(song.undo_label, "Undo: Add Compressor", "the step")
    run_command(song.window, "add marker", "Add a marker")
    wait(lambda: song.show()["markers"], "the marker")
    song.window.keys("Escape", "End")
    marker = song.show()["markers"][0]["name"]
    run_command(song.window, marker, marker + ", Marker at 0:00")
    song.window.shot("commands-done")
    song.window.close()


def keymap():
    path = os.path.join(os.environ["HOME"], ".config", "lathe", "keymap.txt")
    return open(path, encoding="utf-8").read() if os.path.exists(path) else ""


def open_keys(window):
    run_command(window, "keyboard change", "Change keyboard shortcuts")
    window.wait_for(None, "Search commands and keys")


def ask_key(window, label, now):
    """The dialog for the key of @label, which is @now; the field has the keyboard."""
    press(window.wait_for("push button", f"Key of “{label}”: {now}"))
    field = window.wait_for(None, "Press the new key")
    wait(lambda: has_focus(field), "the keyboard in the field")


def is_key(window, label, now):
    return window.find("push button", f"Key of “{label}”: {now}") is not None


def keys_are_changed_and_kept():
    song = Song()
    open_keys(song.window)
    wait(lambda: song.window.focus(song.window.find(None, "Search commands and keys")), "the keyboard in the search")
    song.window.keys("ctrl+a")  # of that window
    song.window.type("marker")
    wait(lambda: song.window.find("push button", "Key of “Add a marker”: M"), "the command")
    wait(lambda: not is_key(song.window, "Split at the playhead or range", "S"), "the others to go")
    assert unnamed(song.window) == [], unnamed(song.window)
    song.window.shot("keys")
    ask_key(song.window, "Add a marker", "M")
    song.window.keys("s")  # somebody's: named, and left
    song.window.wait_for("label", "S is “Split at the playhead or range” in the Edit view now.")
    song.window.shot("keys-taken")
    song.window.keys("Escape")
    wait(lambda: not song.window.find(None, "Press the new key"), "the dialog to close")
    assert keymap() == "", keymap()
    ask_key(song.window, "Add a marker", "M")
    song.window.keys("k")
    wait(lambda: is_key(song.window, "Add a marker", "K"), "the new key")
    assert "\nedit.marker = k\n" in keymap(), keymap()
    ask_key(song.window, "Add a marker", "K")
    song.window.keys("s")
    press(song.window.wait_for("push button", lambda name: name.startswith("Take it")))
    wait(lambda: is_key(song.window, "Add a marker", "S"), "the key that was taken")
    assert "\nedit.marker = s\n" in keymap() and "edit.split" not in keymap(), keymap()  # who lost it has it again when it is free
    press(song.window.wait_for("push button", "“Add a marker” as Lathe has it"))
    wait(lambda: is_key(song.window, "Add a marker", "M"), "Lathe's own key")
    ask_key(song.window, "Add a marker", "M")
    song.window.keys("k")
    wait(lambda: is_key(song.window, "Add a marker", "K"), "the new key")
    press(song.window.wait_for("push button", "Reset all"))
    wait(lambda: is_key(song.window, "Add a marker", "M"), "all keys to be Lathe's own")
    undo = lambda node: node.get_role_name() == "push button" and node.get_name().startswith("Undo")  # noqa: E731
    window = song.window.find(None, "Preferences", showing=False)
    wait(lambda: any(undo(node) and Atspi.Action.do_action(node, 0) for node in song.window.nodes(window)), "the toast's button")
    wait(lambda: is_key(song.window, "Add a marker", "K"), "them to be back")
    wait(lambda: song.window.app.get_child_count() == 1 or song.window.keys("Escape"), "the preferences to close")  # a text goes first
    song.window.wait_for_main_alone()
    markers_by_key(song, 1)

    # the next program has it, too, over the keys of another program; a bad line is told and kept
    song.window.close()
    with open(os.path.join(os.environ["HOME"], ".config", "lathe", "keymap.txt"), "a", encoding="utf-8") as file:
        file.write("keymap = cubase\nedit.of-tomorrow = F12\n")
    song.window = Lathe(song.path)
    settle(lambda: song.window.frame().get_name(), "Tide", "the window's title")
    song.window.wait_for("label", lambda name: "there is no command “edit.of-tomorrow”" in name)
    song.window.shot("keys-told")
    song.go("Edit")
    search(song.window, "mute the t")  # letters are typed where text is, and do what Cubase does where none is
    wait(lambda: best(song.window) == "Mute the track, Tracks, M", "what was typed, and the key of Cubase")
    song.window.keys("Escape")
    wait(lambda: is_closed(song.window), "the search to close")
    assert not song.track()["mute"]
    song.window.click(song.find("label", "Kick"))
    song.window.keys("m")
    settle(lambda: song.track()["mute"], True, "the track that M mutes in Cubase")
    markers_by_key(song, 2)
    open_keys(song.window)
    song.window.wait_for("label", lambda name: name.endswith("commands as in Cubase"))
    song.window.shot("keys-cubase")
    wait(lambda: song.window.app.get_child_count() == 1 or song.window.keys("Escape"), "the preferences to close")
    song.window.wait_for_main_alone()
    song.window.close()


def markers_by_key(song, n):
    """K adds one where no text is typed, and M none; names of markers are typed as soon as one is there."""
    search(song.window, "k")
    song.window.keys("Escape")
    wait(lambda: is_closed(song.window), "the search to close")
    song.window.keys("m", "Right", "k")
    settle(lambda: len(song.show()["markers"]), n, "the markers")
    song.window.keys("Escape", "Escape")


def labels(window):
    listed = window.find(None, "Steps, the newest first")
    return [node.get_name() for node in window.nodes(listed) if node.get_role_name() == "label" and "," in node.get_name()] if listed else []


def rows(window):
    """Without their times."""
    return [", ".join(part for i, part in enumerate(name.split(", ")) if i != 1) for name in labels(window)]


def open_history(window, n):
    window.keys("ctrl+h")
    wait(lambda: len(rows(window)) == n, f"{n} rows, there are {rows(window)}")


HISTORY = [["set", "Kick.fader=-3"], ["set", "Kick.fader=-6"], ["undo"], ["set", "Kick.pan=0.5"]]


PAN, BRANCH, FADER, NEW = ("Kick: pan 0.00 → 0.50", "1 step up to “Kick: fader −3.0 dB → −6.0 dB”", "Kick: fader 0.0 dB → −3.0 dB", "New session")
LEFT = ", Left for “Kick: pan 0.00 → 0.50”"


def at(window, name):
    """The step that has the keyboard; what has it is the row around it."""
    node = window.focus()
    return node is not None and any(n.get_role_name() == "label" and n.get_name().startswith(name) for n in window.nodes(node))


def history_is_gone_through():
    song = Song(*HISTORY, view="Mix")
    values = lambda: (song.track()["fader_db"], song.track()["pan"])  # noqa: E731
    steps = len(json.loads(lathe("history", "--json", song.path))["steps"])
    open_history(song.window, 4)
    assert rows(song.window) == [PAN + ", the session is here", BRANCH + LEFT + ", closed", FADER, NEW], rows(song.window)
    assert unnamed(song.window) == [], unnamed(song.window)
    song.window.shot("history")
    wait(lambda: at(song.window, PAN), "the keyboard where the session is")
    song.window.keys("Down", "Down")
    wait(lambda: at(song.window, FADER), "the step")
    song.window.keys("Return")
    wait(lambda: values() == (-3, 0), "the session of then")
    settle(lambda: rows(song.window)[0], PAN + ", undone", "the step that was left")
    assert rows(song.window)[2] == FADER + ", the session is here", rows(song.window)

    # the branch: opened, gone to; the other is one now
    song.window.keys("Up")
    wait(lambda: at(song.window, BRANCH), "the branch")
    song.window.keys("Right")
    settle(lambda: rows(song.window)[1:3], [BRANCH + LEFT + ", open", "Kick: fader −3.0 dB → −6.0 dB, in a branch"], "the branch that is open")
    song.window.shot("history-branch")
    song.window.keys("Down")
    wait(lambda: at(song.window, "Kick: fader −3.0 dB → −6.0 dB"), "the step in it")
    song.window.keys("Return")
    wait(lambda: values() == (-6, 0), "the session of the branch")
    there = ["Kick: fader −3.0 dB → −6.0 dB, the session is here", "1 step up to “Kick: pan 0.00 → 0.50”, Left for “Kick: fader −3.0 dB → −6.0 dB”, closed",
             FADER, NEW]
    settle(lambda: rows(song.window), there, "the list")
    song.window.keys("ctrl+z")  # goes through
    wait(lambda: values() == (-3, 0), "the step before")
    song.window.keys("ctrl+shift+z")
    wait(lambda: values() == (-6, 0), "the branch again")
    song.window.keys("Escape")
    wait(lambda: not rows(song.window), "the list to close")
    assert len(json.loads(lathe("history", "--json", song.path))["steps"]) == steps, "going is no step"

    # the same list in the next program
    song.window.close()
    song.window = Lathe(song.path)
    settle(lambda: song.window.frame().get_name(), "Tide", "the window's title")
    press(song.window.wait_for("push button", "History: every step"))
    settle(lambda: rows(song.window), there, "the list")
    song.window.ask_to_close()  # with the list open
    song.window.process.wait(WAIT_S)
    song.window.close()


sys.exit(run([commands_by_name, tracks_markers_and_effects, keys_are_changed_and_kept, history_is_gone_through]))
