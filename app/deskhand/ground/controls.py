"""Framed controls: buttons, fields and combo boxes, told apart by what stands where inside their frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box, bounding
from deskhand.core.screen import Pixels, Role

from .areas import has_grip, is_grip, text_area
from .field_names import name_fields
from .ink import crop, ground_colour, ink_mask
from .page import Collector, Draft, Found, Icon, Page, same_line
from .places import Places

MIN_HEIGHT, MAX_HEIGHT, MAX_KEYCAP = 15, 76, 130
"""Pixels of buttons and single-line fields at 100 to 200 % scale; a calculator's keys are taller."""
_SMALL_FIELD = 20
"""Pixels of height of a field that is less than three times as wide."""
_SELECTED = 55
"""Levels between the channels of a ground colour: the accent colour of a selection, not a grey."""
_PER_CENT = re.compile(r"^9[6%]$")
_DARK = 110
"""Levels below which a ground is that of a dark theme."""
_CARET = 3
"""Pixels of width of a text caret with the ground beside it."""
_CARD = 2.8
"""Heights of its letters that a row of a settings page is high at least; a combo box in a form has 2.6."""
_OUTLINE = 16
"""Levels from the ground of a dark field to its outline."""
_RIM = 5
"""Pixels around a frame that show what it stands on."""
_SIGN = 3
"""Letters as which the sign that empties a field is read."""
_ARROW_SHAPE = (5, 22, 3, 16)
"""Least and greatest width and height of the arrow of a combo box, in pixels."""


@dataclass(frozen=True)
class Framed:
    """A frame and what stands in it; `also` is the rest of a field that its caret parts in two."""

    index: int
    box: Box
    labels: tuple[int, ...]
    icons: tuple[int, ...]
    also: tuple[int, ...] = ()


def find_controls(page: Page, taken: Found) -> Found:
    """Buttons, fields and combo boxes; fields and combo boxes get the label beside them as name."""
    found = Collector(taken)
    frames = [f for i in range(len(page.boxes) - 1, -1, -1) if (f := _framed(page, i, found)) is not None]
    placed = Places()
    for frame in _with_carets(page, frames):
        if placed.collide(frame.box, 0.3):
            continue
        draft = _control(page, frame)
        if draft is None:
            continue
        placed.add(frame.box)
        found.add(draft, frame.labels, frame.icons, [frame.index, *frame.also])
    name_fields(page, found)
    return found.found()


def _with_carets(page: Page, frames: Sequence[Framed]) -> list[Framed]:
    """The frames, those joined that only a caret parts: as high as its field, and right behind the text."""
    empty = [f for f in frames if not f.labels and not f.icons and f.box.w >= 2 * f.box.h]
    joined: list[Framed] = []
    rests: set[int] = set()
    for frame in frames:
        rest = next((o for o in empty if _is_parted_by_caret(page, frame, o)), None) if frame.labels else None
        if rest is None:
            joined.append(frame)
            continue
        rests.add(rest.index)
        joined.append(replace(frame, box=bounding([frame.box, rest.box]), also=(rest.index,)))
    return [f for f in joined if f.index not in rests]


def _is_parted_by_caret(page: Page, text: Framed, rest: Framed) -> bool:
    """Whether the rest of a field begins behind its text, at a line of a caret's width close to the last letter."""
    words = bounding(page.labels[i].box for i in text.labels)
    level = abs(text.box.y - rest.box.y) <= 1 and abs(text.box.bottom - rest.box.bottom) <= 1
    touching = -1 <= rest.box.x - text.box.right <= _CARET
    close = text.box.right - words.right <= _CARET + 2 and words.x - text.box.x <= 10
    alone = sum(abs(b.x - rest.box.x) <= 2 and abs(b.h - rest.box.h) <= 2 for b in page.boxes) == 1
    return level and touching and close and alone


def _framed(page: Page, index: int, found: Collector) -> Framed | None:
    """A box of control size with all that is in it, or None."""
    box = page.boxes[index]
    high = box.h > MAX_KEYCAP and has_grip(page, index)
    if not (MIN_HEIGHT <= box.h <= MAX_KEYCAP or high) or box.w < 14 or not found.free_box(index):
        return None
    labels, icons, boxes = _everything_in(page, index)
    if _is_selected_text(page, index, labels) or _is_emptying_sign(page, index, labels):
        return None
    if not all(found.free_label(i) for i in labels) or (len(labels) > 3 and not high) or len(icons) > 3:
        return None
    if any(not found.free_box(i) for i in boxes):
        return None
    return Framed(index, box, tuple(labels), tuple(i for i in icons if found.free_icon(i)))


def _is_selected_text(page: Page, index: int, labels: Sequence[int]) -> bool:
    """Chosen words in a field: the accent colour lies close around them, and the field goes on beside."""
    box, holder = page.boxes[index], page.holders[0][index]
    if len(labels) != 1 or holder < 0 or not _is_selection(page, box):
        return False
    words, field = page.labels[labels[0]].box, page.boxes[holder]
    close = box.w - words.w <= 8 and box.h <= 1.9 * words.h + 4
    return close and field.h <= MAX_HEIGHT and field.w >= box.w + 24 and box.x - field.x <= 24


def _is_emptying_sign(page: Page, index: int, labels: Sequence[int]) -> bool:
    """A small frame at the far end of a long field: the sign that empties it."""
    box, holder = page.boxes[index], page.holders[0][index]
    if holder < 0 or any(len(page.labels[i].text) > _SIGN for i in labels):
        return False
    field = page.boxes[holder]
    long = field.w >= 5 * field.h and MIN_HEIGHT < field.h <= MAX_HEIGHT
    return long and box.h <= 0.7 * field.h and box.w <= field.h and 0 <= field.right - box.right <= field.h


def _everything_in(page: Page, index: int) -> tuple[list[int], list[int], list[int]]:
    """Labels, icons and boxes in a box, at any depth."""
    labels, icons = page.labels_in(index), page.icons_in(index)
    boxes: list[int] = []
    for inner in page.boxes_in(index):
        more_labels, more_icons, more_boxes = _everything_in(page, inner)
        labels, icons, boxes = labels + more_labels, icons + more_icons, [*boxes, inner, *more_boxes]
    return sorted(labels, key=lambda i: page.labels[i].box.x), sorted(icons, key=lambda i: page.icons[i].box.x), boxes


def _control(page: Page, frame: Framed) -> Draft | None:
    if frame.box.h > MAX_HEIGHT:
        area = text_area(page, frame.box, frame.labels, frame.icons)
        if area is not None and _is_field_ground(page, frame.box):
            return area
    if not frame.labels:
        return _without_text(page, frame)
    labels = [page.labels[i] for i in frame.labels if not _is_end_sign(page, frame, i)]
    if not labels:
        return _without_text(page, replace(frame, icons=(), labels=()))
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
    if (arrow or not one_line) and _is_card_row(page, box, height):
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


def _is_end_sign(page: Page, frame: Framed, label: int) -> bool:
    """The sign at the far end of a long field that empties it, read as letters."""
    box, sign = frame.box, page.labels[label]
    if is_grip(box, sign.box) and len(sign.text) <= _SIGN:
        return True
    alone = all(o == label or page.labels[o].box.right < sign.box.x - 2 * sign.box.h for o in frame.labels)
    return (
        alone
        and page.holders[1][label] != frame.index  # a number stands at the right end of a field, in no frame of its own
        and len(sign.text) <= _SIGN
        and box.w >= 5 * box.h
        and sign.box.x > box.x + 0.7 * box.w
        and box.right - sign.box.right <= box.h
    )


def _is_card_row(page: Page, box: Box, height: float) -> bool:
    """One of several boxes of one width, one under the other and higher than fields: a row of a settings page."""
    return (
        box.h >= _CARD * height
        and box.w >= 300
        and sum(abs(b.x - box.x) <= 2 and abs(b.w - box.w) <= 3 and b.h <= 140 for b in page.boxes) >= 3
    )


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
    if all(b.x < box.x + box.h and b.h < 0.8 * box.h for b in inner) and _is_small_field(page, box, inner):
        return Draft(Role.EDIT, "", box, "", "vision", 0.65)
    return None


def _is_small_field(page: Page, box: Box, inner: Sequence[Box]) -> bool:
    """A field for a number or two: white, outlined, empty or with a sign at its left, wider than high."""
    if not (_SMALL_FIELD <= box.h <= MAX_HEIGHT and 1.25 * box.h <= box.w and box.w >= 2 * _SMALL_FIELD):
        return False
    start = max([box.x + 4, *(b.right + 2 for b in inner)])
    inside = crop(page.pixels, Box(start, box.y + 4, box.right - 4 - start, box.h - 8))
    return bool(inside.size and inside.min() >= 250 and crop(page.pixels, box.grown(1)).min() < 200)


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
    signs = [page.boxes[page.holders[1][i]] for i in frame.labels if _is_end_sign(page, frame, i)]
    pictures = [page.icons[i].box for i in frame.icons]
    stop = min([box.right - 3, *(b.x - 2 for b in (*pictures, *signs) if b.x > start)])
    strip = page.pixels[box.y + 4 : box.bottom - 4, start:stop]
    blank = strip.shape[1] < 4 or not strip.size or int(ink_mask(strip).any(axis=0).sum()) <= 3
    return blank and _is_field_ground(page, box)


def _is_field_ground(page: Page, box: Box) -> bool:
    """Fields stand out from what is around them, or are white; status bars and banners do not.

    In a dark theme they are of another shade of grey than what they stand on, or have an outline all around.
    """
    inside = ground_colour(crop(page.pixels, box.grown(-3)))
    around = ground_colour(_rim(page, box) if inside.max() < _DARK else crop(page.pixels, box.grown(5)))
    if np.ptp(inside) > _SELECTED:
        return False
    if np.abs(inside - around).max() >= 3 or inside.min() >= 250:
        return True
    return bool(inside.max() < _DARK) and box.w >= 3 * box.h and _is_outlined(page, box, inside)


def _is_outlined(page: Page, box: Box, inside: NDArray[np.int16]) -> bool:
    """Whether a line of another grey runs along all four sides."""
    area = crop(page.pixels, box.grown(1)).astype(np.int16)
    steps = np.abs(area - inside).max(axis=2)
    corner = 4
    sides = (steps[:4, corner:-corner], steps[-4:, corner:-corner])
    level = min(float(np.median(side.max(axis=0))) for side in sides)
    upright = min(
        float(np.median(side.max(axis=1))) for side in (steps[corner:-corner, :4], steps[corner:-corner, -4:])
    )
    return min(level, upright) >= _OUTLINE


def _rim(page: Page, box: Box) -> Pixels:
    """The pixels above and below a frame, what it stands on; of one that fills the picture itself."""
    above, below = Box(box.x, box.y - _RIM, box.w, _RIM - 1), Box(box.x, box.bottom + 1, box.w, _RIM - 1)
    rim = np.concatenate([crop(page.pixels, above), crop(page.pixels, below)])
    return rim if rim.size else crop(page.pixels, box)
