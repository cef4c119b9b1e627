"""A picture of the screen from the journal, as large as there is room, the place that was acted on outlined."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskhand.system.language import _

from . import theme

WIDEST = 1_400
"""Pixels of the longer side to which a picture is read; enough for the window."""


@dataclass(frozen=True)
class Shown:
    """A picture of the screen, with the box of what was acted on in its pixels."""

    image: QImage
    box: QRectF | None


class Picture(QWidget):
    """A picture as large as there is room, with the place that was acted on outlined."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 140)
        self.setAccessibleName(_("The screen at this step"))

    def show_picture(self, shown: Shown | None) -> None:
        """Show another one."""
        self._shown = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it in the middle."""
        colours, painter = theme.current(), QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.raised))
        if self._shown is None or self._shown.image.isNull():
            painter.setPen(QColor(colours.soft))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, _("No picture"))
            painter.end()
            return
        image = self._shown.image
        scale = min(self.width() / image.width(), self.height() / image.height())
        wide, high = image.width() * scale, image.height() * scale
        place = QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image)
        if self._shown.box is not None:
            box = self._shown.box
            painter.setPen(QPen(QColor("#2b59c3"), 3))
            painter.drawRect(
                QRectF(
                    place.x() + box.x() * scale, place.y() + box.y() * scale, box.width() * scale, box.height() * scale
                )
            )
        painter.end()


def shown_at(path: Path, intent: dict[str, object]) -> Shown:
    """The picture of a step, with the place of its target; to be called off the UI thread."""
    reader = QImageReader(str(path))
    whole = reader.size()
    image = read(path, QSize(WIDEST, WIDEST))
    target = intent.get("target")
    if image.isNull() or not isinstance(target, dict) or not whole.width():
        return Shown(image, None)
    origin = intent.get("origin") or [0, 0]
    assert isinstance(origin, list)
    scale = image.width() / whole.width()
    x, y, w, h = target["box"]
    return Shown(
        image, QRectF((x - origin[0]) * scale, (y - origin[1]) * scale, w * scale, h * scale).adjusted(-3, -3, 3, 3)
    )


def read(path: Path, most: QSize) -> QImage:
    """A picture, read no larger than it is shown."""
    reader = QImageReader(str(path))
    size = reader.size()
    if size.isValid() and (size.width() > most.width() or size.height() > most.height()):
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


__all__ = ["Picture", "Shown", "read", "shown_at"]
