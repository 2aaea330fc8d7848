# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Drives a real window as a person would: found through the accessibility tree, moved by real keys and clicks.
# Runs inside tests/app/with-display, which gives it a display, a bus and a home. Prints TAP.

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import traceback

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

from display import Display  # noqa: E402
from ear import Ear  # noqa: E402
from tree import ROOT, Tree, has, is_presented  # noqa: E402

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "bench"))
from recording import longest_stall  # noqa: E402

LATHE = os.environ["LATHE"]
RECORDER = os.environ.get("LATHE_RECORDER")
WAIT_S = 120  # for what comes in a moment: a machine under load takes its time
JOURNAL_S = 0.3  # after which a step is in the journal, and a bit
DOUBLE_S, DOUBLE_PX = 0.5, 8  # within which GTK takes a second press for a double click, and a bit
Atspi.set_timeout(WAIT_S * 1000, WAIT_S * 1000)  # an answer that is late is no missing node
INTERACTIVE = {
    "push button", "toggle button", "check box", "radio button", "menu item", "check menu item", "radio menu item", "slider",
    "spin button", "text", "password text", "entry", "combo box", "list item", "page tab", "level bar", "link", "switch",
}


display = Display()


class Lathe:
    """The program in a window, found again in the tree."""

    started = []  # so that what a failed case leaves behind is ended

    def __init__(self, *args, env=None):
        self.log = open(os.path.join(os.environ["HOME"], "lathe.log"), "ab")
        whole = {**os.environ, "GTK_A11Y": "atspi", "LC_ALL": "C.UTF-8", "G_MESSAGES_DEBUG": "", **(env or {})}
        self.recording = os.path.join(os.environ["HOME"], "frames.tsv")
        if RECORDER:
            whole |= {"LD_PRELOAD": RECORDER, "LATHE_FRAMES": self.recording}
        self.leave_mouse()
        self.process = subprocess.Popen([LATHE, *args], env=whole, stdout=self.log, stderr=self.log)
        self.started.append(self)
        self.clicked, self.answered_s, self.is_written, self.ear = (0, 0, 0.0), 0.0, False, None
        self.app = wait(lambda: self.find_application(), "the program in the accessibility tree")
        self.tree, self.ear = Tree(self.app, WAIT_S * 1000), Ear(self.app)

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

    def items(self, root=None):
        """What it tells of, from the top."""
        return self.tree.below(root.path if root is not None else ROOT)

    def nodes(self, root=None):
        """All that is shown, from the top: each asked for its children."""
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

    def matching(self, role=None, name=None, root=None, showing=True):
        """The nodes of a role, and of a name or one of which @name is true, one after another."""
        is_named = name if callable(name) else lambda found: name is None or found == name
        for item in self.tree.look(root.path if root is not None else ROOT):
            if (role is not None and item.role != role) or not is_named(item.name):
                continue
            node = self.tree.node(item.path)
            try:
                if node is not None and (not showing or is_shown(node)):
                    yield node
            except GLib.Error:
                continue  # it went away meanwhile, or is nothing that has a place

    def find_told(self, role, name, root, showing):
        """Much sooner than through all nodes; None: there is none, or it is not told of."""
        is_named = name if callable(name) else lambda found: name is None or found == name
        for item in self.items(root):
            if (role is None or item.role == role) and is_named(item.name) and (not showing or has(item, Atspi.StateType.VISIBLE)):
                node = self.tree.node(item.path)
                try:
                    if node is not None and (not showing or is_laid_out(node)) and is_presented(node):
                        return node
                except GLib.Error:
                    continue
        return None

    def find(self, role=None, name=None, root=None, showing=True):
        return self.find_told(role, name, root, showing) or next(self.matching(role, name, root, showing), None)

    def pressable(self, name, root=None):
        """What can be pressed: a menu button is one in another, and both have the name."""
        return next((node for node in self.matching(None, name, root, showing=False) if node.get_n_actions() > 0 and node.get_role_name() != "label"), None)

    def focus(self, root=None):
        """What has the keyboard, below @root; None: nothing there."""
        self.ear.listen()
        heard = self.ear.at
        if heard is not None and has_focus(heard) and (root is None or is_below(heard, root)):
            return heard
        told = next((self.tree.node(item.path) for item in self.items(root) if has(item, Atspi.StateType.FOCUSED)), None)
        if told is not None:
            return told
        looked = self.tree.look(root.path if root is not None else ROOT)
        return next((self.tree.node(item.path) for item in looked if has(item, Atspi.StateType.FOCUSED)), None)

    def wait_for(self, role=None, name=None, **more):
        return wait(lambda: self.find(role, name, **more), f"{role or 'something'} “{name}”")

    def rest(self, n_frames=2):
        """Until it has handled what it was given, is laid out and drawn; what it does on other threads may come later."""
        if self.process.poll() is None:
            display.rest(self.process.pid, WAIT_S, n_frames)

    def answer(self, n_frames=2):
        """To what a hand just did."""
        self.rest(n_frames)
        self.answered_s, self.is_written = time.monotonic(), False

    def write(self):
        """Until all that was done is in the journal, which follows a moment after: so nothing reads what was before, or what
        a hand was at on its way."""
        if not self.is_written:
            time.sleep(max(0, self.answered_s + JOURNAL_S - time.monotonic()))
            self.rest(1)
            self.is_written = True

    def box_now(self, node):
        """In the window."""
        box = node.get_extents(Atspi.CoordType.WINDOW)
        return box.x, box.y, box.width, box.height

    def extents(self, node):
        """In the window, when they stay."""
        def read():
            self.rest(1)
            return self.box_now(node)

        before, now, end = None, read(), time.monotonic() + WAIT_S
        while before != now and time.monotonic() < end:
            before, now = now, read()
        return now

    def click(self, node):
        """With the mouse, in its middle. A motion before the press, as of every hand: GTK gives a press to what it last saw
        under the pointer, and that may be a menu or a dialog that has gone from there."""
        def middle(box):
            left, top = self.window_position()
            return left + box[0] + box[2] // 2, top + box[1] + box[3] // 2

        self.click_at(*middle(self.extents(node)), look=lambda: middle(self.box_now(node)))

    def click_at(self, x, y, times=1, button=1, look=None):
        x, y = self.aim(x, y, look)
        display.button(button, *(True, False) * times)
        self.clicked = x, y, time.monotonic()
        self.answer()

    def aim(self, x, y, look=None):
        """The mouse goes there. @look tells where that is once it has come: a row that came or went meanwhile may have moved
        it, and who looks does not press what lies there instead."""
        for _ in range(5):
            self.wait_out_double(x, y)
            self.point_at(x, y)
            try:
                now = look() if look is not None else (x, y)
            except GLib.Error:
                break  # it went away meanwhile
            if now == (x, y):
                break
            x, y = now
        return x, y

    def press_button(self, button):
        """Where the pointer is."""
        x, y = display.pointer()
        self.wait_out_double(x, y)
        display.button(button, True)
        self.clicked = x, y, time.monotonic()
        self.answer()

    def wait_out_double(self, x, y):
        """Two presses in one place are no double click."""
        if abs(x - self.clicked[0]) <= DOUBLE_PX and abs(y - self.clicked[1]) <= DOUBLE_PX:
            time.sleep(max(0, self.clicked[2] + DOUBLE_S - time.monotonic()))

    def leave_mouse(self):
        """In the screen's corner, where nothing has a hint: GTK 4.8 complains where a hint is about to come up in a window
        or a menu that closes."""
        display.move(0, 0)

    def point_at(self, x, y):
        """From the screen's corner, so that a hint that was there has gone: GTK 4.8 can lose a press with which a hint goes
        whose button had the pointer since before its own list closed."""
        for place in ((0, 0), (x, y)):
            display.move(*place)
            self.rest(1)

    def windows(self):
        """The main window and dialogs, the last one on top. Menus, what the mouse carries and hints, which may come up at any
        time, are not for a window manager to see: taken for the window, they would get its keys, and their place would be
        that of its clicks."""
        return [window for window in display.windows(self.process.pid) if not window.is_popup]

    def window(self):
        """The last one."""
        return wait(self.windows, "the window")[-1]

    def window_id(self):
        return self.window().id

    def window_ids(self):
        return [window.id for window in self.windows()]

    def wait_for_main_alone(self):
        """No dialog any more, on the screen neither: one that is going still takes the clicks."""
        wait(lambda: self.app.get_child_count() == 1 and len(self.windows()) == 1, "the dialog to go")
        self.rest()

    def window_position(self):
        window = self.window()
        return window.x, window.y

    def take_keyboard(self):
        wait(lambda: display.give_focus(self.window().id), "the window to have the keyboard")
        self.rest(1)

    def keys(self, *names):
        """Each when what the one before it did is seen, as of somebody who looks."""
        self.take_keyboard()
        for name in names:
            display.key(name)
            self.answer()

    def keys_ahead(self, *names):
        """Faster than it answers, as of somebody who knows the way: it handles none before all were pressed."""
        self.take_keyboard()
        self.process.send_signal(signal.SIGSTOP)
        try:
            for name in names:
                display.key(name)
        finally:
            self.process.send_signal(signal.SIGCONT)
        self.answer()

    def type(self, text):
        self.take_keyboard()
        display.text(text)
        self.answer()

    def choose(self, box, *keys):
        """By @keys in the list that a combo box opens, which then has gone, and the box has the keyboard again."""
        self.click(box)
        wait(lambda: self.find("list item", root=box), "the list to open")
        self.keys(*keys, "Return")
        wait(lambda: not self.find("list item", root=box), "the list to go")
        self.rest()

    def ask_to_close(self):
        """The window in front, as a window manager does whose button is pressed."""
        self.leave_mouse()
        self.rest(1)
        window = self.window_id()
        display.send(window, 0, window, "WM_DELETE_WINDOW")

    def told(self, most=6000):
        """In a line, for one who was not there: what is in front, and what has the keyboard."""
        if self.process.poll() is not None:
            return f"the program ended with {self.process.returncode}"
        words = [("*" if has(item, Atspi.StateType.FOCUSED) else "") + f"{item.role}“{item.name}”" for item in self.items() if has(item, Atspi.StateType.VISIBLE)
                 and item.name and not re.match("(Gtk|Adw|Lt)[A-Z]", item.name)]
        text = " ".join(words)
        return text if len(text) <= most else text[:most // 2] + " … " + text[-most // 2:]

    def shot(self, name):
        folder = os.environ.get("LATHE_SHOTS")
        if folder:
            subprocess.run(["import", "-window", "root", os.path.join(folder, name + ".png")], check=True)

    def close(self):
        """As a user who is done; the program must end well."""
        if self.process.poll() is None:
            self.leave_mouse()
            self.keys("ctrl+q")
        self.see_end()

    def see_end(self):
        """Of a program that was told to."""
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

    def end(self):
        """What a case left behind."""
        self.process.kill()
        self.process.wait()
        if self.ear is not None:
            self.ear.close()


def set_text_size(percent):
    """Of programs that start from now on. No settings daemon runs: GTK takes it from the server's resources."""
    resources = f"Xft.dpi:\t{96 * percent // 100}\n"
    subprocess.run(["xprop", "-root", "-f", "RESOURCE_MANAGER", "8s", "-set", "RESOURCE_MANAGER", resources], check=True)


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
    return node.get_state_set().contains(Atspi.StateType.VISIBLE) and is_laid_out(node)


def is_laid_out(node):
    box = node.get_extents(Atspi.CoordType.WINDOW)
    return (box.width > 0 and box.height > 0) or node.get_role_name() == "frame"


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


def is_below(node, root):
    try:
        while node is not None and node.path != root.path:
            node = node.get_parent()
        return node is not None
    except GLib.Error:
        return False


def is_down(node):
    """A button that stays in."""
    states = node.get_state_set()
    return states.contains(Atspi.StateType.PRESSED) or states.contains(Atspi.StateType.CHECKED)


def press(node):
    """As a screen reader presses a button."""
    assert Atspi.Action.do_action(node, 0), f"{path_of(node)} can't be pressed"
    for lathe in Lathe.started:
        lathe.answer()


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
            for lathe in Lathe.started:
                print(f"# {lathe.told()}", flush=True)
            if os.environ.get("LATHE_SHOTS"):
                subprocess.run(["import", "-window", "root", os.path.join(os.environ["LATHE_SHOTS"], case.__name__ + "-failed.png")], check=False)
        for lathe in Lathe.started:
            lathe.end()
        Lathe.started.clear()
        shutil.rmtree(os.environ["HOME"], ignore_errors=True)
    os.chdir("/")
    return 1 if failed else 0
