"""Tooltips hide what they lie on; they go when the pointer does."""

from __future__ import annotations

from deskhand.core.geometry import Point
from deskhand.core.screen import Frame

_EDGE = 3
"""Pixels inside a window's upper edge: its frame or title bar, which explains nothing."""


def tip_shows(frame: Frame) -> bool:
    """Whether the window system shows a tooltip."""
    return any(window.tip for window in frame.windows)


def parking_place(frame: Frame) -> Point:
    """Where the pointer hides nothing and stays in its window: the upper edge of the focused window, or of the screen.

    It must not leave the window: where the focus follows the pointer, the keyboard would go with it.
    """
    focused = next((w.box for w in reversed(frame.windows) if w.focused and not w.tip), frame.box)
    seen = focused.intersection(frame.box)
    if not seen.area:
        seen = frame.box
    return Point(seen.x + seen.w // 3, seen.y + _EDGE)
