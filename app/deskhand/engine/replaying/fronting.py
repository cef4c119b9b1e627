"""Bringing the window of a step to the front, where it is open but another has the keyboard."""

from __future__ import annotations

from deskhand.core.actions import Activate
from deskhand.core.anchor import WindowMark
from deskhand.core.marks import matching
from deskhand.core.screen import Frame, Scene, Window
from deskhand.core.stacking import asks_for, is_popup
from deskhand.core.step import Change, Expectation, Proposal

from .carrying import Carrier

_PATIENCE = 3.0
"""Seconds a window manager has to bring a window to the front."""


def window_behind(mark: WindowMark, frame: Frame) -> Window | None:
    """The window to bring to the front; None if it is there, cannot be told from others, or must not be raised now.

    An open menu would close, and a dialog that has the keyboard wants its answer first: both are left to what looks
    for the target.
    """
    if not (mark.title or mark.app) or any(is_popup(w) and not w.tip for w in frame.windows):
        return None
    found = matching(mark, frame.windows)
    focused = next((w for w in frame.windows if w.focused), None)
    if len(found) != 1 or found[0].focused:
        return None
    if focused is not None and asks_for(focused, found[0]):
        return None
    return found[0]


def bring_to_front(window: Window, frame: Frame, carrier: Carrier) -> None:
    """Bring a window to the front and wait until another has the keyboard.

    Raises:
        Halts: the person did not allow it.
    """
    expect = Expectation(Change.FOCUS_MOVES, "", _PATIENCE)
    why = f"the next step is in “{window.title}”, which is behind another window"
    action = Activate(window.handle, window.title)
    carrier.carry(action, Proposal(action, why, 1.0, "recipe", expect), Scene(frame))
