"""The `deskhand` command: its subcommands, and how errors leave it."""

from __future__ import annotations

import logging
import os
import sys

import typer

from deskhand.core.errors import DeskhandError

from . import decide, demo, doctor, look, models, run, runs

app = typer.Typer(
    name="deskhand",
    help="Say what you want done; Deskhand looks at the screen, does it, and asks before anything risky.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
app.command("run")(run.run)
app.command("start")(run.start)
app.command("stop")(run.stop)
app.command("look")(look.look)
app.command("decide")(decide.decide)
app.command("doctor")(doctor.doctor)
app.command("demo")(demo.demo)
app.add_typer(runs.app, name="runs")
app.add_typer(models.app, name="models")


def main() -> None:
    """Run the command; errors become one sentence and an exit code."""
    logging.basicConfig(level=logging.WARNING, format="deskhand: %(message)s", stream=sys.stderr)
    try:
        app()
    except DeskhandError as problem:
        print(f"deskhand: {problem}", file=sys.stderr)
        sys.exit(problem.exit_code)
    except KeyboardInterrupt:
        sys.exit(3)
    except BrokenPipeError:
        # The reader of our output has gone; Python must not complain at shutdown either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
