"""The ghost outline: four thin bars around the next target, on the real screen, that no press can hit.

Bars instead of one window with a hole: what lies inside the outline stays uncovered, whatever the window system can do.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from . import theme

THICK, AWAY = 3, 4
"""Logical pixels: how thick the bars are, and how far from the target."""


class Outline:
    """The outline; hidden until `show_around`."""

    def __init__(self) -> None:
        flags = (
            Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.Tool
            | Qt.WindowType.BypassWindowManagerHint
            | Qt.WindowType.WindowTransparentForInput
            | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        self.bars = [QWidget(None, flags) for _ in range(4)]
        for bar in self.bars:
            bar.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
            bar.setAccessibleName("")

    def show_around(self, at: tuple[int, int, int, int]) -> None:
        """Show it around a place of the desktop, in physical pixels."""
        box = logical(QRect(*at)).adjusted(-AWAY - THICK, -AWAY - THICK, AWAY + THICK, AWAY + THICK)
        places = (
            QRect(box.x(), box.y(), box.width(), THICK),
            QRect(box.x(), box.bottom() - THICK + 1, box.width(), THICK),
            QRect(box.x(), box.y() + THICK, THICK, box.height() - 2 * THICK),
            QRect(box.right() - THICK + 1, box.y() + THICK, THICK, box.height() - 2 * THICK),
        )
        colour = theme.current().accent
        for bar, place in zip(self.bars, places, strict=True):
            bar.setStyleSheet(f"background: {colour};")
            bar.setGeometry(place)
            bar.show()
            bar.raise_()

    def hide(self) -> None:
        """Take it away."""
        for bar in self.bars:
            bar.hide()

    @property
    def shown(self) -> bool:
        """Whether it is on the screen."""
        return self.bars[0].isVisible()

    def close(self) -> None:
        """Away for good."""
        for bar in self.bars:
            bar.close()
            bar.deleteLater()


def logical(physical: QRect) -> QRect:
    """A place of the desktop in Qt's logical pixels; each screen has its own scale and its own corner."""
    middle = physical.center()
    for screen in QGuiApplication.screens():
        scale, corner = screen.devicePixelRatio(), screen.geometry()
        native = QRect(corner.x(), corner.y(), round(corner.width() * scale), round(corner.height() * scale))
        if native.contains(middle):
            return QRect(
                round(corner.x() + (physical.x() - native.x()) / scale),
                round(corner.y() + (physical.y() - native.y()) / scale),
                max(1, round(physical.width() / scale)),
                max(1, round(physical.height() / scale)),
            )
    return physical


__all__ = ["Outline", "logical"]
