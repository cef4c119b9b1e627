"""Places in an order, as people write them: 2nd, third, last."""

from __future__ import annotations

_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
ORDINAL = r"(\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)"
"""One group with a place in an order."""


def place(word: str) -> int:
    """0 for the first; -1 for the last."""
    word = word.casefold()
    if word == "last":
        return -1
    return _WORDS.index(word) if word in _WORDS else int(word[:-2]) - 1
