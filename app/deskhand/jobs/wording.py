"""Acts in words a person reads: `click the button “Save”`, `type “Ada” into the field “Name”`."""

from __future__ import annotations

from deskhand.core.actions import Action, Activate, Click, Drag, Key, Scroll, Type
from deskhand.core.keys import split_chord
from deskhand.core.lettering import visible
from deskhand.core.risk import Risk
from deskhand.core.screen import Element, Role
from deskhand.system.language import _

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
            where = f"“{_short(onto)}”" if onto else f"{to.center.x}, {to.center.y}"
            return _("drag {what} to {where}").format(what=thing(target), where=where)
        case Activate(_window, title):
            return _("bring the window “{title}” to the front").format(title=_short(title))
        case _other:
            return _("look again")


def thing(element: Element) -> str:
    """An element by its role and label."""
    role = _roles().get(element.role, _("place"))
    return f"{role} “{_short(element.text)}”" if element.text else _("{role} without a name").format(role=role)


def chord_words(chord: str) -> str:
    """A chord as keyboards have it: `Ctrl+Alt+Space`."""
    return "+".join(key if len(key) > 1 and key.isupper() else key.capitalize() for key in split_chord(chord))


def meaning(risk: Risk) -> str:
    """What a class of risk means."""
    return {
        Risk.R0: _("only looks"),
        Risk.R1: _("can be undone, stays here"),
        Risk.R2: _("saves or renames something here"),
        Risk.R3: _("has an effect outside this program, or cannot be judged"),
        Risk.R4: _("deletes or discards"),
        Risk.R5: _("uses a password or a payment"),
        Risk.R6: _("changes the system"),
    }[risk]


def may_be_lost(risk: Risk) -> str:
    """What the person may lose by a step of this class."""
    return {
        Risk.R0: _("Nothing can be lost."),
        Risk.R1: _("Nothing is lost that cannot be undone."),
        Risk.R2: _("A file here may be written over."),
        Risk.R3: _("What leaves this program cannot be taken back by Deskhand."),
        Risk.R4: _("What is deleted or discarded may be gone for good."),
        Risk.R5: _("Money or access may be at stake; it cannot be taken back."),
        Risk.R6: _("Settings or programs of this computer may change for everybody who uses it."),
    }[risk]


def origin(word: str) -> str:
    """Where a text came from."""
    return {
        "goal": _("from your goal"),
        "recipe": _("from the recipe"),
        "person": _("a value you gave"),
        "data": _("from your file of rows"),
        "secret": _("from the keyring"),
        "screen": _("read from the screen"),
    }.get(word, _("from a place I cannot tell"))


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


__all__ = ["chord_words", "may_be_lost", "meaning", "origin", "thing", "words_of"]
