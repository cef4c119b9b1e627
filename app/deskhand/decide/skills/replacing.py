"""Replacing a text everywhere in a document."""

from __future__ import annotations

from dataclasses import dataclass, replace

from deskhand.core.actions import Click, Fail, Key, Type
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..commands import REPLACE, REPLACE_ALL
from ..grammar import THE
from ..matching import normalised
from ..procedures import (
    Part,
    clicked_first,
    command,
    field_holds,
    first_done,
    in_front,
    in_order,
    pressed_first,
    typed_first,
)
from ..skill import Intent, Literal, Skill, Wording
from ..view import Choice, Met, Move, View
from .writing import Write, write

_FOR = ("search for", "find", "find what", "find text", "search", "search text", "replace", "text to find")
_WITH = ("replace with", "replace", "replacement", "with", "replace text", "replacement text")
_HERE = ("In Document", "In this Document", "Current Document", "Whole Document")
"""Where to replace, as some programs ask after Replace All."""
_EVERYWHERE = ("Replace all in", "Replace all", "Replace all at once", "Replace all matches", "Whole document")
"""Boxes that make one Replace button mean every one."""


@dataclass(frozen=True, slots=True)
class Replace(Intent):
    """Replace `old` by `new` everywhere in the document."""

    old: str
    new: str


def replace_all(intent: Replace, view: View) -> Move:
    """Find and Replace, both fields, every one, and close the dialog."""
    field = view.first(intent.old, roles=[Role.EDIT, Role.COMBO]) if _fields(view) is None else None
    if field is not None and not isinstance(intent.old, Literal):
        # "Replace the address by ..." in a form.
        return write(Write(intent.new, field.text), view)
    return in_order(view, _opened, _filled(intent), _replaced, _closed)


def _opened(view: View) -> Move:
    typing = first_done(view, lambda p: isinstance(p.action, Type))
    if typing:
        return Met(typing - 1)
    if _fields(view) is not None:
        return Met(max(clicked_first(view, *REPLACE.labels), pressed_first(view, *REPLACE.chords)))
    move = command(REPLACE, Expectation(Change.DIALOG_OPENS, patience=3.0))(view)
    if isinstance(move, Met):
        return Choice(Fail("I see no field for what to replace."), 0.9, "the dialog was not understood")
    return move


def _filled(intent: Replace) -> Part:
    def part(view: View) -> Move:
        typed = typed_first(view, intent.new)
        fields = _fields(view)
        after = replace(view, done=view.done[typed:])
        if typed and (fields is None or first_done(after, lambda p: isinstance(p.action, Click))):
            return Met(typed)
        if fields is None:
            return Met()
        for field, text, why in ((fields[0], intent.old, "to be found"), (fields[1], intent.new, "comes instead")):
            move = field_holds(field, text, view, why)
            if move is not None:
                return move
        return Met(typed)

    return part


def _replaced(view: View) -> Move:
    labels = (*REPLACE_ALL.labels, "Replace", "Find and Replace", "OK", "Apply")
    done = first_done(view, lambda p: isinstance(p.action, Click) and _is_replace(p.action.target, labels))
    here = view.first(*_HERE, roles=[Role.BUTTON, Role.MENU_ITEM])
    if done and here is not None and not view.tried(Click(here)):
        return Choice(Click(here), 0.93, "in this document", Expectation(Change.ANYTHING, patience=3.0))
    if done:
        return Met(
            max(done, first_done(view, lambda p: isinstance(p.action, Click) and _is_replace(p.action.target, _HERE)))
        )
    expect = Expectation(Change.ANYTHING, patience=3.0)
    every = view.first(*REPLACE_ALL.labels, roles=[Role.BUTTON, Role.MENU_ITEM, Role.ICON])
    if every is not None and not view.tried(Click(every)):
        return Choice(Click(every), 0.93, "replaces every one", expect)
    box = view.first(*_EVERYWHERE, roles=[Role.CHECKBOX])
    if box is not None and box.state == "off":
        return Choice(Click(box), 0.92, "every one, not the next", Expectation(Change.STATE_IS, "on"))
    one = view.first("Replace", "Find and Replace", "OK", "Apply", roles=[Role.BUTTON])
    if one is not None and box is not None:
        return Choice(Click(one), 0.92, "replaces every one", expect)
    return Choice(Fail("I see no button that replaces every one."), 0.9, "replacing one by one was not asked for")


def _closed(view: View) -> Move:
    if _fields(view) is None:
        return Met(clicked_first(view, "Close", "Done") if _close_comes_next(view) else 0)
    closes = Expectation(Change.DIALOG_CLOSES, patience=2.0)
    # The title bar has a button of this name too, higher up.
    buttons = [e for e in in_front(view).of(Role.BUTTON) if normalised(e.text) in ("close", "done")]
    button = max(buttons, key=lambda e: e.box.y, default=None)
    if button is not None and not view.tried(Click(button)):
        return Choice(Click(button), 0.92, "every one is replaced", closes, in_dialog=True)
    if not view.tried(Key("escape")):
        return Choice(Key("escape"), 0.9, "every one is replaced", closes)
    return Met()


def _close_comes_next(view: View) -> bool:
    """Only the first act after replacing can have closed the dialog; later ones are of other parts."""
    return clicked_first(view, "Close", "Done") == 1


def _is_replace(element: Element, labels: tuple[str, ...]) -> bool:
    return element.role is not Role.CHECKBOX and normalised(element.text) in {normalised(label) for label in labels}


def _fields(view: View) -> tuple[Element, Element] | None:
    """What to find and what comes instead; told by their names, else the first two fields of the dialog in front."""
    fields = view.of(Role.EDIT, Role.COMBO)
    find = next((e for e in fields if normalised(e.text) in _FOR), None)
    instead = next((e for e in fields if e is not find and normalised(e.text) in _WITH), None)
    return (find, instead) if find and instead else None


_ALL = r"(?:(?:every|all|each)(?: (?:occurrences?|instances?) of)?(?: the)?(?: words?)?|the words?|the text)\s+"
_WHERE = (
    r"(?:\s+(?:everywhere|throughout|each time|all over|wherever it (?:appears|occurs|stands))?\s*"
    r"(?:in|of|throughout)?\s*(?:the|this|my)?\s*(?:whole\s+|entire\s+)?(?:file|document|text|letter|note|page)?)?"
)

SKILL = Skill(
    (
        Wording(
            350,
            rf"(?:find and replace|search and replace|replace|substitute|exchange|swap)\s+(?:{_ALL})?{THE}(.+?)\s+"
            rf"(?:with|by|for|to)\s+{THE}(.+?){_WHERE}",
            Replace,
        ),
        Wording(351, rf"(?:change|turn|convert|make)\s+{_ALL}(.+?)\s+(?:with|by|to|into)\s+(.+?){_WHERE}", Replace),
        Wording(
            352,
            rf"(?:change|turn)\s+(.+?)\s+(?:to|into)\s+(.+?)\s+(?:everywhere|throughout){_WHERE}",
            Replace,
        ),
    ),
    {Replace: replace_all},
)
