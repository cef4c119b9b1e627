"""What the screen shows where a click or a drop lands, whatever the decider calls it."""

from __future__ import annotations

from collections.abc import Iterator

from deskhand.core.geometry import Point
from deskhand.core.screen import SURFACES, TOGGLES, Element, Role, Scene

_NEAR = 4
"""Pixels around the box of what was read in which a press may still be meant for it."""
PASSIVE = frozenset({Role.TEXT})
"""Roles that only say something: their words count, their names do not."""
HOLDERS = frozenset({Role.EDIT, Role.COMBO, Role.CELL, Role.ROW, Role.SLIDER, Role.SCROLLBAR}) | TOGGLES
"""Roles that tell by themselves what a press does, so that an empty label leaves nothing unread."""


def pointed_at(point: Point, scene: Scene, named: Element) -> Iterator[Element]:
    """The smallest element and the smallest that can be pressed under a point, other than `named` itself."""
    inner = [e for e in scene if e.role not in SURFACES and e.box.area]
    found = [e for e in inner if e.box.contains(point)] or [e for e in inner if e.box.grown(_NEAR).contains(point)]
    pressable = [e for e in found if e.role not in PASSIVE]
    chosen: list[Element] = []
    for pool in (found, pressable):
        least = min(pool, key=lambda e: e.box.area, default=None)
        if least is not None and least != named and least not in chosen:
            chosen.append(least)
    yield from chosen
