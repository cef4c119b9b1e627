"""Everything Deskhand can decide to do next, as frozen data.

The short phrase of an action (`click Save`, `type Name=report.txt`, `key ctrl+s`) is the form the
history, the action model and `deskhand decide` share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from deskhand.core.geometry import Box
from deskhand.core.screen import Element

MouseButton = Literal["left", "middle", "right"]


@dataclass(frozen=True, slots=True)
class Click:
    """Click an element: once, or twice for a double click."""

    target: Element
    count: int = 1
    button: MouseButton = "left"


@dataclass(frozen=True, slots=True)
class Type:
    """Type text, into `target` if given (it is clicked first), else where the keyboard is.

    `clear` replaces what the field holds.
    """

    text: str
    target: Element | None = None
    clear: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """Press a chord such as `ctrl+s` or `enter`."""

    chord: str


@dataclass(frozen=True, slots=True)
class Scroll:
    """Turn the wheel by `notches` (positive is down) over `target`, or over the focused window."""

    notches: int = 5
    target: Element | None = None


@dataclass(frozen=True, slots=True)
class Drag:
    """Press on `target`, move to the middle of `to`, release."""

    target: Element
    to: Box


@dataclass(frozen=True, slots=True)
class Wait:
    """Look again later; nothing is sent."""

    seconds: float = 0.5


@dataclass(frozen=True, slots=True)
class Done:
    """The goal is met; `answer` is what was read off the screen, if something was asked."""

    answer: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """The person must decide; nothing is sent."""

    question: str


@dataclass(frozen=True, slots=True)
class Fail:
    """The goal cannot be reached from here."""

    reason: str


Act = Click | Type | Key | Scroll | Drag
"""The actions that send events."""

Action = Act | Wait | Done | Ask | Fail


def target_of(action: Action) -> Element | None:
    """The element an action points at, if it points at one."""
    return getattr(action, "target", None)


def kind_of(action: Action) -> str:
    """The action's word in `deskhand decide`: click, type, key, scroll, drag, wait, done, ask, fail."""
    return type(action).__name__.lower()


def phrase(action: Action) -> str:
    """The short phrase of an action, as histories and the model spell it."""
    match action:
        case Click(target, count, button):
            verb = "double-click" if count == 2 else "click" if button == "left" else f"{button}-click"
            return f"{verb} {target.text}"
        case Type(text, target):
            return f"type {target.text}={text}" if target else f"type {text}"
        case Key(chord):
            return f"key {chord}"
        case Drag(target):
            return f"drag {target.text}"
        case _:
            return kind_of(action)
