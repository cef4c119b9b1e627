"""What stands around an element: its row, its neighbours on four sides, the label of a field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .geometry import Box
from .reading import layout
from .screen import SURFACES, TOGGLES, Element, Role

FIELDS = frozenset({Role.EDIT, Role.COMBO, Role.SLIDER})
"""Roles whose name stands beside them."""
NAMES = frozenset({Role.TEXT, Role.HEADER})
"""Roles that can be the name of a field."""
LABEL_REACH = 10.0
"""Heights of a label by which it may stand beside its field: 140 pixels at 14, the longest form gap measured."""
ABOVE_REACH = 1.5
"""Heights of a label by which it may stand above its field."""
_UNLIKE = 4.0
"""Times as high as another a box may be and still stand on its row."""
_SHARED = 0.3
"""Share of the smaller of two sides that must face each other for neighbours."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest element on each side, or None."""

    left: Element | None = None
    right: Element | None = None
    above: Element | None = None
    below: Element | None = None


class Surroundings:
    """The places of a scene's elements, computed once for many questions.

    Every question raises `ValueError` for an element that is not of the scene.
    """

    def __init__(self, elements: Sequence[Element]) -> None:
        self.elements = tuple(elements)
        boxes = [e.box for e in self.elements]
        self.right_to_left = written_right_to_left(e.text for e in self.elements)
        self.layout = layout(boxes, [e.window for e in self.elements], self.right_to_left)
        edges = np.array([(b.x, b.y, b.right, b.bottom) for b in boxes], np.float64).reshape(-1, 4)
        self.left, self.top, self.right, self.bottom = edges.T
        self.middle_x, self.middle_y = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        self._height = np.maximum(self.bottom - self.top, 1.0)
        self.window = np.array([e.window for e in self.elements], np.int64)
        self.pane = np.array(self.layout.pane, np.int64)
        self._surface = np.array([e.role in SURFACES for e in self.elements], bool)
        self._names = np.array([e.role in NAMES and bool(e.text) for e in self.elements], bool)
        self._rows = np.array([i for i, e in enumerate(self.elements) if e.role is Role.ROW], np.intp)
        self._places = {id(e): i for i, e in enumerate(self.elements)}

    def place_of(self, element: Element) -> int:
        """The position of an element in the scene."""
        found = self._places.get(id(element))
        return self.elements.index(element) if found is None else found

    def row_of(self, element: Element) -> tuple[Element, ...]:
        """The elements on the same row of the same pane, the element itself among them, as they are read.

        A row drawn as an element holds all that stands in its box, on as many lines as it has.
        """
        return tuple(self.elements[i] for i in self.row_at(self.place_of(element)))

    def row_at(self, place: int) -> list[int]:
        """The positions of the elements on the row of the one at `place`; see `row_of`."""
        held = self._drawn_row(place)
        if len(held) < 2:
            held = np.flatnonzero(self._beside(place))
        start = -self.right if self.right_to_left else self.left
        return sorted((int(i) for i in held), key=lambda i: start[i])

    def neighbours(self, element: Element) -> Neighbours:
        """The nearest elements of the same window on its four sides, as far as they face it."""
        at = self.place_of(element)
        others = (self.window == self.window[at]) & ~self._surface
        others[at] = False
        across = _facing(self.top, self.bottom, at) & others
        along = _facing(self.left, self.right, at) & others
        return Neighbours(
            self._nearest(across, self.left[at] - self.right),
            self._nearest(across, self.left - self.right[at]),
            self._nearest(along, self.top[at] - self.bottom),
            self._nearest(along, self.top - self.bottom[at]),
        )

    def label_of(self, element: Element) -> Element | None:
        """The text that names a field: before it on its row, or right above it; after a toggle."""
        at = self.place_of(element)
        names = self._names & (self.window == self.window[at])
        level = names & (abs(self.middle_y - self.middle_y[at]) <= np.maximum(self._height, self._height[at]) / 2)
        gaps = self.left[at] - self.right
        if (element.role in TOGGLES) != self.right_to_left:
            gaps = self.left - self.right[at]
        beside = self._nearest(level & (gaps <= LABEL_REACH * self._height), gaps)
        if beside is not None or element.role in TOGGLES:
            return beside
        rise = self.top[at] - self.bottom
        start, starts = (self.right[at], self.right) if self.right_to_left else (self.left[at], self.left)
        above = names & (abs(starts - start) <= self._height) & (rise <= ABOVE_REACH * self._height)
        return self._nearest(above, rise)

    def _nearest(self, among: NDArray[np.bool_], gaps: NDArray[np.float64]) -> Element | None:
        """The element of the smallest gap; boxes that touch overlap by a pixel or two."""
        able = np.flatnonzero(among & (gaps >= -2))
        return self.elements[int(able[gaps[able].argmin()])] if able.size else None

    def _drawn_row(self, place: int) -> NDArray[np.intp]:
        """What stands in the smallest row element around the middle of an element."""
        x, y = self.middle_x[place], self.middle_y[place]
        rows = self._rows[self.window[self._rows] == self.window[place]]
        around = rows[(self.left[rows] <= x) & (x < self.right[rows]) & (self.top[rows] <= y) & (y < self.bottom[rows])]
        if not around.size:
            return np.array([], np.intp)
        row = min((int(i) for i in around), key=lambda i: self.elements[i].box.area)
        inside = (self.left[row] <= self.middle_x) & (self.middle_x < self.right[row])
        inside &= (self.top[row] <= self.middle_y) & (self.middle_y < self.bottom[row])
        return np.flatnonzero(inside & (self.window == self.window[place]) & ~self._surface)

    def _beside(self, place: int) -> NDArray[np.bool_]:
        """Which elements of the pane stand level: the middle of one lies within the height of the other."""
        y, height = self.middle_y[place], self._height[place]
        level = (self.top <= y) & (y < self.bottom)
        level |= (self.top[place] <= self.middle_y) & (self.middle_y < self.bottom[place])
        level &= (self._height <= _UNLIKE * height) & (height <= _UNLIKE * self._height)
        level &= (self.pane == self.pane[place]) & (self.window == self.window[place]) & ~self._surface
        level[place] = True
        return np.asarray(level, bool)


def written_right_to_left(texts: Iterable[str]) -> bool:
    """Whether more letters are of Hebrew, Arabic and their kin than of all other scripts."""
    balance = 0
    for text in texts:
        if text.isascii():
            balance -= len(text)
        else:
            balance += sum(1 if "\u0590" <= c <= "\u08ff" or "\ufb1d" <= c <= "\ufefc" else -1 for c in text)
    return balance > 0


def gap(a: Box, b: Box) -> tuple[int, int]:
    """The pixels between two boxes, across and down; 0 where they overlap."""
    return max(0, a.x - b.right, b.x - a.right), max(0, a.y - b.bottom, b.y - a.bottom)


def _facing(low: NDArray[np.float64], high: NDArray[np.float64], at: int) -> NDArray[np.bool_]:
    """Which boxes share enough of a side with the one at this position."""
    shared = np.minimum(high, high[at]) - np.maximum(low, low[at])
    return np.asarray(shared > _SHARED * np.minimum(high - low, high[at] - low[at]), bool)
