"""Which chords may be a global hotkey."""

from __future__ import annotations

from typing import Final

from deskhand.core.errors import HotkeyError
from deskhand.core.input_events import MODIFIERS as ORDER
from deskhand.core.keys import split_chord, unknown_keys

_SAME: Final = {"control": "ctrl", "win": "super", "meta": "super"}
MODIFIERS: Final = frozenset({"ctrl", "control", "alt", "shift", "super", "win", "meta"})


def checked(chord: str) -> list[str]:
    """The keys of a chord that may be a hotkey: modifiers and one key, in small letters.

    Raises:
        HotkeyError: it is none.
    """
    keys = [key.lower() for key in split_chord(chord)]
    unknown = unknown_keys(chord)
    if unknown:
        raise HotkeyError(f"There is no key “{unknown[0]}”; a hotkey is written as ctrl+alt+space.")
    if keys[-1] in MODIFIERS or any(key not in MODIFIERS for key in keys[:-1]):
        raise HotkeyError(f"{chord} is no hotkey: write modifiers and one key, as ctrl+alt+space.")
    if not keys[:-1] and not (keys[-1][0] == "f" and keys[-1][1:].isdigit()):
        raise HotkeyError(f"{chord} alone would be lost to every program; add ctrl, alt or super.")
    if keys[:-1] == ["shift"] and len(keys[-1]) == 1:
        raise HotkeyError(f"{chord} types a character; add ctrl, alt or super.")
    return keys


def spelled(chord: str) -> str:
    """A hotkey as recordings write chords: modifiers by one name and in the order of `input_events.MODIFIERS`.

    Raises:
        HotkeyError: it is none.
    """
    *held, key = checked(chord)
    names = {_SAME.get(name, name) for name in held}
    return "+".join([*(name for name in ORDER if name in names), key])


__all__ = ["MODIFIERS", "checked", "spelled"]
