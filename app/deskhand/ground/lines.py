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
_MIN_PICTURE = 13
_SQUARE = (0.55, 1.8)
"""Width to height of icons."""
_CARET, _CARET_HEIGHT = 2, 14
"""Pixels of width, the step behind it included, and of height of a caret at 100 %."""
_FLAT, _DOT = 3, 7
"""Pixels of height: of an underscore or dash, and of the largest dot."""
_UNDERLINED = 0.45
"""Share of a word that a rule runs under; the rest is left out around descenders."""
_SKIP = 2
"""Pixels an underline leaves out at each side of a descender; two links are further apart."""
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
    boxes = [part for row in words.tolist() for part in _single_rows(Box(*row), ink) if 2 <= part.h <= MAX_TEXT]
    boxes = [part for box in _with_dots(boxes) for part in _single_links(box, ink, rules.level)]
    boxes = [box for box in boxes if not _is_caret(box)]
    boxes.sort(key=lambda b: (b.x, b.y))
    lines: list[Line] = []
    pictures: list[Box] = []
    for group in _joined(boxes, rules.upright, _Rows(sorted(barriers, key=lambda b: b.x))):
        for run in _without_pictures(group, pictures, ink):
            lines += [Line(tuple(part), bounding(part)) for part in _parted_links(run, rules.level, ink)]
    return lines, pictures


def _is_caret(box: Box) -> bool:
    """A text caret: thinner than any letter of its height."""
    return box.w <= _CARET and box.h >= _CARET_HEIGHT


def _single_rows(box: Box, ink: Map) -> list[Box]:
    """Two lines whose letters touch are parted at the row with the least ink between them."""
    if box.h < 20 or box.w < 1.5 * box.h or box.h > 64:
        return [box]
    profile = ink[box.y : box.bottom, box.x : box.right].sum(axis=1)
    middle = slice(int(box.h * 0.3), int(box.h * 0.7) + 1)
    row = middle.start + int(profile[middle].argmin())
    if profile[row] > 0.15 * profile.max() or min(row, box.h - row) < 7:
        return [box]
    return [_shrunk(Box(box.x, box.y, box.w, row), ink), _shrunk(Box(box.x, box.y + row, box.w, box.h - row), ink)]


def _with_dots(boxes: Sequence[Box]) -> list[Box]:
    """Dots and bars joined to what stands over or under them: i, j, colon, equals and division."""
    order = sorted(boxes, key=lambda b: b.x)
    index = _Rows(order)
    leader = list(range(len(order)))
    for i, dot in enumerate(order):
        if dot.h > _DOT or dot.w > 2 * _DOT:
            continue
        for j in index.touching(Box(dot.x, dot.y - _DOT, dot.w, dot.h + 2 * _DOT)):
            other = order[j]
            gap = max(other.y - dot.bottom, dot.y - other.bottom)
            shared = min(dot.right, other.right) - max(dot.x, other.x)
            over = -4 <= gap <= max(3, 0.4 * other.h) and shared >= 0.6 * min(dot.w, other.w)
            # The dots of an umlaut stand within the height of a word with taller letters.
            if j != i and (over or dot.coverage(other) > 0.8):
                leader[_root(leader, i)] = _root(leader, j)
    groups: dict[int, list[Box]] = defaultdict(list)
    for i, box in enumerate(order):
        groups[_root(leader, i)].append(box)
    return [bounding(group) for group in groups.values()]


def _root(leader: list[int], index: int) -> int:
    while leader[index] != index:
        leader[index] = leader[leader[index]]
        index = leader[index]
    return index


def _single_links(box: Box, ink: Map, level: Map) -> list[Box]:
    """Two underlined links a space apart are parted where neither letters nor lines are: within one there is no gap."""
    if box.w < 30 or not _underline(box, level):
        return [box]
    blank = np.flatnonzero(~ink[box.y : box.bottom, box.x : box.right].any(axis=0))
    gaps = [g for g in np.split(blank, np.flatnonzero(np.diff(blank) > 1) + 1) if len(g) >= _SKIP]
    edges = [0, *(int(edge) for g in gaps for edge in (g[0], g[-1] + 1)), box.w]
    parts = [Box(box.x + a, box.y, b - a, box.h) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a]
    return parts if all(_underline(part, level) for part in parts) else [box]


def _shrunk(box: Box, ink: Map) -> Box:
    """The part of a box that holds its ink."""
    ys, xs = np.nonzero(ink[box.y : box.bottom, box.x : box.right])
    if not ys.size:
        return box
    return Box(box.x + int(xs.min()), box.y + int(ys.min()), int(np.ptp(xs)) + 1, int(np.ptp(ys)) + 1)


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
    between = rules[min(left.y, right.y) : max(left.bottom, right.bottom), left.right : right.x]
    if (between.sum(axis=0) >= 0.9 * between.shape[0]).any():
        return False
    space = Box(left.right - 2, top, gap + 4, max(1, bottom - top))
    return not stops.touching(space)


def _without_pictures(group: list[Box], pictures: list[Box], ink: Map) -> Iterable[list[Box]]:
    """The runs of words between the pictures of a group; pictures are added to the list given."""
    # Dashes and underscores are no measure of how high letters are.
    worded = [w for w in group if w.w > 1.2 * w.h and w.h > _FLAT]
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


def _parted_links(run: list[Box], level: Map, ink: Map) -> Iterable[list[Box]]:
    """Underlines tell where a link ends: the next word does not share its line."""
    part: list[Box] = []
    for word in run:
        if (
            part
            and (_underline(word, level) or _underline(part[-1], level))
            and not _share_line(part[-1], word, level, ink)
        ):
            yield part
            part = []
        part.append(word)
    if part:
        yield part


def _underline(word: Box, level: Map) -> bool:
    return word.w >= 14 and word.h >= 8 and _has_rule(word, level)


def _share_line(left: Box, right: Box, level: Map, ink: Map) -> bool:
    """Whether one underline runs on between two words; it may stop short of a descender, which then is there."""
    bottom = max(left.bottom, right.bottom)
    rows, columns = slice(max(0, bottom - 5), bottom + 1), slice(max(0, left.right - 2), right.x + 2)
    covered = np.asarray((level[rows, columns] | ink[rows, columns]).any(axis=0))
    blank = "".join("#" if inked else " " for inked in covered.tolist())
    return max(map(len, blank.split("#"))) <= _SKIP


def _has_rule(box: Box, level: Map) -> bool:
    last = level[max(0, box.bottom - 4) : box.bottom + 1, box.x : box.right]
    return bool(last.size and last.mean(axis=1).max() > _UNDERLINED)


def _has_caret(word: Box, ink: Map, text_height: float) -> bool:
    """Whether a word is only as high as the caret that stands right behind it."""
    drawn = ink[word.y : word.bottom, word.x : word.right]
    stroke, rest = drawn[:, -_CARET - 1 :].any(axis=1), np.flatnonzero(drawn[:, : -_CARET - 3].any(axis=1))
    return bool(stroke.mean() > 0.9 and rest.size and np.ptp(rest) + 1 < _PICTURE_TALLER * text_height)


def _is_picture(word: Box, text_height: float) -> bool:
    square = _SQUARE[0] <= word.w / word.h <= _SQUARE[1]
    return square and word.h >= max(_MIN_PICTURE, _PICTURE_TALLER * text_height)
