"""The data of one step, as it passes from stage to stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from deskhand.core.actions import Action, phrase
from deskhand.core.anchor import Picture
from deskhand.core.geometry import Box

Decider = Literal["rules", "model", "both", "recipe"]
"""Who chose: `by` in every decision."""
Origin = Literal["goal", "recipe", "person", "data", "secret", "screen", "unknown"]
"""Where a typed text came from: the words of the goal, the recipe itself, a value the person gave for its parameter,
a row of a file they named, the keyring, the screen."""


class Change(StrEnum):
    """What a step is expected to change; checked afterwards by `verify`."""

    ANYTHING = "something changes"
    NOTHING = "nothing need change"
    TEXT_APPEARS = "text appears"
    TEXT_GOES = "text disappears"
    STATE_IS = "the target's state becomes"
    FIELD_HOLDS = "the field holds"
    MENU_OPENS = "a menu opens"
    DIALOG_OPENS = "a dialog opens"
    DIALOG_CLOSES = "the dialog closes"
    WINDOW_OPENS = "a window opens"
    WINDOW_CLOSES = "the window closes"
    FOCUS_MOVES = "another window gets the keyboard"
    MUCH = "much of the window changes"
    SELECTED = "is selected"


LANDMARKS = frozenset(
    {
        Change.MENU_OPENS,
        Change.DIALOG_OPENS,
        Change.DIALOG_CLOSES,
        Change.WINDOW_OPENS,
        Change.WINDOW_CLOSES,
        Change.FOCUS_MOVES,
    }
)
"""Changes the window system itself reports: where one was predicted and did not come, the step had no effect,
whatever else moved on the screen."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """A prediction that can be checked, and how long to give it (`patience`, seconds).

    `picture` is what the changed part looked like when the step was recorded, at `place` on the desktop (physical
    pixels): where it looks so again, nothing needs to be read.
    """

    change: Change = Change.ANYTHING
    detail: str = ""
    patience: float = 2.0
    picture: Picture | None = None
    place: Box | None = None

    def __str__(self) -> str:
        return f"{self.change.value} {self.detail}".strip()


@dataclass(frozen=True, slots=True)
class Proposal:
    """The next action, why, how sure (0 to 1), by whom, what should follow, and where each sub-goal stands.

    `origin` is where a typed text came from, when whoever proposes knows it: the empty one leaves that to the judge.
    `step` is the position of the step of a recipe whose own act it is; empty for what is done besides.
    """

    action: Action
    why: str
    confidence: float
    by: Decider
    expect: Expectation = field(default_factory=Expectation)
    plan: tuple[str, ...] = ()
    origin: Origin | Literal[""] = ""
    step: str = ""


class Delivery(StrEnum):
    """Whether the events of an action reached the desktop; `MAYBE_SENT` is never retried."""

    SENT = "sent"
    NOT_SENT = "not_sent"
    MAYBE_SENT = "maybe_sent"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was observed after an action, against what was predicted.

    `missed` says that something of the `LANDMARKS` was predicted and did not come. `seen_at` is when the first frame
    was taken that shows the effect (seconds, monotonic clock), 0 where that was not told.
    """

    met: bool
    observed: str
    changed: bool = True
    missed: bool = False
    seen_at: float = 0.0

    @property
    def worked(self) -> bool:
        """Whether the step counts as done; one that did not is not taken a second time in the same way."""
        return self.met or (self.changed and not self.missed)


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
