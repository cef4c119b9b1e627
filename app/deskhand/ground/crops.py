"""Pictures of lines as engines like them: a little ground around the letters, no lines under them."""

from __future__ import annotations

import cv2
import numpy as np

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
LOWEST = 14
"""Pixels; lower ink (a dash, a row of x-height letters) is seen at the height of a line of small text."""


def crop_of(pixels: Pixels, line: Line) -> Pixels:
    """The picture of a line; underlines of mnemonics and links are painted over."""
    area = line_area(line.box).clipped(pixels.shape[1], pixels.shape[0])
    picture = pixels[area.y : area.bottom, area.x : area.right]
    return _without_underlines(picture) if line.box.h >= 8 else picture


def line_area(box: Box) -> Box:
    """The part of the frame that a line's picture shows; nothing else has a say in how it reads."""
    few = box.w < 1.5 * box.h or box.h < 8
    above = max(2, round((ABOVE_SIGNS if few else ABOVE) * box.h), (LOWEST - box.h) // 2)
    return Box(box.x - SIDE, box.y - above, box.w + 2 * SIDE, box.h + 2 * above)


def _without_underlines(picture: Pixels) -> Pixels:
    """Paint over low strokes that stand apart under letters; an underscore has nothing above it."""
    height = picture.shape[0]
    ground = ground_colour(picture)
    ink = (np.abs(picture.astype(np.int16) - ground).max(axis=2) > LEVEL).view(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8, ltype=cv2.CV_32S)
    x, y, w, h, _ = stats.T
    low = np.flatnonzero((h <= 2) & (w >= max(4, 0.3 * height)) & (y >= 0.6 * height))
    cleaned = picture
    for left, top, width, thick, _ in stats[low[low > 0]].tolist():
        above = ink[:top, left : left + width].any(axis=0)
        if above.mean() < 0.5:
            continue
        if cleaned is picture:
            cleaned = picture.copy()
        # One more row and column: the soft edge of the stroke.
        cleaned[top : top + thick + 1, max(0, left - 1) : left + width + 1] = ground
    return cleaned
