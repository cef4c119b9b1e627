"""The shape drawn in a small picture, whatever its colours and size, and how alike two shapes are.

Ink is the distance of a pixel from the ground colour around it, so a light glyph on dark and a dark one on light
have the same ink. Shapes are compared at one height, which makes 100 and 200 % renderings comparable.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box, bounding
from deskhand.core.screen import Pixels

from .ink import crop

Ink = NDArray[np.float32]

HEIGHT = 32
"""Rows to which shapes are scaled: twice the common 16 pixel icon, so that thin strokes survive."""
LONGEST = 240
"""Columns of the longest shape: a label of some 20 letters; longer ones are compressed."""
MARGIN = 3
"""Rows and columns of ground kept around a shape, so that a bar is not all of a picture."""
BLUR = 1.3
"""Sigma in scaled pixels: hinting moves strokes by up to half a pixel of 16, one of 32."""
_STRETCH = (0.92, 1.0, 1.09)
"""Sizes tried around the one found: a pixel more or less on a glyph of 12."""
_FAINT = 24
"""Levels below which ink is dithering or shading."""
_INKED = 0.3
"""Share of the strongest ink that counts as drawn; antialiased fringes lie below."""
_PACKED = np.array([1 << 10, 1 << 5, 1], np.int32)


@dataclass(frozen=True)
class Shape:
    """What a picture shows: its `box` in the picture, and its ink scaled to `HEIGHT` with a margin."""

    box: Box
    ink: Ink


def strength(pixels: Pixels, ground: Pixels | None = None) -> Ink:
    """How far each pixel is from the commonest colour of `ground`, else of the picture, in levels of any channel."""
    # As `ink.ground_colour`, to a grain of 8 levels, without its sorting: this runs for every candidate.
    sample = (pixels if ground is None else ground).reshape(-1, 3)
    codes = (sample >> 3).astype(np.int32) @ _PACKED
    colour = sample[codes == np.bincount(codes).argmax()].mean(axis=0, dtype=np.float32)
    return np.asarray(np.abs(pixels - colour).max(axis=2), np.float32)


def content(pixels: Pixels) -> tuple[Box, Ink] | None:
    """The box of what is drawn inside a control's frame, and the ink without the frame; None for a blank picture."""
    if min(pixels.shape[:2]) < 3:
        return None
    ink = strength(pixels)
    level = max(float(_FAINT), _INKED * float(np.percentile(ink, 99.5)))
    _, labels, stats, _ = cv2.connectedComponentsWithStats((ink > level).astype(np.uint8), connectivity=8)
    boxes = [Box(*map(int, row[:4])) for row in stats[1:]]
    areas = [int(row[4]) for row in stats[1:]]
    size = Box(0, 0, pixels.shape[1], pixels.shape[0])
    band = max(3, min(size.w, size.h) // 6)
    inner = [i for i, box in enumerate(boxes) if not _is_frame(box, areas[i], size, band)]
    # A line along an edge is part of a frame, unless what is inside is as long: bars of a menu icon.
    rest = [i for i in inner if not _is_line(labels, i + 1, boxes[i], size, band)]
    widest = max((boxes[i].w for i in rest), default=0)
    highest = max((boxes[i].h for i in rest), default=0)
    kept = [i for i in inner if i in rest or not rest or _as_long(boxes[i], widest, highest)] or list(range(len(boxes)))
    if not kept:
        return None
    # Fringes below the level belong to the shape; what was left out does not.
    ink[np.isin(labels, [i + 1 for i in range(len(boxes)) if i not in kept])] = 0
    return bounding(boxes[i] for i in kept), ink


def _is_frame(box: Box, area: int, size: Box, band: int) -> bool:
    """Whether ink goes around the picture, or is a rounded corner of its frame or what lies outside of it."""
    across, down = box.x == 0 or box.right == size.w, box.y == 0 or box.bottom == size.h
    around = box.w >= 0.85 * size.w and box.h >= 0.8 * size.h and area < 0.35 * box.area
    fringe = (across or down) and min(box.w, box.h) <= 2 and box.w < 0.6 * size.w and box.h < 0.6 * size.h
    in_column, in_row = box.right <= band or box.x >= size.w - band, box.bottom <= band or box.y >= size.h - band
    corner = in_column and in_row and max(box.w, box.h) <= 0.3 * min(size.w, size.h)
    return around or fringe or corner


def _as_long(line: Box, widest: int, highest: int) -> bool:
    return widest >= 0.9 * line.w if line.w > line.h else highest >= 0.9 * line.h


def _is_line(labels: NDArray[Any], label: int, box: Box, size: Box, band: int) -> bool:
    """Whether ink runs along the greater part of a side, within a few pixels of the edges."""
    if box.w < 0.6 * size.w and box.h < 0.6 * size.h:
        return False
    inside = labels[band : size.h - band, band : size.w - band]
    return not bool((inside == label).any())


def shape_of(pixels: Pixels) -> Shape | None:
    """The shape in a picture; None when it is blank."""
    found = content(pixels)
    if found is None:
        return None
    box, ink = found
    padded = np.pad(ink, _reach(box))
    by = _reach(box)
    return Shape(box, _scaled(padded, box.shifted(by, by), 1.0, MARGIN))


def alike(shape: Shape, pixels: Pixels, box: Box) -> tuple[float, Box]:
    """How alike what stands around `box` is to a shape, -1 to 1, and the box where it is most so."""
    by = _reach(box)
    around = box.grown(by).clipped(pixels.shape[1], pixels.shape[0])
    ink = strength(crop(pixels, around), _ring(pixels, box))
    if float(ink.max()) < _FAINT:
        return 0.0, box
    ink = np.pad(ink, by)
    inner = Box(box.x - around.x + by, box.y - around.y + by, box.w, box.h)
    best = (-1.0, box)
    slack = MARGIN + 3
    for stretch in _STRETCH:
        scene = _scaled(ink, inner, stretch, slack, shape.ink.shape[1] - 2 * MARGIN)
        scores = cv2.matchTemplate(scene, shape.ink, cv2.TM_CCOEFF_NORMED)
        _, top, _, (dx, dy) = cv2.minMaxLoc(np.nan_to_num(scores, posinf=0, neginf=0))
        if top > best[0]:
            grown_x, grown_y = box.w * (1 / stretch - 1) / 2, box.h * (1 / stretch - 1) / 2
            moved_x = (dx - (slack - MARGIN)) * box.w / (shape.ink.shape[1] - 2 * MARGIN) / stretch
            moved_y = (dy - (slack - MARGIN)) * box.h / HEIGHT / stretch
            left, upper = box.x - grown_x + moved_x, box.y - grown_y + moved_y
            best = top, Box(round(left), round(upper), round(box.w / stretch), round(box.h / stretch))
    return best


def _reach(box: Box) -> int:
    """Pixels around a box that a comparison may look at."""
    return 3 + min(box.w, box.h) // 4


def _ring(pixels: Pixels, box: Box) -> Pixels:
    """The pixels two away from a box: the ground it stands on, where the box is tight and not all is ink."""
    area = crop(pixels, box.grown(2))
    return np.concatenate([area[0], area[-1], area[1:-1, 0], area[1:-1, -1]])


def _scaled(ink: Ink, box: Box, stretch: float, margin: int, width: int | None = None) -> Ink:
    """The ink of a box scaled to `HEIGHT` (times `stretch`) with a margin of scaled pixels, smoothed."""
    columns = width or min(max(round(HEIGHT * box.w / box.h), HEIGHT // 4), LONGEST)
    by_x, by_y = columns / box.w * stretch, HEIGHT / box.h * stretch
    size = columns + 2 * margin, HEIGHT + 2 * margin
    # The middle of the box stays the middle of the picture.
    move = np.array(
        [
            [by_x, 0, size[0] / 2 - by_x * (box.x + box.w / 2) - 0.5 + by_x / 2],
            [0, by_y, size[1] / 2 - by_y * (box.y + box.h / 2) - 0.5 + by_y / 2],
        ]
    )
    if min(by_x, by_y) < 1:
        # Warping skips pixels when it shrinks; blurring first keeps thin strokes.
        ink = np.asarray(cv2.GaussianBlur(ink, (0, 0), 0.4 / min(by_x, by_y)), np.float32)
    warped = cv2.warpAffine(ink, move, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)
    return np.asarray(cv2.GaussianBlur(warped, (0, 0), BLUR), np.float32)
