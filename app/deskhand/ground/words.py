"""Words: connected ink, letters joined, without the lines that frame controls."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels

from .boxes import Boxes
from .edges import INK, Edges, Map, horizontal_rules, vertical_rules

LETTER_GAP = 5
"""Pixels; letters of one word are closer at any scale, small print's words too, which lines mend."""
LONG_RULE = 30
"""Pixels; no stroke of a letter below 45 px of height is longer."""
MIN_FRAME = 12
"""Pixels; the hole of a letter is no frame."""
VIVID = 40
"""Levels between the channels of a colour that is no grey."""
PICTURE = (14, 48)
"""Pixels of the sides of a small picture in colour."""
MAX_FRAME = 400_000
"""Pixels of area; larger ones are panes, whose borders the long rules hold."""


def ink_of(edges: Edges, frames: Boxes) -> Map:
    """1 where something is drawn that is not a line of a frame."""
    ink = np.asarray(cv2.max(edges.across, edges.down) > INK).view(np.uint8).copy()
    ink[horizontal_rules(edges, INK, LONG_RULE) > 0] = 0
    ink[vertical_rules(edges, INK, LONG_RULE) > 0] = 0
    _erase(ink, frames)
    return ink


def coloured(pixels: Pixels) -> Boxes:
    """Boxes of small pictures in colour: a name beside one is no part of it, however near it stands."""
    vivid = np.asarray(np.ptp(pixels, axis=2) > VIVID).view(np.uint8)
    closed = cv2.morphologyEx(vivid, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    outlines, holes = cv2.findContours(closed, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    least, most = PICTURE
    kept = []
    for outline, links in zip(outlines, _links(holes), strict=True):
        x, y, w, h = cv2.boundingRect(outline)
        square = least <= min(w, h) and max(w, h) <= most and 0.7 <= w / h <= 1.45
        # Words in colour leave most of their box blank.
        if square and links[3] < 0 and cv2.contourArea(outline) > 0.15 * w * h:
            kept.append((x, y, w, h))
    return np.array(kept, np.int32).reshape(-1, 4)


def words_of(ink: Map, frames: Boxes) -> NDArray[np.int32]:
    """Bounding boxes (x, y, width, height) of connected ink, letters of a word joined."""
    joined = np.asarray(cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, LETTER_GAP), np.uint8)), np.uint8)
    _erase(joined, frames)
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8, ltype=cv2.CV_32S)
    return np.asarray(stats[1:, :4], np.int32)


def _erase(ink: Map, frames: Boxes) -> None:
    """Take the lines of frames away, in place: joining letters must not bridge two cells of a table."""
    w, h = frames[:, 2], frames[:, 3]
    for x, y, width, height in frames[(w >= MIN_FRAME + 2) & (h >= MIN_FRAME + 2) & (w * h < MAX_FRAME)].tolist():
        cv2.rectangle(ink, (x, y), (x + width, y + height), 0, 2)


def erase(ink: Map, box: Box) -> None:
    """Take a shape of a toggle away, in place, with what is drawn in it."""
    around = box.grown(2).clipped(ink.shape[1], ink.shape[0])
    ink[around.y : around.bottom, around.x : around.right] = 0


def _links(tree: Any) -> Any:
    """The links of each contour; OpenCV gives none where there are no contours."""
    return () if tree is None else tree[0]
