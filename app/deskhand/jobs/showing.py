"""A recording ordered by the app: the person shows a task, and it becomes a recipe."""

from __future__ import annotations

import os
import platform
import queue
from datetime import datetime
from pathlib import Path

from deskhand.core.errors import DeskhandError, RecordingError, StopRequested
from deskhand.core.geometry import Point
from deskhand.core.stop import StopToken
from deskhand.engine.recorder import Recorder
from deskhand.recipe.recording.compiling import Made
from deskhand.system.language import _, counted
from deskhand.system.paths import Paths
from deskhand.system.running import recorded
from deskhand.system.secrets import Secrets

from .line_to_app import Line
from .messages import Began, Control, Ended, Moment, Noted, Question, Record, Said

LISTEN = 0.2
"""Seconds between two looks at whether the recorder still watches."""


def show(order: Record, paths: Paths, line: Line, stop: StopToken, words: queue.SimpleQueue[Control]) -> None:
    """Record until the app says it is finished; `words` are what it says meanwhile."""
    try:
        with recorded(paths.running):
            line.send(_shown(order, paths, line, stop, words))
    except StopRequested as stopped:
        line.send(Ended(status="stopped", words=str(stopped)))
    except DeskhandError as problem:
        line.send(Ended(status="failed", words=str(problem)))


def private_words() -> list[str]:
    """Names of this machine and its user: what shows them is another elsewhere."""
    return [word for word in (os.environ.get("USER", ""), Path.home().name, platform.node()) if len(word) > 2]


def _shown(order: Record, paths: Paths, line: Line, stop: StopToken, words: queue.SimpleQueue[Control]) -> Ended:
    from deskhand.bootstrap import open_recorder
    from deskhand.recipe.recording.compiling import recipe_of
    from deskhand.recipe.repairing.mending import user_mending

    with open_recorder(paths, frozenset(order.own), frozenset(order.chords)) as (recorder, locator):
        recorder.start()
        line.send(Began(title=order.title or order.name))
        line.send(Moment(state="recording"))
        _follow(recorder, line, stop, words)

        def told(done: int, of: int) -> None:
            line.send(Moment(state="working", words=counted("Reading {n} picture", "Reading {n} pictures", of - done)))

        recording = recorder.finish(told, stop)
        today = f"Recorded on {datetime.now():%Y-%m-%d}"
        made = recipe_of(recording, order.name, order.title, today, locator.remember, private_words())
        if not made.recipe.steps:
            raise RecordingError("Nothing was shown that could be kept; no recipe was made.")
        user_mending(paths).keep_own(made.recipe, made.pictures)
    _offer_keyring(made, paths, line, stop)
    return Ended(status="done", made=made.recipe.name, steps=len(made.recipe.steps), remarks=made.remarks)


def _follow(recorder: Recorder, line: Line, stop: StopToken, words: queue.SimpleQueue[Control]) -> None:
    """Do what the app says, until the recording is finished. Raises `StopRequested` when it is thrown away."""
    while not recorder.problem:
        stop.check()
        try:
            control = words.get(timeout=LISTEN)
        except queue.Empty:
            continue
        match control.word:
            case "finish":
                return
            case "pause":
                recorder.pause()
            case "resume":
                recorder.resume()
            case "secret":
                recorder.secret()
            case "undo":
                recorder.undo()
            case "check":
                recorder.check(Point(*control.here) if control.here else None)
            case _:
                continue
        line.send(Noted(paused=recorder.paused))
    line.send(Said(words=recorder.problem))


def _offer_keyring(made: Made, paths: Paths, line: Line, stop: StopToken) -> None:
    """Ask for each secret whether the keyring shall keep it; without a yes it is asked for at each replay."""
    secrets = Secrets(paths.secrets)
    for name, value in made.secrets.items():
        label = made.recipe.parameters[name].label if name in made.recipe.parameters else name
        asked = _("Keep the secret of “{name}” in the keyring? Otherwise it is asked for at each replay.")
        asked = asked.format(name=label or name)

        def question(number: int, words: str = asked) -> Question:
            return Question(number=number, kind="yes-no", words=words)

        if line.ask(stop, question).granted:
            try:
                secrets.keep(name, value)
            except DeskhandError as problem:
                line.send(Said(words=str(problem)))


__all__ = ["private_words", "show"]
