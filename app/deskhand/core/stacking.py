"""Which windows of a stack can be seen, and in which of them a place lies."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from .geometry import Box, Point
from .screen import Frame, Pixels, Window

SLIVER = 4
"""Pixels: what looks out from under other windows by less cannot be read; frames are told a pixel or two off."""


def visible_parts(box: Box, above: Iterable[Box]) -> list[Box]:
    """The parts of a box, apart from each other, that none of the boxes above it covers."""
    parts = [box] if box.area else []
    for cover in above:
        parts = [piece for part in parts for piece in _outside(part, cover)]
    return parts


@dataclass(frozen=True)
class Stack:
    """Windows as they lie on each other, the lowest first.

    Menus and tooltips are windows without a title that stand for the window they belong to; they cover what
    is under them and are no surfaces themselves.
    """

    windows: tuple[Window, ...]

    @cached_property
    def surfaces(self) -> tuple[Window, ...]:
        """The windows and dialogs of which something can be seen, the lowest first."""
        found = []
        for index, window in enumerate(self.windows):
            parts = visible_parts(window.box, (w.box for w in self.windows[index + 1 :]))
            if not is_popup(window) and any(min(part.w, part.h) >= SLIVER for part in parts):
                found.append(window)
        return tuple(found)

    def at(self, point: Point) -> Window | None:
        """The window or dialog a place belongs to, None on the bare desktop."""
        top = next((w for w in reversed(self.windows) if w.box.contains(point)), None)
        return self.owner(top) if top is not None and is_popup(top) else top

    def owner(self, window: Window) -> Window | None:
        """The window a menu, a tooltip or a dialog was opened from, as far as their places tell.

        It is the highest one of the same application below it, and for a menu else the highest that it touches.
        """
        below = [w for w in self.windows[: self.windows.index(window)] if not is_popup(w)]
        told = [w for w in below if w.handle == window.opened_by]
        if told:
            return told[0]
        same = [w for w in reversed(below) if w.app == window.app and w.app]
        touching = [w for w in same if w.box.grown(SLIVER).overlaps(window.box)]
        found = touching or same
        if not found and is_popup(window):
            found = [w for w in reversed(below) if w.box.overlaps(window.box)]
        return found[0] if found else None


def without_windows(frame: Frame, handles: Collection[int], around: bool = False) -> Frame:
    """The frame with what shows of these windows painted flat, so that nothing in them is read.

    See `without_places` for `around`.
    """
    places = [n for n, window in enumerate(frame.windows) if window.handle in handles]
    parts = (visible_parts(frame.windows[n].box, (w.box for w in frame.windows[n + 1 :])) for n in places)
    return without_places(frame, [part for some in parts for part in some], around) if places else frame


def without_places(frame: Frame, boxes: Iterable[Box], around: bool = False) -> Frame:
    """The frame with these places of the desktop painted flat: black, or in the colour of what is `around` them."""
    pixels = frame.pixels.copy()
    for box in boxes:
        place = frame.in_picture(box).clipped(frame.width, frame.height)
        if not place.area:
            continue
        colour = _around(pixels, place) if around else 0
        pixels[place.y : place.bottom, place.x : place.right] = colour
    return replace(frame, pixels=pixels)


def _around(pixels: Pixels, place: Box) -> Pixels:
    """The most usual colour of the pixels just outside a place."""
    rows = [y for y in (place.y - 1, place.bottom) if 0 <= y < pixels.shape[0]]
    columns = [x for x in (place.x - 1, place.right) if 0 <= x < pixels.shape[1]]
    edge = [pixels[y, place.x : place.right] for y in rows] + [pixels[place.y : place.bottom, x] for x in columns]
    if not edge:
        return np.zeros(3, np.uint8)
    colours, counts = np.unique(np.concatenate(edge), axis=0, return_counts=True)
    return np.asarray(colours[counts.argmax()], np.uint8)


def asks_for(dialog: Window, window: Window) -> bool:
    """Whether a dialog belongs to a window: it says so, or both are of one application."""
    if not dialog.dialog or dialog.handle == window.handle:
        return False
    return dialog.opened_by == window.handle or (bool(dialog.app) and dialog.app == window.app)


def is_popup(window: Window) -> bool:
    """Whether it is a menu, a tooltip or the like, which the window system knows no title of."""
    return not window.title and not window.dialog


def _outside(part: Box, cover: Box) -> list[Box]:
    """The up to four pieces of a box around another."""
    common = part.intersection(cover)
    if not common.area:
        return [part]
    pieces = (
        Box(part.x, part.y, part.w, common.y - part.y),
        Box(part.x, common.bottom, part.w, part.bottom - common.bottom),
        Box(part.x, common.y, common.x - part.x, common.h),
        Box(common.right, common.y, part.right - common.right, common.h),
    )
    return [piece for piece in pieces if piece.area]
