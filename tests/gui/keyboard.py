# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Where the keyboard is, by what the program says of its focus; and Tab from one control to the next.

import time

from gui import WAIT_S, GLib, has_focus


class Keyboard:
    """Of a program: what has the focus is walked to and pressed."""

    def __init__(self, lathe):
        self.lathe, self.ear = lathe, lathe.ear

    @property
    def at(self):
        return self.ear.at

    def listen(self):
        return self.ear.listen()

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
