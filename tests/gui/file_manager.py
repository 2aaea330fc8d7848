#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A desktop's file manager that only notes what it is asked to show, a URI a line. Usage: file_manager.py NOTES

import sys

from gi.repository import Gio, GLib

NAME = "org.freedesktop.FileManager1"
INTERFACE = f"""<node><interface name='{NAME}'><method name='ShowItems'>
<arg type='as' direction='in'/><arg type='s' direction='in'/></method></interface></node>"""


def on_call(bus, sender, path, interface, method, arguments, invocation):
    with open(sys.argv[1], "a") as notes:
        notes.writelines(f"{uri}\n" for uri in arguments.unpack()[0])
    invocation.return_value(None)


def on_bus(bus, name):
    bus.register_object("/org/freedesktop/FileManager1", Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], on_call, None, None)


def on_named(bus, name):
    open(sys.argv[1], "a").close()  # whoever started this knows by it


Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.NONE, on_bus, on_named, lambda bus, name: sys.exit(f"no name {name}"))
GLib.MainLoop().run()
