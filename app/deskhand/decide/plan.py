"""A goal taken apart: sub-goals that can be checked, what is forbidden, and how far a run is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .conditions import Condition
from .constraints import Constraint
from .skill import Intent


@dataclass(frozen=True, slots=True)
class SubGoal:
    """One part of a goal: its words, the intent they were read as, and the condition under which it counts.

    The policy of the intent is its predicate: it answers `Met` when the screen and the history show it reached.
    """

    what: str
    intent: Intent
    condition: Condition | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The sub-goals of a goal in order, what it forbids, and the places it names (`in Settings, ...`)."""

    subgoals: tuple[SubGoal, ...]
    constraints: tuple[Constraint, ...] = ()
    places: tuple[str, ...] = ()
    only_forbids: bool = False
    """Whether the goal asks for nothing but says what not to do; that can answer a question on the screen."""

    @property
    def intents(self) -> tuple[Intent, ...]:
        """The intents in order."""
        return tuple(subgoal.intent for subgoal in self.subgoals)


class HowFar(StrEnum):
    """Where a sub-goal stands."""

    MET = "met"
    SKIPPED = "skipped"
    CURRENT = "current"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Standing:
    """A sub-goal and where it stands; `fact` is what was read for it."""

    subgoal: SubGoal
    how_far: HowFar
    fact: str = ""

    def __str__(self) -> str:
        return f"{self.subgoal.what}: {self.how_far.value}{f' ({self.fact})' if self.fact else ''}"
