"""A run as a timeline of pictures: what was decided, how risky it was, what came of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QInputDialog, QListView, QListWidget, QListWidgetItem, QWidget

from deskhand.core.risk import Risk
from deskhand.jobs.runs import promote, record_of, report_of
from deskhand.jobs.words import meaning
from deskhand.journal.history import RunRecord, StepRecord
from deskhand.journal.pictures import PictureStore
from deskhand.system.language import _, counted

from .context import Context
from .parts import button, label, row, stack
from .screen_picture import Picture, Shown, read, shown_at
from .work import Background

FILM = 900
"""Milliseconds a picture of a film stays."""
THUMB = QSize(112, 63)


class Timeline(QWidget):
    """Steps on the left, the picture of one on the right."""

    def __init__(self, context: Context, leave: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context, self._background = context, Background(self)
        self._run: RunRecord | None = None
        self._wanted = ""
        self._pictures = PictureStore(context.paths.pictures)
        self.title = label("", "title", wraps=True, name=_("The goal of the run"))
        self.says = label("", "soft", wraps=True, name=_("How it ended"))
        self.steps = QListWidget()
        self.steps.setAccessibleName(_("Steps"))
        self.steps.setIconSize(THUMB)
        self.steps.setWordWrap(True)
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps.setResizeMode(QListView.ResizeMode.Adjust)
        self.steps.setMinimumWidth(300)
        self.steps.setMaximumWidth(380)
        self.picture = Picture()
        self.about = label("", wraps=True, name=_("What was decided, and what came of it"))
        self.about.setMinimumHeight(110)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.film = button(_("Play as a film"), self._play, icon="resume")
        self.save = button(_("Save as recipe…"), self._save)
        self.report = button(_("Export report"), self._report)
        back = button(_("Back"), leave, icon="undo")
        top = row(back, -1, self.film, self.save, self.report)
        right = QWidget()
        stack(right, self.picture, self.about, spacing=10)
        body = row(self.steps, right, spacing=14)
        body.setStretch(1, 1)
        layout = stack(self, top, self.title, self.says, body, spacing=10, margin=20)
        layout.setStretch(3, 1)
        self.steps.currentRowChanged.connect(self._show)
        self._clock = QTimer(self, interval=FILM)
        self._clock.timeout.connect(self._turn)

    def open(self, run: str) -> None:
        """Show a run; reading it happens off this thread."""
        self._stop_film()
        self._run = None
        self.steps.clear()
        self.picture.show_picture(None)
        self.about.setText("")
        self.title.setText(_("Reading the run"))
        self.says.setText("")
        paths = self._context.paths
        self._wanted = run
        self._background.do(
            lambda: record_of(paths, run),
            lambda found: self._know(found) if self._wanted == run else None,
            self.says.setText,
        )

    def _know(self, run: RunRecord) -> None:
        self._run = run
        self.title.setText(run.goal)
        end = run.end or {}
        words = [_statuses().get(run.status, run.status), counted("{n} step", "{n} steps", len(run.steps))]
        words += [f"{end['seconds']:.1f} s"] if end else []
        words += [str(end[key]) for key in ("answer", "reason") if end.get(key)]
        self.says.setText(" · ".join(words))
        self.save.setEnabled(run.status == "done" and bool(run.steps))
        self.film.setEnabled(bool(run.steps))
        for step in run.steps:
            item = QListWidgetItem(f"{step.number}. {step.intent['phrase']}\n{_observed(step)}")
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{step.number}. {step.intent['phrase']}. {_observed(step)}"
            )
            self.steps.addItem(item)
        self._background.do(
            lambda: [self._thumb(step) for step in run.steps[:200]],
            lambda thumbs: self._know_thumbs(thumbs) if self._run is run else None,
        )
        if run.steps:
            self.steps.setCurrentRow(0)

    def _know_thumbs(self, thumbs: list[QImage]) -> None:
        for number, thumb in enumerate(thumbs[: self.steps.count()]):
            if not thumb.isNull():
                picture, icon = QPixmap.fromImage(thumb), QIcon()
                for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
                    icon.addPixmap(picture, mode)
                self.steps.item(number).setIcon(icon)

    def _thumb(self, step: StepRecord) -> QImage:
        return read(self._pictures.path(step.intent["picture"]), THUMB * 2)

    def _show(self, number: int) -> None:
        run = self._run
        if run is None or not 0 <= number < len(run.steps):
            return
        step = run.steps[number]
        self.about.setText(_told(step))
        path, intent = self._pictures.path(step.intent["picture"]), step.intent

        def shown(picture: Shown) -> None:
            if self.steps.currentRow() == number and self._run is run:
                self.picture.show_picture(picture)

        self._background.do(lambda: shown_at(path, intent), shown)

    def _play(self) -> None:
        if self._clock.isActive():
            self._stop_film()
            return
        if self._context.settings().reduced_motion:
            self.steps.setCurrentRow((self.steps.currentRow() + 1) % max(1, self.steps.count()))
            return
        self.steps.setCurrentRow(0)
        self._clock.start()

    def _turn(self) -> None:
        following = self.steps.currentRow() + 1
        if following >= self.steps.count():
            self._stop_film()
        else:
            self.steps.setCurrentRow(following)

    def _stop_film(self) -> None:
        self._clock.stop()

    def _save(self) -> None:
        run, paths = self._run, self._context.paths
        if run is None:
            return
        name, ok = QInputDialog.getText(
            self, _("Save as recipe"), _("It is called (small letters, digits and -):"), text=_suggested(run.goal)
        )
        if ok and name:
            self._background.do(
                lambda: promote(paths, run.id, name.strip()),
                lambda made: self._context.open("recipes", f"{made}/review"),
                self.says.setText,
            )

    def _report(self) -> None:
        run, paths = self._run, self._context.paths
        if run is not None:
            told = _("The report is in {file}")
            self._background.do(
                lambda: report_of(paths, run.id),
                lambda file: self.says.setText(told.format(file=file)),
                self.says.setText,
            )


def _told(step: StepRecord) -> str:
    intent = step.intent
    risk = Risk[intent["risk"]]
    reasons = "; ".join(intent["reasons"])
    by = {"rules": _("rules"), "model": _("the model"), "both": _("rules and model"), "recipe": _("the recipe")}
    asked = _("you said yes") if intent["consent"]["by"] == "person" else _("went ahead unasked")
    if not intent["consent"]["granted"]:
        asked = _("was not allowed")
    lines = [
        _("Decided by {by}, {sure} sure: {why}").format(
            by=by.get(intent["by"], intent["by"]), sure=f"{intent['confidence']:.0%}", why=intent["why"]
        ),
        _("Risk: {risk} ({reasons}); {asked}").format(risk=meaning(risk), reasons=reasons, asked=asked),
        _("Came of it: {observed}").format(observed=_observed(step)),
    ]
    if step.outcome and step.outcome.get("timings"):
        taken = "  ".join(f"{t['stage']} {t['wall'] * 1000:.0f} ms" for t in step.outcome["timings"])
        lines.append(_("Time: {taken}").format(taken=taken))
    return "\n".join(lines)


def _observed(step: StepRecord) -> str:
    if step.outcome is None:
        return _("how it ended is not on record")
    return str(step.outcome["observed"])


def _statuses() -> dict[str, str]:
    return {
        "done": _("Done"),
        "failed": _("Failed"),
        "stopped": _("Stopped"),
        "needs_user": _("It needs you"),
        "interrupted": _("Interrupted"),
    }


def _suggested(goal: str) -> str:
    from deskhand.jobs.triggers import name_for

    return name_for(goal, set())[:40].strip("-")


__all__ = ["Timeline"]
