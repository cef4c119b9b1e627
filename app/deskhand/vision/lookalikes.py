"""Where letters or an icon stand again on a picture, drawn half a pixel aside or on another ground: in milliseconds.

A page draws the same word anew wherever it stands, so its twin is seldom equal pixel by pixel.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.screen import Pixels

ALIKE = 0.82
"""Correlation from which two words are the same: the same half a pixel aside reach 0.9, others up to 0.72."""
_SHORTLIST = 0.74
"""The same at half the size, where a place is worth comparing."""
_BLUR = 1.2
"""Sigma in pixels before every other pixel is left out: half a pixel aside then counts little."""
_MOST = 64
"""Places compared in full."""
_CLEAR = 3
"""Columns of ground a word has at both ends; nearer ink is of a longer word."""
_INK = 40
"""Levels from the ground that count as ink."""


def lookalikes(letters: Pixels, pixels: Pixels) -> list[tuple[int, int]]:
    """The left top corners (x, y) of the places that show the letters, the most alike first; none overlap.

    `letters` are a word or an icon with two pixels of ground around it. A picture of one colour stands nowhere.
    """
    height, width = letters.shape[:2]
    if height + 2 > pixels.shape[0] or width + 2 > pixels.shape[1] or min(height, width) < 4:
        return []
    wanted, shown = _grey(letters), _grey(pixels)
    if int(np.ptp(wanted)) < _INK // 2:
        return []
    found: list[tuple[float, int, int]] = []
    for x, y in _shortlist(wanted, shown):
        score, x, y = _closest(wanted, shown, x, y)
        if score >= ALIKE and _stands_free(shown, x, y, width, height):
            found.append((score, x, y))
    kept: list[tuple[int, int]] = []
    for _, x, y in sorted(found, reverse=True):
        if not any(abs(x - a) < width and abs(y - b) < height for a, b in kept):
            kept.append((x, y))
    return kept


def _grey(pixels: Pixels) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_BGR2GRAY), np.uint8)


def _shortlist(wanted: NDArray[np.uint8], shown: NDArray[np.uint8]) -> list[tuple[int, int]]:
    """Places worth comparing, found at half the size."""
    small = np.ascontiguousarray(cv2.GaussianBlur(shown, (0, 0), _BLUR)[::2, ::2])
    part = np.ascontiguousarray(cv2.GaussianBlur(wanted, (0, 0), _BLUR)[::2, ::2])
    if part.shape[0] > small.shape[0] or part.shape[1] > small.shape[1]:
        return []
    # Either way round: the twin may be light on dark.
    scores = np.abs(np.nan_to_num(cv2.matchTemplate(small, part, cv2.TM_CCOEFF_NORMED), posinf=0, neginf=0))
    reach = np.ones((2 * (part.shape[0] // 2) + 1, 2 * (part.shape[1] // 2) + 1), np.uint8)
    peaks = (scores >= _SHORTLIST) & (scores >= cv2.dilate(scores, reach))
    ys, xs = np.nonzero(peaks)
    best = np.argsort(-scores[ys, xs], kind="stable")[:_MOST]
    return [(2 * int(xs[i]), 2 * int(ys[i])) for i in best]


def _closest(wanted: NDArray[np.uint8], shown: NDArray[np.uint8], x: int, y: int) -> tuple[float, int, int]:
    """The best correlation within two pixels of a place, and where."""
    height, width = wanted.shape
    left, top = max(0, x - 2), max(0, y - 2)
    area = shown[top : y + height + 3, left : x + width + 3]
    if area.shape[0] < height or area.shape[1] < width:
        return 0.0, x, y
    scores = np.abs(np.nan_to_num(cv2.matchTemplate(area, wanted, cv2.TM_CCOEFF_NORMED), posinf=0, neginf=0))
    _, best, _, (dx, dy) = cv2.minMaxLoc(scores)
    return float(best), left + dx, top + dy


def _stands_free(shown: NDArray[np.uint8], x: int, y: int, width: int, height: int) -> bool:
    """Whether the word ends where it does: `Save` stands in `Saved`, and is another."""
    # The first and last two columns of the letters' picture are its own ground.
    for left, right in ((x - _CLEAR + 2, x + 1), (x + width - 1, x + width + _CLEAR - 2)):
        beside = shown[y + 2 : y + height - 2, max(0, left) : right].astype(np.int16)
        if beside.size and int(np.abs(beside - int(np.median(beside))).max()) > _INK:
            return False
    return True
