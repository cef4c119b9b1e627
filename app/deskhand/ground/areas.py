"""Areas people write several lines in: those of forms, with a grip, and what an editor shows under its menu bar."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from deskhand.core.geometry import Box, bounding
from deskhand.core.screen import Role

from .page import Collector, Draft, Found, Page
from .tables import lines_among

WRITING_AREA = "Text"
"""Name of a large area to write in; it has no label of its own."""
MIN_WIDTH, MIN_HEIGHT = 200, 90
_ABOVE = 150
"""Pixels between the menu bar and the area; a tool bar and tabs may stand between."""
_GRIP = 14
"""Pixels of the strokes in the corner of a text area at 100 to 150 %, and of the way to its edges."""
_LEADING = 1.55
"""Heights of its letters between two lines of a text, with room to spare; entries of lists stand further apart."""
_HIGHEST = 600
"""Pixels of height of a text area in a form; higher ones are the pane of an editor."""


def is_grip(box: Box, sign: Box) -> bool:
    """Whether a sign is the strokes in the lower right corner of a text area, by which it is made larger."""
    small = max(sign.w, sign.h) <= _GRIP and box.h >= 3 * _GRIP
    return small and 0 <= box.right - sign.right <= _GRIP and 0 <= box.bottom - sign.bottom <= _GRIP


def has_grip(page: Page, index: int) -> bool:
    """Whether a box of a form has the strokes in its corner."""
    box = page.boxes[index]
    return box.h <= _HIGHEST and any(is_grip(box, page.icons[i].box) for i in page.icons_in(index))


def text_area(page: Page, box: Box, labels: Sequence[int], icons: Sequence[int]) -> Draft | None:
    """The field for several lines that a frame with these labels and icons in it is, told by its grip."""
    grips = [i for i in labels if is_grip(box, page.labels[i].box)]
    drawn = [i for i in icons if is_grip(box, page.icons[i].box)]
    if len(grips) + len(drawn) != 1 or len(drawn) != len(icons) or not box.w >= 4 * _GRIP or box.h > _HIGHEST:
        return None
    lines = lines_among(page, [i for i in labels if i not in grips])
    if _is_list([bounding(page.labels[i].box for i in line) for line in lines]):
        return None
    written = "\n".join(" ".join(page.labels[i].text for i in line) for line in lines)
    return Draft(Role.EDIT, "", box, written, "vision", 0.75)


def _is_list(lines: Sequence[Box]) -> bool:
    """Whether lines stand as far apart as the entries of a list that is open over a text area."""
    apart = [b.center.y - a.center.y for a, b in itertools.pairwise(lines)]
    return bool(apart) and min(apart) > _LEADING * max(line.h for line in lines)


def find_writing_areas(page: Page, taken: Found) -> Found:
    """Large empty or plain-text panes under a menu bar, nothing but text in them."""
    found = Collector(taken)
    bars = [d.box for d in taken.drafts if d.role is Role.MENU]
    others = [d.box for d in taken.drafts if d.role not in (Role.MENU, Role.MENU_ITEM, Role.SCROLLBAR)]
    placed: list[Box] = []
    for index, pane in enumerate(page.boxes):
        if pane.w < MIN_WIDTH or pane.h < MIN_HEIGHT or not found.free_box(index):
            continue
        above = [b for b in bars if pane.x - 40 <= b.x < pane.right and -4 <= pane.y - b.bottom < _ABOVE]
        if not above or any(pane.overlaps(box) for box in placed):
            continue
        if any(other.coverage(pane) > 0.9 for other in others):
            continue
        if sum(icon.box.coverage(pane) > 0.9 for icon in page.icons) > 2:
            continue
        content = [i for i, m in enumerate(page.labels) if m.box.coverage(pane) > 0.9 and found.free_label(i)]
        lines = lines_among(page, content)
        written = "\n".join(" ".join(page.labels[i].text for i in line) for line in lines)
        placed.append(pane)
        icons = [k for k, icon in enumerate(page.icons) if icon.box.coverage(pane) > 0.9]
        found.add(Draft(Role.EDIT, WRITING_AREA, pane, written, "vision", 0.8), content, icons, [index])
    return found.found()
