# SPDX-FileCopyrightText: 2026 The Lathe authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The X server, by one connection: which windows are there, keys and buttons, and when a program has handled what it was given.

import ctypes
import itertools
import struct
import time
from collections import namedtuple

CLIENT_MESSAGE, SUBSTRUCTURE_NOTIFY, VIEWABLE, REVERT_TO_PARENT = 33, 1 << 19, 2, 2
MODIFIERS = {"ctrl": "Control_L", "shift": "Shift_L", "alt": "Alt_L"}
STEP_S, STEPS_THERE = 0.002, 8

Window = namedtuple("Window", "id x y width height is_popup")


class Attributes(ctypes.Structure):
    """XWindowAttributes."""

    _fields_ = [*((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border", "depth")), ("visual", ctypes.c_void_p), ("root", ctypes.c_ulong),
                *((name, ctypes.c_int) for name in ("kind", "bit_gravity", "window_gravity", "backing")), ("planes", ctypes.c_ulong), ("pixel", ctypes.c_ulong),
                ("save_under", ctypes.c_int), ("colormap", ctypes.c_ulong), ("has_colormap", ctypes.c_int), ("map_state", ctypes.c_int),
                *((name, ctypes.c_long) for name in ("all_masks", "own_mask", "kept")), ("is_popup", ctypes.c_int), ("screen", ctypes.c_void_p)]


class Value(ctypes.Structure):
    """XSyncValue."""

    _fields_ = [("high", ctypes.c_int), ("low", ctypes.c_uint)]


def load(name, **results):
    """A library; what its functions give back that is no int."""
    library = ctypes.CDLL(name)
    for function, result in results.items():
        getattr(library, function).restype = result
    return library


ULONG = ctypes.c_ulong
X = load("libX11.so.6", XOpenDisplay=ctypes.c_void_p, XInternAtom=ULONG, XDefaultRootWindow=ULONG, XStringToKeysym=ULONG, XkbKeycodeToKeysym=ULONG,
         XKeysymToKeycode=ctypes.c_ubyte)
EXTENSIONS, TEST = load("libXext.so.6"), load("libXtst.so.6")
ON_ERROR = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda display, error: 0)  # a window may go at any time


class Display:
    def __init__(self):
        X.XSetErrorHandler(ON_ERROR)
        self.own = ctypes.c_void_p(X.XOpenDisplay(None))
        assert self.own, "there is no display"
        self.root = ULONG(X.XDefaultRootWindow(self.own))
        self.n_pings, self.last_pong, self.atoms = 0, 0, {}
        assert EXTENSIONS.XSyncInitialize(self.own, ctypes.byref(ctypes.c_int()), ctypes.byref(ctypes.c_int())), "the server has no counters"
        X.XSelectInput(self.own, self.root, ctypes.c_long(SUBSTRUCTURE_NOTIFY))
        X.XAutoRepeatOff(self.own)  # a late release is no second press

    def atom(self, name):
        if name not in self.atoms:
            self.atoms[name] = X.XInternAtom(self.own, name.encode(), 0)
        return self.atoms[name]

    def numbers(self, window, name):
        """Of a property; none: the window has gone, or has no such."""
        kind, width, n, left, data = ULONG(), ctypes.c_int(), ULONG(), ULONG(), ctypes.POINTER(ULONG)()
        X.XGetWindowProperty(self.own, ULONG(window), ULONG(self.atom(name)), ctypes.c_long(0), ctypes.c_long(16), 0, ULONG(0), ctypes.byref(kind),
                             ctypes.byref(width), ctypes.byref(n), ctypes.byref(left), ctypes.byref(data))
        if not data:
            return []
        found = [data[i] for i in range(n.value)] if width.value == 32 else []
        X.XFree(data)
        return found

    def windows(self, pid):
        """A program's that are to be seen, the lowest first; menus, hints and what a hand carries are popups."""
        children, n = ctypes.POINTER(ULONG)(), ctypes.c_uint()
        X.XQueryTree(self.own, self.root, ctypes.byref(ULONG()), ctypes.byref(ULONG()), ctypes.byref(children), ctypes.byref(n))
        ids = [children[i] for i in range(n.value)]
        if children:
            X.XFree(children)
        found = []
        for one in ids:
            about = Attributes()
            if X.XGetWindowAttributes(self.own, ULONG(one), ctypes.byref(about)) and about.map_state == VIEWABLE and self.numbers(one, "_NET_WM_PID") == [pid]:
                found.append(Window(one, about.x, about.y, about.width, about.height, bool(about.is_popup)))
        return found

    def send(self, target, mask, window, protocol, *data):
        """A message of the window manager's protocols."""
        # an XClientMessageEvent: type, serial, send_event, display, window, message_type, format, data
        event = struct.pack("@iLiPLLi5L", CLIENT_MESSAGE, 0, 1, self.own.value, window, self.atom("WM_PROTOCOLS"), 32, self.atom(protocol),
                            *data, *[0] * (4 - len(data))).ljust(192, b"\0")
        X.XSendEvent(self.own, ULONG(target), 0, ctypes.c_long(mask), event)
        X.XFlush(self.own)

    def pongs(self):
        """The last one that came back."""
        event = ctypes.create_string_buffer(192)
        while X.XPending(self.own):
            X.XNextEvent(self.own, event)
            kind, _, _, _, _, message, _, *data = struct.unpack_from("@iLiPLLi5L", event.raw)
            if kind == CLIENT_MESSAGE and message == self.atom("WM_PROTOCOLS") and data[0] == self.atom("_NET_WM_PING"):
                self.last_pong = data[1]
        return self.last_pong

    def frames(self, window):
        """Counted up as the window begins one, and again when it is drawn; None: the window has gone."""
        counters, value = self.numbers(window, "_NET_WM_SYNC_REQUEST_COUNTER"), Value()
        if len(counters) < 2 or not EXTENSIONS.XSyncQueryCounter(self.own, ULONG(counters[1]), ctypes.byref(value)):
            return None
        return (value.high << 32) + value.low

    def rest(self, pid, patience_s, n_frames):
        """Until all windows of a program have handled what they were given, are laid out and drawn. A pong tells that all events
        before the ping were handled; what they changed is laid out and drawn in the next frame, which is asked for; what
        is put off until there is nothing else to do is done before the one after that."""
        end = time.monotonic() + patience_s
        for window in self.windows(pid):
            if window.is_popup:
                continue
            is_there = lambda: window.id in (one.id for one in self.windows(pid))  # noqa: B023, E731
            self.n_pings += 1
            self.send(window.id, 0, window.id, "_NET_WM_PING", self.n_pings, window.id)
            if not self.until(lambda: self.pongs() >= self.n_pings, is_there, end):
                continue
            for _ in range(n_frames):
                before = self.frames(window.id)
                if before is None:
                    break
                X.XClearArea(self.own, ULONG(window.id), 0, 0, 1, 1, 1)
                X.XFlush(self.own)
                drawn = lambda: (now := self.frames(window.id)) is None or now >= before + 2 + before % 2  # noqa: B023, E731
                if not self.until(drawn, is_there, end):
                    break

    def until(self, is_true, is_there, end):
        """False: the window has gone, which takes many questions and is asked seldom."""
        for step in itertools.count(1):
            if is_true():
                return True
            if step % STEPS_THERE == 0 and not is_there():
                return False
            assert time.monotonic() < end, "the window answers no more"
            time.sleep(STEP_S)

    def give_focus(self, window):
        """False: it doesn't take it yet."""
        focus, revert = ULONG(), ctypes.c_int()
        X.XGetInputFocus(self.own, ctypes.byref(focus), ctypes.byref(revert))
        if focus.value != window:
            X.XSetInputFocus(self.own, ULONG(window), REVERT_TO_PARENT, ULONG(0))
            X.XSync(self.own, 0)
        return focus.value == window

    def text(self, text):
        """Of letters as a keyboard of the United States has them."""
        for letter in text:
            self.press(self.codes_of(ord(letter), [], letter))
        X.XSync(self.own, 0)

    def key(self, name):
        *held, last = name.split("+")
        self.press(self.codes_of(X.XStringToKeysym(last.encode()), held, last))
        X.XSync(self.own, 0)

    def codes_of(self, symbol, held, name):
        """The keys to be pressed at once for “ctrl+plus”, in their order."""
        code = X.XKeysymToKeycode(self.own, ULONG(symbol)) if symbol else 0
        assert code, f"no key “{name}”"
        if X.XkbKeycodeToKeysym(self.own, code, 0, 0) != symbol and "shift" not in held:
            held.append("shift")
        return [*(self.code(MODIFIERS[one]) for one in held), code]

    def code(self, name):
        return X.XKeysymToKeycode(self.own, ULONG(X.XStringToKeysym(MODIFIERS.get(name, name).encode())))

    def press(self, codes):
        for is_down, order in ((1, codes), (0, codes[::-1])):
            for code in order:
                TEST.XTestFakeKeyEvent(self.own, code, is_down, ULONG(0))

    def hold(self, name, is_down):
        TEST.XTestFakeKeyEvent(self.own, self.code(name), int(is_down), ULONG(0))
        X.XSync(self.own, 0)

    def move(self, x, y):
        TEST.XTestFakeMotionEvent(self.own, -1, int(x), int(y), ULONG(0))
        X.XSync(self.own, 0)

    def pointer(self):
        x, y, number = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
        X.XQueryPointer(self.own, self.root, ctypes.byref(ULONG()), ctypes.byref(ULONG()), ctypes.byref(x), ctypes.byref(y), ctypes.byref(number),
                        ctypes.byref(number), ctypes.byref(ctypes.c_uint()))
        return x.value, y.value

    def button(self, number, *is_down):
        """One after another in the same moment: no load comes between what is to be a double click."""
        for down in is_down:
            TEST.XTestFakeButtonEvent(self.own, number, int(down), ULONG(0))
        X.XSync(self.own, 0)
