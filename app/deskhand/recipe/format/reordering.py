"""Changes a person makes to the steps of a recipe on its outermost level: each gives the recipe as it would be."""

from __future__ import annotations

import re
from collections.abc import Collection

from deskhand.core.errors import RecipeError

from .schema import AnyStep, Parameter, Recipe, Type

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
"""What a parameter may be called."""


def moved(recipe: Recipe, index: int, by: int) -> Recipe:
    """With a step that many places later (earlier, where negative), as far as there is room."""
    steps = list(recipe.steps)
    place = min(max(index + by, 0), len(steps) - 1)
    steps.insert(place, steps.pop(index))
    return recipe.model_copy(update={"steps": tuple(steps)})


def without(recipe: Recipe, indices: Collection[int]) -> Recipe:
    """Without some steps, and without the parameters that no step names any more.

    Raises:
        RecipeError: none would be left.
    """
    kept = tuple(step for number, step in enumerate(recipe.steps) if number not in indices)
    if not kept:
        raise RecipeError("A recipe needs a step; delete the recipe instead.")
    said = " ".join(step.model_dump_json() for step in kept)
    before = " ".join(step.model_dump_json() for step in recipe.steps)
    gone = {n for n in recipe.parameters if _named(n, before) and not _named(n, said)}
    parameters = {name: given for name, given in recipe.parameters.items() if name not in gone}
    return recipe.model_copy(update={"steps": kept, "parameters": parameters})


def noted(recipe: Recipe, index: int, note: str) -> Recipe:
    """With a step called something by its note."""
    return _with(recipe, index, recipe.steps[index].model_copy(update={"note": note}))


def parametrised(recipe: Recipe, index: int, name: str) -> Recipe:
    """With what a step types as a parameter, whose default it becomes.

    Raises:
        RecipeError: the step types nothing of its own, or the name is none or taken.
    """
    step = recipe.steps[index]
    if not isinstance(step, Type) or "{{" in step.type:
        raise RecipeError("This step types no words of its own, so there is nothing to make a parameter of.")
    if not NAME.fullmatch(name):
        raise RecipeError(f"“{name}” is no name of a parameter: letters, digits and _, not a digit first.")
    if name in recipe.parameters:
        raise RecipeError(f"There is a parameter {name} already; take another name.")
    label = step.into.label if step.into is not None else ""
    parameters = {**recipe.parameters, name: Parameter(label=label, default=step.type)}
    changed = _with(recipe, index, step.model_copy(update={"type": f"{{{{{name}}}}}"}))
    return changed.model_copy(update={"parameters": parameters})


def retitled(recipe: Recipe, title: str) -> Recipe:
    """With another title."""
    return recipe.model_copy(update={"title": title})


def _with(recipe: Recipe, index: int, step: AnyStep) -> Recipe:
    steps = (*recipe.steps[:index], step, *recipe.steps[index + 1 :])
    return recipe.model_copy(update={"steps": steps})


def _named(name: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(name)}\b", text) is not None


__all__ = ["moved", "noted", "parametrised", "retitled", "without"]
