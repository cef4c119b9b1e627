"""The functions an expression may call: pure, and each result no longer than all that went in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from deskhand.core.errors import RecipeError

from .dates import date_text
from .numerals import number


@dataclass(frozen=True, slots=True)
class Function:
    """A function: `of` takes today and the values as texts, of which there are `fewest` to `most`."""

    usage: str
    of: Callable[..., Any]
    fewest: int
    most: int


def _number(_: date, text: str) -> Decimal:
    value = number(text)
    if value is None:
        raise RecipeError(f"number() got “{text[:40]}”, which is no number.")
    return value


def _rounded(today: date, text: str, digits: str = "0") -> Decimal:
    places = _number(today, digits)
    if places != int(places) or not 0 <= places <= 12:
        raise RecipeError("round() rounds to 0 to 12 digits.")
    return _number(today, text).quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)


def _day(text: str, of: str) -> date:
    return date.fromisoformat(date_text(f"the date of {of}", text))


def _days_between(_: date, first: str, second: str) -> Decimal:
    return Decimal((_day(second, "days_between()") - _day(first, "days_between()")).days)


def _days_after(today: date, text: str, days: str) -> str:
    count = _number(today, days)
    if count != int(count):
        raise RecipeError("days_after() takes whole days.")
    try:
        return (_day(text, "days_after()") + timedelta(int(count))).isoformat()
    except OverflowError:
        raise RecipeError("days_after() leaves the calendar.") from None


_MONTHS: Final = "January February March April May June July August September October November December".split()


def _written(_: date, text: str, form: str) -> str:
    day = _day(text, "written()")
    name = _MONTHS[day.month - 1]
    parts = {
        "YYYY": f"{day.year:04}",
        "YY": f"{day.year % 100:02}",
        "MMMM": name,
        "MMM": name[:3],
        "MM": f"{day.month:02}",
        "DD": f"{day.day:02}",
    }
    return "".join(parts.get(piece, piece) for piece in _pieces(form, list(parts)))


def _pieces(form: str, marks: list[str]) -> list[str]:
    pieces, at = [], 0
    while at < len(form):
        mark = next((m for m in marks if form.startswith(m, at)), form[at])
        pieces.append(mark)
        at += len(mark)
    return pieces


FUNCTIONS: Final[dict[str, Function]] = {
    "number": Function("number(text)", _number, 1, 1),
    "round": Function("round(number, digits)", _rounded, 1, 2),
    "lower": Function("lower(text)", lambda _, text: text.lower(), 1, 1),
    "upper": Function("upper(text)", lambda _, text: text.upper(), 1, 1),
    "join": Function("join(text, text, …)", lambda _, *texts: "".join(texts), 1, 20),
    "trim": Function("trim(text)", lambda _, text: text.strip(), 1, 1),
    "contains": Function("contains(text, part)", lambda _, text, part: part in text, 2, 2),
    "starts": Function("starts(text, beginning)", lambda _, text, part: text.startswith(part), 2, 2),
    "ends": Function("ends(text, end)", lambda _, text, part: text.endswith(part), 2, 2),
    "length": Function("length(text)", lambda _, text: Decimal(len(text)), 1, 1),
    "today": Function("today()", lambda today: today.isoformat(), 0, 0),
    "days_between": Function("days_between(from, to)", _days_between, 2, 2),
    "days_after": Function("days_after(date, days)", _days_after, 2, 2),
    "written": Function('written(date, "DD.MM.YYYY")', _written, 2, 2),
}
"""By name. `written` puts a date as an application wants it, from YYYY YY MMMM MMM MM DD and anything between."""
