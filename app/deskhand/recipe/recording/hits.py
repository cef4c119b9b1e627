"""Which element a press was meant for, and where a frame changed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box, Point, bounding
from deskhand.core.screen import SURFACES, TOGGLES, Element, Frame, Role, Scene
from deskhand.core.stacking import is_popup

NEAR = 5
"""Pixels around the box of what was read in which a press is still meant for it."""
ROW_REACH, STRAIGHT, FEWEST_ENTRIES = 200, 4, 3
"""Pixels right of its letters that an entry of a list still takes presses, pixels by which entries may be out of
line, and entries that make a list."""
LINE = 0.8
"""Heights of an entry's letters above and below their middle that its line takes."""
LETTER = 0.6
"""Heights of a toggle that a letter of its label is wide, at most."""
CARET = 3
"""Columns of pixels that a caret takes; it blinks and means nothing."""
EDITABLE = frozenset({Role.EDIT, Role.COMBO, Role.CELL})
"""Roles that text is typed into."""

_LISTED = frozenset({Role.ROW, Role.CELL, Role.TEXT, Role.OPTION, Role.MENU_ITEM})

Mask = NDArray[np.bool_]


def element_at(scene: Scene, point: Point) -> Element | None:
    """The smallest element under a point, else the nearest close by, else the window there."""
    inner = [e for e in scene if e.role not in SURFACES and e.box.area]
    window, popup = surface_at(scene, point), _popup_at(scene, point)
    if popup is not None:
        inner = [e for e in inner if popup.contains(e.box.center)]
    elif window is not None:
        inner = [e for e in inner if e.window in (window.id, 0)]
    found = [e for e in inner if e.box.contains(point)]
    if found:
        return min(found, key=lambda e: (e.role is Role.TEXT and _holds_other(e, found), e.box.area))
    close = [e for e in inner if e.box.grown(NEAR).contains(point)]
    if close:
        return min(close, key=lambda e: e.box.area)
    named = [e for e in inner if e.role in TOGGLES and _label_box(e).contains(point)]
    if named:
        return min(named, key=lambda e: abs(e.box.center.y - point.y))
    return (_on_line(inner, point) if popup is not None else _in_list(inner, point)) or window


def _popup_at(scene: Scene, point: Point) -> Box | None:
    """The open menu or list that lies highest at a place."""
    top = next((w for w in reversed(scene.frame.windows) if w.box.contains(point)), None)
    return top.box if top is not None and is_popup(top) and not top.tip else None


def _on_line(inner: list[Element], point: Point) -> Element | None:
    """The entry of an open menu or list on whose line a place lies, whatever is beside its letters."""
    level = [e for e in inner if e.text and abs(e.box.center.y - point.y) <= LINE * e.box.h]
    return min(level, key=lambda e: (abs(e.box.center.y - point.y), e.box.x), default=None)


def _in_list(inner: list[Element], point: Point) -> Element | None:
    """The entry of a list on whose row a place lies, right of its letters; entries stand straight below each other."""
    level = [e for e in inner if e.box.y - NEAR <= point.y < e.box.bottom + NEAR and e.role in _LISTED and e.text]
    left = [e for e in level if 0 <= point.x - e.box.right <= ROW_REACH]
    found = max(left, key=lambda e: e.box.right, default=None)
    if found is None:
        return None
    straight = [e for e in inner if abs(e.box.x - found.box.x) <= STRAIGHT and e.role in _LISTED]
    return found if len(straight) >= FEWEST_ENTRIES else None


def _label_box(toggle: Element) -> Box:
    """Where the label of a toggle stands, which is no element of its own: right of it, as wide as its letters."""
    box = toggle.box
    wide = int(len(toggle.text) * LETTER * max(box.h, 14)) + 12
    return Box(box.right, box.y - 4, wide, box.h + 8)


def _holds_other(element: Element, found: list[Element]) -> bool:
    """Whether a text stands on something small that can be pressed, of which it is the name."""
    return any(o.role is not Role.TEXT and o.box.area < 4 * element.box.area for o in found)


def surface_at(scene: Scene, point: Point) -> Element | None:
    """The window or dialog under a point; of those the highest is the smallest that holds it in most layouts."""
    top = next((w for w in reversed(scene.frame.windows) if w.box.contains(point)), None)
    held = [e for e in scene if e.role in SURFACES and e.box.contains(point)]
    if top is not None:
        named = [e for e in held if e.text == top.title and e.box.coverage(top.box) > 0.9]
        inner = [e for e in held if top.box.coverage(e.box) < 0.9 and not _is_window(e, scene)]
        if inner:
            return min(inner, key=lambda e: e.box.area)
        if named:
            return named[0]
    return min(held, key=lambda e: e.box.area, default=None)


def _is_window(element: Element, scene: Scene) -> bool:
    return any(w.title == element.text and element.box.coverage(w.box) > 0.9 for w in scene.frame.windows)


def changed(before: Frame, after: Frame) -> Mask | None:
    """Which pixels differ; None where the frames do not show the same place."""
    if not before.shows_the_same_place_as(after):
        return None
    return np.asarray((before.pixels != after.pixels).any(axis=2), bool)


def changed_in(mask: Mask, frame: Frame, box: Box) -> Mask:
    """The part of a mask in a box of the desktop."""
    b = frame.in_picture(box).clipped(frame.width, frame.height)
    return mask[b.y : b.bottom, b.x : b.right]


def is_more_than_caret(mask: Mask) -> bool:
    """Whether more changed than a blinking caret."""
    return int(mask.any(axis=0).sum()) > CARET


def bounds(mask: Mask, frame: Frame, within: Box | None = None) -> Box | None:
    """The smallest box of the desktop around what changed; None where nothing did."""
    part = mask if within is None else changed_in(mask, frame, within)
    rows, columns = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
    if not rows.size:
        return None
    b = frame.box if within is None else within.intersection(frame.box)
    x, y = b.x + int(columns[0]), b.y + int(rows[0])
    return Box(x, y, int(columns[-1] - columns[0]) + 1, int(rows[-1] - rows[0]) + 1)


def same_place(element: Element, scene: Scene) -> Element | None:
    """The element of another scene that stands where this one stood."""
    near = [e for e in scene if e.role is element.role and e.box.overlaps(element.box)]
    found = max(near, key=lambda e: e.box.coverage(element.box) * element.box.coverage(e.box), default=None)
    if found is None or element.box.coverage(found.box) < 0.5:
        return None
    return found


__all__ = [
    "EDITABLE",
    "Mask",
    "bounding",
    "bounds",
    "changed",
    "changed_in",
    "element_at",
    "is_more_than_caret",
    "same_place",
    "surface_at",
]
