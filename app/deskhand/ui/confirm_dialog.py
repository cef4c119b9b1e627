"""The question before a risky step. No is what Enter, Escape and silence mean; only a real hand can say yes."""

from __future__ import annotations

import base64
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from deskhand.core.risk import Risk
from deskhand.jobs.messages import Answer, Question
from deskhand.jobs.words import may_be_lost, meaning, origin
from deskhand.system.language import _

from .parts import button, label, retone, row, rule, scrolling, stack

SILENCE = 120
"""Seconds after which silence is no."""
DEVICES, TOLD = 60, 4_000
"""Milliseconds until the devices have told of a press, and that a remark on it stays."""
UNHEARD = 500
"""Milliseconds after it came up in which a yes is not heard."""
WIDTH, PICTURE_HEIGHT, MOST_HEIGHT = 520, 190, 560
"""Logical pixels."""
_GRAVE = Risk.R4


class HandButton(QPushButton):
    """A button that only events of the window system press, not ones a program made up in our process."""

    pressed_by_hand = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._spontaneous = False
        self.setAutoDefault(False)
        self.setAccessibleName(text.replace("&", ""))
        self.clicked.connect(lambda _checked=False: self._clicked())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Note whether the window system sent it."""
        self._spontaneous = event.spontaneous()
        super().mouseReleaseEvent(event)
        self._spontaneous = False

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Note whether the window system sent it."""
        self._spontaneous = event.spontaneous()
        super().keyReleaseEvent(event)
        self._spontaneous = False

    def _clicked(self) -> None:
        if self._spontaneous:
            self.pressed_by_hand.emit()


class ConfirmDialog(QDialog):
    """One question. `answered` is emitted once. `is_hand` tells whether the last press came from a real device."""

    answered = Signal(object)

    def __init__(self, question: Question, is_hand: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.WindowStaysOnTopHint)
        self._question, self._is_hand, self._over = question, is_hand, False
        self.setWindowTitle(_("Deskhand asks you"))
        self.setObjectName("page")
        self._left = SILENCE
        self.always = QCheckBox(_("Always allow this step of this recipe"))
        self.always.setAccessibleName(_("Always allow this step of this recipe"))
        self.always.setVisible(question.may_always)
        self.always.toggled.connect(lambda on: QTimer.singleShot(DEVICES, self._keep_if_hand) if on else None)
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setAccessibleName(_("The secret"))
        self.secret.setVisible(question.kind == "secret")
        self.no = button(_("&No"), self._no, "primary")
        # In the field of a secret Enter gives it; everywhere else it is no.
        self.no.setAutoDefault(question.kind != "secret")
        self.no.setDefault(question.kind != "secret")
        self.yes = HandButton(_("&Use it once") if question.kind == "secret" else _("&Yes, do it"))
        self.yes.setProperty("kind", "danger" if self._risk() >= _GRAVE else "")
        self.yes.pressed_by_hand.connect(self._yes)
        self.secret.returnPressed.connect(self._yes)
        # What was on its way to another window when this one came up does not answer it.
        self.yes.setEnabled(False)
        QTimer.singleShot(UNHEARD, self._hear)
        self.note = label("", "small", wraps=True, name=_("When silence means no"))
        self._laid_out()
        self._clock = QTimer(self, interval=1_000)
        self._clock.timeout.connect(self._tick)
        self._tick_text()

    def ask(self) -> None:
        """Show it, in the middle of the screen with the keyboard on No."""
        self.adjustSize()
        place = QGuiApplication.primaryScreen().availableGeometry()
        self.move(place.center() - self.rect().center())
        self.show()
        self.raise_()
        self.activateWindow()
        (self.secret if self._question.kind == "secret" else self.no).setFocus()
        self._clock.start()

    def withdraw(self) -> None:
        """The question is asked no longer."""
        self._over = True
        self.secret.clear()
        self._clock.stop()
        # Closing a dialog asks it for an answer first, and it has none to give any more.
        self.hide()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closing it is no."""
        self._no()
        super().closeEvent(event)

    def reject(self) -> None:
        """Escape is no."""
        self._no()

    def _hear(self) -> None:
        self.yes.setEnabled(True)

    def _risk(self) -> Risk:
        return Risk[self._question.risk] if self._question.risk else Risk.R1

    def _laid_out(self) -> None:
        inside = QWidget()
        inside.setObjectName("page")
        body = stack(inside, spacing=10, margin=20)
        for part in self._parts():
            body.addWidget(part)
        body.addWidget(self.secret)
        body.addWidget(self.always)
        scroll = scrolling(inside)
        buttons = row(self.note, self.yes, self.no, spacing=10)
        buttons.setStretch(0, 1)
        buttons.setContentsMargins(20, 12, 20, 16)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll)
        outer.addWidget(rule())
        outer.addLayout(buttons)
        self.setFixedWidth(WIDTH)
        inside.setFixedWidth(WIDTH - 14)
        wanted = body.heightForWidth(WIDTH - 14) if body.hasHeightForWidth() else inside.sizeHint().height()
        scroll.setFixedHeight(min(max(wanted, inside.minimumSizeHint().height()) + 4, MOST_HEIGHT))

    def _parts(self) -> list[QWidget]:
        asked = self._question
        if asked.kind == "yes-no":
            return [label(asked.words, "heading", wraps=True)]
        if asked.kind == "secret":
            words = _("The recipe needs the secret “{name}”, which the keyring does not have.")
            kept = _("It is used for this replay only, typed straight into its field, and written down nowhere.")
            return [label(words.format(name=asked.words), "heading", wraps=True), label(kept, "soft", wraps=True)]
        risk = self._risk()
        parts: list[QWidget] = [
            label(
                _("Deskhand will {act}").format(act=asked.words) + ".",
                "heading",
                wraps=True,
                name=_("What will happen"),
            )
        ]
        if asked.window:
            parts.append(label(_("In the window “{title}”").format(title=asked.window), "soft", wraps=True))
        if asked.picture:
            parts.append(self._picture(asked.picture))
        chip = label(meaning(risk), "chip-bad" if risk >= _GRAVE else "chip-warn", name=_("How risky"))
        parts.append(chip)
        if asked.reasons:
            parts.append(label(_("Why you are asked: {reasons}").format(reasons="; ".join(asked.reasons)), wraps=True))
        for text, where in asked.texts:
            shown = label(_("The text “{text}” is {where}.").format(text=text, where=origin(where)), wraps=True)
            retone(shown, "bad" if where in ("screen", "unknown") else "")
            parts.append(shown)
        for where in asked.seen:
            parts.append(label(where + ":", "soft", wraps=True, name=_("Where the text was read")))
        if asked.seen_picture:
            parts.append(self._picture(asked.seen_picture))
        parts.append(label(may_be_lost(risk), "soft", wraps=True, name=_("What may be lost")))
        return parts

    def _picture(self, data: str) -> QLabel:
        picture = QPixmap()
        picture.loadFromData(base64.b64decode(data))
        shown = QLabel()
        shown.setAccessibleName(_("The place on the screen, outlined"))
        ratio = self.devicePixelRatioF()
        wide, high = int((WIDTH - 60) * ratio), int(PICTURE_HEIGHT * ratio)
        if picture.width() > wide or picture.height() > high:
            picture = picture.scaled(
                wide, high, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        picture.setDevicePixelRatio(ratio)
        shown.setPixmap(picture)
        return shown

    def _yes(self) -> None:
        """A yes was pressed; by whom is known when the devices have told of it too, a moment later."""
        if not self._over and self.yes.isEnabled():
            QTimer.singleShot(DEVICES, self._judge)

    def _keep_if_hand(self) -> None:
        """What a program ticked is not ticked."""
        if not self._is_hand():
            self.always.setChecked(False)

    def _judge(self) -> None:
        if self._over:
            return
        if not self._is_hand():
            self._clock.stop()
            QTimer.singleShot(TOLD, self._clock.start)
            self.note.setText(
                _("That press did not come from your mouse or keyboard, so it does not count. Press again.")
            )
            retone(self.note, "bad")
            return
        self._answer(True)

    def _no(self) -> None:
        if not self._over:
            self._answer(False)

    def _answer(self, granted: bool) -> None:
        self._over = True
        self._clock.stop()
        self.hide()
        answer = Answer(
            question=self._question.number,
            granted=granted,
            always=granted and self.always.isChecked(),
            text=self.secret.text() if granted else "",
            nonce=self._question.nonce,
            binding=self._question.binding,
        )
        self.secret.clear()
        self.answered.emit(answer)

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._no()
        else:
            self._tick_text()

    def _tick_text(self) -> None:
        retone(self.note, "small")
        self.note.setText(_("No answer in {time} means no.").format(time=f"{self._left // 60}:{self._left % 60:02}"))


__all__ = ["SILENCE", "ConfirmDialog", "HandButton"]
