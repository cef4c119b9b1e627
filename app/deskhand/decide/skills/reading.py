"""Reading a word, a value or a whole text off the screen and putting it into a field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from deskhand.core.actions import Click, Fail, Key
from deskhand.core.geometry import Box, bounding
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..fields import controls, type_into, typed_at
from ..matching import normalised, same_label
from ..numerals import ORDINAL, place
from ..places import spot, text_lines
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_TEXT = r"(?:the\s+)?(?:paragraph|text|sentence|passage|text ?area|list|line)(?:\s+below)?"
_INTO = (
    r"(?:,|\s+and|,\s+and)\s+(?:type|enter|write|put)\s+(?:it|that|this|the word|them)\s+(?:in|into)\s+(?:the\s+)?.+"
)
_QUIET = Expectation(Change.NOTHING)


@dataclass(frozen=True, slots=True)
class TypeWord(Intent):
    """Type the word at a place (from 0; -1: the last) of the text on the screen into the field."""

    sends: ClassVar[bool] = True

    at: int


@dataclass(frozen=True, slots=True)
class TypeValue(Intent):
    """Type the value that a table or list on the screen has for a label."""

    sends: ClassVar[bool] = True

    label: str


@dataclass(frozen=True, slots=True)
class FillFromTable(Intent):
    """Type beside each label of the form the value the table on the screen has for it."""

    sends: ClassVar[bool] = True


def type_word(intent: TypeWord, view: View) -> Move:
    """Find it in reading order; the last one of a text that goes on is sought at its end."""
    typed = [i for i, past in enumerate(view.done) if type(past.action).__name__ == "Type"]
    if typed:
        return Met(typed[-1] + 1)
    fields = controls("textbox", view)
    target = _answer_field(fields)
    if target is None:
        return Choice(Fail("I see no field to type the word into."), 0.9, "no text field on the screen")
    area = _text_area(target, view)
    if intent.at < 0 and not view.pressed("ctrl+end") and _goes_on(area, view):
        if not view.clicked("the text"):
            return Choice(
                Click(spot("the text", bounding(e.box for e in text_lines(view, area)).center)),
                0.9,
                "its end is further down",
                _QUIET,
            )
        return Choice(Key("ctrl+end"), 0.9, "goes to its end", _QUIET)
    words = [w for line in text_lines(view, area) for w in line.text.split() if any(c.isalnum() for c in w)]
    if not -len(words) <= intent.at < len(words):
        return Choice(Fail(f"I read {len(words)} words, so not that one."), 0.9, "it is not in sight")
    word = re.sub(r"^\W+|\W+$", "", words[intent.at])
    return type_into(target, word, view)


def _answer_field(fields: list[Element]) -> Element | None:
    """The field of one line; a text area is for reading."""
    return min(fields, key=lambda e: (e.box.h > 70, bool(e.state), -e.box.y), default=None)


def _text_area(field: Element, view: View) -> Box:
    """What stands above the field."""
    whole = view.area or Box(0, 0, field.box.right + 400, field.box.bottom)
    return Box(whole.x, whole.y, whole.w, max(1, field.box.y - whole.y - 4))


def _goes_on(area: Box, view: View) -> bool:
    """Whether the text stands in an area with letters of one width, or one that scrolls."""
    return len(text_lines(view, area)) >= 4


def type_value(intent: TypeValue, view: View) -> Move:
    """What stands right of the label, typed into the field."""
    typed = [i for i, past in enumerate(view.done) if type(past.action).__name__ == "Type"]
    if typed:
        return Met(typed[-1] + 1)
    field = _answer_field(controls("textbox", view))
    value = beside(intent.label, view.elements, field.box.y if field else 1 << 30)
    if field is None or value is None:
        return Choice(Fail(f"I do not read what {intent.label} is."), 0.9, "no such row, or no field")
    return type_into(field, value, view)


def beside(label: str, elements: Sequence[Element], above: int) -> str | None:
    """The text right of a label that stands above a height."""
    # A cell with a line around it may have been taken for a field with that content.
    named = [replace(e, text=e.text or e.state) for e in elements if e.role is not Role.EDIT or e.state]
    cells = [e for e in named if e.text and e.box.bottom <= above + 4]
    for cell in cells:
        if same_label(normalised(cell.text), normalised(label)):
            right = [e for e in cells if e.box.x >= cell.box.right - 4 and abs(e.box.center.y - cell.box.center.y) <= 8]
            if right:
                return min(right, key=lambda e: e.box.x).text
        name, colon, value = cell.text.partition(":")
        if colon and value.strip() and same_label(normalised(name), normalised(label)):
            return value.strip()
    return None


def fill_from_table(intent: FillFromTable, view: View) -> Move:
    """Row by row; a label ends with a colon where a table's name does not."""
    used = 0
    # A cell of the table may look like a field that is filled in.
    for field in (f for f in controls("textbox", view) if not f.state or typed_at(f, "", view)):
        if done := typed_at(field, "", view):
            used = max(used, done)
            continue
        value = _value_of(field, view)
        if value is None:
            return Choice(Fail(f"The table does not say what {field.text or 'a field'} is."), 0.9, "no such row")
        move = type_into(field, value, view)
        if isinstance(move, Choice):
            return move
        used = max(used, move.used)
    return Met(used)


def _value_of(field: Element, view: View) -> str | None:
    name = field.text or _beside(field, view)
    if not name:
        return None
    cells = [e for e in view.elements if e.role is not Role.EDIT and e.text and e.box.bottom <= field.box.bottom]
    for cell in cells:
        if same_label(normalised(cell.text), normalised(name)) and cell.box.bottom <= field.box.y:
            right = [e for e in cells if e.box.x >= cell.box.right - 4 and abs(e.box.center.y - cell.box.center.y) <= 8]
            if right:
                return min(right, key=lambda e: e.box.x).text
    return None


def _beside(field: Element, view: View) -> str:
    level = [e for e in view.elements if e.text and abs(e.box.center.y - field.box.center.y) <= 10]
    left = [e for e in level if e.box.right <= field.box.x]
    return max(left, key=lambda e: e.box.x).text if left else ""


def _word(at: str) -> TypeWord:
    return TypeWord(place(at))


def _table() -> FillFromTable:
    return FillFromTable()


_TABLE = r"(?:table|list|overview|card)"
_FORM = r"(?:form|fields?|inputs?|(?:text\s*)?boxes)"
_INTO_FORM = (
    rf"(?:(?:copy|transfer|enter|put|type|take|move|bring)\s+(?:over\s+)?(?:all\s+)?(?:(?:the|its|these)\s+)?"
    rf"(?:{_TABLE}(?:['’]s)?\s+(?:values?|data|contents?|entries)|"
    rf"(?:values?|data|contents?|entries|details)\s+(?:of|from|in)\s+(?:the|this)\s+{_TABLE})\s+"
    rf"(?:over\s+)?(?:to|into|in|onto)\s+(?:the|this|these)\s+(?:\w+\s+)?{_FORM}(?:\s+below)?|"
    rf"(?:fill|complete)\s+(?:in|out|up)?\s*(?:the|this|these)\s+(?:\w+\s+)?{_FORM}\s+(?:below\s+)?"
    rf"(?:with|from|using|by|after|according\s+to)\s+(?:(?:the\s+)?(?:values?|data|contents?|entries|details)\s+"
    rf"(?:of|from|in)\s+)?(?:the|this)\s+{_TABLE}(?:\s+(?:values?|data|above))?)"
)

SKILL = Skill(
    (
        Wording(
            27,
            rf"(?:type|enter|write|put)\s+the\s+{ORDINAL}\s+word\s+(?:of|in|from)\s+{_TEXT}"
            r"(?:(?:,|\s+and)?\s+(?:in|into)\s+.+)?",
            _word,
            whole=True,
        ),
        Wording(
            29,
            r"(?:enter|type|put|write)\s+the\s+value\s+(?:next\s+to|beside|right\s+of)\s+(.+?)\s+(?:in|into)\s+the\s+.+",
            TypeValue,
            whole=True,
        ),
        Wording(
            30,
            rf"(?:find|read|take|get)\s+the\s+{ORDINAL}\s+word\s+(?:in|of|from)\s+"
            rf"{_TEXT}{_INTO}",
            _word,
            whole=True,
        ),
        Wording(
            877, r"(?:enter|type|put|write)\s+the\s+value\s+(?:of|for)\s+(.+?)\s+(?:in|into)\s+the\s+.+", TypeValue
        ),
        Wording(32, _INTO_FORM, _table, whole=True),
        Wording(
            32,
            r"(?:enter|type|fill in|put)\s+the\s+values?\s+that\s+(?:corresponds?|belongs?|matche?s?)\s+"
            r"(?:with|to)?\s*"
            r"(?:each|the|every)\s+labels?.*",
            _table,
            whole=True,
        ),
    ),
    {
        TypeValue: type_value,
        TypeWord: type_word,
        FillFromTable: fill_from_table,
    },
)
