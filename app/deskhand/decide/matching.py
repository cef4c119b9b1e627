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
    if same_name(a, b) or without_hyphens(a) == without_hyphens(b) != "":
        return True
    return alike >= Likeness.ALIKE or (alike is Likeness.NEAR and min(len(a), len(b)) >= LONG)


_HYPHENS = re.compile(r"[-‐-―/]")
_KINDS = re.compile(
    r"\s+(?:settings?|options?|preferences|page|section|panel|tab|screen|window|menu|button|link|view|dialog|"
    r"list|item|entry|"
    r"app|application|program|field|icon)$",
    re.IGNORECASE,
)


def without_hyphens(label: str) -> str:
    """`Wi-Fi` as `wifi`, `E-mail` as `email`: people leave hyphens out."""
    return _HYPHENS.sub("", normalised(label)).replace(" ", "")


_PURPOSE = re.compile(r"\s+(?:for|on|in|of)\s+(?:my|the|this|our)\s+.+$", re.IGNORECASE)
_SORT = re.compile(r"^(?:style|theme|icon theme|mode|scheme|profile|preset|layout|font|colou?r|view)\s+", re.IGNORECASE)
"""What people say around a name: `the style Dark for my desktop`."""


def looser_names(label: str) -> list[str]:
    """What a control may be called that a person calls `label`: `the printer settings` are `Printers`."""
    bare = _KINDS.sub("", label.strip())
    names = [bare] if bare != label.strip() else []
    meant = _SORT.sub("", _PURPOSE.sub("", label.strip()))
    names += [meant] if meant != label.strip() else []
    for name in (label.strip(), bare):
        names += [name[:-1] if name.endswith("s") else f"{name}s"]
    return [name for name in dict.fromkeys(names) if len(name) > 2]


def holds(text: str, part: str) -> bool:
    """Whether a longer text contains a name, as `same_name` compares."""
    return bool(_canonical(part)) and _canonical(part) in _canonical(text)


def _canonical(label: str) -> str:
    return folded(normalised(label).replace(" ", ""))
