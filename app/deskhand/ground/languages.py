"""The languages of the screen, by the names that Tesseract gives its data: eng, deu, chi_sim."""

from __future__ import annotations

import os
import re
from collections.abc import Collection

from deskhand.core.errors import UsageError

VARIABLE, DEFAULT = "DESKHAND_LANGUAGES", "eng"

PLAIN = frozenset(
    "afr cat cos deu eng eus fil fin fra glg ind ita jav lat msa nld oci por spa spa_old sun swa tgl".split()
)
"""Latin letters with the accents of western Europe: PP-OCR reads 97 of 99 such phrases to the letter."""
ACCENTED = frozenset(
    "bos bre ceb ces cym dan epo est fao fry gla gle hat hrv hun isl kmr lav lit ltz mlt mri nor pol que slk slv sqi "
    "srp_latn swe ton tur uzb".split()
)
"""Latin letters of which PP-OCR mistakes some for others, and is sure of them (ő for ö, ı for i, å for ä): it reads
72 to 78 of 100 Hungarian, Turkish, Polish and Czech phrases, Tesseract 83 to 94. Romanian, Vietnamese, Yoruba and
Azerbaijani are not among them, as the model has no ș, ư, ẹ or ə at all.
"""
CHINESE = frozenset("chi_sim chi_sim_vert chi_tra chi_tra_vert".split())
"""Languages PP-OCR reads when it is given all of its signs; kana and hangul are not among them."""
JOINED = frozenset("ara fas kur_ara pus snd uig urd".split())
"""Languages of Arabic letters: Tesseract 5.5, which tesserocr brings, finds no line in short ones; 5.3 does."""
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


def ppocr_knows(languages: Collection[str]) -> bool:
    """Whether PP-OCR has signs for the letters of every language."""
    return all(language in PLAIN | ACCENTED | CHINESE for language in languages)
