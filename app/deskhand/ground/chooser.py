"""Chooses who reads the lines of the screen, by what is installed and the languages, and says so.

PP-OCR comes first where it knows the letters well: on lines of the screen it is right more often than Tesseract
(97.1 to 95.8 %). Where it mistakes accents Tesseract comes first. Each is asked about the lines that the other is
in doubt about, which makes both better (97.4 and 96.9 %). Scripts that PP-OCR does not know are Tesseract's alone:
it would answer with Latin letters that look alike, and be sure of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from deskhand.core.errors import ModelFileError, OcrError
from deskhand.core.ports import OcrEngine
from deskhand.models.catalogue import catalogue
from deskhand.models.fetch import installed

from .languages import ACCENTED, CHINESE, JOINED, ppocr_knows
from .ppocr import PPOcrEngine
from .tesseract import TesseractEngine
from .tesserocr_engine import TesserocrEngine, is_installed
from .timed import Timed


@dataclass(frozen=True, slots=True)
class Readers:
    """The engines chosen, and a sentence or two for the person; `lacking` when one is missing."""

    first: OcrEngine
    second: OcrEngine | None
    said: str
    lacking: bool = False


def choose_readers(weights: Path, languages: Sequence[str]) -> Readers:
    """The best readers of these languages (tessdata names); `weights` is the folder of models.

    Raises:
        OcrError: nothing here can read them; says what to install.
    """
    if not ppocr_knows(languages):
        return Readers(_tesseract(languages), None, f"Tesseract alone reads {'+'.join(languages)}.")
    ppocr, no_ppocr = _opened(lambda: _ppocr(weights, languages))
    tesseract, no_tesseract = _opened(lambda: _tesseract(languages))
    if ppocr and tesseract:
        # A call of the program costs 0.3 s of CPU before it reads a line.
        faster = "" if is_installed() else " Install deskhand[fast-ocr] to make Tesseract faster."
        if ACCENTED.isdisjoint(languages):
            said = f"PP-OCR reads the screen, Tesseract what PP-OCR is in doubt about.{faster}"
            return Readers(ppocr, tesseract, said)
        said = f"Tesseract reads the screen, PP-OCR what Tesseract is in doubt about.{faster}"
        return Readers(tesseract, ppocr, said)
    if ppocr:
        return Readers(ppocr, None, f"{no_tesseract} PP-OCR alone reads the screen.", lacking=True)
    if tesseract:
        return Readers(tesseract, None, f"{no_ppocr} Tesseract alone reads the screen.", lacking=True)
    raise OcrError(f"Nothing can read the screen. {no_ppocr} {no_tesseract}")


def _opened(build: Callable[[], OcrEngine]) -> tuple[OcrEngine | None, str]:
    """The engine, or why there is none."""
    try:
        return build(), ""
    except OcrError as problem:
        return None, str(problem)


def _ppocr(weights: Path, languages: Sequence[str]) -> OcrEngine:
    try:
        recognition, characters = installed(catalogue()["text-reader"], weights)
    except ModelFileError as problem:
        raise OcrError(str(problem)) from problem
    return Timed(PPOcrEngine(recognition, characters, all_scripts=not CHINESE.isdisjoint(languages)))


def _tesseract(languages: Sequence[str]) -> OcrEngine:
    """In this process if tesserocr is installed, else the program; both read with the same data."""
    if is_installed() and JOINED.isdisjoint(languages):
        return Timed(TesserocrEngine(languages))
    return TesseractEngine(languages)
