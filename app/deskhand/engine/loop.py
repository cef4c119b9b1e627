"""The loop of one run: capture, ground, decide, and carry out (judge, confirm, gate, act, verify, journal)."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from deskhand.core.actions import Act, Ask, Done, Fail, Wait, phrase
from deskhand.core.errors import DeskhandError, GateClosed, StopRequested
from deskhand.core.events import Listener, Looked, RunEnded, RunStarted
from deskhand.core.ports import Decider, Grounder
from deskhand.core.screen import Frame, Scene
from deskhand.core.step import Delivery, Outcome, Past, Proposal, RunResult, Status

from .budget import Budget
from .carrying_out import CarryingOut, Hands, doubtful, unanswered
from .stopwatch import Stopwatch
from .tooltips import parking_place, tip_shows

MAX_GATE_CLOSURES = 3
"""Times in a row the gate may find the screen changed before the run gives up."""
TIP_GOES, GLANCE = 1.0, 0.1
"""Seconds a tooltip has to go after the pointer went away, and between two looks."""
MAX_FRUITLESS = 3
"""Times the same action may change nothing before the run gives up."""


@dataclass(frozen=True, kw_only=True)
class Stages(Hands):
    """The back ends of one run, wired in `bootstrap`."""

    grounder: Grounder
    decider: Decider


class _Ended(Exception):
    """Carries how a run ends out of the depths of a step."""

    def __init__(self, status: Status, reason: str = "", answer: str = "") -> None:
        self.status, self.reason, self.answer = status, reason, answer


def turns(history: Sequence[Past], period: int) -> bool:
    """Whether the last acts are the same few, `MAX_FRUITLESS` times over, and changed nothing."""
    last = history[-MAX_FRUITLESS * period :]
    if len(last) < MAX_FRUITLESS * period or any(past.outcome.changed for past in last):
        return False
    return all(past.action == last[place % period].action for place, past in enumerate(last))


class Run:
    """One goal, from the first look to the result."""

    def __init__(self, run_id: str, goal: str, stages: Stages, budget: Budget, tell: Listener) -> None:
        self._id, self._goal, self._stages, self._budget, self._tell = run_id, goal, stages, budget, tell
        self._history: list[Past] = []
        self._scene: Scene | None = None
        self._carrying = CarryingOut(run_id, goal, stages, tell)
        self._closures = self._waits = 0

    @property
    def _steps(self) -> int:
        return self._carrying.intents + self._waits

    def result(self) -> RunResult:
        """Run to the end. Faults of the machine end the run as failed and are raised again once the
        journal knows.

        Raises:
            EnvironmentFault: the display, a model or the journal failed.
            UsageError: the goal cannot be read.
        """
        self._stages.journal.begin(self._id, self._goal, self._stages.job)
        self._tell(RunStarted(self._id, self._goal))
        try:
            while True:
                self._step()
        except _Ended as end:
            return self._ended(end.status, end.reason, end.answer)
        except StopRequested as stop:
            return self._ended(Status.STOPPED, str(stop))
        except DeskhandError as problem:
            self._ended(Status.FAILED, str(problem))
            raise
        except Exception as bug:
            self._ended(Status.FAILED, f"An error of Deskhand itself: {type(bug).__name__}: {bug}")
            raise

    def _step(self) -> None:
        """One turn of the loop."""
        self._stages.stop.check()
        over = self._budget.exceeded(self._steps)
        if over:
            raise _Ended(Status.FAILED, over)
        number, watch = self._steps + 1, self._stages.new_stopwatch()
        scene = self._look(watch)
        self._tell(Looked(number, scene))
        with watch.stage("decide"):
            proposal = self._stages.decider.next(self._goal, scene, self._history)
        match proposal.action:
            case Done(answer):
                raise _Ended(Status.DONE, proposal.why, answer)
            case Ask(question):
                raise _Ended(Status.NEEDS_USER, question)
            case Fail(reason):
                raise _Ended(Status.FAILED, reason)
            case Wait(seconds):
                self._wait(seconds, proposal)
            case action:
                self._act(number, action, proposal, scene, watch)

    def _look(self, watch: Stopwatch) -> Scene:
        """The scene the last step ended with, or a new one."""
        if self._scene is not None and not tip_shows(self._scene.frame):
            scene, self._scene = self._scene, None
            return scene
        self._scene = None
        with watch.stage("capture"):
            frame = self._uncovered(self._stages.capture.grab())
        with watch.stage("ground"):
            return self._stages.grounder.read(frame)

    def _uncovered(self, frame: Frame) -> Frame:
        """The frame without the tooltip of whatever lies under the pointer."""
        if not tip_shows(frame):
            return frame
        self._stages.actor.park(parking_place(frame))
        deadline = time.monotonic() + TIP_GOES
        while tip_shows(frame) and time.monotonic() < deadline:
            self._stages.stop.pause(GLANCE)
            frame = self._stages.capture.grab()
        return frame

    def _act(self, number: int, action: Act, proposal: Proposal, scene: Scene, watch: Stopwatch) -> None:
        """Carry the proposal out, and see whether the run can go on from there."""
        carried = self._carrying.carry(number, action, proposal, scene, watch)
        self._scene = carried.after
        if not carried.consent.granted:
            raise _Ended(Status.NEEDS_USER, unanswered(action, carried))
        self._count_closure(carried.closed)
        if carried.delivery is Delivery.MAYBE_SENT:
            raise _Ended(Status.NEEDS_USER, doubtful(action))
        if carried.delivery is Delivery.SENT:
            self._remember(Past(action, carried.outcome))

    def _remember(self, past: Past) -> None:
        self._history.append(past)
        if turns(self._history, 1):
            raise _Ended(Status.FAILED, f"I tried {MAX_FRUITLESS} times to {phrase(past.action)} and nothing changed.")
        if turns(self._history, 2):
            other = phrase(self._history[-2].action)
            raise _Ended(Status.FAILED, f"I go round between {other} and {phrase(past.action)}, and nothing changes.")

    def _count_closure(self, closed: GateClosed | None) -> None:
        self._closures = self._closures + 1 if closed else 0
        if closed and self._closures >= MAX_GATE_CLOSURES:
            raise _Ended(Status.FAILED, f"The screen does not hold still: {closed}")

    def _wait(self, seconds: float, proposal: Proposal) -> None:
        self._stages.stop.pause(seconds)
        self._waits += 1
        self._history.append(Past(proposal.action, Outcome(True, "waited", False)))

    def _ended(self, status: Status, reason: str, answer: str = "") -> RunResult:
        result = RunResult(status, self._steps, answer, self._budget.seconds, self._id, reason)
        # Told first: the result stands even if the disk is full.
        self._tell(RunEnded(result))
        self._stages.journal.end(result)
        return result
