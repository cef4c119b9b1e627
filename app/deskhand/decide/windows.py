"""Going to another window: the one the next part of a goal is about."""

from __future__ import annotations

from dataclasses import replace

from deskhand.core.actions import Click, Fail, Key
from deskhand.core.geometry import Box
from deskhand.core.screen import SURFACES, Element, Role
from deskhand.core.step import Change, Expectation

from .matching import holds
from .view import Choice, Met, Move, View

_TITLE_BAR, _BUTTONS = 14, 90
"""Pixels of a title bar that surely are one, and those at its end where its buttons may stand."""
_ROUNDS = 4
"""Windows that alt+tab goes through before giving up."""
FOCUS_MOVES = Expectation(Change.FOCUS_MOVES, patience=2.0)


def in_window(title: str, view: View) -> Move:
    """Give the keyboard to the window whose title holds these words."""
    gone = _switches(view)
    if _has_keyboard(title, view) or gone < len(view.done):
        # What was done after going there shows that it was reached, wherever the keyboard is now.
        return Met(gone)
    window = next((e for e in view.of(Role.WINDOW, Role.DIALOG) if holds(e.text, title)), None)
    bar = _free_bar(window, view) if window is not None else None
    if bar is not None and not view.tried(Click(bar)):
        return Choice(Click(bar), 0.9, f"the window of {title} comes to the front", FOCUS_MOVES)
    if view.pressed("alt+tab") < _ROUNDS:
        return Choice(Key("alt+tab"), 0.9, f"goes to the window of {title}", FOCUS_MOVES)
    return Choice(Fail(f"I see no window of {title}."), 0.9, "it is not among the windows")


def _has_keyboard(title: str, view: View) -> bool:
    focus = view.frame.focus if view.frame is not None else None
    if focus is not None:
        return holds(focus.title, title) or holds(focus.app, title)
    return any(holds(e.text, title) and e.state == "focused" for e in view.of(Role.WINDOW, Role.DIALOG))


def _switches(view: View) -> int:
    """How many acts the history begins with that only went from window to window."""
    count = 0
    for past in view.done:
        by_keys = isinstance(past.action, Key) and past.action.chord == "alt+tab"
        by_title = isinstance(past.action, Click) and past.action.target.role in SURFACES
        if not (by_keys or by_title):
            break
        count += 1
    return count


def _free_bar(window: Element, view: View) -> Element | None:
    """The part of a title bar that no other window lies on."""
    box = window.box
    bar = Box(box.x + box.w // 4, box.y + 3, max(box.w // 2 - _BUTTONS, 20), _TITLE_BAR)
    others = [e for e in view.of(Role.WINDOW, Role.DIALOG) if e is not window and e.state == "focused"]
    return None if any(e.box.overlaps(bar) for e in others) else replace(window, box=bar)
