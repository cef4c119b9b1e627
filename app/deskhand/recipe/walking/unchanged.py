"""Whether a job that is taken up again is still the same: its recipes, its values, the rows that were reached.

Positions name steps by their number, so the steps must be the same; what they look for (targets, effects, pictures),
how long they wait and notes may change, for that is what a repair does. Rows that were not reached yet may change too,
and rows may be added behind them: a person puts right the row at which it stopped before any of it was done.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel

from deskhand.core.errors import RecipeError

from ..format.loading import Loaded
from ..format.schema import Effect, Recipe, Target, WindowPart
from ..meaning.scope import Value
from .leaves import row_mark
from .memory import Memory
from .rows import Row, Sheet

_MAY_CHANGE: Final = {"note", "title", "made", "label", "within", "id"}
_ANEW: Final = "start anew with --again"


def digest_of_steps(recipe: Recipe) -> str:
    """The digest of what a recipe does: its steps and parameters, whatever they look for on the screen."""
    return _digest(_shape(recipe))


def digest_of_values(values: Mapping[str, Value]) -> str:
    """The digest of values; of a secret, of its name."""
    return _digest([(name, value.text, value.secret) for name, value in sorted(values.items())])


def check_recipes(memory: Memory, books: Mapping[str, Loaded]) -> None:
    """Raises `RecipeError` when a recipe was changed since the job began; else keeps what they are."""
    now = {name: digest_of_steps(loaded.recipe) for name, loaded in sorted(books.items())}
    known = _known(memory, "recipes", now)
    changed = [name for name in {**known, **now} if known.get(name) != now.get(name)]
    if changed:
        raise RecipeError(f"The steps of {', '.join(changed)} were changed since the job was begun; {_ANEW}.")


def check_values(memory: Memory, values: Mapping[str, Value]) -> None:
    """Raises `RecipeError` when a value is another one than when the job began; else keeps their digests."""
    now = {name: digest_of_values({name: value}) for name, value in values.items()}
    known = _known(memory, "values", now)
    other = [f"“{name}”" for name in {**known, **now} if known.get(name) != now.get(name)]
    if other:
        said = f"{', '.join(other)} {'is' if len(other) == 1 else 'are'}"
        raise RecipeError(f"{said} not what it was when the job was begun; give the same, or {_ANEW}.")


def check_rows(memory: Memory, block: str, sheet: Sheet) -> None:
    """Raises `RecipeError` when a row that was reached is another one now; else keeps the digests of all.

    `block` is the position of the loop: `rows`, `5/do`.
    """
    now = [row.digest[:12] for row in sheet.rows]
    known = memory.decided(f"{block}:digests")
    before: list[str] = json.loads(known) if known else []
    for number, digest in enumerate(before, 1):
        if number <= len(now) and now[number - 1] == digest:
            continue
        if memory.reached(f"{block}{row_mark(number, digest)}"):
            line = f" (line {sheet.rows[number - 1].line})" if number <= len(now) else ""
            raise RecipeError(
                f"{sheet.name} was changed since the job was begun: row {number}{line} was begun and "
                f"{'differs' if line else 'is gone'}; put it back, or {_ANEW}."
            )
    if before != now:
        memory.decide(f"{block}:digests", json.dumps(now))


def check_not_done(memory: Memory, sheet: Sheet, values: Sequence[Mapping[str, Value]]) -> None:
    """Raises `RecipeError` when rows of a job that is new were done by another one."""
    digests = [digest_of_values(row) for row in values]
    done = memory.rows_done(digests)
    rows: list[Row] = [row for row, digest in zip(sheet.rows, digests, strict=True) if digest in done]
    if not rows:
        return
    day = done[digests[rows[0].number - 1]]
    if len(rows) == len(sheet.rows):
        raise RecipeError(f"All rows of {sheet.name} were done already, on {day}; do them again with --again.")
    which = ", ".join(str(row.line) for row in rows[:8]) + ("…" if len(rows) > 8 else "")
    raise RecipeError(
        f"{len(rows)} of the {len(sheet.rows)} rows of {sheet.name} were done already, the first on {day} "
        f"(lines {which}); take them out, or do all with --again."
    )


def _known(memory: Memory, what: str, now: dict[str, str]) -> dict[str, str]:
    """What was kept when the job began; now is when that is."""
    kept = memory.decided(what)
    if kept is None:
        memory.decide(what, json.dumps(now))
        return now
    known: dict[str, str] = json.loads(kept)
    return known


def _shape(part: Any) -> Any:
    """A part of a recipe without what may change."""
    match part:
        case Target() | WindowPart():
            return type(part).__name__
        case BaseModel():
            said = {key: value for key, value in part if key not in _MAY_CHANGE}
            # An effect that was not known when the job began changes nothing either.
            kept = {key: _shape(value) for key, value in said.items() if not isinstance(value, Effect | None)}
            return [type(part).__name__, kept]
        case dict():
            return {key: _shape(value) for key, value in part.items()}
        case tuple() | list():
            return [_shape(value) for value in part]
    return part


def _digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:32]
