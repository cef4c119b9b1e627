"""How well the words of a clause describe a label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from deskhand.core.lettering import folded
from deskhand.core.screen import Element

from .matching import normalised, same_label

_STOP_WORDS = frozenset(
    "the a an to of my it is in on this that i me for and with from at please want by up do make get go".split()
)
_TURNING = frozenset("not no don't never without except".split())
"""Words that turn a label's meaning round."""


def content_words(text: str) -> list[str]:
    """The words of a text that carry its meaning."""
    return [w for w in re.findall(r"[\w'@.+-]+", normalised(text)) if w not in _STOP_WORDS]


_ASKING = frozenset("click press hit open choose select use show start set turn tell let can you".split())


def words_in(label: str, text: str) -> bool:
    """Whether every word of one label stands in the other."""
    wanted, there = set(content_words(label)), set(content_words(text))
    if (wanted ^ there) & _TURNING:
        return False
    return bool(wanted) and bool(there) and (wanted <= there or there <= wanted)


def likeness(clause: str, element: Element) -> float:
    """Share of the label's words found in the clause, 0 to 1."""
    wanted, there = content_words(clause), content_words(element.text)
    if not there:
        return 0.0
    hits = sum(1 for w in there if any(w == v or (len(w) > 4 and fuzz.ratio(w, v) > 85) for v in wanted))
    return hits / len(there) if not same_label(clause, element.text) else 1.0


def covered(clause: str, element: Element) -> float:
    """Share of the clause's words that the label says, 0 to 1; verbs that ask for a click do not count."""
    wanted, there = [w for w in content_words(clause) if w not in _ASKING], content_words(element.text)
    if not wanted:
        return 0.0
    hits = sum(1 for w in wanted if any(w == v or (len(w) > 4 and fuzz.ratio(w, v) > 85) for v in there))
    return hits / len(wanted)


def closest(label: str, elements: Sequence[Element]) -> Element | None:
    """The element called so; where none is, the one whose label is clearly nearest and could be a misreading."""
    named = [e for e in elements if e.text and same_label(e.text.strip(" .,"), label.strip(" .,"))]
    exact = [e for e in named if e.text.strip() == label.strip()]
    if named:
        return (exact or named)[0]
    wanted = folded(label)
    # One letter of a word makes another word; a code of mixed signs is no word.
    near = len(wanted) // 6 if label.isalpha() and label[1:].islower() else max(1, len(wanted) // 5)
    apart = {i: Levenshtein.distance(folded(e.text), wanted) for i, e in enumerate(elements) if e.text}
    found = [i for i, edits in apart.items() if edits <= near]
    if len(wanted) < 3 or not found:
        return None
    best = min(found, key=lambda i: apart[i])
    rivals = [i for i in found if i != best and apart[i] - apart[best] < 1]
    return None if rivals else elements[best]
