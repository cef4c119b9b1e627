"""The kinds of values a recipe is made of: names, texts, pixels, seconds, patterns."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from .patterns import usable

LONGEST_TEXT = 20_000
"""Characters of a text."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def printable(text: str) -> str:
    """The text as a recipe may hold it: without control characters, of which only tab and line feed may stand."""
    return _CONTROL.sub("", text)


def _as_written(value: Any) -> Any:
    """What a person wrote without quotes, where a text is wanted: `007` is three characters."""
    if isinstance(value, bool):
        return str(value).lower()
    return getattr(value, "written", value)


def _is_printable(text: str) -> str:
    hidden = _CONTROL.search(text)
    if hidden:
        raise ValueError(f"holds the control character U+{ord(hidden[0]):04X}; remove it")
    return text


Name = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,63}$")]
"""The name of a parameter, a variable or a secret."""
RecipeName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
"""The name of a recipe: its folder's."""
PictureName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,95}\.png$")]
"""A picture in the recipe's folder; no path."""
Text = Annotated[
    str,
    Field(max_length=LONGEST_TEXT),
    AfterValidator(_is_printable),
    BeforeValidator(_as_written),
    WithJsonSchema({"type": ["string", "number", "boolean"], "maxLength": LONGEST_TEXT}),
]
"""A text; a person may write it without quotes, whatever it looks like."""
Chord = Annotated[
    str,
    Field(min_length=1, max_length=60),
    AfterValidator(_is_printable),
    BeforeValidator(_as_written),
    WithJsonSchema({"type": ["string", "integer"], "minLength": 1, "maxLength": 60}),
]
"""Keys pressed together: `ctrl+s`, `enter`, `5`."""
Pattern = Annotated[str, Field(max_length=200), AfterValidator(usable)]
"""A regular expression in RE2's syntax."""
Column = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_is_printable)]
"""The name of a column of a file."""
Pixel = Annotated[int, Field(ge=-100_000, le=100_000)]
Seconds = Annotated[float, Field(ge=0, le=86_400)]
Part01 = Annotated[float, Field(ge=0, le=1)]
"""A part of a width or height."""

__all__ = [
    "LONGEST_TEXT",
    "Chord",
    "Column",
    "Name",
    "Part01",
    "Pattern",
    "PictureName",
    "Pixel",
    "RecipeName",
    "Seconds",
    "Text",
    "printable",
]
