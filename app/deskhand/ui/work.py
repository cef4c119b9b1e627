"""Work off the UI thread: disk, database, recipes. What it gives comes back on the UI thread."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from deskhand.core.errors import DeskhandError

log = logging.getLogger(__name__)
Given = TypeVar("Given")


class _Told(QObject):
    done = Signal(object)
    failed = Signal(str)


class _Work(QRunnable):
    def __init__(self, work: Callable[[], object], told: _Told) -> None:
        super().__init__()
        self.setAutoDelete(True)
        self._work, self._told = work, told

    def run(self) -> None:
        given: object = None
        problem = ""
        try:
            given = self._work()
        except DeskhandError as refused:
            problem = str(refused)
        except Exception as bug:
            log.exception("Work in the background failed.")
            problem = f"An error of Deskhand itself ({type(bug).__name__})."
        # What the window was waiting for is of no use when it is gone.
        with contextlib.suppress(RuntimeError):
            if problem:
                self._told.failed.emit(problem)
            else:
                self._told.done.emit(given)


class Background(QObject):
    """Does work for one window; what comes after the window is gone is dropped."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._waiting: dict[int, tuple[_Told, Callable[[object], None], Callable[[str], None]]] = {}
        self._count = 0

    def do(
        self,
        work: Callable[[], Given],
        done: Callable[[Given], None],
        failed: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        """Do `work` in a thread; then `done` or `failed`, on the UI thread."""
        told = _Told(self)
        self._count += 1
        number = self._count
        self._waiting[number] = (told, done, failed)  # type: ignore[assignment]
        told.setProperty("number", number)
        told.done.connect(self._done)
        told.failed.connect(self._failed)
        QThreadPool.globalInstance().start(_Work(work, told))

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return bool(self._waiting)

    @Slot(object)
    def _done(self, given: object) -> None:
        _told, done, _failed = self._taken()
        done(given)

    @Slot(str)
    def _failed(self, sentence: str) -> None:
        _told, _done, failed = self._taken()
        failed(sentence)

    def _taken(self) -> tuple[_Told, Callable[[object], None], Callable[[str], None]]:
        told = self.sender()
        assert isinstance(told, _Told)
        taken = self._waiting.pop(int(told.property("number")))
        told.deleteLater()
        return taken


__all__ = ["Background"]
