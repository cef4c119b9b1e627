"""`deskhand runs`: what was done, from the journal."""

from __future__ import annotations

import shlex
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from deskhand.core.errors import RecipeError, UsageError
from deskhand.journal.calibration import calibration, predictions
from deskhand.journal.history import History, RunRecord
from deskhand.system.paths import user_paths

from .repairs import mending
from .run import written_report

if TYPE_CHECKING:
    from deskhand.recipe.promoting.promoting import Promoted

app = typer.Typer(help="Runs on record: list them, show one, write its report.", no_args_is_help=True)

RunId = Annotated[str, typer.Argument(help="A run's id, the beginning of it, or `last`.")]


@app.command("list")
def list_runs(limit: Annotated[int, typer.Option(min=1, help="How many, newest first.")] = 20) -> None:
    """The newest runs."""
    history = History(user_paths().journal)
    table = Table("run", "when", "status", "steps", "seconds", "goal", box=None, header_style="bold")
    for run_id in history.ids(limit):
        run = history.run(run_id)
        seconds = f"{run.end['seconds']:.1f}" if run.end else ""
        table.add_row(run.id, _when(run), run.status, str(len(run.steps)), seconds, escape(run.goal))
    history.close()
    Console().print(table)


@app.command("forget")
def forget_runs(
    run_id: Annotated[str, typer.Argument(help="A run's id, the beginning of it, or `last`.")] = "",
    older_than: Annotated[int, typer.Option(min=0, help="Forget all that began more days ago; 0 for none.")] = 0,
) -> None:
    """Forget runs: what they say and their pictures are deleted; that they were forgotten stays on record."""
    from deskhand.journal.forgetting import forget
    from deskhand.journal.forgetting import older_than as older

    if bool(run_id) == bool(older_than):
        raise UsageError("Name a run to forget, or --older-than DAYS.")
    paths = user_paths()
    history = History(paths.journal)
    try:
        runs = [history.run(run_id).id] if run_id else older(paths.journal, older_than)
    finally:
        history.close()
    pictures = forget(paths.journal, paths.pictures, runs, paths.reports)
    print(f"Forgot {len(runs)} run{'' if len(runs) == 1 else 's'} and {pictures} pictures.")


@app.command("show")
def show(run_id: RunId) -> None:
    """The steps of one run."""
    history = History(user_paths().journal)
    run = history.run(run_id)
    history.close()
    console = Console()
    console.print(f"{run.goal}\n{run.status}, {len(run.steps)} steps, {_when(run)}", highlight=False, markup=False)
    for name in ("reason", "answer"):
        if run.end and run.end[name]:
            console.print(f"{name}: {run.end[name]}", highlight=False, markup=False)
    table = Table("", "action", "by", "risk", "delivery", "observed", box=None, header_style="bold")
    for step in run.steps:
        outcome = step.outcome or {"delivery": "?", "observed": "unknown: the run ended here"}
        intent = step.intent
        row = (str(step.number), intent["phrase"], intent["by"], intent["risk"])
        table.add_row(*map(escape, row), outcome["delivery"], escape(outcome["observed"]))
    console.print(table)


@app.command("report")
def report(
    run_id: RunId,
    folder: Annotated[Path | None, typer.Option("--to", help="Folder to write it into.")] = None,
) -> None:
    """Write the report of one run and print its path."""
    paths = user_paths()
    print(written_report(paths, run_id, folder or paths.reports))


@app.command("predictions")
def predicted(limit: Annotated[int, typer.Option(min=1, help="How many of the newest runs.")] = 50) -> None:
    """How often each kind of prediction came true, and how sure decisions were against how often theirs did."""
    history = History(user_paths().journal)
    runs = [history.run(run_id) for run_id in history.ids(limit)]
    history.close()
    kinds = Table("predicted", "steps", "came true", box=None, header_style="bold")
    for kept in predictions(runs):
        kinds.add_row(kept.kind, str(kept.steps), f"{kept.met / kept.steps:.0%}")
    sureness = Table("chosen by", "as sure as", "steps", "mean", "came true", box=None, header_style="bold")
    for b in calibration(runs):
        sure = f"{b.low:.2f} to {b.high:.2f}"
        sureness.add_row(b.by, sure, str(b.steps), f"{b.sure:.2f}", f"{b.met / b.steps:.0%}")
    Console().print(kinds, sureness)


@app.command("promote")
def promote(
    run_id: RunId,
    name: Annotated[str, typer.Argument(help="What the recipe shall be called: small letters, digits and -.")],
    replace: Annotated[bool, typer.Option("--replace", help="Take the place of your recipe of that name.")] = False,
) -> None:
    """Make a recipe of a run that was done; the words of its goal become parameters.

    `deskhand runs promote last save-note`

    Then `deskhand recipes show save-note`, and `deskhand replay save-note --set file_name=b.txt`.
    """
    from deskhand.journal.done_runs import done_run
    from deskhand.journal.pictures import PictureStore
    from deskhand.recipe.promoting.promoting import promoted

    paths = user_paths()
    store = mending(paths).store
    if (store.own(name) or name in store.names()) and not (replace and store.own(name)):
        raise RecipeError(f"There is a recipe {name} already; take another name{_or_replace(store.own(name))}.")
    history = History(paths.journal)
    try:
        made = promoted(done_run(history.run(run_id), PictureStore(paths.pictures)), name)
    finally:
        history.close()
    _tell_promoted(made, mending(paths).keep_own(made.recipe, made.pictures))


def _tell_promoted(made: Promoted, folder: Path) -> None:
    recipe = made.recipe
    print(f"{recipe.name}: {len(recipe.steps)} steps, in {folder}")
    for name, parameter in recipe.parameters.items():
        print(f"  --set {name}={shlex.quote(parameter.default or '')}  ({parameter.type})")
    for remark in made.remarks:
        print(remark, file=sys.stderr)


def _or_replace(own: bool) -> str:
    return ", or --replace yours" if own else ""


def _when(run: RunRecord) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(run.at))
