"""The grounder: a frame in, a scene out; what did not change since the last frame is not read again."""

from __future__ import annotations

import logging

import cv2
import numpy as np

from deskhand.core.geometry import Box, bounding
from deskhand.core.screen import Element, Frame, Pixels, Scene

from .boxes import controls, flat_areas, panes
from .controls import Reread, elements_of
from .draft import Page
from .fused import FusedOcr, Label
from .ink import crop

log = logging.getLogger(__name__)

TILE = 32
"""Pixels; the grain at which two frames are compared."""
NOISE = 8
"""Levels; smaller differences are compression or dithering."""
FULL_SHARE = 0.4
"""When more of the frame changed than this, one full read is cheaper than several partial ones."""
CONTEXT = 48
"""Pixels read around a changed region and not kept."""
MIN_SIDE = 16
"""Pixels; a smaller picture holds nothing to read."""


class PixelGrounder:
    """Reads scenes from pixels. Keeps the labels of the last frame; use one per screen."""

    def __init__(self, ocr: FusedOcr, reread: Reread | None = None) -> None:
        """`reread`, if given, reads single small boxes again."""
        self._ocr, self._reread = ocr, reread
        self._last: Pixels | None = None
        self._labels: list[Label] = []
        self._elements: tuple[Element, ...] = ()

    def read(self, frame: Frame) -> Scene:
        """See `Grounder.read`."""
        pixels = frame.pixels
        if min(pixels.shape[:2]) < MIN_SIDE:
            return Scene(frame)
        if self._last is None or not np.array_equal(self._last, pixels):
            self._labels = self._read_labels(pixels)
            self._last = pixels
            flat = flat_areas(pixels)
            page = Page(pixels, tuple(self._labels), tuple(controls(pixels, flat)), tuple(panes(flat)))
            self._elements = tuple(elements_of(page, self._reread))
        return Scene(frame, self._elements)

    def _read_labels(self, pixels: Pixels) -> list[Label]:
        if self._last is None or self._last.shape != pixels.shape:
            return self._ocr.labels(pixels)
        regions = [self._whole_lines(r) for r in changed_regions(self._last, pixels)]
        if sum(r.area for r in regions) > FULL_SHARE * pixels.shape[0] * pixels.shape[1]:
            return self._ocr.labels(pixels)
        labels = self._labels
        for region in regions:
            area = region.clipped(pixels.shape[1], pixels.shape[0])
            if min(area.w, area.h) < MIN_SIDE:
                continue
            # The engines read text at the edge of a small picture badly, so they get some ground around it.
            seen = area.grown(CONTEXT).clipped(pixels.shape[1], pixels.shape[0])
            read = self._ocr.labels(np.ascontiguousarray(crop(pixels, seen)))
            fresh = [m._replace(box=m.box.shifted(seen.x, seen.y)) for m in read]
            labels = [m for m in labels if not area.contains(m.box.center)]
            labels += [m for m in fresh if area.contains(m.box.center)]
        return labels

    def _whole_lines(self, region: Box) -> Box:
        """Grow a region to hold every known label it touches, so that no word is read in halves."""
        touched = [m.box.grown(4) for m in self._labels if m.box.overlaps(region)]
        return bounding([region, *touched])


def changed_regions(before: Pixels, after: Pixels) -> list[Box]:
    """Rectangles of tiles that differ between two frames of one size, neighbours joined."""
    difference = np.asarray(cv2.absdiff(before, after).max(axis=2) > NOISE)
    if not difference.any():
        return []
    height, width = difference.shape
    rows, columns = -(-height // TILE), -(-width // TILE)
    padded = np.zeros((rows * TILE, columns * TILE), bool)
    padded[:height, :width] = difference
    tiles = padded.reshape(rows, TILE, columns, TILE).any(axis=(1, 3))
    joined = cv2.dilate(np.asarray(tiles, np.uint8), np.ones((3, 3), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    found = [Box(int(x) * TILE, int(y) * TILE, int(w) * TILE, int(h) * TILE) for x, y, w, h, _ in stats[1:]]
    return [box.clipped(width, height) for box in found]
