"""The order in which a person reads what stands on a screen: pane by pane, row by row.

Works on boxes alone. A gutter between two columns parts panes only where the lines on its two sides do not
stand level: the columns of a table do and stay together as rows, a sidebar and the list beside it do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .geometry import Box

Numbers = NDArray[np.float64]
Indices = NDArray[np.intp]

GUTTER = 0.8
"""Width of the narrowest gutter between panes, in median heights of what stands beside it."""
LEVEL = 0.2
"""Heights by which the distance of two level lines may vary from the usual distance of such lines."""
LEVEL_SHARE = 0.6
"""Share of lines that must stand level to make two columns one table; lines of unlike pitch reach 0.3 by chance."""
FEWEST_LINES = 3
"""Lines a column must have on its own to be a pane: fewer stand level, or not, by chance."""
SAME_ROW = 0.5
"""Heights of the lower of two boxes by which their middles may differ on one row."""
TALL = 3.0
"""Median heights from which a box may hold others instead of standing among them."""
_HEADERS, _FOOTERS = 8, 4
"""Bands above and below two panes (title, menus, bars; status bar) that are looked past to find the gutter."""


@dataclass(frozen=True)
class Layout:
    """Where boxes stand: `order` are their positions as read; `pane` and `row` number those of each box.

    Numbers of rows are unique over all panes. A box that holds others stands before them, on a row of its own.
    """

    order: tuple[int, ...]
    pane: tuple[int, ...]
    row: tuple[int, ...]


def reading_order(boxes: Sequence[Box], windows: Sequence[int] = (), right_to_left: bool = False) -> list[int]:
    """The positions of the boxes in the order they are read; see `layout`."""
    return list(layout(boxes, windows, right_to_left).order)


def layout(boxes: Sequence[Box], windows: Sequence[int] = (), right_to_left: bool = False) -> Layout:
    """Panes, rows and reading order of boxes; `windows`, if given, is the window of each, read one by one.

    Raises:
        ValueError: there are windows, but not one for each box.
    """
    if windows and len(windows) != len(boxes):
        raise ValueError(f"layout() got {len(boxes)} boxes and {len(windows)} windows; give one for each box")
    edges = np.array([(b.x, b.y, b.right, b.bottom) for b in boxes], np.float64).reshape(-1, 4)
    if right_to_left:
        edges[:, [0, 2]] = -edges[:, [2, 0]]
    of_window: dict[int, list[int]] = {}
    for index in range(len(boxes)):
        of_window.setdefault(windows[index] if windows else 0, []).append(index)
    page = _Page(edges)
    for members in sorted(of_window.values(), key=lambda m: (edges[m, 1].min(), edges[m, 0].min())):
        page.read(np.array(members, np.intp))
    return Layout(tuple(page.order), tuple(page.pane), tuple(page.row))


class _Page:
    """Edges (left, top, right, bottom) of all boxes, and what was read of them so far."""

    def __init__(self, edges: Numbers) -> None:
        self.edges = edges
        self.order: list[int] = []
        self.pane = [0] * len(edges)
        self.row = [0] * len(edges)
        self._panes = self._rows = 0

    def read(self, members: Indices) -> None:
        """Read one window: what stands in it, then each box that holds others before the first of those."""
        holders = self._holders(members)
        start = len(self.order)
        self._read_panes(np.setdiff1d(members, np.array(list(holders), np.intp)))
        ranks = {index: rank for rank, index in enumerate(self.order[start:])}
        firsts = {holder: min((ranks[i] for i in held if i in ranks), default=-1) for holder, held in holders.items()}
        self._panes += bool(holders)
        for holder in holders:
            self._rows += 1
            self.pane[holder], self.row[holder] = self._panes, self._rows
        # Of boxes that start with the same element, the largest holds the rest.
        placed = [(first, 0, -self._area(holder), holder) for holder, first in firsts.items()]
        placed += [(rank, 1, 0.0, index) for index, rank in ranks.items()]
        self.order[start:] = [index for *_, index in sorted(placed)]

    def _area(self, index: int) -> float:
        left, top, right, bottom = self.edges[index]
        return float((right - left) * (bottom - top))

    def _holders(self, members: Indices) -> dict[int, list[int]]:
        """The tall boxes around the middles of at least two others, and those others."""
        edges = self.edges[members]
        heights = edges[:, 3] - edges[:, 1]
        if not len(members):
            return {}
        x, y = (edges[:, 0] + edges[:, 2]) / 2, (edges[:, 1] + edges[:, 3]) / 2
        found = {}
        for at in np.flatnonzero(heights > TALL * max(1.0, float(np.median(heights)))):
            left, top, right, bottom = edges[at]
            inside = (left <= x) & (x < right) & (top <= y) & (y < bottom) & (heights < heights[at])
            if inside.sum() >= 2:
                found[int(members[at])] = [int(i) for i in members[inside]]
        return found

    def _read_panes(self, members: Indices) -> None:
        cut = self._best_cut(members) if len(members) >= 2 * FEWEST_LINES else None
        if cut is None:
            self._read_rows(members)
            return
        for part in cut:
            if len(part):
                self._read_panes(part)

    def _read_rows(self, members: Indices) -> None:
        if not len(members):
            return
        self._panes += 1
        for line in self._lines(members):
            self._rows += 1
            for index in line:
                self.pane[index], self.row[index] = self._panes, self._rows
            self.order += line

    def _lines(self, members: Indices) -> list[list[int]]:
        """Boxes grouped into rows, top down, each from its left: a box joins the row whose middle it shares."""
        edges = self.edges
        middles = (edges[:, 1] + edges[:, 3]) / 2
        heights = edges[:, 3] - edges[:, 1]
        lines: list[list[int]] = []
        for raw in members[np.argsort(middles[members], kind="stable")]:
            index = int(raw)
            if lines:
                # Compared with the first of the row, so that a slope of boxes cannot run on as one row.
                first = lines[-1][0]
                if middles[index] - middles[first] <= SAME_ROW * min(heights[index], heights[first]):
                    lines[-1].append(index)
                    continue
            lines.append([index])
        return [sorted(line, key=lambda i: (edges[i, 0], edges[i, 1])) for line in lines]

    def _best_cut(self, members: Indices) -> list[Indices] | None:
        """What stands above, left, right and below of the largest gutter between two panes, if there is one."""
        edges = self.edges[members]
        unit = max(1.0, float(np.median(edges[:, 3] - edges[:, 1])))
        bands = _bands(edges, 1)
        heads = min(_HEADERS, len(bands) - 1)
        feet = min(_FOOTERS, len(bands) - 1 - heads)
        core = _columns(edges[np.concatenate(bands[heads : len(bands) - feet])], GUTTER * unit)
        best: tuple[float, list[Indices]] | None = None
        tried: set[tuple[int, ...]] = set()
        for head, foot in ((h, f) for h in range(heads + 1) for f in range(feet + 1) if len(core) > 1):
            last = len(bands) - foot
            outer = _joined(bands[head:heads] + bands[len(bands) - feet : last])
            columns = _columns(np.concatenate([core, edges[outer]]), GUTTER * unit)
            # The same gutters, only shorter, were judged before.
            known = tuple(int(x) for x in columns[:, [0, 2]].ravel() // unit)
            if known in tried:
                continue
            tried.add(known)
            middle = np.concatenate(bands[head:last])
            found = _gutter(edges[middle], columns, unit)
            if found is not None and (best is None or found[0] > best[0]):
                in_left = edges[middle, 0] < found[1]
                parts = [_joined(bands[:head]), middle[in_left], middle[~in_left], _joined(bands[last:])]
                best = found[0], [members[part] for part in parts]
        return best[1] if best else None


def _gutter(edges: Numbers, columns: Numbers, unit: float) -> tuple[float, float] | None:
    """The size in pixels of the largest gutter between panes, and the column of pixels where it ends."""
    height = edges[:, 3].max() - edges[:, 1].min()
    # Beyond four heights a wider gutter says no more.
    sizes = np.minimum(columns[1:, 0] - columns[:-1, 2], 4 * unit) * height
    for at in np.argsort(-sizes, kind="stable"):
        end = float(columns[at + 1, 0])
        in_left = edges[:, 0] < end
        if _are_panes(edges[in_left], edges[~in_left]):
            return float(sizes[at]), end
    return None


def _columns(edges: Numbers, least: float) -> Numbers:
    """The edges of the columns that boxes form, parted by empty strips of at least `least` pixels."""
    parts = [edges[band] for band in _bands(edges, 0, least)]
    return np.array([(*part[:, :2].min(axis=0), *part[:, 2:].max(axis=0)) for part in parts])


def _joined(bands: list[Indices]) -> Indices:
    return np.concatenate(bands) if bands else np.array([], np.intp)


def _bands(edges: Numbers, axis: int, least: float = 1.0) -> list[Indices]:
    """Positions of boxes in bands along an axis (0: x), parted by empty strips of at least `least` pixels."""
    order = np.argsort(edges[:, axis], kind="stable")
    reach = np.maximum.accumulate(edges[order, axis + 2])
    starts = np.flatnonzero(edges[order[1:], axis] - reach[:-1] >= least) + 1
    return np.split(order, starts)


def _are_panes(left: Numbers, right: Numbers) -> bool:
    """Whether two columns are read one after the other, not line by line."""
    few, many = sorted((_line_middles(left), _line_middles(right)), key=len)
    if len(few) < FEWEST_LINES:
        return False
    heights = [float(np.median(side[:, 3] - side[:, 1])) for side in (left, right)]
    places = np.clip(np.searchsorted(many, few), 1, len(many) - 1)
    below, above = many[places] - few, many[places - 1] - few
    offsets = np.where(abs(below) < abs(above), below, above)
    usual = float(np.median(offsets))
    level = (abs(offsets - usual) <= max(1.0, LEVEL * min(heights))).mean()
    return bool(level < LEVEL_SHARE or abs(usual) > SAME_ROW * max(heights) + 1)


def _line_middles(edges: Numbers) -> Numbers:
    """Heights of the distinct lines of a column, in pixels from the top, sorted."""
    middles = np.sort((edges[:, 1] + edges[:, 3]) / 2)
    apart = 0.5 * float(np.median(edges[:, 3] - edges[:, 1]))
    return np.asarray(middles[np.concatenate([[True], np.diff(middles) > apart])], np.float64)
