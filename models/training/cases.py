"""Evaluation cases: hand-written ones from a file, and generated ones of the held-out split."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .screen import PASSIVE_ROLES, ROLES, Element, Scene

HAND_WRITTEN = Path(__file__).parent / "cases.jsonl"


@dataclass(frozen=True)
class Case:
    """One question with its right answer, in the application's own shape."""

    goal: str
    did: tuple[str, ...]
    elements: tuple[Element, ...]
    answer: str

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
        case = Case(item["goal"], tuple(item["did"]), elements, item["answer"])
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


def check_no_leak(questions: Iterable[str], set_aside: Iterable[str]) -> None:
    """Raise when the goal line of some training question is one of those set aside."""
    forbidden = {normal_goal(goal) for goal in set_aside}
    for question in questions:
        goal = question.partition("Goal: ")[2].partition("\n")[0]
        if normal_goal(goal) in forbidden:
            raise LeakError(goal)
