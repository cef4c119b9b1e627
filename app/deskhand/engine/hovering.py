"""What a thing looks like while the pointer is not on it.

A person points before they press, and what they point at is lit up then. When the step is replayed the thing is
looked for before the pointer comes, so its look from before is put in the place of the lit one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Frame

PATCH = 6
"""Pixels around the pointer whose look tells whether what it is on is lit."""
GAP = 3
"""Pixels by which parts of what is lit may be apart: a frame around a picture, letters of a line."""
LARGEST = Box(0, 0, 1600, 160)
"""Where what is lit is looked for, around the pointer."""
TALLEST = 140
"""Pixels; what is higher is no thing that is lit."""
SLACK, SOON = 0.12, 0.6
"""Seconds before and after the pointer was first told in a thing within which it is lit; some fade in."""
LASTING = 0.12
"""Seconds from which a look is no passing one."""
MOST = 7
"""Frames of a look that are compared; the newest of them."""


def without_hover(frame: Frame, earlier: Sequence[Frame], at: Point, moves: Iterable[tuple[float, Point]]) -> Frame:
    """The frame with what lies under the pointer as it was before the pointer came; `earlier` oldest first.

    `moves` are times and places of the pointer, oldest first. The frame itself is returned where nothing under the
    pointer changed when it came, or more changed than a thing that is lit.
    """
    same = [f for f in earlier if f.windows == frame.windows and f.shows_the_same_place_as(frame)]
    patch = frame.in_picture(Box(at.x - PATCH, at.y - PATCH, 2 * PATCH + 1, 2 * PATCH + 1))
    patch = patch.clipped(frame.width, frame.height)
    if not same or not patch.area:
        return frame
    unlit, changed_at = _unlit([*same, frame], patch)
    if not unlit:
        return frame
    around = frame.in_picture(Box(at.x - LARGEST.w // 2, at.y - LARGEST.h // 2, LARGEST.w, LARGEST.h))
    around = around.clipped(frame.width, frame.height)
    # The pointer lit other things on its way, each in a few of the frames.
    look = np.median(np.stack([_part(f, around) for f in unlit]), axis=0).astype(np.uint8)
    lit = np.asarray((look != _part(frame, around)).any(axis=2), bool)
    box = _reached(lit, patch.shifted(-around.x, -around.y))
    if box is None or not _came(moves, box.shifted(around.x + frame.origin.x, around.y + frame.origin.y), changed_at):
        return frame
    pixels = frame.pixels.copy()
    target = pixels[around.y : around.bottom, around.x : around.right]
    target[box.y : box.bottom, box.x : box.right] = look[box.y : box.bottom, box.x : box.right]
    return replace(frame, pixels=pixels)


def _unlit(frames: Sequence[Frame], patch: Box) -> tuple[list[Frame], float]:
    """The frames of the last lasting look of a patch before that of the last frame, and when that look ended.

    Looks that last for a moment only are those of a light that fades in.
    """
    runs: list[list[Frame]] = []
    for frame in frames:
        if runs and np.array_equal(_part(runs[-1][-1], patch), _part(frame, patch)):
            runs[-1].append(frame)
        else:
            runs.append([frame])
    for run, following in zip(runs[-2::-1], runs[:0:-1], strict=True):
        if following[0].taken_at - run[0].taken_at >= LASTING:
            return run[-MOST:], following[0].taken_at
    return [], 0.0


def _came(moves: Iterable[tuple[float, Point]], box: Box, changed_at: float) -> bool:
    """Whether the pointer came to a box of the desktop when it changed."""
    came: float | None = None
    for moment, place in moves:
        if not box.grown(GAP).contains(place):
            came = None
        elif came is None:
            came = moment
    return came is not None and came - SLACK <= changed_at <= came + SOON


def _part(frame: Frame, box: Box) -> NDArray[np.uint8]:
    return frame.pixels[box.y : box.bottom, box.x : box.right]


def _reached(lit: NDArray[np.bool_], start: Box) -> Box | None:
    """The box of what is lit around a place, grown while something lit lies by its edge; None if it has no end."""
    height, width = lit.shape
    box = start.clipped(width, height)
    while True:
        outer = box.grown(GAP).clipped(width, height)
        rows = np.flatnonzero(lit[outer.y : outer.bottom, outer.x : outer.right].any(axis=1))
        columns = np.flatnonzero(lit[outer.y : outer.bottom, outer.x : outer.right].any(axis=0))
        if not rows.size:
            return None
        x, y = min(box.x, outer.x + int(columns[0])), min(box.y, outer.y + int(rows[0]))
        right = max(box.right, outer.x + int(columns[-1]) + 1)
        bottom = max(box.bottom, outer.y + int(rows[-1]) + 1)
        grown = Box(x, y, right - x, bottom - y)
        if grown == box:
            return box if box.h < TALLEST else None
        box = grown
