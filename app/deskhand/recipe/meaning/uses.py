"""What the steps of a recipe use: every step within blocks, the texts with names in them, the columns of a loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from ..format.schema import AnyStep, ForEach, If, Set
from . import expressions, templates


def every(steps: Iterable[AnyStep]) -> Iterator[AnyStep]:
    """These steps and those in their blocks, in the order of the file."""
    for step in steps:
        yield step
        for block in blocks(step):
            yield from every(block)


def blocks(step: AnyStep) -> tuple[tuple[AnyStep, ...], ...]:
    """The blocks of a step."""
    match step:
        case If():
            return step.then, step.otherwise
        case ForEach():
            return (step.do,)
    return ()


def names_of(step: AnyStep) -> frozenset[str]:
    """The names (`name`, `row.column`) that a step itself uses, without its blocks and without secrets.

    Raises:
        RecipeError: a text has braces without a name, or an expression is none.
    """
    names: set[str] = set()
    for key, part in step:
        if key in ("id", "note") or any(part is block for block in blocks(step)):
            continue
        if isinstance(part, str) and (
            (isinstance(step, Set) and key == "to") or (isinstance(step, If) and key == "if_")
        ):
            names |= expressions.names_in(part)
        else:
            for text in texts_of(part):
                names |= templates.names_in(text)
    return frozenset(names)


def columns_used(loop: ForEach) -> frozenset[str]:
    """The columns of its row that the steps of a loop use."""
    prefix = f"{loop.for_each}."
    used = (name for step in every(loop.do) for name in names_of(step))
    return frozenset(name.removeprefix(prefix) for name in used if name.startswith(prefix))


def texts_of(part: Any) -> Iterator[str]:
    """All texts in a part of a recipe but its notes."""
    match part:
        case str():
            yield part
        case BaseModel():
            for key, inner in part:
                if key not in ("id", "note"):
                    yield from texts_of(inner)
        case dict():
            for inner in part.values():
                yield from texts_of(inner)
        case tuple() | list():
            for inner in part:
                yield from texts_of(inner)
