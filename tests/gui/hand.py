# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The mouse: real motion, buttons and wheel at the places where the tree says that things lie.

import subprocess
from collections import namedtuple

from gui import Atspi, wait, xdo

DOUBLE_MS = 40

Box = namedtuple("Box", "x y width height")


class Hand:
    """On the main window of a program."""

    def __init__(self, lathe):
        self.lathe = lathe

    def origin(self):
        """Where the content of the window begins: what is left of the X window is its border, the same on all sides."""
        def geometry():  # what a hand carries is a window that may go while it is asked
            words = dict(line.split("=") for line in xdo("getwindowgeometry", "--shell", self.lathe.window_id()).split())
            return words if "X" in words else None

        words = wait(geometry, "the window's place")
        frame = self.lathe.frame().get_extents(Atspi.CoordType.WINDOW)
        return int(words["X"]) + (int(words["WIDTH"]) - frame.width) // 2, int(words["Y"]) + (int(words["HEIGHT"]) - frame.height) // 2

    def box(self, node):
        """On the screen."""
        x, y = self.origin()
        box = node.get_extents(Atspi.CoordType.WINDOW)
        return Box(x + box.x, y + box.y, box.width, box.height)

    def at(self, node, x=0.5, y=0.5):
        """A point of a node: shares of its size."""
        box = self.box(node)
        return round(box.x + x * box.width), round(box.y + y * box.height)

    def move(self, *points):
        xdo(*(word for x, y in points for word in ("mousemove", x, y)))

    def go(self, point):
        """A motion before the press, so that a hint under the pointer has gone."""
        xdo("mousemove", *point, "sleep", 0.1, "mousemove", point[0] + 1, point[1], "mousemove", *point)

    def press(self, point):
        self.go(point)
        xdo("mousedown", 1)

    def release(self):
        xdo("mouseup", 1)

    def hold(self, key):
        xdo("keydown", key)

    def let_go(self, key):
        xdo("keyup", key)

    def escape(self):
        """While a button is down: Lathe.keys would let it go."""
        xdo("key", "Escape")

    def click(self, point, times=1, keys=(), button=1):
        self.go(point)
        xdo(*down(keys), "click", "--repeat", times, "--delay", DOUBLE_MS, button, *up(keys))

    def drag(self, *points, keys=()):
        """From the first point over the others to the last."""
        moves = [word for x, y in points[1:] for word in ("mousemove", x, y)]
        self.go(points[0])
        xdo(*down(keys), "mousedown", 1, *moves, "mouseup", 1, *up(keys))

    def wheel(self, point, notches, keys=()):
        """Up is positive, away from the hand."""
        self.go(point)
        xdo(*down(keys), "click", "--repeat", abs(notches), "--delay", 5, 4 if notches > 0 else 5, *up(keys))


def pixels(x, y, width, height):
    """What is on the screen there."""
    return subprocess.run(["import", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}", "rgb:-"], check=True, capture_output=True).stdout


def down(keys):
    return [word for key in keys for word in ("keydown", key)]


def up(keys):
    return [word for key in keys for word in ("keyup", key)]


def by(point, dx, dy):
    return point[0] + dx, point[1] + dy
