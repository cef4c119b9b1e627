"""Going round in circles: the same act without effect, or two acts taking turns. Noticed by the third turn."""

from __future__ import annotations

from collections.abc import Sequence

from deskhand.core.actions import Action, Click, Drag, Key, Scroll, Type, phrase
from deskhand.core.step import Past

FRUITLESS = 2
"""Times an act may have no effect before it is not tried again."""
TURNS = 2
"""Times two acts may take turns before the third turn is refused."""


def loops(action: Action, history: Sequence[Past]) -> bool:
    """Whether this act would only repeat what was tried."""
    if not isinstance(action, Click | Drag | Key | Type):
        return False
    return _fruitless(action, history) or _takes_turns(action, history)


def _fruitless(action: Action, history: Sequence[Past]) -> bool:
    """It was done before and nothing came of it, and nothing else had an effect since."""
    count = 0
    for past in reversed(history):
        if phrase(past.action) == phrase(action):
            if past.outcome.changed or past.outcome.met:
                return False
            count += 1
        elif past.outcome.changed and not isinstance(past.action, Scroll):
            break
    return count >= FRUITLESS


def _takes_turns(action: Action, history: Sequence[Past]) -> bool:
    """A, B, A, B and now A again; B, which came last, is another act."""
    if len(history) < 2 * TURNS:
        return False
    last = [phrase(past.action) for past in history[-2 * TURNS :]]
    now, other = phrase(action), last[-1]
    return now != other and last == [now, other] * TURNS
