"""Cases of the next act: reading them, spelling decisions as their answers are spelled, and comparing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deskhand.cli.decide_case import Case, case_of
from deskhand.core.actions import Action, Ask, Click, Done, Drag, Fail, Key, Scroll, Type, Wait
from deskhand.core.screen import Element, Role

PASSIVE = frozenset({Role.TEXT, Role.DIALOG, Role.WINDOW})


@dataclass(frozen=True)
class Question:
    """A case with the acts that are right; the first is the one its author would take."""

    case: Case
    right: tuple[str, ...]
    source: dict[str, Any]

    @property
    def kind(self) -> str:
        """The kind of the right act: its first word."""
        return self.right[0].split(" ", 1)[0]


def read_questions(path: Path) -> list[Question]:
    """The questions of a file, one JSON object a line."""
    items = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [Question(case_of(item), (item["answer"], *(item.get("also") or ())), item) for item in items]


def spelled(action: Action, elements: Sequence[Element]) -> str:
    """An act as answers are spelled: `click Save`, `click Delete@2`, `type Name=x`, `key ctrl+s`, `answer 84`."""
    match action:
        case Click(target, count, button):
            verb = "double-click" if count == 2 else "click" if button == "left" else f"{button}-click"
            return f"{verb} {_label(target, elements)}"
        case Type(text, target):
            return f"type {_label(target, elements)}={text}" if target else f"type {text}"
        case Key(chord):
            return f"key {chord}"
        case Drag(target, to):
            end = next((e.text for e in elements if e.box == to and e is not target), "")
            return f"drag {target.text} to {end}"
        case Scroll(notches):
            return "scroll up" if notches < 0 else "scroll"
        case Wait():
            return "wait"
        case Done(answer):
            return f"answer {answer}" if answer else "done"
        case Ask():
            return "ask"
        case Fail():
            return "fail"
    raise AssertionError(action)


def is_right(answer: str, question: Question) -> bool:
    """Whether an act is one of the right ones: exactly, but for a second click where only `click` is asked for."""
    return any(_same(answer, right) for right in question.right)


def _same(answer: str, right: str) -> bool:
    verb, _, rest = right.partition(" ")
    if verb == "click":
        return answer.removeprefix("double-").removesuffix("@1") == right.removesuffix("@1")
    if verb == "answer":
        return answer.casefold().strip() == right.casefold().strip()
    if right == "done":
        return answer == "done" or answer.startswith("answer ")
    return answer.removesuffix("@1") == right.removesuffix("@1") and (verb != "ask" or not rest)


def _label(target: Element, elements: Sequence[Element]) -> str:
    """The label, with its number among the active elements of that label after the first."""
    same = [e for e in elements if e.text == target.text and (e.role not in PASSIVE or e is target)]
    place = next((at for at, e in enumerate(same, 1) if e is target), 1)
    return f"{target.text}@{place}" if place > 1 else target.text
