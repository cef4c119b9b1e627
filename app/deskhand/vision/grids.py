"""Grids of equal cells: boxes to tick, patterns of two tones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels

_SIDES = (12, 70)
"""Pixels of a cell's sides."""
_LEAST = 2
"""Rows and columns of a grid."""
_BRIGHT = 200
"""Level of a bright cell."""


@dataclass(frozen=True)
class Grid:
    """Cells by rows; `bright` tells which are light, `dark` that some are not."""

    cells: tuple[tuple[Box, ...], ...]
    bright: tuple[tuple[bool, ...], ...]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.cells)

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return len(self.cells[0])

    @property
    def dark(self) -> bool:
        """Whether any of its cells is not light."""
        return not all(all(row) for row in self.bright)

    @property
    def box(self) -> Box:
        """The box of its first cell."""
        return self.cells[0][0]


def grids(pixels: Pixels) -> list[Grid]:
    """The grids of a picture, left to right."""
    cells = _cells(pixels)
    found = []
    for group in _groups(cells):
        rows = _rows(group)
        if len(rows) >= _LEAST and len(rows[0]) >= _LEAST and len({len(row) for row in rows}) == 1:
            bright = tuple(tuple(_is_bright(pixels, cell) for cell in row) for row in rows)
            found.append(Grid(tuple(tuple(row) for row in rows), bright))
    return sorted(found, key=lambda g: g.box.x)


def _cells(pixels: Pixels) -> list[Box]:
    """Even squares of cell size: connected areas of nearly one colour that fill their box."""
    least, most = _SIDES
    found: list[Box] = []
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    # Ticked boxes are filled with the accent colour.
    accent = cv2.morphologyEx(
        np.asarray(np.ptp(pixels, axis=2) > 90).view(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)
    )
    masks = [np.asarray((grey >= low) & (grey < high)).view(np.uint8) for low, high in ((235, 256), (70, 170))]
    for mask in (*masks, accent):
        _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
        for x, y, w, h, area in stats[1:].tolist():
            if least <= w <= most and least <= h <= most and abs(w - h) <= 6 and area >= 0.75 * w * h:
                found.append(Box(x, y, w, h))
    # The mark in a ticked box has a shape of its own.
    kept: list[Box] = []
    for cell in sorted(found, key=lambda c: -c.area):
        if not any(cell.coverage(larger) > 0.7 for larger in kept):
            kept.append(cell)
    return kept


def _groups(cells: Sequence[Box]) -> list[list[Box]]:
    """Cells whose neighbours stand less than a cell apart."""
    left, groups = list(cells), []
    while left:
        group = [left.pop()]
        for cell in group:
            near = [c for c in left if _near(cell, c)]
            for other in near:
                left.remove(other)
            group += near
        if len(group) >= _LEAST * _LEAST:
            groups.append(group)
    return groups


def _near(a: Box, b: Box) -> bool:
    apart = max(a.x - b.right, b.x - a.right, a.y - b.bottom, b.y - a.bottom)
    same_size = abs(a.w - b.w) <= 6 and abs(a.h - b.h) <= 6
    level = abs(a.center.x - b.center.x) <= 5 or abs(a.center.y - b.center.y) <= 5
    return same_size and level and apart <= 0.6 * a.w


def _rows(cells: Sequence[Box]) -> list[list[Box]]:
    rows: list[list[Box]] = []
    for cell in sorted(cells, key=lambda c: c.center.y):
        if rows and abs(rows[-1][0].center.y - cell.center.y) <= 6:
            rows[-1].append(cell)
        else:
            rows.append([cell])
    return [sorted(row, key=lambda c: c.x) for row in rows]


def _is_bright(pixels: Pixels, cell: Box) -> bool:
    inner = cell.grown(-max(2, cell.w // 4))
    return bool(np.median(pixels[inner.y : inner.bottom, inner.x : inner.right]) >= _BRIGHT)
