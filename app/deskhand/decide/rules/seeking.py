"""Looking for what is not on the screen: scroll, and give up with a reason."""

from __future__ import annotations

from deskhand.core.actions import Fail, Scroll
from deskhand.core.step import Change, Expectation

from ..view import Choice, View

NAMED = 0.85
"""Confidence of a search for something that was named to the letter; another name will not do."""
ENOUGH = 6
"""Scrolls before giving up."""


def seek(view: View, what: str, confidence: float = 0.6) -> Choice:
    """Scroll down for something that is not in sight, or fail when that has been tried."""
    if view.scrolls >= ENOUGH:
        return Choice(Fail(f"I cannot find {what} on the screen."), 0.9, "scrolled through without finding it")
    expect = Expectation(Change.ANYTHING, patience=0.8)
    return Choice(Scroll(5), confidence, f"{what} is not in sight", expect)
