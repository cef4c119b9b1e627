"""The gate: the last look before an action, and the only maker of a cleared one.

Between looking and acting the screen may change under the assistant's hand. The gate grabs again and
compares the monitors, the focused window and the target's pixels with what was decided on, milliseconds before.
"""

from __future__ import annotations

from deskhand.core.actions import Act, Click, Drag, Type, phrase, pressed_at, target_of
from deskhand.core.clearance import Cleared, Seal
from deskhand.core.errors import GateClosed
from deskhand.core.geometry import Box, Point
from deskhand.core.ports import Capture
from deskhand.core.risk import Consent
from deskhand.core.sameness import changed_at
from deskhand.core.screen import Frame, Scene
from deskhand.core.stop import StopToken

DROP = 15
"""Pixels; the least side of what is compared around the place of a drop, which may be a single pixel."""


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
        if isinstance(action, Drag) and changed_at(before, now, _around(action.to)):
            raise GateClosed("The place to drag to changed before I could act.")
        if target is not None and changed_at(before, now, target.box, _pressed(action)):
            raise GateClosed(f"{target.text or 'The target'} changed before I could act on it.")
        self._stop.check()
        return self._seal.issue(action)


def _pressed(action: Act) -> Point | None:
    """The place that is pressed, where one is."""
    return pressed_at(action) if isinstance(action, Click | Type | Drag) else None


def _around(box: Box) -> Box:
    """A box at least `DROP` pixels wide and high around the middle of a place."""
    middle, w, h = box.center, max(box.w, DROP), max(box.h, DROP)
    return Box(middle.x - w // 2, middle.y - h // 2, w, h)


def _screens(frame: Frame) -> object:
    """What the monitors show of the desktop; where they are not known, what the frame shows."""
    return frame.monitors or frame.box


def _window(frame: Frame) -> int | None:
    return frame.focus.window if frame.focus else None
