"""Copying or moving a file into a folder, with the keys every file manager knows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from deskhand.core.actions import Fail
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation

from ..grammar import FILE, FOLDER
from ..items import enter_folder, listed, select
from ..procedures import clicked_first, first_done, in_order, key
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View
from ..windows import in_window
from .adding import into_document
from .vague import Vague, vague


@dataclass(frozen=True, slots=True)
class Transfer(Intent):
    """Put the file `name` into `folder`: a copy, or itself if `move`."""

    name: str
    folder: str
    move: bool = False


def transfer(intent: Transfer, view: View) -> Move:
    """Select it, copy or cut, go into the folder, paste, and see it there."""
    taken = key("ctrl+x", "takes it along") if intent.move else key("ctrl+c", "copies it")
    pasted = Expectation(Change.TEXT_APPEARS, intent.name, patience=5.0)
    return in_order(
        view,
        partial(select, intent.name),
        taken,
        partial(enter_folder, intent.folder),
        partial(_unless_there, intent.name),
        key("ctrl+v", f"puts it into {intent.folder}", pasted),
        partial(_seen, intent),
    )


def _unless_there(name: str, view: View) -> Move:
    """Pasting over a file of that name was not asked for."""
    if not first_done(view, lambda _: True) and listed(name, view):
        return Choice(Fail(f"There is a {name} in that folder already."), 0.9, "replacing it was not asked for")
    return Met()


def _seen(intent: Transfer, view: View) -> Move:
    if listed(intent.name, view):
        return Met()
    return Choice(Fail(f"{intent.name} did not appear in {intent.folder}."), 0.9, "it is not to be seen")


@dataclass(frozen=True, slots=True)
class MoveThing(Intent):
    """Move `name` to `place`, where only the screen tells whether those are a file and a folder.

    `clause` is what was said, for the case that they are not.
    """

    clause: str
    name: str
    place: str


def move_thing(intent: MoveThing, view: View) -> Move:
    """As a file, where a list shows both; else by the words of the clause."""
    begun = clicked_first(view, intent.name) or view.pressed("ctrl+x")
    both = _is_item(intent.name, view) and _is_item(intent.place, view)
    if begun or both:
        return transfer(Transfer(intent.name, intent.place, move=True), view)
    return vague(Vague(intent.clause), view)


def _is_item(name: str, view: View) -> bool:
    return any(e.role in (Role.ROW, Role.CELL, Role.ICON) for e in listed(name, view))


@dataclass(frozen=True, slots=True)
class CopyText(Intent):
    """Copy all the text of the window `source` to the end of the window `target`."""

    source: str
    target: str


def copy_text(intent: CopyText, view: View) -> Move:
    """Select all and copy in one window, paste in the other."""
    return in_order(
        view,
        partial(in_window, intent.source),
        into_document,
        key("ctrl+a", "everything of it"),
        key("ctrl+c", "copies it"),
        partial(in_window, intent.target),
        into_document,
        key("ctrl+end", "to its end"),
        key("ctrl+v", "puts it there", Expectation(Change.ANYTHING, patience=3.0)),
    )


def _copy(name: str, folder: str) -> Transfer:
    return Transfer(name, folder)


def _move(name: str, folder: str) -> Transfer:
    return Transfer(name, folder, move=True)


_INTO = r"\s+(?:in|into|to|inside|over to)\s+"
_TO = rf"{_INTO}(?:(?:the|my)\s+)?(?:{FOLDER}\s+)?(?:named\s+|called\s+)?(.+?)(?:\s+{FOLDER})?"
_TO_FOLDER = rf"{_INTO}(?:(?:the|my)\s+)?(?:{FOLDER}\s+(?:named\s+|called\s+)?(.+?)|(.+?)\s+{FOLDER})"
_KIND = rf"(?:the\s+|my\s+)?(?:file|document|{FOLDER})\s+(?:named\s+|called\s+)?"
_MOVE = r"(?:move|shift|transfer|drag)"
_ITEM = r"(?:the\s+|my\s+)?(?:file\s+|document\s+)?"

SKILL = Skill(
    (
        Wording(
            355,
            rf"copy\s+(?:(?:all|everything|the (?:whole )?(?:text|content|contents))\s*)+(?:(?:the\s+)?(?:text|"
            rf"content|contents)\s+)?"
            rf"(?:of|from|in)\s+{_ITEM}({FILE}|⟦\d+⟧){_INTO}{_ITEM}({FILE}|⟦\d+⟧)",
            CopyText,
        ),
        Wording(370, rf"(?:put|place|make|leave|store|save|drop)\s+a (?:copy|duplicate) of\s+{_ITEM}(.+?){_TO}", _copy),
        Wording(371, rf"(?:copy|duplicate)\s+{_ITEM}(.+?){_TO_FOLDER}", _copy),
        Wording(372, rf"(?:copy|duplicate)\s+{_ITEM}({FILE}|⟦\d+⟧){_TO}", _copy),
        Wording(373, rf"{_MOVE}\s+{_ITEM}({FILE}|⟦\d+⟧){_TO}", _move),
        Wording(373, rf"{_MOVE}\s+{_KIND}(.+?){_TO}", _move),
        Wording(373, rf"{_MOVE}\s+{_ITEM}(.+?){_TO_FOLDER}", _move),
        Wording(1190, rf"({_MOVE}\s+(?:the\s+|my\s+)?(.+?){_INTO}(?:the\s+|my\s+)?(.+))", MoveThing),
        Wording(374, rf"(?:put|place|drop)\s+{_ITEM}({FILE}|⟦\d+⟧){_TO_FOLDER}", _move),
    ),
    {Transfer: transfer, MoveThing: move_thing, CopyText: copy_text},
)
