"""Small pictures: ink that says nothing, its parts put together, with the name of what it shows if we know it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels

from .labels import Label
from .page import Icon
from .places import Places
from .vocabulary import is_interface_text

PART_GAP = 5
"""Pixels between the parts of one icon, one more than between its lines; icons of a bar stand further apart."""
MIN_SIDE, MAX_SIDE = 5, 96
"""Pixels of an icon's longer side."""
LONG, WHOLE = 1.5, 9
"""Proportion from which a picture is several in a row, and the least side of each, in pixels."""
SOLID, OUTLINED = (10, 48), 30
"""Pixels of the sides of an icon of one colour, and of the longer side of one drawn by its outline."""
LETTER = 13
"""Pixels of a side; letters of interface text at 100 % are smaller."""
KEY, KEYS = (22, 130), 9
"""Pixels of a side of a key, and how many of one size make a keypad."""
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
    boxes = [part for row in stats[1:].tolist() for part in _single(Box(*row[:4]), pieces)]
    return [b for b in boxes if MIN_SIDE <= max(b.w, b.h) <= MAX_SIDE]


def solid_shapes(boxes: Sequence[Box], ink: Sequence[Box]) -> list[Box]:
    """Boxes of icon size with nothing drawn in or on them: triangles, discs and squares of one colour."""
    small = [b for b in boxes if all(SOLID[0] <= side <= SOLID[1] for side in (b.w, b.h)) and 0.4 <= b.w / b.h <= 2.5]
    taken = Places(ink)
    return [b for b in small if not taken.cover(b, 0.0)]


def _single(box: Box, pieces: Sequence[Box]) -> list[Box]:
    """Icons that stand close above or beside each other are parted again: each is an icon by itself."""
    if max(box.w, box.h) < LONG * min(box.w, box.h):
        return [box]
    parts = [p for p in pieces if p.coverage(box) == 1.0]
    return parts if len(parts) > 1 and all(min(p.w, p.h) >= WHOLE for p in parts) else [box]


def told_apart(
    pixels: Pixels, labels: Sequence[Label], pieces: Sequence[Box], frames: Sequence[Box], names: IconNames | None
) -> tuple[list[Label], list[Icon]]:
    """Labels that are labels, and the icons that the other pieces of ink make up.

    A lone sign that is no letter, or that shows a known picture, is an icon; on a key among keys (`frames`)
    it is what is written on it.
    """
    keys = np.array([(k.x, k.y, k.right, k.bottom, k.center.x) for k in _keys(frames)], np.int64).reshape(-1, 5)
    on_key = {m for m in labels if _on_key(m.box, keys)}
    silent = {m for m in labels if m not in on_key and (_is_arrow(m) or not any(c.isalnum() for c in m.text))}
    words = [m for m in labels if m not in silent]
    boxes = merged([*pieces, *(m.box for m in silent), *_outlined(frames, words)], pixels.shape[:2])
    signs = [m for m in words if m not in on_key and _may_be_icon(m) and not _stands_in_line(m, words)]
    asked = [*boxes, *(m.box for m in signs)]
    named = names.name(pixels, asked) if names else [("", 0.0)] * len(asked)
    icons = [Icon(box, *found) for box, found in zip(boxes, named[: len(boxes)], strict=True)]
    no_letters = set()
    for label, found in zip(signs, named[len(boxes) :], strict=True):
        if found[0] or label.confidence < DOUBTFUL or _is_as_large_as_an_icon(label):
            icons.append(Icon(label.box, *found))
            no_letters.add(label)
    return [m for m in words if m not in no_letters], icons


def _outlined(frames: Sequence[Box], words: Sequence[Label]) -> list[Box]:
    """Boxes of an icon's size with no word in them: the outline is a part of the picture."""
    small = [b for b in frames if all(SOLID[0] <= side <= OUTLINED for side in (b.w, b.h))]
    taken = Places(m.box for m in words)
    return [b for b in small if not taken.cover(b, 0.0)]


def _may_be_icon(label: Label) -> bool:
    box = label.box
    square = len(label.text) == 3 and box.w <= 1.4 * box.h and label.confidence < DOUBTFUL
    short = (len(label.text) <= 2 or square) and min(box.w, box.h) >= 9
    if is_interface_text(label.text) or (len(label.text) == 2 and label.text.isdigit()):
        return False
    if _is_as_large_as_an_icon(label):
        return label.source != "shape"
    return short and label.source != "shape" and label.confidence < CERTAIN


def _is_as_large_as_an_icon(label: Label) -> bool:
    """A lone letter as wide as high and larger than text: what it was read as is a picture."""
    box = label.box
    return len(label.text) == 1 and min(box.w, box.h) >= LETTER and abs(box.w / box.h - 1) < 0.3


def _stands_in_line(label: Label, words: Sequence[Label]) -> bool:
    """Whether two letters stand between or beside longer words on their line, as "at" does: no icon is so low."""
    box = label.box
    if len(label.text) != 2 or not label.text.isalpha():
        return False
    return any(
        len(m.text) > 2
        and abs(m.box.bottom - box.bottom) <= 3
        and box.h <= m.box.h + 2
        and max(m.box.x - box.right, box.x - m.box.right) <= 2 * m.box.h
        for m in words
        if m is not label
    )


def _keys(frames: Sequence[Box]) -> list[Box]:
    """Boxes of one size of which there are many: the keys of a calculator."""
    sized = [b for b in frames if all(KEY[0] <= side <= KEY[1] for side in (b.w, b.h))]
    sizes = Counter((b.w // 4, b.h // 4) for b in sized)
    common = [
        size for size in sizes if sum(sizes[size[0] + i, size[1] + j] for i in (-1, 0, 1) for j in (-1, 0, 1)) >= KEYS
    ]
    # A key two rows high, or two columns wide, shares one side with the others.
    return [b for b in sized if any(abs(b.w // 4 - w) <= 1 or abs(b.h // 4 - h) <= 1 for w, h in common)]


def _on_key(box: Box, keys: NDArray[np.int64]) -> bool:
    """Whether a box lies in the middle of one of the keys (rows of x, y, right, bottom and middle)."""
    left, top, right, bottom, middle = keys.T
    inside = (left <= box.x) & (top <= box.y) & (right >= box.right) & (bottom >= box.bottom)
    return bool((inside & (np.abs(box.center.x - middle) <= 0.15 * (right - left))).any())


def _is_arrow(label: Label) -> bool:
    """A lone sign lower than any letter and wider than high: the arrow of a list that opens."""
    box = label.box
    return len(label.text) == 1 and label.source != "shape" and box.h <= 10 and 1.15 <= box.w / box.h <= 2.7
