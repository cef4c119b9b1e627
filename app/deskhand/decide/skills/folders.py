"""Creating folders in a file manager or a file dialog."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from deskhand.core.actions import Ask, Click, Key, Type, Wait
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation

from ..grammar import FOLDER, NAME_WORDS, THE
from ..items import CREATE, enter_folder, naming_field
from ..procedures import MENU_OPENS, in_order
from ..seeking import NAMED, seek
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_NEW_FOLDER = ("Create Folder...", "New Folder...", "New Folder", "Create New Folder", "New directory")


@dataclass(frozen=True, slots=True)
class CreateFolder(Intent):
    """Create a folder called `name`, inside the folder `parent` if that is given."""

    name: str
    parent: str = ""


def create_folder(intent: CreateFolder, view: View) -> Move:
    """Go into the parent, where one is named, and create it there."""
    if not intent.parent:
        return _create_here(intent, view)
    return in_order(view, partial(enter_folder, intent.parent), partial(_create_here, intent))


def _create_here(intent: CreateFolder, view: View) -> Move:
    """By the menu or shortcut, then the name, then Create."""
    typed = view.typed(intent.name)
    created = max(view.clicked(*CREATE), view.pressed("enter"))
    field = naming_field(view)
    if typed and created > typed and field is None:
        if view.says(intent.name):
            return Met(created)
        return seek(view, f"the new folder {intent.name}", NAMED)
    if field is not None:
        if view.needs_typing(field, intent.name):
            expect = Expectation(Change.FIELD_HOLDS, intent.name)
            return Choice(Type(intent.name, field, clear=True), 0.95, "the folder gets this name", expect)
        button = view.first(*CREATE, roles=[Role.BUTTON])
        closes = Expectation(Change.TEXT_GOES, field.text, 5.0)
        return Choice(Click(button) if button else Key("enter"), 0.95, "the name is set", closes)
    if typed:
        # The dialog is open and was misread, or is just closing.
        button = view.first("Create", "OK", roles=[Role.BUTTON])
        return Choice(Click(button), 0.8, "the name is set") if button else Choice(Wait(), 0.7, "the dialog closes")
    existing = view.named(intent.name, [Role.ROW, Role.CELL, Role.ICON])
    if existing:
        return Choice(Ask(f"There is already an item called {intent.name}. Use it?"), 0.8, "the name is taken")
    entry = view.first(*_NEW_FOLDER, roles=[Role.MENU_ITEM, Role.BUTTON, Role.ICON, Role.LINK])
    if entry is not None:
        return Choice(Click(entry), 0.95, "asks for the folder's name", Expectation(patience=4.0))
    menu = view.first("File", roles=[Role.MENU])
    if menu is not None and not view.tried(Click(menu)):
        return Choice(Click(menu), 0.9, "New Folder is in the File menu", MENU_OPENS)
    if not view.pressed("ctrl+shift+n"):
        return Choice(Key("ctrl+shift+n"), 0.9, "the usual shortcut of New Folder", Expectation(patience=4.0))
    return seek(view, "a way to create a folder", 0.4)


_PARENT = (
    rf"(?:(?:this|the current)\s+{FOLDER}|(?:the\s+|my\s+)?(?:{FOLDER}\s+)?(?:named\s+|"
    rf"called\s+)?(.+?)(?:\s+{FOLDER})?)"
)

SKILL = Skill(
    (
        Wording(
            200,
            rf"(?:create|make|add)\s+{THE}(?:new\s+)?{FOLDER}{NAME_WORDS}\s+(.+?)(?:\s+(?:in|inside|within|"
            rf"under)\s+{_PARENT})?",
            CreateFolder,
        ),
        Wording(
            202,
            rf"(?:i\s+)?(?:need|want|would like)\s+{THE}(?:new\s+)?{FOLDER}{NAME_WORDS}\s+(.+?)"
            rf"(?:\s+here|\s+(?:in|inside|within|under)\s+{_PARENT})?",
            CreateFolder,
        ),
        Wording(201, rf"new\s+{FOLDER}{NAME_WORDS}\s+(.+)", CreateFolder),
    ),
    {CreateFolder: create_folder},
)
