"""Letters as they are read and shown: those that text engines take for each other, and those that cannot be seen."""

from __future__ import annotations

_ALIKE = str.maketrans(
    {"i": "l", "1": "l", "|": "l", "0": "o", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "−": "-"}
)


def folded(text: str) -> str:
    """Lower case, plain quotes and dashes, and one letter for those that look alike."""
    return text.casefold().translate(_ALIKE)


def visible(text: str) -> str:
    """A text on one line, what cannot be seen or turns others round written as its number: `\\u202e`."""
    flat = " ".join(text.split())
    return flat if flat.isprintable() else "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in flat)


def says(text: str, wanted: str) -> bool:
    """Whether a text that was read holds what is wanted as whole words; spaces, which readers lose, do not count.

    Nothing holds an empty text.

    >>> says("Row 17 saved", "row 17"), says("Row 170 saved", "row 17"), says("Unpaid", "Paid")
    (True, False, False)
    """
    letters = [(letter, place) for place, sign in enumerate(text) if not sign.isspace() for letter in folded(sign)]
    seen, meant = "".join(letter for letter, _ in letters), "".join(folded(c) for c in wanted if not c.isspace())
    start = seen.find(meant) if meant else -1
    while start >= 0:
        first, last = letters[start][1], letters[start + len(meant) - 1][1]
        if not _runs_on(text[:first][-1:], text[first]) and not _runs_on(text[last], text[last + 1 :][:1]):
            return True
        start = seen.find(meant, start + 1)
    return False


def _runs_on(left: str, right: str) -> bool:
    """Whether a word goes on from one sign to the next."""
    return left.isalnum() and right.isalnum()
