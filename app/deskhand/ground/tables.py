"""Tables without lines: columns under headers, and columns that only line up."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.screen import Role

from .page import Collector, Draft, Found, Page, same_line

CROSSING = 6
"""Pixels by which a frame reaches beyond the edge of a column that it does not stand in."""
TOUCHING = 3
"""Pixels between two cells of one grid, the line between them included."""
_APART = 6.0
"""Heights of a line of text; rows of a table stand closer together."""
MAX_CELL = 80
"""Pixels of height; higher boxes are panes."""
MIN_CELLS, MIN_ROWS = 6, 3
ALIGNED = 5
"""Pixels within which the edges of a column agree."""


def find_columns(page: Page, taken: Found) -> Found:
    """Header boxes that touch in a row with lines of text below them: headers and cells."""
    found = Collector(taken)
    # The lowest first: a title bar is no header of the rows under the header of a table.
    for chain in sorted(header_chains(page, found), key=lambda c: -page.boxes[c[0]].y):
        boxes = [page.boxes[i] for i in chain]
        holder = page.holders[0][chain[0]]
        below = _labels_below(page, boxes, found, holder)
        rows = _rows(page, below)
        if len(rows) < (2 if len(chain) < 3 else 1) or page.labels[rows[0][0]].box.y - boxes[0].bottom > max(
            24, _pitch(page, rows)
        ):
            continue
        if _is_crossed(page, boxes, rows):
            continue
        for index in chain:
            labels = [i for i in page.labels_in(index) if found.free_label(i)]
            text = " ".join(page.labels[i].text for i in labels)
            source = f"vision+{page.labels[labels[0]].source}" if labels else "vision"
            found.add(
                Draft(Role.HEADER, text, page.boxes[index], "", source, 0.85), labels, page.icons_in(index), [index]
            )
        _add_cells(page, found, boxes, rows)
    return found.found()


def _is_crossed(page: Page, columns: Sequence[Box], rows: Sequence[Sequence[int]]) -> bool:
    """Whether frames around what stands below go across the columns: a form under a bar of tabs is no table.

    The highlight of a row, and what it leaves of the row above, go across all of them.
    """
    holders = {page.holders[1][i] for row in rows for i in row}
    start, end = columns[0].x + CROSSING, columns[-1].right - CROSSING
    inside = [page.boxes[h] for h in holders if h >= 0 and page.boxes[h].h < MAX_CELL]
    frames = [f for f in inside if f.x > start or f.right < end]
    edges = [column.right for column in columns[:-1]]
    across = [f for f in frames if any(f.x + CROSSING < edge < f.right - CROSSING for edge in edges)]
    return len(across) >= 2 and 2 * len(across) > len(frames)


def find_headers(page: Page, taken: Found) -> Found:
    """Titles in a strip right above a pane, at least one in a box that touches it: the header of a list."""
    found = Collector(taken)
    for pane in (b for b in page.boxes if b.w >= 160 and b.h >= 60):
        touching = [
            i
            for i, b in enumerate(page.boxes)
            if abs(b.bottom - pane.y) <= TOUCHING
            and 16 <= b.h <= 44
            and pane.x - 4 <= b.x
            and b.right <= pane.right + 4
            if b.w < 0.9 * pane.w and found.free_box(i)
        ]
        if not touching:
            continue
        strip = Box(pane.x, page.boxes[touching[0]].y, pane.w, page.boxes[touching[0]].h)
        titles = [
            i
            for i, m in enumerate(page.labels)
            if found.free_label(i) and strip.contains(m.box.center) and m.box.h < strip.h
        ]
        lined = all(abs(page.labels[i].box.center.y - strip.center.y) <= 5 for i in titles)
        tools = sum(strip.contains(icon.box.center) and icon.box.h >= 12 for icon in page.icons)
        if len(titles) < 2 or not lined or tools > 1:
            continue
        for i in titles:
            holder = page.holders[1][i]
            own = holder in touching
            m = page.labels[i]
            found.add(
                Draft(Role.HEADER, m.text, page.boxes[holder] if own else m.box.grown(3), "", m.source, m.confidence),
                [i],
                page.icons_in(holder) if own else [],
                [holder] if own else [],
            )
    return found.found()


def header_chains(page: Page, found: Collector) -> list[list[int]]:
    """Runs of at least two boxes of one height that touch, left to right, most of them with text."""
    by_line: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, b in enumerate(page.boxes):
        if 14 <= b.h <= 64 and b.w >= 18 and found.free_box(i):
            by_line[b.y // 3, b.h // 3].append(i)
    chains = []
    for line in by_line.values():
        line.sort(key=lambda i: page.boxes[i].x)
        chain = [line[0]]
        for i in line[1:]:
            if abs(page.boxes[i].x - page.boxes[chain[-1]].right) <= TOUCHING + 1:
                chain.append(i)
            else:
                chains.append(chain)
                chain = [i]
        chains.append(chain)
    return [c for c in chains if len(c) >= 2 and sum(bool(page.labels_in(i)) for i in c) >= max(2, 0.6 * len(c))]


def _labels_below(page: Page, headers: Sequence[Box], found: Collector, holder: int) -> list[int]:
    left, right, bottom = headers[0].x, headers[-1].right, headers[0].bottom
    limit = page.boxes[holder].bottom if holder >= 0 else page.pixels.shape[0]
    return [
        i
        for i, m in enumerate(page.labels)
        if found.free_label(i) and left - 4 <= m.box.center.x <= right + 4 and bottom <= m.box.center.y <= limit
        if not _is_framed(page, i, 0.5 * (right - left))
    ]


def _is_framed(page: Page, label: int, width: float) -> bool:
    """Whether a label stands in a control; the highlight of a row is as wide as the table."""
    holder = page.holders[1][label]
    return holder >= 0 and page.boxes[holder].h < 60 and page.boxes[holder].w < width


def _rows(page: Page, labels: Sequence[int]) -> list[list[int]]:
    """Labels by line, top to bottom, up to the first gap of more than two lines."""
    rows: list[list[int]] = []
    for i in sorted(labels, key=lambda i: page.labels[i].box.center.y):
        middle = page.labels[i].box.center.y
        if rows and abs(middle - page.labels[rows[-1][0]].box.center.y) <= 5:
            rows[-1].append(i)
        else:
            rows.append([i])
    pitch = _pitch(page, rows)
    for place in range(1, len(rows)):
        step = page.labels[rows[place][0]].box.center.y - page.labels[rows[place - 1][0]].box.center.y
        if step > 2.6 * pitch:
            return rows[:place]
    return rows


def _pitch(page: Page, rows: Sequence[Sequence[int]]) -> float:
    middles = [page.labels[row[0]].box.center.y for row in rows]
    steps = [b - a for a, b in itertools.pairwise(middles)]
    if not steps:
        return 24.0
    # The lower of the two in the middle, and no more than lines may stand apart: a status line is no row.
    tallest = _APART * float(np.median([page.labels[row[0]].box.h for row in rows]))
    return min(float(sorted(steps)[(len(steps) - 1) // 2]), tallest)


def _add_cells(page: Page, found: Collector, headers: Sequence[Box], rows: Sequence[Sequence[int]]) -> None:
    pitch = min(_pitch(page, rows), 64)
    for row in rows:
        middle = page.labels[row[0]].box.center.y
        for header in headers:
            own = [i for i in row if header.x - 2 <= page.labels[i].box.center.x < header.right + 2]
            if not own:
                continue
            own.sort(key=lambda i: page.labels[i].box.x)
            box = Box(header.x, round(middle - pitch / 2), header.w, round(pitch))
            text = " ".join(page.labels[i].text for i in own)
            icons = [k for k, icon in enumerate(page.icons) if found.free_icon(k) and box.contains(icon.box.center)]
            first = page.labels[own[0]]
            found.add(Draft(Role.CELL, text, box, "", f"vision+{first.source}", first.confidence), own, icons)


def find_aligned(page: Page, taken: Found) -> Found:
    """Lines of text whose parts line up in two or more columns, without any lines drawn: cells."""
    found = Collector(taken)
    by_holder: dict[int, list[int]] = defaultdict(list)
    for i, holder in enumerate(page.holders[1]):
        if found.free_label(i):
            by_holder[_pane_of(page, holder)].append(i)
    for labels in by_holder.values():
        if len(labels) < 2 * MIN_ROWS:
            continue
        rows = [row for row in lines_among(page, labels) if len(row) >= 2]
        if len(rows) < MIN_ROWS:
            continue
        lefts = _common([page.labels[i].box.x for row in rows for i in row], len(rows))
        rights = _common([page.labels[i].box.right for row in rows for i in row], len(rows))
        if len(lefts) + len(rights) < 2:
            continue
        for row in rows:
            aligned = [i for i in row if _near(page.labels[i].box.x, lefts) or _near(page.labels[i].box.right, rights)]
            for i in aligned if len(aligned) >= 2 else ():
                m = page.labels[i]
                found.add(Draft(Role.CELL, m.text, m.box.grown(2), "", m.source, m.confidence), [i])
    return found.found()


def _common(places: Sequence[int], rows: int) -> list[int]:
    """Places where a column begins or ends: shared, within `ALIGNED` pixels, by half of the rows."""
    counts = Counter(places)
    found: list[int] = []
    for place in sorted(counts, key=lambda p: (-counts[p], p)):
        shared = sum(counts[p] for p in range(place - ALIGNED, place + ALIGNED + 1))
        if shared >= max(MIN_ROWS, 0.5 * rows) and not _near(place, found):
            found.append(place)
    return found


def _near(place: int, columns: Sequence[int]) -> bool:
    return any(abs(place - column) <= ALIGNED for column in columns)


def _pane_of(page: Page, holder: int) -> int:
    """The box around, or the one around that where it is only a row of a table."""
    while holder >= 0 and page.boxes[holder].h < MAX_CELL:
        holder = page.holders[0][holder]
    return holder


def lines_among(page: Page, labels: Sequence[int]) -> list[list[int]]:
    """Labels by the line they stand on, top to bottom, each line left to right."""
    lines: list[list[int]] = []
    for i in sorted(labels, key=lambda i: page.labels[i].box.center.y):
        if lines and same_line(page.labels[i].box, page.labels[lines[-1][-1]].box):
            lines[-1].append(i)
        else:
            lines.append([i])
    return [sorted(line, key=lambda i: page.labels[i].box.x) for line in lines]
