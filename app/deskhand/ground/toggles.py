"""Check boxes and radio buttons: small squares or discs of few colours, beside a label."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box
from deskhand.core.screen import Role

from .draft import Draft, Page, same_line
from .fused import Label
from .ink import crop, ground_colour

SIDES = range(11, 27)
"""Pixels; 13 in Chromium, 14-16 in GTK and Qt, to 24 at 150 %."""
REACH = 16
"""Pixels between the box and its label."""
_CONTRAST = 24


def find_toggles(page: Page) -> tuple[list[Draft], set[Label]]:
    """The toggles of a page, each with its label, and the labels used."""
    found: list[Draft] = []
    used: set[Label] = set()
    for box in sorted(page.boxes, key=lambda b: -b.area):
        if box.w not in SIDES or box.h not in SIDES or abs(box.w - box.h) > 1:
            continue
        if any(box.overlaps(other.box) for other in found):
            continue
        label = _label_of(box, page)
        if label is None or label in used or not _looks_like_toggle(page, box):
            continue
        used.add(label)
        role = Role.RADIO if _is_round(page, box) else Role.CHECKBOX
        state = "on" if _is_marked(page, box) else "off"
        found.append(Draft(role, label.text, box, state, f"vision+{label.source}", label.confidence))
    return found, used


def _label_of(box: Box, page: Page) -> Label | None:
    """The label right of the box; an engine may have taken the box for its first letter."""
    near = [
        m
        for m in page.labels
        if same_line(box, m.box) and box.x - 4 <= m.box.x <= box.right + REACH and m.box.right > box.right + 12
        if any(c.isalpha() for c in m.text)
    ]
    return min(near, key=lambda m: m.box.x, default=None)


def _looks_like_toggle(page: Page, box: Box) -> bool:
    """An even frame on all four sides and few colours within; icons have neither."""
    area, ground = crop(page.pixels, box).astype(np.int16), _surround(page, box)
    quarter = box.w // 4
    tones = []
    for side in (area[:3], area[-3:], area[:, :3].swapaxes(0, 1), area[:, -3:].swapaxes(0, 1)):
        middle = side[:, quarter:-quarter]
        contrast = abs(middle - ground).max(axis=2)
        line = contrast.max(axis=0)
        if line.min() < _CONTRAST or np.ptp(line) > 40:
            return False
        tones.append(float(line.mean()))
    core = area[4:-4, 4:-4].reshape(-1, 3)
    colours = np.unique(core // 48, axis=0, return_counts=True)[1]
    few = np.sort(colours)[-3:].sum() / colours.sum()
    return bool(max(tones) - min(tones) < 40 and few > 0.7)


def _is_marked(page: Page, box: Box) -> bool:
    """A tick, a dot or a filled box: the core is not one colour, or not the colour around it."""
    core = crop(page.pixels, box)[4:-4, 4:-4].reshape(-1, 3).astype(np.int16)
    return bool(core.std(axis=0).max() > 20 or abs(np.median(core, axis=0) - _surround(page, box)).max() > 60)


def _is_round(page: Page, box: Box) -> bool:
    """On a disc the outline has left the side a quarter of the way to the corner; on a square it has not."""
    area, ground = crop(page.pixels, box).astype(np.int16), _surround(page, box)
    contrast = abs(area - ground).max(axis=2)
    inked = contrast > _CONTRAST
    ys, xs = np.nonzero(inked)
    tight = contrast[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
    if min(tight.shape) < 8:
        return False
    q = max(2, round(min(tight.shape) * 0.22))
    shoulders = [tight[0, q], tight[0, -1 - q], tight[-1, q], tight[-1, -1 - q], tight[q, 0], tight[q, -1]]
    middles = [tight[0, tight.shape[1] // 2], tight[tight.shape[0] // 2, 0]]
    return bool(np.mean(shoulders) < 0.6 * np.mean(middles))


def _surround(page: Page, box: Box) -> NDArray[np.int16]:
    """The ground colour of the ring of three pixels around the box."""
    ring = box.grown(3).clipped(page.pixels.shape[1], page.pixels.shape[0])
    mask = np.ones((ring.h, ring.w), bool)
    mask[box.y - ring.y : box.bottom - ring.y, box.x - ring.x : box.right - ring.x] = False
    return ground_colour(crop(page.pixels, ring)[mask][None])
