"""Small pictures: ink that says nothing, its parts put together, with the name of what it shows if we know it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import cv2
import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels

from .labels import Label
from .page import Icon

PART_GAP = 5
"""Pixels between the parts of one icon, one more than between its lines; icons of a bar stand further apart."""
MIN_SIDE, MAX_SIDE = 5, 96
"""Pixels of an icon's longer side."""
DOUBTFUL = 0.82
"""A lone letter read with less confidence is a picture."""
CERTAIN = 0.98
"""A lone letter read with more confidence is a letter, whatever it looks like."""


class IconNames(Protocol):
    """Names pictures."""

    def name(self, pixels: Pixels, boxes: Sequence[Box]) -> list[tuple[str, float]]:
        """Name and confidence of what each box shows; "" when it is nothing known."""
        ...


def merged(pieces: Sequence[Box], shape: tuple[int, int]) -> list[Box]:
    """The boxes of pieces that stand as close as the parts of one icon, of icon size."""
    if not pieces:
        return []
    drawn = np.zeros(shape, np.uint8)
    for piece in pieces:
        cv2.rectangle(drawn, (piece.x, piece.y), (piece.right - 1, piece.bottom - 1), 1, -1)
    closed = cv2.morphologyEx(drawn, cv2.MORPH_CLOSE, np.ones((PART_GAP, PART_GAP), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8, ltype=cv2.CV_32S)
    boxes = [Box(*row[:4]) for row in stats[1:].tolist()]
    return [b for b in boxes if MIN_SIDE <= max(b.w, b.h) <= MAX_SIDE]


def told_apart(
    pixels: Pixels, labels: Sequence[Label], boxes: Sequence[Box], names: IconNames | None
) -> tuple[list[Label], list[Icon]]:
    """Labels that are labels, and icons: a lone sign that is no letter, or that shows a known picture, is an icon."""
    signs = [m for m in labels if len(m.text) <= 2 and min(m.box.w, m.box.h) >= 9 and m.source != "shape"]
    signs = [m for m in signs if m.confidence < CERTAIN]
    asked = [*boxes, *(m.box for m in signs)]
    named = names.name(pixels, asked) if names else [("", 0.0)] * len(asked)
    icons = [Icon(box, *found) for box, found in zip(boxes, named[: len(boxes)], strict=True)]
    no_letters = set()
    for label, found in zip(signs, named[len(boxes) :], strict=True):
        if found[0] or (len(label.text) == 1 and label.confidence < DOUBTFUL):
            icons.append(Icon(label.box, *found))
            no_letters.add(label)
    return [m for m in labels if m not in no_letters], icons
