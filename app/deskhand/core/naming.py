"""How alike two labels are: what a person means by a name, against what a text engine read.

Case, spaces, ellipses, colons and mnemonics never count. Letters that readers take for each other count little.
A few misread letters are forgiven in long labels, but never where a letter carries the meaning: in digits, in
ideographs, or two edits close together, as in `read` and `unread`.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from .lettering import folded

LETTERS_AN_EDIT = 6
"""Letters of a label for each misread one that is forgiven; the 2 to 4 % letter errors of the measured text
engines leave two errors this close improbable."""
SHORT = 3
"""Letters up to which a label must agree in every one, look-alikes apart."""
_REMEMBERED = 16384
"""Labels whose normal forms are kept: three screens of 5,000 elements."""

_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_POINTS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0652\u0670]")
"""Accents, Hebrew and Arabic vowel points, and the Arabic stretching line: readers drop and invent them."""
_CJK = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
_ASIAN_MNEMONIC = re.compile(rf"(?<=[{_CJK}])\s*[(（][&_]?[a-z0-9][)）]")
_MNEMONIC = re.compile(r"(?<![\w&])[&_](?=\w)")
_ENDING = re.compile(r"(\.{2,}|…|⋯|\s*[:\uff1a*])+$")
_UNTOUCHABLE = re.compile(r"[\d\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Digits, ideographs and Hangul syllables: one of them changed makes another word."""


class Likeness(IntEnum):
    """How well a label on the screen agrees with the one asked for; higher is better."""

    OTHER = 0
    """Another label."""
    NEAR = 1
    """The same but for misread letters."""
    ALIKE = 2
    """The same but for letters a reader cannot tell apart (0 and O, 1, l and I, rn and m), accents, spaces, `_`."""
    SAME = 3
    """The same but for case, ellipsis, colon and mnemonic."""


@lru_cache(maxsize=_REMEMBERED)
def normalised(label: str) -> str:
    """Lower case, single spaces, without invisible marks, mnemonics, or an ellipsis, colon or star at the end."""
    if label.isascii():
        text = " ".join(label.casefold().split())
    else:
        text = " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", label).casefold()).split())
        text = _ASIAN_MNEMONIC.sub("", text)
    if "_" in text or "&" in text:
        text = _MNEMONIC.sub("", text)
    return _ENDING.sub("", text).strip("_ ") or text


@lru_cache(maxsize=_REMEMBERED)
def canonical(label: str) -> str:
    """The normal form without spaces, underscores and accents, and one letter for those that look alike."""
    text = normalised(label)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _POINTS.sub("", unicodedata.normalize("NFKD", text)))
    # The line of an underscore is read as that of a link: a space is left of it.
    text = folded(text.replace(" ", "").replace("_", ""))
    return text if len(text) <= SHORT else text.replace("rn", "m")


def likeness(shown: str, asked: str) -> Likeness:
    """How well the label on the screen agrees with the one asked for; an empty one agrees with nothing."""
    left, right = canonical(shown), canonical(asked)
    if not left or not right:
        return Likeness.OTHER
    if left == right:
        if normalised(shown) == normalised(asked):
            return Likeness.SAME
        parted = "_" in shown + asked and _numbers(shown) != _numbers(asked)
        return Likeness.OTHER if parted else Likeness.ALIKE
    return Likeness.NEAR if _is_misread(left, right) and _numbers(shown) == _numbers(asked) else Likeness.OTHER


def mentions(shown: str, part: str) -> bool:
    """Whether a longer text names the part as whole words: `1042` is in `Invoice 1042`, not in `10421`.

    Text of scripts without spaces between words counts wherever it stands.
    """
    text, wanted = folded(normalised(shown)), folded(normalised(part))
    if not wanted or len(text) < len(wanted) or wanted not in text:
        return False
    bounds = rf"(?<![^\W{_CJK}]){re.escape(wanted)}(?![^\W{_CJK}])"
    return re.search(bounds, text) is not None


def _is_misread(left: str, right: str) -> bool:
    """Few edits, each far from the next, none on a digit or an ideograph."""
    shorter = min(len(left), len(right))
    allowed = shorter // LETTERS_AN_EDIT
    if shorter <= SHORT or not allowed or abs(len(left) - len(right)) > allowed:
        return False
    if Levenshtein.distance(left, right, score_cutoff=allowed) > allowed:
        return False
    last = -LETTERS_AN_EDIT
    for edit in Levenshtein.editops(left, right):
        touched = left[edit.src_pos : edit.src_pos + (edit.tag != "insert")]
        touched += right[edit.dest_pos : edit.dest_pos + (edit.tag != "delete")]
        if edit.src_pos - last < LETTERS_AN_EDIT or _UNTOUCHABLE.search(touched):
            return False
        last = edit.src_pos
    return True


def _numbers(label: str) -> list[str]:
    return re.findall(r"\d+", label)
