"""What the palette offers for what is typed: the goal itself, recipes, earlier goals, settings; the best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, utils

MOST = 8
"""What is offered at once."""
ENOUGH = 72.0
"""How like what was typed a thing must be (0 to 100)."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something the palette can start, open or say to what goes on.

    `what` is the goal, the name of a recipe, the key of a setting, the word that is
    said, or the page.
    """

    kind: Literal["goal", "again", "recipe", "setting", "control", "page"]
    what: str
    title: str
    detail: str = ""


def offered(typed: str, known: Sequence[Suggestion], most: int = MOST) -> list[Suggestion]:
    """The suggestions for what was typed; with nothing typed the first of those known."""
    text = " ".join(typed.split())
    if not text:
        return list(known[:most])
    scored = [(_likeness(text, one), -number, one) for number, one in enumerate(known)]
    found = [one for score, _, one in sorted(scored, key=lambda s: s[:2], reverse=True) if score >= ENOUGH]
    itself = Suggestion("goal", text, text)
    first = [one for one in found if one.what.casefold() == text.casefold() or one.title.casefold() == text.casefold()]
    # A goal is a sentence; one word that names a recipe or a setting means that.
    named = first or (found[:1] if " " not in text and found and found[0].kind != "again" else [])
    rest = [one for one in found if one not in named and not (one.kind == "again" and one.what == text)]
    return [*named, *([] if any(one.kind == "again" for one in first) else [itself]), *rest][:most]


def _likeness(text: str, one: Suggestion) -> float:
    if len(text) < 3:
        starts = any(word.startswith(text.casefold()) for word in f"{one.title} {one.what}".casefold().split())
        return 100.0 if starts else 0.0
    # A long sentence is like every short title in some part of it.
    likeness = fuzz.WRatio if len(text) <= 2 * len(one.title) else fuzz.token_set_ratio
    return max(
        likeness(text, one.title, processor=utils.default_process),
        fuzz.WRatio(text, one.what, processor=utils.default_process) if one.kind == "recipe" else 0.0,
    )


__all__ = ["Suggestion", "offered"]
