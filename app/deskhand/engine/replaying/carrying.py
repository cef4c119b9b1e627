"""Carrying the acts of a replay out: each once, and the replay halts where one did not go as recorded."""

from __future__ import annotations

from collections.abc import Callable

from deskhand.core.actions import Act
from deskhand.core.screen import Scene
from deskhand.core.step import Delivery, Proposal
from deskhand.engine.carrying_out import Carried, CarryingOut, Commitment, doubtful, unanswered
from deskhand.engine.stopwatch import Stopwatch

from .ending import Halts


class Carrier:
    """Carries out what a replay proposes; steps are numbered as they are sent."""

    def __init__(self, carrying: CarryingOut, new_stopwatch: Callable[[], Stopwatch]) -> None:
        self._carrying, self._new_stopwatch = carrying, new_stopwatch

    @property
    def next_number(self) -> int:
        """The number the next act gets in the journal."""
        return self._carrying.intents + 1

    def carry(
        self,
        action: Act,
        proposal: Proposal,
        scene: Scene,
        watch: Stopwatch | None = None,
        commitment: Commitment | None = None,
    ) -> Carried:
        """Carry one act out. Where the gate was closed nothing was sent, and it may be proposed anew.

        Raises:
            Halts: it was not allowed, or may or may not have arrived.
            StopRequested, InputError, EnvironmentFault: see `CarryingOut.carry`.
        """
        watch = watch or self._new_stopwatch()
        carried = self._carrying.carry(self.next_number, action, proposal, scene, watch, commitment)
        if not carried.consent.granted:
            raise Halts(unanswered(action, carried))
        if carried.delivery is Delivery.MAYBE_SENT:
            raise Halts(doubtful(action), sent=True)
        return carried
