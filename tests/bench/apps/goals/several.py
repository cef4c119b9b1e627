"""Launchers, and goals that go through more than one window."""

from __future__ import annotations

from deskhand.core.risk import Risk

from ..scenes import all_of, opened
from ..task import Goal, every, is_exactly, titled

GOALS = (
    Goal(
        "launcher-open",
        opened("xfce4-appfinder", "Application Finder"),
        "Start the calculator Galculator from here",
        titled("galculator"),
        Risk.R3,
    ),
    Goal(
        "launcher-type",
        opened("xfce4-appfinder", "Application Finder"),
        'Open the application Mousepad, type "hello there" and save it as hello.txt in the Documents folder',
        is_exactly("hello.txt", "hello there"),
        Risk.R3,
    ),
    Goal(
        "several-sum",
        all_of(
            opened("mousepad {d}/hours.txt", "hours.txt", hours__txt="hours: "),
            opened("galculator", "galculator"),
        ),
        "Work out 37*8 with the calculator, then write the result at the end of hours.txt and save it",
        is_exactly("hours.txt", "hours: 296"),
        Risk.R3,
        copies=True,
    ),
    Goal(
        "several-copy",
        all_of(
            opened("mousepad --disable-server {d}/from.txt", "from.txt", from__txt="the heron stands in the reeds"),
            opened("geany -i {d}/to.txt", "to.txt", to__txt=""),
        ),
        "Copy all the text of from.txt into to.txt and save to.txt",
        every(
            is_exactly("to.txt", "the heron stands in the reeds"),
            is_exactly("from.txt", "the heron stands in the reeds"),
        ),
        Risk.R3,
    ),
)
