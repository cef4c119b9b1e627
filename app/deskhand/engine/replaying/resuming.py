"""Going on after an interruption: whether the step that was begun is done, told by what the screen shows now.

Most of the time all events of it had been sent, and it is only seen whether its effect came. Where it was interrupted
while it was being sent, `settle` says what follows; what cannot be told is asked, and without an answer the replay
halts: no act is done twice because nobody knows.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Literal

from deskhand.core.errors import RecipeError
from deskhand.core.events import Listener, StepEnded
from deskhand.core.geometry import Box
from deskhand.core.step import Change
from deskhand.recipe.format import schema
from deskhand.recipe.format.schema import Acting, Condition, Effect, Target
from deskhand.recipe.meaning.templates import fill
from deskhand.recipe.resuming.settling import REPEATED_TO, Settled, settle
from deskhand.recipe.reviewing.wording import said
from deskhand.recipe.walking.memory import Begun
from deskhand.recipe.walking.walk import Leaf

from .deeds import Deeds
from .ending import Halts
from .moments import Moment
from .proposing import FIELDS
from .seeing import Seeing
from .stages import ReplayStages

Answer = Literal["done", "again"]
"""What a person says of the step in doubt, before the replay begins."""

POLL = 0.05
"""Seconds between two looks for an effect."""
PATIENCE = 10.0
"""Seconds an effect is waited for at most: it was under way before the interruption."""
_VAGUE = frozenset({Change.ANYTHING, Change.MUCH})
"""Effects of which only some change is known."""
_BY_TARGET = {Change.STATE_IS: "", Change.FIELD_HOLDS: "", Change.SELECTED: "selected"}


class Resuming:
    """Settles the step a job was interrupted at."""

    def __init__(
        self, deeds: Deeds, stages: ReplayStages, seeing: Seeing, tell: Listener, answer: Answer | None = None
    ) -> None:
        """`answer` is what the person said of the step in doubt; it counts only where the screen does not tell."""
        self._deeds, self._stages, self._seeing = deeds, stages, seeing
        self._tell, self._answer = tell, answer

    def is_done(self, leaf: Leaf) -> bool:
        """Whether this step was begun before and is done; one that is not may be done now.

        Raises:
            Halts: it cannot be told, and nobody answers.
            JournalError, StopRequested, OcrError.
        """
        begun = self._deeds.begun()
        if begun is None or begun.position != leaf.position or not isinstance(leaf.step, Acting):
            return False
        settled = self._settled(leaf, leaf.step, begun)
        done = (self._asked(leaf) if settled == "ask" else settled) == "done"
        self._deeds.settle(leaf.position, done)
        self._tell(StepEnded(leaf.where, f"it was interrupted, and {'is done' if done else 'is done anew'}"))
        return done

    def _settled(self, leaf: Leaf, step: Acting, begun: Begun) -> Settled:
        moment = Moment.unpacked(begun.before)
        seen = self._effect_seen(leaf, step, moment, begun.sent)
        # Of an effect that did not come it is known what else could have changed; a switch shows it on itself.
        now = self._stages.capture.grab()
        unchanged = moment.is_as(now, unlit=seen is False)
        repeatable = isinstance(step, schema.Type) and step.into is not None and step.clear
        if not begun.sent:
            return settle(moment.risk, seen, unchanged, repeatable)
        # Where its effect was seen not to come, that something looks otherwise by now is no sign of it.
        vague = seen is None or (step.then is not None and step.then.change in _VAGUE)
        if seen is None and moment.is_over(now):
            return "ask"
        if seen is not False and not (begun.missed and vague):
            return "done"
        return "again" if repeatable and moment.risk <= REPEATED_TO else "ask"

    def _effect_seen(self, leaf: Leaf, step: Acting, moment: Moment, sent: bool) -> bool | None:
        """Whether the recorded effect is there; None where there is none that could tell."""
        effect = step.then
        if effect is None:
            return self._holds_typed(leaf, step)
        if effect.change is Change.NOTHING or "{{secret:" in effect.detail:
            return None
        detail, patience = fill(effect.detail, leaf.scope).text, min(max(step.within, 1.0), PATIENCE)
        if effect.change in _VAGUE:
            if not sent:
                return self._changed_there(effect, moment, patience)
            return self._within(patience, lambda: not moment.is_as(self._stages.capture.grab()))
        if moment.came(effect.change, detail, self._stages.capture.grab()) is not None:
            return self._within(patience, lambda: bool(moment.came(effect.change, detail, self._stages.capture.grab())))
        condition = _condition(step, effect, detail)
        return None if condition is None else self._seeing.holds(condition, leaf.scope, leaf.loaded, patience)

    def _holds_typed(self, leaf: Leaf, step: Acting) -> bool | None:
        """Whether a field holds the text that was typed into it; None for all else, and for secrets."""
        if not isinstance(step, schema.Type) or step.into is None or step.into.role not in FIELDS:
            return None
        try:
            text = fill(step.type, leaf.scope).text
        except RecipeError:
            return None
        wanted = Condition(target=step.into, state=schema.printable(text))
        return self._seeing.holds(wanted, leaf.scope, leaf.loaded, min(max(step.within, 1.0), PATIENCE))

    def _changed_there(self, effect: Effect, moment: Moment, patience: float) -> bool | None:
        """Whether what changed when it was recorded has changed, by an act that was not wholly sent.

        That anything changed tells nothing: a pointer that is there lights things up and brings hints about them.
        """
        place = Box(*effect.place) if effect.place else None
        if place is None or (moment.target and place.overlaps(moment.target)):
            return False if moment.is_as(self._stages.capture.grab()) else None
        return self._within(patience, lambda: moment.differs_in(place, self._stages.capture.grab()))

    def _within(self, patience: float, holds: Callable[[], bool]) -> bool:
        deadline = time.monotonic() + patience
        while not holds():
            if time.monotonic() >= deadline:
                return False
            self._stages.stop.pause(POLL)
        return True

    def _asked(self, leaf: Leaf) -> Answer:
        what = said(leaf.step)
        step = f"{leaf.where[:1].upper()}{leaf.where[1:]} ({what[:1].lower()}{what[1:]})"
        if self._answer is not None:
            return self._answer
        answer = self._stages.ask(
            f"{step} was interrupted, and the screen does not tell whether it was done. Is it done?"
        )
        if answer is None:
            raise Halts(
                "it was interrupted, and the screen does not tell whether it was done; look, and go on with "
                "--resume --interrupted done, or --interrupted again"
            )
        return "done" if answer else "again"


def _condition(step: Acting, effect: Effect, detail: str) -> Condition | None:
    """An effect that is read, as something that can be seen now."""
    if effect.change in (Change.TEXT_APPEARS, Change.TEXT_GOES) and detail:
        shown = Condition(text=schema.printable(detail))
        return shown.model_copy(update={"negated": effect.change is Change.TEXT_GOES})
    target = _target(step)
    if effect.change in _BY_TARGET and target is not None:
        return Condition(target=target, state=schema.printable(detail or _BY_TARGET[effect.change]))
    return None


def _target(step: Acting) -> Target | None:
    match step:
        case schema.Click(click=target) | schema.Type(into=target) | schema.Drag(drag=target):
            return target
    return None
