"""Large areas people write in: what an editor shows under its menu bar."""

from __future__ import annotations

from deskhand.core.geometry import Box
from deskhand.core.screen import Role

from .page import Collector, Draft, Found, Page
from .tables import lines_among

WRITING_AREA = "Text"
"""Name of a large area to write in; it has no label of its own."""
MIN_WIDTH, MIN_HEIGHT = 200, 90
_ABOVE = 150
"""Pixels between the menu bar and the area; a tool bar and tabs may stand between."""


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
