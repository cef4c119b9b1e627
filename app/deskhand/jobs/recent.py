"""What the palette and the tray know: the last goals, the recipes, and what is to be told of each.

What reads them is loaded when it is first needed: the app is there before that.
"""

from __future__ import annotations

from dataclasses import dataclass

from deskhand.core.errors import DeskhandError
from deskhand.system.paths import Paths

GOALS = 60
"""Runs whose goals are remembered."""


@dataclass(frozen=True, slots=True)
class Recent:
    """Goals, newest first; recipes by name and title; and what could not be read, as sentences."""

    goals: tuple[str, ...] = ()
    recipes: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()


def recent(paths: Paths) -> Recent:
    """Read it; what cannot be read is told, and the rest is there all the same."""
    problems: list[str] = []
    goals, recipes = tuple[str, ...](), tuple[tuple[str, str], ...]()
    try:
        goals = _goals(paths)
    except DeskhandError as problem:
        problems.append(str(problem))
    try:
        recipes = _recipes(paths)
    except DeskhandError as problem:
        problems.append(str(problem))
    return Recent(goals, recipes, tuple(problems))


def _goals(paths: Paths) -> tuple[str, ...]:
    from deskhand.journal.history import History

    if not paths.journal.exists():
        return ()
    history = History(paths.journal)
    try:
        goals = [end.goal for end in history.ends(GOALS)]
    finally:
        history.close()
    return tuple(dict.fromkeys(goal for goal in goals if not goal.startswith("replay ")))


def _recipes(paths: Paths) -> tuple[tuple[str, str], ...]:
    from deskhand.recipe.keeping.store import user_store

    store = user_store(paths)
    found = []
    for name in store.names():
        try:
            found.append((name, store.recipe(name).title))
        except DeskhandError:
            # The library says what is wrong with it.
            found.append((name, ""))
    return tuple(found)


__all__ = ["Recent", "recent"]
