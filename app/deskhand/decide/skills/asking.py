"""Questions about what the screen shows: `what is the total?`, `tell me the order number`, `read the price`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from deskhand.core.screen import TOGGLES, Element, Role

from ..likeness import content_words
from ..lookup import best_of, looked_up
from ..matching import normalised
from ..seeking import seek
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View
from .vague import Vague, vague

_LABELS = (Role.TEXT, Role.HEADER, Role.CELL, Role.ROW, Role.EDIT, Role.COMBO, Role.SLIDER)
_VALUES = (Role.TEXT, Role.CELL, Role.EDIT, Role.COMBO, Role.LINK)
_SPLIT = re.compile(r"^(.{2,40}?)\s*[:=]\s*(\S.*)$")
_SURE, _LIKELY = 0.85, 0.6
_QUESTION_WORDS = (
    r"(?:what|which)\s+(?:\w+\s+){1,3}(?:does|do|did|has|have|can|will|is|are)|when|where|who|whose|"
    r"how\s+(?:many|long|far|old|much\s+(?:does|do|did|will|would))"
)
_QUESTION = re.compile(rf"^(?:{_QUESTION_WORDS})\b", re.IGNORECASE)
_WHAT = r"(?:the\s+|my\s+|our\s+|this\s+)?(.+?)"
_FIELD = r"(?:in|into|to)\s+(?:the\s+)?(.+?)\s+(?:field|box|input)"


@dataclass(frozen=True, slots=True)
class Read(Intent):
    """Read what the screen shows for `what`; `clause` is the whole question."""

    what: str
    clause: str = ""


def read(intent: Read, view: View) -> Move:
    """The value beside, after or in what is called so; else the clause is one the words must be matched for."""
    wanted = content_words(intent.what)
    for value, sure in _values(wanted, view):
        return Met(answer=value, sure=sure)
    if (found := best_of(looked_up(intent.clause or intent.what, view))) is not None:
        return Met(answer=found[0], sure=found[1])
    by_words = vague(Vague(intent.clause or f"what is {intent.what}"), view)
    unsure = isinstance(by_words, Choice) and by_words.confidence < _LIKELY / 2
    if _QUESTION.match(intent.clause) and unsure:
        # Where there is more to see, what shows may answer another question.
        return seek(view, f"the answer to “{intent.clause}”", 0.9 if view.of(Role.SCROLLBAR) else 0.5)
    return by_words


def _values(wanted: list[str], view: View) -> Iterator[tuple[str, float]]:
    """What may be the value, the surest first."""
    if not wanted:
        return
    for element in view.elements:
        parts = _SPLIT.match(element.text) if element.role in _LABELS else None
        if parts and _named(wanted, parts[1]):
            yield parts[2], _SURE
        elif element.state and element.role not in TOGGLES and element.role in _LABELS and _named(wanted, element.text):
            yield element.state, _SURE
    for label, after in zip(view.elements, view.elements[1:], strict=False):
        if label.role in _LABELS and _named(wanted, label.text) and _is_value(after):
            yield after.state or after.text, _LIKELY


def _named(wanted: list[str], label: str) -> bool:
    there = content_words(normalised(label))
    return bool(there) and set(there) == set(wanted)


def _is_value(element: Element) -> bool:
    return element.role in _VALUES and bool(element.state or element.text) and not element.text.endswith(":")


def _read(what: str) -> Read:
    return Read(what)


def _copy(what: str, field: str) -> tuple[Intent, ...]:
    """What was read is typed: the pronoun stands for it."""
    from .writing import Write

    return Read(what), Write("it", field)


def _asked(question: str) -> Read:
    return Read(question, question)


SKILL = Skill(
    (
        Wording(880, rf"(?:copy|transfer|take over)\s+{_WHAT}\s+{_FIELD}", _copy),
        Wording(
            1250,
            rf"(?:what(?:'s|\s+is|\s+are|\s+was|\s+does)|which\s+is|how\s+(?:much|high|big|old|long)\s+is)\s+{_WHAT}",
            _read,
        ),
        Wording(1249, rf"((?:{_QUESTION_WORDS})\b.+)", _asked),
        Wording(1251, rf"(?:tell|give|send|read)\s+(?:me|us|out|back)\s+{_WHAT}", _read),
        Wording(
            1252,
            rf"(?:tell\s+me|say|find\s+out|check|see|look\s+up)\s+what\s+{_WHAT}\s+(?:is|are|says|shows|reads)",
            _read,
        ),
        Wording(1253, rf"(?:read|say|answer(?:\s+with)?|find\s+out)\s+{_WHAT}", _read),
    ),
    {Read: read},
)
