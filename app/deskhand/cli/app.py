"""`deskhand app` and `deskhand trigger`: the app in the tray, and starting a task of it from anywhere."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from deskhand.core.errors import UsageError
from deskhand.system.one_instance import hand_over
from deskhand.system.paths import user_paths


def app(
    goal: Annotated[str, typer.Option(help="Do this goal at once.")] = "",
    open_page: Annotated[str, typer.Option("--open", help="Open board, recipes, models, settings or about.")] = "",
    background: Annotated[bool, typer.Option("--background", help="Show the icon and nothing else.")] = False,
) -> None:
    """Open the app: an icon in the tray, a line to type goals into, a board of runs. A second launch hands over."""
    from deskhand.ui.main import run

    request = {"goal": goal} if goal else {"open": open_page} if open_page else {} if background else {"show": True}
    code = run(user_paths(), request, background)
    sys.stdout.flush()
    sys.stderr.flush()
    # All is closed by now; Qt taken apart piece by piece with the interpreter crashes once in a while.
    os._exit(code)


def trigger(name: Annotated[str, typer.Argument(help="What the app calls it; see Recipes there.")]) -> None:
    """Start what a trigger starts: for desktops without global hotkeys, and for scripts.

    Bind `deskhand trigger NAME` to a key in the settings of your desktop.
    """
    from deskhand.jobs.triggers import Triggers

    paths = user_paths()
    Triggers(paths.triggers).find(name)
    if not hand_over(paths.socket, {"trigger": name}):
        raise UsageError("The app does not run; start it with `deskhand app`.")


__all__ = ["app", "trigger"]
