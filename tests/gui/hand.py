# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The mouse: real motion, buttons and wheel at the places where the tree says that things lie.

import subprocess
from collections import namedtuple

from gui import Atspi, display, wait

Box = namedtuple("Box", "x y width height")


class Point(tuple):
    """On the screen; @look tells where what it is of lies now, until the mouse was there."""

    look = None


def look_of(point):
    look = getattr(point, "look", None)
    if look is not None:
        point.look = None
    return look


class Hand:
    """On the main window of a program. Each move and press is answered before the next."""

    def __init__(self, lathe):
        self.lathe = lathe

    def origin(self):
        """Where the content of the window begins: what is left of the X window is its border, the same on all sides."""
        window, frame = self.lathe.window(), self.lathe.frame().get_extents(Atspi.CoordType.WINDOW)
        return window.x + (window.width - frame.width) // 2, window.y + (window.height - frame.height) // 2

    def box(self, node, read=None):
        """On the screen."""
        x, y, width, height = (read or self.lathe.extents)(node)
        left, top = self.origin()
        return Box(left + x, top + y, width, height)

    def still(self, node):
        """The window has the size that it keeps, and the node its place."""
        seen = []

        def stands():
            seen.append(self.box(node))
            return len(seen) > 3 and all(box == seen[-1] for box in seen[-4:])

        wait(stands, "the layout to stand still")

    def at(self, node, x=0.5, y=0.5, read=None):
        """A point of a node: shares of its size."""
        box = self.box(node, read)
        point = Point((round(box.x + x * box.width), round(box.y + y * box.height)))
        point.look = lambda: self.at(node, x, y, self.lathe.box_now)
        return point

    def move(self, *points):
        for point in points:
            display.move(*point)
            self.lathe.answer(1)

    def go(self, point):
        """How far that was moved until the mouse had come."""
        x, y = self.lathe.aim(*point, look_of(point))
        return x - point[0], y - point[1]

    def press(self, point, button=1):
        self.go(point)
        self.lathe.press_button(button)

    def release(self, button=1):
        display.button(button, False)
        self.lathe.answer()

    def hold(self, key):
        display.hold(key, True)
        self.lathe.rest(1)

    def let_go(self, key):
        display.hold(key, False)
        self.lathe.rest(1)

    def tap(self, key):
        """While a button is down."""
        display.key(key)
        self.lathe.answer()

    def escape(self):
        self.tap("Escape")

    def click(self, point, times=1, keys=(), button=1):
        with Held(self, keys):
            self.lathe.click_at(*point, times, button, look_of(point))

    def drag(self, *points, keys=()):
        """From the first point over the others to the last."""
        moved = self.go(points[0])
        with Held(self, keys):
            self.lathe.press_button(1)
            self.move(*(by(point, *moved) for point in points[1:]))
            self.release()

    def wheel(self, point, notches, keys=()):
        """Up is positive, away from the hand."""
        self.go(point)
        with Held(self, keys):
            display.button(4 if notches > 0 else 5, *(True, False) * abs(notches))
            self.lathe.answer()


class Held:
    """Keys, while something else is done."""

    def __init__(self, hand, keys):
        self.hand, self.keys = hand, keys

    def __enter__(self):
        for key in self.keys:
            self.hand.hold(key)

    def __exit__(self, *error):
        for key in self.keys:
            self.hand.let_go(key)


def pixels(x, y, width, height):
    """What is on the screen there."""
    return subprocess.run(["import", "-window", "root", "-crop", f"{width}x{height}+{x}+{y}", "rgb:-"], check=True, capture_output=True).stdout


def by(point, dx, dy):
    return point[0] + dx, point[1] + dy
