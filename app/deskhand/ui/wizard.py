"""The first-run pages: what it does and never does, whether all works here, how exact it is, how much it may do."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from deskhand.jobs.task import Task
from deskhand.jobs.words import chord_words
from deskhand.system.language import _

from .first_pages import Checks, Exactness, HowMuch, Welcome
from .parts import button, card, label, row, stack
from .practice import GOAL

if TYPE_CHECKING:
    from .app import App

SIZE = (680, 560)


class Wizard(QWidget):
    """Pages one after the other; it can be left at any time."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setWindowTitle(_("Welcome to Deskhand"))
        self.resize(*SIZE)
        self._app = app
        self._practice: subprocess.Popen[bytes] | None = None
        self.pages = QStackedWidget()
        for page in (Welcome(), Checks(), Exactness(), HowMuch(app), self._practice_page()):
            self.pages.addWidget(page)
        self.says = label("", "small", name=_("Which page this is"))
        self.skip = button(_("Skip the rest"), self._finish, "quiet")
        self.back = button(_("&Back"), lambda: self._turn(-1))
        self.forward = button(_("&Next"), lambda: self._turn(1), "primary")
        self.forward.setAutoDefault(True)
        self.forward.setDefault(True)
        buttons = row(self.says, -1, self.skip, self.back, self.forward)
        layout = stack(self, self.pages, buttons, spacing=12, margin=24)
        layout.setStretch(0, 1)
        self._turn(0)
        self.forward.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Leaving it is finishing it: it is not shown again unasked."""
        self._end()
        super().closeEvent(event)

    def _turn(self, by: int) -> None:
        number = self.pages.currentIndex() + by
        if number >= self.pages.count():
            self._finish()
            return
        self.pages.setCurrentIndex(max(0, number))
        page = self.pages.currentWidget()
        self.says.setText(_("{n} of {all}").format(n=number + 1, all=self.pages.count()))
        self.back.setEnabled(number > 0)
        last = number == self.pages.count() - 1
        self.forward.setText(_("&Finish") if last else _("&Next"))
        self.skip.setVisible(not last)
        if isinstance(page, Checks):
            page.begin()

    def _finish(self) -> None:
        self.close()

    def _end(self) -> None:
        if self._practice is not None and self._practice.poll() is None:
            self._practice.terminate()
            if self._app.task is not None and self._app.task.what == GOAL:
                self._app.say("stop")
        if not self._app.settings.introduced:
            problem = self._app.change(self._app.settings.model_copy(update={"introduced": True}))
            if problem:
                self._app.tray.say("Deskhand", problem)

    def _practice_page(self) -> QWidget:
        page = QWidget()
        page.setObjectName("page")
        hotkey = chord_words(self._app.settings.hotkey) or _("the icon in the tray")
        told = _(
            "A small window opens, and Deskhand types a name into it and presses its button. Watch the panel at the "
            "upper edge of the screen: Pause holds it, Stop ends it, and so does a corner of the screen. "
            "It does not know this window, so it may ask you before it presses: that is how it asks later, too."
        )
        later = _("Later, {hotkey} opens the line to type goals into, from anywhere.").format(hotkey=hotkey)
        self.try_button = button(_("&Try it"), self._try, "primary", "resume")
        stack(
            page,
            label(_("Try it"), "title"),
            card(label(told, wraps=True), label(GOAL, "strong"), row(self.try_button, -1)),
            label(later, "soft", wraps=True),
            -1,
            spacing=14,
        )
        return page

    def _try(self) -> None:
        if self._practice is None or self._practice.poll() is not None:
            self._practice = subprocess.Popen([sys.executable, "-m", "deskhand.ui.practice"])
        self._app.start(Task("goal", GOAL))


__all__ = ["Wizard"]
