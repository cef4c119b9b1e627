"""The controls whose labels a clause mentions word for word, and what it says of each: wanted, or not wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from deskhand.core.screen import Element

from .matching import normalised

_WORD = re.compile(r"[\w'@.+%$€£#/-]*\w[%+#]?")
_NOT = frozenset("not no without don't dont never neither nor except but hide disable off un".split())
_EMPTY = frozenset("the a an to of my it is in on this that i me for and with from at by up do make get go".split())
_REACH = 2
"""Words before a mention in which a negation counts for it."""
LETTERS = 2
"""Letters of a label from which a mention of it says something."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A control, where in the clause its label stands (first word, words), and whether it is wanted."""

    element: Element
    start: int
    length: int
    wanted: bool = True


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return _WORD.findall(normalised(text).replace("’", "'"))


def mentions(clause: str, elements: Sequence[Element]) -> list[Mention]:
    """The controls mentioned, in the order of the screen; of two mentions in one place the longer counts."""
    said = words_of(clause)
    found = [m for e in elements if (m := _mention(said, e)) is not None]
    return [m for m in found if not any(_covers(other, m) for other in found)]


def _mention(said: list[str], element: Element) -> Mention | None:
    label = words_of(element.text)
    if not label or sum(c.isalnum() for c in element.text) < LETTERS or set(label) <= _EMPTY:
        return None
    for start in range(len(said) - len(label) + 1):
        if all(_same(a, b) for a, b in zip(said[start : start + len(label)], label, strict=True)):
            before = said[max(0, start - _REACH) : start]
            return Mention(element, start, len(label), not _NOT & set(before))
    return None


def _same(a: str, b: str) -> bool:
    """Equal, or one with the ending of the plural."""
    return a == b or (min(len(a), len(b)) > 3 and (a == b + "s" or b == a + "s"))


def _covers(longer: Mention, shorter: Mention) -> bool:
    inside = longer.start <= shorter.start and shorter.start + shorter.length <= longer.start + longer.length
    return inside and longer.length > shorter.length
