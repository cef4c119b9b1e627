"""The bar while a task is shown: pause, secret, check, undo, finish. Like the panel it never takes the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from deskhand.system.language import _

from .parts import button, label, reicon, retone, row, tool

NOTICE = 4_000
"""Milliseconds a remark stays."""


class RecorderBar(QWidget):
    """Top level, above all windows. `word` is said to the recorder; `check` has the pixel that was pointed at."""

    word = Signal(str)
    check = Signal(int, int)

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
        self.setWindowTitle(_("Deskhand: recording"))
        self._paused, self._picking, self._standing = False, False, ""
        self.words = label("", "strong", name=_("How the recording stands"))
        self.pause_button = tool(_("Pause: keep nothing until you go on"), "pause", self._pause)
        self.secret_button = tool(
            _("What I typed last is a secret"), "secret", lambda: self._says("secret", _secret_words())
        )
        self.check_button = tool(_("Add a check: point at a text that must be there"), "check", self._pick)
        self.undo_button = tool(_("Forget the last step"), "undo", lambda: self._says("undo", _undone_words()))
        self.finish_button = button(_("Finish"), lambda: self._ends("finish"), "primary")
        self.discard_button = tool(_("Throw the recording away"), "cross", lambda: self._ends("discard"))
        things = (self.pause_button, self.secret_button, self.check_button, self.undo_button)
        inside = row(self.words, *things, self.finish_button, self.discard_button, spacing=6)
        inside.setStretch(0, 1)
        inside.setContentsMargins(14, 6, 8, 6)
        frame = QFrame()
        frame.setObjectName("floating")
        frame.setLayout(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self._notice = QTimer(self, singleShot=True, interval=NOTICE)
        self._notice.timeout.connect(self._stand)

    def begin(self) -> None:
        """Show it; the recorder is about to watch."""
        self._paused, self._picking = False, False
        self.setWindowTitle(_("Deskhand: getting ready"))
        self.reading(_("Getting ready: wait a moment"))
        self.setFixedWidth(620)
        self.adjustSize()
        place = QGuiApplication.primaryScreen().availableGeometry()
        self.move(QPoint(place.x() + (place.width() - self.width()) // 2, place.bottom() - self.height() - 6))
        self.show()
        self.raise_()

    def started(self) -> None:
        """From now on what the person does is watched."""
        self.setWindowTitle(_("Deskhand: recording"))
        for one in self._buttons():
            one.setEnabled(True)
        self._standing = _("Recording: do the task as you always do")
        self._stand()

    def noted(self, paused: bool) -> None:
        """What the recorder says of itself."""
        self._paused = paused
        if self._picking:
            return
        self._standing = _("Paused: nothing is kept") if paused else _("Recording: do the task as you always do")
        if paused:
            reicon(self.pause_button, "resume", _("Go on recording"))
        else:
            reicon(self.pause_button, "pause", _("Pause: keep nothing until you go on"))
        if not self._notice.isActive():
            self._stand()

    def reading(self, words: str) -> None:
        """Nothing can be said to the recorder now: it gets ready, or what was shown is read."""
        self._standing = words
        self._stand()
        for one in self._buttons():
            one.setEnabled(False)

    def _buttons(self) -> tuple[QWidget, ...]:
        marks = (self.pause_button, self.secret_button, self.check_button, self.undo_button)
        return (*marks, self.finish_button)

    def _stand(self) -> None:
        self.words.setText(self._standing)
        retone(self.words, "strong")

    def _says(self, word: str, notice: str) -> None:
        self.word.emit(word)
        self._remark(notice)

    def _remark(self, notice: str) -> None:
        self.words.setText(notice)
        self._notice.start()

    def _pause(self) -> None:
        self.word.emit("resume" if self._paused else "pause")

    def _ends(self, word: str) -> None:
        self.word.emit(word)
        self.reading(_("Reading what was shown") if word == "finish" else _("Throwing it away"))

    def _pick(self) -> None:
        """Let the person point at a text: nothing is kept meanwhile, and the press reaches no other window."""
        self._picking = True
        self.word.emit("pause")
        self._standing = _("Click the text that must be there (right click: none)")
        self._stand()
        self.grabMouse(Qt.CursorShape.CrossCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """The place that was pointed at."""
        if not self._picking:
            super().mousePressEvent(event)
            return
        self._picking = False
        self.releaseMouse()
        self.word.emit("resume")
        if event.button() is Qt.MouseButton.LeftButton:
            at = physical(QCursor.pos())
            self.check.emit(at.x(), at.y())
            self._remark(_("What stands there must be seen when it is replayed"))


def physical(at: QPoint) -> QPoint:
    """A place in Qt's logical pixels as a pixel of the desktop."""
    screen = QGuiApplication.screenAt(at) or QGuiApplication.primaryScreen()
    corner, scale = screen.geometry().topLeft(), screen.devicePixelRatio()
    return QPoint(round(corner.x() + (at.x() - corner.x()) * scale), round(corner.y() + (at.y() - corner.y()) * scale))


def _secret_words() -> str:
    return _("A secret: what you typed last is shown nowhere")


def _undone_words() -> str:
    return _("Forgotten; the application is as you left it")


__all__ = ["RecorderBar", "physical"]
