"""Whether two pictures of one place show the same: a caret that blinks and a few stray pixels are no difference."""

from __future__ import annotations

from collections.abc import Iterator

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
ALIKE = 0.75
"""Correlation of the upright edges of a strip that shows the same: 24 labels in two fonts kept 0.86 and more under four
kinds of highlight, and of two labels the strip that differs most had at most 0.66 (`Ship` and `Skip`)."""
STRIP, RIM, FAINT = 12, 3, 0.15
"""Pixels of a strip and of the rim left out; the part of the strongest strip that counts as written."""
LARGE = 150_000
"""Pixels; of a larger target only the part around the place that is pressed is compared."""

Edges = NDArray[np.float32]


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
    """Whether two pictures of one thing show the same signs, whatever happened to their colours: a pointer that arrives
    lights a button up, underlines a link or frames an icon, and leaves what is written on it.

    Compared are the upright edges, in which an underline has no part, without the rim, where frames are drawn: in each
    strip of a letter's width their correlation must be `ALIKE`. Where nothing was written nothing can be mistaken.
    """
    if old.shape != new.shape:
        return False
    before, now = _upright(old), _upright(new)
    if not before.any():
        return True
    # Light on dark is dark on light with the signs turned round.
    sign = 1.0 if float((before * now).sum()) >= 0 else -1.0
    return all(
        sign * float((a * b).sum()) >= ALIKE * float(np.linalg.norm(a) * np.linalg.norm(b))
        for a, b in _written_strips(before, now)
    )


def _written_strips(before: Edges, now: Edges) -> Iterator[tuple[Edges, Edges]]:
    """The strips of a letter's width in which something is written in either."""
    starts = range(0, before.shape[1], STRIP)
    strips = [(before[:, x : x + STRIP], now[:, x : x + STRIP]) for x in starts]
    energies = [(float((a * a).sum()), float((b * b).sum())) for a, b in strips]
    most_before, most_now = max(e for e, _ in energies), max(e for _, e in energies)
    for (a, b), (was, is_now) in zip(strips, energies, strict=True):
        if was > FAINT * most_before or is_now > FAINT * max(most_now, most_before):
            yield a, b


def _upright(pixels: Pixels) -> Edges:
    """How much each pixel differs from its left neighbour, of what differs at all, without the rim."""
    rim = RIM if min(pixels.shape[:2]) > 4 * RIM else 0
    inner = pixels[rim : pixels.shape[0] - rim, rim : pixels.shape[1] - rim]
    edges = np.diff(inner.astype(np.float32).mean(axis=2), axis=1)
    return np.where(np.abs(edges) > LEVEL / 4, edges, 0.0).astype(np.float32)


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
