"""Chooses who reads the lines of the screen, by what is installed and the languages, and says so.

PP-OCR comes first where it knows the letters: on lines of the screen it is right more often than Tesseract (97.1
to 95.8 %), at two thirds of the CPU. Tesseract is then asked about the doubtful tenth. Other scripts are
Tesseract's alone: PP-OCR would answer with Latin letters that look alike, and be sure of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from deskhand.core.errors import ModelFileError, OcrError
from deskhand.core.ports import OcrEngine
from deskhand.models.catalogue import catalogue
from deskhand.models.fetch import installed

from .languages import IDEOGRAPHS, ppocr_reads
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
    if not ppocr_reads(languages):
        return Readers(_tesseract(languages), None, f"Tesseract alone reads {'+'.join(languages)}.")
    try:
        ppocr = _ppocr(weights, languages)
    except OcrError as lacking:
        return _without_ppocr(languages, lacking)
    try:
        tesseract = _tesseract(languages)
    except OcrError as lacking:
        return Readers(ppocr, None, f"{lacking} PP-OCR alone reads the screen.", lacking=True)
    return Readers(ppocr, tesseract, "PP-OCR reads the screen, Tesseract what PP-OCR is in doubt about.")


def _without_ppocr(languages: Sequence[str], why: OcrError) -> Readers:
    try:
        return Readers(_tesseract(languages), None, f"{why} Tesseract alone reads the screen.", lacking=True)
    except OcrError as problem:
        raise OcrError(f"Nothing can read the screen. {why} {problem}") from problem


def _ppocr(weights: Path, languages: Sequence[str]) -> OcrEngine:
    from .ppocr import PPOcrEngine

    try:
        recognition, characters = installed(catalogue()["text-reader"], weights)
    except ModelFileError as problem:
        raise OcrError(str(problem)) from problem
    return Timed(PPOcrEngine(recognition, characters, all_scripts=not IDEOGRAPHS.isdisjoint(languages)))


def _tesseract(languages: Sequence[str]) -> OcrEngine:
    """In this process if tesserocr is installed, else the program; both read with the same data."""
    from .tesserocr_engine import TesserocrEngine, is_installed

    if is_installed():
        return Timed(TesserocrEngine(languages))
    from .tesseract import TesseractEngine

    return TesseractEngine(languages)
