"""A person at the mouse and keyboard of a display: every event is a real one of the XTEST devices.

Characters are typed by the keys that have them in the layout in use, with shift and AltGr as needed. (pynput sends
characters past the devices, from program to program, where no recorder sees them.)
"""

from __future__ import annotations

import time

from Xlib import X, display
from Xlib.ext import xtest

from deskhand.capture.keysyms import NAMES, character
from deskhand.core.geometry import Point

BUTTONS = {"left": 1, "middle": 2, "right": 3, "back": 8, "forward": 9}
_MODIFIERS = {"shift": 0xFFE1, "ctrl": 0xFFE3, "alt": 0xFFE9, "super": 0xFFEB, "altgr": 0xFE03}
_PREFERRED = {"enter": 0xFF0D, "tab": 0xFF09, "delete": 0xFFFF, "home": 0xFF50, "end": 0xFF57, "space": 0x20}


class Person:
    """Use as a context manager; `pace` is the seconds between two events of one gesture."""

    def __init__(self, name: str | None = None, pace: float = 0.02) -> None:
        self._display, self.pace = display.Display(name), pace

    def __enter__(self) -> Person:
        return self

    def __exit__(self, *exc: object) -> None:
        self._display.close()

    def types_into(self) -> int:
        """The window that gets the keys."""
        return getattr(self._display.get_input_focus().focus, "id", 0)

    def move(self, to: Point) -> None:
        """Move there as a hand does, in a few steps."""
        here = self._display.screen().root.query_pointer()
        for n in range(1, 6):
            x, y = here.root_x + (to[0] - here.root_x) * n // 5, here.root_y + (to[1] - here.root_y) * n // 5
            self._send(X.MotionNotify, x=x, y=y)
            time.sleep(self.pace / 4)

    def press(self, button: str = "left") -> None:
        self._send(X.ButtonPress, BUTTONS[button])

    def release(self, button: str = "left") -> None:
        self._send(X.ButtonRelease, BUTTONS[button])

    def click(self, at: Point, times: int = 1, button: str = "left", held: tuple[str, ...] = ()) -> None:
        self.move(at)
        time.sleep(self.pace * 3)
        for name in held:
            self.key_down(name)
        for _ in range(times):
            self.press(button)
            time.sleep(self.pace)
            self.release(button)
            time.sleep(self.pace * 2)
        for name in reversed(held):
            self.key_up(name)

    def drag(self, start: Point, end: Point, held: tuple[str, ...] = ()) -> None:
        self.move(start)
        for name in held:
            self.key_down(name)
        self.press()
        time.sleep(self.pace)
        for n in range(1, 16):
            at = Point(start[0] + (end[0] - start[0]) * n // 15, start[1] + (end[1] - start[1]) * n // 15)
            self._send(X.MotionNotify, x=at.x, y=at.y)
            time.sleep(self.pace)
        time.sleep(self.pace * 4)
        self.release()
        for name in reversed(held):
            self.key_up(name)

    def wheel(self, at: Point, notches: int) -> None:
        """Positive is down."""
        self.move(at)
        for _ in range(abs(notches)):
            self._send(X.ButtonPress, 5 if notches > 0 else 4)
            self._send(X.ButtonRelease, 5 if notches > 0 else 4)
            time.sleep(self.pace)

    def type(self, text: str) -> None:
        for letter in text:
            if letter in "\n\t":
                self.chord("enter" if letter == "\n" else "tab")
                continue
            code, level, group = self._place_of(letter)
            held = [name for name, needed in (("shift", level & 1), ("altgr", level & 2)) if needed]
            assert not group, f"{letter!r} is of another group of the layout"
            self._tap(code, held)

    def chord(self, chord: str) -> None:
        """Such as `ctrl+s`, `enter`, `ctrl++`."""
        head, _, last = chord.rpartition("+") if not chord.endswith("+") else (chord[:-2], "", "+")
        held = [name for name in head.split("+") if name]
        self._tap(self._code(last), held)

    def key_down(self, name: str) -> None:
        self._send(X.KeyPress, self._code(name))

    def key_up(self, name: str) -> None:
        self._send(X.KeyRelease, self._code(name))

    def _tap(self, code: int, held: list[str]) -> None:
        for name in held:
            self.key_down(name)
        self._send(X.KeyPress, code)
        self._send(X.KeyRelease, code)
        for name in reversed(held):
            self.key_up(name)
        time.sleep(self.pace)

    def _code(self, name: str) -> int:
        if len(name) == 1:
            return self._place_of(name)[0]
        return self.code_of(
            _MODIFIERS.get(name) or _PREFERRED.get(name) or next(s for s, n in NAMES.items() if n == name)
        )

    def code_of(self, keysym: int) -> int:
        """The key that has it, with or without a modifier."""
        return next(first + n for first, rows in [self._layout()] for n, row in enumerate(rows) if keysym in row)

    def _place_of(self, letter: str) -> tuple[int, int, int]:
        """Key, level (1 shift, 2 AltGr) and group of a character."""
        first, rows = self._layout()
        for place, level, group in ((0, 0, 0), (1, 1, 0), (4, 2, 0), (5, 3, 0), (2, 0, 1), (3, 1, 1)):
            for n, row in enumerate(rows):
                if place < len(row) and row[place] < 0xFF00 and character(row[place]) == letter:
                    return first + n, level, group
        raise ValueError(f"{letter!r} is not on this keyboard")

    def _layout(self) -> tuple[int, list]:
        """As it is now: the number of the first key, and the keysyms of each."""
        info = self._display.display.info
        return info.min_keycode, self._display.get_keyboard_mapping(
            info.min_keycode, info.max_keycode - info.min_keycode + 1
        )

    def _send(self, kind: int, detail: int = 0, x: int = 0, y: int = 0) -> None:
        xtest.fake_input(self._display, kind, detail, x=x, y=y)
        self._display.sync()
