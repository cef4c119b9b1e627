"""Characters made of several keys: dead accents and the Compose key, by the tables of the X locale (Compose(5))."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from Xlib import XK

from .keysyms import DEAD, MULTI_KEY, character

_FOLDERS: Final = (os.environ.get("XLOCALEDIR", ""), "/usr/share/X11/locale", "/usr/lib/X11/locale")
_TABLE: Final = "en_US.UTF-8/Compose"
"""What nearly every locale uses."""
_LINE: Final = re.compile(r'^((?:<\w+>\s*)+):\s*"((?:[^"\\]|\\.)+)"')
_NAMED: Final = re.compile(r"<(\w+)>")
_KEYSYMS: Final = {"Multi_key": MULTI_KEY, "dead_cedilla": 0xFE5B, "dead_ogonek": 0xFE5C} | {
    f"dead_{name}": 0xFE50 + n
    for n, name in enumerate(
        "grave acute circumflex tilde macron breve abovedot diaeresis abovering doubleacute caron".split()
    )
}

Sequence = tuple[int, ...]


class Composer:
    """Follows the keys of one person; keeps at most one unfinished character."""

    def __init__(self) -> None:
        self._pending: Sequence = ()

    def feed(self, keysym: int) -> tuple[str, bool]:
        """The text that a key types here, and whether it is only the beginning of a character."""
        text = character(keysym)
        if not self._pending and keysym not in DEAD and keysym != MULTI_KEY:
            return text, False
        tried = (*self._pending, keysym)
        made = _composed(tried)
        if made is None:
            self._pending = tried
            return "", True
        self._pending = ()
        return made, False

    def forget(self) -> None:
        """Give up an unfinished character, as a click or a chord does."""
        self._pending = ()


def _composed(keys: Sequence) -> str | None:
    """What the keys make: a text (none where they make nothing), or None while more must come."""
    table = _sequences()
    if keys in table:
        return table[keys]
    if len(keys) == 1 or keys in _beginnings():
        return None
    if keys[0] in DEAD:
        return _marked(keys)
    return ""


def _marked(keys: Sequence) -> str:
    """A letter under its dead accents, for what the table lacks."""
    letter = character(keys[-1])
    marks = "".join(DEAD.get(key, "") for key in keys[:-1])
    if keys[-1] in DEAD or letter == " ":
        return unicodedata.normalize("NFKC", " " + marks).strip() or marks
    made = unicodedata.normalize("NFC", letter + marks)
    return made if letter.isalpha() and len(made) == 1 else ""


@cache
def _sequences() -> dict[Sequence, str]:
    """The table of the system; an empty one where there is none."""
    path = next((p for folder in _FOLDERS if folder and (p := Path(folder) / _TABLE).is_file()), None)
    if path is None:
        return {}
    found: dict[Sequence, str] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        keys = tuple(_keysym(name) for name in _NAMED.findall(match[1]))
        if all(keys):
            found[keys] = match[2].replace('\\"', '"').replace("\\\\", "\\")
    return found


@cache
def _beginnings() -> frozenset[Sequence]:
    return frozenset(keys[:n] for keys in _sequences() for n in range(1, len(keys)))


def _keysym(name: str) -> int:
    if name in _KEYSYMS:
        return _KEYSYMS[name]
    if re.fullmatch(r"U[0-9A-Fa-f]{4,6}", name):
        code = int(name[1:], 16)
        return code if code <= 0xFF else 0x1000000 + code
    return int(XK.string_to_keysym(name))
