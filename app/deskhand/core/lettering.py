"""Letters that text engines take for each other; whoever compares what was read folds them into one."""

from __future__ import annotations

_ALIKE = str.maketrans(
    {"i": "l", "1": "l", "|": "l", "0": "o", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "−": "-"}
)


def folded(text: str) -> str:
    """Lower case, plain quotes and dashes, and one letter for those that look alike."""
    return text.casefold().translate(_ALIKE)
