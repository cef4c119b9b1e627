"""The stop token: one flag that every stage and every event inside an action looks at."""

from __future__ import annotations

import time

from deskhand.core.errors import StopRequested

SLICE = 0.01
"""Seconds; the longest a pause goes on after a stop."""


class StopToken:
    """Set once, by a signal, `deskhand stop` or the person's own mouse; never cleared.

    A plain attribute and no lock: a signal handler runs between two instructions of the very thread that
    may be waiting, and would wait for itself.
    """

    def __init__(self) -> None:
        self._why: str | None = None

    def stop(self, why: str) -> None:
        """Ask for a stop; the first reason is kept. Safe in signal handlers and threads."""
        if self._why is None:
            self._why = why

    @property
    def is_set(self) -> bool:
        """Whether a stop was asked for."""
        return self._why is not None

    def check(self) -> None:
        """Return if the run may go on.

        Raises:
            StopRequested: a stop was asked for.
        """
        if self._why is not None:
            raise StopRequested(self._why)

    def pause(self, seconds: float) -> None:
        """Wait that long, or until a stop is asked for.

        Raises:
            StopRequested: a stop was asked for.
        """
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.check()
            time.sleep(min(left, SLICE))
        self.check()
