"""The board: runs as cards in columns, live; a card opens its run."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QListView, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from deskhand.jobs.board import NEWEST, Card, Column, Past, filtered, past
from deskhand.system.language import _, counted

from .cards import ABOUT, CardDelegate
from .icons import State
from .parts import button, label, row, stack
from .timeline import Timeline
from .tray import state_words
from .work import Background

if TYPE_CHECKING:
    from .app import App

WAITS = 180
"""Milliseconds after the last letter of the filter."""


class BoardPage(QStackedWidget):
    """The columns, and the timeline of a run that was opened."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app, self._background, self._past = app, Background(self), Past()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Find a run"))
        self.filter.setAccessibleName(_("Find a run"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(280)
        self.says = label("", "soft", name=_("How many runs"))
        self.columns = {column: _list(_titles()[column]) for column in Column}
        self.titles = {column: label(_titles()[column], "strong") for column in Column}
        board = QWidget()
        board.setObjectName("page")
        top = row(
            label(_("Board"), "title"), -1, self.says, self.filter, button(_("New goal…"), app.open_palette, "primary")
        )
        self._sides = row(*(self._column(column) for column in Column), spacing=8)
        stack(board, top, self._sides, spacing=14, margin=20)
        self.timeline = Timeline(app.context(), self.leave_run)
        self.addWidget(board)
        self.addWidget(self.timeline)
        self._typed = QTimer(self, singleShot=True, interval=WAITS)
        self._typed.timeout.connect(self.refresh)
        self.filter.textChanged.connect(lambda _text: self._typed.start())
        app.state_changed.connect(lambda _state: self._live())
        app.queue_changed.connect(self._live)
        app.run_ended.connect(lambda _run: self.refresh())

    def opened(self, what: str) -> None:
        """Shown; at a run, if one is named."""
        if what:
            self.open_run(what)
            return
        self.setCurrentIndex(0)
        self.refresh()

    def open_run(self, run: str) -> None:
        """Show a run."""
        self.timeline.open(run)
        self.setCurrentIndex(1)

    def leave_run(self) -> None:
        """Back to the columns."""
        self.setCurrentIndex(0)
        self.refresh()

    def refresh(self) -> None:
        """Read the runs again, off this thread."""
        text, run, paths = self.filter.text().strip(), self._app.run if self._app.task else "", self._app.paths
        self._background.do(lambda: past(paths, text, run), self._know, self._failed)

    def _know(self, found: Past) -> None:
        self._past = found
        shown = len(found.cards)
        words = counted("{n} run", "{n} runs", found.count)
        if found.count > NEWEST and not self.filter.text():
            words = _("{all}, the newest {n} shown").format(all=words, n=shown)
        self.says.setText(words)
        for column in (Column.DONE, Column.FAILED, Column.STOPPED):
            self._fill(column, [card for card in found.cards if card.column is column])
        self._live()

    def _failed(self, sentence: str) -> None:
        self.says.setText(sentence)

    def _live(self) -> None:
        """What waits and what goes on."""
        app, text = self._app, self.filter.text().strip()
        self._fill(Column.QUEUED, filtered([Card(Column.QUEUED, task.title) for task in app.queue], text))
        working: list[Card] = []
        if app.task is not None:
            column = Column.WAITING if app.state in (State.WAITING, State.PAUSED) else Column.RUNNING
            working = filtered([Card(column, app.task.title, app.run, words=state_words(app.state))], text)
        for column in (Column.RUNNING, Column.WAITING):
            self._fill(column, [card for card in working if card.column is column])

    def _fill(self, column: Column, cards: list[Card]) -> None:
        shown = self.columns[column]
        shown.clear()
        for card in cards:
            item = QListWidgetItem(" ".join(card.title.split()))
            item.setData(ABOUT, _about(card))
            item.setData(Qt.ItemDataRole.UserRole, card.run)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{card.title}. {_about(card)}. {card.words}")
            item.setToolTip(f"{card.title}\n{card.words}".strip())
            shown.addItem(item)
        name = f"{_titles()[column]}  {len(cards) or ''}".strip()
        self.titles[column].setText(name)
        # Where something stands there is more room.
        self._sides.setStretch(list(Column).index(column), 3 if cards else 2)

    def _column(self, column: Column) -> QVBoxLayout:
        shown = self.columns[column]
        shown.itemActivated.connect(self._open)
        shown.itemClicked.connect(self._open)
        return stack(None, self.titles[column], shown, spacing=6)

    def _open(self, item: QListWidgetItem) -> None:
        run = str(item.data(Qt.ItemDataRole.UserRole) or "")
        if run:
            self.open_run(run)


def _list(name: str) -> QListWidget:
    made = QListWidget()
    made.setAccessibleName(name)
    made.setObjectName("column")
    made.setItemDelegate(CardDelegate(made))
    made.setMouseTracking(True)
    made.setResizeMode(QListView.ResizeMode.Adjust)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setMinimumWidth(100)
    return made


def _titles() -> dict[Column, str]:
    return {
        Column.QUEUED: _("Queued"),
        Column.RUNNING: _("Running"),
        Column.WAITING: _("Waiting for you"),
        Column.DONE: _("Done"),
        Column.FAILED: _("Failed"),
        Column.STOPPED: _("Stopped"),
    }


def _about(card: Card) -> str:
    if not card.at:
        return card.words or _("waits its turn")
    return " · ".join((ago(card.at), counted("{n} step", "{n} steps", card.steps), f"{card.seconds:.0f} s"))


def ago(at: float) -> str:
    """How long ago a moment was, in words."""
    seconds = max(0.0, time.time() - at)
    if seconds < 60:
        return _("just now")
    if seconds < 3_600:
        return counted("{n} min ago", "{n} min ago", int(seconds // 60))
    if seconds < 86_400:
        return counted("{n} h ago", "{n} h ago", int(seconds // 3_600))
    return time.strftime("%Y-%m-%d", time.localtime(at))


__all__ = ["BoardPage", "ago"]
