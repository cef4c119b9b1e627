"""Reading a part of a frame: what is read costs by its size, and most of a screen has no say in a step."""

from __future__ import annotations

from dataclasses import replace

from deskhand.core.anchor import Anchor, Located, Locator
from deskhand.core.geometry import Box, bounding
from deskhand.core.marks import matching
from deskhand.core.ports import Grounder
from deskhand.core.screen import Frame, Scene
from deskhand.core.stacking import Stack, is_popup

_EDGE = 8
"""Pixels around a window that are read with it."""


def part_of(frame: Frame, box: Box) -> Frame:
    """The part of a frame that shows a box; the frame itself where it shows nothing of it."""
    shown = box.intersection(frame.box)
    if not shown.area or shown == frame.box:
        return frame
    return frame.part(shown)


def read_part(grounder: Grounder, frame: Frame, box: Box) -> Scene:
    """What a part of a frame says, as a scene of the whole. Raises `OcrError`."""
    return Scene(frame, grounder.read(part_of(frame, box)).elements)


def located_in_part(locator: Locator, anchor: Anchor, frame: Frame) -> Located:
    """Where a thing is, reading only the windows its mark fits and what lies over them. Raises `OcrError`."""
    found = locator.locate(anchor, part_of(frame, region(anchor, frame)))
    return replace(found, scene=Scene(frame, found.scene.elements))


def region(anchor: Anchor, frame: Frame) -> Box:
    """The windows a thing may stand in with their dialogs and menus; all of the frame where windows are not known."""
    windows = matching(anchor.window, frame.windows)
    if not windows:
        return frame.box
    own = bounding([w.box for w in windows])
    stack = Stack(frame.windows)
    over = [
        w.box
        for w in frame.windows
        # A menu may open beside its window, on another monitor too.
        if (w.dialog and w.box.grown(_EDGE).overlaps(own)) or (is_popup(w) and stack.owner(w) in windows)
    ]
    return bounding([own, *over]).grown(_EDGE)
