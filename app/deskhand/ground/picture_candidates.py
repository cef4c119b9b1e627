"""Boxes of a frame where a shape might stand: clusters of edges, contents of elements, peaks of a sliding search."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels

from .ink import crop
from .picture_shapes import content

Boxes = NDArray[np.int32]
"""Rows of left, top, right, bottom in pixels."""
Mask = NDArray[np.uint8]

EDGE = 24
"""Levels between neighbouring pixels that make an edge; the faint frames of flat themes lie below."""
_JOINS = ((1, 1), (5, 5), (9, 3), (9, 9), (15, 5))
"""Columns and rows of gap across which edges are one cluster: strokes of an icon, letters of a word, words."""
ASPECT = 1.25
"""Times by which the width to height of a rendering may differ from the anchor's, a pixel of rounding apart."""
BAND = 2048
"""Rows of a frame worked on at a time; bounds the memory of an 8K frame to that of a 4K one."""
GRID = 6
"""Cells a side of the coarse picture by which most boxes are ruled out."""
MOST = 48
"""Boxes that are compared in full."""
PEAKS = 6
"""Places a sliding search proposes at each size."""
SLID = 1.5e6
"""Pixels of the picture a sliding search runs on; larger frames are shrunk, to bound its time."""
LEAST_SIDE = 8
"""Pixels a shape keeps when the frame is shrunk, where the size of the frame allows it."""


def edges(pixels: Pixels) -> Mask:
    """1 where neighbouring pixels differ, of either polarity."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    steps = cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    return np.asarray(steps > EDGE, np.uint8)


def clusters(mask: Mask, shape: Box, scales: tuple[float, float]) -> Boxes:
    """Boxes of clusters of edges, about as wide and high as a shape between two scales and like it in aspect."""
    found = [np.empty((0, 4), np.int32)]
    tallest = int(shape.h * scales[1]) + 4
    for top in range(0, mask.shape[0], BAND):
        # Bands overlap by the tallest cluster that is looked for, so that none is cut in all of them.
        band = mask[max(0, top - tallest) : top + BAND]
        for join in _JOINS:
            joined = cv2.morphologyEx(band, cv2.MORPH_CLOSE, np.ones(join[::-1], np.uint8)) if join != (1, 1) else band
            stats = cv2.connectedComponentsWithStats(np.asarray(joined, np.uint8), connectivity=8)[2][1:]
            # The gradient reaches one pixel beyond what is drawn.
            corners = np.stack([stats[:, 0] + 1, stats[:, 1] + 1], axis=1)
            boxes = np.concatenate([corners, corners + stats[:, 2:4] - 2], axis=1)
            boxes[:, [1, 3]] += max(0, top - tallest)
            found.append(boxes[fitting(boxes, shape, scales)])
    return np.unique(np.concatenate(found), axis=0)


def fitting(boxes: Boxes, shape: Box, scales: tuple[float, float]) -> NDArray[np.bool_]:
    """Which boxes a rendering of the shape could fill, give or take a pixel."""
    w, h = np.maximum(boxes[:, 2] - boxes[:, 0], 1), np.maximum(boxes[:, 3] - boxes[:, 1], 1)
    low, high = scales
    sized = (h >= low * shape.h - 1) & (h <= high * shape.h + 1) & (w >= low * shape.w - 1) & (w <= high * shape.w + 1)
    skew = abs(np.log(w / h) - np.log(shape.w / shape.h))
    return np.asarray(sized & (skew < np.log(ASPECT) + 1.5 / min(shape.w, shape.h)), bool)


def contents(pixels: Pixels, boxes: Iterable[Box], shape: Box, scales: tuple[float, float]) -> Boxes:
    """What is drawn in the frames of elements, where a rendering of the shape could fill it."""
    largest = 8 * shape.w * scales[1] * (shape.h * scales[1] + 40)
    array = np.array(list(_contents(pixels, boxes, largest)), np.int32).reshape(-1, 4)
    return array[fitting(array, shape, scales)]


def _contents(pixels: Pixels, boxes: Iterable[Box], most: float) -> Iterator[tuple[int, int, int, int]]:
    for box in boxes:
        inner = content(crop(pixels, box)) if 0 < box.area < most else None
        if inner is not None:
            b = inner[0].shifted(max(0, box.x), max(0, box.y))
            yield b.x, b.y, b.right, b.bottom


def likeliest(mask: Mask, boxes: Boxes, shape: Mask) -> list[Box]:
    """The boxes whose edges, on a coarse grid, are most like those of the shape; at most `MOST`."""
    if not len(boxes):
        return []
    sums = np.asarray(cv2.integral(mask), np.int32)
    wanted = _coarse(
        np.asarray(cv2.integral(shape), np.int32), np.array([[0, 0, shape.shape[1], shape.shape[0]]], np.int32)
    )
    scores = _coarse(sums, boxes) @ wanted[0]
    best = np.argsort(-scores, kind="stable")[:MOST]
    return [Box(int(x), int(y), int(right - x), int(bottom - y)) for x, y, right, bottom in boxes[best]]


def _coarse(sums: NDArray[np.int32], boxes: Boxes) -> NDArray[np.float64]:
    """The density of edges in the cells of each box, of mean 0 and length 1."""
    steps = np.linspace(0, 1, GRID + 1)
    grown = boxes + np.array([-1, -1, 1, 1])
    xs = np.clip(np.rint(grown[:, [0]] + (grown[:, [2]] - grown[:, [0]]) * steps), 0, sums.shape[1] - 1).astype(int)
    ys = np.clip(np.rint(grown[:, [1]] + (grown[:, [3]] - grown[:, [1]]) * steps), 0, sums.shape[0] - 1).astype(int)
    at = sums[ys[:, :, None], xs[:, None, :]]
    cells = np.diff(np.diff(at, axis=1), axis=2).reshape(len(boxes), -1).astype(np.float64)
    area = np.diff(ys, axis=1)[:, :, None] * np.diff(xs, axis=1)[:, None, :]
    density = cells / np.maximum(area.reshape(len(boxes), -1), 1)
    density -= density.mean(axis=1, keepdims=True)
    return np.asarray(density / np.maximum(np.linalg.norm(density, axis=1, keepdims=True), 1e-9))


def peaks(mask: Mask, shape: Pixels, sizes: Iterable[float]) -> list[Box]:
    """Places where the edges of a shape, at some sizes, slide best over those of a frame.

    Finds what touches other ink and so forms no cluster of its own; `shape` is the picture of it alone.
    """
    shrink = max(1.0, min(min(shape.shape[:2]) / LEAST_SIDE, 4.0), (mask.size / SLID) ** 0.5)
    frame = _shrunk(mask, 1 / shrink)
    found = []
    for size in sizes:
        resized = cv2.resize(shape, None, fx=size, fy=size, interpolation=cv2.INTER_LINEAR)
        pattern = _shrunk(edges(np.asarray(resized, np.uint8)), 1 / shrink)
        h, w = pattern.shape
        if min(h, w) < 3 or h > frame.shape[0] or w > frame.shape[1]:
            continue
        scores = np.nan_to_num(cv2.matchTemplate(frame, pattern, cv2.TM_CCOEFF_NORMED), posinf=0, neginf=0)
        for _ in range(PEAKS):
            _, top, _, (x, y) = cv2.minMaxLoc(scores)
            if top <= 0:
                break
            found.append(Box(*(round(v * shrink) for v in (x, y, w, h))))
            scores[max(0, y - h // 2) : y + h // 2 + 1, max(0, x - w // 2) : x + w // 2 + 1] = -1
    return found


def _shrunk(mask: Mask, by: float) -> NDArray[np.float32]:
    soft = cv2.resize(mask.astype(np.float32), None, fx=by, fy=by, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.GaussianBlur(soft, (0, 0), 0.7), np.float32)
