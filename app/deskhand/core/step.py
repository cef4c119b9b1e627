"""The data of one step, as it passes from stage to stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from deskhand.core.actions import Action, phrase

Decider = Literal["rules", "model", "both"]
"""Who chose: `by` in every decision."""


class Change(StrEnum):
    """What a step is expected to change; checked afterwards by `verify`."""

    ANYTHING = "something changes"
    NOTHING = "nothing need change"
    TEXT_APPEARS = "text appears"
    TEXT_GOES = "text disappears"
    STATE_IS = "the target's state becomes"
    FIELD_HOLDS = "the field holds"


@dataclass(frozen=True, slots=True)
class Expectation:
    """A prediction that can be checked, and how long to give it (`patience`, seconds)."""

    change: Change = Change.ANYTHING
    detail: str = ""
    patience: float = 2.0

    def __str__(self) -> str:
        return f"{self.change.value} {self.detail}".strip()


@dataclass(frozen=True, slots=True)
class Proposal:
    """The next action, why, how sure (0 to 1), by whom, and what should follow."""

    action: Action
    why: str
    confidence: float
    by: Decider
    expect: Expectation = field(default_factory=Expectation)


class Delivery(StrEnum):
    """Whether the events of an action reached the desktop; `MAYBE_SENT` is never retried."""

    SENT = "sent"
    NOT_SENT = "not_sent"
    MAYBE_SENT = "maybe_sent"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was observed after an action, against what was predicted."""

    met: bool
    observed: str
    changed: bool = True


@dataclass(frozen=True, slots=True)
class Past:
    """One finished step as the decider sees it."""

    action: Action
    outcome: Outcome

    def __str__(self) -> str:
        return phrase(self.action)


class Status(StrEnum):
    """How a run ended."""

    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    NEEDS_USER = "needs_user"

    @property
    def exit_code(self) -> int:
        """The exit code of `deskhand run`."""
        return {Status.DONE: 0, Status.FAILED: 1}.get(self, 3)


@dataclass(frozen=True, slots=True)
class RunResult:
    """How a run ended, for the caller and for `--json`."""

    status: Status
    steps: int
    answer: str
    seconds: float
    run_id: str
    reason: str = ""
