"""What a replay is to do, checked as far as it can be before anything is opened, and its place in the ledger."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from deskhand.core.errors import RecipeError
from deskhand.recipe.format.loading import Loaded
from deskhand.recipe.format.schema import ForEach
from deskhand.recipe.keeping.finding import found
from deskhand.recipe.keeping.store import Store, user_store
from deskhand.recipe.meaning.scope import Value
from deskhand.recipe.meaning.uses import every
from deskhand.recipe.meaning.using import with_all_used
from deskhand.recipe.meaning.values import given
from deskhand.recipe.resuming.job import Job
from deskhand.recipe.resuming.ledger import Ledger
from deskhand.recipe.walking import rows as sheets
from deskhand.recipe.walking.binding import without_unused
from deskhand.recipe.walking.rows import Sheet
from deskhand.recipe.walking.walk import Walk
from deskhand.recipe.walking.world import NoWorld
from deskhand.system.paths import Paths

from .task import Doing


@dataclass(frozen=True)
class Prepared:
    """A replay that may begin: the recipe with its values, the secrets it may ask for, and what was done of it."""

    loaded: Loaded
    values: Mapping[str, Value]
    store: Store
    sheet: Sheet | None
    secrets: frozenset[str]
    kept: Job


@contextlib.contextmanager
def prepared(
    name: str, values: Mapping[str, str], rows: Path | None, paths: Paths, doing: Doing, say: Callable[[str], None]
) -> Iterator[Prepared]:
    """The replay of a recipe, by its name or folder; the job is this process's until it is left.

    Raises:
        RecipeError: the recipe, a value or the rows are refused, or the job was begun and is not to be taken up.
        BusyError: another process does the job.
        JournalError: the ledger cannot be opened.
    """
    store = user_store(paths)
    loaded = found(store, name)
    sheet = sheets.read(rows) if rows is not None else None
    if sheet is not None and doing.unused_columns:
        sheet = without_unused(loaded.recipe.parameters, sheet)
    for remark in sheet.remarks if sheet else ():
        say(remark)
    given_values = _given(loaded, values, sheet)
    by_rows = sheet is not None or _loops(loaded, store)
    ledger = Ledger(paths.ledger)
    try:
        with _job(ledger, loaded.recipe.name, str(rows.resolve()) if rows else "", doing, by_rows) as kept:
            walk = Walk(loaded, given_values, store, NoWorld(), kept, sheet=sheet, folder=Path.cwd(), today=kept.began)
            if doing.resume:
                say(
                    f"Going on with what was begun on {kept.began}."
                    if kept.resumed
                    else "Nothing was begun; this is from the start."
                )
            yield Prepared(loaded, given_values, store, sheet, walk.secrets, kept)
    finally:
        ledger.close()


def _job(ledger: Ledger, recipe: str, rows: str, doing: Doing, by_rows: bool) -> Job:
    """The job in the ledger. One with rows is never begun anew by accident; others are, unless they are resumed."""
    begun = ledger.open_job(recipe, rows)
    if begun is not None and by_rows and not doing.resume and not doing.again:
        raise RecipeError(
            f"{recipe} was begun for these rows and has not ended ({begun.leaves} steps of it were done); "
            "go on with --resume, or start anew with --again."
        )
    return ledger.job(recipe, rows, again=doing.again or not (by_rows or doing.resume))


def _loops(loaded: Loaded, store: Store) -> bool:
    books = with_all_used(loaded, store).values()
    return any(isinstance(step, ForEach) for book in books for step in every(book.recipe.steps))


def _given(loaded: Loaded, values: Mapping[str, str], sheet: Sheet | None) -> dict[str, Value]:
    """The values of the parameters; with a sheet those it may give by its columns can be missing here."""
    parameters = loaded.recipe.parameters
    if sheet is not None:
        there = {n for n, p in parameters.items() if n in values or p.default is not None or p.type == "secret"}
        parameters = {name: parameter for name, parameter in parameters.items() if name in there}
    return given(parameters, values)
