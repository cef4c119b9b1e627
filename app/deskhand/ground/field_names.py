"""What fields and combo boxes are called: the free label left of each, or else right above it."""

from __future__ import annotations

from collections.abc import Sequence

from deskhand.core.geometry import Box
from deskhand.core.screen import Role

from .page import Collector, Draft, Page, same_line

FIELD_NAME_REACH = 260
"""Pixels to the left within which a field's name stands."""

FAR = 80
"""Pixels from a field of a label that names it only where none stands right above."""
_OVER = 0.6
"""Heights of a field within which a label stands right above it; what is farther may be the title of the form."""


def name_fields(page: Page, found: Collector) -> None:
    """Name each field by the free label left of it, or else right above it; the label stays an element too."""
    for place, draft in enumerate(found.drafts):
        if draft.role not in (Role.EDIT, Role.COMBO) or draft.text:
            continue
        name = _name_of(page, draft.box, found)
        if name is not None:
            found.drafts[place] = draft._replace(text=page.labels[name].text.rstrip(" :*"))


def _name_of(page: Page, box: Box, found: Collector) -> int | None:
    free = [i for i, m in enumerate(page.labels) if found.free_label(i) and sum(c.isalpha() for c in m.text) >= 2]
    left = [
        i
        for i in free
        if same_line(page.labels[i].box, box) and 0 <= box.x - page.labels[i].box.right <= FIELD_NAME_REACH
    ]
    above = [
        i
        for i in free
        if abs(page.labels[i].box.x - box.x) <= 16 and 0 <= box.y - page.labels[i].box.bottom <= 1.2 * box.h
    ]
    over = max(above, key=lambda i: page.labels[i].box.bottom, default=None)
    nearest = max(left, key=lambda i: page.labels[i].box.right, default=None)
    if nearest is None or _something_between(page.labels[nearest].box, box, found.drafts):
        return over
    # What stands far to the left of a field with a label over it belongs to another pane or window.
    far = box.x - page.labels[nearest].box.right > FAR
    right_over = over is not None and box.y - page.labels[over].box.bottom <= _OVER * box.h
    return over if right_over and far else nearest


def _something_between(label: Box, box: Box, drafts: Sequence[Draft]) -> bool:
    gap = Box(label.right, box.y, max(0, box.x - label.right), box.h)
    return any(d.box.overlaps(gap) and d.box != box for d in drafts)
