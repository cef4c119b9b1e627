"""Filling in a form whose values a goal lists: `fill in the form: the name is Ann, the city is Rome`."""

from __future__ import annotations

from dataclasses import dataclass

from deskhand.core.screen import Role

from ..forms import fill
from ..seeking import seek
from ..skill import Intent, Skill, Wording
from ..view import Move, View


@dataclass(frozen=True, slots=True)
class FillForm(Intent):
    """Type the values that `text` gives into the fields it names."""

    text: str


def fill_form(intent: FillForm, view: View) -> Move:
    """Field by field, as far as they are in sight."""
    move = fill(intent.text, view)
    if move is not None:
        return move
    what = "a form with these fields" if view.of(Role.EDIT) else "a form"
    return seek(view, what)


SKILL = Skill(
    (
        Wording(
            898,
            r"((?:fill|complete)\s+(?:in|out|up)?\s*(?:the|this)\s+(?:\w+\s+)?form\b(?:\s*(?:with|as|:|using)\s*|\s+).+)",
            FillForm,
            keeps_quotes=False,
        ),
    ),
    {FillForm: fill_form},
)
