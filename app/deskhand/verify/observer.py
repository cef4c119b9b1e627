"""Looks after an action until the prediction holds, the screen is at rest, or patience is over."""

from __future__ import annotations

import time

import numpy as np

from deskhand.core.ports import Capture, Grounder
from deskhand.core.screen import Frame, Scene
from deskhand.core.step import Change, Outcome, Proposal
from deskhand.core.stop import StopToken

from .expectations import compare

GLANCE = 0.05
"""Seconds between two grabs while the screen settles."""
AT_REST = 3
"""Equal grabs in a row that count as rest; animations of menus and windows end within it."""
SETTLE_LIMIT = 2.0
"""Seconds after which a screen that never rests (a clock, a film) is read as it is."""
REACTION = 0.12
"""Seconds an application gets before the first look; nothing reacts in less."""


class Observer:
    """The verifier of a run."""

    def __init__(self, capture: Capture, grounder: Grounder, stop: StopToken) -> None:
        self._capture, self._grounder, self._stop = capture, grounder, stop

    def check(self, before: Scene, proposal: Proposal) -> tuple[Outcome, Scene]:
        """See `Verifier.check`."""
        deadline = time.monotonic() + proposal.expect.patience
        self._stop.pause(REACTION)
        while True:
            frame = self._settled()
            after = self._grounder.read(frame)
            outcome = compare(before, after, proposal)
            waits_for_nothing = proposal.expect.change is Change.NOTHING
            if waits_for_nothing or outcome.met or time.monotonic() > deadline:
                return outcome, after
            self._wait_for_change(frame, deadline)

    def _settled(self) -> Frame:
        """The first frame that has not changed for `AT_REST` grabs."""
        limit = time.monotonic() + SETTLE_LIMIT
        frame, equal = self._capture.grab(), 1
        while equal < AT_REST and time.monotonic() < limit:
            self._stop.pause(GLANCE)
            newer = self._capture.grab()
            equal = equal + 1 if _nearly_equal(frame, newer) else 1
            frame = newer
        return frame

    def _wait_for_change(self, frame: Frame, deadline: float) -> None:
        while time.monotonic() < deadline:
            self._stop.pause(GLANCE)
            if not _nearly_equal(frame, self._capture.grab()):
                return


def _nearly_equal(a: Frame, b: Frame) -> bool:
    """Equal but for something as small as a caret or a clock's digit."""
    if not a.shows_the_same_place_as(b):
        return False
    if np.array_equal(a.pixels, b.pixels):
        return True
    return int((a.pixels != b.pixels).any(axis=2).sum()) < 120
