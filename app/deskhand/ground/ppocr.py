"""PP-OCR on ONNX Runtime: DB text detection and CTC recognition in width buckets.

Our own thin loop: the stock pipeline pads every crop to 320 px and takes seven times the CPU. Crops are
batched by width rounded up to 32 px. Models are Apache-2.0, fetched by `deskhand models fetch`.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from deskhand.core.errors import OcrError
from deskhand.core.geometry import Box
from deskhand.core.ports import TextLine
from deskhand.core.screen import Pixels

from .gaps import split_at_gaps

PIXEL_THRESHOLD = 0.3
BOX_THRESHOLD = 0.5
UNCLIP = 1.5
"""DB post-processing constants of the PP-OCR detection models."""
LINE_HEIGHT = 48
"""Input height of the recognition models."""
BUCKET = 32
BATCH = 8
MIN_CONFIDENCE = 0.5


class PPOcrEngine:
    """Detects and reads lines of text."""

    name = "pp-ocr"

    def __init__(self, detection: Path, recognition: Path, characters: Path, threads: int = 1) -> None:
        """Load both models and the list of characters the second one writes, one a line.

        Raises:
            OcrError: a file is missing or is not a model.
        """
        self._detection = _session(detection, threads)
        self._recognition = _session(recognition, threads)
        try:
            listed = characters.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as problem:
            raise OcrError(f"The list {characters.name} is not installed; run `deskhand models fetch`.") from problem
        # Index 0 is the CTC blank; a space follows the listed characters.
        self._characters = ["", *(line.rstrip("\r") for line in listed if line), " "]

    def lines(self, pixels: Pixels) -> list[TextLine]:
        """See `OcrEngine.lines`."""
        boxes = self.detect(pixels)
        read = self.recognise(pixels, boxes)
        return [
            TextLine(tuple(split_at_gaps(pixels, text, box, confidence)))
            for box, (text, confidence) in zip(boxes, read, strict=True)
            if text.strip() and confidence > MIN_CONFIDENCE
        ]

    def detect(self, pixels: Pixels) -> list[Box]:
        """Boxes of text lines, in pixels of the picture."""
        height, width = pixels.shape[:2]
        rows, columns = (max(32, round(n / 32) * 32) for n in (height, width))
        sized = cv2.resize(pixels, (columns, rows)) if (rows, columns) != (height, width) else pixels
        tensor = _normalised(sized).transpose(2, 0, 1)[None]
        chance = self._run(self._detection, tensor)[0, 0]
        count, labels, stats, _ = cv2.connectedComponentsWithStats(
            (chance > PIXEL_THRESHOLD).astype(np.uint8), connectivity=8
        )
        found = []
        for index in range(1, count):
            x, y, w, h, _ = (int(v) for v in stats[index])
            if w < 3 or h < 3:
                continue
            inside = labels[y : y + h, x : x + w] == index
            if chance[y : y + h, x : x + w][inside].mean() < BOX_THRESHOLD:
                continue
            found.append(_unclipped(x, y, w, h, width / columns, height / rows).clipped(width, height))
        return [box for box in found if box.area]

    def recognise(self, pixels: Pixels, boxes: Sequence[Box]) -> list[tuple[str, float]]:
        """Text and mean confidence of each box, in the order given."""
        read: list[tuple[str, float]] = [("", 0.0)] * len(boxes)
        widths = [max(BUCKET, -(-b.w * LINE_HEIGHT // b.h)) for b in boxes]
        order = sorted(range(len(boxes)), key=widths.__getitem__)
        for _, bucket in itertools.groupby(order, key=lambda i: -(-widths[i] // BUCKET)):
            for group in _batched(list(bucket)):
                for index, answer in zip(group, self._read_batch(pixels, [boxes[i] for i in group]), strict=True):
                    read[index] = answer
        return read

    def _read_batch(self, pixels: Pixels, boxes: Sequence[Box]) -> list[tuple[str, float]]:
        widths = [max(BUCKET, -(-b.w * LINE_HEIGHT // b.h)) for b in boxes]
        columns = -(-max(widths) // BUCKET) * BUCKET
        tensor = np.zeros((len(boxes), 3, LINE_HEIGHT, columns), np.float32)
        for row, (box, width) in enumerate(zip(boxes, widths, strict=True)):
            crop = cv2.resize(pixels[box.y : box.bottom, box.x : box.right], (min(width, columns), LINE_HEIGHT))
            tensor[row, :, :, : crop.shape[1]] = _normalised(crop).transpose(2, 0, 1)
        chances = self._run(self._recognition, tensor)
        return [self._decode(best, sure) for best, sure in zip(chances.argmax(2), chances.max(2), strict=True)]

    def _decode(self, best: NDArray[np.int64], sure: NDArray[np.float32]) -> tuple[str, float]:
        """CTC: collapse repeats, drop blanks."""
        keep = np.ones(len(best), bool)
        keep[1:] = best[1:] != best[:-1]
        keep &= best != 0
        if not keep.any():
            return "", 0.0
        return "".join(self._characters[i] for i in best[keep]), float(sure[keep].mean())

    def _run(self, session: onnxruntime.InferenceSession, tensor: NDArray[np.float32]) -> NDArray[np.float32]:
        try:
            return np.asarray(session.run(None, {session.get_inputs()[0].name: tensor})[0])
        except RuntimeError as problem:
            raise OcrError(f"PP-OCR could not read the picture: {str(problem)[:120]}") from problem


def _batched(items: Sequence[int]) -> list[Sequence[int]]:
    return [items[start : start + BATCH] for start in range(0, len(items), BATCH)]


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    if not path.exists():
        raise OcrError(f"The text model {path.name} is not installed; run `deskhand models fetch`.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = 4
    # A spinning pool burns a core while the other engine works.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as problem:  # ONNX Runtime raises classes of a private module
        raise OcrError(f"The text model {path.name} is damaged; run `deskhand models fetch`.") from problem


def _normalised(pixels: NDArray[Any]) -> NDArray[np.float32]:
    """Mean 0.5, deviation 0.5: the input scaling of the PP-OCR models."""
    return np.asarray((pixels.astype(np.float32) / 255 - 0.5) / 0.5, np.float32)


def _unclipped(x: int, y: int, w: int, h: int, fx: float, fy: float) -> Box:
    """Grow the shrunk DB region by area * ratio / perimeter (DB paper, eq. 10), in source pixels."""
    by = w * h * UNCLIP / (2 * (w + h))
    left, top = int((x - by) * fx), int((y - by) * fy)
    right, bottom = int(np.ceil((x + w + by) * fx)), int(np.ceil((y + h + by) * fy))
    return Box(left, top, right - left, bottom - top)
