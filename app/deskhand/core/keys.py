"""What keys are called, and chords such as `ctrl+s`."""

from __future__ import annotations

KEY_NAMES = frozenset(
    "ctrl control alt shift super win meta enter return escape esc tab space backspace delete insert home end "
    "pageup pagedown up down left right menu".split()
) | {f"f{number}" for number in range(1, 21)}
"""Names of keys, in small letters; any single character is a key too."""


def split_chord(chord: str) -> list[str]:
    """The keys of a chord, in the order they go down: `ctrl++` is ctrl and plus."""
    head, plus, last = chord.rpartition("+")
    if plus and not last:
        return [*(k for k in head.split("+") if k), "+"]
    return [k.strip() for k in chord.split("+") if k.strip()]


def unknown_keys(chord: str) -> list[str]:
    """The keys of a chord that there are not; the chord itself where it names none."""
    keys = split_chord(chord)
    return [key for key in keys if len(key) != 1 and key.lower() not in KEY_NAMES] if keys else [chord]


__all__ = ["KEY_NAMES", "split_chord", "unknown_keys"]
