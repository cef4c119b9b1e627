"""What a thing looks like when it is not as it was recorded: a menu entry is pressed with the pointer on it, lit, and
the next time it is looked for before the pointer is there.

Where it was found by its label in its recorded place, what stands there now is remembered beside what was recorded. The
next time these very pixels, with the neighbours that were recorded, are told at a glance; their text is that which was
read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from deskhand.core.anchor import Anchor, Picture
from deskhand.core.geometry import Box
from deskhand.core.screen import TOGGLES, Element, Frame
from deskhand.recipe.anchors.likenesses import BLANKED, MARGIN, counted, seen_at

from .window import Whereabouts

MOST = 12_000
"""Pixels of such a picture: a menu entry or a button."""


def looking_otherwise(anchor: Anchor, element: Element, frame: Frame, places: Sequence[Whereabouts]) -> Anchor | None:
    """The anchor with the picture of what stands in its place now, where `element` was found; None where that is no
    thing whose pixels tell it."""
    place, recorded = anchor.place, anchor.picture
    if place is None or recorded is None or anchor.alike > 1 or anchor.role in TOGGLES | BLANKED:
        return None
    for surface in (surface for where in places for surface in where.surfaces):
        box = place.shifted(surface.x, surface.y)
        if box.contains(element.box.center) and element.box.contains(box.center):
            return _pictured(anchor, recorded, box, surface, frame)
    return None


def _pictured(anchor: Anchor, recorded: Picture, box: Box, surface: Box, frame: Frame) -> Anchor | None:
    height, width = recorded.pixels.shape[:2]
    shown = frame.crop(Box(box.x - MARGIN, box.y - MARGIN, width, height))
    if shown.shape != recorded.pixels.shape or width * height > MOST:
        return None
    picture = Picture(recorded.name, shown.copy())
    letters = counted(picture, anchor.role, anchor.beside)
    twins = len(seen_at(letters, frame, surface)) if letters is not None else anchor.lookalikes
    return replace(anchor, picture=picture, lookalikes=twins) if twins else None


__all__ = ["looking_otherwise"]
