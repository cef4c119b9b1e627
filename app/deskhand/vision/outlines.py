"""White fields with an outline: where text stands or can be typed, also where a reader sees only the text."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels

_LEAST = (40, 20)
"""Width and height in pixels of the smallest field."""


def outlines(pixels: Pixels) -> list[Box]:
    """The boxes of white outlined fields, from the top."""
    white = np.asarray(pixels.min(axis=2) >= 250).view(np.uint8)
    closed = cv2.morphologyEx(white, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    contours, tree = cv2.findContours(1 - white, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    found = []
    for contour, links in zip(contours, _links(tree), strict=True):
        x, y, w, h = cv2.boundingRect(contour)
        # A hole in what is drawn: the white inside of an outline.
        if links[3] >= 0 and w >= _LEAST[0] and h >= _LEAST[1] and closed[y : y + h, x : x + w].mean() > 0.6:
            found.append(Box(x, y, w, h))
    return sorted(found, key=lambda b: (b.y, b.x))


def _links(tree: Any) -> Any:
    """The links of each contour; OpenCV gives none where there are no contours."""
    return () if tree is None else tree[0]
