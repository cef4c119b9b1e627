"""After a replay halted at a target that has changed: a repair is offered to the person who is there, or kept for
the one who is not."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from deskhand.bootstrap_replay import Job
from deskhand.core.anchor import Anchor, Located
from deskhand.core.errors import DeskhandError, ModelError
from deskhand.core.screen import Element
from deskhand.engine.replaying.ending import HaltedAt, Replayed
from deskhand.engine.replaying.parts import located_in_part
from deskhand.engine.replaying.stages import ReplayStages
from deskhand.recipe.anchors.targets import anchor_from
from deskhand.recipe.format.schema import Target
from deskhand.recipe.meaning.templates import fill
from deskhand.recipe.repairing.drift import MENDABLE
from deskhand.recipe.repairing.mending import user_mending
from deskhand.recipe.repairing.proposals import Proposals
from deskhand.recipe.repairing.repair import Chooser, Lost, Repair, lost_target, proposed
from deskhand.recipe.reviewing.diff import diff
from deskhand.system.paths import Paths

Choose = Callable[[Sequence[Repair], HaltedAt], Repair | None]
"""Lets the person choose one of the repairs of a halt; None to leave it."""


class Mender:
    """Offers repairs for the replays of one command."""

    def __init__(self, paths: Paths, say: Callable[[str], None], choose: Choose | None = None) -> None:
        """`choose` lets the person choose; None where nobody is there."""
        self._paths, self._say, self._choose = paths, say, choose
        self._mending = user_mending(paths)

    def again(self, replayed: Replayed, job: Job, stages: ReplayStages) -> Job | None:
        """The job with its recipe repaired, to go on with; None where the replay is over.

        Raises:
            RecipeError: an accepted repair cannot be made.
            DisplayError, OcrError: the screen cannot be looked at.
        """
        halt = replayed.halt
        if halt is None or halt.located is None or halt.sent or not self._is_kept(halt):
            return None
        repairs = self._proposed(halt, stages)
        if not repairs:
            return None
        if self._choose is None:
            pending = Proposals(self._paths.repairs).keep(repairs[0], halt.leaf.loaded)
            self._say(f"A repair is proposed ({pending.after}): deskhand recipes repair {repairs[0].recipe}")
            return None
        chosen = self._choose(repairs, halt)
        if chosen is None:
            return None
        before, after = self._mending.accept(chosen)
        self._say(diff(before, after).text.rstrip())
        top = job.loaded.recipe.name == after.recipe.name
        return replace(job, loaded=after if top else job.loaded)

    def _is_kept(self, halt: HaltedAt) -> bool:
        """Whether the recipe is one of the person's store; a folder named by its path is theirs to edit."""
        try:
            return self._mending.store.folder(halt.leaf.loaded.recipe.name) == halt.leaf.loaded.folder
        except DeskhandError:
            return False

    def _proposed(self, halt: HaltedAt, stages: ReplayStages) -> list[Repair]:
        """Repairs for the target that is still not found, now that the whole screen is read."""
        frame = stages.capture.grab()
        for lost, anchor in _targets(halt):
            located = located_in_part(stages.locator, anchor, frame)
            if located.element is not None:
                continue
            if located.halt not in MENDABLE:
                return []
            lost = replace(lost, why=located.why or lost.why)
            return self._for(lost, anchor, located, stages)
        return []

    def _for(self, lost: Lost, anchor: Anchor, located: Located, stages: ReplayStages) -> list[Repair]:
        scene = stages.grounder.read(located.scene.frame)
        with _model(self._paths) as chooser:
            try:
                return proposed(lost, anchor, scene, located.candidates, chooser)
            except ModelError as problem:
                self._say(f"The action model was not asked: {problem}")
        return proposed(lost, anchor, scene, located.candidates)


def _targets(halt: HaltedAt) -> Iterator[tuple[Lost, Anchor]]:
    """The targets of the step it halted at, with the values of its names in."""
    leaf = halt.leaf
    for _, part in leaf.step:
        lost = lost_target(leaf.loaded, leaf.path, part, halt.reason) if isinstance(part, Target) else None
        if lost is not None:
            yield lost, anchor_from(lost.target, leaf.loaded.pictures, lambda text: fill(text, leaf.scope).text)


@contextlib.contextmanager
def _model(paths: Paths) -> Iterator[Chooser | None]:
    """The action model, loaded when it is asked; None where it is not installed."""
    from deskhand.bootstrap import open_model
    from deskhand.decide.pointing import pointed_at_by

    model, _, _ = open_model(paths)
    if model is None:
        yield None
        return

    def chooser(goal: str, elements: list[Element]) -> Element | None:
        return pointed_at_by(model, goal, elements)

    with contextlib.closing(model):
        yield chooser
