"""A person's mouse and keyboard: events of the XTEST extension, with the times between them that people take."""

from __future__ import annotations

import random
import time

from Xlib import XK, X, display
from Xlib.ext import xtest

from deskhand.core.geometry import Point

BETWEEN = (0.15, 0.6)
"""Seconds between two things a person does."""
KEYSTROKE = (0.03, 0.09)
"""Seconds between two keys of a text: a quick typist."""
_GLIDE = 12
"""Places the pointer is seen at on its way."""
_NAMES = {
    "ctrl": "Control_L",
    "alt": "Alt_L",
    "shift": "Shift_L",
    "enter": "Return",
    "tab": "Tab",
    "escape": "Escape",
    "backspace": "BackSpace",
    "delete": "Delete",
    "home": "Home",
    "end": "End",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "pageup": "Page_Up",
    "pagedown": "Page_Down",
    "space": "space",
    "f2": "F2",
}


class Hands:
    """The mouse and keyboard of the display of the environment."""

    def __init__(self, seed: str) -> None:
        self._display = display.Display()
        # Times are drawn, but the same in every run of one task.
        self._chance = random.Random(seed)

    def think(self) -> None:
        """The time a person takes before the next thing."""
        time.sleep(self._chance.uniform(*BETWEEN))

    def go(self, to: Point, straight: bool = False) -> None:
        """Move the pointer there along a line; `straight` down first, as in a menu that another would replace."""
        now = self._display.screen().root.query_pointer()
        if straight:
            self._glide(now.root_x, now.root_y, Point(now.root_x, to.y))
            self._glide(now.root_x, to.y, to)
        else:
            self._glide(now.root_x, now.root_y, to)

    def _glide(self, from_x: int, from_y: int, to: Point) -> None:
        for part in range(1, _GLIDE + 1):
            x = from_x + (to.x - from_x) * part // _GLIDE
            y = from_y + (to.y - from_y) * part // _GLIDE
            self._send(X.MotionNotify, 0, x, y)
            time.sleep(0.012)

    def press(self, button: int, count: int = 1, held: str = "") -> None:
        """Press a button, with keys held down."""
        for key in filter(None, held.split("+")):
            self._key(X.KeyPress, key)
        for _ in range(count):
            self._send(X.ButtonPress, button)
            time.sleep(self._chance.uniform(0.04, 0.09))
            self._send(X.ButtonRelease, button)
            time.sleep(0.07)
        for key in filter(None, held.split("+")):
            self._key(X.KeyRelease, key)

    def drag(self, start: Point, end: Point) -> None:
        """Press, move, release."""
        self.go(start)
        self._send(X.ButtonPress, 1)
        time.sleep(0.2)
        # Toolkits begin a drag only some pixels off.
        self.go(Point(start.x + 12, start.y + 6))
        self.go(end)
        time.sleep(0.3)
        self._send(X.ButtonRelease, 1)

    def turn(self, notches: int) -> None:
        """Turn the wheel."""
        for _ in range(abs(notches)):
            button = 5 if notches > 0 else 4
            self._send(X.ButtonPress, button)
            self._send(X.ButtonRelease, button)
            time.sleep(0.08)

    def write(self, text: str, slips: int = 0) -> None:
        """Type a text; at each slip a wrong letter and a Backspace come first."""
        wrong = set(self._chance.sample(range(1, len(text)), min(slips, len(text) - 1)))
        for place, letter in enumerate(text):
            if place in wrong:
                self._tap("q")
                self._tap("backspace")
            self._tap({"\n": "enter", "\t": "tab"}.get(letter, letter))

    def chord(self, keys: str) -> None:
        """Press the keys together."""
        names = keys.split("+")
        for key in names:
            self._key(X.KeyPress, key)
            time.sleep(0.03)
        for key in reversed(names):
            self._key(X.KeyRelease, key)
            time.sleep(0.02)

    def close(self) -> None:
        """Let go of the display."""
        self._display.close()

    def _tap(self, key: str) -> None:
        code, shifted = self._code(key)
        if shifted:
            self._key(X.KeyPress, "shift")
        self._send(X.KeyPress, code)
        time.sleep(self._chance.uniform(0.015, 0.03))
        self._send(X.KeyRelease, code)
        if shifted:
            self._key(X.KeyRelease, "shift")
        time.sleep(self._chance.uniform(*KEYSTROKE))

    def _key(self, kind: int, name: str) -> None:
        self._send(kind, self._code(name)[0])

    def _code(self, key: str) -> tuple[int, bool]:
        """The key's code, and whether Shift goes with it."""
        symbol = XK.string_to_keysym(_NAMES[key]) if key in _NAMES else ord(key)
        codes = self._display.keysym_to_keycodes(symbol)
        code, level = min(((c, i) for c, i in codes if i in (0, 1)), key=lambda pair: pair[1])
        return code, level == 1

    def _send(self, kind: int, detail: int, x: int = 0, y: int = 0) -> None:
        xtest.fake_input(self._display, kind, detail, x=x, y=y)
        self._display.sync()
