"""Menus: opening the one an entry is usually in, else looking for it."""

from __future__ import annotations

from deskhand.core.actions import Click
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation

from .knowledge import MENU_OF
from .matching import normalised
from .seeking import NAMED, seek
from .skill import Literal
from .view import Choice, View

_ALWAYS = frozenset(
    "new|open|save|save as|print|quit|exit|undo|redo|cut|copy|paste|select all|find|replace|zoom in|zoom out".split("|")
)
"""Entries that are in the same menu in nearly every program."""


def in_a_menu(label: str, view: View) -> Choice | None:
    """Open the menu that an entry of this name is usually in."""
    title = MENU_OF.get(normalised(label))
    menu = view.first(title, roles=[Role.MENU]) if title else None
    if menu is None or view.tried(Click(menu)):
        return None
    sure = 0.85 if normalised(label) in _ALWAYS else 0.6
    opens = Expectation(Change.MENU_OPENS, patience=1.5)
    return Choice(Click(menu), sure, f"{label} is usually in the {title} menu", opens)


def sought(label: str, kind: str, view: View) -> Choice:
    """Look for a label; the model may know another word for it, unless it was quoted."""
    return seek(view, f"{kind} called {label}", NAMED if isinstance(label, Literal) else 0.35)
