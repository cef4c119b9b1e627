"""Controls of one kind in reading order, and typing into a field once."""

from __future__ import annotations

from dataclasses import replace

from deskhand.core.actions import Type
from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from .matching import normalised
from .places import in_order
from .questions import was_dismissed
from .view import Choice, Met, Move, View

KINDS = {
    "textbox": (Role.EDIT, Role.COMBO),
    "checkbox": (Role.CHECKBOX,),
    "radio": (Role.RADIO,),
    "button": (Role.BUTTON,),
    "link": (Role.LINK,),
    "tab": (Role.TAB,),
    "option": (Role.OPTION, Role.RADIO),
    "icon": (Role.ICON,),
    "switch": (Role.SWITCH,),
    "slider": (Role.SLIDER,),
    "menu": (Role.MENU, Role.COMBO),
}


_LINE = 80


"""Pixels of height of a field of one line, whose content is replaced."""


_SHORT = 130


"""Pixels of a field so short that its middle is near its right end."""


_SIDES = (12, 44)


"""Pixels of the sides of a check box or radio button that was taken for a picture."""


def controls(kind: str, view: View) -> list[Element]:
    """The controls of a kind in reading order."""
    found = view.of(*KINDS[kind])
    if kind == "textbox":
        found = found + _typed_into(found, view)
    if kind in ("checkbox", "radio") and len(found) < 2:
        found = _like_sized(view) or found
    return in_order(found)


def _typed_into(seen: list[Element], view: View) -> list[Element]:
    """Fields that were typed into and are not seen as fields now: the ring of the focus hides their outline."""
    before: list[Element] = []
    for past in view.done:
        target = past.action.target if isinstance(past.action, Type) else None
        if target is not None and not any(target.box.overlaps(e.box) for e in [*seen, *before]):
            before.append(target)
    return before


def _like_sized(view: View) -> list[Element]:
    """Nameless squares of one size in one row: boxes and buttons without a label."""
    least, most = _SIDES
    small = [e for e in view.of(Role.ICON, Role.CHECKBOX, Role.RADIO) if least <= e.box.h <= most]
    small = [e for e in small if abs(e.box.w - e.box.h) <= 3 and not e.text]
    groups = [[e for e in small if abs(e.box.y - s.box.y) <= 3 and abs(e.box.h - s.box.h) <= 2] for s in small]
    best = max(groups, key=len, default=[])
    return best if len(best) > 1 else []


def type_into(field: Element, text: str, view: View, secret: bool = False) -> Move:
    """Type a text into a field, unless that was done; a secret one shows no letters to compare."""
    done = typed_at(field, text, view)
    if done or (field.state and field.state == text):
        return Met(done)
    hidden = secret or "password" in normalised(field.text) or "password" in view.goal.casefold()
    expect = Expectation(Change.ANYTHING) if hidden else Expectation(Change.FIELD_HOLDS, text, patience=1.0)
    return Choice(
        Type(text, left_part(field), clear=field.box.h <= _LINE), 0.9, "the text goes into this field", expect
    )


def left_part(field: Element) -> Element:
    """Where a short field is clicked: its right end may hold the arrows of a number."""
    box = field.box
    return field if box.w > _SHORT else replace(field, box=Box(box.x, box.y, max(2, box.w // 2), box.h))


def typed_at(field: Element, text: str, view: View) -> int:
    """How many entries of `done` go up to the last typing of this text (empty: any) into the field at this place."""
    hits = [
        i
        for i, past in enumerate(view.done)
        if isinstance(past.action, Type)
        and (not text or past.action.text == text)
        and past.action.target is not None
        and past.action.target.box.overlaps(field.box)
        and (past.outcome.changed or past.outcome.met)
        and not was_dismissed(view.done, i)
    ]
    return hits[-1] + 1 if hits else 0
