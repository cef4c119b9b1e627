"""The loop of one run: capture, ground, decide, judge, confirm, gate, act, verify, journal."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from deskhand.core.actions import Act, Ask, Done, Fail, Wait, phrase
from deskhand.core.errors import DeskhandError, GateClosed, InputError, StopRequested
from deskhand.core.events import Acted, Answered, Decided, Listener, Looked, RunEnded, RunStarted
from deskhand.core.ports import Actor, Capture, Confirmer, Decider, Grounder, Journal, RiskJudge, Verifier
from deskhand.core.risk import Consent, Verdict
from deskhand.core.screen import Scene
from deskhand.core.step import Delivery, Outcome, Past, Proposal, RunResult, Status
from deskhand.core.stop import StopToken

from .budget import Budget
from .gate import Gate
from .stopwatch import Stopwatch

MAX_GATE_CLOSURES = 3
"""Times in a row the gate may find the screen changed before the run gives up."""
RETURN, GLANCE = 20.0, 0.1
"""Seconds a person has to go back to the window of a step they allowed, and between two looks for it."""
MAX_FRUITLESS = 3
"""Times the same action may change nothing before the run gives up."""


@dataclass(frozen=True)
class Stages:
    """The back ends of one run, wired in `bootstrap`."""

    capture: Capture
    grounder: Grounder
    decider: Decider
    judge: RiskJudge
    confirmer: Confirmer
    gate: Gate
    actor: Actor
    verifier: Verifier
    journal: Journal
    stop: StopToken
    new_stopwatch: Callable[[], Stopwatch] = Stopwatch


class _Ended(Exception):
    """Carries how a run ends out of the depths of a step."""

    def __init__(self, status: Status, reason: str = "", answer: str = "") -> None:
        self.status, self.reason, self.answer = status, reason, answer


class Run:
    """One goal, from the first look to the result."""

    def __init__(self, run_id: str, goal: str, stages: Stages, budget: Budget, tell: Listener) -> None:
        self._id, self._goal, self._stages, self._budget, self._tell = run_id, goal, stages, budget, tell
        self._history: list[Past] = []
        self._scene: Scene | None = None
        self._closures = 0
        self._steps = 0

    def result(self) -> RunResult:
        """Run to the end. Faults of the machine end the run as failed and are raised again once the
        journal knows.

        Raises:
            EnvironmentFault: the display, a model or the journal failed.
            UsageError: the goal cannot be read.
        """
        self._stages.journal.begin(self._id, self._goal)
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
        if self._scene is not None:
            scene, self._scene = self._scene, None
            return scene
        with watch.stage("capture"):
            frame = self._stages.capture.grab()
        with watch.stage("ground"):
            return self._stages.grounder.read(frame)

    def _act(self, number: int, action: Act, proposal: Proposal, scene: Scene, watch: Stopwatch) -> None:
        """Judge, confirm, gate, act, verify, journal."""
        stages = self._stages
        verdict = stages.judge.judge(self._goal, proposal, scene)
        self._tell(Decided(number, proposal, verdict))
        consent = stages.confirmer.ask(proposal, verdict)
        self._tell(Answered(number, consent))
        with watch.stage("journal"):
            stages.journal.intend(self._id, number, scene, proposal, verdict, consent)
        delivery, outcome = Delivery.NOT_SENT, Outcome(False, "not allowed", False)
        try:
            if not consent.granted:
                raise _Ended(Status.NEEDS_USER, _unanswered(action, verdict, consent))
            if consent.by == "person":
                self._wait_for_return(scene)
            with watch.stage("gate"):
                cleared = stages.gate.clear(action, consent, scene)
            delivery = Delivery.MAYBE_SENT
            with watch.stage("act"):
                delivery = stages.actor.perform(cleared)
            self._closures = 0
            with watch.stage("verify"):
                outcome, self._scene = stages.verifier.check(scene, proposal)
        except GateClosed as closed:
            outcome = Outcome(False, str(closed), False)
            self._count_closure(closed)
        except InputError as problem:
            # The actor raises it only before its first event.
            delivery, outcome = Delivery.NOT_SENT, Outcome(False, str(problem), False)
            raise
        except DeskhandError as problem:
            outcome = Outcome(False, str(problem), False)
            raise
        finally:
            self._steps += 1
            stages.journal.conclude(self._id, number, delivery, outcome, watch.taken, self._scene)
            self._tell(Acted(number, delivery, outcome))
        if delivery is Delivery.MAYBE_SENT:
            reason = f"I cannot tell whether my last act ({phrase(action)}) arrived; please look before going on."
            raise _Ended(Status.NEEDS_USER, reason)
        if delivery is Delivery.SENT:
            self._remember(Past(action, outcome))

    def _wait_for_return(self, scene: Scene) -> None:
        """The person answered elsewhere; give them a while to bring the window of the step back."""
        stages, deadline = self._stages, time.monotonic() + RETURN
        while scene.frame.focus and time.monotonic() < deadline:
            now = stages.capture.focus()
            if now is not None and now.window == scene.frame.focus.window:
                break
            stages.stop.pause(GLANCE)
        stages.actor.resume()

    def _remember(self, past: Past) -> None:
        self._history.append(past)
        same = [p for p in self._history[-MAX_FRUITLESS:] if p.action == past.action and not p.outcome.changed]
        if len(same) == MAX_FRUITLESS:
            raise _Ended(Status.FAILED, f"I tried {MAX_FRUITLESS} times to {phrase(past.action)} and nothing changed.")

    def _count_closure(self, closed: GateClosed) -> None:
        self._closures += 1
        if self._closures >= MAX_GATE_CLOSURES:
            raise _Ended(Status.FAILED, f"The screen does not hold still: {closed}")

    def _wait(self, seconds: float, proposal: Proposal) -> None:
        self._stages.stop.pause(seconds)
        self._steps += 1
        self._history.append(Past(proposal.action, Outcome(True, "waited", False)))

    def _ended(self, status: Status, reason: str, answer: str = "") -> RunResult:
        result = RunResult(status, self._steps, answer, self._budget.seconds, self._id, reason)
        # Told first: the result stands even if the disk is full.
        self._tell(RunEnded(result))
        self._stages.journal.end(result)
        return result


def _unanswered(action: Act, verdict: Verdict, consent: Consent) -> str:
    """Why a step without consent was not done, and what the person can do about it."""
    foreign = [text for text, origin in verdict.provenance if origin != "goal"]
    why = f"the text “{foreign[0]}” is not from your goal" if foreign else f"class {verdict.risk.name}"
    refused = f"To {phrase(action)} needs your yes ({why})."
    if consent.by == "nobody":
        return f"{refused} There is nobody to ask here: run it in a terminal, or allow the class with --yes-to."
    return refused
