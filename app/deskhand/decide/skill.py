"""What one capability of the rules consists of: intents, the wordings that ask for them, and a policy for each.

A skill is one file in `skills/`. Its intents are frozen dataclasses of kind `Intent`; a policy answers with
the next action for an intent, or with `Met` when it is met. A policy never guesses: what it cannot see it
scrolls for, or gives up on with a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from .view import Move, View


class Literal(str):
    """A text that stood in quotes: it is typed as it is, and never read for meaning."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Intent:
    """What one clause of a goal asks for.

    The policy of one that reads something answers with `Met(answer=...)`; a later `it` may stand for that.
    """

    sends: ClassVar[bool] = False
    """Whether it is done only when the form it is done in was sent, where that has a button for it."""


Policy = Callable[[Any, View], Move]


@dataclass(frozen=True, slots=True)
class Wording:
    """A pattern a whole clause must match, and what makes an intent of the groups that took part.

    `rank` orders the wordings of all skills: the first that matches wins, so what is special has a lower rank
    than what is general. Case does not matter; quoted strings stand in the clause as `⟦0⟧`.
    """

    rank: int
    pattern: str
    make: Callable[..., Intent | tuple[Intent, ...]]
    keeps_quotes: bool = False
    """Whether quotes inside a longer part are part of it, as in `type Tom's "big" day`."""
    each: bool = False
    """Whether `tick "A" and "B"` asks for A and for B."""
    whole: bool = False
    """Whether it is tried on the whole goal, before that is split into clauses; what is pressed at the end is
    left out."""


@dataclass(frozen=True, slots=True)
class Skill:
    """The wordings and policies of one capability."""

    wordings: tuple[Wording, ...]
    policies: Mapping[type[Intent], Policy]
