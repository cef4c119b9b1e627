"""How far a plan is: each sub-goal in turn is checked, and the first that is not met makes the move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from deskhand.core.actions import Ask, Fail
from deskhand.core.step import Change, Expectation

from .conditions import looked_through
from .facts import Fact, Facts, fact_at, recalled, with_facts
from .plan import HowFar, Plan, Standing, SubGoal
from .policies import policy_move
from .seeking import seek
from .view import Choice, Met, Move, View
from .weighty import changes

_FIRST = 0.9
"""A condition is looked for before anything is done; that is no guess."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where every sub-goal stands, the move of the current one (None: all are met), and the facts read."""

    standings: tuple[Standing, ...]
    choice: Choice | None
    facts: Facts = ()
    sure: float = 0.9
    """How sure it is that what is met is met: the least sure of the sub-goals."""

    @property
    def current(self) -> SubGoal | None:
        """The sub-goal that makes the move."""
        return next((s.subgoal for s in self.standings if s.how_far is HowFar.CURRENT), None)

    @property
    def answer(self) -> str:
        """What was read for the goal, without what was read only to be typed elsewhere."""
        used = recalled(tuple(s.subgoal.intent for s in self.standings))
        return "; ".join(s.fact for place, s in enumerate(self.standings) if s.fact and place not in used)


def progress(plan: Plan, view: View, facts: Facts = ()) -> Progress:
    """Check the sub-goals in order; what was done counts for one sub-goal only."""
    standings: list[Standing] = []
    choice: Choice | None = None
    total, sure = len(view.done), 0.9
    for place, subgoal in enumerate(plan.subgoals):
        if choice is not None:
            standings.append(Standing(subgoal, HowFar.OPEN))
            continue
        if known := fact_at(place, facts):
            # It was read on a screen that may be gone; the steps that led to it are used up.
            view = replace(view, done=view.done[max(0, known.steps - (total - len(view.done))) :])
            standings.append(Standing(subgoal, HowFar.MET, known.text))
            continue
        move = _move(subgoal, view, facts)
        if isinstance(move, Choice):
            choice = move
            standings.append(Standing(subgoal, HowFar.CURRENT))
            continue
        if move is None:
            standings.append(Standing(subgoal, HowFar.SKIPPED))
            continue
        view, sure = replace(view, done=view.done[move.used :]), min(sure, move.sure)
        if move.answer:
            facts = (*facts, Fact(place, move.answer, total - len(view.done)))
        standings.append(Standing(subgoal, HowFar.MET, move.answer))
    return Progress(tuple(standings), choice, facts, sure)


def _move(subgoal: SubGoal, view: View, facts: Facts) -> Move | None:
    """The move of a sub-goal; None where its condition does not hold."""
    condition = subgoal.condition
    if condition is not None:
        held = condition.met_by(view)
        if held is False:
            return None
        if held is None and not looked_through(view):
            move = policy_move(subgoal.intent, view)
            # A switch's own policy looks at its state; whether another condition holds must be seen first.
            return move if isinstance(move, Met) else seek(view, f"whether {condition.text}", _FIRST)
        if held is None and changes(subgoal.what):
            question = f"I cannot see whether it holds ({condition.spelled}). Shall I {subgoal.what}?"
            return Choice(Ask(question), 0.9, "the condition cannot be seen", Expectation(Change.NOTHING))
    intent = with_facts(subgoal.intent, facts)
    if intent is None:
        reason = f"I have not found what “{subgoal.what}” is to use."
        return Choice(Fail(reason), 0.7, "a fact is missing", Expectation(Change.NOTHING))
    return policy_move(intent, view)


def told(standings: Sequence[Standing]) -> str:
    """The standings in one line, for the log and the report."""
    return "; ".join(str(standing) for standing in standings)
