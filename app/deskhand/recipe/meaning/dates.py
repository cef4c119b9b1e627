"""Dates as people write them: `2026-11-04`, `4.11.2026`, `4 November 2026`, `Nov 4, 2026`, `25/12/2026`.

With slashes or dashes either the day or the month may stand first. Where only one reading is a date, it is that one;
else the other dates of the column tell; else the date is refused, for it may be two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from deskhand.core.errors import RecipeError

Order = Literal["day first", "month first"]

_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMBERS: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_NAMED: Final = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?\.?[ -]([a-z]{3,9})\.?|([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?),?[ -](\d{4})"
)


def date_text(name: str, text: str, order: Order | None = None) -> str:
    """A date as ISO 8601; `name` is what it is called in a refusal.

    Raises:
        RecipeError: the text is no date, or may be two.
    """
    try:
        return _date(name, text.strip().casefold(), order).isoformat()
    except ValueError:
        shown = text if len(text) <= 40 else f"{text[:39]}…"
        raise RecipeError(f"{name} must be a date such as 2026-11-04; “{shown}” is not one.") from None


def order_of(texts: Iterable[str]) -> Order | None:
    """The order that dates written by one hand show, or None when none of them tells.

    Raises:
        ValueError: some have the day first and some the month; its two arguments are one text of each.
    """
    seen: dict[Order, str] = {}
    for text in texts:
        found = _NUMBERS.fullmatch(text.strip())
        if found and found[2] != ".":
            first, second = int(found[1]), int(found[3])
            if (first > 12) != (second > 12):
                seen.setdefault("day first" if first > 12 else "month first", text)
    if len(seen) > 1:
        raise ValueError(seen["day first"], seen["month first"])
    return next(iter(seen), None)


def _date(name: str, text: str, order: Order | None) -> date:
    """Raises: ValueError: no date. RecipeError: two."""
    if found := _YEAR_FIRST.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    if found := _NUMBERS.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "." or first == second or first > 12:
            return date(year, second, first)
        if second > 12 or order == "month first":
            return date(year, first, second)
        if order == "day first":
            return date(year, second, first)
        either = date(year, first, second).isoformat(), date(year, second, first).isoformat()
        raise RecipeError(f"{name}: “{text}” may be {either[0]} or {either[1]}; write it that way.")
    if found := _NAMED.fullmatch(text):
        word = found[2] or found[3]
        if word[:3] in _MONTHS:
            return date(int(found[5]), _MONTHS.index(word[:3]) + 1, int(found[1] or found[4]))
    raise ValueError(text)
