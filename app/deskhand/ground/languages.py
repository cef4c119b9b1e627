"""The languages of the screen, by the names that Tesseract gives its data: eng, deu, chi_sim."""

from __future__ import annotations

import os
import re
from collections.abc import Collection

from deskhand.core.errors import UsageError

VARIABLE, DEFAULT = "DESKHAND_LANGUAGES", "eng"

LATIN = frozenset(
    "afr bos bre cat ceb ces cos cym dan deu eng enm epo est eus fao fil fin fra frm fry gla gle glg hat hrv hun ind "
    "isl ita ita_old jav kmr lat lav lit ltz mlt mri msa nld nor oci pol por que slk slv spa spa_old sqi srp_latn sun "
    "swa swe tgl ton tur uzb".split()
)
"""Languages all of whose letters are among the signs of the PP-OCR model: Latin letters below U+0250.

Romanian, Vietnamese, Yoruba and Azerbaijani are not: the model's list has no ș, ư, ẹ or ə.
"""
IDEOGRAPHS = frozenset("chi_sim chi_sim_vert chi_tra chi_tra_vert jpn jpn_vert".split())
"""Languages PP-OCR reads when it is given all of its signs."""
_NAME = re.compile(r"[a-z]{3}(_[a-z]+)*")


def languages_named(text: str) -> tuple[str, ...]:
    """The languages of a text such as `eng+deu`, each once, in their order.

    Raises:
        UsageError: it names none, or not as Tesseract does.
    """
    names = tuple(dict.fromkeys(name.strip() for name in text.split("+")))
    for name in names:
        if not _NAME.fullmatch(name):
            raise UsageError(f"{name!r} names no language; write names of three letters such as eng, or eng+deu.")
    return names


def default_languages() -> tuple[str, ...]:
    """What `DESKHAND_LANGUAGES` names, else English.

    Raises:
        UsageError: it names languages in a wrong way.
    """
    return languages_named(os.environ.get(VARIABLE) or DEFAULT)


def ppocr_reads(languages: Collection[str]) -> bool:
    """Whether PP-OCR knows the letters of every language."""
    return all(language in LATIN or language in IDEOGRAPHS for language in languages)
