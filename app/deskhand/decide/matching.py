"""When two labels are the same: case, spaces, ellipses and the usual OCR confusions are forgiven."""

from __future__ import annotations

import re

from deskhand.core.lettering import folded
from deskhand.core.naming import Likeness, likeness


def normalised(label: str) -> str:
    """Lower case, single spaces, without ellipsis, colon or mnemonic underscore at the ends."""
    text = " ".join(label.casefold().split())
    return re.sub(r"(\.{2,}|…|\s*[:*])+$", "", text).strip("_ ")


LONG = 8
"""Letters from which a label with one of them misread is the same label."""


def same_name(a: str, b: str) -> bool:
    """For file names and values: equal but for case, spaces and letters OCR cannot tell apart."""
    return _canonical(a) == _canonical(b) != ""


def same_label(a: str, b: str) -> bool:
    """For controls: the same name, or nearly (a letter misread in a longer word); see `core.naming`."""
    alike = likeness(a, b)
    # One letter of a short word makes another word: Charge, Change.
    return same_name(a, b) or alike >= Likeness.ALIKE or (alike is Likeness.NEAR and min(len(a), len(b)) >= LONG)


def holds(text: str, part: str) -> bool:
    """Whether a longer text contains a name, as `same_name` compares."""
    return bool(_canonical(part)) and _canonical(part) in _canonical(text)


def _canonical(label: str) -> str:
    return folded(normalised(label).replace(" ", ""))
