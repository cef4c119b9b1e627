"""Typing text, saving documents, searching."""

from __future__ import annotations

from deskhand.core.actions import Ask, Click, Fail, Key, Type, Wait
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..intents import Literal, Save, Search, Write
from ..matching import normalised
from ..view import Choice, Met, Move, View
from .forms import fill
from .seeking import seek

_DOCUMENT_NAMES = ("text", "document", "editor", "body", "content", "note", "message")
_FILE_NAME_FIELDS = ("name", "file name", "filename", "save as", "enter file name")
_SEARCH_FIELDS = ("search", "query", "find", "search for", "search box", "search the web", "address")
_CONFIRM = ("Save", "OK")
DIALOG_OPENS = Expectation(Change.ANYTHING, patience=5.0)


def write(intent: Write, view: View) -> Move:
    """Type the text where it belongs, once."""
    done = view.typed(intent.text)
    if done and view.done[done - 1].outcome.met:
        return Met(done)
    if done and view.done[done - 1].outcome.changed:
        return Choice(Fail("What I typed does not show as I typed it."), 0.9, "typing twice could spoil the text")
    form = None if intent.field or isinstance(intent.text, Literal) else fill(intent.text, view)
    if form is not None:
        return form
    target = _field(intent.field, view) if intent.field else _document(view)
    if target is None:
        if intent.field:
            return seek(view, f"a field called {intent.field}")
        return Choice(Fail("I see no place to type in."), 0.7, "no text field on the screen")
    if target.state == intent.text:
        return Met()
    expect = Expectation(Change.FIELD_HOLDS, intent.text)
    action = Type(intent.text, target, clear=bool(intent.field and target.state))
    # Unquoted words may be meant otherwise: "write a new email" is a button.
    sure = 0.9 if intent.field or isinstance(intent.text, Literal) or '"' in intent.text else 0.7
    return Choice(action, sure, f"the text goes into {target.text or 'this field'}", expect)


def save(intent: Save, view: View) -> Move:
    """Through the Save As dialog: folder, name, Save."""
    if not intent.name and not intent.folder:
        return _save_in_place(view)
    dialog = _name_field(view)
    typed = view.typed(intent.name) if intent.name else view.clicked(intent.folder)
    confirmed = view.clicked(*_CONFIRM)
    if dialog is None:
        if typed and max(confirmed, view.pressed("enter")) > typed:
            return _saved(intent, view)
        return _open_save_as(view)
    folder = _step_into(intent.folder, view) if intent.folder else None
    if folder is not None:
        return folder
    if intent.name and view.needs_typing(dialog, intent.name):
        expect = Expectation(Change.FIELD_HOLDS, intent.name)
        return Choice(Type(intent.name, dialog, clear=True), 0.95, "the file gets this name", expect)
    button = view.first(*_CONFIRM, roles=[Role.BUTTON])
    if button is None:
        return Choice(Key("enter"), 0.6, "no Save button is in sight")
    return Choice(Click(button), 0.95, "name and folder are set", DIALOG_OPENS)


def search(intent: Search, view: View) -> Move:
    """Type the query into the search field and send it."""
    field = view.first(*_SEARCH_FIELDS, roles=[Role.EDIT, Role.COMBO])
    typed = view.typed(intent.query)
    sent = max(view.pressed("enter"), view.clicked("Search", "Go", "Find"))
    if typed and sent > typed:
        return Met(sent)
    if field is not None and view.needs_typing(field, intent.query):
        expect = Expectation(Change.FIELD_HOLDS, intent.query)
        return Choice(Type(intent.query, field, clear=bool(field.state)), 0.85, "this is the search field", expect)
    if field is None and not typed:
        button = view.first("Search", "Find")
        return Choice(Click(button), 0.7, "opens the search") if button else seek(view, "a search field")
    button = view.first("Search", "Go", "Find", roles=[Role.BUTTON, Role.ICON])
    return Choice(Click(button) if button else Key("enter"), 0.85, "sends the search")


def _field(name: str, view: View) -> Element | None:
    """The edit called so; a word of its label is enough when only one field has it."""
    fields = view.of(Role.EDIT, Role.COMBO)
    exact = view.first(name, roles=[Role.EDIT, Role.COMBO])
    if exact is not None:
        return exact
    wanted = normalised(name)
    near = [e for e in fields if wanted in normalised(e.text) or (e.text and normalised(e.text) in wanted)]
    return near[0] if len(near) == 1 else None


def _document(view: View) -> Element | None:
    """The field with a document's name, else the only one, else the largest."""
    fields = view.of(Role.EDIT)
    named = [e for e in fields if normalised(e.text) in _DOCUMENT_NAMES]
    return max(named or fields, key=lambda e: e.box.area, default=None)


def _name_field(view: View) -> Element | None:
    """The name field of a file dialog, when one is open: it stands beside Save (or OK) and Cancel."""
    field = next((e for e in view.of(Role.EDIT) if normalised(e.text) in _FILE_NAME_FIELDS), None)
    buttons = view.first(*_CONFIRM, roles=[Role.BUTTON]), view.first("Cancel", roles=[Role.BUTTON])
    return field if all(buttons) else None


def _step_into(folder: str, view: View) -> Choice | None:
    """Go into the folder, unless the dialog is there already or has just been sent there."""
    if view.clicked(folder):
        return None
    places = view.named(
        folder, [Role.ROW, Role.CELL, Role.BUTTON, Role.ICON, Role.LINK, Role.OPTION, Role.TAB, Role.TEXT]
    )
    if not places:
        return seek(view, f"the folder {folder}")
    # In the list a folder takes a double click, and a place in the side bar does not mind one.
    return Choice(Click(places[0], count=2), 0.9, f"the file belongs in {folder}", DIALOG_OPENS)


def _open_save_as(view: View) -> Choice:
    entry = view.first("Save As...", "Save As", roles=[Role.MENU_ITEM, Role.BUTTON, Role.ICON, Role.LINK])
    if entry is not None:
        return Choice(Click(entry), 0.95, "opens the Save As dialog", DIALOG_OPENS)
    menu = view.first("File", roles=[Role.MENU, Role.BUTTON])
    if menu is not None and not view.clicked("File"):
        return Choice(Click(menu), 0.9, "Save As is in the File menu")
    save_entry = view.first("Save", roles=[Role.MENU_ITEM, Role.BUTTON, Role.ICON])
    if save_entry is not None:
        return Choice(Click(save_entry), 0.6, "asks for a name the first time", DIALOG_OPENS)
    if not view.pressed("ctrl+shift+s"):
        return Choice(Key("ctrl+shift+s"), 0.6, "the usual shortcut of Save As", DIALOG_OPENS)
    return Choice(Fail("I found no way to save under a name here."), 0.7, "no Save As in menus or shortcuts")


def _saved(intent: Save, view: View) -> Move:
    """The dialog is gone: saved, unless it asks about a file of that name."""
    if view.says("already exists") or view.first("Replace", "Overwrite", roles=[Role.BUTTON]):
        question = f"A file called {intent.name} already exists there. Replace it?"
        return Choice(Ask(question), 0.95, "replacing a file was not asked for")
    if view.first("Cancel", roles=[Role.BUTTON]) and view.first(*_CONFIRM, roles=[Role.BUTTON]):
        return Choice(Wait(), 0.85, "the dialog is still open")
    return Met(max(view.clicked(*_CONFIRM), view.pressed("enter")))


def _save_in_place(view: View) -> Move:
    saved = max(view.pressed("ctrl+s"), view.clicked("Save"))
    unnamed = _name_field(view) is not None and not view.steps(lambda past: isinstance(past.action, Type))
    if saved and unnamed:
        return Choice(Ask("It has no name yet. Under which name shall I save it?"), 0.9, "a name is asked for")
    if saved:
        return Met(saved)
    button = view.first("Save", "Save changes", roles=[Role.BUTTON, Role.MENU_ITEM, Role.ICON])
    if button is not None:
        return Choice(Click(button), 0.9, "saves it")
    return Choice(Key("ctrl+s"), 0.85, "the shortcut that saves", Expectation(Change.NOTHING))
