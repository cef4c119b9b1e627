"""Numbers found by trying: a guess that is told higher or lower, a generator pressed until its number will do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from deskhand.core.actions import Click, Fail, Type
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation
from deskhand.vision.signs import sign_of

from ..fields import controls, left_part
from ..senders import TRIES
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_HIGHER = re.compile(r"higher|larger|greater|bigger|too (?:low|small)", re.IGNORECASE)
_LOWER = re.compile(r"lower|smaller|less|too (?:high|large|big)", re.IGNORECASE)
_THAN = re.compile(r"\bthan\s+(\d+)")
_CORRECT = re.compile(r"\b(correct|right|well done|you (?:won|win|got it))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Guess(Intent):
    """Guess a number between two, by halves."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Generate(Intent):
    """Press the button that makes numbers until one is `less`, `greater` (than `limit`), `odd` or `even`."""

    sends: ClassVar[bool] = True

    what: str
    limit: int = 0


def guess(intent: Guess, view: View) -> Move:
    """Type the middle of what is still possible, send it, read the answer."""
    fields = controls("textbox", view)
    button = view.first(*TRIES, roles=[Role.BUTTON])
    guesses = [i for i, past in enumerate(view.done) if isinstance(past.action, Type)]
    sent = max(view.clicked(*TRIES), 0)
    if guesses and sent > guesses[-1] and (any(_CORRECT.search(e.text) for e in view.elements) or not fields):
        return Met(len(view.done))
    if not fields or button is None:
        return Met(len(view.done)) if sent else Choice(Fail("I see no field for a guess."), 0.9, "no field")
    if guesses and sent <= guesses[-1]:
        return Choice(Click(button), 0.9, "sends the guess", Expectation(Change.ANYTHING, patience=1.0))
    least, most = _left(intent, view)
    if least > most:
        return Choice(Fail("No number between these fits what the page says."), 0.9, "every number was tried")
    number = (least + most) // 2
    return Choice(
        Type(str(number), left_part(fields[0]), clear=True),
        0.9,
        f"it is between {least} and {most}",
        Expectation(Change.ANYTHING, patience=0.8),
    )


def _left(intent: Guess, view: View) -> tuple[int, int]:
    """What is possible after every guess so far and what was said to the last of them.

    Only the last answer shows; that of an earlier guess follows from the guess after it.
    """
    numbers = [
        int(past.action.text) for past in view.done if isinstance(past.action, Type) and past.action.text.isdigit()
    ]
    least, most = intent.least, intent.most
    for this, following in pairwise(numbers):
        if following > this:
            least = max(least, this + 1)
        else:
            most = min(most, this - 1)
    said = " ".join(e.text for e in view.elements)
    told = _THAN.search(said)
    last = int(told[1]) if told else numbers[-1] if numbers else None
    if last is not None and _HIGHER.search(said):
        least = max(least, last + 1)
    elif last is not None and _LOWER.search(said):
        most = min(most, last - 1)
    return least, most


def generate(intent: Generate, view: View) -> Move:
    """Press Generate until the number that shows will do."""
    button = view.first("Generate", "New number", "Roll", "Random", roles=[Role.BUTTON]) or view.first("Generate")
    if button is None:
        return Choice(Fail("I see no button that makes numbers."), 0.9, "no such button")
    pressed = view.clicked(button.text)
    number = _shown(view)
    if pressed and number is not None and _TESTS[intent.what](number, intent.limit):
        return Met(pressed)
    if len(view.done) > 25:
        return Choice(Fail("No number would do."), 0.9, "tried many times")
    return Choice(
        Click(button),
        0.9,
        f"{'nothing' if number is None else number} will not do",
        Expectation(Change.ANYTHING, patience=0.6),
        repeats=True,
    )


_TESTS: dict[str, Callable[[int, int], bool]] = {
    "less": lambda number, limit: number < limit,
    "greater": lambda number, limit: number > limit,
    "odd": lambda number, _: number % 2 == 1,
    "even": lambda number, _: number % 2 == 0,
}


def _shown(view: View) -> int | None:
    """The number on the display: an element that is one, or a large figure seen as a picture."""
    for element in view.elements:
        if re.fullmatch(r"-?\d+", element.text) and element.role is not Role.EDIT:
            return int(element.text)
    if view.frame is None:
        return None
    for element in view.of(Role.ICON, Role.BUTTON, Role.TEXT):
        seen = sign_of(view.frame.crop(element.box.grown(2))) if len(element.text) <= 2 and element.box.h > 14 else ""
        if seen.isdigit():
            return int(seen)
    return None


def _guess(least: str, most: str) -> Guess:
    return Guess(int(least), int(most))


def _compared(word: str, limit: str) -> Generate:
    return Generate("less" if re.match(r"less|lower|small|below|under", word, re.IGNORECASE) else "greater", int(limit))


def _parity(word: str) -> Generate:
    return Generate(word.casefold())


SKILL = Skill(
    (
        Wording(
            78,
            r"(?:press|click)\s+(?:the\s+)?generate(?:\s+button)?\s+until\s+the\s+number\s+is\s+(odd|even)",
            _parity,
            whole=True,
        ),
        Wording(
            79,
            r"(?:press|click)\s+(?:the\s+)?generate(?:\s+button)?\s+until\s+the\s+number\s+is\s+"
            r"(less|lower|smaller|below|under|greater|larger|higher|more|above|over)(?:\s+than)?\s+(-?\d+)",
            _compared,
            whole=True,
        ),
        Wording(
            80, r"guess\s+(?:the|a)\s+number\s+(?:between|from)\s+(\d+)\s*(?:-|–|to|and)\s*(\d+).*", _guess, whole=True
        ),
        Wording(
            81,
            r"generate\s+a\s+number\s+(less|lower|smaller|below|under|greater|larger|higher|more|above|over)(?:\s+than)?\s+(-?\d+)",
            _compared,
            whole=True,
        ),
        Wording(82, r"generate\s+an?\s+(odd|even)\s+number", _parity, whole=True),
    ),
    {Guess: guess, Generate: generate},
)
