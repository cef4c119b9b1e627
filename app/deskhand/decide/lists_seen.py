"""What was seen of a list that has to be scrolled: kept in the names of the scrolls, the only memory a run has."""

from __future__ import annotations

from deskhand.core.actions import Scroll
from deskhand.core.screen import SURFACES, Element, Role
from deskhand.core.step import Change, Expectation

from .view import Choice, View

_HEAD, _BETWEEN, _IS = "the list, seen so far: ", "; ", " at "


def remembered(view: View) -> dict[str, float]:
    """The names and values noted by the last scroll."""
    for past in reversed(view.done):
        target = past.action.target if isinstance(past.action, Scroll) else None
        if target is not None and target.text.startswith(_HEAD):
            parts = [part.rpartition(_IS) for part in target.text[len(_HEAD) :].split(_BETWEEN) if part]
            return {name: float(value) for name, _, value in parts}
    return {}


def remembering(seen: dict[str, float], view: View, notches: int) -> Choice:
    """A scroll over the list that notes what was seen."""
    written = [e for e in view.elements if e.role not in SURFACES and e.text]
    over = sorted(written, key=lambda e: e.box.y)[len(written) // 2] if written else None
    note = _HEAD + _BETWEEN.join(f"{name}{_IS}{value:g}" for name, value in seen.items())
    target = Element(over.id, Role.TEXT, note, over.box) if over is not None else None
    why = "the list goes on" if notches > 0 else "the best was further up"
    return Choice(Scroll(notches, target), 0.9, why, Expectation(Change.ANYTHING, patience=0.7), repeats=True)
