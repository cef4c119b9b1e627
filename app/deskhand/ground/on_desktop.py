"""Boxes on the virtual desktop around grounders that know pictures alone, and a dialog read apart from what it covers.

A frame's first pixel may lie anywhere, left of and above the primary monitor too. Readers count from that pixel,
as OCR and OpenCV do; everything outside this stage counts from the desktop's origin.

Over a table or a form the lines of a dialog stand in line with rows and fields that are none of its own, and would be
read as more of them. So the highest dialog and its menus are one picture, and what is around them another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from deskhand.core.geometry import Box, bounding
from deskhand.core.ports import Grounder
from deskhand.core.screen import Element, Frame, Scene, Window
from deskhand.core.stacking import Stack, is_popup, visible_parts

from .open_lists import with_entries

SMALLEST = 32
"""Pixels of a side of a dialog; of a smaller part of one nothing can be read."""
_RIM = 16
"""Pixels of a side of what is read around a dialog: a line of small text needs as many."""


class OnDesktop:
    """A grounder whose elements lie where they are on the virtual desktop."""

    def __init__(self, reader: Grounder, dialogs: Grounder) -> None:
        """`reader` and `dialogs` are given frames with origin (0, 0) and windows to match, each its own pictures."""
        self._reader, self._dialogs = reader, dialogs

    def read(self, frame: Frame) -> Scene:
        """See `Grounder.read`."""
        picture = frame.as_picture()
        apart = [box.clipped(picture.width, picture.height) for box in _lying_over(picture.windows)]
        if not apart or min(apart[0].w, apart[0].h) < SMALLEST:
            elements = self._reader.read(picture).elements
        else:
            elements = self._read_apart(picture, [box for box in apart if box.area])
        return with_entries(Scene(picture, elements).on_desktop(frame))

    def _read_apart(self, picture: Frame, apart: Sequence[Box]) -> tuple[Element, ...]:
        """The elements around the boxes, and those in them."""
        around: tuple[Element, ...] = ()
        # A part of the screen around a dialog shows a rim of what is behind it, in which nothing can be read.
        if any(min(part.w, part.h) >= _RIM for part in visible_parts(picture.box, apart)):
            around = self._reader.read(_blanked(picture, apart)).elements
            around = tuple(e for e in around if not _is_in(e, apart))
        place = bounding(apart)
        inside = self._dialogs.read(_blanked(picture, apart, outside=True).part(place).as_picture()).elements
        moved = (e.shifted(place.x, place.y) for e in inside)
        first = max((e.id for e in around), default=0) + 1
        found = (e for e in moved if _is_in(e, apart))
        return (*around, *(replace(e, id=n) for n, e in enumerate(found, first)))


def _lying_over(windows: Sequence[Window]) -> list[Box]:
    """The dialog that is the highest window, if it covers something of another, and the menus over it."""
    surfaces = Stack(tuple(windows)).surfaces
    if len(surfaces) < 2 or not surfaces[-1].dialog:
        return []
    dialog = surfaces[-1]
    above = [w for w in windows[windows.index(dialog) + 1 :] if is_popup(w) and w.box.overlaps(dialog.box)]
    return [dialog.box, *(w.box for w in above)] if any(w.box.overlaps(dialog.box) for w in surfaces[:-1]) else []


def _blanked(picture: Frame, boxes: Sequence[Box], outside: bool = False) -> Frame:
    """The picture without what is in the boxes, or without all that is not."""
    pixels = np.zeros_like(picture.pixels) if outside else picture.pixels.copy()
    for box in boxes:
        rows, columns = slice(box.y, box.bottom), slice(box.x, box.right)
        pixels[rows, columns] = picture.pixels[rows, columns] if outside else 0
    return replace(picture, pixels=pixels)


def _is_in(element: Element, boxes: Sequence[Box]) -> bool:
    return any(box.contains(element.box.center) for box in boxes)
