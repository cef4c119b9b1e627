"""The text the action model reads: the goal, one element a line, what was done, and `Next:`.

The goal comes first, so that every element is read with it in mind. Elements are named by role and label,
never by number: a model of this size points at numbers by chance. Only where several controls have one label
are they told apart, by a number at its end (`Delete #2`). The adapter in `models/` is trained on exactly this.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from deskhand.core.actions import phrase
from deskhand.core.screen import Element, Role
from deskhand.core.step import Past

REMEMBERED = 6
"""Steps of the history the model sees."""
_LONGEST = 60
"""Characters of a label or value; longer ones are text to read, not names."""
_PASSIVE = frozenset({Role.DIALOG, Role.WINDOW, Role.TEXT})


def prompt(goal: str, elements: Sequence[Element], history: Sequence[Past]) -> str:
    """The prompt for one decision; the answer continues it after a space and ends with a line break."""
    lines = [f"Goal: {' '.join(goal.split())}", "Screen:"]
    lines += [_line(element, name) for element, name in zip(elements, names(elements), strict=True)]
    if history:
        lines.append("Did: " + "; ".join(short(phrase(past.action)) for past in history[-REMEMBERED:]))
    return "\n".join([*lines, "Next:"])


def plan_prompt(goal: str) -> str:
    """The prompt for the sub-goals of a goal: `a ; b ; ! what must not be done`."""
    return f"Goal: {' '.join(goal.split())}\nPlan:"


def effect_prompt(asked: str, answer: str) -> str:
    """The prompt for what should follow an answer (with its leading space) to the prompt `asked`."""
    return f"{asked}{answer}\nThen:"


def names(elements: Sequence[Element]) -> list[str]:
    """The name of each element: its label, numbered where several controls share it."""
    labels = [short(element.text) for element in elements]
    count = Counter(label for element, label in zip(elements, labels, strict=True) if element.role not in _PASSIVE)
    seen: Counter[str] = Counter()
    for place, element in enumerate(elements):
        label = labels[place]
        if element.role not in _PASSIVE and count[label] > 1:
            seen[label] += 1
            labels[place] = f"{label} #{seen[label]}".strip()
    return labels


def _line(element: Element, name: str) -> str:
    state = f" = {short(element.state)}" if element.state else ""
    return f"{element.role.value} {name}".rstrip() + state


def short(text: str) -> str:
    """A label or value as the model sees it: one line, cut at 60 characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
