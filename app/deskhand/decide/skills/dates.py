"""Dates: typed into a field that shows its parts, or chosen in a calendar that opens."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import ClassVar

from deskhand.core.actions import Click, Fail, Type, Wait
from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..places import in_order
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View
from ..written_dates import DATE, MONTHS, Day, parsed

_DATE = rf"({DATE})"
_CLOCK = re.compile(r"^[-–_]{1,2}:[-–_]{1,2}")
_TIME = re.compile(r"(\d{1,2}):(\d{2})\s*([AaPp]\.?[Mm]\.?)?")
_MASK = re.compile(r"^[md]{1,2}\s*[/.-]\s*[md]{1,2}\s*[/.-]\s*y{2,4}|^y{4}-mm-dd", re.IGNORECASE)
_DAY, _FIELD = "the day", "the date field"
_OPENS, _LOOKS = Expectation(Change.ANYTHING, patience=1.0), 3


@dataclass(frozen=True, slots=True)
class EnterDate(Intent):
    """Set the date field to a date as it was written."""

    sends: ClassVar[bool] = True

    date: str


@dataclass(frozen=True, slots=True)
class EnterTime(Intent):
    """Set the time field to a time such as 10:30 PM."""

    sends: ClassVar[bool] = True

    time: str


def enter_time(intent: EnterTime, view: View) -> Move:
    """Hours, minutes and the half of the day, as the field's parts come one after the other."""
    typed = view.steps(lambda past: isinstance(past.action, Type))
    if typed:
        return Met(typed[-1] + 1)
    masked = next((e for e in view.elements if _CLOCK.match((e.text or e.state).replace(" ", ""))), None)
    fields = view.of(Role.EDIT)
    field = masked or (fields[0] if fields else None)
    if field is None:
        return Choice(Fail("I see no field for a time."), 0.9, "no time field")
    hour, minute, half = _TIME.match(intent.time).groups()  # type: ignore[union-attr]
    text = f"{int(hour):02}{minute}{(half or '')[:2].upper()}" if masked else intent.time
    first = replace(field, box=_left_end(field)) if masked else field
    return Choice(Type(text, first), 0.9, "the field asks for a time", Expectation(Change.ANYTHING, patience=1.0))


def enter_date(intent: EnterDate, view: View) -> Move:
    """Type the parts in the order of the field's mask; into any other field as it was written."""
    typed = view.steps(lambda past: isinstance(past.action, Type))
    if typed:
        return Met(typed[-1] + 1)
    masked = next((e for e in view.elements if _MASK.match((e.text or e.state).replace(" ", ""))), None)
    if masked is not None:
        # The field goes on to its next part by itself. Its first part is at its left.
        first = Element(masked.id, masked.role, masked.text, _left_end(masked), masked.state, masked.source)
        action = Type(_for_mask(parsed(intent.date), masked.text or masked.state), first)
        return Choice(action, 0.92, "the field asks for a date", Expectation(Change.ANYTHING, patience=1.0))
    day = parsed(intent.date)
    if view.clicked(_DAY):
        return Met(view.clicked(_DAY))
    step = pick_day(day, view)
    if step is not None:
        if isinstance(step.action, Click) and step.action.target.text == str(day.day):
            return replace(step, action=Click(replace(step.action.target, text=_DAY)))
        return replace(step, repeats=True)
    fields = in_order(view.of(Role.EDIT, Role.COMBO))
    named = next((e for e in fields if "date" in e.text.casefold()), fields[0] if len(fields) == 1 else None)
    opened = view.clicked(_FIELD)
    if named is not None and not opened:
        return Choice(Click(replace(named, text=_FIELD)), 0.9, "this is the date field", _OPENS)
    if opened and len(view.done) - opened < _LOOKS:
        return Choice(Wait(0.3), 0.9, "a calendar may open")
    if named is None and opened:
        target = view.done[opened - 1].action
        named = target.target if isinstance(target, Click) else None
    if named is None:
        return Choice(Fail("I see no field for a date."), 0.9, "no date field")
    typing = Type(intent.date, named, clear=bool(named.state))
    return Choice(typing, 0.9, "no calendar opened", Expectation(Change.ANYTHING))


def _left_end(element: Element) -> Box:
    """Where the first part of the mask stands."""
    box = element.box
    return Box(box.x + min(14, box.w // 8), box.center.y - 3, 10, 7)


def _for_mask(day: Day, mask: str) -> str:
    parts = {"m": f"{day.month:02}", "d": f"{day.day:02}", "y": f"{day.year:04}"}
    order = dict.fromkeys(c for c in mask.casefold() if c in parts)
    return "".join(parts[letter] for letter in order)


def pick_day(day: Day, view: View) -> Choice | None:
    """The next step in an open calendar towards a day, or None where none is open."""
    title = next((e for e in view.elements if _month_of(e.text) is not None), None)
    if title is None:
        return None
    shown = _month_of(title.text)
    assert shown is not None
    wanted = (day.year, day.month)
    if shown != wanted:
        arrow = _arrow(title, shown < wanted, view)
        return (
            Choice(Click(arrow), 0.9, "turns the calendar", Expectation(Change.ANYTHING, patience=0.6))
            if arrow
            else None
        )
    days = [e for e in view.elements if e.text.strip() == str(day.day) and e.box.y > title.box.bottom]
    if not days:
        return None
    return Choice(Click(days[0]), 0.92, "this is the day", Expectation(Change.ANYTHING, patience=1.0))


def _month_of(text: str) -> tuple[int, int] | None:
    match = re.search(rf"\b({'|'.join(MONTHS)})\s*,?\s*(\d{{4}})\b", text, re.IGNORECASE)
    return (int(match[2]), MONTHS.index(match[1].casefold()) + 1) if match else None


def _arrow(title: Element, forward: bool, view: View) -> Element | None:
    """The arrow right or left of the month's name."""
    level = [
        e
        for e in view.of(Role.ICON, Role.BUTTON, Role.LINK, Role.TEXT)
        if abs(e.box.center.y - title.box.center.y) <= 14 and e is not title
    ]
    side = [e for e in level if (e.box.x > title.box.right - 4) == forward and e.box.w < 60]
    return (min if forward else max)(side, key=lambda e: e.box.x, default=None)


SKILL = Skill(
    (
        Wording(
            870,
            rf"(?:enter|type|put|write|input|set)\s+{_DATE}\s+(?:as|in|into|for)\s+(?:the\s+)?.*\bdate\b.*",
            EnterDate,
        ),
        Wording(
            871,
            rf"(?:set|change|select|choose|pick|enter)\s+(?:the\s+)?(?:\w+\s+)?date\s+(?:to|as|of)?\s*{_DATE}.*",
            EnterDate,
        ),
        Wording(
            873,
            r"(?:enter|type|put|write|input|set)\s+(\d{1,2}:\d{2}\s*(?:[AaPp][Mm])?)\s+(?:as|in|into|for)\s+"
            r"(?:the\s+)?.*\btime\b.*",
            EnterTime,
        ),
        Wording(765, rf"(?:select|choose|pick)\s+{_DATE}(?:\s+(?:as|in|from|on|with)\s+.+)?", EnterDate),
    ),
    {EnterDate: enter_date, EnterTime: enter_time},
)
