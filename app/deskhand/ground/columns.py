"""Columns of lists whose cells stand as close as words: lines are parted where the heads of the columns meet.

A narrow window or a large font leaves a space between two cells, and a row would be read as one label. Only the marks
between the heads of the columns show where a column ends, so they are taken to go on down through the rows.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2

from deskhand.core.geometry import Box, bounding

from .edges import Map
from .lines import Line

HEADS = (14, 64)
"""Pixels of height of a head of a column, at 100 to 200 %."""
_WIDEST = 3
"""Pixels of a mark between two heads; both of its sides are steps."""
_LEVEL = 2
"""Pixels by which the marks of one row of heads may differ."""
_FEWEST_ROWS, _FEWEST_ROWS_ALONE = 2, 3
"""Rows that must have a gap under a mark, and under one that is the only mark: lines of a text rarely do."""
_BEFORE = 8
"""Heights of the heads that the mark behind a head may be away from its label: names are given the widest column."""
_NEXT = 2.0
"""Heights of the heads that the next row may be away."""
_SLACK = 2
"""Pixels that a letter may reach over the edge of its column."""


@dataclass(frozen=True, slots=True)
class Heads:
    """A row of heads: the places of the marks between them, and the rows of pixels they take."""

    marks: tuple[int, ...]
    top: int
    bottom: int


def parted_at_columns(lines: Sequence[Line], upright: Map) -> list[Line]:
    """The lines, those of a list parted at the edges of its columns."""
    cuts: dict[int, set[int]] = {}
    for heads in _heads(upright, lines):
        for mark in heads.marks:
            for row in _rows_under(mark, heads, lines):
                cuts.setdefault(row, set()).add(mark)
    found: list[Line] = []
    for number, line in enumerate(lines):
        found += _parted(line, sorted(cuts.get(number, ())))
    return found


def _heads(upright: Map, lines: Sequence[Line]) -> Iterator[Heads]:
    """Rows of marks of one height that stand free, each with a label close behind it and the first with one before."""
    _, _, stats, _ = cv2.connectedComponentsWithStats(upright, connectivity=8)
    marks = sorted((y, x, h) for x, y, w, h, _ in stats[1:].tolist() if w <= _WIDEST and HEADS[0] <= h <= HEADS[1])
    while marks:
        y, _, h = marks[0]
        level = [m for m in marks if abs(m[0] - y) <= _LEVEL and abs(m[2] - h) <= _LEVEL]
        marks = [m for m in marks if m not in level]
        labels = [line.box for line in lines if y <= line.box.y and line.box.bottom <= y + h]
        places = [place for place in _apart(sorted(x for _, x, _ in level)) if _is_free(place, labels)]
        for run in _labelled(places, labels, h):
            if run:
                yield Heads(tuple(run), y, y + h)


def _apart(places: Iterable[int]) -> Iterator[int]:
    """The places without those that are the other side of the same mark."""
    last = -2 * _WIDEST
    for place in places:
        if place - last > _WIDEST:
            yield place
        last = place


def _is_free(place: int, labels: Iterable[Box]) -> bool:
    """Whether it is no stroke of a letter."""
    return not any(label.x <= place <= label.right for label in labels)


def _labelled(places: Sequence[int], labels: Sequence[Box], height: int) -> Iterator[list[int]]:
    """The marks parted into runs in which a label stands between each two, and before and behind the whole run."""
    run: list[int] = []
    for place, end in itertools.zip_longest(places, places[1:]):
        before = any(label.right <= place and place - label.right <= _BEFORE * height for label in labels)
        behind = any(0 <= label.x - place <= height and label.right <= (end or label.right) for label in labels)
        if not behind or not (run or before):
            yield run
            run = []
        else:
            run.append(place)
    yield run


def _rows_under(mark: int, heads: Heads, lines: Sequence[Line]) -> list[int]:
    """The lines with a gap under a mark, down to the first that has none or stands far below."""
    height = heads.bottom - heads.top
    under = [n for n, line in enumerate(lines) if line.box.y >= heads.bottom - _SLACK]
    reached, found = heads.bottom, []
    for number in sorted(under, key=lambda n: lines[n].box.center.y):
        line = lines[number]
        if not line.box.x < mark < line.box.right:
            # A cell that ends at the mark is a row of the list too.
            beside = min(abs(line.box.right - mark), abs(line.box.x - mark)) <= 2 * height
            reached = max(reached, line.box.bottom) if beside and line.box.y - reached <= _NEXT * height else reached
            continue
        if line.box.y - reached > _NEXT * height or _is_over(mark, line):
            break
        reached = max(reached, line.box.bottom)
        found.append(number)
    least = _FEWEST_ROWS if len(heads.marks) > 1 else _FEWEST_ROWS_ALONE
    return found if len(found) >= least else []


def _is_over(mark: int, line: Line) -> bool:
    return any(word.x + _SLACK < mark < word.right - _SLACK for word in line.words)


def _parted(line: Line, marks: Sequence[int]) -> Iterator[Line]:
    words: list[Box] = []
    left = list(marks)
    for word in line.words:
        if words and left and word.center.x >= left[0]:
            yield Line(tuple(words), bounding(words))
            words = []
        while left and word.center.x >= left[0]:
            left.pop(0)
        words.append(word)
    if words:
        yield Line(tuple(words), bounding(words))
