"""When a task is started by itself: in words a person types, kept as a cron expression (five fields, local time)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import islice

from cron_descriptor import CasingTypeEnum, ExpressionDescriptor, FormatException, Options
from cronsim import CronSim, CronSimError

from deskhand.core.errors import UsageError

MOST_MISSED = 20
"""Missed times that are told one by one."""
LATE = timedelta(minutes=2)
"""How late a task may be started by itself: later it was missed, and the person is told."""
_DAYS = {
    "monday": 1,
    "tuesday": 2,
    "wednesday": 3,
    "thursday": 4,
    "friday": 5,
    "saturday": 6,
    "sunday": 0,
}
_SETS = {"day": "*", "weekday": "1-5", "working day": "1-5", "weekend": "0,6"}
_TIME = r"(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d))?\s*(?P<half>am|pm)?"
_EACH = re.compile(rf"^every\s+(?P<what>.+?)(?:\s+at\s+{_TIME})?$")
_OFTEN = re.compile(r"^every\s+(?:(?P<n>\d{1,2})\s+)?(?P<unit>minute|hour)s?$")
_MONTHLY = re.compile(
    rf"^(?:on\s+)?the\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+of\s+(?:each|every|the)\s+month(?:\s+at\s+{_TIME})?$"
)
EXAMPLES = (
    "every weekday at 9:00",
    "every Monday and Thursday at 14:30",
    "every 15 minutes",
    "the 1st of each month at 8:00",
)
"""What can be written; shown beside the field."""


def parsed(words: str) -> str:
    """The cron expression of words or of an expression.

    Raises:
        UsageError: it is neither.
    """
    text = " ".join(words.casefold().split())
    found = _often(text) or _monthly(text) or _each(text) or (text if len(text.split()) == 5 else "")
    try:
        CronSim(found, datetime.now())
    except CronSimError as problem:
        raise UsageError(f"“{words.strip()}” is no schedule; write, say, “{EXAMPLES[0]}”.") from problem
    return found


def in_words(expression: str, language: str = "en") -> str:
    """A cron expression in words: `At 09:00, Monday through Friday`."""
    options = Options()
    options.use_24hour_time_format = True
    options.casing_type = CasingTypeEnum.Sentence
    options.locale_code = {"de": "de_DE"}.get(language, "en_US")
    try:
        return str(ExpressionDescriptor(expression, options).get_description())
    except FormatException:
        return expression


def following(expression: str, after: datetime, count: int = 3) -> list[datetime]:
    """The next times, in order. Raises `UsageError` for what is no expression."""
    try:
        return list(islice(CronSim(expression, after), count))
    except CronSimError as problem:
        raise UsageError(f"“{expression}” is no schedule.") from problem


def due(expression: str, since: datetime, now: datetime) -> tuple[datetime | None, list[datetime]]:
    """The time for which the task is started now, if there is one, and the times that were missed before it.

    `since` is when this was asked last; however long the machine slept meanwhile, one start is all there is.
    """
    past: list[datetime] = []
    for time in CronSim(expression, since):
        if time > now:
            break
        past = [*past[-MOST_MISSED:], time]
    if past and now - past[-1] <= LATE:
        return past[-1], past[:-1]
    return None, past


def _often(text: str) -> str:
    found = _OFTEN.match(text)
    if not found:
        return ""
    number = int(found["n"] or 1)
    if found["unit"] == "minute":
        return f"*/{number} * * * *" if 1 <= number <= 59 and 60 % number == 0 else ""
    return f"0 */{number} * * *" if 1 <= number <= 23 and 24 % number == 0 else ""


def _monthly(text: str) -> str:
    found = _MONTHLY.match(text)
    if not found or not 1 <= int(found["day"]) <= 31:
        return ""
    return f"{_clock(found)} {int(found['day'])} * *"


def _each(text: str) -> str:
    found = _EACH.match(text)
    if not found:
        return ""
    what = found["what"]
    if what in _SETS:
        return f"{_clock(found)} * * {_SETS[what]}"
    names = [name.removesuffix("s") for name in re.split(r"\s*(?:,|and)\s*", what) if name]
    if not names or any(name not in _DAYS for name in names):
        return ""
    return f"{_clock(found)} * * {','.join(str(_DAYS[name]) for name in names)}"


def _clock(found: re.Match[str]) -> str:
    """Minute and hour; nine in the morning where no time is said."""
    hour, minute, half = int(found["hour"] or 9), int(found["minute"] or 0), found["half"]
    if half and not 1 <= hour <= 12:
        return ""
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{minute} {hour}"


__all__ = ["EXAMPLES", "LATE", "due", "following", "in_words", "parsed"]
