"""Renaming a file or folder."""

from __future__ import annotations

from dataclasses import dataclass

from deskhand.core.actions import Click, Fail, Key, Type
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation

from ..grammar import FILE
from ..items import listed, naming_field
from ..matching import same_name
from ..seeking import certainty, seek
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View


@dataclass(frozen=True, slots=True)
class Rename(Intent):
    """Give the file `name` the name `new`."""

    name: str
    new: str


def rename(intent: Rename, view: View) -> Move:
    """Select it, F2, type the new name, confirm."""
    typed = view.typed(intent.new)
    confirmed = max(view.pressed("enter"), view.clicked("Rename", "OK"))
    if typed and confirmed > typed:
        return _confirmed(intent, view, confirmed)
    field = naming_field(view)
    if typed or field is not None:
        if field is not None and not typed and not same_name(field.state, intent.new):
            expect = Expectation(Change.FIELD_HOLDS, intent.new)
            return Choice(Type(intent.new, field, clear=True), 0.9, "the new name", expect)
        if typed and field is None and not view.done[typed - 1].outcome.met:
            return Choice(Fail(f"I do not see {intent.new} where I typed it."), 0.9, "Enter could open something")
        button = view.first("Rename", "OK", roles=[Role.BUTTON])
        return Choice(Click(button) if button else Key("enter"), 0.9, "confirms the new name")
    if view.pressed("f2") and not typed:
        # The name in the list itself is open for writing, chosen up to its ending.
        return Choice(Type(intent.new, clear=True), 0.9, "the new name", Expectation(Change.TEXT_APPEARS, intent.new))
    found = listed(intent.name, view)
    if not found:
        return seek(view, f"an item called {intent.name}", certainty(intent.name))
    if found[0].state != "selected" and not view.clicked(intent.name):
        return Choice(Click(found[0]), 0.9, "selects it", Expectation(Change.SELECTED))
    button = view.first("Rename", "Rename...", roles=[Role.BUTTON, Role.MENU_ITEM])
    return Choice(Click(button) if button else Key("f2"), 0.9, "asks for the new name", Expectation(patience=3.0))


def _confirmed(intent: Rename, view: View, used: int) -> Move:
    """Renamed if the new name is listed; where no names are to be seen, if it was this item that was chosen."""
    if listed(intent.new, view):
        return Met(used)
    if listed(intent.name, view):
        return Choice(Fail(f"{intent.name} kept its name."), 0.9, "it is listed as before")
    if view.clicked(intent.name):
        return Met(used)
    return Choice(Fail(f"I saw no {intent.name} that I could rename."), 0.9, "what was renamed was not it")


_ITEM = r"(?:the\s+|my\s+)?(?:file\s+|folder\s+|document\s+)?"

SKILL = Skill(
    (
        Wording(500, rf"rename\s+{_ITEM}(.+?)\s+(?:to|as|into)\s+(.+)", Rename),
        Wording(
            501,
            rf"{_ITEM}({FILE}|⟦\d+⟧)\s+(?:should|must|shall|has to|needs to)\s+(?:now\s+)?be\s+(?:called|named|"
            rf"renamed(?: to)?)\s+(.+)",
            Rename,
        ),
        Wording(502, rf"(?:give|call|name)\s+{_ITEM}({FILE}|⟦\d+⟧)\s+(?:the (?:new )?name\s+)?(.+)", Rename),
        Wording(503, rf"change\s+the\s+name\s+of\s+{_ITEM}(.+?)\s+(?:to|into)\s+(.+)", Rename),
    ),
    {Rename: rename},
)
