"""Single signs told by their shape: minus, equals, point, slash, star and per cent, which readers take for others."""

from __future__ import annotations

import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels

from .ink import crop, ink_mask

_FLAT = 7
"""Pixels of height below which a sign is a bar or bars."""
_LIKE_BRACKETS = frozenset({"", "1", "l", "I", "i", "|", "C", "c", "t", "0", "J", "j", "(", ")", "[", "]"})
_LIKE_DIVISION = frozenset({"+", "÷", "±", "", ":", "-", "="})
_LIKE_STAR = frozenset({"", "+", "x", "X", "×", "4", "k", "K", "t", "#", "”", "“", '"', "'"})
_LIKE_PER_CENT = frozenset({"96", "6", "9%", "8", "9", "°", "%"})


def sign_by_shape(pixels: Pixels, box: Box, read: str) -> str:
    """The sign drawn in a small box, or "" when its shape is none of those; `read` is what an engine made of it."""
    if box.w > 32 or box.h > 32 or len(read.strip()) > 2:
        return ""
    if read.strip() in _LIKE_STAR and _is_star(pixels, box):
        return "*"
    if box.h <= _FLAT:
        return _bar(pixels, box)
    if box.w <= 5 and box.h <= 5:
        return "."
    if _is_slash(pixels, box):
        return "/"
    if read.strip() in _LIKE_BRACKETS:
        bracket = _bracket(pixels, box)
        if bracket:
            return bracket
    if read.strip() in _LIKE_PER_CENT and box.w >= 0.8 * box.h and _is_per_cent(pixels, box):
        return "%"
    if read.strip() == "6" and box.w >= box.h:
        # No digit is as wide as high.
        return "%"
    if read.strip() in _LIKE_DIVISION and _is_division(pixels, box):
        return "÷"
    return ""


def _bar(pixels: Pixels, box: Box) -> str:
    if box.w <= 5 and box.h <= 5 and abs(box.w - box.h) <= 1:
        return "."
    if not 4 <= box.w <= 20:
        return ""
    # The background is taken from around the bars, which fill their own box.
    place = box.grown(3).clipped(pixels.shape[1], pixels.shape[0])
    ink = ink_mask(crop(pixels, place))[box.y - place.y : box.bottom - place.y, box.x - place.x : box.right - place.x]
    rows = np.asarray(ink[:, 1:-1].mean(axis=1) > 0.8)
    if (ink.any(axis=1) & ~rows).sum() > 2:
        return ""
    bars = int(rows[0]) + int((rows[1:] & ~rows[:-1]).sum())
    if bars == 2:
        return "="
    return "-" if bars == 1 and rows.sum() <= 3 else ""


def _is_star(pixels: Pixels, box: Box) -> bool:
    """A line from top to bottom in the middle, and arms at both sides that end above and below half the height."""
    if not (5 <= box.h <= 14 and 0.7 <= box.w / box.h <= 1.4):
        return False
    mask = _tight(ink_mask(crop(pixels, box)))
    height, width = mask.shape
    if height < 5 or width < 5:
        return False
    middle = mask[:, (width - 1) // 2 : width // 2 + 1].any(axis=1)
    ends = mask[:, 0], mask[:, -1]
    waist = slice((height - 1) // 2, height // 2 + 1)
    arms = all(not end[waist].any() and end[: height // 2].any() and end[(height + 1) // 2 :].any() for end in ends)
    return bool(middle.mean() >= 0.8) and arms


def _is_slash(pixels: Pixels, box: Box) -> bool:
    """A thin stroke that leans evenly from the bottom left to the top right."""
    if not (8 <= box.h <= 24 and 0.25 * box.h <= box.w <= 0.75 * box.h):
        return False
    mask = _tight(ink_mask(crop(pixels, box.grown(2))))
    if not mask.size or mask.sum(axis=1).max() > max(3, box.h // 4) or not mask.any(axis=1).all():
        return False
    centres = [float(np.flatnonzero(row).mean()) for row in mask]
    if np.ptp(centres) < 1:
        return False
    return bool(np.corrcoef(centres, range(len(centres)))[0, 1] < -0.97)


def _bracket(pixels: Pixels, box: Box) -> str:
    """A thin stroke whose middle lies to one side of both its ends, evenly: a round bracket."""
    if not (9 <= box.h <= 32 and 3 <= box.w <= 0.55 * box.h):
        return ""
    mask = _tight(ink_mask(crop(pixels, box.grown(2)), 60))
    if mask.shape[0] < 9 or not mask.any(axis=1).all() or mask.sum(axis=1).max() > max(4, 0.3 * box.h):
        return ""
    centres = np.array([float(np.flatnonzero(row).mean()) for row in mask])
    part = max(1, len(centres) // 6)
    top, middle, bottom = centres[:part].mean(), centres[2 * part : -2 * part].mean(), centres[-part:].mean()
    if abs(top - bottom) > 0.2 * mask.shape[1] or mask.shape[1] < 3:
        return ""
    lean = (top + bottom) / 2 - middle
    if abs(lean) < max(0.9, 0.2 * mask.shape[1]):
        return ""
    return "(" if lean > 0 else ")"


def _is_division(pixels: Pixels, box: Box) -> bool:
    """A dot, a bar and a dot over each other: ink in three parts down the middle column, and one full row."""
    mask = _tight(ink_mask(crop(pixels, box.grown(3)), 60))
    if min(mask.shape, default=0) < 5 or not 0.6 <= mask.shape[1] / mask.shape[0] <= 1.7:
        return False
    middle = np.concatenate(([False], mask[:, mask.shape[1] // 2], [False]))
    parts = int((middle[1:] & ~middle[:-1]).sum())
    return bool(parts == 3 and mask.mean(axis=1).max() > 0.8)


def _is_per_cent(pixels: Pixels, box: Box) -> bool:
    """A ring at the top left, one at the bottom right and a stroke between: no blank column, and two heavy corners."""
    mask = _tight(ink_mask(crop(pixels, box.grown(2)), 90))
    if min(mask.shape, default=0) < 6 or not mask.any(axis=0).all():
        return False
    rows, columns = mask.shape[0] // 2, mask.shape[1] // 2
    corners = mask[:rows, :columns].mean(), mask[rows:, columns:].mean()
    others = mask[:rows, columns:].mean(), mask[rows:, :columns].mean()
    return bool(min(corners) > max(others))


def _tight(mask: np.ndarray) -> np.ndarray:
    ys, xs = np.nonzero(mask)
    return mask[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1] if ys.size else mask[:0, :0]
