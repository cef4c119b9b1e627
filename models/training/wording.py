"""How people put a goal: politeness, recasing, missing punctuation, slips of the finger."""

from __future__ import annotations

import re

from .kit import MARK_CLOSE, MARK_OPEN, Kit
from .phrases import POLITE, POLITE_ENDINGS

PLAIN_MARK = "~"
_FENCED = re.compile(f'({MARK_OPEN}[^{MARK_CLOSE}]*{MARK_CLOSE}|"[^"]*")')
"""What slips leave alone: values that slots gave, and whatever stands in quotes."""
_WORD = re.compile(r"[A-Za-z]{4,}")


def misspelt(kit: Kit, word: str) -> str:
    """Return a word with one slip: two letters swapped, one dropped, or one doubled."""
    place = kit.between(1, len(word) - 2)
    slip = kit.between(0, 2)
    if slip == 0:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if slip == 1:
        return word[:place] + word[place + 1 :]
    return word[:place] + word[place] + word[place:]


def _with_slip(kit: Kit, goal: str) -> str:
    """Misspell one word that is not part of a fenced value."""
    pieces = _FENCED.split(goal)
    places = [
        (number, match)
        for number, piece in enumerate(pieces)
        if not piece.startswith((MARK_OPEN, '"'))
        for match in _WORD.finditer(piece)
    ]
    if not places:
        return goal
    number, match = kit.any(places)
    piece = pieces[number]
    pieces[number] = piece[: match.start()] + misspelt(kit, match.group()) + piece[match.end() :]
    return "".join(pieces)


def _recased(kit: Kit, goal: str) -> str:
    """Capitalise the first letter, or lower everything outside the fences."""
    if kit.chance(0.4):
        return goal[:1].upper() + goal[1:]
    if kit.chance(0.2):
        return "".join(piece if piece.startswith((MARK_OPEN, '"')) else piece.lower() for piece in _FENCED.split(goal))
    return goal


def worded(kit: Kit, goal: str) -> str:
    """Return a goal as somebody might type it, with its fences taken off."""
    plain = goal.startswith(PLAIN_MARK)
    goal = goal.lstrip(PLAIN_MARK)
    if kit.chance(0.3):
        goal = kit.wording(POLITE_ENDINGS if plain else POLITE).format(g=goal)
    if kit.chance(0.12):
        goal = _with_slip(kit, goal)
    goal = _recased(kit, goal)
    if kit.chance(0.12) and goal[-1].isalpha():
        goal += "."
    return goal.replace(MARK_OPEN, "").replace(MARK_CLOSE, "").replace(PLAIN_MARK, "").strip()
