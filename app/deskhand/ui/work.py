"""Work off the UI thread: disk, database, recipes. What it gives comes back on the UI thread."""

from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot

from deskhand.core.errors import DeskhandError

log = logging.getLogger(__name__)
Given = TypeVar("Given")
_numbers = itertools.count(1)


class _Relay(QObject):
    """Carries what work gave to the UI thread. It lives as long as Qt's application: threads never hold an object of a
    window, which may be gone when they are done."""

    told = Signal(int, object, str)


def _relay() -> _Relay:
    application = QCoreApplication.instance()
    assert application is not None
    found = application.findChild(_Relay, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if found is None:
        found = _Relay(application)
    return found


class Background(QObject):
    """Does work for one window; what comes after the window is gone is dropped."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._waiting: dict[int, tuple[Callable[[Any], None], Callable[[str], None]]] = {}
        self._relay = _relay()
        self._relay.told.connect(self._told, Qt.ConnectionType.QueuedConnection)

    def do(
        self,
        work: Callable[[], Given],
        done: Callable[[Given], None],
        failed: Callable[[str], None] = lambda sentence: None,
    ) -> None:
        """Do `work` in a thread; then `done` or `failed`, on the UI thread."""
        number = next(_numbers)
        self._waiting[number] = (done, failed)
        threading.Thread(target=_run, args=(self._relay, number, work), name=f"work-{number}", daemon=True).start()

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return bool(self._waiting)

    @Slot(int, object, str)
    def _told(self, number: int, given: object, problem: str) -> None:
        done, failed = self._waiting.pop(number, (None, None))
        if done is None or failed is None:
            return
        if problem:
            failed(problem)
        else:
            done(given)


def _run(relay: _Relay, number: int, work: Callable[[], object]) -> None:
    given: object = None
    problem = ""
    try:
        given = work()
    except DeskhandError as refused:
        problem = str(refused)
    except Exception as bug:
        log.exception("Work in the background failed.")
        problem = f"An error of Deskhand itself ({type(bug).__name__})."
    relay.told.emit(number, given, problem)


__all__ = ["Background"]
