"""`deskhand doctor`: tries every part for real and says what to do about what fails."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from deskhand.jobs.checks import CHECKS, Finding, examine


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list of the findings.")] = False,
) -> None:
    """Try display, capture, input, text, model, journal and keyring; each is ok, or what to do about it.

    Exit: 0 when everything is ok, 1 otherwise.
    """
    findings = [examine(name, check) for name, check in CHECKS.items()]
    if as_json:
        print(json.dumps([{"part": f.part, "ok": f.ok, "detail": f.detail} for f in findings], ensure_ascii=False))
    else:
        console = Console()
        for finding in findings:
            console.print(_line(finding), highlight=False, soft_wrap=True)
    raise typer.Exit(0 if all(finding.ok for finding in findings) else 1)


def _line(finding: Finding) -> str:
    mark = "[green]ok[/] " if finding.ok else "[red]no[/] "
    return f"{mark} [bold]{finding.part:<9}[/] {escape(finding.detail)}"
