"""What a replay writes down of its steps as it does them, so that a job that was killed goes on where it stopped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from deskhand.core.risk import Verdict
from deskhand.core.screen import Scene
from deskhand.core.step import Proposal
from deskhand.recipe.format.schema import Write
from deskhand.recipe.meaning.scope import Scope
from deskhand.recipe.walking.memory import Begun
from deskhand.recipe.walking.walk import Leaf

from .moments import Moment


class Deeds(Protocol):
    """The durable part of a job (see `recipe.job.Job`); each call is on the disk when it returns, or raises
    `JournalError`."""

    def begin(self, position: str, before: bytes) -> None:
        """An act of a step is about to be sent; `before` is the moment before it."""
        ...

    def sent(self, position: str) -> None:
        """All of its events were sent."""
        ...

    def missed(self, position: str) -> None:
        """Its effect was seen not to come."""
        ...

    def finish(self, position: str, variables: Mapping[str, str]) -> None:
        """The step is done, and read these variables."""
        ...

    def begun(self) -> Begun | None:
        """The step that was begun and whose end is not known."""
        ...

    def settle(self, position: str, done: bool) -> None:
        """That step is done, or nothing of it is."""
        ...

    def made(self, path: Path) -> None:
        """The job is about to make a file."""
        ...

    def has_made(self, path: Path) -> bool:
        """Whether it made that file."""
        ...


class Rows(Protocol):
    """The files a job writes rows to; see `recipe.outputs.Outputs`."""

    def write(self, position: str, step: Write, scope: Scope) -> Path:
        """Write the row of one step, once; the file it is in. Raises `RecipeError`."""
        ...


class StepCommitment(Protocol):
    """Told when the own act of a step is about to be sent, was sent, or was not; see `carrying_out.Commitment`."""

    def begins(self, leaf: Leaf, proposal: Proposal, scene: Scene, verdict: Verdict) -> None:
        """See `Commitment.begins`. Raises `JournalError`; nothing is sent then."""
        ...

    def sent(self, leaf: Leaf) -> None:
        """See `Commitment.sent`."""
        ...

    def withdrawn(self, leaf: Leaf) -> None:
        """See `Commitment.withdrawn`."""
        ...

    def missed(self, leaf: Leaf) -> None:
        """Its effect was seen not to come. Raises `JournalError`."""
        ...


class Uncommitted:
    """Nothing is kept of acts but what the journal keeps."""

    def begins(self, leaf: Leaf, proposal: Proposal, scene: Scene, verdict: Verdict) -> None:
        """See `StepCommitment.begins`."""

    def sent(self, leaf: Leaf) -> None:
        """See `StepCommitment.sent`."""

    def withdrawn(self, leaf: Leaf) -> None:
        """See `StepCommitment.withdrawn`."""

    def missed(self, leaf: Leaf) -> None:
        """See `StepCommitment.missed`."""


@dataclass(frozen=True, slots=True)
class OfStep:
    """The commitment of one step."""

    leaf: Leaf
    told: StepCommitment

    def begins(self, proposal: Proposal, scene: Scene, verdict: Verdict) -> None:
        """See `Commitment.begins`."""
        self.told.begins(self.leaf, proposal, scene, verdict)

    def sent(self) -> None:
        """See `Commitment.sent`."""
        self.told.sent(self.leaf)

    def withdrawn(self) -> None:
        """See `Commitment.withdrawn`."""
        self.told.withdrawn(self.leaf)

    def missed(self) -> None:
        """See `StepCommitment.missed`."""
        self.told.missed(self.leaf)


@dataclass(frozen=True, slots=True)
class Committed:
    """The acts of a job: each is written down where it cannot be taken back any more."""

    deeds: Deeds

    def begins(self, leaf: Leaf, proposal: Proposal, scene: Scene, verdict: Verdict) -> None:
        """See `StepCommitment.begins`."""
        self.deeds.begin(leaf.position, Moment.before(proposal, scene, verdict).packed())

    def sent(self, leaf: Leaf) -> None:
        """See `StepCommitment.sent`."""
        self.deeds.sent(leaf.position)

    def withdrawn(self, leaf: Leaf) -> None:
        """See `StepCommitment.withdrawn`."""
        self.deeds.settle(leaf.position, False)

    def missed(self, leaf: Leaf) -> None:
        """See `StepCommitment.missed`."""
        self.deeds.missed(leaf.position)
