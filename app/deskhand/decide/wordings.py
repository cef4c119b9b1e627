"""Reads one clause: the first wording of any skill that matches it makes the intent."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from .skill import Intent, Literal, Wording
from .skills import SKILLS
from .skills.vague import Vague

_QUOTED = re.compile(r"⟦\d+⟧")
_QUOTED_LIST = re.compile(r"⟦\d+⟧(?:\s*(?:,|and|,\s*and)\s*(?:the\s+)?⟦\d+⟧)+")


@cache
def table() -> tuple[tuple[re.Pattern[str], Wording], ...]:
    """The wordings of all skills by rank, compiled."""
    return _compiled(whole=False)


@cache
def whole_table() -> tuple[tuple[re.Pattern[str], Wording], ...]:
    """The wordings of whole goals by rank, compiled."""
    return _compiled(whole=True)


def _compiled(whole: bool) -> tuple[tuple[re.Pattern[str], Wording], ...]:
    wordings = sorted((w for skill in SKILLS for w in skill.wordings if w.whole == whole), key=lambda w: w.rank)
    return tuple((re.compile(rf"^{w.pattern}$", re.IGNORECASE), w) for w in wordings)


def intents_of_whole(goal: str, restored: Callable[..., str]) -> list[Intent]:
    """The intents of a goal that one wording describes as a whole, or none."""
    for pattern, wording in whole_table():
        match = pattern.match(goal)
        if match:
            return _made(wording, [part for part in match.groups() if part is not None], restored)
    return []


def intents_of(clause: str, restored: Callable[..., str]) -> list[Intent]:
    """The intents of one clause; `restored(part, marks)` puts quoted strings back into a part."""
    for pattern, wording in table():
        match = pattern.match(clause)
        if match:
            given = [part for part in match.groups() if part is not None]
            if wording.each and _QUOTED_LIST.fullmatch(given[0]):
                return [intent for one in _QUOTED.findall(given[0]) for intent in _made(wording, [one], restored)]
            return _made(wording, given, restored)
    return [Vague(restored(clause))]


def _made(wording: Wording, given: Sequence[str], restored: Callable[..., str]) -> list[Intent]:
    marks = '"' if wording.keeps_quotes else ""
    made = wording.make(*(_part(part, restored, marks) for part in given))
    return list(made) if isinstance(made, tuple) else [made]


def _part(text: str, restored: Callable[..., str], marks: str) -> str:
    """A quoted part exactly as it was quoted; another without the blanks and commas around it."""
    bare = text.strip(" ,")
    return Literal(restored(bare)) if _QUOTED.fullmatch(bare) else restored(bare, marks).strip(" ,")
