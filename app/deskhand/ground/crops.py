"""Pictures of lines as engines like them: a little ground around the letters, with and without what underlines them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels

from .ink import LEVEL, ground_colour
from .lines import Line

SIDE = 3
"""Pixels of ground left and right of a line."""
ABOVE = 0.12
"""Share of a line's height added above and below it: best of 0.1, 0.2 and 0.3 on the measured screens."""
ABOVE_SIGNS = 0.2
"""The same for single signs, which need more ground to be told from strokes."""
CARET = 2
"""Pixels of width of a text caret; letters stand on the line, only it goes below without turning."""
LOWEST = 14
"""Pixels; lower ink (a dash, a row of x-height letters) is seen at the height of a line of small text."""


def crop_of(pixels: Pixels, line: Line) -> Pixels:
    """The picture of a line."""
    area = line_area(line.box).clipped(pixels.shape[1], pixels.shape[0])
    return _without_caret(pixels[area.y : area.bottom, area.x : area.right])


def _without_caret(picture: Pixels) -> Pixels:
    """The picture without the caret at either end of its text: a thin stroke from above the letters to below them."""
    ground = ground_colour(picture)
    ink = np.abs(picture.astype(np.int16) - ground).max(axis=2) > LEVEL
    runs = _runs(ink.any(axis=0))
    if len(runs) < 2:
        return picture
    for left, right in filter(None, (_caret(ink, runs[0], False), _caret(ink, runs[-1], True))):
        picture = picture.copy()
        picture[:, left:right] = ground
    return picture


def _caret(ink: NDArray[np.bool_], run: tuple[int, int], at_end: bool) -> tuple[int, int] | None:
    """The columns of a caret in the first or last run of columns of a line, one beside it included where it is free."""
    left, right = run
    if right - left <= CARET:
        below, above = _beyond(ink, left, right)
        return (max(0, left - 1), right + 1) if (below >= 2 and above >= 0) or (below >= 1 and above >= 1) else None
    # Where it touches the last letter, only a stroke that goes beyond all letters both ways is none of theirs; one
    # that goes beyond the picture too is the edge of what is around the text.
    for width in range(1, CARET + 1):
        left, right = (run[1] - width, run[1]) if at_end else (run[0], run[0] + width)
        if min(_beyond(ink, left, right)) >= 1 and not ink[[0, -1], left:right].any():
            return left, right
    return None


def _beyond(ink: NDArray[np.bool_], left: int, right: int) -> tuple[int, int]:
    """Rows by which the stroke in these columns goes below and above all other ink; less than none if it is parted."""
    rest = np.flatnonzero(np.delete(ink, np.s_[left:right], axis=1).any(axis=1))
    stroke = np.flatnonzero(ink[:, left:right].any(axis=1))
    is_whole = stroke.size == np.ptp(stroke) + 1
    return (int(stroke[-1] - rest[-1]), int(rest[0] - stroke[0])) if is_whole else (-1, -1)


def line_area(box: Box) -> Box:
    """The part of the frame that a line's picture shows; nothing else has a say in how it reads."""
    few = box.w < 2.5 * box.h or box.h < 8
    above = max(2, round((ABOVE_SIGNS if few else ABOVE) * box.h), (LOWEST - box.h) // 2)
    return Box(box.x - SIDE, box.y - above, box.w + 2 * SIDE, box.h + 2 * above)


def without_underlines(picture: Pixels) -> Pixels:
    """The picture with the strokes right under the feet of its letters painted over: mnemonics, links.

    The very picture where there are none. The tail of a g may be taken for one, so both should be read.
    """
    height = picture.shape[0]
    if height < LOWEST:
        return picture
    ground = ground_colour(picture)
    ink = np.abs(picture.astype(np.int16) - ground).max(axis=2) > LEVEL
    profile = ink.sum(axis=1)
    middle = height // 2
    drops = profile[middle:-1].astype(int) - profile[middle + 1 :]
    if not drops.size:
        return picture
    feet = middle + int(drops.argmax())
    shortest, deepest = max(4, round(0.3 * height)), feet + max(2, round(0.12 * height))
    cleaned = picture
    for row in range(feet + 1, min(height, deepest + 1)):
        for left, right in _runs(ink[row]):
            if right - left < shortest or not _is_stroke(ink, row, left, right, feet):
                continue
            if cleaned is picture:
                cleaned = picture.copy()
            cleaned[row : row + 2, max(0, left - 1) : right + 1] = ground
    return cleaned


def _is_stroke(ink: NDArray[np.bool_], row: int, left: int, right: int, feet: int) -> bool:
    """Under letters, no thicker than a line, and right at their feet or clear of them: a g hangs by its side."""
    if row > feet + 1 and ink[row - 1, left:right].mean() > 0.2:
        return False
    thick = max(2, round(0.09 * len(ink)))
    below = ink[row + thick : row + thick + 1, left:right]
    above = ink[: row - 1, left:right].any(axis=0)
    return bool(above.mean() >= 0.5 and (not below.size or below.mean() < 0.5))


def _runs(row: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Start and end of each run of ink in a row."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], row.view(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
