"""Archives: unpacking them in an archive manager."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from deskhand.core.actions import Ask, Click, Type
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation

from ..commands import EXTRACT
from ..dialogs import open_question
from ..items import listed, select
from ..matching import holds
from ..procedures import Part, clicked_first, command, first_done, in_order
from ..seeking import NAMED, seek
from ..skill import Intent, Skill, Wording
from ..trouble import speaks_of_trouble
from ..view import Choice, Met, Move, View

_TELLS_SUCCESS = re.compile(r"\b(?:success(?:ful(?:ly)?)?|completed?|finished|extracted|unpacked|done)\b", re.I)
_CONFIRM = ("Extract", "Extract Here", "OK", "Unpack", "Select")


@dataclass(frozen=True, slots=True)
class Extract(Intent):
    """Unpack the archive, or only `name` of it, into `folder` (empty: where it is offered)."""

    folder: str = ""
    name: str = ""


def extract(intent: Extract, view: View) -> Move:
    """Choose what, Extract, where, Extract."""
    parts: list[Part] = []
    if intent.name:
        parts.append(partial(select, intent.name))
    parts.append(command(EXTRACT, Expectation(Change.DIALOG_OPENS, patience=4.0)))
    if intent.folder:
        parts.append(partial(_in_folder, intent.folder))
    parts += [_confirmed, _left_alone]
    return in_order(view, *parts)


def _in_folder(folder: str, view: View) -> Move:
    """Go to the folder, unless the dialog is there already; a double click enters it.

    What is unpacked elsewhere is not what was asked for: a folder that is not to be found ends the work.
    """
    done = max(clicked_first(view, folder), view.typed(folder))
    if done:
        return Met(done)
    field = next((e for e in view.of(Role.EDIT, Role.COMBO) if _LOCATION.search(e.text)), None)
    if view.first(folder, roles=[Role.BUTTON, Role.TAB]) is not None or (field and holds(field.state, folder)):
        return Met()
    places = [e for e in listed(folder, view) if e.role in (Role.ROW, Role.CELL, Role.ICON, Role.TEXT)]
    if not places and "/" in folder and field is not None:
        return Choice(Type(folder, field, clear=True), 0.9, "a path is typed", in_dialog=True)
    if not places:
        return seek(view, f"the folder {folder}", NAMED)
    return Choice(
        Click(places[0], count=2), 0.9, f"it goes into {folder}", Expectation(Change.ANYTHING), in_dialog=True
    )


_LOCATION = re.compile(r"\b(?:folder|location|path|destination|extract (?:in|to|into)|directory)\b", re.IGNORECASE)
"""What a field is called that holds where to unpack to."""


def _confirmed(view: View) -> Move:
    done = first_done(view, lambda p: isinstance(p.action, Click) and p.action.target.role is Role.BUTTON)
    if done:
        return Met(done)
    buttons = [e for e in view.of(Role.BUTTON) if any(e.text == label for label in _CONFIRM)]
    if not buttons:
        return Met()  # unpacked without a question, or with another than where to
    # The dialog's own button stands below the one that opened it.
    button = max(buttons, key=lambda e: e.box.y)
    return Choice(
        Click(button), 0.9, "starts unpacking", Expectation(Change.DIALOG_CLOSES, patience=5.0), in_dialog=True
    )


def _left_alone(view: View) -> Move:
    """Unpacked only when nothing is asked any more: a password, what to do with files that are there."""
    question = open_question(view)
    # The lines of a notice that stand under each other may be read as the cells of a table.
    said = [question, *(e.text for e in view.of(Role.TEXT, Role.CELL))]
    told = any(_TELLS_SUCCESS.search(text) for text in said) and not any(speaks_of_trouble(text) for text in said)
    if not question or told:
        return Met()
    return Choice(Ask(f"The archive manager asks: {question}"), 0.9, "a dialog is open", in_dialog=True)


def _only(name: str, folder: str = "") -> Extract:
    return Extract(folder, name)


_VERB = r"(?:extract|unpack|unzip|decompress|uncompress)"
_ALL = (
    r"(?:everything|all(?: (?:the )?files)?|the (?:whole )?(?:archive|contents?|files|zip)|all of it|it|"
    r"this(?: archive)?|its contents?)"
)
_FROM = r"(?:\s+(?:in|of|from|out of)\s+(?:the|this)\s+(?:archive|zip(?: file)?))?"
_TO = r"(?:\s+(?:in|into|to)\s+(?:the\s+|my\s+)?(?:folder\s+)?(.+?)(?:\s+(?:folder|directory))?)?"

SKILL = Skill(
    (
        Wording(385, rf"{_VERB}(?:\s+{_ALL})?{_FROM}{_TO}", Extract),
        Wording(384, rf"take\s+(.+?)\s+(?:out\s+of|from)\s+(?:the|this)\s+(?:archive|zip(?: file)?){_TO}", _only),
        Wording(386, rf"{_VERB}\s+(?:only\s+|just\s+)?(?:the file\s+)?(.+?){_FROM}{_TO}", _only),
    ),
    {Extract: extract},
)
