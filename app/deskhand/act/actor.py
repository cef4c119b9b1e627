"""Performs cleared actions with guarded devices.

Delays are in seconds and as short as applications were seen to accept: GTK ignores a press in the same
millisecond as the motion that reached the widget, and needs a moment between the parts of a chord.
"""

from __future__ import annotations

import contextlib
import logging
import string

from deskhand.core.actions import Act, Click, Drag, Key, Scroll, Type
from deskhand.core.clearance import Cleared, Seal
from deskhand.core.errors import InputError
from deskhand.core.geometry import Point
from deskhand.core.ports import Clipboard
from deskhand.core.step import Delivery

from .guarded import GuardedDevices

log = logging.getLogger(__name__)

HOVER = 0.04
HOLD = 0.02
BETWEEN_CLICKS = 0.06
BETWEEN_KEYS = 0.004
PASTE = 0.25
"""Time for the application to fetch the pasted text before the clipboard is given back."""
DRAG_STEPS = 24

SAFE_CHARACTERS = frozenset(string.ascii_letters + string.digits + string.punctuation + " ")
"""What synthetic keys type correctly on the layouts measured; everything else goes by the clipboard."""


class DesktopActor:
    """Sends the events of one action at a time."""

    def __init__(self, devices: GuardedDevices, clipboard: Clipboard, seal: Seal) -> None:
        self._devices, self._clipboard, self._seal = devices, clipboard, seal

    def perform(self, cleared: Cleared) -> Delivery:
        """See `Actor.perform`."""
        action = self._seal.redeem(cleared)
        self._devices.check()
        before = self._devices.sent
        # Read before the first event: a clipboard that cannot be given back must not be taken.
        saved = self._clipboard.read() if isinstance(action, Type) and not _by_keys(action.text) else None
        try:
            self._send(action, saved)
        except InputError as problem:
            if self._devices.sent == before:
                raise
            # Some of its events may have arrived, so it must not be tried again.
            log.warning("%s", problem)
            return Delivery.MAYBE_SENT
        return Delivery.SENT

    def resume(self) -> None:
        """See `Actor.resume`."""
        self._devices.resume()

    def _send(self, action: Act, saved: str | None) -> None:
        match action:
            case Click(target, count, button):
                self._click(target.box.center, count, button)
            case Type(text, target, clear):
                if target is not None:
                    self._click(target.box.center, 1, "left")
                    self._devices.pause(BETWEEN_CLICKS)
                if clear:
                    self._chord("ctrl+a")
                self._write(text, saved)
            case Key(chord):
                self._chord(chord)
            case Scroll(notches, target):
                if target is not None:
                    self._devices.move(target.box.center)
                    self._devices.pause(HOVER)
                self._devices.wheel(notches)
            case Drag(target, to):
                self._drag(target.box.center, to.center)

    def _click(self, at: Point, count: int, button: str) -> None:
        self._devices.move(at)
        self._devices.pause(HOVER)
        for number in range(count):
            if number:
                self._devices.pause(BETWEEN_CLICKS)
            with self._devices.button(button):
                self._devices.pause(HOLD)

    def _drag(self, start: Point, end: Point) -> None:
        self._devices.move(start)
        self._devices.pause(HOVER)
        with self._devices.button("left"):
            for step in range(1, DRAG_STEPS + 1):
                x = start.x + (end.x - start.x) * step // DRAG_STEPS
                y = start.y + (end.y - start.y) * step // DRAG_STEPS
                self._devices.move(Point(x, y))
                self._devices.pause(HOLD)

    def _chord(self, chord: str) -> None:
        with contextlib.ExitStack() as held:
            for name in split_chord(chord):
                held.enter_context(self._devices.key(name))
                self._devices.pause(HOLD)

    def _write(self, text: str, saved: str | None) -> None:
        if _by_keys(text):
            for character in text:
                with self._devices.key(character):
                    pass
                self._devices.pause(BETWEEN_KEYS)
        else:
            self._paste(text, saved)

    def _paste(self, text: str, saved: str | None) -> None:
        self._clipboard.write(text)
        try:
            self._chord("ctrl+v")
            self._devices.pause(PASTE)
        finally:
            self._clipboard.write(saved)


def _by_keys(text: str) -> bool:
    return all(character in SAFE_CHARACTERS for character in text)


def split_chord(chord: str) -> list[str]:
    """The keys of a chord, in the order they go down: `ctrl++` is ctrl and plus."""
    head, plus, last = chord.rpartition("+")
    if plus and not last:
        return [*(k for k in head.split("+") if k), "+"]
    return [k.strip() for k in chord.split("+") if k.strip()]
