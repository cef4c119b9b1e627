"""What a text is made of: mappings, sequences and scalars, each with its lines, and the data they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?([0-9]{1,18}\.[0-9]{0,30}|\.[0-9]{1,30}|[0-9]{1,18}(?=[eE]))([eE][-+]?[0-9]{1,3})?")
_WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
"""What stands for something else than itself when it has no quotes."""


class WholeNumber(int):
    """A whole number that still knows how it was `written`, for where a text was wanted."""

    written: str


class Decimal(float):
    """A number with a point that still knows how it was `written`."""

    written: str


@dataclass(slots=True)
class Scalar:
    """A word, number or text; `plain` if it stands without quotes. `end` is the last line it stands on."""

    text: str
    line: int
    end: int
    plain: bool


@dataclass(slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    line: int
    end: int


@dataclass(slots=True)
class Mapping:
    """Keys and values in their order; `keys` has the line of each key."""

    values: dict[str, Node]
    keys: dict[str, int]
    line: int
    end: int


Node = Scalar | Sequence | Mapping


def data(node: Node) -> Any:
    """The node as dictionaries, lists, texts, numbers, `True`, `False` and `None`.

    Only `true`, `false`, `null`, `~`, nothing and numbers are other than text when they stand without quotes: `on`,
    `no` and dates are texts.
    """
    match node:
        case Mapping(values):
            return {key: data(value) for key, value in values.items()}
        case Sequence(items):
            return [data(item) for item in items]
        case Scalar(text, plain=True):
            return _resolved(text)
        case Scalar(text):
            return text


def is_text(written: str) -> bool:
    """Whether this, without quotes, is read as a text."""
    return isinstance(_resolved(written), str)


def _resolved(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    number: WholeNumber | Decimal
    if _WHOLE.fullmatch(text):
        number = WholeNumber(text)
    elif _DECIMAL.fullmatch(text):
        number = Decimal(text)
    else:
        return text
    number.written = text
    return number


__all__ = ["Decimal", "Mapping", "Node", "Scalar", "Sequence", "WholeNumber", "data", "is_text"]
