"""How a replay ends: as done, or halted at a step with the reason and what was found there."""

from __future__ import annotations

from dataclasses import dataclass

from deskhand.core.anchor import Located
from deskhand.core.step import RunResult, Status
from deskhand.recipe.walking.walk import Leaf


@dataclass(frozen=True)
class HaltedAt:
    """The step a replay halted at.

    `located` is why its target was not found, for a repair; None where it was not for a target. `sent` says that the
    step's events were sent, so that it must not be done again unseen.
    """

    leaf: Leaf
    reason: str
    located: Located | None = None
    sent: bool = False

    @property
    def position(self) -> str:
        """The step's place in the walk; see `recipe.walk`."""
        return self.leaf.position


@dataclass(frozen=True)
class Replayed:
    """How a replay ended; `halt` is the step it ended at, None where it went through or was stopped between steps."""

    result: RunResult
    halt: HaltedAt | None = None


class Halts(Exception):
    """Carries out of the depths of a step why the replay cannot go on."""

    def __init__(
        self, reason: str, located: Located | None = None, sent: bool = False, status: Status = Status.NEEDS_USER
    ) -> None:
        super().__init__(reason)
        self.reason, self.located, self.sent, self.status = reason, located, sent, status
