"""The replay of one recipe: its steps one after the other, each gated and journalled, with no model.

A replay never guesses and never does a step twice. Where a target cannot be told, a step is not allowed or its effect
does not come, it halts, says which step and why, and leaves everything as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from deskhand.core.errors import DeskhandError, StopRequested
from deskhand.core.events import Listener, RunEnded, RunStarted, StepBegun
from deskhand.core.step import RunResult, Status
from deskhand.recipe.format import schema
from deskhand.recipe.format.loading import Loaded
from deskhand.recipe.format.schema import Acting
from deskhand.recipe.meaning.templates import fill, told
from deskhand.recipe.meaning.uses import every
from deskhand.recipe.reviewing.wording import said
from deskhand.recipe.walking.walk import Leaf, Walk

from .budget import Budget
from .carrying_out import CarryingOut
from .replaying.acting import ActingSteps
from .replaying.carrying import Carrier
from .replaying.deeds import Committed, Deeds, Rows
from .replaying.dismissing import Dismissing
from .replaying.ending import HaltedAt, Halts, Replayed
from .replaying.looking import Looking
from .replaying.observing import ObservingSteps
from .replaying.proposing import known_marks
from .replaying.resuming import Answer, Resuming
from .replaying.seeing import Seeing
from .replaying.stages import ReplayStages


def goal_of(loaded: Loaded) -> str:
    """What the journal and the judge know a replay by."""
    return f"replay {loaded.recipe.name}"


@dataclass(frozen=True)
class Kept:
    """What outlives a replay: where its steps are written down, and the files it writes.

    `begins` is told each step before anything of it is done; `interrupted` is what the person says of the step a job
    was interrupted at, where the screen does not tell.
    """

    deeds: Deeds
    outputs: Rows
    begins: Callable[[Leaf], None] = lambda leaf: None
    interrupted: Answer | None = None


class Replay:
    """One replay, from the first step to the result."""

    def __init__(
        self,
        run_id: str,
        loaded: Loaded,
        walk: Walk,
        stages: ReplayStages,
        seeing: Seeing,
        budget: Budget,
        tell: Listener,
        kept: Kept,
    ) -> None:
        self._id, self._goal, self._walk, self._stages = run_id, goal_of(loaded), walk, stages
        self._budget, self._tell, self._deeds = budget, tell, kept.deeds
        self._carrying = CarryingOut(run_id, self._goal, stages, tell)
        carrier = Carrier(self._carrying, stages.new_stopwatch)
        dismissing = Dismissing(stages.grounder, stages.judge, carrier, self._goal)
        looking = Looking(stages.capture, stages.locator, stages.stop)
        known = known_marks(tuple(every(loaded.recipe.steps)))
        self._acting = ActingSteps(stages, looking, carrier, dismissing, known, tell, Committed(kept.deeds))
        self._observing = ObservingSteps(stages, seeing, self._acting, self._carrying, walk, kept.outputs, tell)
        self._resuming = Resuming(kept.deeds, stages, seeing, tell, kept.interrupted)
        self._answer, self._begins, self._is_over = "", kept.begins, False

    def result(self) -> Replayed:
        """Replay to the end. Faults of the machine and of the recipe end it as failed and are raised again.

        Raises:
            RecipeError: a step cannot be resolved.
            SecretError: the keyring lacks a secret.
            EnvironmentFault: the display, a text engine or the journal failed.
        """
        self._stages.journal.begin(self._id, self._goal, self._stages.job)
        self._tell(RunStarted(self._id, self._goal))
        try:
            for leaf in self._walk:
                halt = self._leaf(leaf)
                if halt is not None:
                    return halt
        except StopRequested as stop:
            return Replayed(self._ended(Status.STOPPED, str(stop)))
        except Halts as halts:
            # Between two steps: the rows of a loop.
            return Replayed(self._ended(halts.status, f"{_sentence(halts.reason)} Nothing was done after that."))
        except DeskhandError as problem:
            if not self._is_over:
                self._ended(Status.FAILED, str(problem))
            raise
        except Exception as bug:
            if not self._is_over:
                self._ended(Status.FAILED, f"An error of Deskhand itself: {type(bug).__name__}: {bug}")
            raise
        if self._walk.failed is not None:
            return Replayed(self._ended(Status.FAILED, self._walk.failed))
        return Replayed(self._ended(Status.DONE, "", self._answer))

    def _leaf(self, leaf: Leaf) -> Replayed | None:
        """Do one step; how the replay ends if it ends there."""
        self._stages.stop.check()
        over = self._budget.exceeded(self._carrying.intents)
        if over:
            return Replayed(self._ended(Status.FAILED, f"{_where(leaf)} was not begun. {over}"))
        self._tell(StepBegun(leaf.where, said(leaf.step)))
        try:
            self._begins(leaf)
            read = self._do(leaf)
        except Halts as halts:
            return self._halted(leaf, halts)
        if not _is_kept(leaf):
            self._deeds.finish(leaf.position, read)
        return None

    def _do(self, leaf: Leaf) -> dict[str, str]:
        """What the step read."""
        match leaf.step:
            case Acting():
                if not self._resuming.is_done(leaf):
                    self._acting.do(leaf)
            case schema.Stop(stop=sentence):
                self._answer = fill(sentence, leaf.scope).text
            case _:
                return self._observing.do(leaf)
        return {}

    def _halted(self, leaf: Leaf, halts: Halts) -> Replayed:
        left = "Nothing was sent for it." if not halts.sent else "It is not done again."
        reason = f"{_where(leaf)}: {_sentence(halts.reason)} {left}"
        return Replayed(self._ended(halts.status, reason), HaltedAt(leaf, reason, halts.located, halts.sent))

    def _ended(self, status: Status, reason: str, answer: str = "") -> RunResult:
        result = RunResult(status, self._carrying.intents, answer, self._budget.seconds, self._id, reason)
        # Told first, and once: the result stands even if the disk is full.
        self._is_over = True
        self._tell(RunEnded(result))
        self._stages.journal.end(result)
        return result


def _is_kept(leaf: Leaf) -> bool:
    """Whether the ledger has all it needs of a finished step: what it wrote, or that the job failed there on purpose,
    where it fails again when it is taken up again."""
    return isinstance(leaf.step, schema.Write) or (isinstance(leaf.step, schema.Stop) and leaf.step.failed)


def _where(leaf: Leaf) -> str:
    """The place of a step and what it does: `Row 17 of 1000, step 3 (click the button “Save”)`."""
    what = told(said(leaf.step), leaf.scope)
    return f"{leaf.where[:1].upper()}{leaf.where[1:]} ({what[:1].lower()}{what[1:]})"


def _sentence(reason: str) -> str:
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."
