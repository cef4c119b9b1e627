"""`deskhand demo`: a goal on a private desktop, checked from outside."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from deskhand.core.risk import Risk
from deskhand.system.paths import user_paths
from deskhand.system.private_desktop import PrivateDesktop, environment

from .progress import Progress
from .run import Limits, carry_out
from .scenes import DEMO_GOAL, SCENES, scene_for

_TEXT = "hello from deskhand"


def demo(
    goal: Annotated[str, typer.Option(help="The goal.")] = DEMO_GOAL,
    scene: Annotated[str, typer.Option(help=f"The stage: {', '.join(SCENES)}; by default the goal's words say.")] = "",
    report: Annotated[Path | None, typer.Option(help="Folder of the report.")] = None,
) -> None:
    """Open a private desktop with a real application and do a goal there; your own screen is not touched.

    The desktop and what was saved on it are gone afterwards; the report stays. The file of the default goal is
    checked from outside. Exit: 0 done, 1 failed, 2 bad request, 3 stopped or needs you.
    """
    from deskhand.decide.goal import parse

    parse(goal)  # a goal that cannot be read is refused before a desktop is opened
    started = time.monotonic()
    out = Console()
    name = scene or scene_for(goal)
    if name not in SCENES:
        raise typer.BadParameter(f"there is no scene {name}; the scenes are {', '.join(SCENES)}.")
    paths = user_paths()
    with PrivateDesktop() as desktop:
        out.print(f"A private desktop is open on display {desktop.display}; its scene is the {name}.", highlight=False)
        SCENES[name](desktop)
        with environment(desktop.env):
            result = carry_out(goal, paths, Limits(Risk.R2), Progress(out), report or paths.reports)
        code = result.status.exit_code
        if goal == DEMO_GOAL and not _file_is_right(desktop.home / "Documents" / "notes.txt", out):
            code = code or 1
    out.print(f"Total time: {time.monotonic() - started:.1f} s", highlight=False)
    raise typer.Exit(code)


def _file_is_right(file: Path, out: Console) -> bool:
    """Look at the file itself, which Deskhand never did."""
    if not file.exists():
        out.print(f"[red]Checked from outside: there is no {file.name} in Documents.[/]")
        return False
    text = file.read_text()
    if text != _TEXT:
        out.print(f"[red]Checked from outside: {file.name} holds {text!r}, not {_TEXT!r}.[/]", soft_wrap=True)
        return False
    out.print(
        f"[green]Checked from outside: {file.name} is in Documents and holds exactly {_TEXT!r}.[/]", soft_wrap=True
    )
    return True
