"""The characters and names of X keysyms (X11 protocol, appendix A; `keysymdef.h`).

Keysyms up to 0xff are Latin-1 and from 0x1000000 Unicode; those between are older sets, most of them with the
letters of an 8-bit standard in its order.
"""

from __future__ import annotations

import codecs
from typing import Final

_UNICODE: Final = 0x1000000
_SETS: Final = {
    0x1: "iso8859-2",
    0x2: "iso8859-3",
    0x3: "iso8859-4",
    0x5: "iso8859-6",
    0xC: "iso8859-8",
    0xD: "tis-620",
}
_CYRILLIC: Final = "ђѓёєѕіїјљњћќґўџ№ЂЃЁЄЅІЇЈЉЊЋЌҐЎЏ"
"""0x6a1 to 0x6bf; the rest of that set is in the order of KOI8."""
_GREEK: Final = {
    **dict(zip(range(0x7A1, 0x7AC), "ΆΈΉΊΪ\0ΌΎΫ\0Ώ", strict=True)),
    **dict(zip(range(0x7B1, 0x7BC), "άέήίϊΐόύϋΰώ", strict=True)),
    **dict(zip(range(0x7C1, 0x7DA), "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣ\0ΤΥΦΧΨΩ", strict=True)),
    **dict(zip(range(0x7E1, 0x7FA), "αβγδεζηθικλμνξοπρσςτυφχψω", strict=True)),
}
_SINGLE: Final = {0x13BC: "Œ", 0x13BD: "œ", 0x13BE: "Ÿ", 0xAA9: "—", 0xAAA: "–", 0xAAE: "…", 0xAC9: "™"} | dict(
    zip(range(0xAD0, 0xAD4), "‘’“”", strict=True)
)
_KEYPAD: Final = dict(zip(range(0xFFAA, 0xFFBA), "*+,-./0123456789", strict=True)) | {0xFFBD: "=", 0xFF80: " "}

NAMES: Final = {
    0xFF08: "backspace",
    0xFF09: "tab",
    0xFE20: "tab",
    0xFF0D: "enter",
    0xFF8D: "enter",
    0xFF1B: "escape",
    0xFFFF: "delete",
    0xFF9F: "delete",
    0xFF63: "insert",
    0xFF9E: "insert",
    0xFF50: "home",
    0xFF95: "home",
    0xFF57: "end",
    0xFF9C: "end",
    0xFF55: "pageup",
    0xFF9A: "pageup",
    0xFF56: "pagedown",
    0xFF9B: "pagedown",
    0xFF51: "left",
    0xFF96: "left",
    0xFF52: "up",
    0xFF97: "up",
    0xFF53: "right",
    0xFF98: "right",
    0xFF54: "down",
    0xFF99: "down",
    0xFF67: "menu",
    0x20: "space",
    0xFF80: "space",
    0xFFE1: "shift",
    0xFFE2: "shift",
    0xFFE3: "ctrl",
    0xFFE4: "ctrl",
    0xFFE7: "alt",
    0xFFE8: "alt",
    0xFFE9: "alt",
    0xFFEA: "alt",
    0xFFEB: "super",
    0xFFEC: "super",
    0xFE03: "altgr",
    0xFF7E: "altgr",
    0xFFE5: "capslock",
    0xFF7F: "numlock",
    0xFF61: "print",
    0xFF13: "pause",
} | {0xFFBE + n: f"f{n + 1}" for n in range(20)}
"""The keys that type no character, or that chords call by a word; as `act` knows them."""

MULTI_KEY: Final = 0xFF20
"""Compose."""
DEAD: Final = {
    0xFE50: "\u0300",
    0xFE51: "\u0301",
    0xFE52: "\u0302",
    0xFE53: "\u0303",
    0xFE54: "\u0304",
    0xFE55: "\u0306",
    0xFE56: "\u0307",
    0xFE57: "\u0308",
    0xFE58: "\u030a",
    0xFE59: "\u030b",
    0xFE5A: "\u030c",
    0xFE5B: "\u0327",
    0xFE5C: "\u0328",
    0xFE60: "\u0323",
    0xFE61: "\u0309",
    0xFE62: "\u031b",
}
"""Dead keys and the mark each puts on the letter that follows."""


def character(keysym: int) -> str:
    """The character a keysym types; empty for keys that type none."""
    if 0x20 <= keysym <= 0x7E or 0xA0 <= keysym <= 0xFF:
        return chr(keysym)
    if _UNICODE < keysym <= _UNICODE + 0x10FFFF:
        return chr(keysym - _UNICODE)
    if keysym in _KEYPAD:
        return _KEYPAD[keysym]
    if 0x20A0 <= keysym <= 0x20AC:
        return chr(keysym)
    return _of_old_set(keysym)


def _of_old_set(keysym: int) -> str:
    table, place = keysym >> 8, keysym & 0xFF
    if 0x6A1 <= keysym <= 0x6BF:
        return _CYRILLIC[keysym - 0x6A1]
    if 0x6C0 <= keysym <= 0x6FF:
        return bytes([place]).decode("koi8-r")
    if table in _SETS and place >= 0xA1:
        return codecs.decode(bytes([place]), _SETS[table], "ignore")
    return (_GREEK.get(keysym) or _SINGLE.get(keysym, "")).strip("\0")
