"""About: the version, where everything is, the last crash with a button to copy it. Nothing is sent anywhere."""

from __future__ import annotations

import platform
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from deskhand import __version__
from deskhand.system.language import _

from . import icons
from .parts import button, card, label, row, scrolling, stack
from .work import Background

if TYPE_CHECKING:
    from .app import App

MOST = 20_000
"""Characters of a crash log that are shown; its end tells most."""


class AboutPage(QWidget):
    """Version, folders, crash report."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.setObjectName("page")
        self._app, self._background = app, Background(self)
        picture = label()
        picture.setPixmap(icons.app_icon().pixmap(56, 56))
        picture.setAccessibleName(_("Deskhand's icon"))
        name = stack(
            None,
            label("Deskhand", "title"),
            label(_("Version {v}. MIT licence. Everything stays on this computer.").format(v=__version__), "soft"),
            spacing=2,
        )
        self.problems = label("", "warn", wraps=True, name=_("What does not work here"))
        self.crash = QPlainTextEdit()
        self.crash.setReadOnly(True)
        self.crash.setTabChangesFocus(True)
        self.crash.setAccessibleName(_("The last error of Deskhand itself"))
        self.crash.setMinimumHeight(160)
        self.copy = button(_("&Copy"), self._copy)
        self.copy.setAccessibleName(_("Copy the report"))
        self.forget = button(_("&Forget it"), self._forget)
        self.forget.setAccessibleName(_("Forget the report"))
        told = _("This is shown to you and sent to nobody. If you want to tell somebody, copy it.")
        self.crash_card = card(
            label(_("The last error of Deskhand itself"), "heading"),
            label(told, "soft", wraps=True),
            self.crash,
            row(self.copy, self.forget, -1),
        )
        data, cache = app.paths.data, app.paths.cache
        folders = card(
            label(_("Where things are"), "heading"),
            *(
                self._place(words, place)
                for words, place in ((_("Journal, recipes, settings"), data), (_("Models"), cache))
            ),
            row(button(_("Introduction…"), self._introduce), -1),
        )
        inside = QWidget()
        inside.setObjectName("page")
        stack(inside, row(picture, name, -1, spacing=14), self.problems, folders, self.crash_card, -1, spacing=14)
        stack(self, scrolling(inside), margin=20)
        self.crash_card.hide()

    def opened(self, what: str) -> None:
        """Shown; `introduction` opens the first-run pages."""
        self.problems.setText("\n".join(self._app.problems))
        self.problems.setVisible(bool(self._app.problems))
        paths = self._app.paths
        self._background.do(lambda: _reports(paths.crash_log, paths.data / "fault.log"), self._know)
        if what == "introduction":
            self._introduce()

    def _know(self, text: str) -> None:
        self.crash_card.setVisible(bool(text))
        about = f"Deskhand {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
        self.crash.setPlainText(f"{about}\n\n{text}" if text else "")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.crash.toPlainText())

    def _forget(self) -> None:
        paths = self._app.paths
        self._background.do(lambda: _forgotten(paths.crash_log, paths.data / "fault.log"), lambda _none: self._know(""))

    def _introduce(self) -> None:
        from .wizard import Wizard

        self._wizard = Wizard(self._app)
        self._wizard.show()

    def _place(self, words: str, place: Path) -> QWidget:
        made = QWidget()
        open_it = button(_("Open"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))))
        open_it.setAccessibleName(_("Open the folder: {what}").format(what=words))
        line = row(stack(None, label(words, "strong"), label(str(place), "soft", wraps=True), spacing=1), open_it)
        line.setStretch(0, 1)
        made.setLayout(line)
        return made


def _reports(*files: Path) -> str:
    """What the logs of crashes say; those that cannot be read say so."""
    texts = []
    for file in files:
        try:
            text = file.read_text(errors="replace").strip()
        except FileNotFoundError:
            continue
        except OSError as problem:
            text = f"{file} cannot be read ({problem.strerror})."
        if text:
            texts.append(text[-MOST:])
    return "\n\n".join(texts)


def _forgotten(*files: Path) -> None:
    for file in files:
        if file.exists():
            # Emptied, not deleted: the one of native crashes is held open.
            file.write_text("")


__all__ = ["AboutPage"]
