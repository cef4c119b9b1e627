"""What is drawn in the middle of a small picture: its letters or its icon, without the frame of its control."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box, bounding
from deskhand.core.screen import Pixels

LEVEL = 40
"""Levels from the ground colour, in any channel, that count as drawn."""
_AROUND = 0.85
"""Part of a picture's width or height from which a connected stroke is a frame."""


def ground(pixels: Pixels) -> NDArray[np.int16]:
    """The most common colour (BGR), to a grain of 8 levels, as the median of what is of it."""
    flat = pixels.reshape(-1, 3)
    codes = (flat >> 3).astype(np.int32) @ np.array([1 << 10, 1 << 5, 1], np.int32)
    return np.asarray(np.median(flat[codes == np.bincount(codes).argmax()], axis=0), np.int16)


def drawn(pixels: Pixels, edge: int = 0) -> Box | None:
    """The box of what is drawn, without strokes that run along the picture or touch the outer `edge` pixels.

    None for a picture in which nothing is.
    """
    if min(pixels.shape[:2]) <= 2 * edge + 1:
        return None
    height, width = pixels.shape[:2]
    inner = pixels[edge : height - edge, edge : width - edge] if edge else pixels
    ink = np.abs(pixels.astype(np.int16) - ground(inner)).max(axis=2) > LEVEL
    stats = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)[2][1:]
    inside = Box(edge, edge, width - 2 * edge, height - 2 * edge)
    boxes = [Box(*map(int, row[:4])) for row in stats]
    kept = [box for box in boxes if box.coverage(inside) == 1.0 and not _is_frame(box, width, height)]
    return bounding(kept) if kept else None


def _is_frame(box: Box, width: int, height: int) -> bool:
    return box.w >= _AROUND * width or (box.h >= _AROUND * height and height > 2 * box.w)
