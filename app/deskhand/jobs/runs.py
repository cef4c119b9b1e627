"""Runs on record, as the app uses them: one of them, its report, a recipe made of it."""

from __future__ import annotations

from pathlib import Path

from deskhand.core.errors import RecipeError
from deskhand.journal.done_runs import done_run
from deskhand.journal.forgetting import forget, older_than
from deskhand.journal.history import History, RunRecord
from deskhand.journal.pictures import PictureStore
from deskhand.journal.report import write_report
from deskhand.recipe.promoting.promoting import promoted
from deskhand.recipe.repairing.mending import user_mending
from deskhand.system.paths import Paths

CALIBRATED = 50
"""Newest runs that the calibration in a report is taken from."""


def record_of(paths: Paths, run: str) -> RunRecord:
    """A run. Raises `JournalError`, `UsageError`."""
    history = History(paths.journal)
    try:
        return history.run(run)
    finally:
        history.close()


def report_of(paths: Paths, run: str, folder: Path | None = None) -> Path:
    """Write the report of a run; where it is. Raises `JournalError`, `UsageError`."""
    history = History(paths.journal)
    try:
        recent = [history.run(one) for one in history.ids(CALIBRATED)]
        return write_report(history.run(run), PictureStore(paths.pictures).path, folder or paths.reports, recent)
    finally:
        history.close()


def promote(paths: Paths, run: str, name: str) -> str:
    """Make a recipe of a run; its name.

    Raises:
        RecipeError: it cannot be made, or there is one of that name.
        JournalError, UsageError: the run cannot be read.
    """
    mending = user_mending(paths)
    if name in mending.store.names() or mending.store.own(name):
        raise RecipeError(f"There is a recipe {name} already; take another name.")
    made = promoted(done_run(record_of(paths, run), PictureStore(paths.pictures)), name)
    mending.keep_own(made.recipe, made.pictures)
    return name


def forget_old(paths: Paths, days: int) -> int:
    """Forget all runs that began more than some days ago; how many. Raises `JournalError`."""
    if not paths.journal.exists():
        return 0
    old = older_than(paths.journal, days)
    if old:
        forget(paths.journal, paths.pictures, old, paths.reports)
    return len(old)


__all__ = ["CALIBRATED", "forget_old", "promote", "record_of", "report_of"]
