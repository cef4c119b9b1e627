"""What to do about an act that was begun and whose end nobody knows: the process died, or the machine.

The act may have reached the application or not. What the screen shows now decides; where it cannot, the person does.
"""

from __future__ import annotations

from typing import Literal

from deskhand.core.risk import Risk

Settled = Literal["done", "again", "ask"]

REPEATED_TO = Risk.R2
"""Acts above this class are not repeated because the screen looks unchanged: something may have happened unseen."""
REPEATED_BY_EFFECT = Risk.R3
"""Acts up to this class are repeated where besides a recorded effect, which is seen whenever they are done, did not
come within its time."""


def settle(risk: Risk, effect_seen: bool | None, screen_unchanged: bool, repeatable: bool = False) -> Settled:
    """Whether the act counts as done, is done again, or the person is asked.

    `effect_seen` says whether what the act must change is seen now; None where the act has no effect that could tell.
    `screen_unchanged` says that the window looks as it did before the act. `repeatable` is an act that comes to the
    same done once or twice (the whole of a field typed anew). An act that is done again is judged and asked for again.

    >>> settle(Risk.R3, True, False), settle(Risk.R3, None, True), settle(Risk.R1, None, True)
    ('done', 'ask', 'again')
    """
    if effect_seen:
        # Seen on a screen that did not change, it was there before: nothing is told by it.
        return "ask" if screen_unchanged else "done"
    if risk <= REPEATED_TO and (screen_unchanged or repeatable):
        return "again"
    if risk <= REPEATED_BY_EFFECT and screen_unchanged and effect_seen is False:
        return "again"
    return "ask"
