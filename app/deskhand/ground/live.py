"""The grounder of a screen: what the pixels show, the windows around it, and what applications tell of it."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from deskhand.core.accessible import Accessible, AccessibleTree
from deskhand.core.errors import AccessibilityError
from deskhand.core.geometry import Box
from deskhand.core.monitors import Monitor
from deskhand.core.ports import AccessibilitySource, Grounder
from deskhand.core.screen import Element, Frame, Scene, Window

from .accessibility.joined import joined
from .own_names import with_own_names
from .surfaces import with_surfaces

log = logging.getLogger(__name__)

PATIENCE = 0.3
"""Seconds the tree may be read while a screen is looked at that was read before."""
FIRST_PATIENCE = 1.5
"""Seconds for the first tree; the first reading of the pixels takes longer (2 s of CPU for a full screen)."""
AGE = 1.0
"""Seconds after which a tree is refreshed while no pixel changes: one that has just started still fills its own."""


class LiveGrounder:
    """Adds windows and, with a source, the accessibility tree to what another grounder reads.

    Close it to close the source. One frame at a time.
    """

    def __init__(self, pixels: Grounder, source: AccessibilitySource | None = None, patience: float = PATIENCE) -> None:
        """`patience`: see `PATIENCE`; the source is used from another thread, and closed with this."""
        self._pixels = pixels
        self._told = ToldTree(source, patience) if source else None
        self._last: tuple[_Given, tuple[Element, ...]] | None = None

    def read(self, frame: Frame) -> Scene:
        """See `Grounder.read`."""
        if self._told:
            self._told.ask(frame)
        seen = self._pixels.read(frame).elements
        given = _Given(seen, self._told.answer() if self._told else (), frame.windows, frame.box, frame.monitors)
        # Windows change their titles and their focus while no pixel does, so they are compared too.
        if self._last is None or self._last[0] != given:
            self._last = given, self._joined(given, frame)
        return Scene(frame, self._last[1])

    def _joined(self, given: _Given, frame: Frame) -> tuple[Element, ...]:
        told = _in_sight(given.told, frame)
        name = self._told.name if self._told else ""
        seen = joined(given.seen, told, given.windows, name) if told else given.seen
        # Whose a name is can be told once the windows are elements.
        return with_own_names(Scene(frame, with_surfaces(seen, frame))).elements

    def close(self) -> None:
        """Release the accessibility source; calling it again does nothing."""
        if self._told:
            self._told.close()
            self._told = None


class _Given(NamedTuple):
    """All that the elements of a frame are made of."""

    seen: tuple[Element, ...]
    told: tuple[Accessible, ...]
    windows: tuple[Window, ...]
    box: Box
    monitors: tuple[Monitor, ...]


class ToldTree:
    """The tree of the frame in hand, read in a thread of its own while the pixels are looked at.

    While nothing changes on the screen the tree is refreshed now and then, and nobody waits for it.
    """

    def __init__(self, source: AccessibilitySource, patience: float) -> None:
        self.name = source.name
        self._source, self._patience, self._next = source, patience, max(patience, FIRST_PATIENCE)
        self._worker = ThreadPoolExecutor(1, "accessibility")
        self._pending: Future[AccessibleTree] | None = None
        self._tree, self._read_at = AccessibleTree(), 0.0
        self._frame: Frame | None = None
        self._refreshing = self._lost = False

    def ask(self, frame: Frame) -> None:
        """Start reading, unless the tree in hand is still that of this frame."""
        known = self._is_of(frame)
        if self._lost or (known and (self._pending or time.monotonic() - self._read_at < AGE)):
            return
        self._frame, self._refreshing = frame, known
        self._pending = self._worker.submit(self._source.read, self._next)
        self._next = self._patience

    def answer(self) -> tuple[Accessible, ...]:
        """What was told, as far as the time sufficed; nothing once the source failed."""
        if self._pending and (self._pending.done() or not self._refreshing):
            self._take(self._pending)
            self._pending, self._read_at = None, time.monotonic()
        return self._tree.items

    def _take(self, pending: Future[AccessibleTree]) -> None:
        try:
            tree = pending.result()
        except AccessibilityError as problem:
            log.warning("%s The pixels alone are read from now on.", problem)
            self._tree, self._lost = AccessibleTree(), True
            return
        except (TypeError, ValueError, IndexError, KeyError) as problem:
            # Whatever applications answer must not end a run.
            log.warning("An application tells nonsense of itself (%s). The pixels alone are read from now on.", problem)
            self._tree, self._lost = AccessibleTree(), True
            return
        for sentence in tree.missing:
            log.info(sentence)
        # On a busy machine the time may suffice for less than it did before; the screen is the same.
        if not (self._refreshing and tree.partial and len(tree.items) < len(self._tree.items)):
            self._tree = tree

    def close(self) -> None:
        """Wait for the reading in progress and disconnect."""
        self._worker.shutdown()
        self._source.close()

    def _is_of(self, frame: Frame) -> bool:
        known = self._frame
        if known is None or known.windows != frame.windows or not known.shows_the_same_place_as(frame):
            return False
        return bool(np.array_equal(known.pixels, frame.pixels))


def _in_sight(items: Sequence[Accessible], frame: Frame) -> list[Accessible]:
    """What lies in the frame, which may show a part of the desktop."""
    seen = (a for a in items if frame.box.contains(a.box.center))
    return [replace(a, box=a.box.intersection(frame.box)) for a in seen]
