# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# All that a program tells of itself, asked for at once: a question for each of a thousand nodes takes seconds. It is where to
# look first: GTK 4.8 may leave out what is new, or tell of what is not presented any more.

import json
import re
from ast import literal_eval
from collections import defaultdict, namedtuple

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

CACHE = "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems"
CHILDREN = "org.a11y.atspi.Accessible", "GetChildren", None
COUNT = "org.freedesktop.DBus.Properties", "Get", GLib.Variant("(ss)", ("org.a11y.atspi.Accessible", "ChildCount"))
CHILD = "org.a11y.atspi.Accessible", "GetChildAtIndex"
NOTHING = "/org/a11y/atspi/null"
ROOT = "/org/a11y/atspi/accessible/root"

Item = namedtuple("Item", "path parent place n_children role name states")
TOKEN = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|,?\)|\(""")


def read(text):
    """A GVariant of strings and numbers in its text form; tuples are lists. A fifth of the time that unpack () takes."""
    def to_json(match):
        token = match[0]
        if token[0] not in "'\"":
            return "[" if token == "(" else "]"
        return json.dumps(literal_eval(token)) if "\\" in token or '"' in token[1:-1] else f'"{token[1:-1]}"'

    return json.loads(TOKEN.sub(to_json, text), strict=False)


def connect():
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    address = bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, -1, None).unpack()[0]
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(address, flags, None, None)


class Tree:
    """Of the program whose node in the accessibility tree is @app. It tells only of nodes that were asked for once."""

    bus = None

    def __init__(self, app, patience_ms):
        Tree.bus = Tree.bus or connect()
        self.name, self.patience_ms = app.app.bus_name, patience_ms
        self.nodes, self.items, self.roles = {ROOT: app}, {}, {}

    def role(self, number):
        if number not in self.roles:
            self.roles[number] = Atspi.role_get_name(Atspi.Role(number))
        return self.roles[number]

    def told(self):
        answer = self.bus.call_sync(self.name, *CACHE, None, None, Gio.DBusCallFlags.NO_AUTO_START, self.patience_ms, None)
        return read(answer.print_(False))[0]

    def ask(self):
        """What it tells now: by path, and the children of each in their order."""
        items, children = {}, defaultdict(list)
        for own, _, parent, place, n_children, _, name, role, _, states in self.told():
            item = Item(own[1], parent[1], place, n_children, self.role(role), name, states[0] | states[1] << 32)
            items[item.path] = item
            children[item.parent].append(item)
        for found in children.values():
            found.sort(key=lambda item: item.place)
        return items, children

    def below(self, path=ROOT):
        """All items, from the top to the bottom of the window, a parent before its children; none: the program has gone."""
        try:
            return self.walk(path)
        except GLib.Error:
            return []

    def walk(self, path):
        """Not all children may be told of yet, or more than are presented, as of a closed menu: those are asked for."""
        asked = self.children({ROOT})
        while True:
            self.items, children = self.ask()
            found, unsure, stack = [], set(), [path]
            while stack:
                at = stack.pop()
                if at not in self.items:
                    continue
                found.append(self.items[at])
                inside = asked.get(at)
                if inside is None:
                    seen = [item for item in children[at] if has(item, Atspi.StateType.VISIBLE)]
                    inside = [item.path for item in seen]
                    if [item.place for item in seen] != list(range(self.items[at].n_children)):
                        unsure.add(at)
                stack += reversed(inside)
            if not unsure:
                return found
            while unsure:  # down to the last of those that are new
                asked |= self.children(unsure)
                unsure = {child for at in unsure for child in asked[at] if child not in self.items and child not in asked}

    def children(self, paths):
        """Of each."""
        paths = list(paths)
        return {path: [own[1] for own in found or []] for path, found in zip(paths, self.answers([(path, *CHILDREN) for path in paths]))}

    def answers(self, questions):
        """To all of them, asked at once: a path, an interface, a method, its arguments. None: it went away meanwhile."""
        context, found = GLib.MainContext.new(), [None] * len(questions)
        n_open = len(questions)

        def take(bus, result, i):
            nonlocal n_open
            n_open -= 1
            try:
                found[i] = bus.call_finish(result).unpack()[0]
            except GLib.Error:
                pass

        context.push_thread_default()
        try:
            for i, question in enumerate(questions):
                self.bus.call(self.name, *question, None, Gio.DBusCallFlags.NO_AUTO_START, self.patience_ms, None, take, i)
            while n_open > 0:
                context.iteration(True)
        finally:
            context.pop_thread_default()
        return found

    def look(self, path=ROOT):
        """As below (), but each is asked for its children, a level after the other: nothing is left out."""
        try:
            items, _ = self.ask()
        except GLib.Error:
            return []
        inside, places, level = {}, {path: None}, [path]
        while level:
            new = [at for at in level if at == ROOT or at not in items]  # the program tells of no children of its own
            counts = {at: items[at].n_children for at in level if at in items} | dict(zip(new, self.answers([(at, *COUNT) for at in new])))
            questions = [(at, i) for at in level for i in range(counts[at] or 0)]
            level = []
            for (at, i), own in zip(questions, self.answers([(at, *CHILD, GLib.Variant("(i)", (i,))) for at, i in questions])):
                if own is not None and own[1] not in places and own[1] != NOTHING:
                    places[own[1]] = (at, i)
                    inside.setdefault(at, []).append(own[1])
                    level.append(own[1])
        if any(at not in items for at in places):
            try:
                items, _ = self.ask()
            except GLib.Error:
                return []
        for at, place in places.items():
            if place is not None and at in items:
                items[at] = items[at]._replace(parent=place[0], place=place[1])
        self.items, found, stack = items, [], [path]
        while stack:
            at = stack.pop()
            if at in items:
                found.append(items[at])
            stack += reversed(inside.get(at, []))
        return found

    def node(self, path):
        """The accessible one; None: it went away meanwhile."""
        if path not in self.nodes:
            item = self.items.get(path)
            parent = self.node(item.parent) if item is not None else None
            found = child(parent, item.place, path) if parent is not None else None
            if found is None:
                return None
            self.nodes[path] = found
        return self.nodes[path]


def child(parent, place, path):
    """A page of a stack says the place of its page; None: it went away meanwhile."""
    for at in (place, 0):
        try:
            found = parent.get_child_at_index(at)
        except GLib.Error:
            continue
        if found is not None and found.path == path:
            return found
    return None


def is_presented(node):
    """What was told of may have gone out of sight with what it is in."""
    while (parent := node.get_parent()) is not None and parent.path != ROOT:
        if child(parent, node.get_index_in_parent(), node.path) is None:
            return False
        node = parent
    return parent is not None


def has(item, state):
    return bool(item.states >> int(state) & 1)
