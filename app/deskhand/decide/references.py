"""What `it`, `that` and `the result` stand for: what an earlier sub-goal named, or what it read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from .conditions import Condition
from .facts import Recalled
from .plan import SubGoal
from .skill import Literal

_PRONOUN = re.compile(
    r"^(?:it|that|this|them|that one|this one|these|those|the same|the (?:file|folder|document|item|row|box|"
    r"button|option|"
    r"switch|setting|message|e-?mail))$",
    re.IGNORECASE,
)
_FACT = re.compile(
    r"^(?:it|that|this|them|(?:the|that|this) (?:result|answer|value|number|amount|total|sum|price|code|text|"
    r"name|date|figure)"
    r"(?: (?:there|you read|you found))?|what you (?:read|found|see|get)|what it says)$",
    re.IGNORECASE,
)
_READ = ("Read", "Compute")
_TEXTS = ("text", "query", "value", "new")
"""Fields of intents that hold what is typed."""
_NAMES = ("name", "label", "item", "file")
"""Fields of intents that hold the name of a thing, which later words may mean."""


def resolved(subgoals: Sequence[SubGoal]) -> list[SubGoal]:
    """The sub-goals with the pronouns in their names replaced by the name that came last."""
    found: list[SubGoal] = []
    last = ""
    read: int | None = None
    for place, subgoal in enumerate(subgoals):
        subgoal = _with_fact(subgoal, read)
        if type(subgoal.intent).__name__ in _READ:
            read = place
        subject = subgoal.condition.subject if subgoal.condition else ""
        if subject and not _PRONOUN.match(subject):
            last = subject
        changed = _with_names(subgoal, last)
        last = name_of(changed.intent) or last
        found.append(_with_condition(changed, last))
    return found


def _with_fact(subgoal: SubGoal, read: int | None) -> SubGoal:
    """`type it into Amount` after something was read."""
    if read is None:
        return subgoal
    intent: Any = subgoal.intent
    given = {f.name: getattr(intent, f.name) for f in fields(intent) if f.name in _TEXTS}
    changes = {
        name: Recalled(str(read))
        for name, value in given.items()
        if isinstance(value, str) and not isinstance(value, Literal) and _FACT.match(value)
    }
    return replace(subgoal, intent=replace(intent, **changes)) if changes else subgoal


def _with_names(subgoal: SubGoal, last: str) -> SubGoal:
    if not last:
        return subgoal
    intent: Any = subgoal.intent
    changes = {
        f.name: last
        for f in fields(intent)
        if f.name in _NAMES and isinstance(value := getattr(intent, f.name), str) and _meant(value)
    }
    return replace(subgoal, intent=replace(intent, **changes)) if changes else subgoal


def _with_condition(subgoal: SubGoal, last: str) -> SubGoal:
    """`turn off Wi-Fi if it is on`."""
    condition = subgoal.condition
    if condition is None or not _PRONOUN.match(condition.subject) or not last:
        return subgoal
    return replace(subgoal, condition=Condition(re.sub(r"^(?:it|that|this)\b", last, condition.text), condition.wanted))


def name_of(intent: Any) -> str:
    """What an intent names, for later words that mean it; empty where it names nothing."""
    values = [getattr(intent, f.name) for f in fields(intent) if f.name in _NAMES]
    return next((value for value in values if isinstance(value, str) and value), "")


def _meant(value: str) -> bool:
    return not isinstance(value, Literal) and _PRONOUN.match(value) is not None
