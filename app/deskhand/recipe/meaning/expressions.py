"""Small expressions: `total > 1000 and not contains(row.name, "GmbH")`.

There are comparisons (`== != < <= > >= in`), `and or not`, `+ - * /`, brackets, texts, numbers, names, the parts of a
row (`row.amount`, `row["Invoice No"]`) and the functions of `FUNCTIONS`: no other calls, no attributes of values, no
powers, so nothing can be reached and nothing can grow. Numbers are exact decimals. A text that reads as a number (see
`numerals`) counts as one where the other side is one too: `"12" > 10`, `"9" < "12"`, `"1" + "2"` is 3; else texts are
compared and joined as texts (`join` always joins). Equal and `in` of texts go by their letters, capitals counted.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, DecimalException, localcontext
from typing import Final

from deskhand.core.errors import RecipeError
from deskhand.core.step import Origin

from .expression_tree import CONSTANTS, lowered, name_of, names, parsed, short, written
from .functions import FUNCTIONS
from .numerals import number, plain
from .scope import Scope, Value, most_foreign

Plain = str | Decimal | bool
"""What an expression can come to."""

LONGEST_TEXT: Final = 100_000
"""Characters of a text an expression makes."""
_COMPARISONS: Final[dict[type[ast.cmpop], Callable[[Plain, Plain], bool]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_SUMS: Final[dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_ARITHMETIC: Final = Context(prec=28, Emax=60, Emin=-60)
"""Exact to 28 digits; larger numbers than of 60 digits are refused."""


@dataclass(frozen=True, slots=True)
class Computed:
    """What an expression came to, and the most foreign origin of what went into it."""

    value: Plain
    origin: Origin

    @property
    def text(self) -> str:
        """The value as it is typed: numbers in plain digits, `true` and `false`."""
        return _text(self.value)

    @property
    def holds(self) -> bool:
        """Whether it counts as true: not `false`, 0, or empty."""
        return self.value if isinstance(self.value, bool) else bool(self.value)


def names_in(expression: str) -> frozenset[str]:
    """The names in an expression, as `name` and `row.column`.

    Raises:
        RecipeError: it is no expression.
    """
    return frozenset(".".join(filter(None, pair)) for pair in names(parsed(expression), expression.strip()))


def evaluate(expression: str, scope: Scope) -> Computed:
    """What the expression comes to with these names.

    Raises:
        RecipeError: it is no expression, a name is unknown or a secret, or the types do not go together.
    """
    tree = parsed(expression)
    evaluation = _Evaluation(scope, expression.strip())
    try:
        with localcontext(_ARITHMETIC):
            value = evaluation.of(tree)
    except RecipeError as problem:
        raise RecipeError(f"In “{short(expression)}”: {lowered(str(problem))}") from problem
    except DecimalException as problem:
        why = "it divides by zero" if "Division" in f"{problem!r}" else "a number gets too large"
        raise RecipeError(f"In “{short(expression)}”: {why}.") from problem
    return Computed(value, most_foreign(evaluation.origins))


class _Evaluation:
    """One walk over a checked tree; `origins` are those of the names met."""

    def __init__(self, scope: Scope, text: str) -> None:
        self.scope, self.text = scope, text
        self.origins: list[Origin] = []

    def of(self, node: ast.expr) -> Plain:
        """The value of one node."""
        match node:
            case ast.Constant(value):
                return value if isinstance(value, str | bool) else Decimal(written(node, self.text))
            case ast.Name(name) if name in CONSTANTS and name not in self.scope.values:
                return CONSTANTS[name]
            case ast.Name() | ast.Attribute() | ast.Subscript():
                return self._named(*name_of(node))
            case ast.BoolOp(op, values):
                return self._joined(isinstance(op, ast.And), values)
            case ast.UnaryOp(ast.Not(), operand):
                return not _truth(self.of(operand))
            case ast.UnaryOp(op, operand):
                signed = _number(self.of(operand), "a sign")
                return -signed if isinstance(op, ast.USub) else signed
            case ast.BinOp(left, op, right):
                return _calculated(self.of(left), op, self.of(right))
            case ast.Compare(left, ops, comparators):
                return self._compared(left, ops, comparators)
            case ast.Call(ast.Name(name), args):
                return _called(name, [self.of(arg) for arg in args], self.scope.today)
        raise RecipeError(f"it holds {type(node).__name__}, which has no meaning here.")

    def _named(self, name: str, part: str) -> str:
        value: Value = self.scope.value(name, part)
        if value.secret:
            raise RecipeError(f"“{name}” is a secret, and nothing is computed from secrets.")
        self.origins.append(value.origin)
        return value.text

    def _joined(self, both: bool, values: list[ast.expr]) -> bool:
        return all(_truth(self.of(v)) for v in values) if both else any(_truth(self.of(v)) for v in values)

    def _compared(self, left: ast.expr, ops: list[ast.cmpop], comparators: list[ast.expr]) -> bool:
        before = self.of(left)
        for op, node in zip(ops, comparators, strict=True):
            after = self.of(node)
            if not _holds(before, op, after):
                return False
            before = after
        return True


def _holds(left: Plain, op: ast.cmpop, right: Plain) -> bool:
    if isinstance(op, ast.In | ast.NotIn):
        return (_text(left) in _text(right)) is isinstance(op, ast.In)
    left, right = _alike(left, right)
    if not isinstance(op, ast.Eq | ast.NotEq) and type(left) is not type(right):
        raise RecipeError(f"“{short(_text(left))}” and “{short(_text(right))}” have no order: one is no number.")
    return _COMPARISONS[type(op)](left, right)


def _alike(left: Plain, right: Plain) -> tuple[Plain, Plain]:
    """Both as numbers where both read as such; dates and other texts as they are."""
    if isinstance(left, bool) or isinstance(right, bool):
        return (left, right) if type(left) is type(right) else (_text(left), _text(right))
    numbers = _as_number(left), _as_number(right)
    if numbers[0] is not None and numbers[1] is not None:
        return numbers[0], numbers[1]
    return left, right


def _calculated(left: Plain, op: ast.operator, right: Plain) -> Plain:
    numbers = _as_number(left), _as_number(right)
    if numbers[0] is not None and numbers[1] is not None:
        return _SUMS[type(op)](numbers[0], numbers[1])
    if isinstance(op, ast.Add):
        return _bounded(_text(left) + _text(right))
    culprit = left if numbers[0] is None else right
    raise RecipeError(f"“{short(_text(culprit))}” is no number to calculate with.")


def _called(name: str, args: list[Plain], today: date) -> Plain:
    function = FUNCTIONS[name]
    if not function.fewest <= len(args) <= function.most:
        raise RecipeError(f"{function.usage} does not take {len(args)} values.")
    result: Plain = function.of(today, *[_text(arg) for arg in args])
    return _bounded(result) if isinstance(result, str) else result


def _bounded(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise RecipeError(f"it makes a text of {len(text)} characters; {LONGEST_TEXT} are allowed.")
    return text


def _truth(value: Plain) -> bool:
    return Computed(value, "recipe").holds


def _as_number(value: Plain) -> Decimal | None:
    if isinstance(value, bool):
        return None
    return value if isinstance(value, Decimal) else number(value)


def _number(value: Plain, what: str) -> Decimal:
    read = _as_number(value)
    if read is None:
        raise RecipeError(f"“{short(_text(value))}” is no number, so {what} has no meaning for it.")
    return read


def _text(value: Plain) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain(value) if isinstance(value, Decimal) else value
