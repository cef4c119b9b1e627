"""The `deskhand` command: its subcommands, and how errors leave it."""

from __future__ import annotations

import logging
import os
import signal
import sys
import traceback
from typing import Annotated

import typer

from deskhand import __version__
from deskhand.core.errors import DeskhandError
from deskhand.core.lettering import visible
from deskhand.system.paths import user_paths

from . import app as the_app
from . import (
    audit,
    decide,
    demo,
    doctor,
    jobs,
    look,
    models,
    packs,
    recipes,
    record,
    repairs,
    replay,
    run,
    runs,
    secrets,
)

app = typer.Typer(
    name="deskhand",
    help="Say what you want done; Deskhand looks at the screen, does it, and asks before anything risky.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        print(f"deskhand {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Options of every command."""


app.command("app")(the_app.app)
app.command("trigger")(the_app.trigger)
app.command("run")(run.run)
app.command("start")(run.start)
app.command("replay")(replay.replay)
app.command("stop")(run.stop)
app.command("record")(record.record)
app.command("look")(look.look)
app.command("decide")(decide.decide)
app.command("doctor")(doctor.doctor)
app.command("demo")(demo.demo)
app.add_typer(audit.app, name="audit")
app.add_typer(jobs.app, name="jobs")
app.add_typer(runs.app, name="runs")
recipes.app.command("run")(replay.replay)
packs.add_to(recipes.app)
repairs.add_to(recipes.app)
app.add_typer(recipes.app, name="recipes")
app.add_typer(secrets.app, name="secrets")
app.add_typer(models.app, name="models")


def _logged() -> str:
    """Write the traceback of the error in hand to the crash log; where it is, in words."""
    file = user_paths().data / "crash.log"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(traceback.format_exc())
    except OSError:
        return "its details could not be written anywhere."
    return f"its details are in {file}."


def main() -> None:
    """Run the command; errors become one sentence and an exit code."""
    # As an exception it unwinds: a private desktop and its programs end with us.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(3))
    logging.basicConfig(level=logging.WARNING, format="deskhand: %(message)s", stream=sys.stderr)
    try:
        app()
    except DeskhandError as problem:
        print(f"deskhand: {visible(str(problem))}", file=sys.stderr)
        sys.exit(problem.exit_code)
    except KeyboardInterrupt:
        sys.exit(3)
    except BrokenPipeError:
        # The reader of our output has gone; Python must not complain at shutdown either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except Exception as bug:  # noqa: BLE001 - the last resort: a person gets a sentence, the log the rest
        print(f"deskhand: an error of Deskhand itself ({type(bug).__name__}); {_logged()}", file=sys.stderr)
        sys.exit(1)
