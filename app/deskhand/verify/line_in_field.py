"""What a field of one line holds, read straight from its pixels: a tenth of the time a grounder needs for its box."""

from __future__ import annotations

import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.ports import OcrEngine
from deskhand.core.screen import Frame, Pixels

HIGHEST = 56
"""Pixels; a higher field may hold several lines."""
_EDGES = (3, 6)
"""Pixels of a field's frame that are cut off: what is left must not hold a line along its whole side."""
_INK = 40
"""Levels in any channel by which writing stands out from its ground."""
_FULL = 0.8
"""Part of a field that a text which does not fit fills at least: icons and buttons may stand at its end."""
_GAP = 0.15
"""Part of a field that may be empty between its words: a wider gap parts a text from the icon at the end."""
_MARGIN = 4
"""Pixels of ground kept around the writing: the engine was trained on such lines."""


def line_in(frame: Frame, box: Box, engine: OcrEngine) -> str:
    """The text in a field; empty where there is none, or the field may hold more than a line. Raises `OcrError`."""
    if box.h > HIGHEST:
        return ""
    for edge in _EDGES:
        written = _written(frame.crop(box.grown(-edge)))
        if written is not None:
            return engine.read([written])[0].text
    return ""


def is_full(frame: Frame, box: Box) -> bool:
    """Whether the writing in a field reaches from side to side, or from top to bottom: there may be more of it."""
    inside = frame.crop(box.grown(-_EDGES[-1]))
    if not inside.size:
        return False
    ground = np.median(inside.reshape(-1, 3), axis=0).astype(np.int16)
    ink = (np.abs(inside.astype(np.int16) - ground) > _INK).any(axis=2)
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not columns.size:
        return False
    width = inside.shape[1]
    wide = np.ptp(columns) + 1 >= _FULL * width and np.diff(columns, prepend=columns[0]).max() <= _GAP * width
    return bool(wide or (box.h > HIGHEST and np.ptp(rows) + 1 >= _FULL * inside.shape[0]))


def _written(inside: Pixels) -> Pixels | None:
    """The part with the writing; None where there is none, or what there is touches all of a side."""
    if min(inside.shape[:2], default=0) < 2 * _MARGIN:
        return None
    ground = np.median(inside.reshape(-1, 3), axis=0).astype(np.int16)
    ink = (np.abs(inside.astype(np.int16) - ground) > _INK).any(axis=2)
    if not ink.any() or ink[0].all() or ink[-1].all() or ink[:, 0].all() or ink[:, -1].all():
        return None
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    top, left = max(0, rows[0] - _MARGIN), max(0, columns[0] - _MARGIN)
    return np.ascontiguousarray(inside[top : rows[-1] + 1 + _MARGIN, left : columns[-1] + 1 + _MARGIN])
