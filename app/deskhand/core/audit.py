"""The head of the journal's chain, and the port of where it is kept out of the journal's own reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Head:
    """How many records the journal has, and the hash of the last one; of an empty journal it is all zeros."""

    count: int
    hash: str


EMPTY = Head(0, "0" * 64)


class Anchor(Protocol):
    """Keeps the head of one journal somewhere else than in the journal."""

    kept_in: str
    """Where, in words: `the keyring`."""

    def read(self) -> Head | None:
        """The head that was kept last, None where there is none. Raises `SecretError`."""
        ...

    def write(self, head: Head) -> None:
        """Keep a head in place of the one before. Raises `SecretError`."""
        ...


__all__ = ["EMPTY", "Anchor", "Head"]
