"""Boxes that a page draws, closed by their cross."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deskhand.core.actions import Click, Fail
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation

from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_OPENS = Expectation(Change.ANYTHING, patience=1.2)


@dataclass(frozen=True, slots=True)
class CloseBox(Intent):
    """Close a dialog that a page draws, by its button called `label`."""

    label: str


def close_box(intent: CloseBox, view: View) -> Move:
    """The button of that name, else the nameless one in the upper right corner."""
    done = view.steps(lambda past: isinstance(past.action, Click))
    if done:
        return Met(done[0] + 1)
    names = (
        (intent.label, "close", "x", "×")
        if intent.label.casefold() in ("x", "×", "cross", "close")
        else (intent.label,)
    )
    named = view.first(*names, roles=[Role.BUTTON, Role.ICON, Role.LINK, Role.TEXT])
    small = [e for e in view.of(Role.BUTTON, Role.ICON) if not e.text and e.box.w <= 60 and e.box.h <= 60]
    target = named or max(small, key=lambda e: e.box.x - e.box.y, default=None)
    if target is None:
        return Choice(Fail(f"I see no button called {intent.label}."), 0.9, "no such button")
    named = target if target.text else replace(target, text="close")
    return Choice(Click(named), 0.9, "closes the box", _OPENS)


SKILL = Skill(
    (
        Wording(
            64,
            r"close\s+the\s+(?:dialogu?e?|pop-?up|window|box|message|alert|panel)(?:\s+(?:box|window))?\s+by\s+"
            r"(?:clicking|pressing|hitting)(?:\s+on)?\s+(?:the\s+)?(.+?)(?:\s+(?:button|icon))?",
            CloseBox,
            whole=True,
        ),
    ),
    {CloseBox: close_box},
)
