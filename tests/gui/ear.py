# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What a program says of its focus, as a screen reader follows it: known much sooner than it is found in the whole tree.

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402


class Ear:
    """For the program whose node in the accessibility tree is @app."""

    def __init__(self, app):
        self.app, self.at, self.count = app, None, 0
        self.listener = Atspi.EventListener.new(self.on_focus)
        self.listener.register("object:state-changed:focused")

    def close(self):
        self.listener.deregister("object:state-changed:focused")

    def on_focus(self, event):
        if event.detail1 and getattr(event.source.app, "bus_name", None) == self.app.app.bus_name:
            self.at, self.count = event.source, self.count + 1

    def listen(self):
        """How often the focus has moved: all that was said before the answer to a question."""
        self.app.get_name()
        while GLib.MainContext.default().iteration(False):
            pass
        return self.count
