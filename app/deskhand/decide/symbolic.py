"""The rules as one chooser: the first intent that is not met makes the move."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deskhand.core.actions import Done, Fail
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation, Past

from .goal import parse
from .rules import policy_move
from .rules.dialogs import interruption
from .view import Choice, View

_TROUBLE = re.compile(
    r"\b(could not|unable to|failed to|permission denied|read-only file|no space left|"
    r"error (?:while|when|creating|opening|saving|renaming|deleting|moving|copying))\b",
    re.IGNORECASE,
)
"""What programs say when something did not work; then nothing is called done."""


def symbolic_choice(goal: str, elements: Sequence[Element], history: Sequence[Past]) -> Choice:
    """The rules' next action.

    Raises:
        GoalError: the goal is empty or too long.
    """
    plan = parse(goal)
    view = View(tuple(elements), tuple(history))
    blocked = interruption(goal, view)
    answers: list[str] = []
    for intent in plan.intents:
        move = policy_move(intent, view)
        if isinstance(move, Choice):
            return move if blocked is None or move.in_dialog else blocked
        view = View(view.elements, view.done[move.used :])
        if move.answer:
            answers.append(move.answer)
    said = [e.text for e in elements if e.role in (Role.TEXT, Role.DIALOG) and e.text not in goal]
    trouble = next((text for text in said if history and _TROUBLE.search(text)), "")
    if trouble:
        return Choice(Fail(f"The screen speaks of a problem: {trouble}"), 0.95, "it did not work")
    return Choice(Done("; ".join(answers)), 0.9, "every part of the goal is met", Expectation(Change.NOTHING))
