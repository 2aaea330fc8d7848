# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Where the keyboard is, as a screen reader follows it: by what the program says of its focus, which is known much sooner than
# it is found in the whole tree.

import time

from gui import WAIT_S, Atspi, GLib, has_focus


class Keyboard:
    """Of a program: what has the focus is walked to and pressed."""

    def __init__(self, lathe):
        self.lathe, self.at, self.count = lathe, None, 0
        self.listener = Atspi.EventListener.new(self.on_focus)
        self.listener.register("object:state-changed:focused")

    def on_focus(self, event):
        if event.detail1:
            self.at, self.count = event.source, self.count + 1

    def listen(self):
        """How often the focus has moved: all that was said before the answer to a question."""
        self.lathe.app.get_name()
        while GLib.MainContext.default().iteration(False):
            pass
        return self.count

    def is_at(self, name, role=None):
        """A @name that ends in “*” is the beginning of one."""
        self.listen()
        try:
            is_named = self.at is not None and (self.at.get_name().startswith(name[:-1]) if name.endswith("*") else self.at.get_name() == name)
            return is_named and role in (None, self.at.get_role_name())
        except GLib.Error:
            return False  # it went away meanwhile

    def step(self, key):
        """To what the focus moves, or away from where it was to something that is not told of."""
        before = self.listen()
        self.lathe.keys(key)
        end = time.monotonic() + WAIT_S
        while self.listen() == before and self.at is not None and has_focus(self.at) and time.monotonic() < end:
            time.sleep(0.02)

    def go(self, name, role=None, key="Tab", most=60):
        """By @key from one to the next."""
        for _ in range(most):
            if self.is_at(name, role):
                return
            self.step(key)
        raise AssertionError(f"{key} does not come to “{name}”")

    def press(self, name, role=None, key="Tab"):
        self.go(name, role, key)
        self.lathe.keys("Return")
