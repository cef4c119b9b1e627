"""Risk classes, and the verdict and consent that travel with a proposal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Risk(IntEnum):
    """How much harm a step could do; the class of a step is the maximum over its signals."""

    R0 = 0
    R1 = 1
    R2 = 2
    R3 = 3
    R4 = 4
    R5 = 5
    R6 = 6

    @property
    def meaning(self) -> str:
        """The class in plain words."""
        return _MEANINGS[self]


_MEANINGS = {
    Risk.R0: "only looks",
    Risk.R1: "reversible, local",
    Risk.R2: "saves or renames something here",
    Risk.R3: "has an effect outside this program, or cannot be judged",
    Risk.R4: "deletes or discards",
    Risk.R5: "uses a credential or a payment",
    Risk.R6: "changes the system",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The class of one proposal, why, and where each typed string came from.

    `provenance` pairs a string with its `Origin` (see `core.step`).
    """

    risk: Risk
    reasons: tuple[str, ...]
    provenance: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether a step may go ahead, and on whose word (`policy`, `person` or `nobody`)."""

    granted: bool
    by: str
    action: str
    """The phrase the consent was given for; the gate refuses any other."""
