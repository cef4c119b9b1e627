"""Mouse and keyboard through pynput (XTEST on X11, native calls on Windows and macOS).

Positions are physical pixels of the virtual desktop, those of every `Box`. On X11 they are root window coordinates,
which span all monitors and never are scaled. On Windows SetCursorPos takes physical pixels, negative ones too, once
the process is per-monitor DPI aware (mss makes it so). macOS counts in points: a back end there has to map through
`core.monitors.Layout` before it sends, and after it reads.

pynput reads DISPLAY when it is imported, so it is imported when the devices are opened.
"""

from __future__ import annotations

import contextlib
from typing import Any

from deskhand.core.errors import InputError
from deskhand.core.geometry import Point

SPECIAL_KEYS = {
    "ctrl": "ctrl",
    "control": "ctrl",
    "alt": "alt",
    "shift": "shift",
    "super": "cmd",
    "win": "cmd",
    "meta": "cmd",
    "enter": "enter",
    "return": "enter",
    "escape": "esc",
    "esc": "esc",
    "tab": "tab",
    "space": "space",
    "backspace": "backspace",
    "delete": "delete",
    "insert": "insert",
    "home": "home",
    "end": "end",
    "pageup": "page_up",
    "pagedown": "page_down",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
    "menu": "menu",
} | {f"f{n}": f"f{n}" for n in range(1, 21)}
"""Our key names and pynput's `Key` members; any single character is a key too."""


class PynputDevices:
    """The desktop's own mouse and keyboard."""

    def __init__(self) -> None:
        """Open them.

        Raises:
            InputError: there is no display to send events to.
        """
        try:
            from pynput import keyboard, mouse
        except ImportError as problem:
            raise InputError("Events cannot be sent: no display answers.") from problem
        self._key_names, self._code = keyboard.Key, keyboard.KeyCode
        self._buttons = mouse.Button
        self._errors, self._no_key = _transport_errors(), keyboard.Controller.InvalidKeyException
        try:
            self._mouse, self._keyboard = mouse.Controller(), keyboard.Controller()
        except self._errors as problem:
            raise InputError("Events cannot be sent: no display answers.") from problem
        self._layout: tuple[tuple[int, ...], ...] = ()
        """What the keys have on them, plain and with Shift (X keysyms), when it was last asked."""

    def pointer(self) -> Point:
        """See `Devices.pointer`."""
        x, y = self._send(lambda: self._mouse.position)
        return Point(int(x), int(y))

    def move(self, to: Point) -> None:
        """See `Devices.move`."""
        self._send(lambda: setattr(self._mouse, "position", (to.x, to.y)))

    def press_button(self, button: str) -> None:
        """See `Devices.press_button`."""
        self._send(lambda: self._mouse.press(self._buttons[button]))

    def release_button(self, button: str) -> None:
        """See `Devices.release_button`."""
        self._send(lambda: self._mouse.release(self._buttons[button]))

    def wheel(self, notches: int) -> None:
        """See `Devices.wheel`."""
        self._send(lambda: self._mouse.scroll(0, -notches))

    def types(self, text: str) -> bool:
        """See `Devices.types`.

        pynput takes AltGr for another group of the layout and types `8` for the `[` of a German keyboard, and it never
        looks at the layout again: here it is read anew, and pynput told so, each time it has changed.
        """
        connection = self._keyboard.__dict__.get("_display")
        if not hasattr(connection, "get_keyboard_mapping"):
            return True  # Windows and macOS take characters, not keys
        info = connection.display.info
        count = info.max_keycode - info.min_keycode + 1
        rows = self._send(lambda: connection.get_keyboard_mapping(info.min_keycode, count))
        layout = tuple(tuple(row[:2]) for row in rows)
        if layout != self._layout:
            self._layout, self._keyboard._keyboard_mapping = layout, None
        symbols = {symbol for row in layout for symbol in row}
        return all(_symbol(character) in symbols for character in text)

    def press_key(self, name: str) -> None:
        """See `Devices.press_key`."""
        self._send(lambda: self._keyboard.press(self._key(name)), name)

    def release_key(self, name: str) -> None:
        """See `Devices.release_key`."""
        self._send(lambda: self._keyboard.release(self._key(name)), name)

    def close(self) -> None:
        """Disconnect; calling it again does nothing."""
        for controller in (self._mouse, self._keyboard):
            # pynput leaves this to garbage collection, which complains when the display is gone.
            connection = controller.__dict__.pop("_display", None)
            if connection is not None:
                with contextlib.suppress(*self._errors):
                    connection.close()
                controller._display = _Closed()

    def _key(self, name: str) -> Any:
        special = SPECIAL_KEYS.get(name.lower())
        if special:
            return self._key_names[special]
        if len(name) != 1:
            raise InputError(f"There is no key called {name!r}.")
        return self._code.from_char(name)

    def _send(self, event: Any, key: str = "") -> Any:
        try:
            return event()
        except self._no_key as problem:
            raise InputError(f"This keyboard has no key for {key!r}, and no room to make one.") from problem
        except self._errors as problem:
            raise InputError("The display went away while events were being sent.") from problem


def _symbol(character: str) -> int:
    """The keysym of a character: its Latin-1 code, else that of its code point (X11 protocol, appendix A)."""
    code = ord(character)
    return code if code < 0x100 else 0x01000000 | code


class _Closed:
    """Stands where a closed connection was, for pynput's finaliser."""

    def close(self) -> None:
        """Nothing is left to close."""


def _transport_errors() -> tuple[type[Exception], ...]:
    """What pynput's back end raises when the display cannot be reached."""
    try:
        from Xlib import error
    except ImportError:
        return (OSError,)
    return (OSError, error.DisplayError, error.ConnectionClosedError, error.XError)
