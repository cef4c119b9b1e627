"""The gate: the last look before an action, and the only maker of a cleared one.

Between looking and acting the screen may change under the assistant's hand. The gate uses the consent up, grabs
again and compares the monitors, the windows, which of them a press would reach, and the target's pixels with what was
decided on, milliseconds before. `still`, which it hands on with the pass, is the look after the pointer has arrived.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from deskhand.core.actions import Act, Click, Drag, Type, phrase, pressed_at, target_of
from deskhand.core.approval import Approvals
from deskhand.core.clearance import Cleared, Seal
from deskhand.core.errors import GateClosed
from deskhand.core.geometry import Box, Point
from deskhand.core.own_windows import is_own
from deskhand.core.ports import Capture
from deskhand.core.risk import Consent
from deskhand.core.sameness import LARGE, LEVEL, changed_at, same_strokes
from deskhand.core.screen import Element, Frame, Scene, Window
from deskhand.core.stacking import Stack
from deskhand.core.stop import StopToken

ANOTHER = 0.3
"""Part of a window's pixels that must differ for it to show something else; a menu or a list that opens is less."""
DROP = 15
"""Pixels; the least side of what is compared around the place of a drop, which may be a single pixel."""


class Gate:
    """Clears actions for one run."""

    def __init__(self, capture: Capture, seal: Seal, stop: StopToken, approvals: Approvals) -> None:
        self._capture, self._seal, self._stop, self.approvals = capture, seal, stop, approvals

    def clear(self, action: Act, consent: Consent, scene: Scene) -> Cleared:
        """A pass for the action, if everything is still as it was decided on. The consent is used up.

        Raises:
            GateClosed: no consent for this action, or the target, a window or the focus changed.
            StopRequested: the person said stop.
            DisplayError: the display went away.
        """
        self._stop.check()
        asked = self.approvals.redeem(consent, action, scene)
        if self._capture.locked():
            raise GateClosed("The screen is locked or dark; I wait until you are back.")
        now = self._capture.grab()
        before = scene.frame
        _same_desktop(before, now)
        target, at = target_of(action), _pressed(action)
        if isinstance(action, Drag) and changed_at(before, now, _around(action.to)):
            raise GateClosed("The place to drag to changed before I could act.")
        if target is not None and changed_at(before, now, target.box, at):
            raise GateClosed(f"{target.text or 'The target'} changed before I could act on it.")
        places = [at or target.box.center] if target is not None else []
        places += [action.to.center] if isinstance(action, Drag) else []
        if any(changed_at(before, now, box) for box in asked.judged_by):
            raise GateClosed(f"What I judged by before I wanted to {phrase(action)} has changed.")
        if target is None and _shows_another(before, now):
            raise GateClosed("The window shows something else now, so I did not act.")
        reached = self._reached(before, now, places, f"to {phrase(action)}")
        self._stop.check()
        still = partial(self._still, before, target, at, places, reached)
        got = partial(self._got, places[:1], reached[:1])
        return self._seal.issue(action, still, _may_have_keyboard(action, before, at), got)

    def _got(self, places: list[Point], reached: list[int | None]) -> None:
        """With the button down: whether the press reached what it was meant for. Raises `GateClosed`."""
        if [self._capture.window_at(place) for place in places] != reached:
            raise GateClosed("Another window came over the place as I pressed.")

    def _reached(self, before: Frame, now: Frame, places: list[Point], what: str) -> list[int | None]:
        """The windows a press at each place reaches, which must be those that were decided on."""
        reached = []
        for place in places:
            then, top = _top(before, place), self._capture.window_at(place)
            reached.append(top)
            if before.windows and top is not None and top != (then.handle if then else 0):
                over = next((w for w in now.windows if w.handle == top), None)
                name = "Deskhand's own window" if over and is_own(over.app) else _named(over)
                raise GateClosed(f"{name} lies over the place now, so I did not act {what}.")
            same = next((w for w in now.windows if then is not None and w.handle == then.handle), None)
            if then is not None and (same is None or same.box != then.box):
                raise GateClosed(f"{_named(then)} was moved or closed before I could act.")
        return reached

    def _still(
        self, before: Frame, target: Element | None, at: Point | None, places: list[Point], reached: list[int | None]
    ) -> None:
        """The look with the pointer over the target. Raises `GateClosed`."""
        focus = self._capture.focus()
        if (focus.window if focus else None) != _window(before):
            raise GateClosed("The keyboard went to another window in the very last moment.")
        if [self._capture.window_at(place) for place in places] != reached:
            raise GateClosed("Another window came over the place in the very last moment.")
        if target is None or not target.box.area or not target.text.strip():
            return
        box = _small(target.box, at)
        now = self._capture.grab(box) if box.intersection(before.box).area else None
        if now is None or (now.box == box and not same_strokes(before.crop(box), now.crop(box))):
            raise GateClosed(f"{target.text or 'The target'} changed in the very last moment.")


def _same_desktop(before: Frame, now: Frame) -> None:
    """Raises `GateClosed` where the keyboard, the screens or what covers them are other than they were."""
    if now.focus is not None and is_own(now.focus.app):
        raise GateClosed("Deskhand's own window has the keyboard, and in it I do nothing.")
    if _window(before) != _window(now):
        title = now.focus.title if now.focus else "no window"
        raise GateClosed(f"The keyboard went to another window ({title}) before I could act.")
    if _screens(now) != _screens(before):
        raise GateClosed("The screens changed before I could act.")
    known = {w.handle for w in before.windows}
    for window in now.windows:
        if before.windows and window.handle not in known and _covers_a_screen(window, now):
            raise GateClosed(f"{_named(window)} covers the screen now; it may be locked.")


def _shows_another(before: Frame, now: Frame) -> bool:
    """Whether the window with the keyboard shows mostly something else: what is typed or pressed without a target goes
    to whatever that is."""
    window = next((w for w in now.windows if w.focused), None)
    box = window.box if window is not None else before.box
    old, new = before.crop(box), now.crop(box)
    if old.shape != new.shape or not old.size:
        return old.shape != new.shape
    different = (np.abs(old.astype(np.int16) - new) > LEVEL).any(axis=2)
    return float(different.mean()) > ANOTHER


def _covers_a_screen(window: Window, frame: Frame) -> bool:
    boxes = [m.box for m in frame.monitors] or [frame.box]
    return any(window.box.intersection(box) == box for box in boxes)


def _may_have_keyboard(action: Act, before: Frame, at: Point | None) -> frozenset[int]:
    """The windows a typed text may go to: the one with the keyboard, and the one that gets it by the click before."""
    if not isinstance(action, Type) or before.focus is None:
        return frozenset()
    clicked = Stack(before.windows).at(at) if at is not None else None
    return frozenset({before.focus.window, *([clicked.handle] if clicked else [])})


def _top(frame: Frame, place: Point) -> Window | None:
    """The highest window at a place, menus and tooltips included."""
    return next((w for w in reversed(frame.windows) if w.box.contains(place)), None)


def _pressed(action: Act) -> Point | None:
    """The place that is pressed, where one is."""
    return pressed_at(action) if isinstance(action, Click | Type | Drag) else None


def _small(box: Box, at: Point | None) -> Box:
    """The box, or of a large one what is around the place that is pressed."""
    if box.area <= LARGE:
        return box
    middle = at or box.center
    return Box(middle.x - 150, middle.y - 100, 300, 200).intersection(box)


def _around(box: Box) -> Box:
    """A box at least `DROP` pixels wide and high around the middle of a place."""
    middle, w, h = box.center, max(box.w, DROP), max(box.h, DROP)
    return Box(middle.x - w // 2, middle.y - h // 2, w, h)


def _screens(frame: Frame) -> object:
    """What the monitors show of the desktop; where they are not known, what the frame shows."""
    return frame.monitors or frame.box


def _window(frame: Frame) -> int | None:
    return frame.focus.window if frame.focus else None


def _named(window: Window | None) -> str:
    if window is None:
        return "A window that cannot be seen"
    return f"The window “{window.title}”" if window.title else f"A window of {window.app or 'another program'}"


__all__ = ["Gate"]
