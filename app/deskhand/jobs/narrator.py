"""Tells the app what a run does, holds it where the person paused it, and lets the next target be seen beforehand."""

from __future__ import annotations

from collections.abc import Sequence

from deskhand.core.actions import target_of
from deskhand.core.events import (
    Acted,
    Answered,
    Decided,
    Event,
    Looked,
    RunEnded,
    RunStarted,
    StepBegun,
    StepEnded,
    Waiting,
)
from deskhand.core.ports import Actor
from deskhand.core.screen import Frame
from deskhand.core.step import Delivery, RunResult
from deskhand.core.stop import StopToken
from deskhand.system.language import _

from .line_to_app import Line
from .messages import Began, Clear, Done, Moment, Next, pixels
from .wording import words_of

GONE = 0.03
"""Seconds the app has to take the outline away before the screen is looked at again."""


class Narrator:
    """A listener of one run. `outline` is how long the next target is shown, in seconds."""

    def __init__(self, line: Line, stop: StopToken, title: str, outline: float, pauses: bool = True) -> None:
        """`pauses` says whether the person's own mouse holds the work."""
        self._line, self._stop, self._title, self._outline, self._pauses = line, stop, title, outline, pauses
        self._where, self._acted = "", False
        self.actor: Actor | None = None
        """What acts in this run, as soon as it is open: the person's hand on the mouse holds it."""
        self.frame: Frame | None = None
        """The last frame that was seen."""
        self.result: RunResult | None = None
        """How the run ended, as soon as it did."""

    def __call__(self, event: Event) -> None:
        """Tell one event. Raises `StopRequested` where the person stops while it is held."""
        match event:
            case RunStarted(run_id):
                self._line.send(Began(run=run_id, title=self._title))
                self._line.send(Moment(state="looking"))
            case Looked(_step, scene):
                self.frame = scene.frame
                self._line.send(Moment(state="working"))
            case StepBegun(where, words):
                self._where = where
                self._hold()
                self._line.send(Moment(state="looking", words=words))
                self._line.send(Next(step=0, words=words, part=where))
            case StepEnded(_where, observed):
                self._line.send(Done(step=0, sent=False, met=True, observed=observed))
                self._line.step_over()
            case Waiting(for_what):
                self._line.send(Moment(state="looking", words=_("Waiting for {what}").format(what=for_what)))
            case Decided():
                self._decided(event)
            case Answered():
                self._line.send(Moment(state="working"))
            case Acted(step, delivery, outcome):
                sent = delivery is not Delivery.NOT_SENT
                self._acted = self._acted or sent
                self._line.send(Done(step=step, sent=sent, met=outcome.met, observed=outcome.observed))
                self._line.step_over()
                self._line.send(Moment(state="looking"))
            case RunEnded(result):
                self.result = result

    def _decided(self, event: Decided) -> None:
        proposal = event.proposal
        if event.scene is not None:
            self.frame = event.scene.frame
        target = target_of(proposal.action)
        told = Next(
            step=event.step,
            words=words_of(proposal.action),
            part=self._where or current(proposal.plan),
            risk=event.verdict.risk.name,
            at=pixels(target.box) if target is not None else None,
        )
        self._line.send(told)
        try:
            if target is not None and self._outline:
                self._stop.pause(self._outline)
            self._hold()
        finally:
            self._line.send(Clear())
        self._stop.pause(GONE)

    def _hold(self) -> None:
        """Wait while the work is paused; a pointer that the person moved pauses it, once the work is under way."""
        words = ""
        if self._acted and self._pauses and self.actor is not None and self.actor.disturbed():
            self._line.pause()
            words = _("You moved the mouse: I wait until you say go on")
        self._line.hold(self._stop, words)
        if self.actor is not None:
            self.actor.resume()


def current(plan: Sequence[str]) -> str:
    """The sub-goal in hand of a plan as proposals carry it (`what: current`)."""
    for standing in plan:
        what, _colon, how_far = standing.rpartition(": ")
        if how_far.startswith("current"):
            return what
    return ""


__all__ = ["Narrator", "current"]
