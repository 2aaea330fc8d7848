# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Drives a real window as a person would: found through the accessibility tree, moved by real keys and clicks.
# Runs inside tests/app/with-display, which gives it a display, a bus and a home. Prints TAP.

import ctypes
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
import time
import traceback

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "bench"))
from recording import longest_stall  # noqa: E402

LATHE = os.environ["LATHE"]
RECORDER = os.environ.get("LATHE_RECORDER")
WAIT_S = 60  # for what comes in a moment: a machine under load takes its time
INTERACTIVE = {
    "push button", "toggle button", "check box", "radio button", "menu item", "check menu item", "radio menu item", "slider",
    "spin button", "text", "password text", "entry", "combo box", "list item", "page tab", "level bar", "link", "switch",
}


class Lathe:
    """The program in a window, found again in the tree."""

    started = []  # the processes, so that what a failed case leaves behind is ended

    def __init__(self, *args, env=None):
        self.log = open(os.path.join(os.environ["HOME"], "lathe.log"), "ab")
        whole = {**os.environ, "GTK_A11Y": "atspi", "LC_ALL": "C.UTF-8", "G_MESSAGES_DEBUG": "", **(env or {})}
        self.recording = os.path.join(os.environ["HOME"], "frames.tsv")
        if RECORDER:
            whole |= {"LD_PRELOAD": RECORDER, "LATHE_FRAMES": self.recording}
        self.process = subprocess.Popen([LATHE, *args], env=whole, stdout=self.log, stderr=self.log)
        self.started.append(self.process)
        self.app = wait(lambda: self.find_application(), "the program in the accessibility tree")

    def find_application(self):
        desktop = Atspi.get_desktop(0)
        desktop.set_cache_mask(Atspi.Cache.NONE)  # what was true a moment ago is no answer
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid and child.get_child_count() > 0:
                child.set_cache_mask(Atspi.Cache.NONE)
                return child
        return None

    def frame(self):
        """The main window."""
        return self.app.get_child_at_index(0)

    def nodes(self, root=None):
        """All that is shown, from the top."""
        stack = [root or self.app]
        while stack:
            node = stack.pop()
            yield node
            try:
                for i in range(node.get_child_count() - 1, -1, -1):
                    child = node.get_child_at_index(i)
                    if child is not None:
                        stack.append(child)
            except GLib.Error:
                continue  # it went away meanwhile

    def find(self, role=None, name=None, root=None, showing=True):
        for node in self.nodes(root):
            try:
                if role is not None and node.get_role_name() != role:
                    continue
                if name is not None and not (name(node.get_name()) if callable(name) else node.get_name() == name):
                    continue
                if showing and not is_shown(node):
                    continue
                return node
            except GLib.Error:
                continue
        return None

    def focus(self, root=None):
        """What has the keyboard, below @root, which is sooner looked through than all; None: nothing there."""
        return next((node for node in self.nodes(root) if has_focus(node)), None)

    def wait_for(self, role=None, name=None, **more):
        return wait(lambda: self.find(role, name, **more), f"{role or 'something'} “{name}”")

    def click(self, node):
        """With the mouse, in its middle. A motion before the press, as of every hand: GTK gives a press to what it last saw
        under the pointer, and that may be a menu or a dialog that has gone from there."""
        box = node.get_extents(Atspi.CoordType.WINDOW)
        frame = self.window_position()
        x, y = frame[0] + box.x + box.width // 2, frame[1] + box.y + box.height // 2
        xdo("mousemove", x + 1, y, "sleep", 0.05, "mousemove", x, y, "click", 1)

    def window_ids(self):
        """The main window and dialogs. Menus, what the mouse carries and hints, which may come up at any time, are not for a
        window manager to see: taken for the window, they would get its keys, and their place would be that of its clicks."""
        ids = xdo("search", "--onlyvisible", "--pid", self.process.pid).split()
        return [found for found in ids if "Override Redirect State: no" in about_window(found)]

    def window_id(self):
        """The last one."""
        return wait(self.window_ids, "the window")[-1]

    def wait_for_main_alone(self):
        """No dialog any more, on the screen neither: one that is going still takes the clicks."""
        wait(lambda: self.app.get_child_count() == 1 and len(self.window_ids()) == 1, "the dialog to go")

    def window_position(self):
        words = dict(line.split("=") for line in xdo("getwindowgeometry", "--shell", self.window_id()).split())
        return int(words["X"]), int(words["Y"])

    def keys(self, *names):
        xdo("windowfocus", "--sync", self.window_id())
        for name in names:
            xdo("key", "--clearmodifiers", name)

    def type(self, text):
        xdo("type", "--clearmodifiers", "--", text)

    def ask_to_close(self):
        """The window in front, as a window manager does whose button is pressed."""
        x = ctypes.CDLL("libX11.so.6")
        x.XOpenDisplay.restype = ctypes.c_void_p
        x.XInternAtom.restype = ctypes.c_ulong
        display = ctypes.c_void_p(x.XOpenDisplay(None))
        protocols, delete = (x.XInternAtom(display, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
        window = int(self.window_id())
        # an XClientMessageEvent: type, serial, send_event, display, window, message_type, format, data
        event = struct.pack("@iLiPLLi5L", 33, 0, 1, display.value, window, protocols, 32, delete, 0, 0, 0, 0).ljust(192, b"\0")
        x.XSendEvent(display, ctypes.c_ulong(window), 0, ctypes.c_long(0), event)
        x.XFlush(display)
        x.XCloseDisplay(display)

    def shot(self, name):
        folder = os.environ.get("LATHE_SHOTS")
        if folder:
            subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")], check=True)

    def close(self):
        """As a user who is done; the program must end well."""
        if self.process.poll() is None:
            self.keys("ctrl+q")
            self.process.wait(WAIT_S)
        assert self.process.returncode == 0, f"the program ended with {self.process.returncode}"
        self.log.close()
        if RECORDER:
            print(f"# {longest_stall(self.recording, LATHE)}", flush=True)
        text = open(self.log.name, encoding="utf-8", errors="replace").read()
        bad = [line for line in text.splitlines() if "CRITICAL" in line or "WARNING" in line]
        assert not bad, "the program complained: " + "; ".join(bad[:5])

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.log.close()


def set_text_size(percent):
    """Of programs that start from now on. No settings daemon runs: GTK takes it from the server's resources."""
    resources = f"Xft.dpi:\t{96 * percent // 100}\n"
    subprocess.run(["xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER", resources], check=True)


def about_window(number):
    return subprocess.run(["xwininfo", "-id", number], capture_output=True, text=True).stdout


def xdo(*words):
    run = subprocess.run(["xdotool", *map(str, words)], capture_output=True, text=True)
    return run.stdout


def wait(what, name):
    """Until it is true; no time is asserted but that it comes at all."""
    end = time.monotonic() + WAIT_S
    while time.monotonic() < end:
        found = what()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited for {name}")


def settle(check, value, name):
    wait(lambda: check() == value, f"{name} to be {value!r}, it is {check()!r}")


def unnamed(lathe):
    """What can be handled and has no name that a screen reader could say."""
    bad = []
    for node in lathe.nodes():
        try:
            if not is_shown(node):
                continue
            focusable = node.get_state_set().contains(Atspi.StateType.FOCUSABLE)
            role = node.get_role_name()
            if (role in INTERACTIVE or focusable) and not has_name(node) and not labelled(node) and role not in ("panel", "filler", "scroll pane",
                                                                                           "list", "table", "frame", "window", "dialog", "viewport"):
                bad.append(f"{role} at {path_of(node)}")
        except GLib.Error:
            continue
    return bad


def is_shown(node):
    """GTK 4.8 tells no "showing"; what is not laid out has no size."""
    if not node.get_state_set().contains(Atspi.StateType.VISIBLE):
        return False
    box = node.get_extents(Atspi.CoordType.WINDOW)
    return node.get_role_name() == "frame" or (box.width > 0 and box.height > 0)


def has_name(node):
    """GTK falls back to the name of the widget's type."""
    return bool(node.get_name()) and re.match("(Gtk|Adw|Lt)[A-Z]", node.get_name()) is None


def labelled(node):
    """By a relation; an item of a list or a table also by what it contains, which is what readers say of it."""
    if node.get_role_name() in ("list item", "table row"):
        return any(n.get_role_name() == "label" and n.get_name() for n in below(node))
    return any(r.get_relation_type() == Atspi.RelationType.LABELLED_BY for r in node.get_relation_set())


def below(node):
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield child
            yield from below(child)


def has_focus(node):
    try:
        return node.get_state_set().contains(Atspi.StateType.FOCUSED)
    except GLib.Error:
        return False  # it went away meanwhile


def is_down(node):
    """A button that stays in."""
    states = node.get_state_set()
    return states.contains(Atspi.StateType.PRESSED) or states.contains(Atspi.StateType.CHECKED)


def press(node):
    """As a screen reader presses a button."""
    assert Atspi.Action.do_action(node, 0), f"{path_of(node)} can't be pressed"


def path_of(node):
    words = []
    while node is not None and len(words) < 8:
        words.append(f"{node.get_role_name()}“{node.get_name()}”")
        node = node.get_parent()
    return " < ".join(words)


def run(cases):
    """Each in a home of its own; the name of a case is its function's."""
    wanted = sys.argv[1:]
    cases = [case for case in cases if not wanted or case.__name__ in wanted]
    home = os.environ["HOME"]
    failed = 0
    print(f"1..{len(cases)}", flush=True)
    for number, case in enumerate(cases, 1):
        os.environ["HOME"] = os.path.join(home, case.__name__)
        os.makedirs(os.environ["HOME"])
        os.chdir(os.environ["HOME"])
        try:
            case()
            print(f"ok {number} {case.__name__}", flush=True)
        except Exception:  # a case may fail in any way, the next one runs
            failed += 1
            print(f"not ok {number} {case.__name__}", flush=True)
            print("".join("# " + line + "\n" for line in traceback.format_exc().splitlines()), flush=True)
            log = os.path.join(os.environ["HOME"], "lathe.log")
            if os.path.exists(log):
                print("".join("# " + line + "\n" for line in open(log, errors="replace").read().splitlines()[-20:]), flush=True)
            if os.environ.get("LATHE_SHOTS"):
                subprocess.run(["import", "-window", "root", os.path.join(os.environ["LATHE_SHOTS"], case.__name__ + "-failed.png")], check=False)
        for process in Lathe.started:
            process.kill()
            process.wait()
        Lathe.started.clear()
        shutil.rmtree(os.environ["HOME"], ignore_errors=True)
    os.chdir("/")
    return 1 if failed else 0
