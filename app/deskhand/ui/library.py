"""The library: recipes with what they need, their steps, their hotkey and schedule; run, review, delete."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLineEdit, QListView, QListWidget, QListWidgetItem, QSplitter, QStackedWidget, QWidget

from deskhand.jobs.library import Entry, Sheet, entries, sheet
from deskhand.system.language import _, counted

from . import icons, theme
from .context import Context
from .parts import button, label, row, stack
from .recipe_view import RecipeView
from .record_form import RecordForm
from .review import ReviewPage
from .work import Background


class LibraryPage(QStackedWidget):
    """The list with one recipe beside it; the review of one; the form that begins a recording."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._background = context, Background(self)
        self._wanted = ""
        self._entries: list[Entry] = []
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Find a recipe"))
        self.filter.setAccessibleName(_("Find a recipe"))
        self.filter.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Recipes"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setIconSize(QSize(18, 18))
        self.view = RecipeView(context, self.review, self.refresh)
        self.reviewing = ReviewPage(context, self._reviewed)
        self.recording = RecordForm(context, lambda: self.setCurrentIndex(0))
        self.says = label("", "bad", wraps=True)
        self.says.hide()
        left = QWidget()
        left.setObjectName("page")
        record = button(_("Record…"), lambda: self.opened("+record"), "primary")
        stack(left, row(self.filter, record), self.says, self.list, spacing=10)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.view)
        split.setSizes([300, 560])
        split.setChildrenCollapsible(False)
        page = QWidget()
        page.setObjectName("page")
        stack(page, label(_("Recipes"), "title"), split, spacing=14, margin=20).setStretch(1, 1)
        for one in (page, self.reviewing, self.recording):
            self.addWidget(one)
        self.filter.textChanged.connect(lambda _text: self._fill())
        self.list.currentItemChanged.connect(lambda item, _before: self._turned(item))

    def opened(self, what: str) -> None:
        """Shown: at a recipe (`name`), its review (`name/review`), or the form of a recording (`+record`)."""
        if what == "+record":
            self.recording.begin([entry.name for entry in self._entries])
            self.setCurrentIndex(2)
            return
        name, _slash, where = what.partition("/")
        self._wanted = name or self._wanted
        if where == "review":
            self.review(name)
        else:
            self.setCurrentIndex(0)
        self.refresh()

    def refresh(self) -> None:
        """Read the recipes again, off this thread."""
        paths = self._context.paths
        self._background.do(lambda: entries(paths), self._know, self._failed)

    def review(self, name: str) -> None:
        """Open the review of a recipe."""
        self._wanted = name
        self.setCurrentIndex(1)
        self.reviewing.open(name)

    def _reviewed(self) -> None:
        self.setCurrentIndex(0)
        self.refresh()

    def _know(self, found: list[Entry]) -> None:
        self._entries = found
        self.says.hide()
        self._fill()

    def _failed(self, sentence: str) -> None:
        self.says.setText(sentence)
        self.says.show()

    def _fill(self) -> None:
        text, colour = self.filter.text().casefold().strip(), theme.current().soft
        self.list.blockSignals(True)
        self.list.clear()
        chosen = 0
        for entry in self._entries:
            if text not in f"{entry.title} {entry.name}".casefold():
                continue
            item = QListWidgetItem(icons.icon("warning" if entry.problem else "recipes", colour), _line(entry))
            item.setData(Qt.ItemDataRole.UserRole, entry.name)
            item.setToolTip(entry.problem or entry.title)
            self.list.addItem(item)
            if entry.name == self._wanted:
                chosen = self.list.count() - 1
        self.list.blockSignals(False)
        if self.list.count():
            self.list.setCurrentRow(chosen)
        else:
            self.view.nothing()

    def _turned(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        name = self._wanted = str(item.data(Qt.ItemDataRole.UserRole))
        entry = next(e for e in self._entries if e.name == name)
        if entry.problem:
            self.view.unusable(entry)
            return
        paths = self._context.paths

        def shown(found: Sheet) -> None:
            if self._wanted == name:
                self.view.show_sheet(found)

        self._background.do(lambda: sheet(paths, name), shown, self._failed)


def _line(entry: Entry) -> str:
    if entry.problem:
        return f"{entry.name}\n{_('cannot be used')}"
    about = [counted("{n} step", "{n} steps", entry.steps)]
    about += [] if entry.own else [_("comes with Deskhand")]
    about += [_("imported from {who}").format(who=entry.came)] if entry.came else []
    return f"{entry.title}\n{' · '.join(about)}"


__all__ = ["LibraryPage"]
