"""Waiting until a target is in sight: pictures are compared all the time, the screen is read only when it pays.

A glance at the very picture in its place takes milliseconds, so it is taken at every grab. Reading takes a hundred
times longer: it is begun when a glance did not suffice for a moment and the screen is at rest, and not repeated
before something has changed.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from deskhand.core.anchor import Anchor, Halt, Located, Locator, WindowMark
from deskhand.core.marks import matching
from deskhand.core.ports import Capture
from deskhand.core.sameness import changed_box
from deskhand.core.screen import Frame, Scene
from deskhand.core.stop import StopToken

from .parts import located_in_part

POLL = 0.01
"""Seconds between two grabs."""
GRACE = 0.08
"""Seconds in which only glances are taken: what the last step brought is still being drawn."""
REST = 0.1
"""Seconds without a change before the screen is read."""
RESTLESS = 1.0
"""Seconds after which a screen that never rests (a film, a clock) is read as it is."""

Hindrance = Callable[[Frame, Located | None], bool]
"""Asked while the target is not in sight; true says that something was cleared away and it is looked for anew."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What was found, and the seconds until the screen showed what it was found on: the application's, not ours."""

    located: Located
    waited: float = 0.0


class Looking:
    """Looks for targets on one desktop."""

    def __init__(self, capture: Capture, locator: Locator, stop: StopToken) -> None:
        self._capture, self._locator, self._stop = capture, locator, stop

    def find(
        self,
        anchor: Anchor,
        within: float,
        hindered: Hindrance = lambda frame, located: False,
        read: bool = False,
        first: Frame | None = None,
    ) -> Sight:
        """Where the target is; or, when it was not found within these seconds, why.

        With `read` the screen is read at once and what is found was read from it, not remembered. `first` is a frame
        that was taken just now.
        """
        began = time.monotonic()
        tried = _Tried(began)
        while True:
            frame, first = first or self._capture.grab(), None
            tried.see(frame)
            located = None if read else self._locator.glance(anchor, frame)
            over = time.monotonic() - began >= within
            if located is None and (over or tried.pays(frame, anchor, read)):
                located = located_in_part(self._locator, anchor, frame)
                tried.note(frame, located)
            if located is not None and located.element is not None:
                return Sight(located, tried.shown_after)
            if hindered(frame, tried.located):
                began, tried = time.monotonic(), _Tried(time.monotonic())
            elif over and tried.located is not None:
                return Sight(tried.located, tried.shown_after)
            self._stop.pause(POLL)


class _Tried:
    """What was tried so far, and since when the screen is at rest."""

    def __init__(self, began: float) -> None:
        self.located: Located | None = None
        self._began, self._read_at = began, began
        self._read: Frame | None = None
        self._first: Frame | None = None
        self._still: Frame | None = None

    def see(self, frame: Frame) -> None:
        """Another frame was taken."""
        if self._still is None or _differs(self._still, frame):
            self._first, self._still = self._first or frame, frame

    @property
    def shown_after(self) -> float:
        """Seconds from the first frame to the first that shows what the last one does."""
        return self._still.taken_at - self._first.taken_at if self._still and self._first else 0.0

    def note(self, frame: Frame, located: Located) -> None:
        """The frame was read."""
        self._read, self._read_at, self.located = frame, time.monotonic(), located

    def pays(self, frame: Frame, anchor: Anchor, at_once: bool) -> bool:
        """Whether reading this frame may tell more than is known."""
        if self._read is not None and not _differs(self._read, frame):
            return False
        if not is_open(anchor.window, frame):
            return False
        if self._read is None and (at_once or anchor.picture is None):
            return True
        now = time.monotonic()
        rests = self._still is not None and frame.taken_at - self._still.taken_at >= REST
        return (rests and now - self._began >= GRACE) or now - self._read_at >= RESTLESS


def is_open(mark: WindowMark, frame: Frame) -> bool:
    """Whether a window of that mark is listed; what names no window may be anywhere."""
    return not (mark.title or mark.app) or bool(matching(mark, frame.windows))


def nothing_found(frame: Frame, why: str, halt: Halt) -> Located:
    """A halt of our own, where the ladder was not asked."""
    return Located(Scene(frame), None, None, halt, why)


def _differs(one: Frame, other: Frame) -> bool:
    return one.windows != other.windows or changed_box(one, other) is not None
