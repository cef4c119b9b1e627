"""Menus whose entries lie around a button: opened by it, their signs told by their shapes."""

from __future__ import annotations

from deskhand.core.actions import Click, Fail, Wait
from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Element, Role
from deskhand.vision.signs import find_sign

from .containers import OPENS, containers
from .places import drawing, spot
from .view import Choice, View

_LOOKS = 9
"""Looks at a menu that opens."""


def sign_in_menu(label: str, looks: int, view: View) -> Choice:
    """A lone letter on its slice is told by its shape; the menu takes a moment to open."""
    drawn = drawing(view)
    at = find_sign(drawn[0], label) if drawn is not None and len(label) == 1 else None
    if at is not None and drawn is not None and looks > 1:
        box = at.shifted(drawn[1].x, drawn[1].y)
        return Choice(Click(Element(-1, Role.ICON, label, box, source="rules")), 0.9, f"this is {label}")
    if looks <= _LOOKS:
        last = view.done[-1].action
        if isinstance(last, Click) or not (button := _menu_button(view)):
            return Choice(Wait(0.4), 0.9, "the menu is opening")
        # What lights up under the pointer may swallow the first click; each one goes to another part of it.
        part = Point(button.x + button.w * (1 + looks % 3) // 4, button.center.y + button.h // 5)
        again = Click(spot("the button of the menu", part))
        return Choice(again, 0.9, "the menu is still closed", OPENS, repeats=True)
    return Choice(Fail(f"The menu shows no {label}."), 0.9, "it was opened and looked at")


def pressed_again(label: str, view: View) -> Choice | None:
    """Once more, where the sign still stands on its open menu: the first click only lit it."""
    presses = [p.action for p in view.done if isinstance(p.action, Click) and p.action.target.text == label]
    drawn = drawing(view)
    if len(label) != 1 or len(presses) > 2 or drawn is None:
        return None
    at = find_sign(drawn[0], label)
    if at is None:
        return None
    box = at.shifted(drawn[1].x, drawn[1].y)
    if not presses[-1].target.box.overlaps(box):
        return None
    # Beside the sign, on its slice.
    again = Click(Element(-1, Role.ICON, label, box.shifted(-box.w - 6, 0), source="rules"))
    return Choice(again, 0.9, "it is still there", repeats=True)


def _menu_button(view: View) -> Box | None:
    """The disc or square in the middle of a menu that is closed: the only button there is."""
    found = [e.box for e in containers("menu", view) if min(e.box.w, e.box.h) >= 20]
    return found[0] if len(found) == 1 else None
