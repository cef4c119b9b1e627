"""Recipes that use others: all that a recipe needs, and what goes in and comes back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from deskhand.core.errors import RecipeError

from ..format.loading import Loaded
from ..format.schema import DEEPEST, AnyStep, Use
from .scope import Scope, Value
from .templates import fill, only_reference, secrets_in
from .uses import every, texts_of


class Shelf(Protocol):
    """Where used recipes are found; see `store.Store`."""

    def load(self, name: str) -> Loaded:
        """The recipe of that name. Raises `RecipeError`."""
        ...


def with_all_used(top: Loaded, shelf: Shelf) -> dict[str, Loaded]:
    """The recipe and every one it uses, or these use, by name.

    Raises:
        RecipeError: one is not there, or they use each other in a circle, or too deep.
    """
    books: dict[str, Loaded] = {}
    heights: dict[str, int] = {}

    def visit(name: str, loaded: Loaded, users: tuple[str, ...]) -> int:
        if name in users:
            circle = " uses ".join((*users[users.index(name) :], name))
            raise RecipeError(f"These recipes use each other in a circle: {circle}.")
        if name not in heights:
            books[name] = loaded
            under = [visit(used, find(used), (*users, name)) for used in _used_by(loaded.recipe.steps)]
            heights[name] = 1 + max(under, default=0)
        if len(users) + heights[name] > DEEPEST:
            raise RecipeError(f"Recipes use each other more than {DEEPEST} deep: {' uses '.join((*users, name))}.")
        return heights[name]

    def find(name: str) -> Loaded:
        return books[name] if name in books else shelf.load(name)

    visit(top.recipe.name, top, ())
    return books


def result_name(recipe: str) -> str:
    """What the variables of a used recipe are known under: `open-invoice` as `open_invoice`, `2fa` as `_2fa`."""
    name = recipe.replace("-", "_")
    return f"_{name}" if name[0].isdecimal() else name


def secrets_of(books: Iterable[Loaded], values: Mapping[str, Value]) -> frozenset[str]:
    """The names of all secrets that these recipes may ask for when they are done with these values.

    Raises:
        RecipeError: a text has braces without a name.
    """
    names = {value.secret for value in values.values() if value.secret}
    for loaded in books:
        for name, parameter in loaded.recipe.parameters.items():
            if parameter.type == "secret" and name not in values:
                names.add(parameter.secret or name)
        for text in texts_of(loaded.recipe.steps):
            names |= secrets_in(text)
    return frozenset(names)


def values_with(step: Use, scope: Scope) -> dict[str, Value]:
    """The values a recipe is used with. A secret is handed on by its name alone.

    Raises:
        RecipeError: a name is unknown, or a secret stands within a text.
    """
    values: dict[str, Value] = {}
    for name, text in step.with_.items():
        reference = only_reference(text)
        if reference is None:
            filled = fill(text, scope)
            values[name] = Value(filled.text, filled.origin)
        else:
            values[name] = reference.value(scope)
    return values


def _used_by(steps: Iterable[AnyStep]) -> list[str]:
    """The names of the recipes these steps use, each once."""
    return list(dict.fromkeys(step.use for step in every(steps) if isinstance(step, Use)))
