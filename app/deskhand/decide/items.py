"""Files, folders and rows that lists show by name, and the fields that ask for a new name."""

from __future__ import annotations

import re

from deskhand.core.actions import Ask, Click
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from .matching import normalised, same_name
from .procedures import clicked_first
from .seeking import NAMED, seek
from .view import Choice, Met, Move, View

ITEMS = (Role.ROW, Role.CELL, Role.ICON, Role.OPTION, Role.LINK, Role.BUTTON, Role.TEXT, Role.TAB)
_KINDS = frozenset(
    "login user entry contact item mail message record song photo picture file folder row task note".split()
)
"""What an item may be called before its name: `the user pedro.k`."""
CREATE = ("Create", "OK", "Create Folder", "Save")
"""Buttons that confirm the name of something new."""


def listed(name: str, view: View) -> list[Element]:
    """Items of a list called so; a window's title is longer than the name, so it is none."""
    found = [e for e in view.named(name, ITEMS) if same_name(e.text, name)]
    kind, _, rest = name.partition(" ")
    return found or ([e for e in view.named(rest, ITEMS) if same_name(e.text, rest)] if kind in _KINDS else [])


def rivals(name: str, view: View) -> list[Element]:
    """Items whose names hold every word of this one, where none is called so: `budget` and `budget.xlsx`,
    `budget.pdf`."""
    wanted = _parts(name)
    pool = [e for e in view.elements if e.role in (Role.ROW, Role.CELL, Role.ICON, Role.OPTION) and e.text]
    return [e for e in pool if wanted and all(word in _parts(e.text) for word in wanted)]


def _parts(name: str) -> list[str]:
    return [
        part
        for part in re.split(r"[\W_]+", name.casefold())
        if part and part not in ("the", "a", "my", "file", "folder")
    ]


def naming_field(view: View) -> Element | None:
    """The field of a dialog that asks for a name: it stands beside a button that confirms."""
    fields = [e for e in view.of(Role.EDIT) if "name" in normalised(e.text) or "folder" in normalised(e.text)]
    confirm = view.first(*CREATE, "Rename", roles=[Role.BUTTON])
    cancel = view.first("Cancel", roles=[Role.BUTTON])
    return fields[0] if fields and cancel and (confirm or view.of(Role.DIALOG)) else None


def select(name: str, view: View) -> Move:
    """Make the item of this name the selected one."""
    found = listed(name, view)
    done = clicked_first(view, name)
    if done:
        return Met(done)
    if not found:
        return seek(view, f"an item called {name}", NAMED)
    if len(found) > 1 and found[0].role is found[1].role and found[0].role is not Role.TEXT:
        return Choice(Ask(f"I see {len(found)} items called {name}. Which one?"), 0.9, "the name is not unique")
    if found[0].state == "selected":
        return Met()
    return Choice(Click(found[0]), 0.9, f"selects {name}", Expectation(Change.SELECTED))


def enter_folder(name: str, view: View) -> Move:
    """Go into a folder of the list; a place in the side bar does not mind the second click."""
    done = clicked_first(view, name)
    if done:
        return Met(done)
    found = [e for e in listed(name, view) if e.role is not Role.TEXT] or listed(name, view)
    if not found:
        return seek(view, f"a folder called {name}", NAMED)
    return Choice(Click(found[0], count=2), 0.9, f"goes into {name}", Expectation(Change.ANYTHING, patience=4.0))
