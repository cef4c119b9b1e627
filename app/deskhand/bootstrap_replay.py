"""Wires the replay of recipes together: the same stages as a run towards a goal, and no model."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from deskhand.bootstrap import Note, new_run_id, open_eyes, open_grounder, open_locator, open_readers
from deskhand.bootstrap_hands import open_hands
from deskhand.core.events import Listener
from deskhand.core.ports import Confirmer
from deskhand.core.stop import StopToken
from deskhand.engine.budget import Budget
from deskhand.engine.replay import Kept, Replay
from deskhand.engine.replaying.deeds import Deeds
from deskhand.engine.replaying.ending import Replayed
from deskhand.engine.replaying.gathering import Gathering, forget_copied
from deskhand.engine.replaying.resuming import Answer
from deskhand.engine.replaying.seeing import Seeing
from deskhand.engine.replaying.stages import Asker, ReplayStages
from deskhand.engine.replaying.world import ScreenWorld
from deskhand.recipe.format.loading import Loaded
from deskhand.recipe.meaning.scope import Scope, Value
from deskhand.recipe.resuming.outputs import Outputs
from deskhand.recipe.walking.memory import ShortMemory
from deskhand.recipe.walking.rows import Sheet
from deskhand.recipe.walking.walk import Leaf, Memory, Shelf, Walk
from deskhand.system.paths import Paths

PACE = 2.0
"""How much shorter the pauses between events are than those of a run towards a goal: 40 forms of a browser were filled
in without a miss at twice and at three times the pace, and what does get lost is seen by the check of the step."""


@dataclass(frozen=True)
class Job:
    """One recipe with the values it is replayed for.

    `sheet` has a row for each time the whole recipe is done; `folder` is where files are looked for that the recipe
    names without a full path. `memory` and `deeds` are those of a job that can be resumed, which was begun on the day
    `today`; `interrupted` is what the person says of the step at which it was interrupted. With `append` rows may be
    added to files the job did not make. `begins` is told each step before anything of it is done. Of a job that is not
    begun `anew` something was done before.
    """

    loaded: Loaded
    values: Mapping[str, Value]
    shelf: Shelf
    sheet: Sheet | None = None
    folder: Path | None = None
    memory: Memory | None = None
    deeds: Deeds | None = None
    begins: Callable[[Leaf], None] = lambda leaf: None
    today: date | None = None
    interrupted: Answer | None = None
    append: bool = False
    anew: bool = True


@dataclass(frozen=True)
class ReplaySession:
    """Stages opened on one desktop; recipes are replayed on it one after the other."""

    stages: ReplayStages
    notes: tuple[Note, ...]

    def replay(self, job: Job, budget: Budget, tell: Listener) -> Replayed:
        """Replay one recipe. Raises as `Walk` and `Replay.result` do."""
        stages = self.stages
        seeing = Seeing(stages.capture, stages.grounder, stages.locator, stages.stop)
        folder, deeds = job.folder or Path.cwd(), job.deeds or ShortMemory()
        world, outputs = ScreenWorld(seeing, Gathering(stages, seeing)), Outputs(deeds, folder, job.append)
        walk = Walk(
            job.loaded, job.values, job.shelf, world, job.memory, sheet=job.sheet, folder=folder, today=job.today
        )
        outputs.check(job.loaded.recipe.steps, Scope(job.values))
        if job.anew:
            forget_copied(stages.clipboard, job.loaded, job.shelf.load)
        kept = Kept(deeds, outputs, job.begins, job.interrupted)
        return Replay(new_run_id(), job.loaded, walk, stages, seeing, budget, tell, kept).result()


def asker(interactive: bool, stop: StopToken) -> Asker:
    """What puts the questions of a recipe to the person at the terminal, or to nobody."""
    from deskhand.confirm.terminal import Terminal

    return Terminal(stop).question if interactive else lambda question: None


@contextlib.contextmanager
def open_replay_session(
    paths: Paths,
    confirm: Confirmer,
    ask: Asker,
    secret_of: Callable[[str], str],
    stop: StopToken,
    speed: float = 1.0,
    beside_app: bool = False,
    job: str = "",
) -> Iterator[ReplaySession]:
    """Open every stage of a replay on the display of the environment, and close it again.

    `secret_of` gives the value of a secret by its name in the keyring; `ask` puts a question to the person; at half
    the `speed` every pause between events is twice as long; `beside_app` and `job` as in `open_session`.

    Raises:
        DisplayError, OcrError, InputError, JournalError: a stage cannot be opened.
    """
    from deskhand.act.xclip_clipboard import XclipClipboard
    from deskhand.journal.deferred import DeferredPictures
    from deskhand.verify.recorded import Recorded

    with contextlib.ExitStack() as opened:
        capture = open_eyes(opened, beside_app)
        readers = open_readers(paths)
        grounder, notes = open_grounder(paths, readers=readers)
        opened.callback(grounder.close)
        verifier, pictures = Recorded(capture, grounder, stop, readers.first), DeferredPictures(paths.pictures)
        opened.callback(pictures.close)
        hands = open_hands(paths, capture, verifier, confirm, stop, opened, pictures, PACE * speed, job)
        locator = open_locator(paths, grounder)
        stages = ReplayStages(
            **vars(hands),
            grounder=grounder,
            locator=locator,
            secret_of=secret_of,
            ask=ask,
            clipboard=XclipClipboard(),
        )
        yield ReplaySession(stages, tuple(notes))
