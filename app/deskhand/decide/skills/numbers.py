"""Numbers on the page: pressed in order, the greatest, each marked odd or even."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from deskhand.core.actions import Click, Fail
from deskhand.core.screen import SURFACES, Element, Role
from deskhand.core.step import Change, Expectation
from deskhand.vision.signs import sum_of

from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_HIGH = 120
"""Pixels of the height of a number."""
_SOON = Expectation(Change.ANYTHING, patience=0.8)


@dataclass(frozen=True, slots=True)
class PressInOrder(Intent):
    """Press every number once, the lowest first unless `falling`."""

    falling: bool = False


@dataclass(frozen=True, slots=True)
class PressExtreme(Intent):
    """Press the greatest or the least number."""

    least: bool = False


@dataclass(frozen=True, slots=True)
class MarkParity(Intent):
    """Press Odd or Even beside every number."""

    sends: ClassVar[bool] = True


def numbers(view: View) -> list[tuple[float, Element]]:
    """What is a number by itself, also where it was taken for a picture."""
    found = []
    for element in view.elements:
        if element.role in (*SURFACES, Role.EDIT, Role.COMBO):
            continue
        text = element.text.replace("−", "-").strip()
        if not text and view.frame is not None and element.box.h <= _HIGH:
            # On a button its outline is left out.
            around = -5 if element.role is Role.BUTTON else 2
            text = sum_of(view.frame.crop(element.box.grown(around)))
        if re.fullmatch(r"-?\d+(?:\.\d+)?", text):
            found.append((float(text), element))
    return found


def press_in_order(intent: PressInOrder, view: View) -> Move:
    """The next in order of those not pressed yet."""
    left = [(n, e) for n, e in numbers(view) if not view.clicked_at(e.box.grown(4))]
    if not left:
        return Met(len(view.done)) if view.done else Choice(Fail("I see no numbers."), 0.9, "no numbers")
    number, element = (max if intent.falling else min)(left, key=lambda pair: pair[0])
    return Choice(Click(element), 0.9, f"{number:g} is next", _SOON)


def press_extreme(intent: PressExtreme, view: View) -> Move:
    """Once."""
    done = view.steps(lambda past: isinstance(past.action, Click))
    if done:
        return Met(done[0] + 1)
    found = numbers(view)
    if not found:
        return Choice(Fail("I see no numbers."), 0.9, "no numbers")
    number, element = (min if intent.least else max)(found, key=lambda pair: pair[0])
    return Choice(Click(element), 0.9, f"{number:g} is the {'least' if intent.least else 'greatest'}", _SOON)


def mark_parity(intent: MarkParity, view: View) -> Move:
    """Row by row."""
    buttons = [e for e in view.elements if e.text.casefold() in ("odd", "even")]
    for number, element in numbers(view):
        wanted = "even" if number % 2 == 0 else "odd"
        row = [b for b in buttons if abs(b.box.center.y - element.box.center.y) <= max(10, b.box.h // 2)]
        target = next((b for b in row if b.text.casefold() == wanted), None)
        if target is not None and not view.clicked_at(target.box):
            return Choice(Click(target), 0.9, f"{number:g} is {wanted}", _SOON)
    return Met(len(view.done)) if view.done else Choice(Fail("I see no numbers with Odd and Even."), 0.9, "no rows")


def _order(word: str) -> PressInOrder:
    return PressInOrder(bool(re.match(r"desc|decr|fall", word, re.IGNORECASE)))


def _extreme(word: str) -> PressExtreme:
    return PressExtreme(bool(re.match(r"least|small|low|min", word, re.IGNORECASE)))


SKILL = Skill(
    (
        Wording(
            150,
            r"(?:click|press|tap)(?:\s+on)?\s+the\s+(?:numbers?|buttons?)\s+in\s+"
            r"(ascending|increasing|rising|descending|decreasing|falling)\s+order",
            _order,
            whole=True,
        ),
        Wording(
            151,
            r"(?:find|click|press|select|choose)(?:\s+and\s+click)?(?:\s+on)?\s+the\s+"
            r"(greatest|largest|highest|biggest|maximum|least|smallest|lowest|minimum)\s+number.*",
            _extreme,
            whole=True,
        ),
        Wording(
            152,
            r"mark\s+(?:the|each|every)\s+numbers?\s+(?:below\s+)?as\s+(?:odd\s+or\s+even|even\s+"
            r"or\s+odd)",
            MarkParity,
            whole=True,
        ),
    ),
    {PressInOrder: press_in_order, PressExtreme: press_extreme, MarkParity: mark_parity},
)
