"""What has no frame: rows beside small pictures, captions under large ones, links, and the rest of the text."""

from __future__ import annotations

from collections import Counter

import cv2
import numpy as np

from deskhand.core.geometry import Box, bounding
from deskhand.core.screen import Role

from .edges import Map
from .ink import crop, ground_colour
from .page import Collector, Draft, Found, Icon, Page, same_line

BESIDE = 16
"""Pixels between a picture and the label of its row."""
UNDER = 26
"""Pixels between a picture and its caption."""
_CAPTIONED = 24
"""Pixels of height a picture with a caption has at least."""
_ALIGNED = 5


def find_rows(page: Page, taken: Found) -> Found:
    """Labels with a picture at their left: rows where several stand in a column, else buttons of a bar."""
    found = Collector(taken)
    pairs = [
        (i, k)
        for i, label in enumerate(page.labels)
        if found.free_label(i) and (k := _picture_beside(page, label.box, found)) is not None
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


def _picture_beside(page: Page, box: Box, found: Collector) -> int | None:
    near = [
        k
        for k, icon in enumerate(page.icons)
        if found.free_icon(k)
        and same_line(icon.box, box)
        and 0 <= box.x - icon.box.right <= BESIDE
        and 12 <= icon.box.h <= 52
        and 0.5 <= icon.box.w / icon.box.h <= 2
    ]
    return max(near, key=lambda k: page.icons[k].box.right, default=None)


def find_captions(page: Page, taken: Found) -> Found:
    """Labels centred under a larger picture: the icons of a folder or a tool box."""
    found = Collector(taken)
    for i, label in enumerate(page.labels):
        if not found.free_label(i):
            continue
        if any(_stands_under(label.box, icon) for icon in page.icons):
            box = label.box
            found.add(Draft(Role.ICON, label.text, box, "", label.source, label.confidence), [i])
    return found.found()


def _stands_under(label: Box, icon: Icon) -> bool:
    centred = abs(label.center.x - icon.box.center.x) <= max(6, 0.08 * label.w)
    return icon.box.h >= _CAPTIONED and centred and 0 <= label.y - icon.box.bottom <= UNDER


def find_texts(page: Page, taken: Found, level: Map) -> Found:
    """Every label that is left: a link by its colour or its underline, else text; and the icons that are left."""
    found = Collector(taken)
    for i, label in enumerate(page.labels):
        if found.free_label(i) and any(c.isalnum() for c in label.text):
            role = Role.LINK if _is_link(page, label.box, level) else Role.TEXT
            found.add(Draft(role, label.text, label.box, "", label.source, label.confidence), [i])
    for k, icon in enumerate(page.icons):
        if found.free_icon(k) and _is_icon(icon):
            found.add(Draft(Role.ICON, icon.name, icon.box, "", "vision", max(0.5, icon.confidence)), [], [k])
    return found.found()


def _is_icon(icon: Icon) -> bool:
    return min(icon.box.w, icon.box.h) >= 8 or bool(icon.name)


def _is_link(page: Page, box: Box, level: Map) -> bool:
    """Saturated blue or violet ink on a plain ground, the colours browsers give links; or a line under all of it."""
    under = level[max(0, box.bottom - 4) : box.bottom + 1, box.x : box.right]
    if box.w >= 16 and under.size and under.mean(axis=1).max() > 0.85:
        return True
    area = crop(page.pixels, box)
    if not area.size:
        return False
    ground = ground_colour(area)
    far = np.abs(area.astype(np.int16) - ground).max(axis=2)
    if far.max() < 60 or np.ptp(ground) > 60:
        return False
    ink = area[far > 0.75 * far.max()].reshape(1, -1, 3)
    hue, saturation, _ = np.median(cv2.cvtColor(ink, cv2.COLOR_BGR2HSV)[0], axis=0)
    return bool(95 <= hue <= 150 and saturation > 110)
