"""`deskhand record`: show a task once, with your own mouse and keyboard, and keep it as a recipe."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from deskhand.core.errors import DeskhandError, RecordingError, StopRequested, UsageError
from deskhand.core.stop import StopToken
from deskhand.system.paths import Paths, user_paths
from deskhand.system.running import recorded
from deskhand.system.secrets import Secrets

from .keypresses import pressed, single_keys
from .repairs import mending
from .run import stopping
from .watch import own_terminal

if TYPE_CHECKING:
    from deskhand.engine.recorder import Recorder
    from deskhand.recipe.recording.compiling import Made
    from deskhand.recipe.recording.data import Recording

LISTEN = 0.1
"""Seconds between two looks for a key, a stop, or trouble."""
WATCHED = """Recording {name}. Do the task now, with mouse and keyboard, at your own pace.

Watched: where you click, what you type, and the screen around it, outside of this terminal.
Never kept: passwords, card numbers, keys and other secrets; what you do while it is paused; whole pictures of
the screen. Everything stays on this machine."""
KEYS = "Here:  p pause   s what I typed is a secret   u forget the last step   c check what I point at   Enter finish"


class WhenStopped(StrEnum):
    """What becomes of a recording that is stopped from outside."""

    KEEP = "keep"
    DISCARD = "discard"


def record(
    name: Annotated[str, typer.Argument(help="What the recipe shall be called: small letters, digits and -.")],
    title: Annotated[str, typer.Option(help="A few words on what it does.")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Take the place of a recipe of that name.")] = False,
    when_stopped: Annotated[
        WhenStopped, typer.Option(help="What becomes of it on Ctrl+C (asked in a terminal) and `deskhand stop`.")
    ] = WhenStopped.KEEP,
) -> None:
    """Show a task once; it becomes a recipe that `deskhand replay` does again.

    Examples:

    `deskhand record monthly-report --title "Fill in the monthly report"`

    `deskhand record login --replace`

    Exit: 0 kept, 1 failed, 2 bad request, 3 discarded.
    """
    out, paths, stop = Console(soft_wrap=True, highlight=False), user_paths(), StopToken()
    _refuse_taken(paths, name, replace)
    with stopping(stop), recorded(paths.running):
        made, folder = _shown(out, paths, stop, name, title, when_stopped)
    _tell(out, made, folder)
    _offer_keyring(out, paths, made)


def _refuse_taken(paths: Paths, name: str, replace: bool) -> None:
    from deskhand.recipe.keeping.store import user_store

    store = user_store(paths)
    if store.own(name) and not replace:
        raise UsageError(f"There is a recipe {name} already; choose another name, or add --replace.")


def _shown(
    out: Console, paths: Paths, stop: StopToken, name: str, title: str, when_stopped: WhenStopped
) -> tuple[Made, str]:
    """Record, make the recipe, and keep it; the recipe and its folder."""
    from deskhand.bootstrap import open_recorder
    from deskhand.jobs.showing import private_words
    from deskhand.recipe.recording.compiling import recipe_of

    own = _own_windows()
    with open_recorder(paths, own) as (recorder, locator):
        recorder.start()
        out.print(WATCHED.format(name=name), markup=False)
        with single_keys() as heard:
            if heard:
                out.print(f"\n{KEYS}", markup=False)
            _follow(out, recorder, stop, heard)
        if stop.is_set and _discards(out, when_stopped, heard):
            raise StopRequested("The recording is discarded; nothing was kept.")
        recording = _read(out, recorder)
        made = recipe_of(
            recording,
            name,
            title,
            f"Recorded on {datetime.now():%Y-%m-%d}",
            locator.remember,
            private_words(),
        )
        if not made.recipe.steps:
            raise RecordingError("Nothing was shown that could be kept; no recipe was made.")
        folder = mending(paths).keep_own(made.recipe, made.pictures)
    return made, str(folder)


def _own_windows() -> frozenset[int]:
    """The window of our terminal."""
    from deskhand.bootstrap import open_capture

    capture = open_capture()
    try:
        handle = own_terminal(capture.grab())
    finally:
        capture.close()
    return frozenset({handle} if handle else ())


def _follow(out: Console, recorder: Recorder, stop: StopToken, heard: bool) -> None:
    """Until it is finished here, stopped, or cannot go on."""
    while not stop.is_set:
        if recorder.problem:
            out.print(recorder.problem, style="yellow", markup=False)
            return
        if not heard:
            time.sleep(LISTEN)
            continue
        key = pressed(LISTEN).lower()
        if key in ("\n", "\r", "q"):
            return
        if key:
            _obey(out, recorder, key)


def _obey(out: Console, recorder: Recorder, key: str) -> None:
    """Do what a key asks for, and say so."""
    match key:
        case "p" if recorder.paused:
            recorder.resume()
            out.print("Recording again.")
        case "p":
            recorder.pause()
            out.print("Paused: nothing is kept. p goes on.")
        case "s":
            recorder.secret()
            out.print("What you typed last (or type next, if nothing yet) is a secret.")
        case "u":
            recorder.undo()
            out.print("The last step is forgotten; in the application it is as you left it.")
        case "c":
            recorder.check()
            out.print("What the pointer is at must be seen when it is replayed.")
        case _:
            out.print(KEYS, markup=False)


def _discards(out: Console, when_stopped: WhenStopped, heard: bool) -> bool:
    """Whether a recording that was stopped is thrown away."""
    if not heard:
        return when_stopped is WhenStopped.DISCARD
    try:
        return out.input("Keep what was shown so far? \\[Y/n] ").strip().lower() in ("n", "no")
    except EOFError:
        return when_stopped is WhenStopped.DISCARD


def _read(out: Console, recorder: Recorder) -> Recording:
    """What was recorded, once it is read; another Ctrl+C discards it."""
    stop = StopToken()
    with stopping(stop):
        return recorder.finish(lambda done, of: out.print(f"Reading step {done} of {of}."), stop)


def _tell(out: Console, made: Made, folder: str) -> None:
    """The steps in words, and where the recipe is."""
    from deskhand.recipe.reviewing.telling import told

    out.print()
    for line in told(made.recipe, max(60, out.width)):
        out.print(line, markup=False)
    for remark in made.remarks:
        out.print(remark, style="yellow", markup=False)
    out.print(f"\nKept in {folder}. Change it with `deskhand recipes edit {made.recipe.name}`.", markup=False)


def _offer_keyring(out: Console, paths: Paths, made: Made) -> None:
    """Ask for each secret whether the keyring shall keep it; without a yes it is asked for at each replay."""
    if sys.stdin is None or not sys.stdin.isatty():
        return
    secrets = Secrets(paths.secrets)
    for name, value in made.secrets.items():
        label = made.recipe.parameters[name].label if name in made.recipe.parameters else name
        try:
            answer = out.input(
                f"Keep the secret of “{label or name}” in the keyring as {name}? "
                "It is asked for at each replay otherwise. \\[y/N] "
            )
            if answer.strip().lower() in ("y", "yes"):
                secrets.keep(name, value)
                out.print(f"The keyring keeps {name}.")
        except (EOFError, KeyboardInterrupt):
            return
        except DeskhandError as problem:
            out.print(str(problem), style="red", markup=False)


__all__ = ["record"]
