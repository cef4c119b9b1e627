"""Carrying one proposal out: judge, confirm, journal the intent, gate, act, verify, journal the outcome.

A run towards a goal and the replay of a recipe differ in what proposes; from there on this is the only way to the
desktop.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from deskhand.core.actions import Act, phrase
from deskhand.core.errors import DeskhandError, GateClosed, InputError
from deskhand.core.events import Acted, Answered, Decided, Listener
from deskhand.core.ports import Actor, Capture, Confirmer, Journal, RiskJudge, Verifier
from deskhand.core.risk import Consent, Risk, Verdict
from deskhand.core.screen import Scene
from deskhand.core.step import Delivery, Outcome, Proposal
from deskhand.core.stop import StopToken

from .gate import Gate
from .stopwatch import Stopwatch

RETURN, GLANCE = 20.0, 0.1
"""Seconds a person has to go back to the window of a step they allowed, and between two looks for it."""
REACTION = "reaction"
"""The part of a stage in which the application had not yet shown what was waited for: its own time, not ours."""


@dataclass(frozen=True, kw_only=True)
class Hands:
    """The back ends a proposal passes on its way to the desktop."""

    capture: Capture
    judge: RiskJudge
    confirmer: Confirmer
    gate: Gate
    actor: Actor
    verifier: Verifier
    journal: Journal
    stop: StopToken
    job: str = ""
    """The name of the job card the run goes by."""
    new_stopwatch: Callable[[], Stopwatch] = Stopwatch


class Commitment(Protocol):
    """Told at the moments that count for whoever must know, after a crash, whether an act was sent."""

    def begins(self, proposal: Proposal, scene: Scene, verdict: Verdict) -> None:
        """It is allowed, and about to pass the gate; what is written down here is durable when this returns."""
        ...

    def sent(self) -> None:
        """All of its events were sent."""
        ...

    def withdrawn(self) -> None:
        """None of its events was sent."""
        ...


@dataclass(frozen=True)
class Carried:
    """What became of one proposal.

    `after` is the last scene seen, None where it was not looked; `closed` is why the gate did not let it through.
    """

    verdict: Verdict
    consent: Consent
    delivery: Delivery
    outcome: Outcome
    after: Scene | None = None
    closed: GateClosed | None = None


class CarryingOut:
    """Carries out the proposals of one run, one at a time."""

    def __init__(self, run_id: str, goal: str, hands: Hands, tell: Listener) -> None:
        self._id, self._goal, self._hands, self._tell = run_id, goal, hands, tell
        self.intents = 0
        """Proposals whose intent is on record, sent or not."""

    def carry(
        self,
        number: int,
        action: Act,
        proposal: Proposal,
        scene: Scene,
        watch: Stopwatch,
        commitment: Commitment | None = None,
    ) -> Carried:
        """Carry out `action`, that of the proposal, on what `scene` shows; what came of it, sent or not.

        Raises:
            StopRequested: the person said stop.
            InputError: no event could be sent.
            EnvironmentFault: the display or the journal failed.
        """
        hands = self._hands
        with watch.stage("judge"):
            verdict = hands.judge.judge(self._goal, proposal, scene)
            # Before anybody is asked: the answer is good for what is on the screen now, and for nothing else.
            verdict = replace(verdict, asked=hands.gate.approvals.ask(action, scene, verdict.judged_by))
        self._tell(Decided(number, proposal, verdict, scene))
        consent = hands.confirmer.ask(proposal, verdict)
        self._tell(Answered(number, consent))
        with watch.stage("journal"):
            hands.journal.intend(self._id, number, scene, proposal, verdict, consent)
        delivery, outcome, after = Delivery.NOT_SENT, Outcome(False, "not allowed", False), None
        closed: GateClosed | None = None
        committed = False
        try:
            if consent.granted:
                if consent.by == "person":
                    self._wait_for_return(scene)
                if commitment is not None:
                    with watch.stage("commit"):
                        commitment.begins(proposal, scene, verdict)
                    committed = True
                with watch.stage("gate"):
                    cleared = hands.gate.clear(action, consent, scene)
                delivery = Delivery.MAYBE_SENT
                with watch.stage("act"):
                    delivery = hands.actor.perform(cleared)
                sent = time.monotonic()
                if commitment is not None and delivery is Delivery.SENT:
                    commitment.sent()
                with watch.stage("verify"):
                    outcome, after = hands.verifier.check(scene, proposal)
                watch.split(REACTION, outcome.seen_at - sent if outcome.seen_at else 0.0)
        except GateClosed as problem:
            # The gate's last look is before the first press: by then the pointer has moved and nothing else.
            delivery, outcome, closed = Delivery.NOT_SENT, Outcome(False, str(problem), False), problem
        except InputError as problem:
            # The actor raises it only before its first event.
            delivery, outcome = Delivery.NOT_SENT, Outcome(False, str(problem), False)
            raise
        except DeskhandError as problem:
            outcome = Outcome(False, str(problem), False)
            raise
        finally:
            self.intents += 1
            try:
                if commitment is not None and committed and delivery is Delivery.NOT_SENT:
                    commitment.withdrawn()
            finally:
                hands.journal.conclude(self._id, number, delivery, outcome, watch.taken, after)
                self._tell(Acted(number, delivery, outcome))
        return Carried(verdict, consent, delivery, outcome, after, closed)

    def note(self, proposal: Proposal, scene: Scene, outcome: Outcome) -> None:
        """Keep a step that sends nothing, and what came of it. Raises `JournalError`."""
        number, journal = self.intents + 1, self._hands.journal
        verdict, consent = Verdict(Risk.R0, ("nothing is sent",)), Consent(True, "policy", phrase(proposal.action))
        journal.intend(self._id, number, scene, proposal, verdict, consent)
        self.intents += 1
        journal.conclude(self._id, number, Delivery.NOT_SENT, outcome, (), None)

    def _wait_for_return(self, scene: Scene) -> None:
        """The person answered elsewhere; give them a while to bring the window of the step back."""
        hands, deadline = self._hands, time.monotonic() + RETURN
        while scene.frame.focus and time.monotonic() < deadline:
            now = hands.capture.focus()
            if now is not None and now.window == scene.frame.focus.window:
                break
            hands.stop.pause(GLANCE)
        hands.actor.resume()


def unanswered(action: Act, carried: Carried) -> str:
    """Why a step without consent was not done, and what the person can do about it."""
    verdict, consent = carried.verdict, carried.consent
    foreign = [text for text, origin in verdict.provenance if origin in ("screen", "unknown")]
    why = f"the text “{foreign[0]}” is not from your goal" if foreign else f"class {verdict.risk.name}"
    refused = f"To {phrase(action)} needs your yes ({why})."
    if consent.by == "card":
        return f"I did not {phrase(action)}: {consent.rule}."
    if consent.by == "nobody":
        return f"{refused} There is nobody to ask here: run it in a terminal, or allow the class with --yes-to."
    return refused


def doubtful(action: Act) -> str:
    """What the person is told of an act that may or may not have reached the desktop."""
    return f"I cannot tell whether my last act ({phrase(action)}) arrived; please look before going on."
