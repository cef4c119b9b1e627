"""A page: one frame in pieces, and what lies in what; the stages of grounding hand it to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels, Role

from .edges import Map
from .labels import Label
from .places import Places
from .shapes import Shape

INSIDE = 2
"""Pixels by which a thing may reach over the edge of the box it lies in."""
KEYCAP = 130
"""Pixels: the largest side of a calculator's key."""
COLOURED = 60
"""Levels between the channels of an accent colour; greys, and tinted ones, have less."""
SPECK = 7
"""Pixels: smaller ink that says nothing is no icon either."""
CHUNK = 512
"""Rows compared at a time, which bounds the memory of a screen with thousands of boxes."""


class Draft(NamedTuple):
    """An element before it has its place in the reading order."""

    role: Role
    text: str
    box: Box
    state: str = ""
    source: str = "vision"
    confidence: float = 0.9


class Icon(NamedTuple):
    """A picture of icon size; `name` is empty when it is none we know."""

    box: Box
    name: str = ""
    confidence: float = 0.0


@dataclass(frozen=True)
class Page:
    """Pixels, the text on them, small pictures, and the boxes that lines enclose, larger ones first."""

    pixels: Pixels
    labels: tuple[Label, ...]
    icons: tuple[Icon, ...]
    boxes: tuple[Box, ...]
    shapes: tuple[Shape, ...] = ()
    level: Map = field(default_factory=lambda: np.zeros((1, 1), np.uint8))

    @cached_property
    def holders(self) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        """The index of the smallest box around each box, label and icon; -1 where there is none."""
        edges = _edges(self.boxes)
        return (
            _smallest_around(edges, edges, strict=True),
            _smallest_around(edges, _edges([m.box for m in self.labels])),
            _smallest_around(edges, _edges([i.box for i in self.icons])),
        )

    @cached_property
    def _places(self) -> tuple[Places, Places, Places]:
        return Places(self.boxes), Places(m.box for m in self.labels), Places(i.box for i in self.icons)

    @cached_property
    def _contents(self) -> tuple[dict[int, list[int]], dict[int, list[int]], dict[int, list[int]]]:
        listed: tuple[dict[int, list[int]], ...] = ({}, {}, {})
        for found, holders in zip(listed, self.holders, strict=True):
            for index, holder in enumerate(holders):
                found.setdefault(holder, []).append(index)
        return listed[0], listed[1], listed[2]

    @cached_property
    def _coloured_sums(self) -> NDArray[np.int32]:
        """Summed-area table of the pixels whose channels differ as those of an accent colour do."""
        blue, green, red = cv2.split(self.pixels)
        spread = cv2.subtract(cv2.max(cv2.max(blue, green), red), cv2.min(cv2.min(blue, green), red))
        return np.asarray(cv2.integral((np.asarray(spread) > COLOURED).view(np.uint8)), np.int32)

    def coloured(self, box: Box) -> int:
        """How many pixels of a box, which lies in the picture, are of an accent colour."""
        sums = self._coloured_sums
        return int(sums[box.bottom, box.right] - sums[box.y, box.right] - sums[box.bottom, box.x] + sums[box.y, box.x])

    def without_specks(self) -> Page:
        """The page without the ends of lines and specks: a sign counts where it has a small box to itself."""
        kept, dropped = [], []
        for index, label in enumerate(self.labels):
            holder = self.holders[1][index]
            alone = holder >= 0 and self.boxes[holder].h <= KEYCAP and self.boxes[holder].w <= KEYCAP
            alone = alone and len(self.labels_in(holder)) == 1
            if alone or any(c.isalnum() for c in label.text):
                kept.append(label)
            elif max(label.box.w, label.box.h) >= SPECK:
                dropped.append(label)
        icons = self.icons + tuple(Icon(m.box) for m in dropped)
        return replace(self, labels=tuple(kept), icons=icons)

    def boxes_in(self, box: int) -> list[int]:
        """Indexes of the boxes that lie directly in a box (-1: in none)."""
        return self._contents[0].get(box, [])

    def labels_in(self, box: int) -> list[int]:
        """Indexes of the labels directly in a box, left to right."""
        return sorted(self._contents[1].get(box, []), key=lambda i: self.labels[i].box.x)

    def labels_over(self, box: Box) -> list[int]:
        """Indexes of the labels that lie on a small shape: what its mark was read as."""
        return self._places[1].lying_on(box.grown(3), 0.8)

    def icons_over(self, box: Box) -> list[int]:
        """Indexes of the icons that lie on a small shape."""
        return self._places[2].lying_on(box.grown(3), 0.8)

    def boxes_over(self, box: Box) -> list[int]:
        """Indexes of the boxes that lie on a small shape."""
        return self._places[0].lying_on(box.grown(3), 0.8)

    def icons_in(self, box: int) -> list[int]:
        """Indexes of the icons directly in a box, left to right."""
        return sorted(self._contents[2].get(box, []), key=lambda i: self.icons[i].box.x)


def same_line(a: Box, b: Box) -> bool:
    """Whether two boxes stand on one line of text."""
    return abs(a.center.y - b.center.y) <= max(4, min(a.h, b.h) // 2)


def _edges(boxes: Sequence[Box]) -> NDArray[np.int64]:
    return np.array([(b.x, b.y, b.right, b.bottom) for b in boxes], np.int64).reshape(-1, 4)


def _smallest_around(outer: NDArray[np.int64], inner: NDArray[np.int64], strict: bool = False) -> tuple[int, ...]:
    """For each row of `inner` the last (smallest) row of `outer` that holds it; `strict` wants a larger one."""
    found = np.full(len(inner), -1)
    if not len(outer):
        return tuple(found.tolist())
    slack = 0 if strict else INSIDE
    for start in range(0, len(inner), CHUNK):
        part = inner[start : start + CHUNK, None]
        begins = np.asarray((outer[:, :2] <= part[..., :2] + slack).all(axis=2))
        holds = begins & np.asarray((outer[:, 2:] >= part[..., 2:] - slack).all(axis=2))
        if strict:
            index = np.arange(start, start + part.shape[0])
            holds &= np.arange(len(outer)) < index[:, None]
        last = len(outer) - 1 - holds[:, ::-1].argmax(axis=1)
        found[start : start + CHUNK] = np.where(holds.any(axis=1), last, -1)
    return tuple(found.tolist())


@dataclass(frozen=True)
class Found:
    """Elements of one kind, and the labels, icons and boxes (by index) that they are made of."""

    drafts: tuple[Draft, ...] = ()
    labels: frozenset[int] = frozenset()
    icons: frozenset[int] = frozenset()
    boxes: frozenset[int] = frozenset()

    def __or__(self, other: Found) -> Found:
        return Found(
            self.drafts + other.drafts,
            self.labels | other.labels,
            self.icons | other.icons,
            self.boxes | other.boxes,
        )


class Collector:
    """Gathers what one stage finds."""

    def __init__(self, taken: Found) -> None:
        """`taken` is what earlier stages used; nothing is used twice."""
        self._taken = taken
        self.drafts: list[Draft] = []
        self.labels: set[int] = set()
        self.icons: set[int] = set()
        self.boxes: set[int] = set()

    def free_label(self, index: int) -> bool:
        """Whether no element has this label yet."""
        return index not in self.labels and index not in self._taken.labels

    def free_icon(self, index: int) -> bool:
        """Whether no element has this icon yet."""
        return index not in self.icons and index not in self._taken.icons

    def free_box(self, index: int) -> bool:
        """Whether no element has this box yet."""
        return index not in self.boxes and index not in self._taken.boxes

    def add(
        self,
        draft: Draft,
        labels: Sequence[int] = (),
        icons: Sequence[int] = (),
        boxes: Sequence[int] = (),
    ) -> None:
        """Keep an element and what it is made of."""
        self.drafts.append(draft)
        self.labels.update(labels)
        self.icons.update(icons)
        self.boxes.update(boxes)

    def found(self) -> Found:
        """All of it."""
        return Found(tuple(self.drafts), frozenset(self.labels), frozenset(self.icons), frozenset(self.boxes))
