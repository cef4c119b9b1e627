"""Joins labels and boxes into elements with roles, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Pixels, Role

from .draft import Draft, Page, same_line
from .frames import find_frames, find_writing_areas
from .fused import Label
from .ink import crop, ground_colour, ink_mask
from .menus import find_menus
from .toggles import find_toggles

Reread = Callable[[Pixels, Sequence[Box]], Sequence[tuple[str, float]]]
"""Reads small boxes of a picture one by one: (text, confidence) of each."""

KEYCAP_SIDES = range(20, 110)
_KEYCAP_SURE, _LETTER_SURE = 0.55, 0.7
"""Confidence a re-read key needs, and a lone letter of the full reading, which else is read again."""
_ROW_HEIGHT = 10


def elements_of(page: Page, reread: Reread | None) -> list[Element]:
    """Every element of a page; ids count from 1 in reading order."""
    toggles, used = find_toggles(page)
    page = _with_keycaps(page.without(used), reread)
    menus, in_menus = find_menus(page)
    used |= in_menus
    frames, in_frames = find_frames(page.without(used))
    frames = [f for f in frames if not any(t.box.coverage(f.box) > 0.9 for t in toggles)]
    used |= in_frames
    listed, in_lists = _beside_icons(page.without(used))
    used |= in_lists
    areas, in_areas = find_writing_areas(page.without(used), toggles + menus + frames + listed)
    used |= in_areas
    plain = [_plain(page, m) for m in page.labels if m not in used]
    drafts = toggles + menus + frames + listed + areas + plain
    ordered = sorted(drafts, key=lambda d: (d.box.y // _ROW_HEIGHT, d.box.x))
    return [Element(i, d.role, d.text, d.box, d.state, d.source, d.confidence) for i, d in enumerate(ordered, 1)]


def _with_keycaps(page: Page, reread: Reread | None) -> Page:
    """Read button-sized boxes without a label again: single digits and signs are missed in a full frame."""
    if reread is None:
        return page
    doubtful = {m for m in page.labels if len(m.text) == 1 and m.confidence < _LETTER_SURE}
    page = page.without(doubtful)
    empty = [
        b
        for b in page.boxes
        if b.w in KEYCAP_SIDES and b.h in KEYCAP_SIDES and 0.6 <= b.w / b.h <= 5
        if not any(b.overlaps(m.box) for m in page.labels)
    ]
    outer = [b for b in empty if not any(b.area < o.area < 4 * b.area and b.coverage(o) > 0.9 for o in empty)]
    inked = list(dict.fromkeys(ink for b in outer if (ink := _ink_box(page, b)) is not None))
    signs = {ink: sign for ink in inked if (sign := _sign_by_shape(page, ink))}
    letters = [ink for ink in inked if ink not in signs]
    height, width = page.pixels.shape[:2]
    read = reread(page.pixels, [ink.grown(4).clipped(width, height) for ink in letters])
    found = tuple(
        Label(text.strip(), ink, sure, "reread")
        for ink, (text, sure) in zip(letters, read, strict=True)
        if sure >= _KEYCAP_SURE and 1 <= len(text.strip()) <= 4
    )
    found += tuple(Label(sign, ink, 0.8, "shape") for ink, sign in signs.items())
    found = tuple(m for i, m in enumerate(found) if not any(m.box.overlaps(o.box) for o in found[:i]))
    return Page(page.pixels, page.labels + found, page.boxes, page.panes)


def _ink_box(page: Page, box: Box) -> Box | None:
    """The box of what is drawn in the middle of a control, or None when it is blank or full."""
    core = box.grown(-4)
    if core.w < 4 or core.h < 6:
        return None
    ink = ink_mask(crop(page.pixels, core))
    if not 2 <= ink.sum() <= 0.5 * ink.size:
        return None
    ys, xs = np.nonzero(ink)
    return Box(core.x + int(xs.min()), core.y + int(ys.min()), int(np.ptp(xs)) + 1, int(np.ptp(ys)) + 1)


def _sign_by_shape(page: Page, ink: Box) -> str:
    """Minus, equals and point, which are too small for any reader."""
    if ink.h <= 6 and 4 <= ink.w <= 14:
        rows = np.asarray(ink_mask(crop(page.pixels, ink.grown(3)))[3:-3].any(axis=1))
        bars = int(rows[0]) + int((rows[1:] & ~rows[:-1]).sum())
        return "=" if bars == 2 else "-" if ink.h <= 3 else ""
    if _is_slash(page, ink):
        return "/"
    return "." if ink.w <= 4 and ink.h <= 4 else ""


def _is_slash(page: Page, ink: Box) -> bool:
    """A thin stroke that leans evenly from the bottom left to the top right; readers take it for 7 or 1."""
    if not (8 <= ink.h <= 24 and 0.25 * ink.h <= ink.w <= 0.7 * ink.h):
        return False
    mask = ink_mask(crop(page.pixels, ink.grown(3)))[3:-3, 3:-3]
    if mask.sum(axis=1).max() > max(3, ink.h // 4) or not mask.any(axis=1).all():
        return False
    centres = [float(np.flatnonzero(row).mean()) for row in mask]
    return bool(np.corrcoef(centres, range(len(centres)))[0, 1] < -0.97)


def _beside_icons(page: Page) -> tuple[list[Draft], set[Label]]:
    """Labels with a picture at their left are rows; with a larger one above them, icons."""
    found: list[Draft] = []
    used: set[Label] = set()
    pictures = [b for b in page.boxes if 14 <= b.w <= 72 and 14 <= b.h <= 72 and not page.inside(b)]
    for label in page.labels:
        if any(same_line(b, label.box) and 0 <= label.box.x - b.right <= 14 and b.h <= 36 for b in pictures):
            role = Role.ROW
        elif any(_stands_under(label.box, b) for b in pictures):
            role = Role.ICON
        else:
            continue
        used.add(label)
        found.append(Draft(role, label.text, label.box, "", label.source, label.confidence))
    return found, used


def _stands_under(label: Box, picture: Box) -> bool:
    centred = abs(label.center.x - picture.center.x) <= 6
    return picture.h >= 28 and centred and 0 <= label.y - picture.bottom <= 24


def _plain(page: Page, label: Label) -> Draft:
    role = Role.LINK if _is_link(page, label.box) else Role.TEXT
    return Draft(role, label.text, label.box, "", label.source, label.confidence)


def _is_link(page: Page, box: Box) -> bool:
    """Saturated blue or violet ink on a plain ground, the colours browsers give links."""
    area = crop(page.pixels, box)
    if not area.size:
        return False
    ground = ground_colour(area)
    far = abs(area.astype(np.int16) - ground).max(axis=2)
    if far.max() < 60 or np.ptp(ground) > 60:
        return False
    ink = area[far > 0.75 * far.max()].reshape(1, -1, 3)
    hue, saturation, _ = np.median(cv2.cvtColor(ink, cv2.COLOR_BGR2HSV)[0], axis=0)
    return bool(95 <= hue <= 150 and saturation > 120)
