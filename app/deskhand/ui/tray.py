"""The icon in the tray and its menu. Where a desktop has no tray, the app shows its window instead."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from deskhand.jobs.task import Task
from deskhand.system.language import _

from . import icons, theme
from .icons import State

MOST = 5
"""Goals and recipes in the menu."""


def state_words(state: State) -> str:
    """What the app does, in words."""
    return {
        State.IDLE: _("Ready"),
        State.LOOKING: _("Looking at the screen"),
        State.WORKING: _("Working"),
        State.WAITING: _("Waiting for you"),
        State.RECORDING: _("Recording"),
        State.PAUSED: _("Paused"),
    }[state]


class Tray(QObject):
    """The icon; a left click opens the palette."""

    palette = Signal()
    start = Signal(object)
    record = Signal()
    stop = Signal()
    open = Signal(str)
    leave = Signal()

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self.menu = QMenu()
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self._goals: Sequence[str] = ()
        self._recipes: Sequence[tuple[str, str]] = ()
        self._state, self._words = State.IDLE, ""
        self._fill()

    def show(self) -> bool:
        """Show it; whether this desktop has a tray."""
        self.icon.show()
        return QSystemTrayIcon.isSystemTrayAvailable()

    def knows(self, goals: Sequence[str], recipes: Sequence[tuple[str, str]]) -> None:
        """The last goals, and recipes by name and title."""
        self._goals, self._recipes = goals, recipes
        self._fill()

    def state(self, state: State, words: str = "") -> None:
        """What the icon shows."""
        again = state is not self._state
        self._state, self._words = state, words
        if again:
            self._fill()
        self.icon.setToolTip(f"Deskhand: {words or state_words(state)}")

    def say(self, title: str, words: str) -> None:
        """Tell the person something beside their work."""
        if self.icon.isVisible():
            self.icon.showMessage(title, words, icons.app_icon())

    def close(self) -> None:
        """Take it away."""
        self.icon.hide()
        self.menu.deleteLater()

    def redraw(self) -> None:
        """The theme has changed."""
        self._fill()

    def _fill(self) -> None:
        self.icon.setIcon(icons.state_icon(self._state, theme.current().of_icons))
        menu, busy = self.menu, self._state is not State.IDLE
        menu.clear()
        status = menu.addAction(state_words(self._state))
        status.setEnabled(False)
        self._entry(_("&New goal…"), self.palette.emit)
        if busy:
            self._entry(_("S&top"), self.stop.emit)
        menu.addSeparator()
        for goal in self._goals[:MOST]:
            self._entry(_shown(goal), lambda goal=goal: self.start.emit(Task("goal", goal)))
        if self._goals:
            menu.addSeparator()
        for name, title in self._recipes[:MOST]:
            self._entry(_shown(title or name), lambda name=name: self.open.emit(f"recipes/{name}"))
        if self._recipes:
            menu.addSeparator()
        self._entry(_("&Record a recipe…"), self.record.emit)
        self._entry(_("&Board"), lambda: self.open.emit("board"))
        self._entry(_("R&ecipes"), lambda: self.open.emit("recipes"))
        self._entry(_("&Settings"), lambda: self.open.emit("settings"))
        menu.addSeparator()
        self._entry(_("&Quit"), self.leave.emit)

    def _entry(self, text: str, does: object) -> QAction:
        action = self.menu.addAction(text)
        action.triggered.connect(lambda _checked=False: does())  # type: ignore[operator]
        return action

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.palette.emit()


def _shown(text: str) -> str:
    """A text as an entry of a menu: short, and `&` as it is."""
    line = " ".join(text.split())
    return (line if len(line) <= 48 else f"{line[:47]}…").replace("&", "&&")


__all__ = ["Tray", "state_words"]
