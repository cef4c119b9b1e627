"""How alike two texts are, one read from pixels, one told by an application."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from deskhand.core.lettering import folded


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A text without spaces, accelerator marks and the letters that readers confuse."""
    return "".join(folded(text).split()).replace("_", "").replace("…", "...")


def likeness(read: str, told: str) -> float:
    """0 to 1; 1 for texts that a reader could not tell apart."""
    return fuzz.ratio(bare(read), bare(told)) / 100


def part_of(read: str, told: str) -> bool:
    """Whether what was read is a piece of what was told, such as the visible part of a long text."""
    a, b = bare(read), bare(told)
    return bool(a) and len(a) <= len(b) and fuzz.partial_ratio(a, b) >= 85
