"""Where the steps of a recipe stand: positions as in its file, and numbers as a person counts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .schema import AnyStep, ForEach, If, Recipe

Position = tuple[str | int, ...]
"""Where something stands in a recipe, by the keys and indices of the file: `("steps", 3, "then", 0)`."""


def blocks(step: AnyStep) -> tuple[tuple[str, tuple[AnyStep, ...]], ...]:
    """The blocks of a step with their keys in the file."""
    match step:
        case If():
            return ("then", step.then), ("else", step.otherwise)
        case ForEach():
            return (("do", step.do),)
    return ()


def positions(recipe: Recipe) -> Iterator[tuple[Position, AnyStep]]:
    """Every step with its position, in the order of the file."""
    yield from _within(recipe.steps, ("steps",))


def step_at(recipe: Recipe, position: Position) -> AnyStep:
    """The step at a position.

    Raises:
        KeyError: there is none.
    """
    found = next((step for place, step in positions(recipe) if place == position), None)
    if found is None:
        raise KeyError(position)
    return found


def numbered(position: Position) -> str:
    """A position as a person counts it: `4.2`, and `4.else.1` in the block for otherwise."""
    parts = [str(part + 1) if isinstance(part, int) else part for part in position]
    return ".".join(part for part in parts if part not in ("steps", "then", "do"))


def _within(steps: Sequence[AnyStep], place: Position) -> Iterator[tuple[Position, AnyStep]]:
    for index, step in enumerate(steps):
        yield (*place, index), step
        for key, inner in blocks(step):
            yield from _within(inner, (*place, index, key))


__all__ = ["Position", "blocks", "numbered", "positions", "step_at"]
