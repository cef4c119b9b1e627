"""Facts a run has read: what a sub-goal found on the screen, kept for the sub-goals after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from .skill import Intent, Literal


class Recalled(str):
    """Stands in an intent for the fact of an earlier sub-goal; the string is that sub-goal's position."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What was read for the sub-goal at a place, and how many entries of the whole history had been made by then."""

    place: int
    text: str
    steps: int


Facts = tuple[Fact, ...]


def fact_at(place: int, facts: Facts) -> Fact | None:
    """The fact read for the sub-goal at a place."""
    return next((fact for fact in facts if fact.place == place), None)


def with_facts(intent: Intent, facts: Facts) -> Intent | None:
    """The intent with its recalled values filled in; None where one has not been read."""
    given: Any = intent
    changes: dict[str, Literal] = {}
    for field in fields(given):
        value = getattr(given, field.name)
        if isinstance(value, Recalled):
            fact = fact_at(int(value), facts)
            if fact is None:
                return None
            changes[field.name] = Literal(fact.text)
    return replace(given, **changes) if changes else intent


def recalled(intents: Sequence[Intent]) -> set[int]:
    """The places of the sub-goals whose facts other intents use."""
    values = [getattr(intent, field.name) for intent in intents for field in fields(_any(intent))]
    return {int(value) for value in values if isinstance(value, Recalled)}


def _any(intent: Any) -> Any:
    """`fields` wants a dataclass, and all intents are one."""
    return intent
