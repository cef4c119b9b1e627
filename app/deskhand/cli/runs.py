"""`deskhand runs`: what was done, from the journal."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from deskhand.journal.history import History, RunRecord
from deskhand.system.paths import user_paths

from .run import written_report

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


def _when(run: RunRecord) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(run.at))
