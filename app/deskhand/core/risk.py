"""Risk classes, and the verdict and consent that travel with a proposal."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from deskhand.core.geometry import Box

if TYPE_CHECKING:
    from deskhand.core.approval import Asked


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
class Seen:
    """Where on the screen a text was read: in which window, beside what, and its box (physical pixels)."""

    text: str
    where: str
    box: Box


@dataclass(frozen=True, slots=True)
class Verdict:
    """The class of one proposal, why, and where each string came from.

    `provenance` pairs a string that is typed with its `Origin` (see `core.step`); `target_from` is the origin of the
    target's name; `seen` is where the texts that came from the screen were read; `kinds` says what the typed text is
    (an e-mail address, an amount: see `risk.typed_text`). `app` is the application it is done in, `site` the host of
    the page a browser shows, empty where none is known.
    """

    risk: Risk
    reasons: tuple[str, ...]
    provenance: tuple[tuple[str, str], ...] = ()
    target_from: str = ""
    seen: tuple[Seen, ...] = ()
    kinds: tuple[str, ...] = ()
    app: str = ""
    site: str = ""
    judged_by: tuple[Box, ...] = ()
    """Places besides the target that the class was judged by (physical pixels): the question beside OK, the buttons
    Enter may press. They must look the same when the act is done."""
    asked: Asked | None = field(default=None, compare=False)
    """The question this is about, once it is put; a consent is bound to it."""


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether a step may go ahead, and on whose word (`policy`, `person`, `nobody` or `card`).

    `nonce` and `binding` are those of the question it answers (see `core.approval`), `given_at` when (seconds,
    monotonic clock); `rule` is the rule that said so, in words, for the journal.
    """

    granted: bool
    by: str
    action: str
    """The phrase the consent was given for; the gate refuses any other."""
    nonce: str = ""
    binding: str = ""
    given_at: float = 0.0
    rule: str = ""


def answer(granted: bool, by: str, action: str, verdict: Verdict, rule: str = "") -> Consent:
    """An answer to the question of a verdict, given now, for the act of this phrase."""
    asked = verdict.asked
    nonce, bound = (asked.nonce, asked.binding.digest) if asked is not None else ("", "")
    return Consent(granted, by, action, nonce, bound, time.monotonic(), rule)
