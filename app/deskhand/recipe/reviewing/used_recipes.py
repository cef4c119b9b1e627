"""The recipes a recipe uses: whether they are there, get what they need, and come to an end."""

from __future__ import annotations

from collections.abc import Iterator

from deskhand.core.errors import RecipeError

from ..format.loading import Loaded
from ..format.outline import Position, positions
from ..format.schema import DEEPEST, Read, Recipe, Set, Use
from ..meaning.scope import nearest
from ..meaning.using import Shelf
from .known_names import Known


def uses_wrong(loaded: Loaded, store: Shelf, known: Known) -> Iterator[tuple[Position, str]]:
    """What is wrong with each use of another recipe, with the position of the step; `known` learns what they make."""
    books: dict[str, Recipe | RecipeError] = {loaded.recipe.name: loaded.recipe}
    seen: set[str] = set()
    for position, step in positions(loaded.recipe):
        if not isinstance(step, Use):
            continue
        used = _book(step.use, store, books)
        if isinstance(used, RecipeError):
            yield (*position, "use"), str(used)
            continue
        known.results[step.use] = _made(used)
        yield from ((position, sentence) for sentence in _handed_wrong(step, used))
        way = _circle(step.use, (loaded.recipe.name,), seen, store, books)
        if len(way) > DEEPEST:
            yield (*position, "use"), f"Recipes use each other more than {DEEPEST} deep, from {way[0]} to {way[-1]}."
        elif way:
            yield (*position, "use"), f"These recipes use each other in a circle: {' uses '.join(way)}."


def _book(name: str, store: Shelf, books: dict[str, Recipe | RecipeError]) -> Recipe | RecipeError:
    if name not in books:
        try:
            books[name] = store.load(name).recipe
        except RecipeError as problem:
            books[name] = problem
    return books[name]


def _made(recipe: Recipe) -> frozenset[str]:
    """The variables a recipe makes, which whoever uses it gets."""
    steps = [step for _, step in positions(recipe)]
    return frozenset([s.read for s in steps if isinstance(s, Read)] + [s.set for s in steps if isinstance(s, Set)])


def _handed_wrong(step: Use, used: Recipe) -> Iterator[str]:
    for name in step.with_:
        if name not in used.parameters:
            yield f"The recipe {step.use} has no parameter {name}{nearest(name, used.parameters)}."
    for name, parameter in used.parameters.items():
        if name not in step.with_ and parameter.default is None and parameter.type != "secret":
            yield f"The recipe {step.use} needs a value for {name}; give it in `with`."


def _circle(
    name: str, users: tuple[str, ...], seen: set[str], store: Shelf, books: dict[str, Recipe | RecipeError]
) -> tuple[str, ...]:
    """The names of recipes that use each other in a circle, or too deep; empty if there are none below `name` but
    those `seen` before."""
    if name in users:
        return (*users[users.index(name) :], name)
    if len(users) >= DEEPEST:
        return (*users, name)
    if name in seen:
        return ()
    seen.add(name)
    recipe = _book(name, store, books)
    if isinstance(recipe, RecipeError):
        return ()
    used = dict.fromkeys(step.use for _, step in positions(recipe) if isinstance(step, Use))
    return next(filter(None, (_circle(one, (*users, name), seen, store, books) for one in used)), ())


__all__ = ["Shelf", "uses_wrong"]
