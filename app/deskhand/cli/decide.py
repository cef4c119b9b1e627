"""`deskhand decide`: the next action for cases on stdin, without a screen."""

from __future__ import annotations

import json
import sys
import time
from typing import Any

import numpy as np

from deskhand.core.actions import Act, Click, Done, Key, Scroll, Type, kind_of, target_of
from deskhand.core.errors import UsageError
from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Frame, Role, Scene
from deskhand.core.step import Outcome, Past, Proposal
from deskhand.system.paths import user_paths

ROLES = tuple(role.value for role in Role)
_NOWHERE = Box(0, 0, 0, 0)


def decide() -> None:
    """Read cases from stdin, a JSON object a line, and print the next action of each.

    A case: `{"goal": "...", "did": ["click File", "type Name=report.txt", "key ctrl+s"], "elements":
    [{"role": "button", "text": "Save", "state": ""}]}`. The answer: `{"action", "target", "text", "key",
    "confidence", "by"}`.

    Example: `deskhand decide < cases.jsonl`
    """
    from deskhand.bootstrap import open_model
    from deskhand.decide.combined import CombinedDecider

    model, trust, notes = open_model(user_paths())
    for note in notes:
        if note.degraded:
            print(f"deskhand: {note.text}", file=sys.stderr)
    decider = CombinedDecider(model, trust)
    try:
        for number, line in enumerate(sys.stdin, 1):
            if line.strip():
                goal, scene, history = _case(line, number)
                print(json.dumps(_answer(decider.next(goal, scene, history)), ensure_ascii=False), flush=True)
    finally:
        if model is not None:
            model.close()


def _case(line: str, number: int) -> tuple[str, Scene, list[Past]]:
    try:
        case = json.loads(line)
        if not isinstance(case.get("did", []), list):
            raise UsageError(f'line {number} is not a case: did is a list of steps, such as ["click File"].')
        unknown = [e["role"] for e in case["elements"] if e["role"] not in ROLES]
        if unknown:
            raise UsageError(f"line {number} is not a case: {unknown[0]} is no role; the roles are {', '.join(ROLES)}.")
        elements = tuple(_element(i, e) for i, e in enumerate(case["elements"], 1))
        did = [_past(str(text)) for text in case.get("did", [])]
        goal = str(case["goal"])
    except UsageError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        reason = f"line {number} is not a case: it needs a goal and a list of elements, each with a role and a text"
        raise UsageError(f"{reason}; see `deskhand decide --help`.") from problem
    frame = Frame(np.zeros((1, 1, 3), np.uint8), time.monotonic())
    return goal, Scene(frame, elements), did


def _element(number: int, value: dict[str, Any]) -> Element:
    return Element(number, Role(value["role"]), str(value.get("text") or ""), _NOWHERE, str(value.get("state") or ""))


def _past(text: str) -> Past:
    """A step from its phrase; what is not a phrase we know counts as a click on that name."""
    verb, _, rest = text.partition(" ")
    match verb.lower():
        case "key":
            action: Act = Key(rest)
        case "type" if "=" in rest:
            field, _, value = rest.partition("=")
            action = Type(value, Element(0, Role.EDIT, field, _NOWHERE))
        case "type":
            action = Type(rest)
        case "scroll":
            action = Scroll()
        case _:
            action = Click(Element(0, Role.BUTTON, rest or text, _NOWHERE))
    return Past(action, Outcome(True, "", True))


def _answer(proposal: Proposal) -> dict[str, object]:
    action, target = proposal.action, target_of(proposal.action)
    text = action.text if isinstance(action, Type) else action.answer if isinstance(action, Done) else ""
    return {
        "action": kind_of(action),
        "target": target.text if target else "",
        "text": text,
        "key": action.chord if isinstance(action, Key) else "",
        "confidence": round(proposal.confidence, 3),
        "by": proposal.by,
    }
