"""Pressing a calculator's buttons one after the other, and reading its display."""

from __future__ import annotations

import re

from deskhand.core.actions import Click, Wait
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..intents import Compute
from ..view import Choice, Met, Move, View
from .seeking import seek

_SPELLINGS = {
    "*": ("*", "×", "x", "X", "·", "✕"),
    "/": ("/", "÷", ":"),
    "-": ("-", "−", "–"),
    "+": ("+",),
    "=": ("=",),
    ".": (".", ","),
    "(": ("(",),
    ")": (")",),
}
_NUMBER = re.compile(r"^[-−]?\d[\d ,.']*$")


def compute(intent: Compute, view: View) -> Move:
    """The next button of the expression, or the result on the display."""
    keys = keys_of(intent.expression)
    pressed = _pressed(view, keys)
    if pressed == len(keys):
        return _result(view)
    button = _button(keys[pressed], view)
    if button is None:
        return _uncovered(view) or seek(view, f"a button {keys[pressed]}")
    why = f"key {pressed + 1} of {len(keys)} of {''.join(keys)}"
    # An operator may leave the display as it is.
    return Choice(Click(button), 0.95, why, Expectation(Change.NOTHING, patience=0.6))


def keys_of(expression: str) -> list[str]:
    """One key a character, operators in their plain spelling, `=` last."""
    plain = {spelling: sign for sign, spellings in _SPELLINGS.items() for spelling in spellings if spelling != ","}
    signs = [plain.get(c, c) for c in expression.replace(",", "").rstrip("= ") if not c.isspace()]
    return [*signs, "="]


def _pressed(view: View, keys: list[str]) -> int:
    """How many keys of the expression the history ends with."""
    count = 0
    for past in view.done:
        if isinstance(past.action, Click) and count < len(keys) and past.action.target.text in _names(keys[count]):
            count += 1
    return count


def _button(key: str, view: View) -> Element | None:
    for role in (Role.BUTTON, Role.ICON, Role.OPTION, Role.TEXT):
        for name in _names(key):
            found = [e for e in view.elements if e.role is role and e.text.strip() == name]
            if found:
                # The display may show the same digit; a key stands lower.
                return max(found, key=lambda e: e.box.y)
    return None


def _uncovered(view: View) -> Choice | None:
    """A click on the display takes the pointer away, and with it a tip that covers keys."""
    display = _display(view)
    if display is None or view.clicked(display.text):
        return None
    return Choice(Click(display), 0.7, "a tip may cover the key", Expectation(Change.NOTHING))


def _result(view: View) -> Move:
    display = _display(view)
    if display is None:
        return Choice(Wait(), 0.6, "the display shows no number yet", Expectation(Change.ANYTHING))
    return Met(len(view.done), (display.state or display.text).strip())


def _display(view: View) -> Element | None:
    """The tallest number on the screen that is no button."""
    shown = [e for e in view.of(Role.TEXT, Role.EDIT) if _NUMBER.match((e.state or e.text).strip())]
    return max(shown, key=lambda e: e.box.h, default=None)


def _names(key: str) -> tuple[str, ...]:
    return _SPELLINGS.get(key, (key,))
