"""Pictograms drawn by hand: the plain strokes of title bars and toolbars that icon families do not carry."""

from __future__ import annotations

import random
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

SIDE = 64
Mask = NDArray[np.uint8]
Stroke = Callable[[Mask, int, random.Random], None]


def _line(mask: Mask, a: tuple[float, float], b: tuple[float, float], width: int) -> None:
    ends = [(round(x * (SIDE - 1) * 16), round(y * (SIDE - 1) * 16)) for x, y in (a, b)]
    cv2.line(mask, ends[0], ends[1], 255, width, cv2.LINE_AA, 4)


def _box(mask: Mask, x: float, y: float, w: float, h: float, width: int) -> None:
    corners = ((x, y), (x + w, y), (x + w, y + h), (x, y + h))
    for a, b in zip(corners, (*corners[1:], corners[0]), strict=True):
        _line(mask, a, b, width)


def _close(mask: Mask, width: int, _: random.Random) -> None:
    _line(mask, (0.12, 0.12), (0.88, 0.88), width)
    _line(mask, (0.88, 0.12), (0.12, 0.88), width)


def _minus(mask: Mask, width: int, _: random.Random) -> None:
    _line(mask, (0.08, 0.5), (0.92, 0.5), width)


def _maximize(mask: Mask, width: int, chance: random.Random) -> None:
    _box(mask, 0.1, 0.1, 0.8, 0.8, width)
    if chance.random() < 0.6:
        _line(mask, (0.1, 0.14), (0.9, 0.14), min(20, width * 2))


def _restore(mask: Mask, width: int, chance: random.Random) -> None:
    _box(mask, 0.08, 0.32, 0.6, 0.6, width)
    _line(mask, (0.32, 0.08), (0.92, 0.08), width * chance.choice((1, 2)))
    _line(mask, (0.92, 0.08), (0.92, 0.68), width)
    _line(mask, (0.32, 0.08), (0.32, 0.28), width)
    _line(mask, (0.72, 0.68), (0.92, 0.68), width)


def _menu(mask: Mask, width: int, chance: random.Random) -> None:
    step = chance.uniform(0.24, 0.34)
    for row in (-1, 0, 1):
        _line(mask, (0.08, 0.5 + row * step), (0.92, 0.5 + row * step), width)


def _add(mask: Mask, width: int, _: random.Random) -> None:
    _line(mask, (0.08, 0.5), (0.92, 0.5), width)
    _line(mask, (0.5, 0.08), (0.5, 0.92), width)


def _search(mask: Mask, width: int, chance: random.Random) -> None:
    radius = round(SIDE * chance.uniform(0.24, 0.34))
    centre = round(SIDE * 0.08 + radius)
    x = centre if chance.random() < 0.9 else SIDE - centre
    cv2.circle(mask, (x, centre), radius, 255, width, cv2.LINE_AA)
    edge = (centre + radius * 0.7) / SIDE
    start, end = ((edge, edge), (0.92, 0.92)) if x == centre else ((1 - edge, edge), (0.08, 0.92))
    _line(mask, start, end, width)


def _more(mask: Mask, width: int, chance: random.Random) -> None:
    upright, radius = chance.random() < 0.5, chance.randint(4, 8)
    for place in (0.14, 0.5, 0.86):
        at = (round(0.5 * SIDE), round(place * SIDE))
        cv2.circle(mask, at if upright else at[::-1], radius, 255, -1, cv2.LINE_AA)


def _check(mask: Mask, width: int, _: random.Random) -> None:
    _line(mask, (0.08, 0.55), (0.38, 0.85), width)
    _line(mask, (0.38, 0.85), (0.92, 0.18), width)


def _chevron(turns: int) -> Stroke:
    def drawn(mask: Mask, width: int, chance: random.Random) -> None:
        depth = chance.uniform(0.16, 0.26)
        _line(mask, (0.5 - depth, 0.1), (0.5 + depth, 0.5), width)
        _line(mask, (0.5 + depth, 0.5), (0.5 - depth, 0.9), width)
        mask[:] = np.rot90(mask, turns)

    return drawn


def _arrow(turns: int) -> Stroke:
    def drawn(mask: Mask, width: int, chance: random.Random) -> None:
        barb = chance.uniform(0.25, 0.38)
        _line(mask, (0.08, 0.5), (0.9, 0.5), width)
        _line(mask, (0.9, 0.5), (0.9 - barb, 0.5 - barb), width)
        _line(mask, (0.9, 0.5), (0.9 - barb, 0.5 + barb), width)
        mask[:] = np.rot90(mask, turns)

    return drawn


def _refresh(mask: Mask, width: int, chance: random.Random) -> None:
    cv2.ellipse(mask, (32, 32), (23, 23), -50, 0, chance.randint(270, 320), 255, width, cv2.LINE_AA)
    tip = np.array(((44, 4), (44, 22), (60, 18)))
    cv2.fillPoly(mask, [tip], 255, cv2.LINE_AA)


GLYPHS: dict[str, Stroke] = {
    "close": _close,
    "minus": _minus,
    "maximize": _maximize,
    "copy": _restore,
    "menu": _menu,
    "add": _add,
    "search": _search,
    "more": _more,
    "check": _check,
    "refresh": _refresh,
    "chevron right": _chevron(0),
    "chevron up": _chevron(1),
    "chevron left": _chevron(2),
    "chevron down": _chevron(3),
    "forward": _arrow(0),
    "up": _arrow(1),
    "back": _arrow(2),
    "down": _arrow(3),
}


def glyph(name: str, chance: random.Random) -> NDArray[np.uint8]:
    """BGRA of one drawn pictogram, cropped to its ink, black."""
    mask = np.zeros((SIDE, SIDE), np.uint8)
    GLYPHS[name](mask, chance.randint(4, 11), chance)
    rows, columns = np.nonzero(mask.any(1))[0], np.nonzero(mask.any(0))[0]
    mask = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return np.dstack((np.zeros((*mask.shape, 3), np.uint8), mask))
