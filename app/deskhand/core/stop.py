"""The stop token: one flag that every stage and every event inside an action looks at."""

from __future__ import annotations

import threading

from deskhand.core.errors import StopRequested


class StopToken:
    """Set once, by a signal, `deskhand stop` or the person's own mouse; never cleared."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._why = ""

    def stop(self, why: str) -> None:
        """Ask for a stop; the first reason is kept. Safe in signal handlers and threads."""
        if not self._event.is_set():
            self._why = why
            self._event.set()

    @property
    def why(self) -> str:
        """The reason of the stop, or an empty string."""
        return self._why

    @property
    def is_set(self) -> bool:
        """Whether a stop was asked for."""
        return self._event.is_set()

    def check(self) -> None:
        """Return if the run may go on.

        Raises:
            StopRequested: a stop was asked for.
        """
        if self._event.is_set():
            raise StopRequested(self._why)

    def pause(self, seconds: float) -> None:
        """Wait that long, or until a stop is asked for.

        Raises:
            StopRequested: a stop was asked for.
        """
        self._event.wait(seconds)
        self.check()
