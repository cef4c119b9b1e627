"""`deskhand models`: what is installed, and fetching what is not."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from deskhand.core.errors import ModelFileError
from deskhand.models.catalogue import catalogue
from deskhand.models.fetch import fetch, installed
from deskhand.models.requantise import faster, make_faster
from deskhand.system.paths import user_paths

CHOOSER = "action-model"
"""The entry whose weights are run in a faster copy."""

app = typer.Typer(help="The models Deskhand uses: list them, fetch them.", no_args_is_help=True)


@app.command("list")
def list_models() -> None:
    """Every model of the catalogue, and whether it is installed."""
    table = Table("model", "what it does", "size", "licence", "", box=None, header_style="bold")
    for entry in catalogue().values():
        try:
            installed(entry, user_paths().weights)
            state = "installed"
        except ModelFileError as problem:
            state = str(problem)
        size = sum(file.bytes for file in entry.files) / 1e6
        table.add_row(entry.name, entry.summary, f"{size:.0f} MB", entry.licence, state)
    Console().print(table)


@app.command("fetch")
def fetch_models(
    quiet: Annotated[bool, typer.Option("--quiet", help="Say nothing about what is installed already.")] = False,
) -> None:
    """Fetch what is missing or damaged, checked by digest."""
    report, weights = _unless_installed if quiet else print, user_paths().weights
    for entry in catalogue().values():
        fetch(entry, weights, report)
    chooser = weights / catalogue()[CHOOSER].files[0].name
    made = make_faster(chooser)
    report(f"{faster(chooser).name}: {'made, a faster copy' if made else 'installed'}")


def _unless_installed(line: str) -> None:
    if not line.endswith(": installed"):
        print(line)
