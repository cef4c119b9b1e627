"""The bench's own pages in a browser: a form, a long table, a shop."""

from __future__ import annotations

from deskhand.core.risk import Risk

from ..moves import Chord, Move, Press, Thing, Turn, Write, press
from ..stage import Stage
from ..task import Task, Words


def _form(words: Words) -> tuple[Move, ...]:
    return (
        press("Full name", "entry"),
        Write(words["name"], slips=1),
        press("E-mail", "entry"),
        Write(words["mail"]),
        press("Country", "combo box"),
        press(words["country"], "menu item"),
        press("Send me the newsletter", "check box"),
        press("Team", "radio button"),
        press("Remarks", "entry"),
        Write(words["note"]),
        press("Register", "push button"),
    )


def _registered(stage: Stage, words: Words) -> bool:
    wanted = "|".join(("registered", words["name"], words["mail"], words["country"], "letter", "Team", words["note"]))
    return stage.told().count(wanted) == 1 and sum(line.startswith("registered") for line in stage.told()) == 1


def _approve(words: Words) -> tuple[Move, ...]:
    return (
        Turn(8, Thing("Dora Weiss")),
        Press(Thing("Approve", "push button", row="Ines Wolff")),
        press("Reason", "entry"),
        Write(words["reason"], slips=1),
        press("Confirm", "push button"),
    )


def _approved(stage: Stage, words: Words) -> bool:
    said = [line for line in stage.told() if line.startswith("approved")]
    return said == [f"approved|Ines Wolff|{words['reason']}"]


def _order(words: Words) -> tuple[Move, ...]:
    return (
        Press(Thing("", "combo box", row="Jasmine")),
        Chord("down"),
        Chord("down"),
        Chord("enter"),
        Press(Thing("Add", "push button", row="Jasmine")),
        press("Go to basket", "push button"),
        press("Deliver to", "entry"),
        Write(words["to"]),
        press("I accept the terms", "check box"),
        press("Place order", "push button"),
    )


def _ordered(stage: Stage, words: Words) -> bool:
    said = [line for line in stage.told() if line.startswith("ordered")]
    return said == [f"ordered|3 x Jasmine|{words['to']}|terms"]


TASKS = (
    Task(
        "page-form",
        "Chromium",
        lambda stage: stage.page("form.html", "Registration"),
        {"name": "Jane Roe", "mail": "jane@example.org", "country": "France", "note": "Call after six"},
        _form,
        _registered,
        {
            "name": "Maximilian Featherstonehaugh",
            "mail": "max.f@mail.example.org",
            "country": "Denmark",
            "note": "No calls please, the bell at the back door works",
        },
        frozenset({"other order"}),
    ),
    Task(
        "page-orders",
        "Chromium",
        lambda stage: stage.page("orders.html", "Orders"),
        {"reason": "Paid in full"},
        _approve,
        _approved,
        {"reason": "Paid in two parts, the second on Monday"},
        # Orders, amounts, approving: it is judged to be about money.
        allowed=Risk.R5,
    ),
    Task(
        "page-shop",
        "Chromium",
        lambda stage: stage.page("shop.html", "Tea shop"),
        {"to": "12 Mill Lane, Bath"},
        _order,
        _ordered,
        {"to": "Apartment 7, 118 Old Harbour Street, Bristol"},
        allowed=Risk.R5,
    ),
)
