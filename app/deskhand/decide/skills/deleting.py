"""Deleting a file, folder or row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deskhand.core.actions import Ask, Click, Key
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation

from ..items import listed, rivals
from ..seeking import certainty, seek
from ..skill import Intent, Literal, Skill, Wording
from ..view import Choice, Met, Move, View

_CURRENT = re.compile(
    r"^(?:it|this|that|these|those|them|(?:this|that|the (?:selected|current|open|marked)) .+)$", re.IGNORECASE
)
"""What is deleted is what is open or selected."""
_CONTROLS = ("Delete", "Move to Trash", "Trash", "Remove", "Bin", "Delete...")
_PRESSED = (Role.BUTTON, Role.ICON, Role.MENU_ITEM, Role.LINK)
_YES = ("Delete", "Yes", "OK", "Move to Trash", "Move to trash", "Remove")


@dataclass(frozen=True, slots=True)
class Delete(Intent):
    """Delete the file or row `name`; with `to_trash` it must stay there to be had back."""

    name: str
    to_trash: bool = False


def delete(intent: Delete, view: View) -> Move:
    """Select it, Delete, and confirm the question about exactly this item."""
    asked = [e for e in view.of(Role.DIALOG, Role.TEXT) if _asks_about(e.text, intent.name)]
    yes = view.in_front(*_YES, roles=[Role.BUTTON])
    removal = max(view.pressed("delete"), view.clicked("Delete", "Remove"))
    for_good = any(_FOR_GOOD.search(e.text) for e in view.of(Role.DIALOG, Role.TEXT))
    if asked and yes is not None and intent.to_trash and for_good:
        question = f"It would delete {intent.name} for good and not put it into the trash. Shall I?"
        return Choice(Ask(question), 0.9, "deleting for good was not asked for", in_dialog=True)
    if asked and yes is not None:
        return Choice(Click(yes), 0.9, f"the question is about {intent.name}", in_dialog=True)
    found = listed(intent.name, view)
    question = next((e.text for e in view.of(Role.DIALOG, Role.TEXT) if "?" in e.text), "")
    if removal and question and yes is not None:
        return Choice(
            Ask(f"It asks: {question} Is that about {intent.name}?"), 0.9, "the question names something else"
        )
    if not removal and (control := view.first(f"Delete {intent.name}", f"Remove {intent.name}")) is not None:
        return Choice(Click(control), 0.8, f"{control.text} does it")
    if (
        not found
        and not removal
        and _CURRENT.match(intent.name)
        and (control := view.first(*_CONTROLS, roles=_PRESSED))
    ):
        return Choice(Click(control), 0.85, f"{control.text} deletes what is open or selected")
    if not found and not removal:
        return _like_it(intent.name, view) or seek(view, f"an item called {intent.name}", certainty(intent.name))
    if not found:
        return Met(removal, sure=0.9 if view.clicked(intent.name) else 0.5)
    if found[0].state != "selected" and not view.clicked(intent.name):
        return Choice(Click(found[0]), 0.9, "selects it", Expectation(Change.SELECTED))
    button = view.first("Delete", "Remove", "Trash", roles=[Role.BUTTON, Role.ICON, Role.MENU_ITEM])
    return Choice(Click(button) if button else Key("delete"), 0.9, f"{intent.name} is selected")


def _like_it(name: str, view: View) -> Choice | None:
    """What the words fit in part only is never deleted unasked, unless it is the only one and was not named
    exactly."""
    found = [] if isinstance(name, Literal) or re.search(r"\.\w{1,5}$", name) else rivals(name, view)
    if not found:
        return None
    if len(found) == 1:
        return Choice(Click(found[0]), 0.75, f"only {found[0].text} fits")
    named = ", ".join(e.text for e in found[:4])
    return Choice(Ask(f"Several are called so: {named}. Which one shall I delete?"), 0.9, "the words fit more than one")


def _asks_about(text: str, name: str) -> bool:
    """Whether a question names exactly this item."""
    return "?" in text and re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", text, re.IGNORECASE) is not None


def _to_trash(name: str) -> Delete:
    return Delete(name, to_trash=True)


_FOR_GOOD = re.compile(r"\b(?:permanently|for good|cannot be undone|can't be undone|irreversibl)", re.IGNORECASE)
_ITEM = r"(?:the\s+|my\s+)?(?:file\s+|folder\s+|row\s+)?"
_BIN = r"(?:the\s+|my\s+)?(?:trash|bin|waste ?basket|recycle bin|rubbish|garbage)(?:\s+(?:bin|can|folder))?"

SKILL = Skill(
    (
        Wording(
            367,
            rf"(?:move|put|throw|drop|send|drag|chuck)\s+{_ITEM}(.+?)\s+(?:in|into|to)\s+{_BIN}",
            _to_trash,
        ),
        Wording(368, rf"throw\s+(?:away|out)\s+{_ITEM}(.+)", Delete),
        Wording(369, rf"throw\s+{_ITEM}(.+?)\s+(?:away|out)", Delete),
        Wording(600, rf"(?:delete|remove|erase|trash|bin|get rid of)\s+{_ITEM}(.+)", Delete),
    ),
    {Delete: delete},
)
