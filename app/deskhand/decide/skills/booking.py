"""Booking a journey: from, to, a date in a calendar, search, then the cheapest or shortest of what is listed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from deskhand.core.actions import Click, Fail, Scroll, Type, Wait
from deskhand.core.screen import SURFACES, Element, Role
from deskhand.core.step import Change, Expectation

from ..fields import controls
from ..lists_seen import remembered, remembering
from ..places import in_order
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View
from ..written_dates import DATE, parsed
from .completing import LOOKS, offered, on_its_line
from .dates import pick_day

_SOON = Expectation(Change.ANYTHING, patience=1.2)
_PRICE = re.compile(r"[$€£]\s*(\d[\d, ]*)")
_TIME = re.compile(r"\b([\dOo]+)\s*h(?:ours?)?\s*([\dOo]+)\s*m", re.IGNORECASE)
_SCROLLS = 20


@dataclass(frozen=True, slots=True)
class Book(Intent):
    """Book the journey that is best by `what` (cheapest, shortest)."""

    what: str
    start: str
    end: str
    date: str


def book(intent: Book, view: View) -> Move:
    """The form first, then the list."""
    booked = view.clicked("the best offer")
    if booked:
        return Met(booked)
    if view.clicked("Search"):
        return _best(intent, view)
    fields = controls("textbox", view)
    for number, value in enumerate((intent.start, intent.end)):
        taken = view.clicked(f"the offer {value}")
        if not taken:
            return _place(fields, number, value, view)
    return _date(intent, fields, view)


def _place(fields: list[Element], number: int, value: str, view: View) -> Choice:
    """Type a place, then take the offer that names it."""
    typed = view.typed(value)
    if typed:
        field = view.done[typed - 1].action
        assert isinstance(field, Type)
        for offer in offered(view, field.target):
            if _names(offer.text, value):
                line = on_its_line(offer, value, field.target.box.h) if field.target else offer
                named = replace(line, role=Role.OPTION, text=f"the offer {value}")
                return Choice(Click(named), 0.9, "this is the place", _SOON)
        if len(view.done) - typed < LOOKS:
            return Choice(Wait(0.4), 0.9, "the offers take a moment")
        return Choice(Fail(f"{value} is not offered."), 0.9, "no such offer")
    wanted = ("from", "to")[number]
    named_field = [f for f in fields if (f.state or f.text).casefold().strip(" :").startswith(wanted)]
    free = named_field or fields[number : number + 1]
    if not free:
        return Choice(Fail("I see no field for the place."), 0.9, "no field")
    return Choice(Type(value, free[0], clear=False), 0.9, "the offers follow", _SOON)


def _names(text: str, value: str) -> bool:
    """Whether an offer holds a place's name; a code of capitals counts as a word of its own."""
    if value.isupper():
        return re.search(rf"(?<!\w){re.escape(value)}(?!\w)", text) is not None
    return value.casefold().replace(" ", "") in text.casefold().replace(" ", "")


def _date(intent: Book, fields: list[Element], view: View) -> Move:
    """Open the calendar, turn to the month, press the day; then search."""
    day = parsed(intent.date)
    if not view.clicked("the day"):
        if not view.clicked("the date field"):
            field = fields[-1] if fields else None
            if field is None:
                return Choice(Fail("I see no field for the date."), 0.9, "no field")
            return Choice(Click(replace(field, text="the date field")), 0.9, "opens the calendar", _SOON)
        step = pick_day(day, view)
        if step is None and len(view.done) - view.clicked("the date field") < LOOKS:
            return Choice(Wait(0.3), 0.9, "the calendar is opening")
        if step is None:
            return Choice(Fail("I see no calendar."), 0.9, "no calendar")
        if isinstance(step.action, Click) and step.action.target.text == str(day.day):
            return replace(step, action=Click(replace(step.action.target, text="the day")))
        return replace(step, repeats=True)
    button = view.first("Search", roles=[Role.BUTTON, Role.ROW, Role.LINK])
    if button is None:
        return Choice(Fail("I see no button to search."), 0.9, "no such button")
    return Choice(Click(button), 0.9, "everything is filled in", Expectation(Change.ANYTHING, patience=2.0))


def _best(intent: Book, view: View) -> Choice:
    """Go through the list once, remembering, then back to the best."""
    offers = _offers(intent.what, view)
    seen = remembered(view)
    every = {**seen, **{offer: value for offer, value, _ in offers}}
    last = view.done[-1]
    ended = isinstance(last.action, Scroll) and not last.outcome.changed
    turned = any(isinstance(p.action, Scroll) and p.action.notches < 0 for p in view.done)
    if not ended and not turned and view.scrolls < _SCROLLS:
        # A time and the price under it must be seen together.
        return remembering(every, view, 2 if intent.what.casefold() == "cheapest" else 1)
    if not every:
        return Choice(Fail("I read no offers."), 0.9, "the list says nothing")
    best = min(every, key=lambda offer: every[offer])
    here = next((button for offer, _, button in offers if offer == best), None)
    if here is not None:
        return Choice(Click(replace(here, text="the best offer")), 0.9, f"{best} is the {intent.what}", _SOON)
    if len([p for p in view.done if isinstance(p.action, Scroll) and p.action.notches < 0]) > _SCROLLS:
        return Choice(Fail("I do not find the best offer again."), 0.9, "scrolled back")
    return remembering(every, view, -2)


def _offers(what: str, view: View) -> list[tuple[str, float, Element]]:
    """What each offer in sight is called (by its price), its worth, and its button."""
    found = []
    elements = in_order([e for e in view.elements if e.role not in SURFACES])
    minutes: float | None = None
    for element in elements:
        time = _TIME.search(element.text)
        if time:
            # A nought by itself is read as the letter.
            hours, rest = (int(re.sub("[Oo]", "0", part)) for part in time.groups())
            minutes = hours * 60 + rest
        price = _PRICE.search(element.text)
        if price:
            amount = float(re.sub(r"\D", "", price[1]))
            if what.casefold() in ("shortest", "fastest", "quickest"):
                if minutes is not None:
                    found.append((price[0], minutes, element))
                minutes = None
            else:
                found.append((price[0], amount, element))
    return found


def _last_places(what: str, date: str, start: str, end: str) -> Book:
    return Book(what, start, end, date)


def _dated(date: str, what: str, start: str, end: str) -> Book:
    return Book(what, start, end, date)


_BEST = r"(cheapest|shortest|fastest|quickest)"
_TRIP = (
    r"(?:one-?\s?way\s+)?(?:(?:flight|journey|trip|train|bus|coach|ferry|ride|connection|plane)"
    r"(?:\s+(?:tickets?|seat|ride|journey|trip|connection))?|tickets?|seat)"
)
_WAY = r"from:?\s+(.+?)\s+to:?\s+(.+?)"
_ON = rf"(?:,|\s+(?:on|for|leaving(?:\s+on)?|departing(?:\s+on)?|that\s+leaves(?:\s+on)?))?\s+({DATE})"
_BOOK = r"(?:book|reserve|buy|order|get)(?:\s+(?:me|us))?\s+(?:the|a)"
_SEEK = r"(?:find|search\s+for|look\s+for|pick|choose)(?:\s+(?:me|us))?\s+the"
_THEN = r"(?:,|\s+and|,\s+and|,?\s+then|\s+and\s+then)\s+(?:book|reserve|buy|order)\s+(?:it|that|that\s+one)"

SKILL = Skill(
    (
        Wording(130, rf"{_BOOK}\s+{_BEST}\s+{_TRIP}\s+{_WAY}{_ON}", Book, whole=True),
        Wording(131, rf"{_SEEK}\s+{_BEST}\s+{_TRIP}\s+{_WAY}{_ON}{_THEN}", Book, whole=True),
        Wording(132, rf"(?:on|for)\s+({DATE}),?\s+{_BOOK}\s+{_BEST}\s+{_TRIP}\s+{_WAY}", _dated, whole=True),
        Wording(133, rf"{_BOOK}\s+{_BEST}\s+{_TRIP}\s+(?:on|for)\s+({DATE})\s+{_WAY}", _last_places, whole=True),
    ),
    {Book: book},
)
