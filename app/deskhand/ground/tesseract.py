"""Tesseract through pytesseract: sparse text, twice the size, dark on light (92.6 % of labels alone)."""

from __future__ import annotations

import os
import shutil

import cv2

from deskhand.core.errors import OcrError
from deskhand.core.geometry import Box
from deskhand.core.ports import TextLine, Word
from deskhand.core.screen import Pixels

from .polarity import dark_on_light

SCALE = 2
TIMEOUT = 30
"""Seconds for one picture; a full 1080p frame takes about 2."""


class TesseractEngine:
    """Runs the `tesseract` program once a picture."""

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

    def lines(self, pixels: Pixels) -> list[TextLine]:
        """See `OcrEngine.lines`."""
        import pytesseract

        grey = cv2.resize(dark_on_light(pixels), None, fx=SCALE, fy=SCALE, interpolation=cv2.INTER_CUBIC)
        try:
            table = pytesseract.image_to_data(
                grey,
                lang=self._languages,
                config="--psm 11 --oem 1",
                output_type=pytesseract.Output.DICT,
                timeout=TIMEOUT,
            )
        except pytesseract.TesseractNotFoundError as problem:
            raise OcrError("Tesseract is no longer installed; install tesseract-ocr.") from problem
        except (pytesseract.TesseractError, RuntimeError) as problem:
            raise OcrError(f"Tesseract could not read the picture: {str(problem).strip()[:120]}") from problem
        return _lines_of(table)


def _lines_of(table: dict[str, list[object]]) -> list[TextLine]:
    """Group the words of pytesseract's table by block, paragraph and line."""
    grouped: dict[tuple[object, ...], list[Word]] = {}
    for row, raw in enumerate(table["text"]):
        text, confidence = str(raw).strip(), float(str(table["conf"][row]))
        if not text or confidence < 0:
            continue
        left, top, width, height = (int(str(table[k][row])) // SCALE for k in ("left", "top", "width", "height"))
        key = tuple(table[k][row] for k in ("block_num", "par_num", "line_num"))
        grouped.setdefault(key, []).append(Word(text, Box(left, top, width, height), confidence / 100))
    return [TextLine(tuple(words)) for words in grouped.values()]
