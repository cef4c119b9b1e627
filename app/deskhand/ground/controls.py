"""Framed controls: buttons, fields and combo boxes, told apart by what stands where inside their frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from deskhand.core.geometry import Box, bounding
from deskhand.core.screen import Role

from .ink import crop, ground_colour, ink_mask
from .page import Collector, Draft, Found, Icon, Page, same_line
from .places import Places

MIN_HEIGHT, MAX_HEIGHT, MAX_KEYCAP = 15, 76, 130
"""Pixels of buttons and single-line fields at 100 to 200 % scale; a calculator's keys are taller."""
FIELD_NAME_REACH = 260
"""Pixels to the left within which a field's name stands."""
_SELECTED = 55
"""Levels between the channels of a ground colour: the accent colour of a selection, not a grey."""
_PER_CENT = re.compile(r"^9[6%]$")
_ARROW_SHAPE = (5, 18, 3, 14)
"""Least and greatest width and height of the arrow of a combo box, in pixels."""


@dataclass(frozen=True)
class Framed:
    """A frame and what stands in it."""

    index: int
    box: Box
    labels: tuple[int, ...]
    icons: tuple[int, ...]


def find_controls(page: Page, taken: Found) -> Found:
    """Buttons, fields and combo boxes; fields and combo boxes get the label beside them as name."""
    found = Collector(taken)
    frames = [f for i in range(len(page.boxes) - 1, -1, -1) if (f := _framed(page, i, found)) is not None]
    placed = Places()
    for frame in frames:
        if placed.collide(frame.box, 0.3):
            continue
        draft = _control(page, frame)
        if draft is None:
            continue
        placed.add(frame.box)
        found.add(draft, frame.labels, frame.icons, [frame.index])
    _name_fields(page, found)
    return found.found()


def _framed(page: Page, index: int, found: Collector) -> Framed | None:
    """A box of control size with all that is in it, or None."""
    box = page.boxes[index]
    if not (MIN_HEIGHT <= box.h <= MAX_KEYCAP and box.w >= 14 and found.free_box(index)):
        return None
    labels, icons, boxes = _everything_in(page, index)
    if not all(found.free_label(i) for i in labels) or len(labels) > 3 or len(icons) > 3:
        return None
    if any(not found.free_box(i) for i in boxes):
        return None
    return Framed(index, box, tuple(labels), tuple(i for i in icons if found.free_icon(i)))


def _everything_in(page: Page, index: int) -> tuple[list[int], list[int], list[int]]:
    """Labels, icons and boxes in a box, at any depth."""
    labels, icons = page.labels_in(index), page.icons_in(index)
    boxes: list[int] = []
    for inner in page.boxes_in(index):
        more_labels, more_icons, more_boxes = _everything_in(page, inner)
        labels, icons, boxes = labels + more_labels, icons + more_icons, [*boxes, inner, *more_boxes]
    return sorted(labels, key=lambda i: page.labels[i].box.x), sorted(icons, key=lambda i: page.icons[i].box.x), boxes


def _control(page: Page, frame: Framed) -> Draft | None:
    if not frame.labels:
        return _without_text(page, frame)
    labels = [page.labels[i] for i in frame.labels]
    text = " ".join(m.text for m in sorted(labels, key=lambda m: (m.box.y // 6, m.box.x)))
    source, sure = f"vision+{labels[0].source}", min(m.confidence for m in labels)
    height = float(np.median([m.box.h for m in labels]))
    box = frame.box
    tallest = MAX_KEYCAP if len(text) <= 5 else max(MAX_HEIGHT, 4 * height)
    if not 1.1 * height <= box.h <= tallest:
        return None
    words = bounding(m.box for m in labels)
    everything = bounding([words, *(page.icons[i].box for i in frame.icons)])
    arrow = _arrow(page, frame, words)
    one_line = all(same_line(m.box, labels[0].box) for m in labels)
    if (arrow or not one_line) and _is_card_row(page, box):
        return Draft(Role.ROW, text, box, "", source, sure)
    if arrow and one_line and words.x - box.x <= max(24, 0.25 * box.w) and box.h <= MAX_HEIGHT and box.w >= 2.2 * box.h:
        return Draft(Role.COMBO, "", box, text, source, sure)
    if _is_selection(page, box) and box.w > 3 * box.h and words.x - box.x < 0.3 * (box.right - words.right):
        return Draft(Role.ROW, text, box, "selected", source, sure)
    together = everything.w <= words.w + 3 * height + sum(page.icons[i].box.w for i in frame.icons)
    if (
        _is_centred(box, words)
        or (together and _is_centred(box, everything))
        or (arrow and box.w <= 2.5 * words.w + 60)
    ):
        return Draft(Role.BUTTON, _key_text(page, text, box), box, "", source, sure)
    if words.x - box.x > 16 and box.w <= 260 and words.x - box.x <= box.right - words.right + 40 and not frame.icons:
        # The icon of a button was too pale to be seen; a field begins at its left edge.
        return Draft(Role.BUTTON, text, box, "", source, min(sure, 0.7))
    if one_line and _is_field(page, frame, words):
        return Draft(Role.EDIT, "", box, text, source, sure)
    return None


def _is_card_row(page: Page, box: Box) -> bool:
    """One of several boxes of one width, one under the other: a row of a settings page."""
    return box.w >= 300 and sum(abs(b.x - box.x) <= 2 and abs(b.w - box.w) <= 3 and b.h <= 140 for b in page.boxes) >= 3


def _key_text(page: Page, text: str, box: Box) -> str:
    """Among the keys of single digits there is no 96: readers take the per cent sign for one."""
    if not _PER_CENT.match(text):
        return text
    keys = [i for i, b in enumerate(page.boxes) if abs(b.w - box.w) <= 4 and abs(b.h - box.h) <= 4]
    digits = {page.labels[k].text for i in keys for k in page.labels_in(i) if len(page.labels[k].text) == 1}
    return "%" if sum(d.isdigit() for d in digits) >= 6 else text


def _without_text(page: Page, frame: Framed) -> Draft | None:
    """A frame around a picture is a button; an empty one, long and low, is a field."""
    box = frame.box
    if len(frame.icons) == 1:
        icon = page.icons[frame.icons[0]]
        if _is_centred(box, icon.box) and box.w <= 4 * icon.box.w + 24 and box.h <= 3 * icon.box.h + 24:
            return Draft(Role.BUTTON, icon.name, box, "", "vision", max(0.6, icon.confidence))
    inner = [page.icons[i].box for i in frame.icons]
    at_ends = all(b.right > box.right - 2 * box.h or b.x < box.x + 1.5 * box.h for b in inner)
    if box.w >= 3 * box.h and box.w >= 60 and box.h <= MAX_HEIGHT and at_ends and _is_field_ground(page, box):
        return Draft(Role.EDIT, "", box, "", "vision", 0.75)
    return None


def _is_centred(box: Box, content: Box) -> bool:
    left, right = content.x - box.x, box.right - content.right
    return abs(left - right) <= max(8, 0.16 * box.w) and min(left, right) >= 0 and box.w <= 6 * content.w + 80


def _arrow(page: Page, frame: Framed, words: Box) -> Icon | None:
    """The small arrow (or pair of arrows) at the right end, which opens a list."""
    least_w, most_w, least_h, most_h = _ARROW_SHAPE
    for index in frame.icons:
        icon = page.icons[index]
        small = least_w <= icon.box.w <= most_w and least_h <= icon.box.h <= most_h
        level = abs(icon.box.center.y - frame.box.center.y) <= max(4, 0.2 * frame.box.h)
        if (
            small
            and level
            and icon.box.x >= words.right
            and frame.box.right - icon.box.right <= max(26, 0.6 * frame.box.h)
        ):
            return icon
    return None


def _is_selection(page: Page, box: Box) -> bool:
    """Selections are filled with the accent colour; fields are not."""
    return int(np.ptp(ground_colour(crop(page.pixels, box.grown(-3))))) > _SELECTED


def _is_field(page: Page, frame: Framed, words: Box) -> bool:
    """Text at the left, nothing but ground (and perhaps a small picture at the end) right of it."""
    box = frame.box
    if box.h > MAX_HEIGHT or box.w < 40 or words.x - box.x > max(64, 0.3 * box.w):
        return False
    start = words.right + 3
    stop = min([box.right - 3, *(page.icons[i].box.x - 2 for i in frame.icons if page.icons[i].box.x > start)])
    strip = page.pixels[box.y + 4 : box.bottom - 4, start:stop]
    blank = strip.shape[1] < 4 or not strip.size or int(ink_mask(strip).any(axis=0).sum()) <= 3
    return blank and _is_field_ground(page, box)


def _is_field_ground(page: Page, box: Box) -> bool:
    """Fields stand out from what is around them, or are white; status bars and banners do not."""
    inside = ground_colour(crop(page.pixels, box.grown(-3)))
    around = ground_colour(crop(page.pixels, box.grown(5)))
    if np.ptp(inside) > _SELECTED:
        return False
    return bool(np.abs(inside - around).max() >= 3 or inside.min() >= 250)


def _name_fields(page: Page, found: Collector) -> None:
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
    if left:
        nearest = max(left, key=lambda i: page.labels[i].box.right)
        if not _something_between(page.labels[nearest].box, box, found.drafts):
            return nearest
    above = [
        i
        for i in free
        if abs(page.labels[i].box.x - box.x) <= 16 and 0 <= box.y - page.labels[i].box.bottom <= 1.2 * box.h
    ]
    return max(above, key=lambda i: page.labels[i].box.bottom, default=None)


def _something_between(label: Box, box: Box, drafts: Sequence[Draft]) -> bool:
    gap = Box(label.right, box.y, max(0, box.x - label.right), box.h)
    return any(d.box.overlaps(gap) and d.box != box for d in drafts)
