"""The panel while a task works: what is done for which part of it, and the buttons that hold or end it.

It never takes the keyboard: what is typed goes to the application that is worked in.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from deskhand.system.language import _, counted

from . import icons, theme
from .icons import State
from .parts import label, reicon, retone, row, stack, tool

WIDTH = 560
STAYS = 6_000
"""Milliseconds the end of a task that is done stays in sight."""
STAYS_FAILED = 30_000
"""Milliseconds for the end of one that is not; the board keeps it."""
CLEAR = 12
"""Logical pixels kept free around a target."""


class Panel(QWidget):
    """Top level, above all windows, at the upper edge; it goes to the lower one when a target lies under it."""

    said = Signal(str)
    """One of the `controls`."""
    details = Signal()

    def __init__(self) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_X11DoNotAcceptFocus)
        self.setObjectName("page")
        self.setWindowTitle(_("Deskhand: at work"))
        self._paused, self._over, self._low = False, True, False
        self._icon = QLabel()
        self._icon.setFixedSize(26, 26)
        self.part = label("", "small", name=_("Part of the goal"))
        self.words = label("", "strong", name=_("Next step"))
        self.pause_button = tool(_("Pause"), "pause", self._pause_or_resume)
        self.step_button = tool(_("One step"), "step", lambda: self.said.emit("step"))
        self.stop_button = tool(_("Stop"), "stop", lambda: self.said.emit("stop"))
        self.take_button = tool(
            _("Take over: stop and leave the rest to me"), "take-over", lambda: self.said.emit("take-over")
        )
        self.details_button = tool(_("Show this run"), "board", self.details.emit)
        self.close_button = tool(_("Close"), "cross", self.hide)
        self._laid_out()
        self._leaves = QTimer(self, singleShot=True, interval=STAYS)
        self._leaves.timeout.connect(self.hide)

    def _laid_out(self) -> None:
        texts = QWidget()
        stack(texts, self.part, self.words, spacing=1)
        for text in (self.part, self.words):
            text.setMinimumWidth(60)
        buttons = (
            self.pause_button,
            self.step_button,
            self.take_button,
            self.stop_button,
            self.details_button,
            self.close_button,
        )
        inside = row(self._icon, texts, *buttons, spacing=6)
        inside.setStretch(1, 1)
        inside.setContentsMargins(12, 6, 8, 6)
        frame = QFrame()
        frame.setObjectName("floating")
        frame.setLayout(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.setFixedWidth(WIDTH)

    def begin(self, title: str) -> None:
        """A task begins."""
        self._leaves.stop()
        self._paused, self._over, self._low = False, False, False
        retone(self.words, "strong")
        self._tell(title, _("Looking at the screen"))
        self._buttons()
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()

    def state(self, state: State, words: str = "") -> None:
        """What goes on."""
        if self._over:
            return
        self._paused = state is State.PAUSED
        self._draw(state)
        if words:
            self._tell(None, words)
        self._buttons()

    def next(self, words: str, part: str, at: tuple[int, int, int, int] | None) -> None:
        """What is done next, in words, and where."""
        self._tell(part or None, words[:1].upper() + words[1:])
        self._keep_clear(at)

    def end(self, good: bool, words: str, has_run: bool) -> None:
        """The task is over."""
        self._over = True
        retone(self.words, "good" if good else "bad")
        self._draw(State.IDLE)
        self._tell(None, words)
        self._buttons(has_run)
        self._leaves.start(STAYS if good else STAYS_FAILED)
        self.raise_()

    def waiting(self, count: int) -> None:
        """So many tasks wait after this one."""
        title = self.part.toolTip()
        more = counted("{n} more waits", "{n} more wait", count) if count else ""
        self.part.setText(" · ".join(filter(None, (_one_line(title)[:48], more))))

    def screen_changed(self) -> None:
        """A screen came, went or changed its scale: back to where it belongs."""
        if self.isVisible():
            self._place()

    def _pause_or_resume(self) -> None:
        self.said.emit("resume" if self._paused else "pause")

    def _tell(self, part: str | None, words: str) -> None:
        room = self.words.fontMetrics()
        wide = WIDTH - (150 if self._over else 250)
        if part is not None:
            self.part.setText(self.part.fontMetrics().elidedText(_one_line(part), Qt.TextElideMode.ElideRight, wide))
            self.part.setToolTip(part)
        self.words.setText(room.elidedText(_one_line(words), Qt.TextElideMode.ElideRight, wide))
        self.words.setToolTip(words)
        self.words.setAccessibleDescription(words)

    def _draw(self, state: State) -> None:
        self._icon.setPixmap(
            icons.state_icon(state, theme.current().of_icons).pixmap(QSize(24, 24), self.devicePixelRatioF())
        )
        self._icon.setAccessibleName(state.value)

    def _buttons(self, has_run: bool = False) -> None:
        working = not self._over
        for one in (self.pause_button, self.take_button, self.stop_button):
            one.setVisible(working)
        self.step_button.setVisible(working and self._paused)
        self.details_button.setVisible(self._over and has_run)
        self.close_button.setVisible(self._over)
        if self._paused:
            reicon(self.pause_button, "resume", _("Go on"))
        else:
            reicon(self.pause_button, "pause", _("Pause"))

    def _keep_clear(self, at: tuple[int, int, int, int] | None) -> None:
        from .outline import logical

        if at is None:
            return
        target = logical(QRect(*at)).adjusted(-CLEAR, -CLEAR, CLEAR, CLEAR)
        if target.intersects(self.geometry()):
            self._low = not self._low
            self._place()

    def _place(self) -> None:
        place = QGuiApplication.primaryScreen().availableGeometry()
        down = place.height() - self.height() - 6 if self._low else 6
        self.move(QPoint(place.x() + (place.width() - self.width()) // 2, place.y() + down))


def _one_line(text: str) -> str:
    return " ".join(text.split())


__all__ = ["Panel"]
