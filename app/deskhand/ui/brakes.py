"""What of the person's own hand holds or ends the work: real presses, a screen corner, Escape twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QApplication

from deskhand.core.errors import InputError
from deskhand.system.real_input import X11RealInput

EVERY = 30
"""Milliseconds between two looks at where the pointer is."""
CORNER = 1
"""Logical pixels from a corner that count as in it."""
HAND = 1.0
"""Seconds within which a press of a real device was the one that is answered with."""


class Brakes(QObject):
    """Watches while something is done. `pressed`: a real press outside our windows; `cornered`, `escaped`: stop."""

    pressed = Signal()
    cornered = Signal()
    escaped = Signal()
    _raw_press = Signal()
    _raw_escape = Signal()

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._input: X11RealInput | None = None
        self._problem = ""
        self._watching = False
        self._corner = False
        self._was_there = False
        self._raw_press.connect(self._really_pressed)
        self._raw_escape.connect(self._really_escaped)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self._look)

    def open(self) -> str:
        """Connect to the devices; why that is not possible, or nothing."""
        try:
            self._input = X11RealInput(self._raw_press.emit, self._raw_escape.emit)
        except InputError as problem:
            self._problem = str(problem)
        return self._problem

    def watch(self, corner: bool) -> None:
        """From now on; the pointer may be in a corner already, which counts only when it comes back."""
        self._watching, self._corner = True, corner
        self._was_there = self._in_corner()
        if corner:
            self._timer.start()

    def rest(self) -> None:
        """Watch no longer."""
        self._watching = False
        self._timer.stop()

    def is_hand(self) -> bool:
        """Whether the last press of all came from a real device. Without X nobody can send events into our windows."""
        if self._input is not None:
            return self._input.within(HAND)
        return QGuiApplication.platformName() != "xcb"

    def close(self) -> None:
        """Disconnect."""
        self.rest()
        if self._input is not None:
            self._input.close()
            self._input = None

    @Slot()
    def _really_escaped(self) -> None:
        if self._watching:
            self.escaped.emit()

    @Slot()
    def _really_pressed(self) -> None:
        """Presses on our own buttons say what they mean themselves."""
        ours = QApplication.widgetAt(QCursor.pos()) is not None or QApplication.activeWindow() is not None
        if self._watching and not ours:
            self.pressed.emit()

    def _look(self) -> None:
        there = self._in_corner()
        if there and not self._was_there:
            self.cornered.emit()
        self._was_there = there

    @staticmethod
    def _in_corner() -> bool:
        at = QCursor.pos()
        for screen in QGuiApplication.screens():
            box = screen.geometry()
            across = min(at.x() - box.left(), box.right() - at.x())
            down = min(at.y() - box.top(), box.bottom() - at.y())
            if box.contains(at) and across <= CORNER and down <= CORNER:
                return True
        return False


Hand = Callable[[], bool]
"""Tells whether the last press came from a real device."""

__all__ = ["Brakes", "Hand"]
