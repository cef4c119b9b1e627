"""Keeps the head of the journal's chain where the journal's file cannot reach it, without a step waiting for it.

The newest head wins: it is written by a thread, at the beginning and the end of a run and about each step of R3 and
above. What was appended after the last head that was kept is protected by the chain alone, and `verify` says so.

Before the first head is written the one that is kept must fit the journal: else the journal was cut or written anew,
and a new head would hide that. Then none is written any more until the person has looked (`deskhand audit accept`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from deskhand.core.audit import Anchor, Head
from deskhand.core.errors import DeskhandError

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds the last head has to be kept when the journal is closed."""


class Anchoring:
    """Writes heads in the background; `close` waits for the last."""

    def __init__(self, anchor: Anchor, fits: Callable[[Head], bool] = lambda head: True) -> None:
        """`fits` tells whether the journal has the record that a head names."""
        self._anchor, self._fits = anchor, fits
        self._wanted: Head | None = None
        self._changed = threading.Condition()
        self._closing = self._checked = False
        self._writer = threading.Thread(target=self._write, name="journal head", daemon=True)
        self._writer.start()

    def keep(self, head: Head) -> None:
        """Have this head kept soon."""
        with self._changed:
            self._wanted = head
            self._changed.notify()

    def close(self) -> None:
        """Wait for the last head to be kept; calling it again does nothing."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._writer.join(PATIENCE)

    def _write(self) -> None:
        while True:
            with self._changed:
                while self._wanted is None and not self._closing:
                    self._changed.wait()
                head, self._wanted = self._wanted, None
            if head is None:
                return
            try:
                if not self._may_write():
                    return
                self._anchor.write(head)
            except DeskhandError as problem:
                # Tried again with the next head: a keyring is unlocked in between.
                log.warning("The head of the journal was not kept in %s: %s", self._anchor.kept_in, problem)

    def _may_write(self) -> bool:
        if self._checked:
            return True
        kept = self._anchor.read()
        if kept is not None and not self._fits(kept):
            log.warning(
                "The journal is not as %s knows it; look at it with `deskhand audit verify`.", self._anchor.kept_in
            )
            return False
        self._checked = True
        return True


__all__ = ["Anchoring"]
