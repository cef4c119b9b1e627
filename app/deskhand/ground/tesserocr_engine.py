"""Tesseract in this process through tesserocr, if that is installed: no start, no files, half the time a line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from deskhand.core.errors import OcrError
from deskhand.core.ports import Reading
from deskhand.core.screen import Pixels

from .plain import is_plain
from .tessdata import demand, languages_in, tessdata_folder
from .tesseract_page import RESOLUTION, Word, page_of, reading_of

# More threads than one make it slower; it is read once, when the library is loaded.
os.environ["OMP_THREAD_LIMIT"] = "1"
try:
    import tesserocr
except ImportError:
    tesserocr = None


def is_installed() -> bool:
    """Whether the optional library is there."""
    return tesserocr is not None


class TesserocrEngine:
    """Reads lines with the Tesseract that tesserocr brings along. It can hang: see `Timed`."""

    name = "tesseract"

    def __init__(self, languages: Sequence[str] = ("eng",)) -> None:
        """`languages` in tessdata names.

        Raises:
            OcrError: tesserocr, or a language, is not installed.
        """
        if tesserocr is None:
            raise OcrError("tesserocr is not installed; install deskhand[fast-ocr].")
        folder = tessdata_folder()
        demand(languages, languages_in(folder) if folder else ())
        try:
            self._api = tesserocr.PyTessBaseAPI(
                path=str(folder), lang="+".join(languages), psm=tesserocr.PSM.SINGLE_LINE, oem=tesserocr.OEM.LSTM_ONLY
            )
        except RuntimeError as problem:
            raise OcrError(f"Tesseract's languages in {folder} are damaged; install them again.") from problem

    def read(self, lines: Sequence[Pixels]) -> list[Reading]:
        """See `OcrEngine.read`."""
        return [self._read(line) for line in lines]

    def _read(self, line: Pixels) -> Reading:
        if is_plain(line):
            return Reading("", 0.0)
        page = page_of(line)
        height, width = page.grey.shape
        try:
            self._api.SetImageBytes(page.grey.tobytes(), width, height, 1, width)
            self._api.SetSourceResolution(RESOLUTION)
            table = self._api.GetTSVText(0)
        except RuntimeError as problem:
            raise OcrError(f"Tesseract could not read a line: {str(problem)[:120]}.") from problem
        return reading_of(list(_words_of(table)), page.zoom)


def _words_of(table: str) -> Iterator[Word]:
    """The words of Tesseract's table; its iterators of words turn letters from right to left around."""
    for row in table.split("\n"):
        cells = row.split("\t")
        if len(cells) < 12:
            continue
        left, width, confidence, text = int(cells[6]), int(cells[8]), float(cells[10]), cells[11]
        # What is no word, but a page, a block or a line, has a confidence of -1.
        if confidence >= 0:
            yield Word(text.strip(), left, width, confidence / 100)
