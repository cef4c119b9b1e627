"""Shapes of toggles: small even frames, square or round, told from letters and icons before any text is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels

from .edges import Map
from .ink import crop, ground_colour
from .places import Places

SIDES = range(11, 34)
"""Pixels; 13 in Chromium, 14-16 in GTK and Qt, to 32 at 200 %."""
_CONTRAST = 20
"""Levels, in any channel, by which a frame must differ from what is around it."""
_EVEN = 0.5
"""Share of its contrast by which a frame may vary along a side, antialiasing of discs included."""
_DEEP = 4
"""Pixels from the edge within which the frame lies; the sides of a diamond leave them."""
_CROSSED = 0.3
"""Share of a side that a tick may cross."""
_RIM, _GAPS, _PALE = (0.86, 1.02), (0.5, 0.6, 0.7), 40
"""Parts of the radius where the rim of a radio button lies and where the ring inside it may begin, and the levels
between that ring and what is on both sides of it."""
_FEW = 0.5
"""Share of the core that two colours make up; icons have more colours."""
_ALIKE = 0.4
"""Share by which the four sides may differ from each other; some themes shade them."""
_CLEAR = 0.28
"""Share of its side that is blank beside a toggle; the next letter is nearer to an O."""
_SAME_INK, _SAME_GROUND = 0.85, 6
"""Share of its neighbour's contrast that a letter has at least; levels between the ground in a letter and around it."""


@dataclass(frozen=True)
class Shape:
    """A shape that may be a toggle: `area` are its pixels, `around` the colour it stands on."""

    box: Box
    area: NDArray[np.int16]
    contrast: NDArray[np.int16]
    around: NDArray[np.int16]

    @cached_property
    def round(self) -> bool:
        """On a disc the corners are empty; on a square, even a rounded one, they are not."""
        rows, columns = self._outline()
        contrast = self.contrast[rows, columns]
        side = min(contrast.shape)
        reach = max(2, int(0.16 * side + 0.5))
        corners = [contrast[r, c] for r in (0, -1) for c in (0, -1)]
        shoulders = [contrast[r, c] for r in (0, -1) for c in (reach, -1 - reach)]
        shoulders += [contrast[r, c] for r in (reach, -1 - reach) for c in (0, -1)]
        middles = [contrast[0, side // 2], contrast[-1, side // 2], contrast[side // 2, 0], contrast[side // 2, -1]]
        return bool(np.mean(shoulders) < 0.55 * np.mean(middles) and np.mean(corners) < 0.3 * np.mean(middles))

    def _outline(self) -> tuple[slice, slice]:
        """Rows and columns of the frame itself: where its middle third differs from the ground."""
        height, width = self.contrast.shape
        rows = np.flatnonzero(self.contrast[:, width // 3 : -(width // 3)].max(axis=1) > _CONTRAST)
        columns = np.flatnonzero(self.contrast[height // 3 : -(height // 3)].max(axis=0) > _CONTRAST)
        return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)

    @cached_property
    def marked(self) -> bool:
        """A tick, a dot or a filled shape: the core is not one colour, or far from the colour around it."""
        margin = max(4, round(0.3 * min(self.area.shape[:2])))
        core = self.area[margin:-margin, margin:-margin].reshape(-1, 3)
        if not core.size:
            return False
        spread = np.percentile(core, 92, axis=0) - np.percentile(core, 8, axis=0)
        middle = np.median(core, axis=0)
        # Black and white differ from grey in every channel; an accent colour does in its own.
        accent = np.ptp(middle) > 50 and np.abs(middle - self.around).max() > 50
        return bool(spread.max() > 40 or accent or (self.round and self.has_gap))

    @cached_property
    def has_gap(self) -> bool:
        """The pale dot of a chosen radio button under the pointer: a ring of the ground between it and the rim."""
        radius = self._radius()
        middle, rim = self.area[radius < 0.3], self.area[(radius > _RIM[0]) & (radius < _RIM[1])]
        if not len(middle) or not len(rim):
            return False
        dot, edge = np.median(middle, axis=0), np.median(rim, axis=0)
        for start in _GAPS:
            band = self.area[(radius > start) & (radius < start + 0.12)]
            between = np.median(band, axis=0) if len(band) else dot
            inner, outer = dot - between, edge - between
            channel = int(np.abs(inner).argmax())
            apart = min(abs(inner[channel]), abs(outer[channel])) > _PALE
            # In the middle of a letter is the ground.
            is_dot = abs(dot - self.around)[channel] > abs(between - self.around)[channel]
            if apart and is_dot and (inner[channel] > 0) == (outer[channel] > 0):
                return True
        return False

    def _radius(self) -> NDArray[np.float64]:
        """The distance of each pixel from the middle of the frame, its edge being 1."""
        height, width = self.area.shape[:2]
        ys, xs = np.mgrid[:height, :width]
        rows, columns = self._outline()
        size = min(rows.stop - rows.start, columns.stop - columns.start)
        middle_y, middle_x = (rows.start + rows.stop - 1) / 2, (columns.start + columns.stop - 1) / 2
        return np.asarray(np.hypot(ys - middle_y, xs - middle_x) / (size / 2), np.float64)

    @cached_property
    def has_tick(self) -> bool:
        """The mark of a chosen check box: one or two strokes on a ground of one colour; icons have more to them."""
        margin = max(3, round(0.2 * min(self.area.shape[:2])))
        core = self.area[margin:-margin, margin:-margin]
        ground = np.median(core.reshape(-1, 3), axis=0)
        ink = (np.abs(core - ground).max(axis=2) > 60).view(np.uint8)
        share = float(ink.mean())
        if not 0.05 <= share <= 0.55:
            return False
        count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
        strokes = sum(stats[i][cv2.CC_STAT_AREA] >= 3 for i in range(1, count))
        return bool(strokes <= 2)

    @cached_property
    def has_dot(self) -> bool:
        """The dot of a chosen radio button: an even ring around a middle of another colour."""
        radius = self._radius()
        ring, middle = self.area[(radius > 0.56) & (radius < 0.72)], self.area[radius < 0.25]
        if len(ring) < 4 or not len(middle):
            return False
        even = np.abs(ring - np.median(ring, axis=0)).max(axis=1)
        apart = np.abs(np.median(middle, axis=0) - np.median(ring, axis=0)).max()
        return bool(np.percentile(even, 75) < 80 and apart > 50)


def toggle_shapes(pixels: Pixels, boxes: Sequence[Box], ink: Map) -> list[Shape]:
    """The squares among the boxes that look like a toggle and stand clear of what is beside them."""
    found: list[Shape] = []
    taken = Places()
    for box in sorted((b for b in boxes if _is_square(b)), key=lambda b: -b.area):
        if taken.cover(box, 0.0) or not _stands_clear(box, ink):
            continue
        shape = _shape(pixels, box)
        if shape is not None and _is_even(shape) and _has_mark_or_none(shape) and not _is_letter(pixels, shape):
            found.append(shape)
            taken.add(box)
    return found


def _has_mark_or_none(shape: Shape) -> bool:
    """Blank, or with the mark of its kind; the buttons and icons that are as even show other things."""
    return not shape.marked or (shape.has_dot or shape.has_gap if shape.round else shape.has_tick)


def _is_letter(pixels: Pixels, shape: Shape) -> bool:
    """An O in its word: hollow, as black as what is beside it, on the same line; frames are paler or stand lower."""
    side = shape.contrast.shape[0]
    core = shape.area[side // 3 : -(side // 3), side // 3 : -(side // 3)].reshape(-1, 3)
    if not shape.round or shape.marked or np.abs(np.median(core, axis=0) - shape.around).max() > _SAME_GROUND:
        return False
    box = shape.box
    for left, right in ((box.right + 2, box.right + 2 + side), (box.x - 2 - side, box.x - 2)):
        beside = Box(left, box.y - 2, right - left, box.h + 4)
        area = crop(pixels, beside)
        if left < 0 or area.shape[:2] != (beside.h, beside.w):
            continue
        contrast = np.abs(area.astype(np.int16) - shape.around).max(axis=2)
        ink = contrast > max(_CONTRAST, 0.5 * float(contrast.max()))
        if not ink.any() or shape.contrast.max() < _SAME_INK * contrast.max():
            continue
        drops = ink.sum(axis=1).astype(int)
        feet = box.h // 2 + int((drops[box.h // 2 : -1] - drops[box.h // 2 + 1 :]).argmax()) - 2
        if abs(feet - (box.h - 1)) <= 1:
            return True
    return False


def _is_square(box: Box) -> bool:
    return box.w in SIDES and box.h in SIDES and abs(box.w - box.h) <= 2


def _stands_clear(box: Box, ink: Map) -> bool:
    """No ink in the columns left of the box, in the rows under it, nor right of it (a tick may lean out there)."""
    height, width = ink.shape
    gap = max(3, round(_CLEAR * box.w))
    near = max(3, gap // 2)
    left = ink[box.y : box.bottom, max(0, box.x - 1 - gap) : max(0, box.x - 1)]
    right = ink[box.y + box.h // 3 : box.bottom, min(width, box.right + 1) : min(width, box.right + 1 + near)]
    under = ink[min(height, box.bottom + 2) : min(height, box.bottom + 2 + near), box.x : box.right]
    return not (left.any() or right.any() or under.any())


def _shape(pixels: Pixels, box: Box) -> Shape | None:
    height, width = pixels.shape[:2]
    place = box.grown(1).clipped(width, height)
    ring = box.grown(4).clipped(width, height)
    mask = np.ones((ring.h, ring.w), bool)
    mask[max(0, place.y - ring.y) : place.bottom - ring.y, max(0, place.x - ring.x) : place.right - ring.x] = False
    if not mask.any():
        return None
    around = ground_colour(crop(pixels, ring)[mask][None])
    area = crop(pixels, place).astype(np.int16)
    contrast = np.abs(area - around).max(axis=2)
    if min(contrast.shape) < SIDES.start or contrast.max() <= _CONTRAST:
        return None
    third_y, third_x = contrast.shape[0] // 3, contrast.shape[1] // 3
    rows = np.flatnonzero(contrast[:, third_x:-third_x].max(axis=1) > _CONTRAST)
    columns = np.flatnonzero(contrast[third_y:-third_y].max(axis=0) > _CONTRAST)
    if min(np.ptp(rows) if rows.size else 0, np.ptp(columns) if columns.size else 0) < SIDES.start - 2:
        return None
    return Shape(box, area, contrast, around)


def _is_even(shape: Shape) -> bool:
    """An even frame on all four sides and few colours within; icons have neither."""
    contrast = shape.contrast
    tones = []
    for side in (contrast[:_DEEP], contrast[-_DEEP:], contrast[:, :_DEEP].T, contrast[:, -_DEEP:].T):
        # All but the corners, which are round; the outline of a disc stays within three pixels for so long.
        corner = max(4, round(0.26 * side.shape[1]))
        line = side[:, corner:-corner].max(axis=0)
        tone = float(np.median(line))
        # A tick may cross the frame, so a part of a side may differ.
        if line.min() < _CONTRAST or (np.abs(line - tone) > _EVEN * tone).mean() > _CROSSED:
            return False
        tones.append(tone)
    core = shape.area[4:-4, 4:-4].reshape(-1, 3)
    colours = np.unique(core // 48, axis=0, return_counts=True)[1]
    few = np.sort(colours)[-2:].sum() / colours.sum()
    return bool(max(tones) - min(tones) < _ALIKE * max(tones) and few > _FEW)
