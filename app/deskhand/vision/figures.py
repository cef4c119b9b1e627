"""Figures: circles, rectangles, triangles and dots drawn on a plain ground, with their colours.

Boxes and points are pixels of the picture given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Pixels

from .colours import middle_colour, name_of

CONTRAST = 45
"""Levels, in any channel, by which a figure differs from its ground."""
LEAST = 8
"""Pixels of the smaller side of a figure."""
DOT = (7, 34)
"""Pixels of a dot's sides."""
_CORE = 12
"""Pixels of the inside of a figure that tell its colour."""
_FULL, _ROUND, _HALF = 0.93, (0.70, 0.86), (0.42, 0.60)
"""Share of its box that a rectangle, a disc and a triangle fill: 1, pi/4 and 1/2."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `circle`, `rectangle`, `triangle` or `shape`; `colour` is the name of what fills it."""

    kind: str
    colour: str
    box: Box
    middle: Point
    area: int
    filled: bool = True
    exact: tuple[float, float] = (0.0, 0.0)
    """The middle to a part of a pixel."""

    def shifted(self, dx: int, dy: int) -> Figure:
        """The figure moved by (dx, dy) pixels."""
        middle, exact = Point(self.middle.x + dx, self.middle.y + dy), (self.exact[0] + dx, self.exact[1] + dy)
        return replace(self, box=self.box.shifted(dx, dy), middle=middle, exact=exact)


def figures(pixels: Pixels, taken: Sequence[Box] = ()) -> list[Figure]:
    """The figures of a picture, left to right; what stands in a `taken` box (text, buttons) is none."""
    mask = drawn(pixels)
    for box in taken:
        mask[max(0, box.y) : box.bottom, max(0, box.x) : box.right] = 0
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    found = [_figure(pixels, contour) for contour in contours]
    return sorted((f for f in found if f is not None), key=lambda f: (f.box.x, f.box.y))


def dots(pixels: Pixels, taken: Sequence[Box] = ()) -> list[Figure]:
    """The discs of a picture, also where lines run into them."""
    mask = drawn(pixels)
    for box in taken:
        mask[max(0, box.y) : box.bottom, max(0, box.x) : box.right] = 0
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7)))
    contours, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    found = [_figure(pixels, contour, least=DOT[0] - 1) for contour in contours]
    round_ones = (f for f in found if f is not None and f.kind != "triangle" and _is_dot(f.box))
    return sorted(round_ones, key=lambda f: (f.box.x, f.box.y))


def drawn(pixels: Pixels) -> NDArray[np.uint8]:
    """1 where a picture differs from its commonest colour."""
    ground = np.array(middle_colour(pixels[::3, ::3]), np.int16)
    return np.asarray(np.abs(pixels.astype(np.int16) - ground).max(axis=2) > CONTRAST).view(np.uint8).copy()


def _strokes(part: Pixels, pixels: Pixels) -> Pixels:
    """The strongest pixels of what has no inside: a letter, a line."""
    ground = np.array(middle_colour(pixels[::3, ::3]), np.int16)
    apart = np.abs(part.astype(np.int16) - ground).max(axis=2)
    return np.asarray(part[apart >= 0.8 * apart.max()])


def _is_dot(box: Box) -> bool:
    least, most = DOT
    return least - 1 <= min(box.w, box.h) and max(box.w, box.h) <= most and abs(box.w - box.h) <= 4


def _figure(pixels: Pixels, contour: Any, least: int = LEAST) -> Figure | None:
    x, y, w, h = cv2.boundingRect(contour)
    if min(w, h) < least:
        return None
    solid = np.zeros((h, w), np.uint8)
    cv2.drawContours(solid, [contour], -1, 1, -1, offset=(-x, -y))
    area = int(solid.sum())
    share = area / (w * h)
    kind = "shape"
    if share >= _FULL:
        kind = "rectangle"
    elif _ROUND[0] <= share <= _ROUND[1] and 0.8 <= w / h <= 1.25:
        kind = "circle"
    elif _HALF[0] <= share <= _HALF[1]:
        kind = "triangle"
    core = cv2.erode(solid, np.ones((3, 3), np.uint8), iterations=max(1, min(4, min(w, h) // 6)))
    inside = (
        pixels[y : y + h, x : x + w][core > 0]
        if core.sum() >= _CORE
        else _strokes(pixels[y : y + h, x : x + w], pixels)
    )
    colour = middle_colour(inside)
    moments = cv2.moments(solid, binaryImage=True)
    exact = (x + moments["m10"] / moments["m00"], y + moments["m01"] / moments["m00"])
    middle = Point(round(exact[0]), round(exact[1]))
    ground = np.array(middle_colour(pixels[::3, ::3]), np.int16)
    filled = bool(np.abs(np.array(colour, np.int16) - ground).max() > CONTRAST)
    return Figure(kind, name_of(colour), Box(x, y, w, h), middle, area, filled, exact)


def sides(pixels: Pixels, box: Box) -> int:
    """How many straight sides the figure in a box has; 0 where none is drawn."""
    mask = drawn(pixels)[max(0, box.y) : box.bottom, max(0, box.x) : box.right]
    contours, _ = cv2.findContours(np.ascontiguousarray(mask), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return 0
    outline = max(contours, key=cv2.contourArea)
    return len(cv2.approxPolyDP(outline, 0.03 * cv2.arcLength(outline, True), True))
