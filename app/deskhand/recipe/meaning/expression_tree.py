"""The syntax of expressions: Python's own for a few kinds of parts, checked whole before any of it is computed."""

from __future__ import annotations

import ast
import keyword
import re
import unicodedata
import warnings
from collections.abc import Iterator
from typing import Final

from deskhand.core.errors import RecipeError

from ..format.fields import printable
from .functions import FUNCTIONS
from .scope import nearest

LONGEST: Final = 2_000
"""Characters of an expression."""
MOST_NODES: Final = 400
DEEPEST: Final = 40
CONSTANTS: Final = {"true": True, "false": False}
_SUMS: Final = (ast.Add, ast.Sub, ast.Mult, ast.Div)
_COMPARISONS: Final = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn)
_UNARY: Final = (ast.Not, ast.USub, ast.UAdd)
_DIGITS: Final = re.compile(r"[0-9]{1,40}(\.[0-9]{1,20})?")
_WORDS: Final = frozenset(keyword.kwlist) - {"and", "or", "not", "in"}
"""Words of Python, which cannot be names in an expression."""


def parsed(expression: str) -> ast.expr:
    """The tree of an expression that holds nothing but what is allowed.

    Raises:
        RecipeError: it holds anything else, or is too large.
    """
    text = expression.strip()
    if not text:
        raise RecipeError("An expression is empty; write one such as total > 1000.")
    if len(text) > LONGEST:
        raise RecipeError(f"An expression is {len(text)} characters long; {LONGEST} are allowed.")
    if "{{" in text:
        raise RecipeError(f"“{short(text)}” is an expression: write its names without braces.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError, Warning) as problem:
        raise RecipeError(f"“{short(text)}” is no expression; {_hint(text)}.") from problem
    try:
        _check(tree, text)
    except RecipeError as problem:
        raise RecipeError(f"In “{short(text)}”: {lowered(str(problem))}") from problem
    return tree


def _hint(text: str) -> str:
    """What may be wrong with a text that is no expression."""
    words = [word for word in re.findall(r"[A-Za-z_]\w*", text) if word in _WORDS]
    if words:
        return f"“{words[0]}” cannot be a name in one: give it another"
    return "two values are compared by ==" if re.search(r"[^=<>!]=[^=]", text) else "write one such as total > 1000"


def _check(tree: ast.expr, text: str) -> None:
    """Refuse every node that is not allowed, and trees that are too large or too deep."""
    count, waiting = 0, [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        count += 1
        if count > MOST_NODES or depth > DEEPEST:
            raise RecipeError("it is too long or too deep; split it by steps that `set` a variable.")
        waiting += [(child, depth + 1) for child in _children(node, text)]


def _children(node: ast.expr, text: str) -> list[ast.expr]:
    """The parts of an allowed node."""
    match node:
        case ast.Constant(value) if isinstance(value, str | bool | int | float):
            if not isinstance(value, str | bool) and not _DIGITS.fullmatch(written(node, text)):
                raise RecipeError("numbers are written in at most 40 digits, with a point: 1234.50.")
            if isinstance(value, str) and printable(value) != value:
                raise RecipeError("a text in it holds a control character, which no text of a recipe may.")
            return []
        case ast.Name() | ast.Attribute() | ast.Subscript():
            name_of(node)
            return []
        case ast.BoolOp(_, values):
            return values
        case ast.UnaryOp(op, operand) if isinstance(op, _UNARY):
            return [operand]
        case ast.BinOp(left, op, right) if isinstance(op, _SUMS):
            return [left, right]
        case ast.Compare(left, ops, comparators) if all(isinstance(op, _COMPARISONS) for op in ops):
            return [left, *comparators]
        case ast.Call(ast.Name(name), args, []):
            if name not in FUNCTIONS:
                raise RecipeError(f"there is no function “{name}”{nearest(name, FUNCTIONS)}.")
            return args
    raise RecipeError(f"“{short(written(node, text) or type(node).__name__)}” is not allowed there.")


def written(node: ast.expr, text: str) -> str:
    """The text of a node."""
    return ast.get_source_segment(text, node) or ""


def name_of(node: ast.expr) -> tuple[str, str]:
    """The name and the part a node says."""
    match node:
        case ast.Name(name):
            return name, ""
        case ast.Attribute(ast.Name(name), part):
            return name, part
        case ast.Subscript(ast.Name(name), ast.Constant(part)) if isinstance(part, str):
            return name, unicodedata.normalize("NFC", part)
    raise RecipeError('a name is written as total, row.amount or row["Invoice No"].')


def names(tree: ast.expr, text: str) -> Iterator[tuple[str, str]]:
    """The names in a checked tree, as name and part."""
    match tree:
        case ast.Name(name) if name in CONSTANTS:
            return
        case ast.Name() | ast.Attribute() | ast.Subscript():
            yield name_of(tree)
        case _:
            for child in _children(tree, text):
                yield from names(child, text)


def lowered(sentence: str) -> str:
    """A sentence as the second half of another one."""
    return sentence[0].lower() + sentence[1:]


def short(text: str) -> str:
    """The beginning of a text, for a sentence."""
    return text if len(text) <= 60 else f"{text[:59]}…"
