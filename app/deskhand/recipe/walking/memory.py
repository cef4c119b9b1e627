"""What is known of a job that was begun before, for the walk that goes on with it: a port and its empty answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Begun:
    """The leaf whose end is not known: what was kept of the moment before it, whether all of it was sent, and whether
    its effect was seen not to come."""

    position: str
    before: bytes
    sent: bool = False
    missed: bool = False


class Memory(Protocol):
    """What is known of an earlier walk of the same job; see `ledger.Job`."""

    def done(self, position: str) -> Mapping[str, str] | None:
        """The variables a finished leaf read; None if it is not finished."""
        ...

    def decided(self, position: str) -> str | None:
        """What was decided at a position; None if nothing was."""
        ...

    def decide(self, position: str, what: str) -> None:
        """Keep what was decided at a position, before it is acted on."""
        ...

    def reached(self, block: str) -> bool:
        """Whether a leaf within this block (`rows[17:ab12cd]`) was begun or finished."""
        ...

    def row_done(self, digest: str) -> None:
        """Keep that all was done for a row with these values."""
        ...

    def rows_done(self, digests: Iterable[str]) -> Mapping[str, str]:
        """Which of these rows other jobs of the recipe did, and on which day; none when that is no matter."""
        ...


class NoMemory:
    """The memory of a walk that is never repeated."""

    def done(self, position: str) -> Mapping[str, str] | None:
        """Nothing was done before."""
        return None

    def decided(self, position: str) -> str | None:
        """Nothing was decided before."""
        return None

    def decide(self, position: str, what: str) -> None:
        """Not kept."""

    def reached(self, block: str) -> bool:
        """Nothing was."""
        return False

    def row_done(self, digest: str) -> None:
        """Not kept."""

    def rows_done(self, digests: Iterable[str]) -> Mapping[str, str]:
        """None were."""
        return {}


class ShortMemory(NoMemory):
    """The memory of one command, lost with it: a walk that halted and is repeated goes on where it stopped."""

    def __init__(self) -> None:
        self._ended: dict[str, Mapping[str, str]] = {}
        self._decisions: dict[str, str] = {}
        self._blocks: set[str] = set()
        self._begun: Begun | None = None
        self._made: set[Path] = set()

    def done(self, position: str) -> Mapping[str, str] | None:
        """See `Memory.done`."""
        return self._ended.get(position)

    def decided(self, position: str) -> str | None:
        """See `Memory.decided`."""
        return self._decisions.get(position)

    def decide(self, position: str, what: str) -> None:
        """See `Memory.decide`."""
        self._decisions[position] = what

    def reached(self, block: str) -> bool:
        """See `Memory.reached`."""
        return block in self._blocks

    def begin(self, position: str, before: bytes) -> None:
        """An act of a leaf is about to be sent."""
        self._begun = Begun(position, before)
        parts = position.split("/")
        self._blocks |= {"/".join(parts[:count]) for count in range(1, len(parts))}

    def sent(self, position: str) -> None:
        """All of it was sent."""
        if self._begun is not None:
            self._begun = replace(self._begun, sent=True)

    def missed(self, position: str) -> None:
        """Its effect was seen not to come."""
        if self._begun is not None:
            self._begun = replace(self._begun, missed=True)

    def finish(self, position: str, variables: Mapping[str, str]) -> None:
        """A leaf has ended, and read these variables."""
        self.begin(position, b"")
        self._begun = None
        self._ended[position] = dict(variables)

    def begun(self) -> Begun | None:
        """The leaf whose end is not known."""
        return self._begun

    def settle(self, position: str, done: bool) -> None:
        """That leaf is done, or nothing of it is."""
        self._begun = None
        if done:
            self.finish(position, {})

    def made(self, path: Path) -> None:
        """The job is about to make a file."""
        self._made.add(path)

    def has_made(self, path: Path) -> bool:
        """Whether it made that file."""
        return path in self._made
