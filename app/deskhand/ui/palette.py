"""The palette: a line to type a goal, a recipe or a setting into, and what Enter will do. Escape leaves no trace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from deskhand.core.risk import Risk
from deskhand.jobs.suggesting import Suggestion, offered
from deskhand.jobs.words import meaning
from deskhand.system.language import _

from . import icons, theme
from .parts import label, retone, row, stack
from .work import Background

if TYPE_CHECKING:
    from deskhand.jobs.foreseeing import Forecast

WIDTH = 640
GOES = 200
"""Milliseconds after which it goes when another window has the keyboard: a grab may take it for a moment."""
LONGEST = 2_000
"""Characters of a goal."""
_ICONS = {
    "goal": "goal",
    "again": "history",
    "recipe": "recipes",
    "setting": "settings",
    "control": "keys",
    "page": "board",
}


class Palette(QWidget):
    """Top level. `forecast` tells what a suggestion may do (called off the UI thread)."""

    chosen = Signal(object)
    """A `Suggestion` to start or open."""
    left = Signal()
    """It goes, whatever was chosen."""

    def __init__(self, forecast: Callable[[Suggestion], Forecast]) -> None:
        super().__init__(
            None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        )
        self.setWindowTitle(_("Deskhand: what shall I do?"))
        self.setObjectName("page")
        self._forecast, self._background = forecast, Background(self)
        self._known: Sequence[Suggestion] = ()
        self._offered: list[Suggestion] = []
        self._unasked = Risk.R1
        self.line = QLineEdit()
        self.line.setProperty("kind", "large")
        self.line.setMaxLength(LONGEST)
        self.line.setPlaceholderText(_("Type a goal, a recipe or a setting"))
        self.line.setAccessibleName(_("Goal, recipe or setting"))
        self.list = QListWidget()
        self.list.setObjectName("suggestions")
        self.list.setAccessibleName(_("Suggestions"))
        self.list.setIconSize(QSize(18, 18))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.says = label("", "soft", wraps=True, name=_("What Enter will do"))
        self._chip = label("", "chip")
        self._laid_out()
        self._asks = QTimer(self, singleShot=True, interval=60)
        self._asks.timeout.connect(self._ask_forecast)
        self._goes = QTimer(self, singleShot=True, interval=GOES)
        self._goes.timeout.connect(self._leave_if_inactive)
        self.line.textEdited.connect(lambda _text: self._typed())
        self.line.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.itemActivated.connect(lambda _item: self._choose())
        self.list.itemClicked.connect(lambda _item: self._choose())
        self.list.currentRowChanged.connect(lambda _row: self._tell())

    def _laid_out(self) -> None:
        frame = QFrame()
        frame.setObjectName("floating")
        bottom = row(self._chip, self.says, spacing=10)
        bottom.setStretch(1, 1)
        bottom.setContentsMargins(18, 10, 18, 12)
        inside = stack(frame, spacing=0)
        top = row(self.line)
        top.setContentsMargins(12, 2, 12, 2)
        inside.addLayout(top)
        inside.addWidget(self.list)
        inside.addLayout(bottom)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.setFixedWidth(WIDTH)

    def knows(self, known: Sequence[Suggestion], unasked: Risk) -> None:
        """What can be offered, and up to which class steps go ahead unasked."""
        self._known, self._unasked = known, unasked
        if self.isVisible():
            self._typed()

    def open(self) -> None:
        """Show it empty, with the keyboard, on the screen the pointer is on."""
        self._goes.stop()
        self.line.clear()
        self._typed()
        screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        place = screen.availableGeometry()
        self.move(QPoint(place.x() + (place.width() - self.width()) // 2, place.y() + place.height() // 5))
        self.show()
        self.raise_()
        self.activateWindow()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows walk the list while the line has the keyboard; Enter chooses; Escape goes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key == Qt.Key.Key_Escape:
                self.leave()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose()
                return True
            if watched is self.line and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if key == Qt.Key.Key_Down else -1
                count = max(1, self.list.count())
                self.list.setCurrentRow((self.list.currentRow() + step) % count)
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """It goes when the keyboard goes elsewhere, as menus do."""
        if event.type() == QEvent.Type.ActivationChange:
            if self.isActiveWindow() or not self.isVisible():
                self._goes.stop()
            else:
                self._goes.start()
        super().changeEvent(event)

    def leave(self) -> None:
        """Hide; nothing that was typed is kept."""
        self._goes.stop()
        if self.isVisible():
            self.left.emit()
        self.hide()
        self.line.clear()

    def _leave_if_inactive(self) -> None:
        if not self.isActiveWindow():
            self.leave()

    def _typed(self) -> None:
        self._offered = offered(self.line.text(), self._known)
        colour = theme.current().soft
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._offered:
            text = one.title if not one.detail else f"{one.title}   ·   {one.detail}"
            item = QListWidgetItem(icons.icon(_ICONS[one.kind], colour), text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_kind(one)}: {text}")
            item.setToolTip(text)
            self.list.addItem(item)
        # With nothing typed nothing is chosen: a stray Enter does nothing.
        chosen = self.line.text().strip() or (self._offered and self._offered[0].kind == "control")
        self.list.setCurrentRow(0 if chosen else -1)
        self.list.blockSignals(False)
        height = sum(self.list.sizeHintForRow(n) for n in range(self.list.count()))
        self.list.setFixedHeight(height + 14 if height else 0)
        self.list.setVisible(bool(self._offered))
        self._tell()
        self.adjustSize()

    def _current(self) -> Suggestion | None:
        number = self.list.currentRow()
        return self._offered[number] if 0 <= number < len(self._offered) else None

    def _tell(self) -> None:
        """Say at once what Enter does; what it may do follows when it is known."""
        one = self._current()
        self._chip.hide()
        if one is None:
            self.says.setText(_("Type what you want done, for example: open report.txt"))
            return
        self.says.setText(
            {
                "goal": _("Enter does this goal, looking at the screen and asking before anything risky."),
                "again": _("Enter does this goal again."),
                "recipe": _("Enter opens the recipe with its values, ready to run."),
                "setting": _("Enter opens this setting."),
                "control": _("Enter does this with what goes on now."),
                "page": _("Enter opens this."),
            }[one.kind]
        )
        if one.kind in ("goal", "again", "recipe"):
            self._asks.start()

    def _ask_forecast(self) -> None:
        one = self._current()
        if one is None:
            return

        def told(forecast: Forecast) -> None:
            if self._current() == one and self.isVisible():
                self._tell_forecast(one, forecast)

        self._background.do(lambda: self._forecast(one), told, self.says.setText)

    def _tell_forecast(self, one: Suggestion, forecast: Forecast) -> None:
        asked = forecast.risk > self._unasked
        self._chip.setText(_("asks first") if asked else _("runs unasked"))
        retone(self._chip, "chip-warn" if asked else "chip")
        self._chip.show()
        may = _("It may do this: {what}.").format(what=meaning(forecast.risk))
        then = _("You are asked before that.") if asked else _("Steps like that go ahead unasked.")
        verb = _("Enter opens “{name}”.") if one.kind == "recipe" else _("Enter does “{name}”.")
        self.says.setText(f"{verb.format(name=_short(one.title))} {may} {then}")
        self.adjustSize()

    def _choose(self) -> None:
        one = self._current()
        if one is None:
            return
        self.leave()
        self.chosen.emit(one)


def _kind(one: Suggestion) -> str:
    return {
        "goal": _("goal"),
        "again": _("earlier goal"),
        "recipe": _("recipe"),
        "setting": _("setting"),
        "control": _("now"),
        "page": _("page"),
    }[one.kind]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


__all__ = ["Palette"]
