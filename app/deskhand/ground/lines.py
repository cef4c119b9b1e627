"""Lines: words that are read together, and the pictures that stand among them.

Every decision looks at a neighbourhood of a line height, so a line depends on nothing far from it: reading
what changed gives the same lines as reading the whole frame.
"""

from __future__ import annotations

import bisect
import statistics
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box, bounding

from .edges import Map
from .parting import parted_links, single_links, single_rows

LABEL_GAP = 0.75
"""A gap above this share of the text height parts two labels."""
MIN_LABEL_GAP = 11
"""Pixels; keeps the words of very small text together."""
MAX_TEXT = 96
"""Pixels; taller ink is a picture."""
_OVERLAP = 0.5
"""Share of the lower word's height that two words of one line have in common."""
_PICTURE_TALLER = 1.22
"""Icons are drawn this much taller than the text beside them, or more."""
_WITHOUT_ASCENDERS = 1.3
"""Height of digits and high letters to that of low ones."""
_LONE_WORD = 1.6
"""Width to height of a word that by itself is a measure of how high the letters of its line are."""
_MIN_PICTURE = 13
_SQUARE = (0.55, 1.8)
"""Width to height of icons."""
_CARET, _CARET_HEIGHT = 2, 14
"""Pixels of width, the step behind it included, and of height of a caret at 100 %."""
_BAR = 5
"""Pixels of height of the largest bar of an equals sign; small letters are higher."""
_FLAT, _DOT = 3, 7
"""Pixels of height: of an underscore or dash, and of the largest dot."""
_ROW = 8
"""Pixels; the grain of the index of words by their height."""


@dataclass(frozen=True)
class Rules:
    """Where straight lines run: 1 on level (horizontal) and on upright ones."""

    level: Map
    upright: Map


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one label, left to right, and the box around them."""

    words: tuple[Box, ...]
    box: Box


def lines_of(words: NDArray[np.int32], ink: Map, rules: Rules, barriers: Sequence[Box]) -> tuple[list[Line], list[Box]]:
    """Group words into lines; also the pictures that stood among them.

    `barriers` are the shapes of toggles, which part what is at their sides.
    """
    boxes = [part for row in words.tolist() for part in single_rows(Box(*row), ink) if 2 <= part.h <= MAX_TEXT]
    boxes = [part for box in _with_dots(boxes) for part in single_links(box, ink, rules.level)]
    boxes = [box for box in boxes if not _is_caret(box)]
    boxes.sort(key=lambda b: (b.x, b.y))
    lines: list[Line] = []
    pictures: list[Box] = []
    for group in _joined(boxes, rules.upright, _Rows(sorted(barriers, key=lambda b: b.x))):
        for run in _without_pictures(group, pictures, ink):
            lines += [Line(tuple(part), bounding(part)) for part in parted_links(run, rules.level, ink)]
    return lines, pictures


def _is_caret(box: Box) -> bool:
    """A text caret: thinner than any letter of its height."""
    return box.w <= _CARET and box.h >= _CARET_HEIGHT


def _with_dots(boxes: Sequence[Box]) -> list[Box]:
    """Dots and bars joined to what stands over or under them: i, j, colon, equals and division."""
    order = sorted(_with_bars(boxes), key=lambda b: b.x)
    index = _Rows(order)
    leader = list(range(len(order)))
    for i, dot in enumerate(order):
        if dot.h > _DOT or dot.w > 2 * _DOT:
            continue
        nearest, least = -1, _DOT + 1
        for j in index.touching(Box(dot.x, dot.y - _DOT, dot.w, dot.h + 2 * _DOT)):
            other = order[j]
            gap = max(other.y - dot.bottom, dot.y - other.bottom)
            shared = min(dot.right, other.right) - max(dot.x, other.x)
            over = -4 <= gap <= max(3, 0.4 * other.h) and shared >= 0.6 * min(dot.w, other.w)
            # The dots of an umlaut stand within the height of a word with taller letters.
            if j == i or not (over or dot.coverage(other) > 0.8):
                continue
            if other.h <= _DOT:
                leader[_root(leader, i)] = _root(leader, j)
            elif gap < least:
                # Between two lines set close, the dot of an i stands near the descenders above it too.
                nearest, least = j, gap
        if nearest >= 0:
            leader[_root(leader, i)] = _root(leader, nearest)
    groups: dict[int, list[Box]] = defaultdict(list)
    for i, box in enumerate(order):
        groups[_root(leader, i)].append(box)
    return [bounding(group) for group in groups.values()]


def _with_bars(boxes: Sequence[Box]) -> list[Box]:
    """The two bars of a large equals sign joined: of one width, one under the other, nearer than they are long."""
    joined: list[Box] = []
    for box in sorted(boxes, key=lambda b: (b.x, b.y)):
        last = joined[-1] if joined else None
        flat = box.h <= _BAR and 2 * box.h <= box.w <= _BAR * 8
        alike = last and flat and abs(last.x - box.x) <= 1 and abs(last.w - box.w) <= 2 and abs(last.h - box.h) <= 2
        # Two dots are left to be told apart as dots are.
        if last and alike and 0 < box.y - last.bottom <= 0.6 * box.w and box.bottom - last.y > _DOT:
            joined[-1] = bounding([last, box])
            continue
        joined.append(box)
    return joined


def _root(leader: list[int], index: int) -> int:
    while leader[index] != index:
        leader[index] = leader[leader[index]]
        index = leader[index]
    return index


def _joined(boxes: Sequence[Box], rules: Map, stops: _Rows) -> Iterable[list[Box]]:
    """Connected groups of neighbours on one line; `boxes` are sorted by x."""
    leader = list(range(len(boxes)))
    index = _Rows(boxes)
    for i, box in enumerate(boxes):
        reach = max(MIN_LABEL_GAP, LABEL_GAP * max(box.h, 10) * 2)
        for j in index.right_of(box, int(reach)):
            if _belong(box, boxes[j], rules, stops):
                leader[_root(leader, j)] = _root(leader, i)
    groups: dict[int, list[Box]] = defaultdict(list)
    for i, box in enumerate(boxes):
        groups[_root(leader, i)].append(box)
    return groups.values()


class _Rows:
    """Boxes by the rows they cross, each row sorted by x."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.boxes = boxes
        self._widest = max((b.w for b in boxes), default=0)
        self._rows: dict[int, list[int]] = defaultdict(list)
        for i, box in enumerate(boxes):
            for row in range(box.y // _ROW, (box.bottom - 1) // _ROW + 1):
                self._rows[row].append(i)
        self._lefts = {row: [boxes[i].x for i in found] for row, found in self._rows.items()}

    def right_of(self, box: Box, reach: int) -> set[int]:
        """Indexes of boxes that begin right of this one's left edge and within reach of its right."""
        found: set[int] = set()
        for row in range(box.y // _ROW, (box.bottom - 1) // _ROW + 1):
            lefts = self._lefts.get(row, [])
            start, end = bisect.bisect_right(lefts, box.x), bisect.bisect_right(lefts, box.right + reach)
            found.update(self._rows[row][start:end] if lefts else ())
        return found

    def touching(self, box: Box) -> list[int]:
        """Indexes of boxes that overlap this one."""
        near = self.right_of(Box(box.x - self._widest - 1, box.y, self._widest + 1, box.h), box.w)
        return [i for i in near if self.boxes[i].overlaps(box)]


def _belong(left: Box, right: Box, rules: Map, stops: _Rows) -> bool:
    """Whether two neighbours are words of one label."""
    gap = right.x - left.right
    low, high = sorted((left.h, right.h))
    top, bottom = max(left.y, right.y), min(left.bottom, right.bottom)
    # An underscore hangs under the line of the letters at its sides.
    if low <= _FLAT and gap <= 3 and top - bottom <= 3:
        return True
    if bottom - top < _OVERLAP * low or (high > 2.2 * low and low >= 10):
        return False
    if gap > max(MIN_LABEL_GAP if high < 16 else 0, LABEL_GAP * max(8, min(high, 2 * low))):
        return False
    if gap < 3:
        return True
    # The side of an upright letter, an l, is a step right beside it.
    between = rules[min(left.y, right.y) : max(left.bottom, right.bottom), left.right + 1 : right.x - 1]
    if (between.sum(axis=0) >= 0.9 * between.shape[0]).any():
        return False
    space = Box(left.right - 2, top, gap + 4, max(1, bottom - top))
    return not stops.touching(space)


def _without_pictures(group: list[Box], pictures: list[Box], ink: Map) -> Iterable[list[Box]]:
    """The runs of words between the pictures of a group; pictures are added to the list given."""
    # Dashes and underscores are no measure of how high letters are.
    worded = [w for w in group if w.w > 1.2 * w.h and w.h > _FLAT]
    # An equals sign among the large figures of a sum is no word either.
    if len(worded) == 1 < len(group) - 1 and worded[0].w < _LONE_WORD * worded[0].h:
        worded = []
    height = statistics.median(w.h for w in worded) if worded else 0
    top = statistics.median(w.y for w in worded) if worded else 0
    # A short word may have low letters only, beside which a digit looks tall.
    high = height * (_WITHOUT_ASCENDERS if sum(w.w for w in worded) < 6 * height else 1)
    run: list[Box] = []
    for word in group:
        if height and word.y < top and _is_picture(word, high) and not _has_caret(word, ink, high):
            pictures.append(word)
            if run:
                yield run
            run = []
        else:
            run.append(word)
    if run:
        yield run


def _has_caret(word: Box, ink: Map, text_height: float) -> bool:
    """Whether a word is only as high as the caret that stands right behind it."""
    drawn = ink[word.y : word.bottom, word.x : word.right]
    stroke, rest = drawn[:, -_CARET - 1 :].any(axis=1), np.flatnonzero(drawn[:, : -_CARET - 3].any(axis=1))
    return bool(stroke.mean() > 0.9 and rest.size and np.ptp(rest) + 1 < _PICTURE_TALLER * text_height)


def _is_picture(word: Box, text_height: float) -> bool:
    square = _SQUARE[0] <= word.w / word.h <= _SQUARE[1]
    return square and word.h >= max(_MIN_PICTURE, _PICTURE_TALLER * text_height)
