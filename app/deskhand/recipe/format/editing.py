"""Changing a recipe in the words of its file: what did not change stays as the person wrote it."""

from __future__ import annotations

from typing import Any

from .dumping import dump, recipe_data
from .loading import Loaded, Position, parsed
from .not_read import NotRead
from .schema import AnyStep, Recipe
from .text_edits import NotInPlace, edited

_FIELDS = {"else": "otherwise"}
"""Keys of blocks that the models call otherwise."""


def with_step(recipe: Recipe, position: Position, step: AnyStep) -> Recipe:
    """The recipe with another step at a position.

    Raises:
        KeyError: there is no step.
    """
    changed: Recipe = _with(recipe, position, step)
    return changed


def text_with_step(loaded: Loaded, position: Position, step: AnyStep) -> str:
    """The text of a recipe with another step at a position; see `text_of`.

    Raises:
        KeyError: there is no step.
    """
    wanted = with_step(loaded.recipe, position, step)
    return text_of(loaded, wanted)


def text_of(loaded: Loaded, wanted: Recipe) -> str:
    """The text of a recipe that says `wanted`, a changed version of the one loaded, and else is as it was written.

    A text that is not laid out in lines is written anew.
    """
    try:
        text = edited(loaded.text, recipe_data(loaded.recipe), recipe_data(wanted))
    except NotInPlace:
        return dump(wanted)
    return text if _says(text, wanted) else dump(wanted)


def _says(text: str, wanted: Recipe) -> bool:
    try:
        return parsed(text)[0] == wanted
    except NotRead:
        return False


def _with(part: Any, position: Position, step: AnyStep) -> Any:
    if not position:
        return step
    key, *rest = position
    if isinstance(key, int):
        if not isinstance(part, tuple) or not 0 <= key < len(part):
            raise KeyError(position)
        return (*part[:key], _with(part[key], tuple(rest), step), *part[key + 1 :])
    name = _FIELDS.get(key, key)
    if name not in type(part).model_fields:
        raise KeyError(position)
    return part.model_copy(update={name: _with(getattr(part, name), tuple(rest), step)})


__all__ = ["text_of", "text_with_step", "with_step"]
