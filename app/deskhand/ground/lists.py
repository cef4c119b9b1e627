"""What has no frame: rows beside small pictures, captions under large ones, links, and the rest of the text."""

from __future__ import annotations

from collections import Counter

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box, bounding
from deskhand.core.screen import Role

from .ink import crop, ground_colour
from .page import Collector, Draft, Found, Icon, Page
from .parting import has_rule

BESIDE = 16
"""Pixels between a picture and the label of its row."""
LARGE = 22
"""Pixels of height of the figures on a display."""
UNDER = 26
"""Pixels between a picture and its caption."""
_CAPTIONED, _PICTURE = 24, 200
"""Pixels of a side of a picture with a caption."""
_ALIGNED = 5


def find_rows(page: Page, taken: Found) -> Found:
    """Labels with a picture at their left: rows where several stand in a column, else buttons of a bar."""
    found = Collector(taken)
    pictures = [k for k, icon in enumerate(page.icons) if found.free_icon(k) and _fits_beside(icon.box)]
    if not pictures:
        return found.found()
    rows = np.array([(page.icons[k].box.center.y, page.icons[k].box.h, page.icons[k].box.right) for k in pictures])
    pairs = [
        (i, pictures[place])
        for i, label in enumerate(page.labels)
        if found.free_label(i) and (place := _picture_beside(rows, label.box)) is not None
    ]
    columns = Counter(page.labels[i].box.x // _ALIGNED for i, _ in pairs)
    for i, k in pairs:
        label, icon = page.labels[i], page.icons[k]
        column = label.box.x // _ALIGNED
        in_column = columns[column] + columns[column - 1] + columns[column + 1] >= 2
        role = Role.ROW if in_column else Role.BUTTON
        box = label.box.grown(2) if in_column else bounding([label.box, icon.box]).grown(3)
        found.add(Draft(role, label.text, box, "", label.source, label.confidence), [i], [k])
    return found.found()


def _fits_beside(picture: Box) -> bool:
    return 12 <= picture.h <= 52 and 0.5 <= picture.w / picture.h <= 2


def _picture_beside(pictures: NDArray[np.int64], label: Box) -> int | None:
    """The place of the picture nearest to the left of a label; `pictures` are rows of (middle, height, right)."""
    middle, height, right = pictures.T
    same = np.abs(middle - label.center.y) <= np.maximum(4, np.minimum(height, label.h) // 2)
    gap = label.x - right
    near = np.flatnonzero(same & (gap >= 0) & (gap <= BESIDE))
    return int(near[right[near].argmax()]) if near.size else None


def find_side_lists(page: Page, taken: Found) -> Found:
    """Short texts on one left edge at an even step that have a narrow pane to themselves: rows."""
    found = Collector(taken)
    for index, pane in enumerate(page.boxes):
        if not (70 <= pane.w <= 340 and pane.h >= 140):
            continue
        labels = [i for i in page.labels_in(index) if found.free_label(i)]
        if len(labels) < 5 or len(page.labels_in(index)) > len(labels) + 2:
            continue
        boxes = [page.labels[i].box for i in sorted(labels, key=lambda i: page.labels[i].box.y)]
        steps = np.diff([b.center.y for b in boxes])
        left = float(np.median([b.x for b in boxes]))
        aligned = sum(abs(b.x - left) <= _ALIGNED for b in boxes) >= 0.8 * len(boxes)
        if not aligned or np.abs(steps - np.median(steps)).max() > 0.4 * np.median(steps) or np.median(steps) < 16:
            continue
        for i in labels:
            m = page.labels[i]
            found.add(Draft(Role.ROW, m.text, m.box.grown(2), "", m.source, m.confidence), [i])
    return found.found()


def find_captions(page: Page, taken: Found) -> Found:
    """Labels centred under a larger picture: the icons of a folder or a tool box, and their pictures."""
    found = Collector(taken)
    pictures = [(icon.box, k) for k, icon in enumerate(page.icons) if found.free_icon(k)]
    pictures += [(b, -1) for i, b in enumerate(page.boxes) if found.free_box(i) and not page.labels_in(i)]
    pictures = [(b, k) for b, k in pictures if _CAPTIONED <= b.h <= _PICTURE and _CAPTIONED <= b.w <= _PICTURE]
    for i, label in enumerate(page.labels):
        holder = page.holders[1][i]
        framed = holder >= 0 and page.boxes[holder].h < 60
        above = [(b, k) for b, k in pictures if _stands_under(label.box, b)]
        if framed or not above or not found.free_label(i):
            continue
        picture = bounding(b for b, _ in above)
        found.add(Draft(Role.ICON, label.text, label.box, "", label.source, label.confidence), [i])
        icons = [k for k, icon in enumerate(page.icons) if icon.box.coverage(picture) > 0.8]
        boxes = [j for j, b in enumerate(page.boxes) if b.coverage(picture) > 0.9]
        found.add(Draft(Role.ICON, "", picture, "", "vision", 0.7), [], icons, boxes)
    return found.found()


def _stands_under(label: Box, picture: Box) -> bool:
    centred = abs(label.center.x - picture.center.x) <= max(6, 0.08 * label.w)
    return centred and 0 <= label.y - picture.bottom <= UNDER


def find_links(page: Page, taken: Found) -> Found:
    """Labels in the colours of links, or with a line under all of them."""
    found = Collector(taken)
    for i, label in enumerate(page.labels):
        if found.free_label(i) and len(label.text) >= 3 and _is_link(page, i):
            found.add(Draft(Role.LINK, label.text, label.box, "", label.source, label.confidence), [i])
    return found.found()


def find_texts(page: Page, taken: Found) -> Found:
    """Every label and every icon that is left."""
    found = Collector(taken)
    for i, label in enumerate(page.labels):
        if found.free_label(i) and any(c.isalnum() for c in label.text):
            found.add(Draft(Role.TEXT, label.text, label.box, "", label.source, label.confidence), [i])
    for k, icon in enumerate(page.icons):
        if found.free_icon(k) and _is_icon(page, icon):
            found.add(Draft(Role.ICON, icon.name, icon.box, "", "vision", max(0.5, icon.confidence)), [], [k])
    return found.found()


def _is_icon(page: Page, icon: Icon) -> bool:
    """Pictures of some size, known ones, and the bar that minimises a window beside its other buttons."""
    box = icon.box
    if min(box.w, box.h) >= 8 or icon.name:
        return True
    others = (o.box for o in page.icons if o is not icon and min(o.box.w, o.box.h) >= 7)
    return 8 <= box.w <= 24 and any(abs(o.center.y - box.center.y) <= 8 and 8 <= o.x - box.right <= 60 for o in others)


def _is_link(page: Page, index: int) -> bool:
    """Saturated blue or violet ink on a plain ground, the colours browsers give links; or a line under all of it."""
    box, holder = page.labels[index].box, page.holders[1][index]
    framed = holder >= 0 and page.boxes[holder].bottom - box.bottom < 6
    # The feet of large figures are as good as a line.
    figures = box.h >= LARGE and not any(c.isalpha() for c in page.labels[index].text)
    if not framed and not figures and box.w >= 16 and has_rule(box, page.level):
        return True
    height, width = page.pixels.shape[:2]
    area = crop(page.pixels, box)
    if not area.size or not page.coloured(box.clipped(width, height)):
        return False
    ground = ground_colour(area)
    far = np.abs(area.astype(np.int16) - ground).max(axis=2)
    if far.max() < 60 or np.ptp(ground) > 60:
        return False
    ink = area[far > 0.75 * far.max()].reshape(1, -1, 3)
    hue, saturation, _ = np.median(cv2.cvtColor(ink, cv2.COLOR_BGR2HSV)[0], axis=0)
    return bool(95 <= hue <= 150 and saturation > 110)
