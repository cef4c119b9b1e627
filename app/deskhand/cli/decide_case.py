"""A case of `deskhand decide`: a goal, what was done and a screen, as JSON; and the decision, as JSON."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from deskhand.core.actions import Act, Click, Done, Drag, Key, Scroll, Type, Wait, kind_of, target_of
from deskhand.core.errors import UsageError
from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Frame, Role, Scene
from deskhand.core.step import Outcome, Past, Proposal

ROLES = tuple(role.value for role in Role)
_NOWHERE = Box(0, 0, 0, 0)
_STATES = {"checked": "on", "unchecked": "off", "true": "on", "false": "off"}
"""Other words for the states that grounding knows."""


@dataclass(frozen=True, slots=True)
class Case:
    """One question to the decider."""

    goal: str
    scene: Scene
    history: tuple[Past, ...]


def case_of(value: Mapping[str, Any]) -> Case:
    """The case in a JSON object.

    Raises:
        UsageError: a role is unknown, a text is none, or `did` is no list of texts.
        KeyError, TypeError, ValueError, AttributeError: it is no case.
    """
    did = value.get("did", [])
    if not isinstance(did, list):
        raise UsageError('did is a list of steps, such as ["click File"].')
    if not isinstance(value["goal"], str):
        raise UsageError("the goal is no text.")
    if not all(isinstance(step, str) for step in did):
        raise UsageError('did is a list of steps, such as ["click File"].')
    unknown = [e["role"] for e in value["elements"] if e["role"] not in ROLES]
    if unknown:
        raise UsageError(f"{unknown[0]} is no role; the roles are {', '.join(ROLES)}.")
    elements = tuple(_element(number, e) for number, e in enumerate(value["elements"], 1))
    frame = Frame(np.zeros((1, 1, 3), np.uint8), time.monotonic())
    return Case(value["goal"], Scene(frame, elements), tuple(map(past_of, did)))


def past_of(text: str) -> Past:
    """A step from its phrase; what is not a phrase we know counts as a click on that name."""
    verb, _, rest = text.partition(" ")
    action: Act | Wait
    match verb.lower():
        case "key":
            action = Key(rest)
        case "type" if "=" in rest:
            field, _, value = rest.partition("=")
            action = Type(value, _named(field, Role.EDIT))
        case "type":
            action = Type(rest)
        case "scroll":
            action = Scroll(-5 if rest == "up" else 5)
        case "wait":
            action = Wait()
        case "double-click":
            action = Click(_named(rest), count=2)
        case "right-click":
            action = Click(_named(rest), button="right")
        case "middle-click":
            action = Click(_named(rest), button="middle")
        case "drag":
            start, _, end = rest.partition(" to ")
            action = Drag(_named(start), _NOWHERE, end)
        case _:
            action = Click(_named(rest if verb.lower() == "click" and rest else text))
    return Past(action, Outcome(True, "", True))


def answer_of(proposal: Proposal, scene: Scene) -> dict[str, object]:
    """The decision as `deskhand decide` prints it; `element` is the target's position on the screen, from 0."""
    action, target = proposal.action, target_of(proposal.action)
    text = action.text if isinstance(action, Type) else action.answer if isinstance(action, Done) else ""
    # A policy may call an element by another name; its number stays.
    position = next((at for at, e in enumerate(scene) if target is not None and target.id == e.id > 0), None)
    return {
        "action": kind_of(action),
        "target": target.text if target else "",
        "element": position,
        "clicks": action.count if isinstance(action, Click) else None,
        "button": action.button if isinstance(action, Click) else None,
        "text": text,
        "key": action.chord if isinstance(action, Key) else "",
        "confidence": round(proposal.confidence, 3),
        "by": proposal.by,
    }


def _element(number: int, value: Mapping[str, Any]) -> Element:
    text, state = value.get("text") or "", value.get("state") or ""
    if not isinstance(text, str) or not isinstance(state, str):
        raise UsageError(f"element {number} has a text or a state that is no text.")
    return Element(number, Role(value["role"]), text, _NOWHERE, _STATES.get(state.lower(), state))


def _named(label: str, role: Role = Role.BUTTON) -> Element:
    """An element of the history; `Delete@2` was the second of that label."""
    return Element(0, role, re.sub(r"@\d+$", "", label), _NOWHERE)
