"""Files and folders in a file manager or a list: open, create a folder, rename, delete."""

from __future__ import annotations

import re

from deskhand.core.actions import Ask, Click, Key, Type, Wait
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..intents import CreateFolder, Delete, Open, Rename
from ..matching import holds, normalised, same_name
from ..view import Choice, Met, Move, View
from .seeking import NAMED, seek

ITEMS = (Role.ROW, Role.CELL, Role.ICON, Role.OPTION, Role.LINK, Role.BUTTON, Role.TEXT, Role.TAB)
_CREATE = ("Create", "OK", "Create Folder", "Save")
_NEW_FOLDER = ("Create Folder...", "New Folder...", "New Folder", "Create New Folder", "New directory")
_YES = ("Delete", "Yes", "OK", "Move to Trash", "Remove")
STARTING = 15.0
"""Seconds an application may take to show the file it was given."""


def open_item(intent: Open, view: View) -> Move:
    """Double-click it, or use the Open button once it is selected."""
    opened = view.clicked(intent.name)
    if opened and (_shown_in_title(intent.name, view) or not _listed(intent.name, view)):
        return Met(opened)
    found = _listed(intent.name, view)
    if len(found) > 1 and found[0].role is found[1].role and found[0].role is not Role.TEXT:
        return Choice(Ask(f"I see {len(found)} items called {intent.name}. Which one?"), 0.8, "the name is not unique")
    if not found:
        return seek(view, f"an item called {intent.name}", NAMED)
    button = view.first("Open", roles=[Role.BUTTON])
    if button is not None and (found[0].state == "selected" or opened):
        return Choice(Click(button), 0.9, f"{intent.name} is selected", _appears(intent.name))
    if opened and view.done[opened - 1].outcome.met:
        return Met(opened)
    return Choice(Click(found[0], count=2), 0.9, "a double click opens it", _appears(intent.name))


def create_folder(intent: CreateFolder, view: View) -> Move:
    """By the menu or shortcut, then the name, then Create."""
    typed = view.typed(intent.name)
    created = max(view.clicked(*_CREATE), view.pressed("enter"))
    field = _naming_field(view)
    if typed and created > typed and field is None:
        if view.says(intent.name):
            return Met(created)
        return seek(view, f"the new folder {intent.name}", NAMED)
    if field is not None:
        if view.needs_typing(field, intent.name):
            expect = Expectation(Change.FIELD_HOLDS, intent.name)
            return Choice(Type(intent.name, field, clear=True), 0.95, "the folder gets this name", expect)
        button = view.first(*_CREATE, roles=[Role.BUTTON])
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
    if menu is not None and not view.clicked("File"):
        return Choice(Click(menu), 0.85, "New Folder is in the File menu")
    if not view.pressed("ctrl+shift+n"):
        return Choice(Key("ctrl+shift+n"), 0.85, "the usual shortcut of New Folder", Expectation(patience=4.0))
    return seek(view, "a way to create a folder", 0.4)


def rename(intent: Rename, view: View) -> Move:
    """Select it, F2, type the new name, confirm."""
    typed = view.typed(intent.new)
    confirmed = max(view.pressed("enter"), view.clicked("Rename", "OK"))
    if typed and confirmed > typed:
        return Met(confirmed)
    field = _naming_field(view)
    if typed or field is not None:
        if field is not None and not typed and not same_name(field.state, intent.new):
            expect = Expectation(Change.FIELD_HOLDS, intent.new)
            return Choice(Type(intent.new, field, clear=True), 0.9, "the new name", expect)
        button = view.first("Rename", "OK", roles=[Role.BUTTON])
        return Choice(Click(button) if button else Key("enter"), 0.9, "confirms the new name")
    found = _listed(intent.name, view)
    if not found:
        return seek(view, f"an item called {intent.name}", NAMED)
    if found[0].state != "selected" and not view.clicked(intent.name):
        return Choice(Click(found[0]), 0.9, "selects it")
    button = view.first("Rename", "Rename...", roles=[Role.BUTTON, Role.MENU_ITEM])
    return Choice(Click(button) if button else Key("f2"), 0.85, "asks for the new name", Expectation(patience=3.0))


def delete(intent: Delete, view: View) -> Move:
    """Select it, Delete, and confirm the question about exactly this item."""
    asked = [e for e in view.of(Role.DIALOG, Role.TEXT) if _asks_about(e.text, intent.name)]
    yes = view.first(*_YES, roles=[Role.BUTTON])
    removal = max(view.pressed("delete"), view.clicked("Delete", "Remove"))
    if asked and yes is not None:
        return Choice(Click(yes), 0.9, f"the question is about {intent.name}", in_dialog=True)
    found = _listed(intent.name, view)
    question = next((e.text for e in view.of(Role.DIALOG, Role.TEXT) if "?" in e.text), "")
    if removal and question and yes is not None:
        return Choice(
            Ask(f"It asks: {question} Is that about {intent.name}?"), 0.9, "the question names something else"
        )
    if not found:
        return Met(removal) if removal else seek(view, f"an item called {intent.name}", NAMED)
    if found[0].state != "selected" and not view.clicked(intent.name):
        return Choice(Click(found[0]), 0.9, "selects it")
    button = view.first("Delete", "Remove", "Trash", roles=[Role.BUTTON, Role.ICON, Role.MENU_ITEM])
    return Choice(Click(button) if button else Key("delete"), 0.85, f"{intent.name} is selected")


def _listed(name: str, view: View) -> list[Element]:
    """Items of a list called so; a window's title is longer than the name, so it is none."""
    return [e for e in view.named(name, ITEMS) if same_name(e.text, name)]


def _shown_in_title(name: str, view: View) -> bool:
    """A window title holds the name, a dash and the program's: `notes.txt - Mousepad`."""
    texts = [e.text for e in view.elements if e.role in (Role.TEXT, Role.WINDOW, Role.DIALOG, Role.TAB, Role.BUTTON)]
    return any(holds(text.rpartition("-")[0], name) for text in texts if re.search(r"\S\s*-\s*\w+\s*$", text))


def _asks_about(text: str, name: str) -> bool:
    """Whether a question names exactly this item."""
    return "?" in text and re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE) is not None


def _naming_field(view: View) -> Element | None:
    """The field of a dialog that asks for a name: it stands beside a button that confirms."""
    fields = [e for e in view.of(Role.EDIT) if "name" in normalised(e.text) or "folder" in normalised(e.text)]
    confirm = view.first(*_CREATE, "Rename", roles=[Role.BUTTON])
    return fields[0] if fields and confirm and view.first("Cancel", roles=[Role.BUTTON]) else None


def _appears(name: str, patience: float = STARTING) -> Expectation:
    return Expectation(Change.TEXT_APPEARS, name, patience)
