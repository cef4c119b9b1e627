"""Looks every half minute whether a scheduled task is due; after a sleep that is how the missed ones are found."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from deskhand.jobs.triggers import Triggers

from .work import Background

EVERY = 30_000
"""Milliseconds."""


class Schedules(QObject):
    """`due` has the task, whether it is to be started now, and how many times were missed."""

    due = Signal(object, bool, int)
    failed = Signal(str)

    def __init__(self, owner: QObject, triggers: Triggers) -> None:
        super().__init__(owner)
        self._triggers, self._background = triggers, Background(self)
        self.missed: dict[str, list[datetime]] = {}
        """Times that were missed since the app began, by the name of the trigger."""
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
        """Look once, off this thread."""
        self._background.do(lambda: list(self._triggers.looked(datetime.now())), self._told, self.failed.emit)

    def _told(self, found: object) -> None:
        assert isinstance(found, list)
        for trigger, starts, missed in found:
            if missed:
                self.missed[trigger.name] = [*self.missed.get(trigger.name, []), *missed]
            self.due.emit(trigger.task, starts, len(missed))


__all__ = ["Schedules"]
