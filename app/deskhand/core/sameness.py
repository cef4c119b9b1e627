"""Whether two pictures of one place show the same: a caret that blinks and a few stray pixels are no difference."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .geometry import Box, Point
from .screen import Frame, Pixels

LEVEL = 32
"""Levels in any channel that count as a changed pixel."""
CARET_COLUMNS = 3
"""A text caret is one to three columns wide; its blinking is no change."""
TOLERATED = 6
"""Pixels of a place that may differ; one digit of a label differs by more, however large its button."""
ALIKE = 0.6
"""Correlation of the upright edges of two pictures that show the same: a button that lights up keeps 0.95 and more,
another word of the same length on it 0.1 to 0.4."""
LARGE = 150_000
"""Pixels; of a larger target only the part around the place that is pressed is compared."""


def differ(old: Pixels, new: Pixels) -> bool:
    """Whether two pictures differ by more than a caret; pictures of other sizes do."""
    if old.shape != new.shape:
        return True
    different = np.abs(old.astype(np.int16) - new).max(axis=2, initial=0) > LEVEL
    if not different.any():
        return False
    columns = np.flatnonzero(different.any(axis=0))
    if columns[-1] - columns[0] < CARET_COLUMNS:
        return False
    return bool(different.sum() > TOLERATED)


def same_strokes(old: Pixels, new: Pixels) -> bool:
    """Whether two pictures show the same signs, whatever happened to their colours: a pointer that arrives lights a
    button up, underlines a link, or frames an icon, and leaves what is written on it.

    Where nothing was written nothing can be mistaken. Compared are the upright edges, in which an underline has no
    part: their correlation (Pearson's, uncentred) must be `ALIKE`.
    """
    if old.shape != new.shape:
        return False
    before, now = _upright(old), _upright(new)
    if not before.any():
        return True
    norm = float(np.linalg.norm(before) * np.linalg.norm(now))
    return norm > 0.0 and float((before * now).sum()) / norm >= ALIKE


def _upright(pixels: Pixels) -> NDArray[np.float32]:
    """How much each pixel differs from its left neighbour, of what differs at all."""
    grey = pixels.astype(np.float32).mean(axis=2)
    edges = np.abs(np.diff(grey, axis=1))
    return np.where(edges > LEVEL / 2, edges, 0.0).astype(np.float32)


def changed_at(before: Frame, now: Frame, box: Box, pressed: Point | None = None) -> bool:
    """Whether what stands in a box of the desktop changed between two frames; what was never in one of them did.

    Of a large box only what is around the place that is `pressed`, its middle unless given.
    """
    if box.area > LARGE:
        middle = pressed or box.center
        box = Box(middle.x - 150, middle.y - 100, 300, 200).intersection(box)
    old, new = before.crop(box), now.crop(box)
    return bool(box.area and not old.size) or differ(old, new)


def changed_box(before: Frame, now: Frame) -> Box | None:
    """The part of the desktop in which two frames of the same place differ by more than a caret, None if they do not.

    Frames of other places differ everywhere.
    """
    if not before.shows_the_same_place_as(now):
        return now.box
    if np.array_equal(before.pixels, now.pixels):
        return None
    rows = np.flatnonzero((before.pixels != now.pixels).any(axis=(1, 2)))
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    old, new = before.pixels[top:bottom], now.pixels[top:bottom]
    columns = np.flatnonzero((old != new).any(axis=(0, 2)))
    left, right = int(columns[0]), int(columns[-1]) + 1
    if right - left <= CARET_COLUMNS:
        return None
    return Box(left + now.origin.x, top + now.origin.y, right - left, bottom - top)
