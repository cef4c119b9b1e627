"""PP-OCR recognition on ONNX Runtime: lines in width buckets, the letters of the wanted languages only.

Our own thin loop: the stock pipeline pads every crop to 320 px and takes seven times the CPU. Only the signs of
the languages asked for are considered: an icon that looks most like an ideograph is then a letter of low
confidence. The model is Apache-2.0, fetched by `deskhand models fetch`.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from unicodedata import category

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray

from deskhand.core.errors import OcrError
from deskhand.core.ports import Reading
from deskhand.core.screen import Pixels

from .plain import is_plain

LINE_HEIGHT = 48
"""Input height of the recognition models, in pixels."""
BUCKET, BATCH = 32, 8
MAX_WIDTH = 3200
"""Pixels of input; a longer line is squeezed, and was no line of text."""
_SIGNS = frozenset("€£¥‘’“”„–—…•·×÷−√π°±²³¹½¼¾→←↑↓↔≤≥≠≈∞✓©®™§¶µ«»¿¡πΩ∑∆∫")
"""Signs of interfaces beyond Latin letters; circled and boxed ones are icons."""


class PPOcrEngine:
    """Reads pictures of lines."""

    name = "pp-ocr"

    def __init__(self, recognition: Path, characters: Path, all_scripts: bool = False, threads: int = 1) -> None:
        """Load the model and the list of signs it writes, one a line; `all_scripts` keeps ideographs.

        Raises:
            OcrError: a file is missing or is not a model.
        """
        signs = _signs(characters)
        self._kept = np.array([i for i, sign in enumerate(signs) if all_scripts or _is_latin(sign)])
        self._signs = [signs[i] for i in self._kept]
        self._count = len(signs)
        self._session = _session(recognition, threads)
        self._input = self._session.get_inputs()[0].name

    def read(self, lines: Sequence[Pixels]) -> list[Reading]:
        """See `OcrEngine.read`."""
        read = [Reading("", 0.0)] * len(lines)
        widths = [_input_width(line) for line in lines]
        order = sorted((i for i, line in enumerate(lines) if not is_plain(line)), key=widths.__getitem__)
        for columns, bucket in itertools.groupby(order, key=lambda i: -(-widths[i] // BUCKET) * BUCKET):
            members = list(bucket)
            for group in (members[start : start + BATCH] for start in range(0, len(members), BATCH)):
                answers = self._read_batch([lines[i] for i in group], [widths[i] for i in group], columns)
                for index, answer in zip(group, answers, strict=True):
                    read[index] = answer
        return read

    def _read_batch(self, lines: Sequence[Pixels], widths: Sequence[int], columns: int) -> list[Reading]:
        # Padding depends on the line alone, so that a line reads the same in any company.
        tensor = np.zeros((len(lines), 3, LINE_HEIGHT, columns), np.float32)
        for row, (line, width) in enumerate(zip(lines, widths, strict=True)):
            sized = cv2.resize(line, (width, LINE_HEIGHT), interpolation=cv2.INTER_LINEAR)
            # Mean 0.5, deviation 0.5: the input scaling of the PP-OCR models.
            tensor[row, :, :, :width] = (sized.astype(np.float32) / 127.5 - 1).transpose(2, 0, 1)
        chances = self._run(tensor)[:, :, self._kept]
        scales = [line.shape[1] / width for line, width in zip(lines, widths, strict=True)]
        return [
            self._decoded(best, sure, columns * scale)
            for best, sure, scale in zip(chances.argmax(2), chances.max(2), scales, strict=True)
        ]

    def _decoded(self, best: NDArray[np.int64], sure: NDArray[np.float32], width: float) -> Reading:
        """CTC: collapse repeats, drop blanks; a sign stands in the middle of its step."""
        keep = np.ones(len(best), bool)
        keep[1:] = best[1:] != best[:-1]
        keep &= best != 0
        steps = np.flatnonzero(keep)
        if not steps.size:
            return Reading("", 0.0)
        places = ((steps + 0.5) * width / len(best)).tolist()
        text = "".join(self._signs[i] for i in best[steps])
        return Reading(text, float(sure[steps].mean()), tuple(places), float(1 - sure[steps].min()))

    def _run(self, tensor: NDArray[np.float32]) -> NDArray[np.float32]:
        try:
            chances = np.asarray(self._session.run(None, {self._input: tensor})[0])
        except RuntimeError as problem:
            raise OcrError(f"PP-OCR could not read the lines: {str(problem)[:120]}.") from problem
        if chances.shape[-1] != self._count:
            raise OcrError("The text model does not fit its list of signs; run `deskhand models fetch`.")
        return chances


def _input_width(line: Pixels) -> int:
    height, width = int(line.shape[0]), int(line.shape[1])
    # A single sign fills the smallest bucket: on the padding beside it brackets are read as strokes.
    return min(MAX_WIDTH, max(BUCKET, -(-width * LINE_HEIGHT // height)))


def _signs(characters: Path) -> list[str]:
    try:
        listed = characters.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise OcrError(f"The list {characters.name} is not installed; run `deskhand models fetch`.") from problem
    # Index 0 is the CTC blank; a space follows the listed signs.
    return ["", *(line.rstrip("\r") for line in listed if line), " "]


def _is_latin(sign: str) -> bool:
    if sign in ("", " ") or sign in _SIGNS:
        return True
    return ord(sign[0]) < 0x250 and category(sign[0]) not in ("No", "So")


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    if not path.exists():
        raise OcrError(f"The text model {path.name} is not installed; run `deskhand models fetch`.")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = 4
    # A spinning pool burns a core while others work.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as problem:  # ONNX Runtime raises classes of a private module
        raise OcrError(f"The text model {path.name} is damaged; run `deskhand models fetch`.") from problem
