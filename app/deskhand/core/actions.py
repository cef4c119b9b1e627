"""Everything Deskhand can decide to do next, as frozen data.

The short phrase of an action (`click Save`, `type Name=report.txt`, `key ctrl+s`, `drag a.txt to Archive`) is the
form the history, the action model and `deskhand decide` share.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Element

MouseButton = Literal["left", "middle", "right"]
Parts = tuple[float, float]
"""A place in a box, as parts (0 to 1) of its width and height."""
MIDDLE: Parts = (0.5, 0.5)


@dataclass(frozen=True, slots=True)
class Click:
    """Click an element: once, twice for a double click, three times for a line of text; `held` are keys kept down.

    `at` is where in its box.
    """

    target: Element
    count: int = 1
    button: MouseButton = "left"
    held: tuple[str, ...] = ()
    at: Parts = MIDDLE


@dataclass(frozen=True, slots=True)
class Type:
    """Type text, into `target` if given (it is clicked first, `at` this place in its box), else where the keyboard is.

    `clear` replaces what the field holds. `secret` is the name of a secret the text is the value of: the text is
    then shown nowhere, nor written anywhere; `shown` stands for it.
    """

    text: str
    target: Element | None = None
    clear: bool = False
    secret: str = ""
    at: Parts = MIDDLE

    @property
    def shown(self) -> str:
        """The text as it may be shown and written down."""
        return f"{{{{secret:{self.secret}}}}}" if self.secret else self.text

    def __repr__(self) -> str:
        # Logs and tracebacks print actions.
        return f"Type(text={self.shown!r}, target={self.target!r}, clear={self.clear!r}, secret={self.secret!r})"


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
    """Press on `target` (`at` this place in its box), move to the middle of `to`, release.

    `onto` is the label there, empty where there is none.
    """

    target: Element
    to: Box
    onto: str = ""
    at: Parts = MIDDLE


@dataclass(frozen=True, slots=True)
class Activate:
    """Bring a window that is open to the front and give it the keyboard, through the window manager."""

    window: int
    title: str


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


Act = Click | Type | Key | Scroll | Drag | Activate
"""The actions that send events, or ask the window manager for something."""

Action = Act | Wait | Done | Ask | Fail


_TIMES = {2: "double-click", 3: "triple-click"}


def target_of(action: Action) -> Element | None:
    """The element an action points at, if it points at one."""
    return getattr(action, "target", None)


def pressed_at(action: Click | Type | Drag) -> Point | None:
    """The pixel an action presses first, None for a text typed where the keyboard is."""
    if action.target is None:
        return None
    box, (across, down) = action.target.box, action.at
    if action.at == MIDDLE:
        return box.center
    return Point(box.x + min(int(box.w * across), max(box.w - 1, 0)), box.y + min(int(box.h * down), max(box.h - 1, 0)))


def kind_of(action: Action) -> str:
    """The action's word in `deskhand decide` and the journal: click, type, key, scroll, drag, wait, done, ask, fail."""
    return type(action).__name__.lower()


def phrase(action: Action) -> str:
    """The short phrase of an action, as histories and the model spell it."""
    match action:
        case Click(target, count, button, held):
            verb = _TIMES.get(count, "click") if button == "left" else f"{button}-click"
            return f"{'+'.join([*held, verb])} {target.text}"
        case Type(target=target):
            return f"type {target.text}={action.shown}" if target else f"type {action.shown}"
        case Key(chord):
            return f"key {chord}"
        case Drag(target, to, onto):
            return f"drag {target.text} to {onto or '{},{}'.format(*to.center)}"
        case Activate(_, title):
            return f"bring {title} to the front"
        case _:
            return kind_of(action)
