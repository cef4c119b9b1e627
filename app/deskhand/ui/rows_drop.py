"""A place to drop a CSV file on, or to choose one: the recipe is then run for each of its rows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame

from deskhand.system.language import _

from .parts import button, label, row


class RowsDrop(QFrame):
    """`changed` has the path of the file, empty for none."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAcceptDrops(True)
        self.file = ""
        self.says = label(_("Drop a CSV file here to run it for each row"), "soft", wraps=True, name=_("File of rows"))
        self.choose = button(_("Choose…"), self._choose)
        self.choose.setAccessibleName(_("Choose a file of rows"))
        self.none = button(_("No rows"), lambda: self.take(""), "quiet")
        self.none.hide()
        line = row(self.says, self.choose, self.none, margin=10)
        line.setStretch(0, 1)
        self.setLayout(line)

    def take(self, file: str) -> None:
        """Take a file, or none."""
        self.file = file
        if file:
            self.says.setText(_("For each row of {file}").format(file=Path(file).name))
        else:
            self.says.setText(_("Drop a CSV file here to run it for each row"))
        self.none.setVisible(bool(file))
        self.changed.emit(file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Only one CSV file is taken."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take it."""
        file = _dropped(event)
        if file:
            event.acceptProposedAction()
            self.take(file)

    def _choose(self) -> None:
        file, _kind = QFileDialog.getOpenFileName(self, _("Rows"), self.file, _("Tables (*.csv)"))
        if file:
            self.take(file)


def _dropped(event: QDropEvent) -> str:
    urls = event.mimeData().urls()
    file = urls[0].toLocalFile() if len(urls) == 1 else ""
    return file if file.casefold().endswith(".csv") else ""


__all__ = ["RowsDrop"]
