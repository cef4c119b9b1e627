"""Acts in words a person reads: `click the button “Save”`, `type “Ada” into the field “Name”`."""

from __future__ import annotations

from deskhand.core.actions import Action, Activate, Click, Drag, Key, Scroll, Type
from deskhand.core.lettering import visible
from deskhand.core.screen import Element, Role
from deskhand.system.language import _

from .words import chord_words

SHOWN = 80
"""Characters of a text that are repeated in a sentence; the whole of it stands beside."""


def words_of(action: Action) -> str:
    """What an act does, as the end of “Deskhand will …”."""
    match action:
        case Click(target, count, button, held):
            verb = {2: _("double-click {what}"), 3: _("triple-click {what}")}.get(count, _("click {what}"))
            verb = {"right": _("right-click {what}"), "middle": _("middle-click {what}")}.get(button, verb)
            words = verb.format(what=thing(target))
            return _("{what} holding {keys}").format(what=words, keys=chord_words("+".join(held))) if held else words
        case Type(target=None):
            return _("type “{text}”").format(text=_short(action.shown))
        case Type(target=target):
            assert target is not None
            return _("type “{text}” into {where}").format(text=_short(action.shown), where=thing(target))
        case Key(chord):
            return _("press {keys}").format(keys=chord_words(chord))
        case Scroll(notches):
            return _("scroll down") if notches > 0 else _("scroll up")
        case Drag(target, to, onto):
            where = _("“{name}”").format(name=_short(onto)) if onto else f"{to.center.x}, {to.center.y}"
            return _("drag {what} to {where}").format(what=thing(target), where=where)
        case Activate(_window, title):
            return _("bring the window “{title}” to the front").format(title=_short(title))
        case _other:
            return _("look again")


def thing(element: Element) -> str:
    """An element by its role and label."""
    role = _roles().get(element.role, _("place"))
    if not element.text:
        return _("{role} without a name").format(role=role)
    return _("{role} “{name}”").format(role=role, name=_short(element.text))


def _short(text: str) -> str:
    shown = visible(" ".join(text.split()))
    return shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"


def _roles() -> dict[Role, str]:
    return {
        Role.BUTTON: _("the button"),
        Role.LINK: _("the link"),
        Role.ICON: _("the icon"),
        Role.MENU: _("the menu"),
        Role.MENU_ITEM: _("the menu entry"),
        Role.TAB: _("the tab"),
        Role.CHECKBOX: _("the checkbox"),
        Role.RADIO: _("the choice"),
        Role.SWITCH: _("the switch"),
        Role.EDIT: _("the field"),
        Role.COMBO: _("the list"),
        Role.OPTION: _("the entry"),
        Role.ROW: _("the row"),
        Role.CELL: _("the cell"),
        Role.HEADER: _("the column"),
        Role.SLIDER: _("the slider"),
        Role.SCROLLBAR: _("the scroll bar"),
        Role.WINDOW: _("the window"),
        Role.DIALOG: _("the dialog"),
        Role.TEXT: _("the text"),
    }


__all__ = ["thing", "words_of"]
