"""Saving a document: as it is, or under a name and in a folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from deskhand.core.actions import Ask, Click, Fail, Key, Type, Wait
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..grammar import FILE, IN_FOLDER, THING
from ..matching import holds, normalised, same_name
from ..procedures import in_order
from ..seeking import seek
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View
from ..windows import in_window

_FILE_NAME_FIELDS = ("name", "file name", "filename", "save as", "enter file name")
_CONFIRM = ("Save", "OK")
DIALOG_OPENS = Expectation(Change.DIALOG_OPENS, patience=5.0)
_DIALOG_CLOSES = Expectation(Change.DIALOG_CLOSES, patience=5.0)
_MENU_OPENS = Expectation(Change.MENU_OPENS, patience=1.5)


@dataclass(frozen=True, slots=True)
class Save(Intent):
    """Save the document as `name` in `folder` (each may be empty: as it is, where it is).

    `window` is the file that is open already and to be saved, where a goal names one of several.
    """

    name: str = ""
    folder: str = ""
    window: str = ""


def save(intent: Save, view: View) -> Move:
    """Through the Save As dialog: name, folder, Save."""
    if not intent.name and not intent.folder:
        parts = (partial(in_window, intent.window), _save_in_place) if intent.window else (_save_in_place,)
        return in_order(view, *parts)
    dialog = _name_field(view)
    typed = view.typed(intent.name) if intent.name else view.clicked(intent.folder)
    confirmed = view.clicked(*_CONFIRM)
    if _was_confirmed(view) and (taken := _taken(intent, view)) is not None:
        return taken
    if dialog is None:
        if typed and max(confirmed, view.pressed("enter")) > typed:
            return _saved(intent, view)
        if typed and (again := _misread_dialog(view)) is not None:
            return again
        return _open_save_as(view)
    if intent.name and view.needs_typing(dialog, intent.name):
        expect = Expectation(Change.FIELD_HOLDS, intent.name)
        return Choice(Type(intent.name, dialog, clear=True), 0.95, "the file gets this name", expect)
    folder = _step_into(intent.folder, view) if intent.folder else None
    if folder is not None:
        return folder
    button = view.in_front(*_CONFIRM, roles=[Role.BUTTON])
    if button is None:
        return Choice(Key("enter"), 0.6, "no Save button is in sight")
    return Choice(Click(button), 0.95, "name and folder are set", _DIALOG_CLOSES)


def _was_confirmed(view: View) -> bool:
    """Whether Save was clicked, also where a question came instead of the end of the dialog."""
    return any(isinstance(p.action, Click) and same_name(p.action.target.text, "Save") for p in view.done)


def _name_field(view: View) -> Element | None:
    """The name field of a file dialog, when one is open: it stands beside Save (or OK) and Cancel."""
    field = next((e for e in view.of(Role.EDIT) if normalised(e.text) in _FILE_NAME_FIELDS), None)
    buttons = view.first(*_CONFIRM, roles=[Role.BUTTON]), view.first("Cancel", roles=[Role.BUTTON])
    return field if all(buttons) else None


def _misread_dialog(view: View) -> Choice | None:
    """The dialog stands open still, with its name typed and its field not seen as one."""
    button, cancel = view.in_front("Save", roles=[Role.BUTTON]), view.in_front("Cancel", roles=[Role.BUTTON])
    if button is None or cancel is None:
        return None
    return Choice(Click(button), 0.9, "the name is typed", _DIALOG_CLOSES)


def _step_into(folder: str, view: View) -> Choice | None:
    """Go into the folder, unless the dialog is there already or has just been sent there."""
    if view.clicked(folder) or any(e.state == "selected" for e in view.named(folder, [Role.ROW, Role.TAB])):
        return None
    places = view.named(
        folder, [Role.ROW, Role.CELL, Role.BUTTON, Role.ICON, Role.LINK, Role.OPTION, Role.TAB, Role.TEXT]
    )
    if not places:
        return seek(view, f"the folder {folder}")
    # The path of the dialog names it once it is there; saving before that would save elsewhere.
    goes_in = Expectation(Change.TEXT_APPEARS, folder, patience=3.0)
    # In the list a folder takes a double click, and a place in the side bar does not mind one.
    return Choice(Click(places[0], count=2), 0.9, f"the file belongs in {folder}", goes_in)


def _open_save_as(view: View) -> Choice:
    entry = view.first("Save As...", "Save As", roles=[Role.MENU_ITEM, Role.BUTTON, Role.ICON, Role.LINK])
    if entry is not None:
        return Choice(Click(entry), 0.95, "opens the Save As dialog", DIALOG_OPENS)
    menu = view.first("File", roles=[Role.MENU, Role.BUTTON])
    if menu is not None and not view.tried(Click(menu)):
        return Choice(Click(menu), 0.9, "Save As is in the File menu", _MENU_OPENS)
    save_entry = view.first("Save", roles=[Role.MENU_ITEM, Role.BUTTON, Role.ICON])
    if save_entry is not None:
        return Choice(Click(save_entry), 0.6, "asks for a name the first time", DIALOG_OPENS)
    if not view.pressed("ctrl+shift+s"):
        return Choice(Key("ctrl+shift+s"), 0.6, "the usual shortcut of Save As", DIALOG_OPENS)
    return Choice(Fail("I found no way to save under a name here."), 0.7, "no Save As in menus or shortcuts")


def _saved(intent: Save, view: View) -> Move:
    """The dialog is gone: saved, unless it asks about a file of that name."""
    if view.first("Cancel", roles=[Role.BUTTON]) and view.first(*_CONFIRM, roles=[Role.BUTTON]):
        return Choice(Wait(), 0.9, "the dialog is still open")
    if (elsewhere := _elsewhere(intent, view)) is not None:
        return Choice(Fail(f"It was saved as {elsewhere}, not in {intent.folder}."), 0.9, "the title tells the path")
    return Met(max(view.clicked(*_CONFIRM), view.pressed("enter")))


def _elsewhere(intent: Save, view: View) -> str | None:
    """The path in a window's title where it leads to the file but not through the folder."""
    if not intent.folder:
        return None
    path = re.compile(rf"(/\S[^|]*/){re.escape(intent.name)}(?!\w)", re.IGNORECASE)
    found = [match for e in view.of(Role.WINDOW) if (match := path.search(e.text))]
    if not found or any(holds(match[1], intent.folder) for match in found):
        return None
    return found[0][0]


def _taken(intent: Save, view: View) -> Choice | None:
    """A file of that name exists: replaced where the goal says so, else asked about."""
    yes = view.in_front("Replace", "Overwrite", "Replace file", roles=[Role.BUTTON])
    if yes is None and not view.says("already exists"):
        return None
    if yes is not None and re.search(r"\b(?:replac|overwrit)\w*", view.goal, re.IGNORECASE):
        return Choice(Click(yes), 0.9, "the goal says to replace it", _DIALOG_CLOSES, in_dialog=True)
    question = f"A file called {intent.name} already exists there. Replace it?"
    return Choice(Ask(question), 0.95, "replacing a file was not asked for", in_dialog=True)


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
    menu = view.first("File", roles=[Role.MENU])
    if menu is not None and not view.tried(Click(menu)):
        return Choice(Click(menu), 0.9, "Save is in the File menu", _MENU_OPENS)
    if menu is not None and len(view.of(Role.MENU_ITEM)) > 1:
        if view.pressed("escape"):
            return Choice(Fail("The File menu has no Save here."), 0.9, "this program saves nothing in place")
        return Choice(Key("escape"), 0.9, "there is no Save in this menu", Expectation(Change.NOTHING))
    if view.pressed("escape"):
        return Choice(Fail("The File menu has no Save here."), 0.9, "this program saves nothing in place")
    # "Save options", or the OK of a dialog, may be what is meant.
    other = any(re.search(r"\bsave\b", e.text, re.IGNORECASE) for e in view.elements) or view.first("OK") is not None
    return Choice(Key("ctrl+s"), 0.6 if other else 0.9, "the shortcut that saves", Expectation(Change.NOTHING))


def _save_in(folder: str = "") -> Save:
    return Save("", folder)


def _save_open(name: str) -> Save:
    return Save(window=name)


SKILL = Skill(
    (
        Wording(
            400,
            rf"(?:save|store|keep)(?:\s+{THING})?\s+(?:as|under(?: the name)?|named|called|with the name)\s+"
            rf"(?:a file (?:named|called)\s+)?(.+?){IN_FOLDER}",
            Save,
        ),
        Wording(402, rf"(?:save|store)\s+(?:the\s+)?(?:file\s+)?({FILE})", _save_open),
        Wording(401, rf"(?:save|store)(?:\s+{THING})?{IN_FOLDER}", _save_in),
    ),
    {Save: save},
)
