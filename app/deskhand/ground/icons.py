"""Names of pictograms: which icon a small box of the screen shows, by our own small network.

The weights and how they came about are described in `models/icons/CARD.md`. An icon that is not one of the known
ones, a piece of text or a drawn control gets no name: precision goes before recall.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from deskhand.core.errors import IconModelError
from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels

SIDE = 32
"""Side of the network's input, pixels."""
MARGIN = 2
"""Pixels seen around a box: enough to learn the colour of the ground, too few for most neighbours."""
FAINTEST = 16
"""Contrast (0-255) below which a picture is not stretched further, so that noise stays noise."""
BATCH = 64
"""Icons in one run of the network: its activations then stay in a core's cache."""
RING = np.linspace(0.0, 1.0, 12)
"""Where each side of a box is sampled for the colour of the ground."""


@dataclass(frozen=True, slots=True)
class IconLabel:
    """One class of the network."""

    name: str
    """What people call it; empty for "no known icon"."""
    also: tuple[str, ...]
    """Other words for the same picture."""
    threshold: float
    """Chance from which on the name is given, chosen on icon families that were not trained on."""


class IconNamer:
    """Names icons by their picture."""

    def __init__(self, path: Path) -> None:
        """Load the network at `path`, usually `packaged("icons/deskhand-icons.onnx")`.

        Raises:
            IconModelError: the file is missing or is not our network.
        """
        self._session = _session(path)
        self._input = self._session.get_inputs()[0].name
        self.labels = _labels(self._session, path)
        self._thresholds = np.array([label.threshold for label in self.labels], np.float32)

    def name(self, pixels: Pixels, boxes: Sequence[Box]) -> list[tuple[str, float]]:
        """Name and chance (0-1) of the icon in each box, in the order given; the name is "" when it is not known.

        Raises:
            IconModelError: the network failed.
        """
        named: list[tuple[str, float]] = []
        for start in range(0, len(boxes), BATCH):
            chances = self.chances(pixels, boxes[start : start + BATCH])
            best = chances.argmax(1)
            sure = chances[np.arange(len(best)), best]
            known = sure >= self._thresholds[best]
            named += [(self.labels[i].name if k else "", float(s)) for i, s, k in zip(best, sure, known, strict=True)]
        return named

    def also(self, name: str) -> tuple[str, ...]:
        """Other words for the icon called `name`."""
        return next((label.also for label in self.labels if label.name == name), ())

    def chances(self, pixels: Pixels, boxes: Sequence[Box]) -> NDArray[np.float32]:
        """Chance of every label (columns) for every box (rows).

        Raises:
            IconModelError: the network failed.
        """
        try:
            return np.asarray(self._session.run(None, {self._input: normalised(pixels, boxes)})[0], np.float32)
        except RuntimeError as problem:
            raise IconModelError(f"The icon model could not read the picture: {str(problem)[:120]}.") from problem


def normalised(pixels: Pixels, boxes: Sequence[Box]) -> NDArray[np.float32]:
    """The network's input: two planes an icon, `(boxes, 2, SIDE, SIDE)`, the same for light and dark themes.

    The first plane is the contrast to the ground in any colour, 0 to 1; the second the difference of brightness,
    -1 to 1, with the sign that makes its sum positive. Both are stretched by the strongest contrast of the icon.
    """
    if not boxes:
        return np.empty((0, 2, SIDE, SIDE), np.float32)
    edges = _seen(pixels, boxes)
    grounds = _grounds(pixels, edges)
    flat = np.repeat(np.tile(grounds, (1, SIDE)), SIDE, axis=0).reshape(-1, SIDE, 3)
    rows = flat.copy()
    for tile, (left, top, right, bottom) in zip(rows.reshape(-1, SIDE, SIDE, 3), edges.tolist(), strict=True):
        _place(tile, pixels[top:bottom, left:right])
    blue, green, red = cv2.split(cv2.absdiff(rows, flat))
    contrast = cv2.max(cv2.max(blue, green), red).reshape(-1, SIDE * SIDE)
    brightness = cv2.subtract(_grey(rows), _grey(flat), dtype=cv2.CV_16S).reshape(-1, SIDE * SIDE)
    stretch = 1 / np.maximum(contrast.max(1), FAINTEST).astype(np.float32)
    planes = np.empty((len(boxes), 2, SIDE * SIDE), np.float32)
    np.multiply(contrast, stretch[:, None], out=planes[:, 0])
    darker = brightness.sum(1, dtype=np.int64) < 0
    np.multiply(brightness, np.where(darker, -stretch, stretch)[:, None], out=planes[:, 1])
    return planes.reshape(-1, 2, SIDE, SIDE)


def _seen(pixels: Pixels, boxes: Sequence[Box]) -> NDArray[np.intp]:
    """Left, top, right and bottom of what is looked at, one row a box: at least one pixel inside the picture."""
    height, width = pixels.shape[:2]
    edges = np.array([(b.x, b.y, b.x + b.w, b.y + b.h) for b in boxes], np.intp).reshape(-1, 4)
    edges += np.array((-MARGIN, -MARGIN, MARGIN, MARGIN))
    np.clip(edges[:, :2], 0, (width - 1, height - 1), out=edges[:, :2])
    edges[:, 2:] = np.clip(edges[:, 2:], edges[:, :2] + 1, (width, height))
    return edges


def _place(tile: NDArray[np.uint8], crop: NDArray[np.uint8]) -> None:
    """Put `crop` in the middle of `tile`, as large as fits."""
    height, width = crop.shape[:2]
    longest = max(height, width)
    w, h = max(1, (width * SIDE + longest // 2) // longest), max(1, (height * SIDE + longest // 2) // longest)
    x, y = (SIDE - w) // 2, (SIDE - h) // 2
    how = cv2.INTER_AREA if longest > SIDE else cv2.INTER_LINEAR
    cv2.resize(crop, (w, h), tile[y : y + h, x : x + w], interpolation=how)


def _grounds(pixels: Pixels, edges: NDArray[np.intp]) -> NDArray[np.uint8]:
    """The colour around each icon: the median along the edge of what is seen."""
    left, top, right, bottom = (edges[:, i : i + 1] for i in range(4))
    across = (left + (right - 1 - left) * RING).astype(np.intp)
    down = (top + (bottom - 1 - top) * RING).astype(np.intp)
    ones = np.ones_like(across)
    xs = np.hstack((across, across, left * ones, (right - 1) * ones))
    ys = np.hstack((top * ones, (bottom - 1) * ones, down, down))
    middle = xs.shape[1] // 2
    return np.ascontiguousarray(np.partition(pixels[ys, xs], middle, axis=1)[:, middle])


def _grey(rows: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.cvtColor(rows, cv2.COLOR_BGR2GRAY), np.uint8)


def _session(path: Path) -> onnxruntime.InferenceSession:
    if not path.exists():
        raise IconModelError(f"The icon model {path.name} is missing; install Deskhand again.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = 1, 1
    options.log_severity_level = 4
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as problem:  # ONNX Runtime raises classes of a private module
        raise IconModelError(f"The icon model {path.name} is damaged; install Deskhand again.") from problem


def _labels(session: onnxruntime.InferenceSession, path: Path) -> tuple[IconLabel, ...]:
    """The labels, kept as JSON in the model's own metadata so that they cannot be parted from the weights."""
    try:
        rows: list[dict[str, Any]] = json.loads(session.get_modelmeta().custom_metadata_map["labels"])
        return tuple(IconLabel(r["name"], tuple(r["also"]), float(r["threshold"])) for r in rows)
    except (KeyError, TypeError, ValueError) as problem:
        raise IconModelError(f"The icon model {path.name} carries no labels; install Deskhand again.") from problem
