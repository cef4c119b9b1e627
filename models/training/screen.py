"""Screens, acts and decisions, and the exact text in which the model reads and answers them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

ROLES = (
    "button", "link", "icon", "menu", "menu item", "tab", "checkbox", "radio",
    "switch", "edit", "combo", "option", "row", "dialog", "text",
)  # fmt: skip
"""What the released adapter was trained on; the app's prompt writes every role of a screen in these words."""
PASSIVE_ROLES = frozenset({"dialog", "text"})
HISTORY_LIMIT = 6
END_TOKEN = 2


@dataclass(eq=False)
class Element:
    """One thing on the screen; compared by identity, so that noise may rewrite its label."""

    role: str
    label: str
    state: str = ""

    def line(self) -> str:
        """Return the element as one line of the prompt."""
        return f"{self.role} {self.label}" + (f" = {self.state}" if self.state else "")


@dataclass(frozen=True)
class Act:
    """A step: its kind, what it aims at, and the text that it types.

    The target is an element when that is on the screen, else the bare label of one that was.
    For the kind `key` the target is the chord.
    """

    kind: str
    target: Element | str = ""
    value: str = ""

    def text(self) -> str:
        """Return the act as it is written in an answer or in the history."""
        label = self.target.label if isinstance(self.target, Element) else self.target
        if self.kind == "type":
            return f"type {label}={self.value}"
        return f"{self.kind} {label}".rstrip()


def click(target: Element | str) -> Act:
    """Return a click on an element."""
    return Act("click", target)


def enter(target: Element | str, value: str) -> Act:
    """Return the typing of a value into an element."""
    return Act("type", target, value)


def press(chord: str) -> Act:
    """Return the pressing of a key chord."""
    return Act("key", chord)


SCROLL, WAIT, DONE, ASK, FAIL = (Act(kind) for kind in ("scroll", "wait", "done", "ask", "fail"))


@dataclass(frozen=True)
class Decision:
    """A goal, what was done for it so far, and the right next act."""

    goal: str
    answer: Act
    did: tuple[Act, ...] = ()


@dataclass
class Scene:
    """A screen with the decisions to be taken on it.

    `modal` tells that a window already lies over everything else, `whole` that nothing may be
    added to the screen without making some decision wrong.
    """

    elements: list[Element]
    decisions: list[Decision] = field(default_factory=list)
    modal: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Example:
    """A screen as text, with the (question, answer) texts that share it."""

    screen: str
    turns: tuple[tuple[str, str], ...]


def screen_text(lines: Sequence[str]) -> str:
    """Return the part of the prompt that lists the screen."""
    return "\n".join(("Screen:", *lines)) + "\n"


def question_text(goal: str, did: Sequence[str]) -> str:
    """Return the part of the prompt that follows the screen, up to `Next:`."""
    history = f"Did: {'; '.join(did[-HISTORY_LIMIT:])}\n" if did else ""
    return f"Goal: {goal}\n{history}Next:"


def render(scene: Scene) -> Example:
    """Return a scene as text."""
    turns = tuple(
        (question_text(item.goal, [act.text() for act in item.did]), " " + item.answer.text())
        for item in scene.decisions
    )
    return Example(screen_text([element.line() for element in scene.elements]), turns)
