"""Looking for what is not on the screen: scroll, and give up with a reason."""

from __future__ import annotations

import re

from deskhand.core.actions import Fail, Scroll
from deskhand.core.step import Change, Expectation

from .skill import Literal
from .view import Choice, View

NAMED = 0.9
"""Confidence of a search for something that was named to the letter: sure, for another name will not do."""
UNSURE = 0.35
ENOUGH = 3
"""Scrolls before giving up; one without effect counts for all of them."""


def certainty(name: str) -> float:
    """How sure a search for a name is: quotes and files stand for themselves, others may be called otherwise."""
    exact = isinstance(name, Literal) or re.search(r"\w\.(?!com$|org$|net$|io$)\w{1,5}$", name) is not None
    return NAMED if exact else UNSURE


def seek(view: View, what: str, confidence: float = 0.4) -> Choice:
    """Scroll down for something that is not in sight, or fail when that has been tried."""
    if view.scrolls >= ENOUGH:
        return Choice(Fail(f"I cannot find {what} on the screen."), 0.9, "scrolled through without finding it")
    expect = Expectation(Change.ANYTHING, patience=0.8)
    return Choice(Scroll(5), confidence, f"{what} is not in sight", expect)
