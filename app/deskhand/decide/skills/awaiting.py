"""Waiting until something is so: `wait until the download is complete`, `wait for the results to appear`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deskhand.core.actions import Fail, Wait
from deskhand.core.step import Change, Expectation

from ..conditions import Condition
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View
from ..waiting import busy

ENOUGH = 30
"""Waits of one second before giving up."""
_COMPLETE = re.compile(
    r"\b(?:done|finished|complete[d]?|ready|over|loaded|succeeded|successful(?:ly)?|100\s*%)\b", re.IGNORECASE
)
_ENDS = re.compile(
    r"\b(?:is|are|has|have)\s+(?:been\s+)?(?:done|finished|complete[d]?|ready|over|loaded)$|\bfinishe[sd]$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Await(Intent):
    """Wait until what `text` says is so."""

    text: str


def wait_for(intent: Await, view: View) -> Move:
    """Wait while it is not so and something goes on; give up after half a minute."""
    waited = view.steps(lambda past: isinstance(past.action, Wait))
    used = waited[-1] + 1 if waited else 0
    if Condition(intent.text).met_by(view):
        return Met(used)
    going_on = busy(view)
    says_so = any(_COMPLETE.search(e.text) for e in view.elements)
    if _ENDS.search(intent.text) and going_on is None and (says_so or used):
        return Met(used)
    if len(waited) >= ENOUGH:
        return Choice(Fail(f"I waited, but it did not come to this: {intent.text}."), 0.9, "waited long enough")
    return going_on or Choice(
        Wait(1.0), 0.8, f"waiting until {intent.text}", Expectation(Change.ANYTHING, patience=2.0)
    )


def _for(text: str) -> Await:
    """`for the results to appear` is `until the results appear`."""
    return Await(re.sub(r"\s+to\s+(?=\w+$)", " ", text))


SKILL = Skill(
    (
        Wording(50, r"wait\s+(?:until|till)\s+(.+)", Await),
        Wording(51, r"wait\s+for\s+(.+)", _for),
    ),
    {Await: wait_for},
)
