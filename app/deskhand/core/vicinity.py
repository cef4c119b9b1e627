"""The part of the screen to read to know one thing again: itself, its frame, and the label beside its mark."""

from __future__ import annotations

from .geometry import Box
from .screen import TOGGLES, Element, Role

AROUND = 16
"""Pixels around a thing: its frame and the ground it stands on."""
_LETTER = 14
"""Pixels of a letter of a label, in large type at 150 %."""
_GAP = 40
"""Pixels between the mark of a toggle and its label, at most."""
_MARKED = TOGGLES | {Role.TAB, Role.OPTION, Role.ROW}
"""Roles whose box may be that of a mark alone."""


def vicinity(element: Element) -> Box:
    """The box to read for an element on its own, on the virtual desktop; it may reach beyond the screen."""
    box = element.box.grown(AROUND)
    if element.role not in _MARKED:
        return box
    label = _GAP + _LETTER * len(element.text)
    return Box(box.x - _GAP, box.y, box.w + _GAP + label, box.h)
