"""Several fields named in one sentence: a user and a password, a film's genre, director and year."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from rapidfuzz import fuzz

from deskhand.core.actions import Click, Fail
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..fields import controls, type_into
from ..likeness import closest
from ..matching import normalised
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_MEANS = {
    "directed by": "director",
    "written by": "author",
    "published by": "publisher",
    "sung by": "singer",
    "from year": "year",
    "in year": "year",
    "named": "name",
    "titled": "title",
}
"""What words before a value name the field it is for."""


@dataclass(frozen=True, slots=True)
class FillPairs(Intent):
    """Type each value into the field of its name."""

    sends: ClassVar[bool] = True

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FillSearch(Intent):
    """Fill a search form by the words around each value, then send it."""

    sends: ClassVar[bool] = True

    kind: str
    things: str
    rest: str


def fill_pairs(intent: FillPairs, view: View) -> Move:
    """Field by field."""
    used = 0
    fields = controls("textbox", view)
    for position, (name, value) in enumerate(intent.pairs):
        field = closest(name, fields) or (fields[position] if len(fields) == len(intent.pairs) else None)
        if field is None:
            return Choice(Fail(f"I see no field called {name}."), 0.9, "no such field")
        move = type_into(field, value, view, secret="pass" in normalised(name))
        if isinstance(move, Choice):
            return move
        used = max(used, move.used)
    return Met(used)


def fill_search(intent: FillSearch, view: View) -> Move:
    """Named values go to their fields; the word before the things goes to the one field left."""
    fields = controls("textbox", view)
    values = _values(intent, fields)
    used = 0
    for field, value in values:
        move = type_into(field, value, view)
        if isinstance(move, Choice):
            return move
        used = max(used, move.used)
    if not values:
        return Choice(Fail("I see no fields for this search."), 0.9, "no fields of these names")
    button = view.first("Search", "Submit", "Go", "Find", roles=[Role.BUTTON, Role.LINK, Role.ROW, Role.TEXT])
    if button is None:
        return Met(used)
    pressed = view.clicked(button.text)
    return (
        Met(pressed)
        if pressed > used
        else Choice(Click(button), 0.9, "every field is filled in", Expectation(Change.ANYTHING))
    )


def _values(intent: FillSearch, fields: list[Element]) -> list[tuple[Element, str]]:
    found: list[tuple[Element, str]] = []
    for phrase, value in re.findall(
        r"\b(directed by|written by|published by|sung by|from year|in year|named|titled)\s+(\S+)",
        intent.rest,
        re.IGNORECASE,
    ):
        field = _field(_MEANS[phrase.casefold()], [f for f in fields if all(f is not other for other, _ in found)])
        if field is not None:
            found.append((field, value.strip(" .,")))
    left = [f for f in fields if all(f is not other for other, _ in found)]
    if len(left) == 1 and intent.kind:
        found.append((left[0], intent.kind))
    return sorted(found, key=lambda pair: pair[0].box.y)


def _field(name: str, fields: list[Element]) -> Element | None:
    best = max(fields, key=lambda f: fuzz.ratio(normalised(f.text), name), default=None)
    return best if best is not None and fuzz.ratio(normalised(best.text), name) > 70 else None


def _two(first: str, value: str, second: str, other: str) -> FillPairs:
    return FillPairs(((first, value), (second, other)))


SKILL = Skill(
    (
        Wording(
            110,
            r"(?:enter|type|put|write)\s+the\s+([\w ]+?)\s+(⟦\d+⟧)\s+and\s+(?:the\s+)?([\w ]+?)\s+(⟦\d+⟧)(?:\s+"
            r"(?:in|into)\s+the\s+.+?)?",
            _two,
            whole=True,
        ),
        Wording(
            111,
            r"search\s+for\s+(\S+)\s+(\w+)\s+((?:directed|written|published|sung)\s+by\s+.+|(?:from|in)\s+year\s+.+)",
            FillSearch,
            whole=True,
        ),
    ),
    {FillPairs: fill_pairs, FillSearch: fill_search},
)
