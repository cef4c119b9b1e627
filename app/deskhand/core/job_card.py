"""A job card: who may have what done, where, when, how much, and what is asked. What it does not say is denied."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import Final

from deskhand.core.risk import Risk


class Who(StrEnum):
    """Where a task comes from."""

    GOAL = "goal"
    RECIPE = "recipe"
    SCHEDULE = "schedule"
    REMOTE = "remote"


class Rule(StrEnum):
    """What a card says to a step of some class.

    `recorded` lets go ahead what is the recorded step of a recipe, with the target and the values of its recording;
    `once` asks about the first step of its class in a run; `twice` asks a second time after a yes.
    """

    RUN = "run"
    RECORDED = "recorded"
    ONCE = "once"
    ASK = "ask"
    TWICE = "twice"
    DENY = "deny"


ALWAYS_ASKED: Final = Risk.R4
"""From this class on no card lets anything go ahead unasked: deleting, paying, changing the system."""
DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Hours:
    """When: on these days, from and until a time of day (local; until may be past midnight)."""

    days: frozenset[str] = frozenset(DAYS)
    begin: time = time(0, 0)
    end: time = time(23, 59, 59)

    def hold(self, now: datetime) -> bool:
        """Whether it is such a time."""
        day, clock = DAYS[now.weekday()], now.time().replace(second=0, microsecond=0)
        if self.begin <= self.end:
            return day in self.days and self.begin <= clock <= self.end
        yesterday = DAYS[(now.weekday() - 1) % 7]
        return (day in self.days and clock >= self.begin) or (yesterday in self.days and clock <= self.end)

    def __str__(self) -> str:
        days = "every day" if len(self.days) == len(DAYS) else ", ".join(d for d in DAYS if d in self.days)
        return f"{days}, {self.begin:%H:%M} to {self.end:%H:%M}"


@dataclass(frozen=True, slots=True)
class JobCard:
    """One card. `tasks`, `apps` and `sites` are patterns (`*`, `?`) without case; `rules` has one for each class.

    `steps` and `minutes` are the budget of a run, `rate` the acts a minute (0 for no limit). `oversight` is `step`
    (each step is asked about), `plan` (the first step of a run is, with its plan) or a class above which all is.
    """

    name: str
    title: str
    who: frozenset[Who]
    rules: tuple[Rule, ...]
    tasks: tuple[str, ...] = ("*",)
    apps: tuple[str, ...] = ("*",)
    sites: tuple[str, ...] = ("*",)
    hours: Hours = field(default_factory=Hours)
    rate: int = 0
    steps: int = 40
    minutes: float = 5.0
    oversight: str = Risk.R6.name

    def rule(self, risk: Risk) -> Rule:
        """What it says to this class, whatever else there is."""
        rule = self.rules[risk]
        if risk >= ALWAYS_ASKED and rule in (Rule.RUN, Rule.RECORDED, Rule.ONCE):
            return Rule.ASK
        return rule

    def covers(self, who: Who, task: str) -> bool:
        """Whether the task is one it is for."""
        return who in self.who and matches(self.tasks, task)

    def names(self, who: Who, task: str) -> bool:
        """Whether it is for this task in so many words, not just for all."""
        return who in self.who and matches([pattern for pattern in self.tasks if pattern.strip("*?")], task)


def matches(patterns: tuple[str, ...] | list[str], text: str) -> bool:
    """Whether a text is like one of the patterns, whatever its case."""
    return any(fnmatchcase(text.casefold(), pattern.casefold().replace("[", "[[]")) for pattern in patterns)


def up_to(limit: Risk, steps: int = 40, minutes: float = 5.0) -> JobCard:
    """The card of a person who says up to which class steps go ahead unasked, and is asked about the rest."""
    rules = tuple(Rule.RUN if risk <= limit else Rule.ASK for risk in Risk)
    who = frozenset({Who.GOAL, Who.RECIPE, Who.SCHEDULE})
    return JobCard(f"up-to-{limit.name}", f"Steps up to {limit.name} unasked", who, rules, steps=steps, minutes=minutes)


__all__ = ["ALWAYS_ASKED", "DAYS", "Hours", "JobCard", "Rule", "Who", "matches", "up_to"]
