"""One decision of two choosers: rules for what is certain, the model for what is not.

Sure rules act alone; unsure rules ask the model; agreement raises the confidence; where they disagree the model
looks closer at the two acts alone, and when then neither is sure the person is asked. Nothing is clicked by
chance, nothing that the goal forbids, and nothing a third time that led nowhere.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace

from deskhand.core.actions import Action, Ask, Click, Done, Drag, Fail, Key, Scroll, Type, phrase, target_of
from deskhand.core.errors import ModelError, ModelFileError, ModelHostError
from deskhand.core.ports import LanguageModel, Planner
from deskhand.core.screen import Element, Scene
from deskhand.core.step import Change, Expectation, Past, Proposal

from .facts import Facts
from .forbidding import forbidden, says_no
from .loops import loops
from .mentions import mentions
from .model import Guess, model_choice
from .moods import reads
from .page import on_page
from .plan import Plan, Standing
from .planners import planned
from .refusals import refusal
from .second_look import outweighs, preference, same_action
from .symbolic import Ruled, ruled
from .trust import calibrated
from .view import Choice
from .weighty import points_at, weighty_name

log = logging.getLogger(__name__)

SURE = 0.9
"""Rules this sure are not second-guessed."""
ALONE = 0.5
"""The model's word alone needs this much."""
READ = 0.45
"""An answer the model reads off the screen is given only if it is this sure."""
FINISHED = 0.8
"""The model's word that all is done needs this much, and rules that have nothing left they are sure of."""
LEAST = 0.35
"""The same where the rules know nothing to do at all: a trained model was then right two times in five even below a
half, and the risk judge stands behind it."""
WEIGHTY = 0.7
"""What the model must be sure of before it alone destroys, leaves, pays or sends: measured before calibration."""
CLEARLY = 0.1
"""How much surer than the model the rules must be to need no closer look."""
GUESS = 0.45
"""Rules that are alone do nothing they are less sure of than this."""
ENOUGH = 0.5
"""Rules less sure than this do nothing on their own."""
_OTHER_WAYS = 3
"""Targets that are passed over, one after the other, in the search for another way."""


class CombinedDecider:
    """The decider of a run; `model` may be missing, which the chooser has said."""

    def __init__(self, model: LanguageModel | None, trust: float = 1.0, planner: Planner | None = None) -> None:
        """`trust` scales the model's confidence: 1 for the trained adapter, less for an untrained base.

        The `planner` is asked once a goal, where the rules leave a part of it vague.
        """
        self._model, self._trust, self._planner = model, trust, planner
        self._goal, self._plan = "", Plan(())
        self._facts: Facts = ()
        self._standings: tuple[Standing, ...] = ()

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Where the sub-goals stood at the last decision."""
        return self._standings

    def next(self, goal: str, scene: Scene, history: Sequence[Past]) -> Proposal:
        """See `Decider.next`. A model that fails is reported and the rules go on alone.

        Raises:
            GoalError: the goal is empty, too long or asks for nothing.
        """
        if goal != self._goal or not history:
            refused = refusal(goal, scene.elements)
            if refused is not None:
                return self._alone(refused)
            self._goal, self._facts, self._plan = goal, (), planned(goal, self._planner)
        if self._plan.only_forbids:
            return self._alone(_only_forbids(goal, self._plan, scene.elements, history))
        avoided: list[Element] = []
        first: Choice | None = None
        for _ in range(_OTHER_WAYS):
            found = ruled(goal, scene.elements, history, scene.frame, self._facts, avoided, self._plan)
            self._facts, self._standings = found.facts, found.standings
            proposal = self._decided(goal, scene, history, found, avoided)
            choice = Choice(proposal.action, proposal.confidence, proposal.why, proposal.expect)
            objection = self._objection(choice, found.choice, scene.elements, history)
            if objection is None:
                proposal = replace(proposal, plan=tuple(map(str, found.standings)))
                # What stands in for a forbidden act must itself be harmless; a key hits whatever is selected.
                harmless = not weighty_name(choice.action) and not isinstance(choice.action, Key)
                if first is None or (
                    isinstance(choice.action, Click | Key | Type | Drag)
                    and choice.confidence >= ENOUGH
                    and (harmless or isinstance(first.action, Fail))
                ):
                    return proposal
                break
            first = first or objection
            target = target_of(proposal.action)
            if target is None:
                break
            avoided.append(target)
        assert first is not None
        return self._alone(first)

    def _objection(
        self, choice: Choice, by_rules: Choice, elements: Sequence[Element], history: Sequence[Past]
    ) -> Choice | None:
        """What to say instead of an act that the goal forbids or that goes round in circles."""
        target = target_of(choice.action)
        if target is not None and target.state == "disabled":
            reason = f"{target.text} is there, but does not take a click now."
            return Choice(Fail(reason), 0.9, "it is disabled", Expectation(Change.NOTHING))
        rule = forbidden(self._plan, choice, self._standings, elements, history)
        if rule:
            question = f"To {phrase(choice.action)} may go against “{rule}”. Shall I?"
            return Choice(Ask(question), 0.9, "the goal forbids it", Expectation(Change.NOTHING))
        counted = by_rules.repeats and by_rules.action == choice.action
        if not counted and loops(choice.action, history):
            reason = f"I am going round in circles: to {phrase(choice.action)} again would lead nowhere."
            return Choice(Fail(reason), 0.9, "it was tried", Expectation(Change.NOTHING))
        return None

    def _decided(
        self, goal: str, scene: Scene, history: Sequence[Past], found: Ruled, avoided: Sequence[Element]
    ) -> Proposal:
        by_rules = found.choice
        if by_rules.confidence >= SURE:
            return self._alone(by_rules)
        if self._model is None:
            harmless = isinstance(by_rules.action, Scroll)
            return self._alone(by_rules if harmless or by_rules.confidence >= GUESS else _unsure(by_rules))
        # What is around a page, and the goal's own echo, is no more for the model than for the rules.
        elements = [e for e in on_page(goal, scene.elements)[0] if not any(e is other for other in avoided)]
        try:
            guessed = model_choice(self._model, goal, elements, history)
        except (ModelFileError, ModelHostError) as problem:
            log.warning("%s Going on with the rules alone.", problem)
            self._model = None
            return self._alone(by_rules)
        except ModelError as problem:
            log.warning("%s This step is decided by the rules alone.", problem)
            return self._alone(by_rules)
        try:
            return self._joined(by_rules, guessed, _Question(goal, elements, history))
        except ModelError as problem:
            log.warning("%s This step is decided without a closer look.", problem)
            return self._alone(by_rules if by_rules.confidence >= ENOUGH else _unsure(by_rules))

    def _alone(self, choice: Choice) -> Proposal:
        return Proposal(choice.action, choice.why, choice.confidence, "rules", choice.expect)

    def _joined(self, by_rules: Choice, guessed: Guess, asked: _Question) -> Proposal:
        trusted = calibrated(self._trust * guessed.confidence)
        if same_action(by_rules.action, guessed.action):
            sure = 1 - (1 - by_rules.confidence) * (1 - trusted)
            if by_rules.confidence < ENOUGH and not _asked_for(by_rules.action, asked.goal):
                return self._alone(_too_weighty(by_rules))
            return Proposal(by_rules.action, by_rules.why, sure, "both", by_rules.expect)
        sure = trusted if self._may_decide(by_rules, guessed, asked) else 0.0
        if by_rules.confidence >= ENOUGH and sure < by_rules.confidence - CLEARLY:
            return self._alone(by_rules)
        if sure >= ALONE and by_rules.confidence >= ENOUGH:
            sure = self._looked_closer(by_rules, guessed, asked, sure)
        helpless = isinstance(by_rules.action, Fail | Scroll) and by_rules.confidence < ENOUGH and self._trust >= 1
        if sure >= (LEAST if helpless else ALONE):
            heavy = bool(weighty_name(guessed.action))
            certain = self._trust * guessed.confidence >= WEIGHTY and _asked_for(guessed.action, asked.goal)
            if heavy and not certain:
                return self._alone(by_rules if by_rules.confidence >= ENOUGH else _too_weighty(guessed))
            assert self._model is not None
            return Proposal(guessed.action, guessed.why, sure, "model", guessed.expected(self._model))
        return self._alone(by_rules if by_rules.confidence >= ENOUGH else _unsure(by_rules, guessed))

    def _may_decide(self, by_rules: Choice, guessed: Choice, asked: _Question) -> bool:
        """`Done` needs a sign: the last act had an effect, or what is meant shows a state."""
        if not isinstance(guessed.action, Done):
            return True
        if guessed.action.answer:
            return self._trust * guessed.confidence >= READ
        history = asked.history
        if history:
            shown = history[-1].outcome.met or history[-1].outcome.changed
        else:
            shown = any(m.element.state for m in mentions(asked.goal, asked.elements))
        return shown and self._trust * guessed.confidence >= FINISHED and by_rules.confidence < ENOUGH

    def _looked_closer(self, by_rules: Choice, guessed: Choice, asked: _Question, sure: float) -> float:
        """How sure the model's act is against that of rules that are sure of something too."""
        assert self._model is not None
        preferred = preference(self._model, asked.goal, asked.elements, asked.history, by_rules.action, guessed.action)
        weighed = outweighs(by_rules.confidence, self._trust * (sure if preferred is None else preferred))
        # Of two acts one may be far better, and yet not what is wanted.
        return min(weighed, sure)


@dataclass(frozen=True, slots=True)
class _Question:
    """What the model was asked."""

    goal: str
    elements: Sequence[Element]
    history: Sequence[Past]


def _unsure(by_rules: Choice, guessed: Choice | None = None) -> Choice:
    """Nothing is done by chance: where two acts are thought of, the person chooses."""
    if isinstance(by_rules.action, Fail | Ask | Scroll):
        return by_rules
    acts = [choice.action for choice in (by_rules, guessed) if choice and isinstance(choice.action, Click | Type | Key)]
    if len(acts) > 1:
        question = f"I am not sure what comes next: {' or '.join(map(phrase, acts))}?"
        return Choice(Ask(question), 0.5, "rules and model disagree, and neither is sure", Expectation(Change.NOTHING))
    reason = f"I am not sure enough to {phrase(by_rules.action)}, and see nothing better to do."
    return Choice(Fail(reason), by_rules.confidence, reason, Expectation(Change.NOTHING))


def _asked_for(action: Action, goal: str) -> bool:
    """Whether an act is of no weight, or a word of the goal points at it."""
    name = weighty_name(action)
    return not name or (points_at(goal, name) and not reads(goal))


def _too_weighty(choice: Choice) -> Choice:
    question = f"To {phrase(choice.action)} cannot easily be taken back, and I am not sure that you want it. Shall I?"
    return Choice(Ask(question), 0.6, "a guess is too little for it", Expectation(Change.NOTHING))


def _only_forbids(goal: str, plan: Plan, elements: Sequence[Element], history: Sequence[Past]) -> Choice:
    """The answer to an open question that says no itself; else the person must say what to do."""
    answer = says_no(plan, elements, history)
    if answer is not None:
        return Choice(Click(answer), SURE, "it is what the goal forbids that is asked", in_dialog=True)
    question = f"The goal says only what not to do ({goal.strip()[:60]}); say what to do."
    return Choice(Ask(question), 0.6, "nothing is asked for", Expectation(Change.NOTHING))
