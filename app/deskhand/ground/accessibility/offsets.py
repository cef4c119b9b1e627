"""Whether the boxes an application tells fit what is seen, window by window, and by how much they are off.

A window whose boxes are all off by the same amount is shifted back; one whose boxes fit nothing is not believed.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from deskhand.core.accessible import Accessible
from deskhand.core.geometry import Box
from deskhand.core.screen import SURFACES, Element

from .likeness import bare

SLACK = 4
"""Pixels; text may stick out of its control by so much, and readers cut so much off."""
REACH = 160
"""Pixels; a text further away than this from the control of the same name is another one."""
MIN_PAIRS = 3
"""Texts that must agree before a whole window is shifted."""
AGREEING = 0.6
"""Part of the texts of a window that must agree on its offset."""
_WITHIN = 0.7
"""Part of a told box inside the seen one, from which the two are one thing."""
MIN_LENGTH = 2
"""Characters; single letters and digits occur everywhere."""


class Offset(NamedTuple):
    """What to add to the boxes of a window, in pixels."""

    dx: int
    dy: int


def offsets(elements: Sequence[Element], told: Sequence[Accessible]) -> dict[tuple[str, str], Offset | None]:
    """By (app, window): its offset, or None where its boxes fit nothing that is seen."""
    windows: dict[tuple[str, str], list[Accessible]] = defaultdict(list)
    for one in told:
        windows[one.app, one.window].append(one)
    seen = _by_text((bare(e.text), e.box) for e in elements)
    return {key: _offset(seen, items) for key, items in windows.items()}


def _by_text(pairs: Iterable[tuple[str, Box]]) -> dict[str, list[Box]]:
    found: dict[str, list[Box]] = defaultdict(list)
    for text, box in pairs:
        if len(text) >= MIN_LENGTH:
            found[text].append(box)
    return found


def _offset(seen: dict[str, list[Box]], items: Sequence[Accessible]) -> Offset | None:
    # The title of a window stands above what most toolkits call its box.
    inner = [a for a in items if a.role not in SURFACES]
    names = Counter(bare(a.name) for a in inner)
    named = [a for a in inner if len(bare(a.name)) >= MIN_LENGTH and names[bare(a.name)] == 1]
    needed = [
        _needed(a.box, min(places, key=lambda box: _distance(box, a.box)))
        for a in named
        if (places := seen.get(bare(a.name)))
    ]
    near = [n for n in needed if abs(n.dx) <= REACH and abs(n.dy) <= REACH]
    if not near:
        # Nothing to compare: believe it, unless texts that should have been read are not there at all.
        return None if needed else Offset(0, 0)
    middle = Offset(round(statistics.median(n.dx for n in near)), round(statistics.median(n.dy for n in near)))
    fits = sum(abs(n.dx) <= SLACK and abs(n.dy) <= SLACK for n in near)
    if fits >= AGREEING * len(near):
        return Offset(0, 0)
    agreeing = sum(abs(n.dx - middle.dx) <= SLACK and abs(n.dy - middle.dy) <= SLACK for n in near)
    return middle if len(near) >= MIN_PAIRS and agreeing >= AGREEING * len(near) else None


def _needed(box: Box, text: Box) -> Offset:
    """The shift that brings a control around its text: across as little as will do, down until the middles meet."""
    if box.coverage(text) >= _WITHIN:
        # A box or circle told of without its label, which the pixels show as one.
        return Offset(0, 0)
    left, right = text.x - box.x, text.right - box.right
    dx = left if left < 0 else right if right > 0 else 0
    dy = text.center.y - box.center.y
    roomy = box.h > 2 * text.h and box.y <= text.y and text.bottom <= box.bottom
    return Offset(dx if abs(dx) > SLACK else 0, 0 if roomy or abs(dy) <= SLACK else dy)


def _distance(a: Box, b: Box) -> int:
    return abs(a.center.x - b.center.x) + abs(a.center.y - b.center.y)
