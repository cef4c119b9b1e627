"""A whole recipe in words: what it needs, and its steps one after the other, numbered, for lines of some width."""

from __future__ import annotations

import textwrap
from collections.abc import Generator, Iterator, Sequence

from deskhand.core.lettering import visible

from ..format.outline import Position, blocks, numbered, positions
from ..format.schema import AnyStep, If, Recipe
from ..meaning.uses import texts_of
from .wording import SHOWN, parameter, place_of, sentence

_INDENT = 4
"""Characters by which blocks stand to the right."""
_NARROWEST = 24
"""Characters a sentence has at least, however deep it stands."""


def told(recipe: Recipe, width: int) -> Iterator[str]:
    """The lines of a recipe, none longer than `width` characters where words allow it."""
    yield from _wrapped(f"{recipe.name}: {recipe.title}" if recipe.title else recipe.name, "", width)
    if recipe.made:
        yield from _wrapped(recipe.made, "", width)
    if recipe.parameters:
        yield ""
        yield "It needs"
        for name, given in recipe.parameters.items():
            yield from _wrapped(parameter(name, given), "  ", width)
    yield ""
    yield from _steps(recipe.steps, ("steps",), 0, width)


def in_full(recipe: Recipe, width: int) -> Iterator[str]:
    """The lines of the texts that `told` cuts or puts on one line, each whole, with the step it is of."""
    for position, step in positions(recipe):
        inner = [block for _, block in blocks(step)]
        own = (part for _, part in step if not any(part is block for block in inner))
        for text in texts_of(tuple(own)):
            if len(visible(text)) > SHOWN or "\n" in text:
                yield f"{numbered(position)}  in full:"
                for line in text.split("\n"):
                    yield from _wrapped(line, " " * _INDENT, width)


def _steps(
    steps: Sequence[AnyStep], place: Position, indent: int, width: int, window: str = ""
) -> Generator[str, None, str]:
    """The lines of a block that begins in a window; it returns the window it ends in.

    A window is named where it changes.
    """
    numbers = [numbered((*place, index)) for index in range(len(steps))]
    widest = max(map(len, numbers), default=0)
    for index, step in enumerate(steps):
        inner = [(key, block) for key, block in blocks(step) if block or key != "else"]
        start = f"{' ' * indent}{numbers[index]:>{widest}}  "
        words, now = sentence(step), place_of(step)
        # Where a text of the step says the same, both stay: nothing it says is left out.
        if now and now == window and words.count(now) == 1:
            words = words.replace(now, "", 1)
        window = now or window
        yield from _wrapped(f"{words}{':' if inner else '.'}", start, width)
        if step.note:
            yield from _wrapped(f"({step.note})", " " * len(start), width)
        for key, block in inner:
            if isinstance(step, If) and key == "else":
                yield f"{' ' * len(start)}Otherwise:"
            window = yield from _steps(block, (*place, index, key), indent + _INDENT, width, window)
    return window


def _wrapped(text: str, start: str, width: int) -> list[str]:
    """Lines of a text after `start`, the others below its first word."""
    room = max(_NARROWEST, width - len(start))
    lines = textwrap.wrap(visible(text), room, break_long_words=False, break_on_hyphens=False) or [""]
    return [start + lines[0], *(" " * len(start) + line for line in lines[1:])]


__all__ = ["in_full", "told"]
