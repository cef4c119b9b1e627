"""The recipes as the library shows them: each with its picture, what it needs, its steps in words, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from deskhand.core.errors import RecipeError
from deskhand.core.screen import Pixels
from deskhand.recipe.format.editing import text_of
from deskhand.recipe.format.loading import Loaded
from deskhand.recipe.format.outline import numbered, positions
from deskhand.recipe.format.pictures import names_in
from deskhand.recipe.format.schema import AnyStep, Parameter, Recipe
from deskhand.recipe.keeping.store import user_store
from deskhand.recipe.repairing.mending import user_mending
from deskhand.recipe.reviewing.check import problems
from deskhand.recipe.reviewing.wording import sentence
from deskhand.recipe.sharing.trust import TrustBook
from deskhand.system.paths import Paths

from .allowed import Allowed
from .task import Task
from .triggers import Triggers


@dataclass(frozen=True, slots=True)
class Entry:
    """A recipe in the list; `problem` says why it cannot be used."""

    name: str
    title: str
    steps: int = 0
    own: bool = False
    came: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Sheet:
    """A recipe in full: `pictures` has the PNG file of each step on the outermost level that has one."""

    entry: Entry
    loaded: Loaded
    parameters: Mapping[str, Parameter]
    steps: tuple[str, ...]
    pictures: Mapping[int, bytes] = field(repr=False)
    wrong: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    """Every step in words with its number, those in blocks too."""


def entries(paths: Paths) -> list[Entry]:
    """All recipes. Raises `RecipeError` where the folder cannot be read."""
    store, book = user_store(paths), TrustBook(paths.trust)
    found = []
    for name in store.names():
        try:
            recipe = store.recipe(name)
        except RecipeError as problem:
            found.append(Entry(name, name, own=store.own(name), problem=str(problem)))
            continue
        came = book.came(name)
        steps = sum(1 for _ in positions(recipe))
        found.append(Entry(name, recipe.title or name, steps, store.own(name), (came.by or "?") if came else ""))
    return sorted(found, key=lambda e: (not e.own, e.title.casefold()))


def sheet(paths: Paths, name: str) -> Sheet:
    """A recipe in full. Raises `RecipeError`."""
    store = user_store(paths)
    loaded = store.load(name)
    recipe = loaded.recipe
    wrong = tuple(problem.sentence for problem in problems(loaded, store))
    entry = Entry(name, recipe.title or name, len(recipe.steps), store.own(name))
    pictures = {n: png for n, step in enumerate(recipe.steps) if (png := _picture(step, loaded.pictures))}
    told = tuple(f"{numbered(place)}  {sentence(step)}" for place, step in positions(recipe))
    steps = tuple(sentence(step) for step in recipe.steps)
    return Sheet(entry, loaded, recipe.parameters, steps, pictures, wrong, told)


def changed(paths: Paths, before: Loaded, wanted: Recipe) -> Sheet:
    """Keep a changed recipe, what it was before as a version; the recipe in full.

    Raises:
        RecipeError: it cannot be kept, or was changed by somebody else meanwhile; it is as it was then.
    """
    mending = user_mending(paths)
    now = mending.store.load(before.recipe.name)
    if now.text != before.text:
        raise RecipeError(f"{before.recipe.name} was changed by something else; open it again.")
    own = mending.store.own(before.recipe.name)
    if own:
        mending.versions.keep(now)
    named = set(names_in(wanted))
    kept = {name: pixels for name, pixels in before.pictures.items() if name in named}
    mending.store.save(wanted, kept, text_of(before, wanted), None if own else before.folder)
    return sheet(paths, before.recipe.name)


def removed(paths: Paths, name: str) -> None:
    """Delete one of the person's own recipes, with what starts it and what was allowed of it for good.

    Raises:
        RecipeError: there is none of that name, or it cannot be removed.
        SettingsError: it is removed, but what starts it could not be.
    """
    user_store(paths).remove(name)
    Allowed(paths.allowed).forget(name)
    triggers = Triggers(paths.triggers)
    trigger = triggers.of(Task("recipe", name))
    if trigger is not None:
        triggers.remove(trigger.name)


def begun(paths: Paths, name: str, rows: Path) -> bool:
    """Whether a job of this recipe with these rows was begun and has not ended. Raises `JournalError`."""
    from deskhand.recipe.resuming.ledger import Ledger

    ledger = Ledger(paths.ledger)
    try:
        return ledger.open_job(name, str(rows.resolve())) is not None
    finally:
        ledger.close()


def _picture(step: AnyStep, pictures: Mapping[str, Pixels]) -> bytes:
    import cv2

    for name in names_in(step):
        pixels = pictures.get(name)
        if pixels is not None and pixels.size:
            return bytes(cv2.imencode(".png", pixels)[1].tobytes())
    return b""


__all__ = ["Entry", "Sheet", "begun", "changed", "entries", "removed", "sheet"]
