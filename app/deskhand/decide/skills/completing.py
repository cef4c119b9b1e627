"""Fields that offer choices while one types: typing the beginning, then taking the offer that fits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from deskhand.core.actions import Click, Fail, Key, Type, Wait
from deskhand.core.geometry import Box
from deskhand.core.lettering import folded
from deskhand.core.screen import SURFACES, Element
from deskhand.core.step import Change, Expectation

from ..fields import controls
from ..places import in_order
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_SOON = Expectation(Change.ANYTHING, patience=1.2)

LOOKS = 5
"""Looks for offers after something was typed."""


@dataclass(frozen=True, slots=True)
class Complete(Intent):
    """Enter an offered item that starts and ends as said."""

    sends: ClassVar[bool] = True

    start: str
    end: str = ""


def complete(intent: Complete, view: View) -> Move:
    """Type the beginning, press the offer."""
    fields = controls("textbox", view)
    name = f"an item starting with {intent.start}"
    done = view.clicked(name)
    if done:
        return Met(done)
    typed = view.typed(intent.start)
    if not typed:
        if not fields:
            return Choice(Fail("I see no field to type into."), 0.9, "no text field")
        return Choice(Type(intent.start, fields[0], clear=bool(fields[0].state)), 0.9, "the offers follow", _SOON)
    offers = offered(view, fields[0] if fields else None)
    for offer in offers:
        if _begins(offer.text, intent.start) and _ends(offer.text, intent.end):
            return Choice(Click(replace(offer, text=name)), 0.9, "this offer fits", _SOON)
    if not offers and len(view.done) - typed < LOOKS:
        return Choice(Wait(0.4), 0.9, "the offers take a moment")
    downs = len([p for p in view.done if isinstance(p.action, Key) and p.action.chord == "down"])
    if downs < 12 and offers:
        # The list goes on below what is shown.
        return Choice(Key("down"), 0.9, "goes through the offers", Expectation(Change.NOTHING))
    return Choice(
        Fail(f"Nothing offered starts with {intent.start} and ends with {intent.end}."), 0.85, "no such offer"
    )


def offered(view: View, field: Element | None) -> list[Element]:
    """What the list under the field shows."""
    if field is None:
        return []
    # A list of one line looks like a field with that content.
    named = [replace(e, text=e.text or e.state) for e in view.elements if e.role not in SURFACES]
    below = [e for e in named if e.text and e.box.y >= field.box.bottom - 4]
    return in_order([e for e in below if e.box.x < field.box.right and e.text not in ("Submit", "Search")])


def on_its_line(offer: Element, value: str, line: int) -> Element:
    """The part of an offer that holds a value, where lines of `line` pixels were read as one."""
    lines = max(1, round(offer.box.h / line))
    exact = offer.text.find(value)
    start = exact if exact >= 0 else max(0, offer.text.casefold().find(value.casefold()))
    row = min(lines - 1, int((start + len(value) / 2) / max(1, len(offer.text)) * lines))
    height = offer.box.h // lines
    return replace(offer, box=Box(offer.box.x, offer.box.y + row * height, offer.box.w, height))


def _begins(text: str, start: str) -> bool:
    return folded(text.strip()).startswith(folded(start))


def _ends(text: str, end: str) -> bool:
    return not end or folded(text.strip()).endswith(folded(end))


_ITEM = (
    r"(?:enter|type|choose|select|pick)\s+(?:an?|the)\s+(?:item|word|country|name|value|entry|option)\s+"
    r"that\s+(?:starts|begins)\s+with\s+(.+?)(?:\s+(?:from|in)\s+the\s+(?:suggestions|list|offers))?"
)
SKILL = Skill(
    (
        Wording(100, rf"{_ITEM}\s+and\s+ends\s+with\s+(.+)", Complete, whole=True),
        Wording(101, _ITEM, Complete, whole=True),
    ),
    {Complete: complete},
)
