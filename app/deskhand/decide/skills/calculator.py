"""Pressing a calculator's buttons one after the other, and reading its display."""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from deskhand.core.actions import Click, Fail, Wait
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..seeking import seek
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_DIGITS = ("Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_SPELLINGS = {
    "*": ("*", "×", "·", "✕", "∙", "∗", "⋅", "x", "X", "Multiply by", "Multiply", "Times"),
    "/": ("/", "÷", ":", "∕", "Divide by", "Divide", "Divided by"),
    "-": ("-", "−", "–", "Minus", "Subtract"),
    "+": ("+", "Plus", "Add"),
    "=": ("=", "Equals", "Equal"),
    ".": (".", ",", "Decimal separator", "Decimal point", "Point"),
    "(": ("(", "Left parenthesis", "Open parenthesis"),
    ")": (")", "Right parenthesis", "Close parenthesis"),
    **{str(digit): (str(digit), word) for digit, word in enumerate(_DIGITS)},
}
_OPERATIONS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_DISPLAY_HEIGHT = 12
"""Pixels; digits of a display are larger than those of keys."""
_LOOKS = 2
"""Times the display is looked at again before the result counts as unreadable."""
_CLEAR = ("AC", "C", "CE", "Clear")
_NUMBER = re.compile(r"^[-−]?\d[\d ,.']*$")

_OPERATOR = r"[+\-*/x×÷]|plus|minus|times|multiplied by|divided by|over"
_SUM = rf"([-(]*\d(?:[\d\s().,]|{_OPERATOR})*?)"


@dataclass(frozen=True, slots=True)
class Compute(Intent):
    """Work out an expression on the calculator's buttons and read the result."""

    expression: str


def compute(intent: Compute, view: View) -> Move:
    """The next button of the expression, or the result on the display."""
    keys = keys_of(intent.expression)
    pressed, used = _pressed(view, keys)
    if pressed == len(keys) and any(not isinstance(past.action, Wait) for past in view.done[used:]):
        return Met(used)  # the display has gone on to something else
    if pressed == len(keys):
        return _result(intent.expression, view, used)
    clear = _clearing(view) if pressed == 0 else None
    if clear is not None:
        return clear
    button = _button(keys[pressed], view)
    if button is None:
        if pressed:
            reason = f"I see no key {keys[pressed]} on the calculator."
            return Choice(Fail(reason), 0.9, "another key would make another sum")
        return _uncovered(view) or seek(view, f"a button {keys[pressed]}")
    why = f"key {pressed + 1} of {len(keys)} of {''.join(keys)}"
    # An operator may leave the display as it is.
    return Choice(Click(button), 0.95, why, Expectation(Change.NOTHING, patience=0.6), repeats=True)


def keys_of(expression: str) -> list[str]:
    """One key a character, operators in their plain spelling, `=` last."""
    plain = {
        spelling: sign
        for sign, spellings in _SPELLINGS.items()
        for spelling in spellings
        if len(spelling) == 1 and spelling != ","
    }
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
    if display is None or _shown(display, view).strip(" .,0") == "" or view.clicked(*_CLEAR):
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
    if display is None and len(view.done) - used >= _LOOKS:
        return Choice(Fail(f"I pressed {expression} and cannot read the display."), 0.9, "no number is shown")
    if display is None:
        return Choice(Wait(), 0.6, "the display shows no number yet", Expectation(Change.ANYTHING))
    shown = _shown(display, view)
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


def _shown(display: Element, view: View) -> str:
    """The number of the display; large digits stand so far apart that it may be read in pieces."""
    pieces = [
        e
        for e in view.of(Role.TEXT, Role.EDIT)
        if abs(e.box.center.y - display.box.center.y) <= 3 and abs(e.box.h - display.box.h) <= 4
        if re.fullmatch(r"[-−\d., ']+", (e.state or e.text).strip())
    ]
    if not display.box.h or len(pieces) < 2:
        return (display.state or display.text).strip()
    pieces.sort(key=lambda e: e.box.x)
    gaps = [b.box.x - a.box.right for a, b in pairwise(pieces)]
    if max(gaps) > display.box.h:
        return (display.state or display.text).strip()
    return "".join((e.state or e.text).strip() for e in pieces)


def _names(key: str) -> tuple[str, ...]:
    return _SPELLINGS.get(key, (key,))


def _compute(text: str) -> Compute:
    """A sum with its operators as signs and its decimal comma as a point."""
    words = {"multiplied by": "*", "divided by": "/", "plus": "+", "minus": "-", "times": "*", "over": "/"}
    for word, sign in words.items():
        text = re.sub(rf"\s*\b{word}\b\s*", sign, text, flags=re.IGNORECASE)
    # "1,234" is a thousand and some; "3,5" is three and a half.
    return Compute(re.sub(r"(?<=\d),(?!\d{3}(?!\d))(?=\d)", ".", text))


SKILL = Skill(
    (
        Wording(301, rf"([-(]*\d[\d\s().,]*(?:{_OPERATOR})\s*[-(]*\d(?:[\d\s().,]|{_OPERATOR})*?)\s*[=?]*", _compute),
        Wording(
            300,
            rf"(?:compute|calculate|work out|evaluate|what is|what's|how much is)\s+{_SUM}"
            r"\s*(?:\?|\s(?:with|on|using|by)\s.*)?",
            _compute,
        ),
    ),
    {Compute: compute},
)
