"""The rules as one chooser: the first sub-goal that is not met makes the move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from deskhand.core.actions import Ask, Done, Fail, target_of
from deskhand.core.screen import Element, Frame, Role
from deskhand.core.step import Change, Expectation, Past

from .dialogs import interruption, open_question
from .facts import Facts
from .goal import parse
from .page import on_page
from .plan import HowFar, Plan, Standing
from .progress import Progress, progress
from .questions import page_question
from .sending import sent, unsent
from .trouble import speaks_of_trouble
from .view import Choice, View
from .waiting import busy


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules choose, where every sub-goal stands, and the facts read so far."""

    choice: Choice
    standings: tuple[Standing, ...] = ()
    facts: Facts = ()


def symbolic_choice(
    goal: str, elements: Sequence[Element], history: Sequence[Past], frame: Frame | None = None
) -> Choice:
    """The rules' next action; `frame` has the pixels that the elements were read from.

    Raises:
        GoalError: the goal is empty, too long or asks for nothing.
    """
    return ruled(goal, elements, history, frame).choice


def ruled(
    goal: str,
    elements: Sequence[Element],
    history: Sequence[Past],
    frame: Frame | None = None,
    facts: Facts = (),
    avoided: Sequence[Element] = (),
    plan: Plan | None = None,
) -> Ruled:
    """The rules' next action without the elements `avoided`, where the goal stands, and what was read.

    `plan` is that of the goal where one was made already.

    Raises:
        GoalError: as `symbolic_choice`.
    """
    plan = plan or parse(goal)
    seen, area = on_page(goal, elements)
    kept = [e for e in seen if not any(e is other for other in avoided)]
    view = View(tuple(kept), tuple(history), frame, goal, plan.constraints, area)
    # What a page says of its own work may sound like the goal: "Installing vim..." is no echo of "install vim".
    whole = replace(view, elements=tuple(elements))
    if sent(plan, view):
        return Ruled(_unblocked(_finished(Progress((), None), goal, view), goal, view, whole))
    found = progress(plan, view, facts)
    choice = found.choice or unsent(plan, view) or _finished(found, goal, view)
    return Ruled(_unblocked(choice, goal, view, whole), found.standings, found.facts)


def _unblocked(choice: Choice, goal: str, view: View, whole: View) -> Choice:
    """The choice, or what must come before it: a problem told, work in progress, a dialog in the way."""
    if choice.in_dialog:
        return choice
    if view.done and (trouble := _trouble(goal, view, dialogs_alone=not isinstance(choice.action, Done))):
        return Choice(Fail(f"The screen speaks of a problem: {trouble}"), 0.95, "it did not work")
    working = busy(whole) if view.done and not _is_sure(choice, view) else None
    if working is not None:
        return working
    blocked = interruption(goal, view) or page_question(goal, view)
    return blocked if blocked is not None else choice


def _is_sure(choice: Choice, view: View) -> bool:
    """A click on something that is there and named; work in progress elsewhere does not matter to it."""
    target = target_of(choice.action)
    return target is not None and choice.confidence >= 0.9 and not view.of(Role.DIALOG)


def _trouble(goal: str, view: View, dialogs_alone: bool) -> str:
    roles = (Role.DIALOG,) if dialogs_alone else (Role.TEXT, Role.DIALOG)
    said = [e.text for e in view.elements if e.role in roles and e.text not in goal]
    return next((text for text in said if speaks_of_trouble(text)), "")


def _finished(found: Progress, goal: str, view: View) -> Choice:
    """Done, unless the screen still asks something."""
    question = open_question(view)
    if question.endswith("?") and view.done and interruption(goal, view) is None:
        reason = f"Everything is done as far as I see, but this is still open: {question}"
        return Choice(Ask(reason), 0.5, "a question is still open", in_dialog=True)
    if found.standings and all(s.how_far is HowFar.SKIPPED for s in found.standings):
        unmet = next((s.subgoal.condition for s in found.standings if s.subgoal.condition is not None), None)
        told = f" ({unmet.spelled})" if unmet is not None else ""
        why = f"nothing done: the condition does not hold{told}"
        return Choice(Done(f"{why[0].upper()}{why[1:]}."), found.sure, why, Expectation(Change.NOTHING))
    return Choice(Done(found.answer), found.sure, "every part of the goal is met", Expectation(Change.NOTHING))
