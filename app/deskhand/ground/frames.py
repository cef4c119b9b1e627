"""Framed controls: buttons, text fields, combo boxes, and the large areas people write in."""

from __future__ import annotations

import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.screen import Role

from .draft import Draft, Page, same_line
from .fused import Label
from .ink import crop, ground_colour, ink_mask

MIN_HEIGHT, MAX_HEIGHT, MAX_KEYCAP = 17, 64, 110
"""Pixels of buttons and single-line fields at 100 to 200 % scale; a calculator's keys are taller."""
BORDER = 3
"""Pixels around a frame's box within which its edge may lie."""
FIELD_NAME_REACH = 140
"""Pixels to the left within which a field's name stands."""
WRITING_AREA = "Text"
"""Name of a large area to write in; it has no label of its own."""


def find_frames(page: Page) -> tuple[list[Draft], set[Label]]:
    """Buttons, fields and combo boxes, and the labels used (the names of fields among them)."""
    found: list[Draft] = []
    used: set[Label] = set()
    taken: list[Box] = []
    for frame in sorted(page.boxes, key=lambda b: b.area):
        if not MIN_HEIGHT <= frame.h <= MAX_KEYCAP or frame.w < 18 or any(_overlapping(frame, box) for box in taken):
            continue
        content = [m for m in page.inside(frame) if m not in used]
        draft = _control(page, frame, content)
        if draft is None:
            continue
        if draft.state == "selected":
            draft = _field_around(page, draft)
        frame = draft.box
        taken.append(frame)
        used.update(content)
        name = _name_of(page, frame, used) if draft.role in (Role.EDIT, Role.COMBO) else None
        if draft.role is Role.EDIT and not content and name is None and not _stands_out(page, frame):
            continue
        if name is not None:
            used.add(name)
            draft = draft._replace(text=name.text.rstrip(" :*"))
        found.append(draft)
    return found, used


def find_writing_areas(page: Page, others: list[Draft]) -> tuple[list[Draft], set[Label]]:
    """Large empty or plain-text panes under a menu bar: what an editor shows."""
    found: list[Draft] = []
    used: set[Label] = set()
    bars = [d.box for d in others if d.role is Role.MENU]
    for pane in sorted(page.panes, key=lambda b: -b.area):
        above = [b for b in bars if pane.x - 40 <= b.x < pane.right and 0 <= pane.y - b.bottom < 90]
        if not above or any(pane.overlaps(f.box) for f in found):
            continue
        if any(d.box.coverage(pane) > 0.9 for d in others if d.role not in (Role.MENU, Role.MENU_ITEM)):
            continue
        content = sorted(page.inside(pane), key=lambda m: (m.box.y // 8, m.box.x))
        used.update(content)
        written = "\n".join(m.text for m in content)
        found.append(Draft(Role.EDIT, WRITING_AREA, pane, written, "vision", 0.8))
    return found, used


def _control(page: Page, frame: Box, content: list[Label]) -> Draft | None:
    """What a frame with this content is, or None if it is no control."""
    if not content:
        return _empty_field(page, frame)
    text = " ".join(m.text for m in content)
    height = max(8, *(m.box.h for m in content))
    left, right = content[0].box.x - frame.x, frame.right - content[-1].box.right
    tallest = MAX_KEYCAP if len(text) <= 4 else height * 5 + 10
    if not height * 1.2 <= frame.h <= tallest or len(content) > 3:
        return None
    if not _has_border(page, frame):
        return None
    source, sure = f"vision+{content[0].source}", min(m.confidence for m in content)
    if abs(left - right) <= max(8, 0.15 * frame.w) and left >= 3 and frame.w <= 420:
        if _is_title_bar(page, frame, content):
            return None
        return Draft(Role.BUTTON, text, frame, "", source, sure)
    if left > 48 or frame.w < 40 or right < left or frame.h > MAX_HEIGHT:
        return None
    if _is_coloured(page, frame):
        return Draft(Role.ROW, text, frame, "selected", source, sure)
    if len(content) == 1 and right > 12 and _has_arrow(page, frame, content):
        return Draft(Role.COMBO, "", frame, text, source, sure)
    if not _is_field_ground(page, frame) or not _is_plain(page, frame, content):
        return None
    return Draft(Role.EDIT, "", frame, text, source, sure)


def _is_title_bar(page: Page, frame: Box, content: list[Label]) -> bool:
    """A title bar is low and long, or holds pictures beside its text: icon, minimise, maximise, close."""
    pictures = [b for b in page.boxes if b.coverage(frame) == 1.0 and b.w <= 30 and b.area < 0.5 * frame.area]
    clear = [b for b in pictures if not any(b.grown(3).overlaps(m.box) for m in content)]
    low = frame.h < 26 and frame.w > 8 * frame.h
    return low or (frame.w > 4 * frame.h and len({b.center.x // 8 for b in clear}) >= 3)


def _field_around(page: Page, selection: Draft) -> Draft:
    """Selected text fills most of the field it stands in; then the field is the element."""
    box = selection.box
    around = [
        b
        for b in page.boxes
        if box.coverage(b) == 1.0 and b.w > box.w + 8 and 4 <= b.h - box.h <= 24 and _has_border(page, b)
    ]
    if not around:
        return selection
    return selection._replace(role=Role.EDIT, box=min(around, key=lambda b: b.area), text="", state=selection.text)


def _empty_field(page: Page, frame: Box) -> Draft | None:
    """A frame of one bright or dark colour, long and low, is an empty text field."""
    if frame.w < 60 or frame.w < 2.5 * frame.h or frame.h > MAX_HEIGHT or not _has_border(page, frame):
        return None
    core = frame.grown(-4)
    area = crop(page.pixels, core)
    # A caret is two columns of ink.
    return Draft(Role.EDIT, "", frame) if area.size and ink_mask(area, 24).any(axis=0).sum() <= 3 else None


def _name_of(page: Page, frame: Box, used: set[Label]) -> Label | None:
    """The label left of a field, or else right above it."""
    free = [m for m in page.labels if m not in used and sum(c.isalpha() for c in m.text) >= 2]
    left = [m for m in free if same_line(m.box, frame) and 0 <= frame.x - m.box.right <= FIELD_NAME_REACH]
    if left:
        return max(left, key=lambda m: m.box.right)
    above = [m for m in free if abs(m.box.x - frame.x) <= 16 and 0 <= frame.y - m.box.bottom <= 20]
    return max(above, key=lambda m: m.box.bottom, default=None)


def _has_border(page: Page, frame: Box) -> bool:
    """An edge runs along all four sides, within a few pixels: a focus ring puts it further out."""
    height, width = page.pixels.shape[:2]
    area = crop(page.pixels, frame.grown(BORDER).clipped(width, height)).astype(np.int16)
    band = 2 * BORDER
    if min(area.shape[:2]) < 2 * band:
        return False
    sides = (area[:band], area[-band:], area[:, :band].swapaxes(0, 1), area[:, -band:].swapaxes(0, 1))
    corner = BORDER + 4
    spans = [(side.max(axis=0) - side.min(axis=0)).max(axis=1)[corner:-corner] for side in sides]
    return all(span.size > 0 and (span > 10).mean() > 0.8 for span in spans)


def _is_coloured(page: Page, frame: Box) -> bool:
    """Selections are filled with the accent colour; fields are not."""
    ground = ground_colour(crop(page.pixels, frame.grown(-3)))
    return int(np.ptp(ground)) > 60


def _is_field_ground(page: Page, frame: Box) -> bool:
    """Fields stand out from what is around them, or are white; status bars and banners do not."""
    inside = ground_colour(crop(page.pixels, frame.grown(-3)))
    around = ground_colour(crop(page.pixels, frame.grown(4)))
    return bool(inside.min() >= 250 or (np.abs(inside - around).max() >= 4 and frame.w < 900))


def _stands_out(page: Page, frame: Box) -> bool:
    """A nameless empty frame of the colour around it is a cell of a table, not a field."""
    inside = ground_colour(crop(page.pixels, frame.grown(-3)))
    around = ground_colour(crop(page.pixels, frame.grown(8)))
    return bool(np.abs(inside - around).max() >= 4)


def _has_arrow(page: Page, frame: Box, content: list[Label]) -> bool:
    """Ink in the last 26 pixels, and none between the text and it."""
    start = content[-1].box.right + 3
    strip = page.pixels[frame.y + 4 : frame.bottom - 4, start : frame.right - 4]
    if strip.shape[1] < 12 or not strip.size:
        return False
    ink = np.asarray(ink_mask(strip).any(axis=0))
    return bool(ink[-26:].sum() >= 5 and not ink[:-26].any())


def _is_plain(page: Page, frame: Box, content: list[Label]) -> bool:
    """Nothing but background right of the text."""
    start = content[-1].box.right + 3
    strip = page.pixels[frame.y + 4 : frame.bottom - 4, start : frame.right - 4]
    return strip.shape[1] >= 8 and strip.size > 0 and int(ink_mask(strip).any(axis=0).sum()) <= 3


def _overlapping(frame: Box, taken: Box) -> bool:
    return max(frame.coverage(taken), taken.coverage(frame)) > 0.3
