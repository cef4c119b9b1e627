"""Tesseract through pytesseract: the lines of one call are the pages of one process."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import cv2
import pytesseract

from deskhand.core.errors import OcrError
from deskhand.core.ports import Reading
from deskhand.core.screen import Pixels

from .plain import is_plain
from .tessdata import demand, languages_of_program
from .tesseract_page import RESOLUTION, Page, Word, page_of, reading_of

PATIENCE, PATIENCE_A_LINE = 10.0, 0.5
"""Seconds: to start, and for each line; a line takes about 0.02."""


class TesseractEngine:
    """Runs the `tesseract` program once a call, killing it when it hangs."""

    name = "tesseract"

    def __init__(
        self, languages: Sequence[str] = ("eng",), patience: float = PATIENCE, patience_a_line: float = PATIENCE_A_LINE
    ) -> None:
        """`languages` in tessdata names; the patience in seconds, for a call and for each of its lines.

        Raises:
            OcrError: the program or a language is not installed.
        """
        demand(languages, languages_of_program())
        # More threads than one make it slower and steal the other engine's core.
        os.environ["OMP_THREAD_LIMIT"] = "1"
        self._languages = "+".join(languages)
        self._patience, self._patience_a_line = patience, patience_a_line

    def read(self, lines: Sequence[Pixels]) -> list[Reading]:
        """See `OcrEngine.read`."""
        readings = [Reading("", 0.0)] * len(lines)
        inked = [i for i, line in enumerate(lines) if not is_plain(line)]
        for i, reading in zip(inked, self._read([lines[i] for i in inked]), strict=True):
            readings[i] = reading
        return readings

    def _read(self, lines: Sequence[Pixels]) -> list[Reading]:
        if not lines:
            return []
        pages = [page_of(line) for line in lines]
        with tempfile.TemporaryDirectory(prefix="deskhand-lines-") as folder:
            table = self._table(_written(pages, Path(folder)), len(pages))
        words = _words_of(table, len(pages))
        return [reading_of(found, page.zoom) for found, page in zip(words, pages, strict=True)]

    def _table(self, listing: Path, pages: int) -> dict[str, list[Any]]:
        try:
            table: dict[str, list[Any]] = pytesseract.image_to_data(
                str(listing),
                lang=self._languages,
                config=f"--psm 7 --oem 1 --dpi {RESOLUTION}",
                output_type=pytesseract.Output.DICT,
                timeout=self._patience + self._patience_a_line * pages,
            )
        except pytesseract.TesseractNotFoundError as problem:
            raise OcrError("Tesseract is no longer installed; install tesseract-ocr.") from problem
        except (RuntimeError, OSError) as problem:  # also TesseractError, and a table that was not written
            raise OcrError(f"Tesseract could not read the lines: {str(problem).strip()[:120]}.") from problem
        return table


def _written(pages: Sequence[Page], folder: Path) -> Path:
    """Write the pages and the file that lists them; grey maps, as packing them costs more than reading them."""
    names = [folder / f"{number}.pgm" for number in range(len(pages))]
    for name, page in zip(names, pages, strict=True):
        name.write_bytes(cv2.imencode(".pgm", page.grey)[1].tobytes())
    listing = folder / "pages.txt"
    listing.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
    return listing


def _words_of(table: dict[str, list[Any]], pages: int) -> list[list[Word]]:
    """The words of each page; pytesseract's rows name pages from 1 and count confidence to 100, -1 for no word."""
    found: list[list[Word]] = [[] for _ in range(pages)]
    rows = zip(*(table.get(k, ()) for k in ("page_num", "text", "left", "width", "conf")), strict=True)
    for number, text, left, width, confidence in rows:
        if float(confidence) >= 0:
            found[int(number) - 1].append(Word(str(text).strip(), int(left), int(width), float(confidence) / 100))
    return found
