"""The text the action model reads: one element a line, then the goal, what was done, and `Next:`.

Elements are named by role and label, never by number: a model of this size points at numbers by chance.
The adapter in `models/` is trained on exactly this format.
"""

from __future__ import annotations

from collections.abc import Sequence

from deskhand.core.actions import phrase
from deskhand.core.screen import Element
from deskhand.core.step import Past

REMEMBERED = 6
"""Steps of the history the model sees."""
_LONGEST = 60
"""Characters of a label or value; longer ones are text to read, not names."""


def prompt(goal: str, elements: Sequence[Element], history: Sequence[Past]) -> str:
    """The prompt for one decision; the answer continues it after a space."""
    lines = ["Screen:", *map(_line, elements), f"Goal: {' '.join(goal.split())}"]
    if history:
        lines.append("Did: " + "; ".join(short(phrase(past.action)) for past in history[-REMEMBERED:]))
    return "\n".join([*lines, "Next:"])


def _line(element: Element) -> str:
    state = f" = {short(element.state)}" if element.state else ""
    return f"{element.role.value} {short(element.text)}{state}"


def short(text: str) -> str:
    """A label or value as the model sees it: one line, cut at 60 characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
