"""How a run is drawn on the board: its title in a few lines, and below it, softer, when and how long."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from . import theme

TITLE, ABOUT = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.UserRole + 1
LINES = 3
"""Lines of a title."""
_MARGIN, _GAP, _BETWEEN = 10, 5, 6
"""Logical pixels: inside a card, below its title, and between two cards."""


class CardDelegate(QStyledItemDelegate):
    """Draws the items of a column."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As wide as the column, as high as its texts."""
        view = option.widget
        wide = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        lines = _lines(str(index.data(TITLE)), option.font, wide - 2 * _MARGIN)
        high = option.fontMetrics.lineSpacing()
        about = _lines(str(index.data(ABOUT) or ""), _small(option.font), wide - 2 * _MARGIN)
        return QSize(wide, (len(lines) + len(about)) * high + 2 * _MARGIN + _GAP + _BETWEEN)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one."""
        colours, box = theme.current(), option.rect.adjusted(0, 0, -1, -_BETWEEN)
        state = option.state
        lit = bool(state & QStyle.StateFlag.State_MouseOver)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = colours.tint if chosen else colours.raised if lit else colours.surface
        painter.setBrush(QColor(ground))
        painter.setPen(QColor(colours.accent if has_focus else colours.line))
        painter.drawRoundedRect(box, 7, 7)
        inside = box.adjusted(_MARGIN, _MARGIN - 2, -_MARGIN, 0)
        high = option.fontMetrics.lineSpacing()
        painter.setFont(option.font)
        painter.setPen(QColor(colours.text))
        for line in _lines(str(index.data(TITLE)), option.font, inside.width()):
            painter.drawText(QRect(inside.x(), inside.y(), inside.width(), high), Qt.AlignmentFlag.AlignLeft, line)
            inside.translate(0, high)
        inside.translate(0, _GAP)
        painter.setFont(_small(option.font))
        painter.setPen(QColor(colours.soft))
        for line in _lines(str(index.data(ABOUT) or ""), _small(option.font), inside.width()):
            painter.drawText(QRect(inside.x(), inside.y(), inside.width(), high), Qt.AlignmentFlag.AlignLeft, line)
            inside.translate(0, high)
        painter.restore()


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(max(9, font.pixelSize() - 1)) if font.pixelSize() > 0 else small.setPointSizeF(
        font.pointSizeF() - 1
    )
    return small


def _lines(text: str, font: QFont, wide: int) -> list[str]:
    """A text broken into at most `LINES` lines, the last one cut where there is more."""
    layout = QTextLayout(text, font)
    options = QTextOption()
    options.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(options)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid() and len(lines) <= LINES:
        line.setLineWidth(max(20, wide))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], f"{lines[LINES - 1].rstrip('.,; ')}…"]
    return lines


__all__ = ["ABOUT", "CardDelegate"]
