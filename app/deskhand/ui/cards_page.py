"""The job cards: those that come with Deskhand and the person's own, which are made, changed and thrown away here."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QWidget

from deskhand.core.errors import DeskhandError
from deskhand.jobs.card_file import written
from deskhand.jobs.cards import Cards, copy_of
from deskhand.system.language import _

from . import icons, theme
from .card_form import CardForm
from .context import Context
from .parts import button, label, retone, row, scrolling, stack


class CardsPage(QWidget):
    """The list with the form of one beside it. The files are small and local, and are read on this thread."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self._cards = Cards(context.paths.cards)
        self._name = ""
        self.list = QListWidget()
        self.list.setAccessibleName(_("Job cards"))
        self.list.setIconSize(QSize(18, 18))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form = CardForm()
        self.says = label("", "bad", wraps=True, name=_("What is wrong"))
        self.says.hide()
        self.copy = button(_("New card like this"), self._copy)
        self.save = button(_("Save"), self._save, "primary")
        self.remove = button(_("Throw away"), self._remove, "danger")
        right = QWidget()
        right.setObjectName("page")
        stack(right, scrolling(self.form), self.says, row(self.copy, -1, self.remove, self.save), spacing=10)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setSizes([200, 700])
        split.setChildrenCollapsible(False)
        about = _("A job card says who may have what done, where and when, and what you are asked before it.")
        page = stack(
            self, label(_("Job cards"), "title"), label(about, "soft", wraps=True), split, spacing=12, margin=20
        )
        page.setStretch(2, 1)
        self.list.currentItemChanged.connect(lambda item, _before: self._turned(item))

    def opened(self, what: str) -> None:
        """Shown; at a card, if one is named."""
        self._fill(what or self._name)

    def _fill(self, wanted: str) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        names = self._cards.names()
        for name in names:
            own = self._cards.is_own(name)
            item = QListWidgetItem(icons.icon("cards", theme.current().soft), _named(name, own))
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(names.index(wanted) if wanted in names else 0)
        self._turned(self.list.currentItem())

    def _turned(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self._name = str(item.data(Qt.ItemDataRole.UserRole))
        own = self._cards.is_own(self._name)
        self.save.setVisible(own)
        self.remove.setVisible(own)
        try:
            self.form.show_card(self._cards.load(self._name), own)
        except DeskhandError as problem:
            self.form.setEnabled(False)
            self._say(str(problem))
            return
        self._say("" if own else _("This card comes with Deskhand; make one like it to change it."), good=True)

    def _copy(self) -> None:
        try:
            card = self._cards.load(self._name)
            name = self._free(f"my-{self._name.removeprefix('my-')}")
            self._cards.keep(name, copy_of(card, _("{title} (mine)").format(title=card.title)))
        except DeskhandError as problem:
            self._say(str(problem))
            return
        self._fill(name)
        self.form.title.setFocus()

    def _save(self) -> None:
        try:
            self._cards.keep(self._name, written(self.form.card()))
        except DeskhandError as problem:
            self._say(str(problem))
            return
        self._fill(self._name)
        self._say(_("Saved. It counts from the next task on."), good=True)

    def _remove(self) -> None:
        try:
            self._cards.remove(self._name)
        except DeskhandError as problem:
            self._say(str(problem))
            return
        self._fill("")

    def _free(self, name: str) -> str:
        names, number, free = self._cards.names(), 2, name
        while free in names:
            free, number = f"{name}-{number}", number + 1
        return free

    def _say(self, words: str, good: bool = False) -> None:
        retone(self.says, "soft" if good else "bad")
        self.says.setText(words)
        self.says.setVisible(bool(words))


def _named(name: str, own: bool) -> str:
    return name if own else f"{name}\n{_('comes with Deskhand')}"


__all__ = ["CardsPage"]
