"""Evaluation cases: hand-written ones from a file, and generated ones of the held-out split."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .screen import PASSIVE_ROLES, ROLES, Element, Scene

HAND_WRITTEN = Path(__file__).parent / "cases.jsonl"
HELD_OUT = Path(__file__).parents[2] / "tests" / "data" / "next_actions.jsonl"
"""The cases nothing was tuned on; here only their goals are read, to keep them out of training."""


@dataclass(frozen=True)
class Case:
    """One question with its right answer, in the application's own shape."""

    goal: str
    did: tuple[str, ...]
    elements: tuple[Element, ...]
    answer: str
    also: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Return the kind of the answer: its first word."""
        return self.answer.split(" ", 1)[0]


class LeakError(ValueError):
    """A goal of the evaluation has turned up in the training data."""


def normal_goal(goal: str) -> str:
    """Return a goal without case, punctuation at its ends, or doubled spaces."""
    return " ".join(goal.lower().strip(" .!?").split())


def load_cases(path: Path = HAND_WRITTEN) -> list[Case]:
    """Read cases, one JSON object a line, and check that each can be answered."""
    cases = []
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        elements = tuple(Element(part["role"], part["text"], part["state"]) for part in item["elements"])
        case = Case(item["goal"], tuple(item["did"]), elements, item["answer"], tuple(item.get("also", ())))
        labels = {element.label for element in elements if element.role not in PASSIVE_ROLES}
        if case.kind == "click" and case.answer[6:] not in labels:
            raise ValueError(f"the answer is not on the screen: {case.goal}")
        if any(element.role not in ROLES for element in elements):
            raise ValueError(f"an unknown role: {case.goal}")
        cases.append(case)
    return cases


def cases_of(scene: Scene) -> list[Case]:
    """Return the decisions of a scene as cases."""
    return [
        Case(
            decision.goal,
            tuple(act.text() for act in decision.did),
            tuple(scene.elements),
            decision.answer.text(),
        )
        for decision in scene.decisions
    ]


def set_aside_goals() -> list[str]:
    """Return the goals of every evaluation case, development and held out: none may be trained on.

    Raises:
        LeakError: a file of cases is missing, so that nothing could be kept out.
    """
    goals: list[str] = []
    for path in (HAND_WRITTEN, HELD_OUT):
        if not path.exists():
            raise LeakError(f"{path.name} is missing: its goals could not be kept out of the training data.")
        goals += [json.loads(line)["goal"] for line in path.read_text("utf-8").splitlines() if line]
    return goals


def check_no_leak(goals: Iterable[str], set_aside: Iterable[str]) -> None:
    """Raise when some goal of the training data is one of those set aside.

    Raises:
        LeakError: the goal that is.
    """
    forbidden = {normal_goal(goal) for goal in set_aside}
    for goal in goals:
        if normal_goal(goal) in forbidden:
            raise LeakError(goal)
