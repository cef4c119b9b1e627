"""Tesseract through pytesseract: lines under each other on one page, dark on light, read in one go."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.errors import OcrError
from deskhand.core.ports import Reading
from deskhand.core.screen import Pixels

from .ink import ground_colour

LINE_HEIGHT = 48
"""Pixels; Tesseract's networks are trained on letters of about 30 pixels."""
MAX_WIDTH = 3200
"""Pixels of a line; a longer one is squeezed, and was no line of text."""
SPACE = 40
"""Pixels around lines, which keep Tesseract from joining two."""
PAGE = 100
"""Lines of a page; Tesseract refuses pictures higher than 32,767 pixels."""
TIMEOUT = 30
"""Seconds for one page; a hundred lines take about 3."""


class TesseractEngine:
    """Runs the `tesseract` program once for a page of lines."""

    name = "tesseract"

    def __init__(self, languages: str = "eng") -> None:
        """`languages` in tessdata names joined by `+`.

        Raises:
            OcrError: the program is not installed.
        """
        if not shutil.which("tesseract"):
            raise OcrError("Tesseract is not installed; run `make setup`, or install tesseract-ocr.")
        # More threads than one make it slower and steal the other engine's core.
        os.environ["OMP_THREAD_LIMIT"] = "1"
        self._languages = languages

    def read(self, lines: Sequence[Pixels]) -> list[Reading]:
        """See `OcrEngine.read`."""
        read: list[Reading] = []
        for start in range(0, len(lines), PAGE):
            read += self._read_page([_dark_on_light(line) for line in lines[start : start + PAGE]])
        return read

    def _read_page(self, lines: Sequence[NDArray[np.uint8]]) -> list[Reading]:
        step = LINE_HEIGHT + SPACE
        page = np.full((SPACE + len(lines) * step, 2 * SPACE + max(line.shape[1] for line in lines)), 255, np.uint8)
        for row, line in enumerate(lines):
            top = SPACE + row * step
            page[top : top + LINE_HEIGHT, SPACE : SPACE + line.shape[1]] = line
        table = self._table(page)
        words: dict[int, list[tuple[int, str, float]]] = defaultdict(list)
        for index, raw in enumerate(table["text"]):
            text, confidence = str(raw).strip(), float(str(table["conf"][index]))
            if text and confidence >= 0:
                left, top, height = (int(str(table[k][index])) for k in ("left", "top", "height"))
                words[(top + height // 2 - SPACE // 2) // step].append((left, text, confidence / 100))
        return [_reading(sorted(words[row])) for row in range(len(lines))]

    def _table(self, page: NDArray[np.uint8]) -> dict[str, list[object]]:
        import pytesseract

        try:
            table: dict[str, list[object]] = pytesseract.image_to_data(
                page,
                lang=self._languages,
                config="--psm 6 --oem 1",
                output_type=pytesseract.Output.DICT,
                timeout=TIMEOUT,
            )
        except pytesseract.TesseractNotFoundError as problem:
            raise OcrError("Tesseract is no longer installed; install tesseract-ocr.") from problem
        except (pytesseract.TesseractError, RuntimeError) as problem:
            raise OcrError(f"Tesseract could not read the picture: {str(problem).strip()[:120]}.") from problem
        return table


def _reading(words: Sequence[tuple[int, str, float]]) -> Reading:
    """The words of a line, left to right, as sure as they are on average."""
    if not words:
        return Reading("", 0.0)
    sure = [confidence for _, _, confidence in words]
    return Reading(" ".join(text for _, text, _ in words), sum(sure) / len(sure), doubt=1 - min(sure))


def _dark_on_light(line: Pixels) -> NDArray[np.uint8]:
    """A line in grey at the height that Tesseract likes, on white."""
    grey = np.asarray(cv2.cvtColor(line, cv2.COLOR_BGR2GRAY), np.int16)
    ground = int(ground_colour(line).mean())
    ink = np.abs(grey - ground)
    stretched = 255 - ink * 255 // max(1, int(ink.max()))
    height, width = grey.shape
    size = (max(1, min(MAX_WIDTH, width * LINE_HEIGHT // height)), LINE_HEIGHT)
    return np.asarray(cv2.resize(stretched.astype(np.uint8), size, interpolation=cv2.INTER_CUBIC))
