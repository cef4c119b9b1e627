"""Choosing several things by their names: boxes to tick, rows of a list to select."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from deskhand.core.actions import Click, Key, Scroll, Type
from deskhand.core.screen import TOGGLES, Element, Role
from deskhand.core.step import Change, Expectation

from ..likeness import closest
from ..matching import same_name
from ..seeking import seek
from ..skill import Intent, Literal, Skill, Wording
from ..view import Choice, Met, Move, View

_ROWS = (Role.ROW, Role.OPTION, Role.CELL, Role.TEXT, Role.MENU_ITEM, Role.LINK, Role.TAB)
_CHOICES = (*TOGGLES, *_ROWS, Role.BUTTON, Role.ICON)
_VERB = r"(?:select|choose|pick|check|tick|mark)"


@dataclass(frozen=True, slots=True)
class ChooseAll(Intent):
    """Choose everything called so, and nothing else; `from_list` where the rows of a list are meant."""

    sends: ClassVar[bool] = True

    labels: tuple[str, ...]
    from_list: bool = False
    said: str = ""
    """The names as they were said, where `A and B` may be one name."""


def choose_all(intent: ChooseAll, view: View) -> Move:
    """One after the other: boxes are ticked, the second row of a list is added with Ctrl."""
    used, chosen = 0, 0
    whole = bool(intent.said and (view.named(intent.said) or view.clicked(intent.said)))
    for label in (intent.said,) if whole else intent.labels:
        target = closest(label, view.of(*TOGGLES)) or closest(label, view.of(*_CHOICES))
        done = view.clicked(label) or (view.clicked_at(target.box) if target else 0)
        if not done and (typed := view.typed(label)) and (entered := view.pressed("enter")) > typed:
            done = entered
        shown = next((e for e in view.of(Role.COMBO) if same_name(e.state, label)), None)
        if shown is not None and not from_open_list(view):
            used, chosen = max(used, done), chosen + 1
            continue
        if target is not None and target.role in TOGGLES:
            if target.state != "on" and not done:
                return Choice(Click(target), 0.9, f"{label} is to be chosen", Expectation(Change.STATE_IS, "on"))
        elif not done:
            return _row(label, target, chosen, intent.from_list, view)
        used, chosen = max(used, done), chosen + 1
    return Met(used)


def from_open_list(view: View) -> bool:
    """Whether the last act opened a list, in which something is still to be chosen."""
    last = view.done[-1].action if view.done else None
    return isinstance(last, Click) and last.target.role is Role.COMBO


def _row(label: str, target: Element | None, chosen: int, from_list: bool, view: View) -> Choice:
    if target is None:
        return _dropped_down(label, view) or _further(label, view)
    held = ("ctrl",) if chosen and (from_list or target.role in _ROWS) else ()
    # Clicked by the name it has in the goal, so that it is known again after the list was scrolled.
    named = Element(
        target.id, target.role, label, target.box, target.state, target.source, target.confidence, target.window
    )
    return Choice(Click(named, held=held), 0.9, f"{label} is to be chosen")


def _dropped_down(label: str, view: View) -> Choice | None:
    """Open the one box that drops a list down; what the list does not show is typed, and taken with Enter."""
    boxes = view.of(Role.COMBO)
    opened = view.steps(lambda past: isinstance(past.action, Click) and past.action.target.role is Role.COMBO)
    if not opened:
        if len(boxes) != 1:
            return None
        return Choice(Click(boxes[0]), 0.9, f"{label} may be in its list", Expectation(Change.ANYTHING, patience=1.0))
    typed = view.typed(label)
    if not typed:
        return Choice(Type(label), 0.9, f"goes to {label} in the list", Expectation(Change.NOTHING))
    return Choice(Key("enter"), 0.9, f"takes {label}", Expectation(Change.ANYTHING, patience=1.0))


def _further(label: str, view: View) -> Choice:
    """Scroll the list itself: the wheel moves what is under the pointer."""
    column = [e for e in view.of(*_ROWS) if e.text]
    if not column or view.scrolls >= 6:
        return seek(view, f"anything called {label}", 0.9)
    over = column[len(column) // 2]
    return Choice(Scroll(2, over), 0.9, f"{label} is further down", Expectation(Change.ANYTHING, patience=0.8))


def _several(text: str, from_list: bool = False) -> ChooseAll:
    if text.casefold() in ("nothing", "none", "none of them"):
        return ChooseAll(())
    if isinstance(text, Literal):
        return ChooseAll((text,), from_list)
    parts = re.split(r"\s*,\s*(?:and\s+)?|\s+and\s+", text)
    said = text if len(parts) == 2 and "," not in text else ""
    return ChooseAll(tuple(part.strip(" \"'") for part in parts if part.strip()), from_list, said)


def _from_list(text: str) -> ChooseAll:
    return _several(text, True)


SKILL = Skill(
    (
        Wording(770, rf"{_VERB}\s+(nothing|none(?:\s+of\s+them)?)", _several),
        Wording(
            771,
            rf"{_VERB}\s+(.+?)\s+(?:from|in)\s+the\s+(?:scroll(?:ing|able)?\s+|drop-?\s?down\s+"
            rf")?(?:list ?box|list|selection|menu|drop-?\s?down|combo ?box|options)",
            _from_list,
        ),
        Wording(772, r"(?:select|choose|pick)\s+([^⟦⟧,]+(?:,\s*[^⟦⟧,]+)+)", _several),
        Wording(1194, r"(?:select|choose|pick)\s+(?!all\b|everything\b)([^⟦⟧]+?\s+and\s+[^⟦⟧]+)", _several),
        Wording(1195, r"(?:select|choose|pick)\s+(?!all\b|everything\b)(?:the\s+)?([^\s⟦⟧]+)", _several),
    ),
    {ChooseAll: choose_all},
)
