"""Pressing a calculator's buttons one after the other, and reading its display."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable

from deskhand.core.actions import Click, Fail, Wait
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
_OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_DISPLAY_HEIGHT = 12
"""Pixels; digits of a display are larger than those of keys."""
_CLEAR = ("AC", "C", "CE", "Clear")
_NUMBER = re.compile(r"^[-−]?\d[\d ,.']*$")


def compute(intent: Compute, view: View) -> Move:
    """The next button of the expression, or the result on the display."""
    keys = keys_of(intent.expression)
    pressed, used = _pressed(view, keys)
    if pressed == len(keys) and used < len(view.done):
        return Met(used)  # the display has gone on to something else
    if pressed == len(keys):
        return _result(intent.expression, view, used)
    clear = _clearing(view) if pressed == 0 else None
    if clear is not None:
        return clear
    button = _button(keys[pressed], view)
    if button is None:
        tip = _uncovered(view) if pressed == 0 else None
        return tip or seek(view, f"a button {keys[pressed]}")
    why = f"key {pressed + 1} of {len(keys)} of {''.join(keys)}"
    # An operator may leave the display as it is.
    return Choice(Click(button), 0.95, why, Expectation(Change.NOTHING, patience=0.6))


def keys_of(expression: str) -> list[str]:
    """One key a character, operators in their plain spelling, `=` last."""
    plain = {spelling: sign for sign, spellings in _SPELLINGS.items() for spelling in spellings if spelling != ","}
    signs = [plain.get(c, c) for c in expression.replace(",", "").rstrip("= ") if not c.isspace()]
    return [*signs, "="]


def _pressed(view: View, keys: list[str]) -> tuple[int, int]:
    """How many keys of the expression were pressed, and how many entries of the history that took."""
    count = used = 0
    for index, past in enumerate(view.done, 1):
        if count == len(keys):
            break
        if isinstance(past.action, Click) and past.action.target.text in _names(keys[count]):
            count, used = count + 1, index
    return count, used


def _clearing(view: View) -> Choice | None:
    """What the display still holds would become part of the sum."""
    display = _display(view)
    if display is None or (display.state or display.text).strip(" .,0") == "" or view.clicked(*_CLEAR):
        return None
    button = view.first(*_CLEAR, roles=[Role.BUTTON])
    return Choice(Click(button), 0.9, "the display is not at zero", Expectation(Change.NOTHING)) if button else None


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


def _result(expression: str, view: View, used: int) -> Move:
    """What the display shows, if it is the sum's value: a key that did not arrive must not be an answer."""
    display = _display(view)
    if display is None:
        return Choice(Wait(), 0.6, "the display shows no number yet", Expectation(Change.ANYTHING))
    shown = (display.state or display.text).strip()
    if not agrees(shown, expression):
        return Choice(Fail(f"The display shows {shown}, which is not {expression}."), 0.9, "a key may have been lost")
    return Met(used, shown)


def agrees(shown: str, expression: str) -> bool:
    """Whether a number as displayed is the value of an expression, to the digits shown.

    An expression that cannot be worked out here is taken at the display's word.
    """
    plain = "".join(key for key in keys_of(expression)[:-1])
    value = _value(plain)
    digits = shown.replace("−", "-").replace(" ", "").replace("'", "")
    for number in (digits.replace(",", ""), digits.replace(".", "").replace(",", ".")):
        try:
            if value is None or math.isclose(float(number), value, rel_tol=1e-6, abs_tol=1e-9):
                return True
        except ValueError:
            continue
    return False


def _value(plain: str) -> float | None:
    """The value of numbers, operators and brackets; None where they do not make a sum."""
    try:
        return _worked_out(ast.parse(plain, mode="eval").body)
    except (SyntaxError, ZeroDivisionError, KeyError, TypeError, ValueError, OverflowError, RecursionError):
        return None


def _worked_out(node: ast.expr) -> float:
    match node:
        case ast.Constant(value) if isinstance(value, int | float):
            return float(value)
        case ast.BinOp(left, operation, right):
            return _OPERATIONS[type(operation)](_worked_out(left), _worked_out(right))
        case ast.UnaryOp(ast.USub(), operand):
            return -_worked_out(operand)
    raise TypeError(type(node).__name__)


def _display(view: View) -> Element | None:
    """The tallest number on the screen that is no button."""
    shown = [e for e in view.of(Role.TEXT, Role.EDIT) if e.box.h >= _DISPLAY_HEIGHT or not e.box.h]
    shown = [e for e in shown if _NUMBER.match((e.state or e.text).strip())]
    return max(shown, key=lambda e: e.box.h, default=None)


def _names(key: str) -> tuple[str, ...]:
    return _SPELLINGS.get(key, (key,))
