#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A window to drag files out of, as a file manager has. Usage: files.py FILE...

import sys

import gi

gi.require_version("Gdk", "4.0")
gi.require_version("Gtk", "4.0")
from gi.repository import Gdk, Gio, Gtk  # noqa: E402


def on_activate(app, paths):
    window = Gtk.ApplicationWindow(application=app, title="Files", default_width=160, default_height=60, decorated=False)
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    files = Gdk.FileList.new_from_list([Gio.File.new_for_path(path) for path in paths])
    source.connect("prepare", lambda source, x, y: Gdk.ContentProvider.new_for_value(files))
    label = Gtk.Label(label="Files")
    label.add_controller(source)
    window.set_child(label)
    window.present()


app = Gtk.Application(application_id="io.github.lathe_audio.Files", flags=Gio.ApplicationFlags.NON_UNIQUE)
app.connect("activate", on_activate, sys.argv[1:])
app.run([])
