"""Scroll bars and sliders: long thin boxes with a shorter one in them."""

from __future__ import annotations

from deskhand.core.geometry import Box
from deskhand.core.screen import Role

from .page import Collector, Draft, Found, Page

MIN_LENGTH = 60
THICKNESS = range(6, 30)
"""Pixels of a scroll bar or a slider's groove across."""


def find_scrollbars(page: Page, taken: Found) -> Found:
    """Boxes at least four times as long as thick, with a box of the same thickness in them: the thumb."""
    found = Collector(taken)
    placed: list[Box] = []
    for index, box in enumerate(page.boxes):
        upright = box.h > box.w
        thick, long = (box.w, box.h) if upright else (box.h, box.w)
        if thick not in THICKNESS or long < max(MIN_LENGTH, 4 * thick) or page.labels_in(index):
            continue
        if not found.free_box(index) or any(box.overlaps(other) for other in placed):
            continue
        thumbs = [page.boxes[i] for i in page.boxes_in(index)]
        if not any((t.w if upright else t.h) >= 0.5 * thick and (t.h if upright else t.w) >= 16 for t in thumbs):
            continue
        placed.append(box)
        icons = [k for k, icon in enumerate(page.icons) if icon.box.coverage(box.grown(2)) > 0.8]
        found.add(Draft(Role.SCROLLBAR, "", box, "", "vision", 0.8), [], icons, [index, *page.boxes_in(index)])
    return found.found()
