# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Files dragged out of another program, as out of a file manager.

import os
import subprocess
import sys

from gui import WAIT_S, display, wait
from hand import Hand, by

FILES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "files.py")


class Carried:
    """Files out of a window that lies above the program's upper left corner."""

    def __init__(self, lathe, *paths):
        self.lathe, self.hand = lathe, Hand(lathe)
        self.files = subprocess.Popen([sys.executable, FILES, *map(os.path.abspath, paths)])

    def __enter__(self):
        window = wait(lambda: display.windows(self.files.pid), "the other window")[-1]
        self.rest()
        self.start = window.x + window.width // 2, window.y + window.height // 2
        return self

    def __exit__(self, *error):
        self.hand.release()
        self.files.terminate()
        self.files.wait()

    def rest(self):
        """Of both, which answer each other."""
        display.rest(self.files.pid, WAIT_S, 1)
        self.lathe.answer(1)

    def move(self, *points):
        for point in points:
            display.move(*point)
            self.rest()

    def over(self, target, says):
        """Until the window says what it would do with them; it is asked with every motion."""
        at = [0]

        def answered():
            at[0] += 1
            self.move(by(target, at[0] % 3, at[0] % 3))
            return self.lathe.find("label", says)

        def begun():
            self.hand.release()
            self.move((0, 0), self.start)
            self.lathe.press_button(1)
            self.move(by(self.start, 12, 6), by(self.start, 30, 15), by(self.start, 60, 30))
            return any(answered() for _ in range(20))

        return answered() or wait(begun, "an answer to the files")

    def let_go(self, says):
        """The other window has to answer until the files are taken, and what the window said is gone."""
        self.hand.release()
        wait(lambda: self.lathe.find("label", says) is None, "the files to be taken")
