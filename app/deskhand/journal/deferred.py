"""Pictures of the journal written in the background, so that no step waits for a JPEG.

The record of a step names its pictures before they are stored: the name is the digest of their pixels. After a crash
a picture may be missing, never a record.
"""

from __future__ import annotations

import queue
import threading
from pathlib import Path

from deskhand.core.errors import JournalError
from deskhand.core.screen import Pixels

from .pictures import PictureStore

_WAITING = 12
"""Pictures in the queue; 12 of a 1080p screen are 75 MB. A disk that is slower than the steps slows them down."""


class DeferredPictures(PictureStore):
    """See `PictureStore`; `flush` waits until all are stored."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._queue: queue.Queue[Pixels | None] = queue.Queue(_WAITING)
        self._problem: JournalError | None = None
        self._writer = threading.Thread(target=self._write, name="journal pictures", daemon=True)
        self._writer.start()

    def keep(self, pixels: Pixels) -> str:
        """Store a picture soon and return its name; the pixels must not be changed after.

        Raises:
            JournalError: an earlier one could not be written.
        """
        self._raise()
        if self._writer.is_alive():
            self._queue.put(pixels)
            return self.name(pixels)
        return super().keep(pixels)

    def flush(self) -> None:
        """Wait until everything is stored.

        Raises:
            JournalError: a picture could not be written.
        """
        self._queue.join()
        self._raise()

    def close(self) -> None:
        """Store what is left and end the writer; calling it again does nothing."""
        if self._writer.is_alive():
            self._queue.put(None)
            self._writer.join()

    def _raise(self) -> None:
        problem, self._problem = self._problem, None
        if problem is not None:
            raise problem

    def _write(self) -> None:
        # A store of its own: the one of the steps remembers the digest of its last picture without a lock.
        store = PictureStore(self._folder)
        while (pixels := self._queue.get()) is not None:
            try:
                store.keep(pixels)
            except JournalError as problem:
                self._problem = self._problem or problem
            finally:
                self._queue.task_done()
        self._queue.task_done()
