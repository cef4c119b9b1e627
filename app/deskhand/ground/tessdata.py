"""Where Tesseract keeps its languages, and which are there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Collection, Sequence
from pathlib import Path

from deskhand.core.errors import OcrError

_USUAL = ("usr/share/tesseract-ocr/*/tessdata", "usr/share/tessdata", "usr/local/share/tessdata")
"""Places below `/`: Debian's by version, those of other systems."""
_SUFFIX = ".traineddata"
_PATIENCE = 10.0
"""Seconds for the program to list its languages; it takes 0.02."""


def tessdata_folder() -> Path | None:
    """The folder of languages: `TESSDATA_PREFIX`, the usual places, or what the program says."""
    prefix = os.environ.get("TESSDATA_PREFIX")
    if prefix:
        # Tesseract 4 wanted the folder above.
        return next((f for f in (Path(prefix), Path(prefix) / "tessdata") if languages_in(f)), None)
    usual = [folder for pattern in _USUAL for folder in sorted(Path("/").glob(pattern), reverse=True)]
    found = next((folder for folder in usual if languages_in(folder)), None)
    if found or not shutil.which("tesseract"):
        return found
    named = re.search(r'in "(.+)"', _listing()[0])
    return Path(named.group(1)) if named else None


def languages_in(folder: Path) -> set[str]:
    """The languages of a folder."""
    return {file.name.removesuffix(_SUFFIX) for file in folder.glob(f"*{_SUFFIX}")}


def languages_of_program() -> set[str]:
    """The languages the `tesseract` program finds.

    Raises:
        OcrError: it is not installed, or does not answer.
    """
    if not shutil.which("tesseract"):
        raise OcrError("Tesseract is not installed; run `make setup`, or install tesseract-ocr.")
    return set(_listing()[1:])


def demand(languages: Sequence[str], there: Collection[str]) -> None:
    """Check that all languages are there.

    Raises:
        OcrError: some are not; names the packages that have them.
    """
    lacking = [language for language in languages if language not in there]
    if lacking:
        packages = " ".join(f"tesseract-ocr-{language.replace('_', '-')}" for language in lacking)
        raise OcrError(f"Tesseract has not learned to read {' and '.join(lacking)}; install {packages}.")


def _listing() -> list[str]:
    """What `tesseract --list-langs` prints: a heading that names the folder, then a language a line."""
    try:
        listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, timeout=_PATIENCE)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise OcrError("Tesseract does not list its languages; install tesseract-ocr again.") from problem
    # Tesseract 3 and 4 print the list on the error output.
    return (listed.stdout or listed.stderr).splitlines() or [""]
