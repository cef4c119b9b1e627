"""Whether a field shows one sign for each letter typed, as fields for passwords do."""

from __future__ import annotations

import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.screen import Frame, Pixels

from .hits import Mask

FEWEST = 3
"""Equal signs in a row that are told from letters."""
_ALIKE = 0.82
"""Share of pixels in which two pictures of one sign agree; anti-aliasing shifts it by parts of a pixel."""
_PITCH = 1.6
"""Pixels by which the distance of two signs may vary."""
_INK = 48
"""Difference of a channel from the ground that is ink."""
_CARET = 3
"""Columns; narrower and as tall as the line is a caret."""


def shows_dots(frame: Frame, box: Box, typed: str) -> bool:
    """Whether what stands in the box is one sign again and again, though different letters were typed."""
    if len(set(typed)) < 2:
        return False
    signs = _signs(frame.crop(box))
    if len(signs) < FEWEST:
        return False
    return _is_even(signs) and _are_alike([picture for _, picture in signs])


def _signs(pixels: Pixels) -> list[tuple[float, Mask]]:
    """The separate signs of a line, from the left: the middle column of each, and its ink."""
    ink = _without_frame(_ink(pixels))
    if not ink.any():
        return []
    columns = ink.any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], columns, [False]]).astype(np.int8)))
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        rows = np.flatnonzero(ink[:, start:end].any(axis=1))
        height = int(rows[-1] - rows[0]) + 1
        if end - start <= _CARET and height >= 3 * (end - start) + 4:
            continue
        found.append(((start + end) / 2, ink[rows[0] : rows[-1] + 1, start:end]))
    return found


def _ink(pixels: Pixels) -> Mask:
    """What differs from the commonest colour."""
    flat = pixels.reshape(-1, 3)
    if not flat.size:
        return np.zeros(pixels.shape[:2], bool)
    colours, counts = np.unique(flat, axis=0, return_counts=True)
    ground = colours[counts.argmax()].astype(np.int16)
    return np.asarray((np.abs(pixels.astype(np.int16) - ground) > _INK).any(axis=2), bool)


def _without_frame(ink: Mask) -> Mask:
    """The ink without rows and columns of the field's own frame, near its edges."""
    ink = ink.copy()
    height, width = ink.shape
    full_rows = np.flatnonzero(ink.mean(axis=1) > 0.6)
    for row in full_rows:
        ink[row] = False
    tall = np.flatnonzero(ink.mean(axis=0) > 0.75)
    for column in tall:
        if column < 8 or column >= width - 8:
            ink[:, column] = False
    # What hangs on to an edge is a rounded corner.
    ink[: min(3, height)] = False
    ink[max(0, height - 3) :] = False
    ink[:, : min(3, width)] = False
    ink[:, max(0, width - 3) :] = False
    return ink


def _is_even(signs: list[tuple[float, Mask]]) -> bool:
    places = np.array([place for place, _ in signs])
    steps = np.diff(places)
    return bool((np.abs(steps - np.median(steps)) <= _PITCH).mean() >= 0.8)


def _are_alike(pictures: list[Mask]) -> bool:
    heights, widths = [p.shape[0] for p in pictures], [p.shape[1] for p in pictures]
    if max(heights) - min(heights) > 1 or np.ptp(np.sort(widths)[: max(1, len(widths) - 1)]) > 1.5:
        return False
    first = pictures[0]
    agreeing = [_agreement(first, other) for other in pictures[1:]]
    return float(np.mean(np.array(agreeing) >= _ALIKE)) >= 0.8


def _agreement(a: Mask, b: Mask) -> float:
    """The share of pixels in which two signs agree, at the best of a few shifts."""
    height, width = max(a.shape[0], b.shape[0]) + 2, max(a.shape[1], b.shape[1]) + 2
    base = np.zeros((height, width), bool)
    base[1 : 1 + a.shape[0], 1 : 1 + a.shape[1]] = a
    best = 0.0
    for dy in (0, 1, 2):
        for dx in (0, 1, 2):
            other = np.zeros_like(base)
            part = b[: height - dy, : width - dx]
            other[dy : dy + part.shape[0], dx : dx + part.shape[1]] = part
            union = int((base | other).sum())
            best = max(best, int((base & other).sum()) / max(1, union))
    return best
