"""Does what the app orders: a goal, a recipe, a recording; each tells how it ended and raises nothing of its own."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from deskhand.core.errors import DeskhandError, StopRequested
from deskhand.core.risk import Risk
from deskhand.core.step import RunResult
from deskhand.core.stop import StopToken
from deskhand.engine.budget import Budget
from deskhand.system.paths import Paths
from deskhand.system.running import recorded
from deskhand.system.secrets import Secrets

from .allowed import Allowed, AllowedBefore
from .asking import AppPerson
from .cards import Cards, chosen_for_recipe, with_budget
from .line_to_app import Line
from .messages import Do, Ended, Moment, Said
from .narrator import Narrator
from .task import Doing

log = logging.getLogger(__name__)

REPLAY_STEPS, REPLAY_SECONDS = 1_000_000, 86_400.0
"""What a replay may take at most: a job of many rows is long."""


def do(order: Do, paths: Paths, line: Line, stop: StopToken) -> None:
    """Do a goal or a recipe, and tell how it ended."""
    narrator = Narrator(line, stop, order.task.title, order.outline, order.pauses)
    person = AppPerson(line, stop, lambda: narrator.frame)
    work = _goal if order.task.kind == "goal" else _recipe
    try:
        with recorded(paths.running):
            line.send(Moment(state="looking"))
            result = work(order, paths, line, stop, narrator, person)
    except StopRequested as stopped:
        line.send(ended(narrator.result) if narrator.result else Ended(status="stopped", words=str(stopped)))
    except DeskhandError as problem:
        line.send(Ended(status="failed", words=str(problem), run=narrator.result.run_id if narrator.result else ""))
    else:
        line.send(ended(result))


def ended(result: RunResult) -> Ended:
    """A result as the app is told it."""
    return Ended(
        status=result.status.value,
        words=result.reason,
        answer=result.answer,
        steps=result.steps,
        seconds=result.seconds,
        run=result.run_id,
    )


def _goal(order: Do, paths: Paths, line: Line, stop: StopToken, narrator: Narrator, person: AppPerson) -> RunResult:
    from deskhand.bootstrap import open_session
    from deskhand.confirm.by_card import ByCard
    from deskhand.decide.goal import parse

    parse(order.task.what)
    card = Cards(paths.cards).chosen(order.task.who, order.task.what, order.task.job, Risk[order.unasked], order.usual)
    card = with_budget(card, order.max_steps, order.max_seconds / 60)
    confirm = ByCard(card, person)
    languages = order.languages.split("+") if order.languages else None
    with open_session(paths, confirm, stop, True, order.accessibility, languages, card.name) as session:
        narrator.actor = session.stages.actor
        for note in session.notes:
            if note.degraded:
                line.send(Said(words=f"{note.part}: {note.text}"))
        return session.run(order.task.what, Budget(card.steps, card.minutes * 60), narrator)


def _recipe(order: Do, paths: Paths, line: Line, stop: StopToken, narrator: Narrator, person: AppPerson) -> RunResult:
    from deskhand.confirm.by_card import ByCard
    from deskhand.recipe.sharing.trust import TrustBook

    from .mending import Mender
    from .preparing import prepared
    from .replaying import How, People, replay_prepared

    task, limit = order.task, Risk[order.unasked]
    card = chosen_for_recipe(paths, task.what, task.job, task.who, REPLAY_STEPS, REPLAY_SECONDS, limit, order.usual)
    doing, rows = Doing(resume=task.resume, again=task.again), Path(task.rows) if task.rows else None

    def say(words: str) -> None:
        line.send(Said(words=words))

    with prepared(task.what, task.values, rows, paths, doing, say) as ready:
        book = TrustBook(paths.trust)

        def is_theirs(name: str) -> bool:
            return ready.store.own(name) and book.came(name) is None

        # What the person allowed for good is their answer where the card asks; what it denies stays denied.
        allowed = AllowedBefore(Allowed(paths.allowed), is_theirs)
        by_card = ByCard(card, person, kept=allowed.answered)
        person.always = allowed
        secrets = Secrets(paths.secrets, ask=person.secret)
        for secret in sorted(ready.secrets):
            secrets.value(secret)
        return replay_prepared(
            ready,
            doing,
            People(by_card, by_card.asking(), person.question, secrets),
            paths,
            stop,
            lambda: Budget(card.steps, card.minutes * 60),
            narrator,
            say,
            Mender(paths, say),
            How(beside_app=True, job=card.name, begins=allowed.begins, opened=partial(setattr, narrator, "actor")),
        )


def on_bug(line: Line, work: Callable[[], None], crash_log: Path) -> None:
    """Do the work; a bug of ours ends it with a sentence, and its details go to the crash log."""
    import traceback

    try:
        work()
    except Exception as bug:  # noqa: BLE001 - the last resort: the person gets a sentence, the log the rest
        try:
            crash_log.parent.mkdir(parents=True, exist_ok=True)
            crash_log.write_text(f"{datetime.now():%Y-%m-%d %H:%M:%S}\n{traceback.format_exc()}")
        except OSError:
            traceback.print_exc(file=sys.stderr)
        line.send(Ended(status="failed", words=f"An error of Deskhand itself ({type(bug).__name__}); see About."))


__all__ = ["do", "ended", "on_bug"]
