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
"""Levels, in any channel, by which a frame must differ from what is around it."""
_EVEN = 0.35
"""Share of its contrast by which a frame may vary along a side, antialiasing of discs included."""
_ALIKE = 0.15
"""Share by which the four sides may differ from each other."""


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
    area, contrast = _tight(page, box)
    if min(contrast.shape) < SIDES.start - 1 or abs(contrast.shape[0] - contrast.shape[1]) > 1:
        return False
    # The middle third of a side; further out the outline of a disc bends away.
    third = contrast.shape[1] // 3
    tones = []
    for side in (contrast[:3], contrast[-3:], contrast[:, :3].T, contrast[:, -3:].T):
        line = side[:, third:-third].max(axis=0)
        if line.min() < _CONTRAST or np.ptp(line) > _EVEN * line.max():
            return False
        tones.append(float(line.mean()))
    core = area[3:-3, 3:-3].reshape(-1, 3)
    colours = np.unique(core // 48, axis=0, return_counts=True)[1]
    few = np.sort(colours)[-2:].sum() / colours.sum()
    return bool(max(tones) - min(tones) < _ALIKE * max(tones) and few > 0.7)


def _is_marked(page: Page, box: Box) -> bool:
    """A tick, a dot or a filled box: the core is not one colour, or not the colour around it."""
    core = crop(page.pixels, box)[4:-4, 4:-4].reshape(-1, 3).astype(np.int16)
    return bool(core.std(axis=0).max() > 20 or abs(np.median(core, axis=0) - _surround(page, box)).max() > 60)


def _is_round(page: Page, box: Box) -> bool:
    """On a disc the outline has left the side a quarter of the way to the corner; on a square it has not."""
    _, contrast = _tight(page, box)
    quarter = max(2, round(min(contrast.shape) * 0.22))
    edges = (contrast[0], contrast[-1], contrast[:, 0], contrast[:, -1])
    shoulders = [float(edge[at]) for edge in edges for at in (quarter, -1 - quarter)]
    middles = [float(edge[edge.size // 2]) for edge in edges]
    return bool(np.mean(shoulders) < 0.6 * np.mean(middles))


def _tight(page: Page, box: Box) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    """The pixels of what is drawn in the box, without margin, and their contrast to what is around it."""
    area = crop(page.pixels, box).astype(np.int16)
    contrast = np.abs(area - _surround(page, box)).max(axis=2)
    ys, xs = np.nonzero(contrast > _CONTRAST)
    if not ys.size:
        return area, contrast
    rows, columns = slice(ys.min(), ys.max() + 1), slice(xs.min(), xs.max() + 1)
    return area[rows, columns], contrast[rows, columns]


def _surround(page: Page, box: Box) -> NDArray[np.int16]:
    """The ground colour of the ring of three pixels around the box."""
    ring = box.grown(3).clipped(page.pixels.shape[1], page.pixels.shape[0])
    mask = np.ones((ring.h, ring.w), bool)
    mask[box.y - ring.y : box.bottom - ring.y, box.x - ring.x : box.right - ring.x] = False
    return ground_colour(crop(page.pixels, ring)[mask][None])
