"""One prepared replay, from its first question to its end, whoever is there to be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from deskhand.bootstrap_replay import Job, ReplaySession, open_replay_session
from deskhand.confirm.first_time import FirstTime
from deskhand.core.events import Listener
from deskhand.core.ports import Actor, Confirmer
from deskhand.core.step import RunResult, Status
from deskhand.core.stop import StopToken
from deskhand.engine.budget import Budget
from deskhand.engine.replaying.stages import Asker
from deskhand.recipe.sharing.trust import TrustBook
from deskhand.recipe.walking.walk import Leaf
from deskhand.system.paths import Paths, ready_recipes
from deskhand.system.secrets import Secrets

from .mending import Mender
from .preparing import Prepared
from .task import Doing
from .trusting import watched


@dataclass(frozen=True)
class People:
    """Who is asked: `usual` before each step, `person` about what matters of a recipe that came from elsewhere, `ask`
    the questions of recipes."""

    usual: Confirmer
    person: Confirmer
    ask: Asker
    secrets: Secrets


@dataclass(frozen=True)
class How:
    """How a replay is done; see `open_replay_session`.

    `begins` is told each step before anything of it is done, `opened` what acts.
    """

    speed: float = 1.0
    beside_app: bool = False
    job: str = ""
    begins: Callable[[Leaf], None] = lambda leaf: None
    opened: Callable[[Actor], None] = lambda actor: None


def replay_prepared(
    ready: Prepared,
    doing: Doing,
    people: People,
    paths: Paths,
    stop: StopToken,
    budget: Callable[[], Budget],
    tell: Listener,
    say: Callable[[str], None],
    mender: Mender,
    how: How | None = None,
) -> RunResult:
    """Replay, again as often as a repair lets it go on; what was agreed to is kept when it is done.

    Raises:
        DeskhandError: a stage cannot be opened or failed on the way.
    """
    how = how or How()
    confirm = FirstTime(people.usual, people.person, TrustBook(paths.trust), (paths.recipes, ready_recipes()))
    confirm.replays(ready.loaded)
    asked = watched(confirm, people.ask, Path.cwd())

    def begins(leaf: Leaf) -> None:
        how.begins(leaf)
        asked(leaf)

    session: ReplaySession
    with open_replay_session(
        paths, confirm, people.ask, people.secrets.value, stop, how.speed, how.beside_app, how.job
    ) as session:
        how.opened(session.stages.actor)
        for note in session.notes:
            if note.degraded:
                say(f"{note.part}: {note.text}")
        job: Job | None = replace(_job(ready, doing), begins=begins)
        while job is not None:
            replayed = session.replay(job, budget(), tell)
            job = mender.again(replayed, job, session.stages)
        result = replayed.result
    if result.status is Status.DONE:
        # First, so that whatever happens to the list of what is trusted, nothing of it is done again.
        ready.kept.end()
        confirm.completed()
    return result


def _job(ready: Prepared, doing: Doing) -> Job:
    return Job(
        ready.loaded,
        ready.values,
        ready.store,
        ready.sheet,
        memory=ready.kept,
        deeds=ready.kept,
        today=ready.kept.began,
        interrupted=doing.interrupted,
        append=doing.append,
        anew=not ready.kept.resumed,
    )


__all__ = ["How", "People", "replay_prepared"]
