"""The review of a recipe: its steps with their pictures, to be renamed, reordered, deleted, made parameters of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from deskhand.core.errors import DeskhandError
from deskhand.jobs.library import Sheet, changed, sheet
from deskhand.recipe.format.reordering import moved, noted, parametrised, retitled, without
from deskhand.recipe.format.schema import Recipe, Type
from deskhand.system.language import _, counted

from .context import Context
from .parts import button, card, label, retone, row, stack, tool
from .work import Background

THUMB = QSize(96, 40)
PICTURE = QSize(360, 220)


class ReviewPage(QWidget):
    """Every change is kept at once, what was before it as a version; `leave` goes back to the library."""

    def __init__(self, context: Context, leave: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("page")
        self._context, self._background = context, Background(self)
        self._sheet: Sheet | None = None
        self._before: list[Recipe] = []
        self._wanted = ""
        self.title = QLineEdit()
        self.title.setMaxLength(200)
        self.title.setAccessibleName(_("Title of the recipe"))
        self.steps = QListWidget()
        self.steps.setAccessibleName(_("Steps"))
        self.steps.setIconSize(THUMB)
        self.steps.setWordWrap(True)
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.picture = QLabel()
        self.picture.setAccessibleName(_("What the step acts on"))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(200, 120)
        self.words = label("", wraps=True, name=_("The step in words"))
        self.says = label("", "soft", wraps=True, name=_("What was changed, or is wrong"))
        self.up = tool(_("Earlier"), "up", lambda: self._move(-1))
        self.down = tool(_("Later"), "down", lambda: self._move(1))
        self.rename = button(_("Re&name…"), self._rename)
        self.make = button(_("Make a &parameter…"), self._parametrise)
        self.delete = button(_("&Delete step"), self._delete, "danger")
        self.undo = button(_("&Undo"), self._undo, icon="undo")
        done = button(_("D&one"), leave, "primary")
        tools = row(self.up, self.down, self.rename, self.make, self.delete, -1, spacing=6)
        left = stack(None, tools, self.steps, spacing=8)
        beside = card(self.picture, self.words, spacing=12)
        right = QWidget()
        stack(right, beside, -1)
        right.setMaximumWidth(400)
        body = row(left, right, spacing=14)
        body.setStretch(0, 1)
        top = row(label(_("Review"), "title"), self.title, self.undo, done, spacing=12)
        top.setStretch(1, 1)
        layout = stack(self, top, self.says, body, spacing=12, margin=20)
        layout.setStretch(2, 1)
        self.steps.currentRowChanged.connect(lambda _row: self._turned())
        self.title.editingFinished.connect(self._retitle)

    def open(self, name: str) -> None:
        """Show a recipe, read off this thread."""
        self._sheet, self._before = None, []
        self.steps.clear()
        self.says.setText(_("Reading the recipe"))
        paths = self._context.paths
        self._wanted = name
        self._background.do(
            lambda: sheet(paths, name), lambda found: self._know(found) if self._wanted == name else None, self._failed
        )

    def _know(self, found: Sheet) -> None:
        row_now, self._sheet = self.steps.currentRow(), found
        self.title.setText(found.loaded.recipe.title)
        self.steps.clear()
        for number, words in enumerate(found.steps):
            step = found.loaded.recipe.steps[number]
            text = f"{number + 1}. {step.note}\n{words}" if step.note else f"{number + 1}. {words}"
            item = QListWidgetItem(text)
            item.setToolTip(words)
            data = found.pictures.get(number)
            if data:
                item.setIcon(_pixmap(data))
            self.steps.addItem(item)
        self.steps.setCurrentRow(min(max(row_now, 0), self.steps.count() - 1))
        self.undo.setEnabled(bool(self._before))
        wrong = " ".join(found.wrong)
        retone(self.says, "warn" if wrong else "soft")
        count = counted("{n} step", "{n} steps", len(found.steps))
        self.says.setText(wrong or _("{count}. Changes are kept at once.").format(count=count))

    def _failed(self, sentence: str) -> None:
        retone(self.says, "bad")
        self.says.setText(sentence)

    def _turned(self) -> None:
        number, found = self.steps.currentRow(), self._sheet
        if found is None or not 0 <= number < len(found.steps):
            return
        self.words.setText(found.steps[number])
        data = found.pictures.get(number)
        if data:
            picture = _pixmap(data)
            if picture.width() > PICTURE.width() or picture.height() > PICTURE.height():
                picture = picture.scaled(
                    PICTURE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            self.picture.setPixmap(picture)
        else:
            self.picture.setText(_("No picture"))
        step = found.loaded.recipe.steps[number]
        self.make.setEnabled(isinstance(step, Type) and "{{" not in step.type)
        self.up.setEnabled(number > 0)
        self.down.setEnabled(number < len(found.steps) - 1)

    def _move(self, by: int) -> None:
        number = self.steps.currentRow()
        self._change(lambda recipe: moved(recipe, number, by), number + by)

    def _rename(self) -> None:
        number, found = self.steps.currentRow(), self._sheet
        if found is None or number < 0:
            return
        note = found.loaded.recipe.steps[number].note
        text, ok = QInputDialog.getText(self, _("Rename the step"), _("It is called:"), text=note)
        if ok:
            self._change(lambda recipe: noted(recipe, number, text.strip()), number)

    def _parametrise(self) -> None:
        number = self.steps.currentRow()
        text, ok = QInputDialog.getText(
            self, _("Make a parameter"), _("The words it types become the value of a parameter called:")
        )
        if ok and text.strip():
            self._change(lambda recipe: parametrised(recipe, number, text.strip()), number)

    def _delete(self) -> None:
        chosen = [self.steps.row(item) for item in self.steps.selectedItems()]
        if chosen:
            self._change(lambda recipe: without(recipe, chosen), min(chosen))

    def _retitle(self) -> None:
        title, found = self.title.text().strip(), self._sheet
        if found is not None and title != found.loaded.recipe.title:
            self._change(lambda recipe: retitled(recipe, title), self.steps.currentRow())

    def _undo(self) -> None:
        if self._before:
            self._keep(self._before[-1], self.steps.currentRow(), again=False)

    def _change(self, change: Callable[[Recipe], Recipe], at: int) -> None:
        found = self._sheet
        if found is None or self._background.busy:
            return
        try:
            wanted = change(found.loaded.recipe)
        except DeskhandError as problem:
            self._failed(str(problem))
            return
        self._keep(wanted, at, again=True)

    def _keep(self, wanted: Recipe, at: int, again: bool) -> None:
        found, paths = self._sheet, self._context.paths
        assert found is not None
        if wanted == found.loaded.recipe:
            return

        def kept(now: Sheet) -> None:
            if self._wanted != now.entry.name:
                return
            if again:
                self._before.append(found.loaded.recipe)
            else:
                self._before.pop()
            self.steps.setCurrentRow(at)
            self._know(now)

        self._background.do(lambda: changed(paths, found.loaded, wanted), kept, self._failed)


def _pixmap(data: bytes) -> QPixmap:
    picture = QPixmap()
    picture.loadFromData(data)
    return picture


__all__ = ["ReviewPage"]
