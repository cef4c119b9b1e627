"""The text the action model reads: one element a line, then the goal, what was done, and `Next:`.

Elements are named by role and label, never by number: a model of this size points at numbers by chance.
The adapter in `models/` is trained on exactly this format.
"""

from __future__ import annotations

from collections.abc import Sequence

from deskhand.core.actions import phrase
from deskhand.core.screen import Element, Role
from deskhand.core.step import Past

REMEMBERED = 6
"""Steps of the history the model sees."""
_LONGEST = 60
"""Characters of a label or value; longer ones are text to read, not names."""

_NEAREST = {
    Role.CELL: Role.ROW,
    Role.HEADER: Role.BUTTON,
    Role.SLIDER: Role.SWITCH,
    Role.SCROLLBAR: Role.ICON,
    Role.WINDOW: Role.DIALOG,
}
"""Roles the adapter has never read, and the one of those it was trained on that is handled most like each."""


def prompt(goal: str, elements: Sequence[Element], history: Sequence[Past]) -> str:
    """The prompt for one decision; the answer continues it after a space."""
    lines = ["Screen:", *map(_line, elements), f"Goal: {' '.join(goal.split())}"]
    if history:
        lines.append("Did: " + "; ".join(short(phrase(past.action)) for past in history[-REMEMBERED:]))
    return "\n".join([*lines, "Next:"])


def _line(element: Element) -> str:
    state = f" = {short(element.state)}" if element.state else ""
    return f"{role_word(element.role)} {short(element.text)}{state}"


def role_word(role: Role) -> str:
    """The word for a role in the prompt, one the adapter was trained on."""
    return _NEAREST.get(role, role).value


def short(text: str) -> str:
    """A label or value as the model sees it: one line, cut at 60 characters."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"
