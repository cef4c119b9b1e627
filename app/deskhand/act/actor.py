"""Performs cleared actions with guarded devices.

Delays are in seconds and as short as applications were seen to accept: GTK ignores a press in the same
millisecond as the motion that reached the widget, and needs a moment between the parts of a chord.
"""

from __future__ import annotations

import contextlib
import logging
import string
from collections.abc import Callable

from deskhand.core.actions import Act, Activate, Click, Drag, Key, Scroll, Type, pressed_at
from deskhand.core.clearance import Cleared, Seal
from deskhand.core.errors import GateClosed, InputError
from deskhand.core.geometry import Point
from deskhand.core.keys import split_chord
from deskhand.core.ports import Clipboard, WindowManager
from deskhand.core.step import Delivery
from deskhand.recipe.recording.secrets import is_secret_field

from .guarded import GuardedDevices

log = logging.getLogger(__name__)

HOVER = 0.04
HOLD = 0.02
BETWEEN_CLICKS = 0.06
BETWEEN_KEYS = 0.004
PASTE = 0.25
"""Time for the application to fetch the pasted text before the clipboard is given back."""
DRAG_STEPS = 24
ASIDE = 300
"""Pixels; wider than half of most buttons."""

SAFE_CHARACTERS = frozenset(string.ascii_letters + string.digits + string.punctuation + " ")
"""What synthetic keys type correctly where the layout has it (`Devices.types`); all else goes by the clipboard."""


class DesktopActor:
    """Sends the events of one action at a time."""

    def __init__(
        self,
        devices: GuardedDevices,
        clipboard: Clipboard,
        seal: Seal,
        windows: WindowManager | None = None,
        speed: float = 1.0,
        focused: Callable[[], int | None] = lambda: None,
    ) -> None:
        """`windows` brings windows to the front; at half the `speed` every pause between events is twice as long;
        `focused` tells the handle of the window with the keyboard."""
        self._devices, self._clipboard, self._seal = devices, clipboard, seal
        self._windows, self._speed, self._focused = windows, speed, focused

    def perform(self, cleared: Cleared) -> Delivery:
        """See `Actor.perform`."""
        action = self._seal.redeem(cleared)
        self._devices.check()
        if isinstance(action, Type) and _is_secret(action) and not self._devices.types(action.text):
            raise InputError(
                f"The secret {action.secret or 'you gave'} has characters that no key of this keyboard types, and a "
                "secret never goes through the clipboard; type it yourself, or change it."
            )
        before = self._devices.sent
        # Read before the first event: a clipboard that cannot be given back must not be taken.
        saved = self._clipboard.read() if isinstance(action, Type) and not self._by_keys(action) else None
        try:
            self._send(action, saved, cleared)
        except InputError as problem:
            if self._devices.sent == before:
                raise
            # Some of its events may have arrived, so it must not be tried again.
            log.warning("%s", problem)
            return Delivery.MAYBE_SENT
        return Delivery.SENT

    def park(self, at: Point) -> None:
        """See `Actor.park`."""
        self._devices.check()
        self._devices.move(at)

    def resume(self) -> None:
        """See `Actor.resume`."""
        self._devices.resume()

    def disturbed(self) -> bool:
        """See `Actor.disturbed`."""
        return self._devices.disturbed()

    def _send(self, action: Act, saved: str | None, cleared: Cleared) -> None:
        match action:
            case Click():
                self._click_holding(action, cleared)
            case Type():
                self._type(action, saved, cleared)
            case Key(chord):
                cleared.still()
                self._chord(chord)
            case Scroll(notches, target):
                if target is not None:
                    self._devices.move(target.box.center)
                    self._pause(HOVER)
                cleared.still()
                self._devices.wheel(notches)
            case Drag(_, to):
                self._drag(pressed_at(action) or action.target.box.center, to.center, cleared)
            case Activate(window):
                self._activate(window)

    def _activate(self, window: int) -> None:
        if self._windows is None:
            raise InputError("Windows cannot be brought to the front here; do it by hand and try again.")
        self._devices.check()
        self._windows.activate(window)

    def _type(self, action: Type, saved: str | None, cleared: Cleared) -> None:
        place = pressed_at(action)
        if place is not None:
            self._click(place, 1, "left", cleared)
            self._pause(BETWEEN_CLICKS)
        else:
            cleared.still()
        at = self._focused()
        if cleared.windows and at is not None and at not in cleared.windows:
            raise InputError("Another window took the keyboard before I typed; nothing was typed.")
        if action.clear:
            self._same_window(at)
            self._chord("ctrl+a")
            if not action.text:
                self._same_window(at)
                self._chord("delete")
        self._write(action, saved, at)

    def _click_holding(self, click: Click, cleared: Cleared) -> None:
        if click.held:
            # Before the keys go down; what is pressed with them is looked at once more below.
            cleared.still()
        with contextlib.ExitStack() as keys:
            for name in click.held:
                keys.enter_context(self._devices.key(name))
                self._pause(HOLD)
            self._click(pressed_at(click) or click.target.box.center, click.count, click.button, cleared)

    def _pause(self, seconds: float) -> None:
        self._devices.pause(seconds / self._speed)

    def _click(self, at: Point, count: int, button: str, cleared: Cleared) -> None:
        self._devices.move(at)
        self._pause(HOVER)
        for number in range(count):
            if number:
                self._pause(BETWEEN_CLICKS)
            with self._devices.button(button, cleared.still if not number else _no_look):
                self._pause(HOLD)
                if not number:
                    self._release_aside_if_covered(at, cleared)

    def _release_aside_if_covered(self, at: Point, cleared: Cleared) -> None:
        """Between the last look and the press are milliseconds. Where another window got the press, it is let go beside
        what it hit: a button that is left before it is released does nothing."""
        try:
            cleared.reached()
        except GateClosed as problem:
            self._devices.move(Point(at.x + (ASIDE if at.x < 2 * ASIDE else -ASIDE), at.y))
            raise InputError(f"{problem} Its press was let go beside it.") from problem

    def _drag(self, start: Point, end: Point, cleared: Cleared) -> None:
        self._devices.move(start)
        self._pause(HOVER)
        with self._devices.button("left", cleared.still):
            for step in range(1, DRAG_STEPS + 1):
                x = start.x + (end.x - start.x) * step // DRAG_STEPS
                y = start.y + (end.y - start.y) * step // DRAG_STEPS
                self._devices.move(Point(x, y))
                self._pause(HOLD)
            # What is dropped where it has just arrived is put where it was a moment ago.
            self._pause(BETWEEN_CLICKS)

    def _chord(self, chord: str) -> None:
        with contextlib.ExitStack() as held:
            for name in split_chord(chord):
                held.enter_context(self._devices.key(name))
                self._pause(HOLD)

    def _write(self, action: Type, saved: str | None, at: int | None) -> None:
        """Type its text into the window `at`, which must keep the keyboard."""
        if not self._by_keys(action):
            self._paste(action.text, saved, at)
            return
        for character in action.text:
            self._same_window(at)
            with self._devices.key(character):
                pass
            self._pause(BETWEEN_KEYS)

    def _by_keys(self, action: Type) -> bool:
        """Whether it is typed key by key; a secret always is."""
        safe = _is_secret(action) or all(character in SAFE_CHARACTERS for character in action.text)
        return safe and self._devices.types(action.text)

    def _same_window(self, at: int | None) -> None:
        if self._focused() != at:
            raise InputError("Another window took the keyboard while I typed; the rest was not typed.")

    def _paste(self, text: str, saved: str | None, at: int | None) -> None:
        try:
            self._clipboard.write(text)
            self._same_window(at)
            self._chord("ctrl+v")
            self._devices.pause(PASTE)
        finally:
            self._clipboard.write(saved)


def _no_look() -> None:
    return None


def _is_secret(action: Type) -> bool:
    """Whether a text is one of the keyring, or goes into a field for passwords."""
    return bool(action.secret) or (action.target is not None and is_secret_field(action.target))
