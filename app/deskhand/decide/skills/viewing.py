"""Viewers: going to a page, turning a picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from deskhand.core.actions import Click, Key, Type
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..commands import ROTATE_LEFT, ROTATE_RIGHT
from ..menus import sought
from ..procedures import clicked_first, command, first_done, in_order, typed_first
from ..skill import Intent, Skill, Wording
from ..view import CLICKABLE, Choice, Met, Move, View

_COUNT = re.compile(r"(?:\bof|/)\s*\d{1,5}\b", re.IGNORECASE)
_NUMBERS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7",
            "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GoToPage(Intent):
    """Show the page of this number in a viewer."""

    number: str


@dataclass(frozen=True, slots=True)
class Rotate(Intent):
    """Turn the picture by 90 degrees, clockwise or not."""

    right: bool = True


def go_to_page(intent: GoToPage, view: View) -> Move:
    """Type it into the page field; a pager's number is clicked."""
    number = _NUMBERS.get(intent.number.casefold(), intent.number)
    field = page_field(view)
    typed = typed_first(view, number)
    if field is None and not typed:
        return _by_link(number, view)
    if field is not None and not typed and field.state.strip() == number:
        return Met()
    return in_order(view, partial(_page_typed, number), _page_entered)


def rotate(intent: Rotate, view: View) -> Move:
    """By its button, menu or keys."""
    turned = Expectation(Change.MUCH, patience=3.0)
    return command(ROTATE_RIGHT if intent.right else ROTATE_LEFT, turned)(view)


def _page_typed(number: str, view: View) -> Move:
    done = typed_first(view, number)
    field = page_field(view)
    if done or field is None:
        return Met(done)
    expect = Expectation(Change.FIELD_HOLDS, number, patience=1.0)
    return Choice(Type(number, field, clear=True), 0.92, "the field of the page number", expect)


def _by_link(number: str, view: View) -> Move:
    """A pager has a link or button for each page."""
    names = (f"Page {number}", number)
    done = clicked_first(view, *names)
    if done:
        return Met(done)
    found = view.first(*names, roles=list(CLICKABLE))
    if found is not None:
        return Choice(Click(found), 0.9, "leads to the page", Expectation(Change.ANYTHING))
    return sought(names[0], "anything", view)


def _page_entered(view: View) -> Move:
    done = first_done(view, lambda p: isinstance(p.action, Key) and p.action.chord == "enter")
    return Met(done) if done else Choice(Key("enter"), 0.92, "goes there", Expectation(Change.ANYTHING, patience=1.5))


def page_field(view: View) -> Element | None:
    """The field with a number beside words like `of 12`."""
    counts = [e for e in view.elements if _COUNT.search(e.text)]
    for field in view.of(Role.EDIT, Role.COMBO):
        near = [
            c
            for c in counts
            if abs(c.box.center.y - field.box.center.y) < field.box.h and 0 <= c.box.x - field.box.right < 120
        ]
        if re.fullmatch(r"\d{1,5}", field.state.strip()) and near:
            return field
    return None


_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh"
_BY = r"(?:\s+by)?(?:\s+90)?(?:\s*°|\s+degrees)?"
_PICTURE = r"(?:the\s+|this\s+|my\s+)?(?:picture|image|photo|photograph|page|it|this)"


def _right(*_: str) -> Rotate:
    return Rotate()


def _left(*_: str) -> Rotate:
    return Rotate(right=False)


SKILL = Skill(
    (
        Wording(
            380,
            r"(?:go|jump|turn|scroll|move|skip|navigate)\s+to\s+(?:the\s+)?page\s+(?:number\s+)?(\d+|one|two|"
            r"three|four|five|six|seven)",
            GoToPage,
        ),
        Wording(
            381,
            rf"(?:show|open|display|go to|turn to|jump to)\s+(?:me\s+)?(?:the\s+)?({_ORDINAL}|\d+(?=st|nd|rd|"
            rf"th))(?:st|nd|rd|th)?\s+page",
            GoToPage,
        ),
        Wording(382, r"(?:show|open|display)\s+(?:me\s+)?page\s+(\d+)", GoToPage),
        Wording(
            383,
            rf"(?:rotate|turn)\s+{_PICTURE}{_BY}\s+(?:to the right|clockwise|right)",
            _right,
        ),
        Wording(
            384,
            rf"(?:rotate|turn)\s+{_PICTURE}{_BY}\s+(?:to the left|counter-?\s?clockwise|anti-?clockwise|left)",
            _left,
        ),
    ),
    {GoToPage: go_to_page, Rotate: rotate},
)
