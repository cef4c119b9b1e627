"""One recipe: its picture, its values as a form, rows, hotkey and schedule, its steps in words, and what starts it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QLabel, QMessageBox, QVBoxLayout, QWidget

from deskhand.core.errors import DeskhandError
from deskhand.jobs.foreseeing import of_recipe
from deskhand.jobs.library import Entry, Sheet, begun, removed
from deskhand.jobs.task import Task
from deskhand.jobs.triggers import Trigger, name_for
from deskhand.jobs.words import meaning
from deskhand.recipe.keeping.store import user_store
from deskhand.system.language import _

from .context import Context
from .hotkey_edit import HotkeyEdit
from .parts import button, card, clear, label, row, scrolling, stack
from .rows_drop import RowsDrop
from .schedule_edit import ScheduleEdit
from .values_form import ValuesForm
from .work import Background

PICTURE = (220, 120)
"""Logical pixels of the picture of a recipe."""
STEPS = 60
"""Steps that are told here; the review shows all."""


class RecipeView(QWidget):
    """`review` opens the review of a recipe, `changed` is called when one is gone."""

    def __init__(self, context: Context, review: Callable[[str], None], changed: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context, self._review, self._changed = context, review, changed
        self._background = Background(self)
        self._sheet: Sheet | None = None
        self.form: ValuesForm | None = None
        self.rows = RowsDrop()
        self._inside = QWidget()
        self._inside.setObjectName("page")
        self._body = QVBoxLayout(self._inside)
        self._body.setContentsMargins(8, 0, 8, 8)
        self._body.setSpacing(12)
        stack(self, scrolling(self._inside))
        self.says = label("", "bad", wraps=True, name=_("What is wrong"))

    def nothing(self) -> None:
        """There is no recipe to show."""
        self._sheet = None
        self._empty()
        self._body.addWidget(label(_("No recipe yet"), "heading"))
        hint = _("Press Record, do a task once with your own mouse and keyboard, and it can be replayed.")
        self._body.addWidget(label(hint, "soft", wraps=True))
        self._body.addStretch(1)

    def unusable(self, entry: Entry) -> None:
        """A recipe whose file is refused."""
        self._sheet = None
        self._empty()
        self._body.addWidget(label(entry.name, "title", wraps=True))
        self._body.addWidget(label(entry.problem, "bad", wraps=True))
        self._body.addStretch(1)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a recipe."""
        self._sheet = sheet
        self._empty()
        self.says = label("", "bad", wraps=True, name=_("What is wrong"))
        self.says.hide()
        self.rows = RowsDrop()
        self.rows.changed.connect(self._rows_chosen)
        self.resume = QCheckBox(_("Go on where it was interrupted; what was done is not done again"))
        self.resume.setAccessibleName(self.resume.text())
        self.resume.hide()
        for part in (self._head(sheet), self._run_card(sheet), self._starts_card(sheet), self._steps_card(sheet)):
            self._body.addWidget(part)
        self._body.addStretch(1)
        self._foresee(sheet)

    def _head(self, sheet: Sheet) -> QWidget:
        head = QWidget()
        words = stack(None, label(sheet.entry.title, "title", wraps=True), spacing=4)
        words.addWidget(
            label(" · ".join(filter(None, (sheet.entry.name, sheet.loaded.recipe.made))), "soft", wraps=True)
        )
        self._forecast = label("", "soft", wraps=True, name=_("What it may do"))
        words.addWidget(self._forecast)
        for wrong in sheet.wrong[:5]:
            words.addWidget(label(wrong, "warn", wraps=True))
        words.addStretch(1)
        line = row(words, spacing=14)
        first = next(iter(sheet.pictures.values()), b"")
        if first:
            line.addWidget(_picture(first), 0, Qt.AlignmentFlag.AlignTop)
        line.setStretch(0, 1)
        head.setLayout(line)
        return head

    def _run_card(self, sheet: Sheet) -> QWidget:
        parts: list[QWidget] = []
        if sheet.parameters:
            self.form = ValuesForm(sheet.parameters)
            parts.append(self.form)
        else:
            self.form = None
        run = button(_("&Run"), self._run, "primary", "resume")
        edit = button(_("Re&view steps…"), lambda: self._review(sheet.entry.name))
        delete = button(_("&Delete…"), self._delete, "danger")
        delete.setVisible(sheet.entry.own)
        line = row(run, edit, -1, delete)
        made = card(*parts, self.rows, self.resume, self.says, spacing=10)
        layout = made.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addLayout(line)
        return made

    def _starts_card(self, sheet: Sheet) -> QWidget:
        self.hotkey = HotkeyEdit(_("Hotkey of the recipe"), self._context.chords)
        self.schedule = ScheduleEdit(_("Schedule of the recipe"))
        self.command = label("", "small", wraps=True, name=_("Command that starts it"))
        self.command.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        trigger = self._trigger()
        self.hotkey.set_chord(trigger.hotkey if trigger else "")
        self.schedule.set_expression(trigger.schedule if trigger else "")
        self._tell_command(trigger)
        self.hotkey.changed.connect(lambda chord: self._keep_trigger(hotkey=chord))
        self.schedule.changed.connect(lambda words: self._keep_trigger(schedule=words))
        return card(
            label(_("Starts by"), "strong"),
            row(label(_("Hotkey")), self.hotkey, spacing=12),
            row(label(_("Schedule")), self.schedule, spacing=12),
            self.command,
        )

    def _steps_card(self, sheet: Sheet) -> QWidget:
        told = [label(words, wraps=True) for words in sheet.told[:STEPS]]
        if len(sheet.told) > STEPS:
            told.append(label(_("and {n} more").format(n=len(sheet.told) - STEPS), "soft"))
        return card(label(_("Steps"), "strong"), *told, spacing=6)

    def _run(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        values = self.form.values() if self.form is not None else {}
        missing = [
            p.label or name
            for name, p in sheet.parameters.items()
            if name not in values and p.default is None and p.type != "secret" and not self.rows.file
        ]
        if missing:
            self._say(_("Give a value for: {names}").format(names=", ".join(missing)))
            return
        self.says.hide()
        resume = self.resume.isChecked() and self.resume.isVisible()
        again = self.resume.isVisible() and not resume
        self._context.start(Task("recipe", sheet.entry.name, values, self.rows.file, resume, again))

    def _rows_chosen(self, file: str) -> None:
        sheet, paths = self._sheet, self._context.paths
        self.resume.hide()
        if sheet is None or not file:
            return

        def told(is_begun: bool) -> None:
            if self._sheet is not sheet or self.rows.file != file:
                return
            self.resume.setVisible(is_begun)
            self.resume.setChecked(is_begun)

        self._background.do(lambda: begun(paths, sheet.entry.name, Path(file)), told, self._say)

    def _delete(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        ask = QMessageBox(self)
        ask.setWindowTitle(_("Delete a recipe"))
        ask.setText(_("Delete “{name}” with its pictures? It cannot be brought back.").format(name=sheet.entry.title))
        yes = ask.addButton(_("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        ask.setDefaultButton(ask.addButton(_("Keep it"), QMessageBox.ButtonRole.RejectRole))
        ask.exec()
        if ask.clickedButton() is yes:
            paths = self._context.paths
            self._background.do(lambda: removed(paths, sheet.entry.name), lambda _none: self._gone(), self._say)

    def _gone(self) -> None:
        self._context.triggers_changed()
        self._changed()

    def _trigger(self) -> Trigger | None:
        assert self._sheet is not None
        try:
            return self._context.triggers.of(Task("recipe", self._sheet.entry.name))
        except DeskhandError as problem:
            self._say(str(problem))
            return None

    def _keep_trigger(self, hotkey: str | None = None, schedule: str | None = None) -> None:
        assert self._sheet is not None
        triggers, before = self._context.triggers, self._trigger()
        task = Task("recipe", self._sheet.entry.name, self.form.values() if self.form else {}, self.rows.file)
        try:
            taken = {one.name for one in triggers.all()}
            name = before.name if before else name_for(self._sheet.entry.name, taken)
            kept = Trigger(
                name=name,
                task=task,
                hotkey=hotkey if hotkey is not None else before.hotkey if before else "",
                schedule=schedule if schedule is not None else before.schedule if before else "",
                asked=before.asked if before and schedule is None else None,
            )
            triggers.put(kept)
        except DeskhandError as problem:
            self._say(str(problem))
            self.hotkey.set_chord(before.hotkey if before else "")
            self._context.triggers_changed()
            return
        self._tell_command(kept)
        self._context.triggers_changed()

    def _tell_command(self, trigger: Trigger | None) -> None:
        name = trigger.name if trigger else ""
        self.command.setText(_("Or bind to any key: {command}").format(command=f"deskhand trigger {name}"))
        self.command.setVisible(bool(name))

    def _foresee(self, sheet: Sheet) -> None:
        paths, forecast = self._context.paths, self._forecast

        def told(words: str) -> None:
            if self._sheet is sheet:
                forecast.setText(words)

        def foreseen() -> str:
            return _("At most it does this: {what}.").format(
                what=meaning(of_recipe(sheet.loaded, user_store(paths)).risk)
            )

        self._background.do(foreseen, told)

    def _say(self, words: str) -> None:
        self.says.setText(words)
        self.says.show()

    def _empty(self) -> None:
        clear(self._body)


def _picture(data: bytes) -> QLabel:
    picture = QPixmap()
    picture.loadFromData(data)
    wide, high = PICTURE
    if picture.width() > wide or picture.height() > high:
        picture = picture.scaled(
            wide, high, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    shown = QLabel()
    shown.setPixmap(picture)
    shown.setAccessibleName(_("What the recipe presses first"))
    return shown


__all__ = ["RecipeView"]
