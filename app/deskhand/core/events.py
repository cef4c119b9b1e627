"""What a run tells its listeners while it works; a listener draws, prints or records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from deskhand.core.risk import Consent, Verdict
from deskhand.core.screen import Scene
from deskhand.core.step import Delivery, Outcome, Proposal, RunResult


@dataclass(frozen=True, slots=True)
class RunStarted:
    """A run begins."""

    run_id: str
    goal: str


@dataclass(frozen=True, slots=True)
class Looked:
    """The screen was read."""

    step: int
    scene: Scene


@dataclass(frozen=True, slots=True)
class StepBegun:
    """A step of a recipe is next: its place (`row 17 of 1000, step 3`) and what it does, in words."""

    where: str
    words: str


@dataclass(frozen=True, slots=True)
class StepEnded:
    """A step of a recipe that sends nothing is done; what came of it, in words."""

    where: str
    observed: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing can be done before something is there: what, in words."""

    for_what: str


@dataclass(frozen=True, slots=True)
class Decided:
    """The next action was chosen and judged, on what `scene` shows."""

    step: int
    proposal: Proposal
    verdict: Verdict
    scene: Scene | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """The policy or the person answered whether it may go ahead."""

    step: int
    consent: Consent


@dataclass(frozen=True, slots=True)
class Acted:
    """The action was sent (or not), and its effect observed."""

    step: int
    delivery: Delivery
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class RunEnded:
    """The run is over."""

    result: RunResult


Event = RunStarted | Looked | StepBegun | StepEnded | Waiting | Decided | Answered | Acted | RunEnded
Listener = Callable[[Event], None]
