"""A field that takes a schedule in words, and says when that would be."""

from __future__ import annotations

import os
from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from deskhand.core.errors import UsageError
from deskhand.jobs.schedule import EXAMPLES, following, in_words, parsed
from deskhand.system.language import LANGUAGE, _

from .parts import button, label, retone, row, stack


class ScheduleEdit(QWidget):
    """`changed` has the cron expression, empty for none."""

    changed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._expression = ""
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(_("for example: {words}").format(words=EXAMPLES[0]))
        self.field.setMaxLength(100)
        self.keep = button(_("Set"), self._keep)
        self.keep.setAccessibleName(_("Set the schedule"))
        self.none = button(_("None"), self._clear, "quiet")
        self.none.setAccessibleName(_("No schedule"))
        self.says = label("", "small", wraps=True, name=_("When that is"))
        line = row(self.field, self.keep, self.none)
        line.setStretch(0, 1)
        stack(self, line, self.says, spacing=3)
        self.field.textEdited.connect(lambda _text: self._try())
        self.field.returnPressed.connect(self._keep)

    def set_expression(self, expression: str) -> None:
        """Show a schedule."""
        self._expression = expression
        self.field.setText(in_words(expression, _language()) if expression else "")
        self.none.setEnabled(bool(expression))
        self._tell(expression)

    def _try(self) -> None:
        text = self.field.text().strip()
        try:
            self._tell(parsed(text) if text else "")
        except UsageError:
            retone(self.says, "soft")
            self.says.setText(_("Write, say: {words}").format(words="; ".join(EXAMPLES)))

    def _keep(self) -> None:
        text = self.field.text().strip()
        if text == (in_words(self._expression, _language()) if self._expression else ""):
            return
        try:
            expression = parsed(text)
        except UsageError as problem:
            retone(self.says, "bad")
            self.says.setText(str(problem))
            return
        self.set_expression(expression)
        self.changed.emit(expression)

    def _clear(self) -> None:
        self.set_expression("")
        self.changed.emit("")

    def _tell(self, expression: str) -> None:
        retone(self.says, "small")
        if not expression:
            self.says.setText("")
            return
        days = QLocale(_language())
        moments = following(expression, datetime.now())
        times = ", ".join(
            days.toString(QDateTime.fromSecsSinceEpoch(round(moment.timestamp())), "ddd d MMM HH:mm")
            for moment in moments
        )
        words = in_words(expression, _language())
        self.says.setText(_("{words}. Next: {times}").format(words=words, times=times))


def _language() -> str:
    return (os.environ.get(LANGUAGE) or os.environ.get("LANG", ""))[:2]


__all__ = ["ScheduleEdit"]
