"""The pass an action needs to be performed: made by the gate alone, good once and for a moment.

One `Seal` is shared by the gate, which issues passes, and the actor, which redeems them: a pass that
was made any other way has no entry in the seal and is refused. A test reads the sources to see that
nothing but the gate issues.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from deskhand.core.actions import Act
from deskhand.core.errors import ClearanceError

LIFETIME = 1.0
"""Seconds between clearing and performing; longer, and the screen may have moved on."""


def _is_still() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Cleared:
    """An action the gate has let through; `act` takes nothing else.

    `still` is the gate's very last look, for the moment before a button or key goes down: the pointer is there by then,
    and has been for as long as applications need to notice it. It raises `GateClosed` if the target is another.
    `reached` looks, with the button down, whether the window it was meant for got the press.
    `windows` are those that may have the keyboard while it types; empty where that is not known.
    """

    action: Act
    nonce: str
    still: Callable[[], None] = field(default=_is_still, compare=False)
    reached: Callable[[], None] = field(default=_is_still, compare=False)
    windows: frozenset[int] = frozenset()


class Seal:
    """What makes a pass valid: issued by the gate, redeemed once by the actor."""

    def __init__(self) -> None:
        self._open: dict[str, tuple[Act, float]] = {}

    def issue(
        self,
        action: Act,
        still: Callable[[], None] = _is_still,
        windows: frozenset[int] = frozenset(),
        reached: Callable[[], None] = _is_still,
    ) -> Cleared:
        """A pass for this action, good once within `LIFETIME` seconds; see `Cleared` for the rest."""
        nonce = secrets.token_hex(16)
        self._open[nonce] = (action, time.monotonic())
        return Cleared(action, nonce, still, reached, windows)

    def redeem(self, cleared: Cleared) -> Act:
        """Hand out the action of a pass and void the pass.

        Raises:
            ClearanceError: the pass is unknown, used, expired or names another action.
        """
        action, issued = self._open.pop(cleared.nonce, (None, 0.0))
        if action is None:
            raise ClearanceError("This action was never cleared, or was already performed; look again.")
        if action is not cleared.action:
            raise ClearanceError("This clearance belongs to another action; look again.")
        if time.monotonic() - issued > LIFETIME:
            raise ClearanceError("The clearance of this action has expired; look again.")
        return action
