"""Global hotkeys on X11: chords that are grabbed one by one, so that no other key is ever listened to.

A chord another program has cannot be had, and that is known at once. (A listener for all keys, which other tools use,
would see passwords.) One thread has the connection; grabs are asked of it.
"""

from __future__ import annotations

import contextlib
import os
import queue
import select
import threading
from collections.abc import Callable
from typing import Any, Final

from Xlib import XK, X, display, error

from deskhand.core.errors import HotkeyError

from .hotkey_chords import checked

_LOST = (error.ConnectionClosedError, OSError)
_MODIFIERS: Final = {
    "ctrl": X.ControlMask,
    "control": X.ControlMask,
    "alt": X.Mod1Mask,
    "shift": X.ShiftMask,
    "super": X.Mod4Mask,
    "win": X.Mod4Mask,
    "meta": X.Mod4Mask,
}
_LOCKS: Final = (0, X.LockMask, X.Mod2Mask, X.LockMask | X.Mod2Mask)
"""Caps Lock and Num Lock count as modifiers to the server; a chord is one whichever of them is on."""
_SYMBOLS: Final = {
    "enter": "Return",
    "return": "Return",
    "escape": "Escape",
    "esc": "Escape",
    "tab": "Tab",
    "space": "space",
    "backspace": "BackSpace",
    "delete": "Delete",
    "insert": "Insert",
    "home": "Home",
    "end": "End",
    "pageup": "Prior",
    "pagedown": "Next",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "menu": "Menu",
}
"""What X calls keys (`keysymdef.h`)."""
_ANSWER = 5.0
"""Seconds the thread has for a grab; it takes a millisecond."""

Key = tuple[int, int]
"""Key code and modifiers."""


class X11Hotkeys:
    """The chords of one program. `pressed` is called with the chord, on a thread of this."""

    def __init__(self, pressed: Callable[[str], None]) -> None:
        """Connect.

        Raises:
            HotkeyError: there is no X display.
        """
        self._pressed = pressed
        try:
            self._display = display.Display()
        except (error.DisplayError, *_LOST) as problem:
            raise HotkeyError("Hotkeys cannot be had here: no X display answers.") from problem
        self._root: Any = self._display.screen().root
        self._chords: dict[Key, str] = {}
        self._asked: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._wake_read, self._wake_write = os.pipe()
        self._thread = threading.Thread(target=self._listen, name="hotkeys", daemon=True)
        self._thread.start()

    def grab(self, chord: str) -> None:
        """Have a chord from now on.

        Raises:
            HotkeyError: it is none that can be had, or another program has it.
        """
        self._in_thread(lambda: self._grab(chord))

    def release(self, chord: str) -> None:
        """Have it no longer; nothing happens to one that was not grabbed.

        Raises:
            HotkeyError: the display went away.
        """
        self._in_thread(lambda: self._release(chord))

    def close(self) -> None:
        """Let go of all chords."""
        if self._thread.is_alive():
            self._asked.put(None)
            os.write(self._wake_write, b"x")
            self._thread.join()
        for end in (self._wake_read, self._wake_write):
            with contextlib.suppress(OSError):
                os.close(end)
        with contextlib.suppress(*_LOST):
            self._display.close()

    def _in_thread(self, work: Callable[[], None]) -> None:
        answers: queue.SimpleQueue[Exception | None] = queue.SimpleQueue()

        def done() -> None:
            try:
                work()
            except (HotkeyError, *_LOST) as problem:
                answers.put(problem)
            else:
                answers.put(None)

        self._asked.put(done)
        os.write(self._wake_write, b"x")
        try:
            problem = answers.get(timeout=_ANSWER)
        except queue.Empty:
            raise HotkeyError("Hotkeys cannot be had any more: the display went away.") from None
        if isinstance(problem, HotkeyError):
            raise problem
        if problem is not None:
            raise HotkeyError("Hotkeys cannot be had any more: the display went away.") from problem

    def _listen(self) -> None:
        with contextlib.suppress(*_LOST):
            while True:
                while self._display.pending_events():
                    self._take(self._display.next_event())
                ready, _, _ = select.select([self._display.fileno(), self._wake_read], [], [])
                if self._wake_read in ready:
                    os.read(self._wake_read, 1)
                    work = self._asked.get()
                    if work is None:
                        return
                    work()

    def _take(self, event: Any) -> None:
        if event.type != X.KeyPress:
            return
        state = event.state & (X.ControlMask | X.Mod1Mask | X.ShiftMask | X.Mod4Mask)
        chord = self._chords.get((event.detail, state))
        if chord is not None:
            self._pressed(chord)

    def _grab(self, chord: str) -> None:
        key = self._key(chord)
        if key in self._chords:
            raise HotkeyError(f"{chord} is one of Deskhand's own hotkeys already; choose another.")
        refused = error.CatchError(error.BadAccess)
        for locks in _LOCKS:
            self._root.grab_key(key[0], key[1] | locks, False, X.GrabModeAsync, X.GrabModeAsync, onerror=refused)
        self._display.sync()
        if refused.get_error() is not None:
            self._let_go(key)
            raise HotkeyError(f"{chord} is taken by another program or the desktop; choose another.")
        self._chords[key] = chord

    def _release(self, chord: str) -> None:
        key = self._key(chord)
        if self._chords.pop(key, None) is not None:
            self._let_go(key)

    def _let_go(self, key: Key) -> None:
        for locks in _LOCKS:
            self._root.ungrab_key(key[0], key[1] | locks, onerror=error.CatchError())
        self._display.sync()

    def _key(self, chord: str) -> Key:
        *modifiers, last = checked(chord)
        symbol = XK.string_to_keysym(_SYMBOLS.get(last, last.upper() if last[1:].isdigit() else last))
        code = self._display.keysym_to_keycode(symbol) if symbol else 0
        if not code:
            raise HotkeyError(f"This keyboard has no key {last}; choose another.")
        mask = 0
        for name in modifiers:
            mask |= _MODIFIERS[name]
        return code, mask


__all__ = ["X11Hotkeys"]
