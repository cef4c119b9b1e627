"""Steps of colour between neighbouring pixels: everything drawn on the screen begins and ends with one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.screen import Pixels

Map = NDArray[np.uint8]
"""One value a pixel, shape (height, width)."""

FAINT = 7
"""Levels; the frames of flat themes differ from their ground by 8 to 20."""
INK = 26
"""Levels; disabled text of the measured themes steps by 30 and more, gradients of title bars by less."""
RULE = 12
"""Pixels in a row that make a rule; strokes of interface text are shorter."""


@dataclass(frozen=True)
class Edges:
    """The largest step over the three channels, to each pixel from the one left of it and the one above it."""

    across: Map
    down: Map

    @property
    def size(self) -> tuple[int, int]:
        """(height, width) of the picture."""
        height, width = self.across.shape
        return int(height), int(width)


def edges_of(pixels: Pixels) -> Edges:
    """The steps of a picture; the first column and row have none."""
    height, width = pixels.shape[:2]
    across, down = np.zeros((height, width), np.uint8), np.zeros((height, width), np.uint8)
    across[:, 1:] = _strongest(cv2.absdiff(pixels[:, 1:], pixels[:, :-1]))
    down[1:] = _strongest(cv2.absdiff(pixels[1:], pixels[:-1]))
    return Edges(across, down)


def horizontal_rules(edges: Edges, level: int = FAINT, length: int = RULE) -> Map:
    """1 where at least `length` pixels of one row step from the row above."""
    return _opened(edges.down > level, (1, length))


def vertical_rules(edges: Edges, level: int = FAINT, length: int = RULE) -> Map:
    """1 where at least `length` pixels of one column step from the column left of it."""
    return _opened(edges.across > level, (length, 1))


def _strongest(difference: NDArray[Any]) -> Map:
    blue, green, red = cv2.split(difference)
    return np.asarray(cv2.max(cv2.max(blue, green), red), np.uint8)


def _opened(mask: NDArray[np.bool_], shape: tuple[int, int]) -> Map:
    return np.asarray(cv2.morphologyEx(mask.view(np.uint8), cv2.MORPH_OPEN, np.ones(shape, np.uint8)), np.uint8)
