"""Questions that a page asks in the middle of the work, drawn by the page itself: answered by what changes least."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deskhand.core.actions import Click
from deskhand.core.geometry import bounding
from deskhand.core.screen import Element, Role
from deskhand.core.step import Past

from .view import Choice, View

DISMISSED = "dismissed"
"""The source of the button that dismissed a question."""
_NO = ("cancel", "no", "no thanks", "not now", "later", "dismiss", "stay")
_YES = ("ok", "yes", "continue", "leave", "exit", "proceed", "accept", "allow")
_APART, _ABOVE = 260, 240
"""Pixels between the two buttons, and from them up to their question."""


def page_question(goal: str, view: View) -> Choice | None:
    """How to dismiss a question with two buttons that the goal does not speak of, or None where none is asked."""
    buttons = view.of(Role.BUTTON)
    words = set(re.findall(r"\w+", goal.casefold()))
    for no in (b for b in buttons if b.text.casefold() in _NO):
        yes = [b for b in buttons if b.text.casefold() in _YES and abs(b.box.center.y - no.box.center.y) <= no.box.h]
        near = [b for b in yes if abs(b.box.center.x - no.box.center.x) <= _APART]
        if not near or set(no.text.casefold().split()) & words:
            continue
        pair = bounding([no.box, near[0].box])
        asked = [e for e in view.of(Role.TEXT) if e.text.rstrip().endswith("?") and 0 < pair.y - e.box.bottom < _ABOVE]
        if any(set(re.findall(r"\w{4,}", e.text.casefold())) & words for e in asked) or not asked:
            continue
        button = Element(no.id, no.role, no.text, no.box, no.state, DISMISSED, no.confidence, no.window)
        return Choice(Click(button), 0.9, f"“{asked[0].text}” is in the way and not part of the goal", in_dialog=True)
    return None


def was_dismissed(done: Sequence[Past], place: int) -> bool:
    """Whether the step after the one at `place` dismissed a question: what was typed there did not arrive."""
    after = done[place + 1].action if place + 1 < len(done) else None
    return isinstance(after, Click) and after.target.source == DISMISSED
