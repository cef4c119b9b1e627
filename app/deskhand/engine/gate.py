"""The gate: the last look before an action, and the only maker of a cleared one.

Between looking and acting the screen may change under the assistant's hand. The gate grabs again and
compares the monitors, the focused window and the target's pixels with what was decided on, milliseconds before.
"""

from __future__ import annotations

import numpy as np

from deskhand.core.actions import Act, Drag, phrase, target_of
from deskhand.core.clearance import Cleared, Seal
from deskhand.core.errors import GateClosed
from deskhand.core.geometry import Box
from deskhand.core.ports import Capture
from deskhand.core.risk import Consent
from deskhand.core.screen import Frame, Scene
from deskhand.core.stop import StopToken

LEVEL = 32
"""Levels in any channel that count as a changed pixel."""
CARET_COLUMNS = 3
"""A text caret is one to three columns wide; its blinking is no change."""
TOLERATED = 6
"""Pixels of a target that may differ; one digit of a label differs by more, however large its button."""
LARGE = 150_000
"""Pixels; only the middle of a larger target is compared, where the click lands."""


class Gate:
    """Clears actions for one run."""

    def __init__(self, capture: Capture, seal: Seal, stop: StopToken) -> None:
        self._capture, self._seal, self._stop = capture, seal, stop

    def clear(self, action: Act, consent: Consent, scene: Scene) -> Cleared:
        """A pass for the action, if everything is still as it was decided on.

        Raises:
            GateClosed: no consent for this action, or the target or the focus changed.
            StopRequested: the person said stop.
            DisplayError: the display went away.
        """
        self._stop.check()
        if not consent.granted or consent.action != phrase(action):
            raise GateClosed(f"Nobody allowed me to {phrase(action)}.")
        now = self._capture.grab()
        before = scene.frame
        if _window(before) != _window(now):
            title = now.focus.title if now.focus else "no window"
            raise GateClosed(f"The keyboard went to another window ({title}) before I could act.")
        if _screens(now) != _screens(before):
            raise GateClosed("The screens changed before I could act.")
        target = target_of(action)
        if isinstance(action, Drag) and _changed(before, now, action.to):
            raise GateClosed("The place to drag to changed before I could act.")
        if target is not None and _changed(before, now, target.box):
            raise GateClosed(f"{target.text or 'The target'} changed before I could act on it.")
        self._stop.check()
        return self._seal.issue(action)


def _changed(before: Frame, now: Frame, box: Box) -> bool:
    """Whether the target's pixels differ by more than a caret."""
    if box.area > LARGE:
        middle = box.center
        box = Box(middle.x - 150, middle.y - 100, 300, 200).intersection(box)
    old, new = before.crop(box).astype(np.int16), now.crop(box).astype(np.int16)
    if old.shape != new.shape or (box.area and not old.size):
        # A place that is not on the picture was never seen, so nothing can be said for it.
        return True
    different = np.abs(old - new).max(axis=2) > LEVEL
    if not different.any():
        return False
    columns = np.flatnonzero(different.any(axis=0))
    if columns[-1] - columns[0] < CARET_COLUMNS:
        return False
    return bool(different.sum() > TOLERATED)


def _screens(frame: Frame) -> object:
    """What the monitors show of the desktop; where they are not known, what the frame shows."""
    return frame.monitors or frame.box


def _window(frame: Frame) -> int | None:
    return frame.focus.window if frame.focus else None
