"""Looks every half minute whether a scheduled task is due; after a sleep that is how the missed ones are found."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from deskhand.jobs.triggers import Triggers

from .work import Background

EVERY = 30_000
"""Milliseconds."""


class Schedules(QObject):
    """`due` has the task, whether it is to be started now, and the times that were missed."""

    due = Signal(object, bool, list)
    failed = Signal(str)

    def __init__(self, owner: QObject, triggers: Triggers) -> None:
        super().__init__(owner)
        self._triggers, self._background = triggers, Background(self)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look now and from now on."""
        self._timer.start()
        self.look()

    def end(self) -> None:
        """Look no longer."""
        self._timer.stop()

    def look(self) -> None:
        """Look once, off this thread; not while that is being done."""
        if self._background.busy:
            return
        self._background.do(lambda: self._triggers.looked(datetime.now()), self._told, self.failed.emit)

    def _told(self, found: object) -> None:
        assert isinstance(found, list)
        for trigger, starts, missed in found:
            self.due.emit(trigger.task, starts, missed)


__all__ = ["Schedules"]
