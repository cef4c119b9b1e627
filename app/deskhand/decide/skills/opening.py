"""Opening a file or folder from a list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deskhand.core.actions import Ask, Click, Wait
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation

from ..grammar import FILE, FOLDER, NAME_WORDS, SHOW, THE
from ..items import listed, rivals
from ..matching import holds
from ..seeking import certainty, seek
from ..skill import Intent, Literal, Skill, Wording
from ..view import Choice, Met, Move, View

_LOOKS = 6
"""Looks, a second apart, at a program that has not said the name of what it opens."""
STARTING = 15.0
"""Seconds an application may take to show the file it was given."""


@dataclass(frozen=True, slots=True)
class Open(Intent):
    """Open the file or folder called `name`."""

    name: str


def open_item(intent: Open, view: View) -> Move:
    """Double-click it, or use the Open button once it is selected."""
    opened = view.clicked(intent.name)
    if opened and (_shown_in_title(intent.name, view) or not listed(intent.name, view)):
        return Met(opened)
    found = listed(intent.name, view)
    if len(found) > 1 and found[0].role is found[1].role and found[0].role is not Role.TEXT:
        return Choice(Ask(f"I see {len(found)} items called {intent.name}. Which one?"), 0.8, "the name is not unique")
    if not found:
        return _like_it(intent.name, view) or seek(view, f"an item called {intent.name}", certainty(intent.name))
    button = view.first("Open", roles=[Role.BUTTON])
    if button is not None and (found[0].state == "selected" or opened):
        return Choice(Click(button), 0.9, f"{intent.name} is selected", _appears(intent.name))
    if opened and view.done[opened - 1].outcome.met:
        # A status line names what is merely chosen; a program may need its time, and may not say the name at all.
        waits = len(view.done) - opened
        if waits >= _LOOKS or not view.of(Role.WINDOW):
            return Met(opened)
        return Choice(Wait(1.0), 0.9, f"{intent.name} is being opened", Expectation(Change.NOTHING), repeats=True)
    return Choice(Click(found[0], count=2), 0.9, "a double click opens it", _appears(intent.name))


def _like_it(name: str, view: View) -> Choice | None:
    """One item that has the name's words is opened, several are asked about."""
    found = [] if isinstance(name, Literal) or re.search(r"\.\w{1,5}$", name) else rivals(name, view)
    if len(found) > 1:
        named = ", ".join(e.text for e in found[:4])
        return Choice(Ask(f"Several are called so: {named}. Which one?"), 0.8, "the words fit more than one")
    return Choice(Click(found[0], count=2), 0.75, f"only {found[0].text} fits", _appears(name)) if found else None


def _shown_in_title(name: str, view: View) -> bool:
    """A window title holds the name, a dash and the program's: `notes.txt - Mousepad`."""
    texts = [e.text for e in view.elements if e.role in (Role.TEXT, Role.WINDOW, Role.DIALOG, Role.TAB, Role.BUTTON)]
    titled = any(holds(e.text, name) for e in view.of(Role.WINDOW))
    return titled or any(holds(text.rpartition("-")[0], name) for text in texts if re.search(r"\S\s*-\s*\w+\s*$", text))


def _appears(name: str, patience: float = STARTING) -> Expectation:
    return Expectation(Change.TEXT_APPEARS, name, patience)


SKILL = Skill(
    (
        Wording(
            700,
            rf"(?:{SHOW})\s+(?:me\s+)?(?:up\s+)?{THE}(?:file|document|{FOLDER}){NAME_WORDS}\s+(.+?)(?:\s+(?:in|from|"
            rf"with)\s+.+)?",
            Open,
        ),
        Wording(701, rf"(?:{SHOW})\s+(?:me\s+)?(?:up\s+)?{THE}({FILE})(?:\s+(?:in|from|with)\s+.+)?", Open),
        Wording(702, rf"(?:open|go to)\s+{THE}(.+?)\s+{FOLDER}", Open),
    ),
    {Open: open_item},
)
