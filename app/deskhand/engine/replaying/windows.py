"""The windows of the steps: open, at rest, in front and with the keyboard before anything is sent to them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from deskhand.core.anchor import Located, WindowMark
from deskhand.core.events import Listener, Waiting
from deskhand.core.marks import fits
from deskhand.core.sameness import changed_box
from deskhand.core.screen import Frame, Window
from deskhand.recipe.walking.walk import Leaf

from .carrying import Carrier
from .dismissing import Dismissing
from .ending import Halts
from .fronting import bring_to_front, window_behind
from .looking import POLL, is_open
from .proposing import known_marks, window_of
from .stages import ReplayStages

FIRST_WINDOW = 60.0
"""Seconds the first step waits for its window at least: the application may only just have been started."""
_STARTED, _NEW, _NEVER_AT_REST = 0.3, 0.06, 2.0
"""Seconds the window of an application that may have just started must be at rest before it gets keys, those of one
that another step opened, and the longest this is waited for."""
_STAYS_BEHIND = 0.3
"""Seconds a window must be without the keyboard before it is brought to the front."""


class Windows:
    """Waits for the windows of one replay, and brings them to the front."""

    def __init__(
        self,
        stages: ReplayStages,
        carrier: Carrier,
        dismissing: Dismissing,
        known: Sequence[WindowMark],
        tell: Listener,
    ) -> None:
        """`known` are the windows the recipe speaks of: none of them is in the way."""
        self._stages, self._carrier, self._dismissing = stages, carrier, dismissing
        self._known, self._tell = tuple(known), tell
        self._marks: dict[str, tuple[WindowMark, ...]] = {}
        self._ready: set[int] = set()
        self._open: set[int] = set()
        self.begun = False
        """Whether a step was done already."""

    def in_front(self, mark: WindowMark, within: float) -> tuple[Frame | None, bool]:
        """The window of a step is open and in front: the frame that shows it, and whether it came to the front.

        A window that is not open yet is waited for: by the first step longer, for an application that starts slowly.
        """
        deadline = time.monotonic() + (within if self.begun else max(within, FIRST_WINDOW))
        told = False
        while not is_open(mark, frame := self._stages.capture.grab()) and time.monotonic() < deadline:
            if not told:
                self._tell(Waiting(f"the window “{mark.title or mark.app}”"))
                told = True
            self._stages.stop.pause(POLL)
        self._ready |= self._open
        self._open = {w.handle for w in frame.windows}
        stays = time.monotonic() + _STAYS_BEHIND
        while (window := window_behind(mark, frame)) is not None and time.monotonic() < stays:
            # One that has just opened gets the keyboard a moment later.
            self._stages.stop.pause(POLL)
            frame = self._stages.capture.grab()
        if window is None:
            return frame, True
        bring_to_front(window, frame, self._carrier)
        return None, window_behind(mark, self._stages.capture.grab()) is None

    def with_keyboard(self, leaf: Leaf, mark: WindowMark, within: float) -> tuple[Frame, float]:
        """The frame on which the window of the mark has the keyboard, and the seconds it took to be drawn.

        Raises:
            Halts: another window keeps the keyboard.
            StopRequested.
        """
        deadline = time.monotonic() + within
        while True:
            frame = self._stages.capture.grab()
            focused = window_of(frame, mark, None)
            if focused and fits(_as(mark, focused), focused.title, focused.app, focused.dialog):
                return (frame, 0.0) if focused.handle in self._ready else self._drawn(focused.handle)
            if time.monotonic() >= deadline:
                has = f"“{focused.title}” has it" if focused else "no window has it"
                name = mark.title or mark.app
                raise Halts(f"“{name}” does not have the keyboard; {has}" if name else "no window has the keyboard")
            if not self._dismissing.clear(frame, None, mark, self._known_to(leaf)):
                self._stages.stop.pause(POLL)

    def _drawn(self, window: int) -> tuple[Frame, float]:
        """The frame on which a window that has just come is at rest, and the seconds it took: it may not listen yet."""
        self._ready.add(window)
        rest = _NEW if self.begun else _STARTED
        began = time.monotonic()
        still = frame = self._stages.capture.grab()
        while frame.taken_at - still.taken_at < rest and time.monotonic() - began < _NEVER_AT_REST:
            self._stages.stop.pause(POLL)
            frame = self._stages.capture.grab()
            if changed_box(still, frame) is not None:
                still = frame
        return frame, still.taken_at - began

    def hindered(self, leaf: Leaf, mark: WindowMark) -> Callable[[Frame, Located | None], bool]:
        """What puts away a dialog that came between this step and its target; see `Dismissing.clear`."""
        known = self._known_to(leaf)
        return lambda frame, located: self._dismissing.clear(frame, located, mark, known)

    def _known_to(self, leaf: Leaf) -> tuple[WindowMark, ...]:
        """The windows of the recipe that is replayed, and of the one the step is from."""
        name, recipe = leaf.loaded.recipe.name, leaf.loaded.recipe
        if name not in self._marks:
            self._marks[name] = (*self._known, *known_marks(recipe.steps))
        return self._marks[name]


def _as(mark: WindowMark, window: Window) -> WindowMark:
    """A mark that names nothing is any window, also a dialog."""
    return mark if mark.title or mark.app or mark.dialog else replace(mark, dialog=window.dialog)
