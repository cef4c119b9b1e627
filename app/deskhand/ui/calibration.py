"""Calibration: real presses on targets of our own on every monitor, and by how many pixels they miss."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from deskhand.core.geometry import Point
from deskhand.system.language import _

from . import theme
from .recorder_bar import physical
from .work import Background

SIDE = 64
"""Logical pixels of a target."""
SETTLES, GIVES_UP = 350, 2_500
"""Milliseconds a target has to be on the screen, and to be pressed."""
PLACES = ((0.2, 0.25), (0.8, 0.25), (0.5, 0.5), (0.2, 0.75), (0.8, 0.75))
"""Where on a monitor targets are, as parts of its width and height."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a press was sent and where it arrived, in pixels of the desktop; None where it did not."""

    monitor: str
    sent: tuple[int, int]
    arrived: tuple[int, int] | None

    @property
    def error(self) -> int | None:
        """By how many pixels it missed, the larger of both directions."""
        if self.arrived is None:
            return None
        return max(abs(self.sent[0] - self.arrived[0]), abs(self.sent[1] - self.arrived[1]))


class Target(QWidget):
    """A cross to be pressed."""

    pressed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__(
            None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint | Qt.WindowType.Tool
        )
        self.setFixedSize(SIDE, SIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAccessibleName(_("Target of the calibration"))

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The pixel it was pressed at."""
        at = physical(event.globalPosition().toPoint())
        self.pressed.emit(at.x(), at.y())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """A cross in a ring."""
        colours, painter, half = theme.current(), QPainter(self), SIDE // 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(colours.surface))
        painter.setPen(QPen(QColor(colours.accent), 2))
        painter.drawEllipse(QPoint(half, half), half - 6, half - 6)
        painter.drawLine(half, 8, half, SIDE - 8)
        painter.drawLine(8, half, SIDE - 8, half)
        painter.end()


class Calibration(QObject):
    """One round. `hit` tells each target, `over` all of them."""

    hit = Signal(object)
    over = Signal(list)
    failed = Signal(str)

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._background, self._target = Background(self), Target()
        self._target.pressed.connect(self._arrived)
        self._left: list[tuple[str, QPoint]] = []
        self._hits: list[Hit] = []
        self._now: tuple[str, QPoint] | None = None
        self._waits = QTimer(self, singleShot=True, interval=GIVES_UP)
        self._waits.timeout.connect(lambda: self._note(None))

    def begin(self) -> None:
        """Press targets on every monitor."""
        self._hits = []
        self._left = [
            (screen.name(), QPoint(box.x() + int(box.width() * x), box.y() + int(box.height() * y)))
            for screen in QGuiApplication.screens()
            for box in [screen.availableGeometry()]
            for x, y in PLACES
        ]
        self._next()

    def cancel(self) -> None:
        """Stop pressing."""
        self._left, self._now = [], None
        self._waits.stop()
        self._target.hide()

    def _next(self) -> None:
        if not self._left:
            self._target.hide()
            self.over.emit(self._hits)
            return
        self._now = self._left.pop(0)
        self._target.move(self._now[1] - QPoint(SIDE // 2, SIDE // 2))
        self._target.show()
        self._target.raise_()
        QTimer.singleShot(SETTLES, self._press)

    def _press(self) -> None:
        if self._now is None:
            return
        at = physical(self._now[1])
        self._waits.start()
        self._background.do(lambda: press(Point(at.x(), at.y())), lambda _none: None, self._fail)

    def _fail(self, sentence: str) -> None:
        self.cancel()
        self.failed.emit(sentence)

    def _arrived(self, x: int, y: int) -> None:
        self._note((x, y))

    def _note(self, arrived: tuple[int, int] | None) -> None:
        if self._now is None:
            return
        self._waits.stop()
        name, at = self._now
        self._now = None
        sent = physical(at)
        hit = Hit(name, (sent.x(), sent.y()), arrived)
        self._hits.append(hit)
        self.hit.emit(hit)
        self._next()


def press(at: Point) -> None:
    """Press the left button at a pixel and put the pointer back. Raises `InputError`."""
    from deskhand.act.pynput_devices import PynputDevices

    devices = PynputDevices()
    try:
        before = devices.pointer()
        devices.move(at)
        time.sleep(0.05)
        devices.press_button("left")
        devices.release_button("left")
        time.sleep(0.05)
        devices.move(before)
    finally:
        devices.close()


__all__ = ["Calibration", "Hit", "press"]
