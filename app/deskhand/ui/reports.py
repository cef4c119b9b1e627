"""Shows what the process that works reports: its state, the next target, its questions, how it ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from deskhand.jobs import messages
from deskhand.jobs.messages import Answer, Report
from deskhand.system.language import _

from .confirm_dialog import ConfirmDialog
from .icons import State

if TYPE_CHECKING:
    from .app import App


class Reports(QObject):
    """Takes the reports of one app, on the UI thread."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        self._refused = False

    @Slot(object)
    def take(self, report: Report) -> None:
        """One report of the process that works."""
        handler: Callable[[Report], None] | None = {
            messages.Began: self._began,
            messages.Moment: self._moment,
            messages.Next: self._next,
            messages.Clear: lambda _report: self._app.outline.hide(),
            messages.Question: self._ask,
            messages.Withdrawn: self._withdrawn,
            messages.Said: lambda said: self._app.tray.say("Deskhand", said.words),
            messages.Noted: lambda noted: self._app.bar.noted(noted.paused),
            messages.Ended: self._ended,
        }.get(type(report))  # type: ignore[assignment]
        if handler is not None:
            handler(report)

    def _began(self, began: messages.Began) -> None:
        self._refused = False
        self._app.run = began.run
        self._app.state_changed.emit(self._app.state)

    def _moment(self, moment: messages.Moment) -> None:
        state = State(moment.state)
        if self._app.records and state is State.WORKING:
            self._app.bar.reading(moment.words)
            return
        if self._app.records and state is State.RECORDING:
            self._app.bar.started()
        self._app.show_state(state, moment.words)

    def _next(self, told: messages.Next) -> None:
        self._app.panel.next(told.words, told.part, told.at)
        if told.at is not None and self._app.settings.outline:
            self._app.outline.show_around(told.at)

    def _ask(self, question: messages.Question) -> None:
        self._app.show_state(State.WAITING, _("Waiting for your answer"))
        dialog = ConfirmDialog(question, self._app.is_hand)
        dialog.answered.connect(self._answered)
        self._app.asked[question.number] = dialog
        dialog.ask()

    def _answered(self, answer: Answer) -> None:
        dialog = self._app.asked.pop(answer.question, None)
        if dialog is not None:
            dialog.deleteLater()
        self._refused = not answer.granted
        self._app.show_state(State.WORKING)
        self._app.child.send(answer)

    def _withdrawn(self, withdrawn: messages.Withdrawn) -> None:
        dialog = self._app.asked.pop(withdrawn.number, None)
        if dialog is not None:
            dialog.withdraw()
            dialog.deleteLater()

    def _ended(self, ended: messages.Ended) -> None:
        recorded, self._app.records = self._app.records, False
        for number in list(self._app.asked):
            self._withdrawn(messages.Withdrawn(number=number))
        self._app.outline.hide()
        self._app.brakes.rest()
        self._app.task = None
        self._app.show_state(State.IDLE)
        if recorded:
            self._app.bar.hide()
            self._recorded(ended)
        else:
            self._app.run = ended.run or self._app.run
            words = _told(ended)
            if self._refused and ended.status == "needs_user":
                words = _("You said no, so I stopped there. Nothing was done after that.")
            self._app.panel.end(ended.status == "done", words, bool(self._app.run))
        self._app.cool()
        self._app.refresh()
        self._app.run_ended.emit(self._app.run)
        if self._app.queue:
            following = self._app.queue.popleft()
            self._app.queue_changed.emit()
            self._app.start(following)

    def _recorded(self, ended: messages.Ended) -> None:
        if ended.status == "done":
            self._app.open("recipes", f"{ended.made}/review")
        else:
            self._app.tray.say(_("No recipe was made"), ended.words)
            self._app.open("recipes", "")


def _told(ended: messages.Ended) -> str:
    """How a task ended, in words."""
    words = ended.answer or ended.words
    start = {
        "done": _("Done"),
        "failed": _("It did not work"),
        "stopped": _("Stopped"),
        "needs_user": _("It needs you"),
    }[ended.status]
    return f"{start}: {words}" if words else start


__all__ = ["Reports"]
