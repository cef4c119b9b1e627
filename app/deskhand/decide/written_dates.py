"""Dates as people write them, in any usual form, and the days they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTH = r"(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + r"|sept)\.?"
_DAY_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+\d{4})?"
DATE = (
    rf"(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{4}}/\d{{1,2}}/\d{{1,2}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}|"
    rf"(?:(?:{'|'.join(_WEEKDAYS)}),?\s+)?(?:the\s+)?"
    rf"(?:{_MONTH}\s+{_DAY_NUMBER}{_YEAR}|{_DAY_NUMBER}\s+(?:of\s+)?{_MONTH}{_YEAR})|"
    rf"today|tomorrow|(?:next\s+|this\s+)?(?:{'|'.join(_WEEKDAYS)}))"
)
"""A date in any form that `parsed` understands, without groups."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar."""

    year: int
    month: int
    day: int


def parsed(text: str, today: date | None = None) -> Day:
    """The day a date names; one without a year is the next of its kind from `today` on.

    Numbers alone are month/day/year, or day/month/year where the first cannot be a month; day.month.year and
    day-month-year; or year first.

    Raises:
        ValueError: the text names no day.
    """
    now = today or date.today()
    numbers = [int(part) for part in re.findall(r"\d+", text)]
    words = re.findall(r"[a-z]+", text.casefold())
    month = next((i for i, name in enumerate(MONTHS, 1) for word in words if word[:3] == name[:3]), 0)
    if month and numbers:
        return _coming(numbers, month, now)
    if len(numbers) == 3:
        return _of_numbers(numbers, text)
    weekday = next((i for i, name in enumerate(_WEEKDAYS) if name in words), None)
    if weekday is not None:
        return _day(now + timedelta((weekday - now.weekday() - 1) % 7 + 1))
    if "tomorrow" in words or "today" in words:
        return _day(now + timedelta("tomorrow" in words))
    raise ValueError(f"“{text}” is no date; write it as 2026-11-04.")


def _of_numbers(numbers: list[int], text: str) -> Day:
    if numbers[0] > 31:
        return Day(numbers[0], numbers[1], numbers[2])
    if "/" in text and numbers[0] <= 12:
        return Day(numbers[2], numbers[0], numbers[1])
    return Day(numbers[2], numbers[1], numbers[0])


def _coming(numbers: list[int], month: int, now: date) -> Day:
    year = next((n for n in numbers if n > 31), 0)
    day = next((n for n in numbers if n <= 31), 1)
    return Day(year or now.year + ((month, day) < (now.month, now.day)), month, day)


def _day(when: date) -> Day:
    return Day(when.year, when.month, when.day)
