"""Check boxes, radio buttons and switches: small shapes of few colours, most with a label at their right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box
from deskhand.core.screen import Role

from .ink import crop, ground_colour
from .page import Collector, Draft, Found, Page, same_line

SIDES = range(11, 33)
"""Pixels; 13 in Chromium, 14-16 in GTK and Qt, to 32 at 200 %."""
REACH = 1.3
"""Space between the shape and its label, as a share of the shape's side."""
_CONTRAST = 20
"""Levels, in any channel, by which a frame must differ from what is around it."""
_EVEN = 0.45
"""Share of its contrast by which a frame may vary along a side, antialiasing of discs included."""
_ALIKE = 0.35
"""Share by which the four sides may differ from each other; some themes shade them."""
_SWITCH_SHAPE = (1.5, 2.7)
"""Width to height of a switch."""


@dataclass(frozen=True)
class _Shape:
    box: Box
    box_index: int = -1
    icon_index: int = -1


def find_toggles(page: Page) -> Found:
    """The toggles of a page, each with its label and state."""
    found = Collector(Found())
    placed: list[Box] = []
    for shape in sorted(_shapes(page), key=lambda s: -s.box.area):
        box = shape.box
        if any(box.overlaps(other) for other in placed):
            continue
        label = _label_of(page, box, found)
        if label is None and shape.box_index < 0:
            continue
        tight = _tight(page, box)
        if tight is None or not _looks_like_toggle(tight, labelled=label is not None):
            continue
        role = Role.RADIO if _is_round(tight) else Role.CHECKBOX
        marked = _is_marked(page, tight)
        if role is Role.RADIO and (label is None or (marked and not _has_dot(tight))):
            continue
        if label is None and not _in_column(page, shape):
            continue
        placed.append(box)
        text, source, sure = ("", "vision", 0.7) if label is None else _from_label(page, label)
        draft = Draft(role, text, tight.box, "on" if marked else "off", source, sure)
        inner = [i for i, icon in enumerate(page.icons) if icon.box.coverage(box.grown(3)) > 0.8]
        marks = [i for i, m in enumerate(page.labels) if m.box.coverage(box.grown(3)) > 0.8]
        boxes = [] if shape.box_index < 0 else [shape.box_index]
        found.add(draft, [*([] if label is None else [label]), *marks], inner, boxes)
    _find_switches(page, found, placed)
    return found.found()


def _shapes(page: Page) -> Iterator[_Shape]:
    """Boxes and pictures of the size and proportion of a toggle."""
    for index, box in enumerate(page.boxes):
        if box.w in SIDES and box.h in SIDES and abs(box.w - box.h) <= 2:
            yield _Shape(box, box_index=index)
    for index, icon in enumerate(page.icons):
        if icon.box.w in SIDES and icon.box.h in SIDES and abs(icon.box.w - icon.box.h) <= 3:
            yield _Shape(icon.box, icon_index=index)


def _in_column(page: Page, shape: _Shape) -> bool:
    """Whether a shape without a label is one of a column of a table; the buttons of windows are not."""
    box = shape.box
    twins = [b for b in page.boxes if abs(b.x - box.x) <= 2 and abs(b.w - box.w) <= 2 and abs(b.h - box.h) <= 2]
    return len({b.y for b in twins}) >= 3


def _label_of(page: Page, box: Box, found: Collector) -> int | None:
    """The label right of the shape, near enough to be its own."""
    near = [
        i
        for i, m in enumerate(page.labels)
        if found.free_label(i)
        and box.right - 3 <= m.box.x <= box.right + REACH * box.w
        and same_line(box, m.box)
        and any(c.isalpha() for c in m.text)
    ]
    return min(near, key=lambda i: page.labels[i].box.x, default=None)


def _from_label(page: Page, index: int) -> tuple[str, str, float]:
    label = page.labels[index]
    return label.text, f"vision+{label.source}", label.confidence


@dataclass(frozen=True)
class _Tight:
    """What is drawn in a shape without margin, and its contrast to what is around it."""

    box: Box
    area: NDArray[np.int16]
    contrast: NDArray[np.int16]
    around: NDArray[np.int16]


def _tight(page: Page, box: Box) -> _Tight | None:
    around = _surround(page, box)
    place = box.grown(2).clipped(page.pixels.shape[1], page.pixels.shape[0])
    area = crop(page.pixels, place).astype(np.int16)
    contrast = np.abs(area - around).max(axis=2)
    ys, xs = np.nonzero(contrast > _CONTRAST)
    if not ys.size:
        return None
    rows, columns = slice(ys.min(), ys.max() + 1), slice(xs.min(), xs.max() + 1)
    tight = Box(place.x + columns.start, place.y + rows.start, columns.stop - columns.start, rows.stop - rows.start)
    return _Tight(tight, area[rows, columns], contrast[rows, columns], around)


def _surround(page: Page, box: Box) -> NDArray[np.int16]:
    """The ground colour of the ring of three pixels around the shape, two pixels away from it."""
    ring = box.grown(5).clipped(page.pixels.shape[1], page.pixels.shape[0])
    mask = np.ones((ring.h, ring.w), bool)
    inner = box.grown(2)
    mask[max(0, inner.y - ring.y) : inner.bottom - ring.y, max(0, inner.x - ring.x) : inner.right - ring.x] = False
    return ground_colour(crop(page.pixels, ring)[mask][None])


def _looks_like_toggle(shape: _Tight, labelled: bool) -> bool:
    """An even frame on all four sides and few colours within; icons have neither."""
    height, width = shape.contrast.shape
    if min(height, width) < SIDES.start - 1 or abs(height - width) > (3 if labelled else 1):
        return False
    tones = []
    for side in _sides(shape.contrast):
        # All but the corners, which are round; the outline of a disc stays within three pixels for so long.
        corner = max(3, round(0.22 * side.shape[1]))
        line = side[:, corner:-corner].max(axis=0)
        if line.min() < _CONTRAST or np.ptp(line) > _EVEN * line.max():
            return False
        tones.append(float(line.mean()))
    core = shape.area[3:-3, 3:-3].reshape(-1, 3)
    colours = np.unique(core // 48, axis=0, return_counts=True)[1]
    few = np.sort(colours)[-2:].sum() / colours.sum()
    return bool(max(tones) - min(tones) < _ALIKE * max(tones) and few > 0.62)


def _sides(contrast: NDArray[np.int16]) -> tuple[NDArray[np.int16], ...]:
    return contrast[:3], contrast[-3:], contrast[:, :3].T, contrast[:, -3:].T


def _is_marked(page: Page, shape: _Tight) -> bool:
    """A tick, a dot or a filled shape: the core is not one colour, or far from the colour around it."""
    margin = max(3, min(shape.area.shape[:2]) // 4)
    core = shape.area[margin:-margin, margin:-margin].reshape(-1, 3)
    if not core.size:
        return False
    spread = np.percentile(core, 90, axis=0) - np.percentile(core, 10, axis=0)
    filled = np.abs(np.median(core, axis=0) - shape.around)
    # Black and white differ from grey in every channel; an accent colour does in its own.
    accent = np.ptp(np.median(core, axis=0)) > 50 and filled.max() > 50
    return bool(spread.max() > 40 or accent)


def _is_round(shape: _Tight) -> bool:
    """On a disc the corners are empty; on a square, even a rounded one, they are not."""
    contrast, side = shape.contrast, min(shape.contrast.shape)
    reach = max(2, round(0.16 * side))
    corners = [contrast[r, c] for r in (0, -1) for c in (0, -1)]
    shoulders = [contrast[r, c] for r in (0, -1) for c in (reach, -1 - reach)]
    shoulders += [contrast[r, c] for r in (reach, -1 - reach) for c in (0, -1)]
    middles = [contrast[0, side // 2], contrast[-1, side // 2], contrast[side // 2, 0], contrast[side // 2, -1]]
    return bool(np.mean(shoulders) < 0.55 * np.mean(middles) and np.mean(corners) < 0.3 * np.mean(middles))


def _has_dot(shape: _Tight) -> bool:
    """The dot of a chosen radio button: an even ring around a middle of another colour."""
    height, width = shape.area.shape[:2]
    ys, xs = np.mgrid[:height, :width]
    radius = np.hypot(ys - (height - 1) / 2, xs - (width - 1) / 2) / (min(height, width) / 2)
    ring, middle = shape.area[(radius > 0.58) & (radius < 0.72)], shape.area[radius < 0.25]
    if len(ring) < 4 or not len(middle):
        return False
    even = np.abs(ring - np.median(ring, axis=0)).max(axis=1)
    return bool(np.percentile(even, 75) < 70 and np.abs(np.median(middle, axis=0) - np.median(ring, axis=0)).max() > 60)


def _find_switches(page: Page, found: Collector, placed: list[Box]) -> None:
    """A low box twice as long as high, with a knob that fills one half of it."""
    for index, box in enumerate(page.boxes):
        if not (14 <= box.h <= 44 and _SWITCH_SHAPE[0] <= box.w / box.h <= _SWITCH_SHAPE[1]):
            continue
        if any(box.overlaps(other) for other in placed) or page.labels_in(index):
            continue
        knob = next((page.boxes[i] for i in page.boxes_in(index) if _is_knob(page.boxes[i], box)), None)
        if knob is None:
            continue
        label = _label_beside(page, box, found)
        text, source, sure = ("", "vision", 0.7) if label is None else _from_label(page, label)
        state = "on" if knob.center.x > box.center.x else "off"
        icons = [i for i, icon in enumerate(page.icons) if icon.box.coverage(box) > 0.8]
        found.add(Draft(Role.SWITCH, text, box, state, source, sure), [] if label is None else [label], icons, [index])
        placed.append(box)


def _is_knob(inner: Box, outer: Box) -> bool:
    off_centre = abs(inner.center.x - outer.center.x) > 0.15 * outer.w
    return off_centre and inner.h >= 0.6 * outer.h and 0.7 <= inner.w / inner.h <= 1.5


def _label_beside(page: Page, box: Box, found: Collector) -> int | None:
    """The label of a switch: left of it on its line, as settings pages have it, or right of it."""
    line = [i for i, m in enumerate(page.labels) if found.free_label(i) and same_line(box, m.box)]
    left = [i for i in line if page.labels[i].box.right <= box.x and box.x - page.labels[i].box.right < 600]
    if left:
        return max(left, key=lambda i: page.labels[i].box.right)
    right = [i for i in line if 0 <= page.labels[i].box.x - box.right < 2 * box.w]
    return min(right, key=lambda i: page.labels[i].box.x, default=None)
