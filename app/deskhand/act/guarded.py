"""Devices that can be stopped between any two events and never leave anything held.

Every event first looks at the stop token and at the pointer: a pointer that is not where we left it
was moved by the person, and the person comes first.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

from deskhand.core.geometry import Point
from deskhand.core.ports import Devices
from deskhand.core.stop import StopToken

from .watchdog import Watchdog

SLICE = 0.03
"""Seconds of a pause between two looks at the pointer."""
PERSON_MOVED = 3
"""Pixels the pointer may be off before it counts as the person's hand; a nudged desk moves it less."""


class GuardedDevices:
    """Wraps devices; keeps the watchdog told, the stop token honoured and the person first."""

    def __init__(self, devices: Devices, stop: StopToken, watchdog: Watchdog) -> None:
        self._devices, self._stop, self._watchdog = devices, stop, watchdog
        self._left_at = self._sent_to = devices.pointer()
        self.sent = 0
        """Events sent so far."""

    def resume(self) -> None:
        """Take the pointer as it is now; the person was asked and may have moved it."""
        self._left_at = self._sent_to = self._devices.pointer()

    def check(self) -> None:
        """Return if the next event may be sent.

        Raises:
            StopRequested: a stop was asked for, or the person moved the mouse.
        """
        if self.disturbed():
            self._stop.stop("You moved the mouse, so Deskhand stopped.")
        self._stop.check()

    def disturbed(self) -> bool:
        """Whether the pointer is not where we left it: the person moved it."""
        now = self._devices.pointer()
        # A busy server may have told an old place before it moved the pointer to the one we sent.
        return _apart(now, self._left_at) and _apart(now, self._sent_to)

    def pause(self, seconds: float) -> None:
        """Wait, and check all the while: a long pause must not hide that the person took the mouse."""
        deadline = time.monotonic() + seconds
        while True:
            self._stop.pause(max(0.0, min(SLICE, deadline - time.monotonic())))
            self.check()
            if time.monotonic() >= deadline:
                return

    def move(self, to: Point) -> None:
        """Put the pointer there."""
        self.check()
        self._devices.move(to)
        self.sent += 1
        # Read back: the server clips a point outside the screen, and then that is where we left it.
        self._left_at, self._sent_to = self._devices.pointer(), to

    def wheel(self, notches: int) -> None:
        """Turn the wheel, checking between notches."""
        for _ in range(abs(notches)):
            self.check()
            self._devices.wheel(1 if notches > 0 else -1)
            self.sent += 1

    def types(self, text: str) -> bool:
        """See `Devices.types`."""
        return self._devices.types(text)

    @contextlib.contextmanager
    def button(self, name: str, look: Callable[[], None] = lambda: None) -> Iterator[None]:
        """Hold a mouse button for the body; released whatever happens in it. `look` is the last thing before the press,
        and what it raises keeps it from being done."""
        self.check()
        self._watchdog.hold("button", name)
        pressed = False
        try:
            look()
            pressed = True
            self._devices.press_button(name)
            self.sent += 1
            yield
        finally:
            if pressed:
                self._devices.release_button(name)
            self._watchdog.release("button", name)

    @contextlib.contextmanager
    def key(self, name: str) -> Iterator[None]:
        """Hold a key for the body; released whatever happens in it."""
        self.check()
        self._watchdog.hold("key", name)
        try:
            self._devices.press_key(name)
            self.sent += 1
            yield
        finally:
            self._devices.release_key(name)
            self._watchdog.release("key", name)


def _apart(a: Point, b: Point) -> bool:
    return max(abs(a.x - b.x), abs(a.y - b.y)) > PERSON_MOVED
