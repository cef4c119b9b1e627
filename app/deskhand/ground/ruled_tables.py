"""Tables drawn with lines: grids of touching boxes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from deskhand.core.geometry import Box
from deskhand.core.screen import Role

from .ink import crop, ground_colour
from .page import Collector, Draft, Found, Page
from .tables import MAX_CELL, MIN_CELLS, MIN_ROWS, TOUCHING


def find_grids(page: Page, taken: Found) -> Found:
    """Cells that touch each other in rows and columns; those of another ground colour are headers."""
    found = Collector(taken)
    for group in _grids(page):
        grounds = {i: _ground(page, page.boxes[i]) for i in group}
        main = Counter(grounds.values()).most_common(1)[0][0]
        top = min(page.boxes[i].y for i in group)
        left = min(page.boxes[i].x for i in group)
        for index in group:
            box = page.boxes[index]
            labels = [i for i in page.labels_in(index) if found.free_label(i)]
            on_edge = box.y <= top + TOUCHING or box.x <= left + TOUCHING
            role = Role.HEADER if on_edge and grounds[index] != main else Role.CELL
            text = " ".join(page.labels[i].text for i in labels)
            sure = min((page.labels[i].confidence for i in labels), default=0.8)
            source = f"vision+{page.labels[labels[0]].source}" if labels else "vision"
            found.add(Draft(role, text, box, "", source, sure), labels, page.icons_in(index), [index])
    return found.found()


def _grids(page: Page) -> list[list[int]]:
    """Groups of boxes that hang together by their sides in rows and in columns."""
    small = [
        i
        for i, b in enumerate(page.boxes)
        if 8 <= b.h <= MAX_CELL and b.w >= 12 and len(page.boxes_in(i)) <= 1
        if len(page.labels_in(i)) <= 2
    ]
    at: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i in small:
        at[page.boxes[i].x // 8, page.boxes[i].y // 8].append(i)

    def near(x: int, y: int) -> list[int]:
        column, row = x // 8, y // 8
        return [
            i for c in (column - 1, column, column + 1) for r in (row - 1, row, row + 1) for i in at.get((c, r), ())
        ]

    leader = {i: i for i in small}

    def find(i: int) -> int:
        while leader[i] != i:
            leader[i] = leader[leader[i]]
            i = leader[i]
        return i

    beside: set[int] = set()
    below: set[int] = set()
    for i in small:
        a = page.boxes[i]
        for j in near(a.right, a.y):
            b = page.boxes[j]
            if j != i and abs(b.x - a.right) <= TOUCHING and abs(b.y - a.y) <= 2 and abs(b.h - a.h) <= 2:
                leader[find(j)] = find(i)
                beside |= {i, j}
        for j in near(a.x, a.bottom):
            b = page.boxes[j]
            if j != i and abs(b.y - a.bottom) <= TOUCHING and abs(b.x - a.x) <= 2 and abs(b.w - a.w) <= 2:
                leader[find(j)] = find(i)
                below |= {i, j}
    groups: dict[int, list[int]] = defaultdict(list)
    for i in small:
        if i in beside or i in below:
            groups[find(i)].append(i)
    return [g for g in groups.values() if _is_grid(page, g, beside, below)]


def _is_grid(page: Page, group: Sequence[int], beside: set[int], below: set[int]) -> bool:
    rows = {page.boxes[i].y // 6 for i in group}
    crossed = sum(i in beside and i in below for i in group)
    return len(group) >= MIN_CELLS and len(rows) >= MIN_ROWS and crossed >= 0.5 * len(group)


def _ground(page: Page, box: Box) -> tuple[int, ...]:
    return tuple(int(v) // 6 for v in ground_colour(crop(page.pixels, box.grown(-2))))
