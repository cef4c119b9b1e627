"""The window: pages beside a list of them, each made when it is first opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QMainWindow, QStackedWidget, QWidget

from deskhand.system.language import _

from . import icons, theme

if TYPE_CHECKING:
    from .app import App

SIZE = (1140, 720)
PAGES = ("board", "recipes", "cards", "models", "settings", "about")


class Page(Protocol):
    """What the window asks of a page, which is a widget."""

    def opened(self, what: str) -> None:
        """It is shown, at something of it."""
        ...


class MainWindow(QMainWindow):
    """Board, recipes, job cards, models, settings, about."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self.setWindowTitle("Deskhand")
        self.resize(*SIZE)
        self.setMinimumSize(760, 480)
        self.navigation = QListWidget()
        self.navigation.setObjectName("navigation")
        self.navigation.setAccessibleName(_("Pages"))
        self.navigation.setFixedWidth(168)
        self.navigation.setIconSize(QSize(20, 20))
        self.pages = QStackedWidget()
        self._made: dict[str, QWidget] = {}
        for name in PAGES:
            item = QListWidgetItem(_names()[name])
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.navigation.addItem(item)
        self.restyle()
        body = QWidget()
        body.setObjectName("page")
        side = QHBoxLayout(body)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.navigation)
        side.addWidget(self.pages, 1)
        self.setCentralWidget(body)
        self.navigation.currentRowChanged.connect(self._turned)
        # A press on the page that is open leads back to its beginning.
        self.navigation.itemClicked.connect(lambda item: self._turned(self.navigation.row(item)))
        for number in range(len(PAGES)):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            shortcut.activated.connect(lambda n=number: self.navigation.setCurrentRow(n))
        QShortcut(QKeySequence("Ctrl+W"), self).activated.connect(self.close)

    def open(self, page: str, what: str = "") -> None:
        """Show a page at something of it, and the window."""
        number = PAGES.index(page) if page in PAGES else 0
        self.navigation.blockSignals(True)
        self.navigation.setCurrentRow(number)
        self.navigation.blockSignals(False)
        self._show(PAGES[number], what)
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def page(self, name: str) -> QWidget:
        """A page, made if need be."""
        if name not in self._made:
            self._made[name] = _makers()[name](self._app)
            self.pages.addWidget(self._made[name])
        return self._made[name]

    def restyle(self) -> None:
        """The theme has changed."""
        colour = theme.current().text
        for number, name in enumerate(PAGES):
            self.navigation.item(number).setIcon(icons.icon(name, colour))

    def _turned(self, number: int) -> None:
        self._show(PAGES[number], "")

    def _show(self, name: str, what: str) -> None:
        page = self.page(name)
        self.pages.setCurrentWidget(page)
        page.opened(what)  # type: ignore[attr-defined]


def _names() -> dict[str, str]:
    return {
        "board": _("Board"),
        "recipes": _("Recipes"),
        "cards": _("Job cards"),
        "models": _("Models"),
        "settings": _("Settings"),
        "about": _("About"),
    }


def _makers() -> dict[str, Callable[[App], QWidget]]:
    from .about import AboutPage
    from .board import BoardPage
    from .cards_page import CardsPage
    from .library import LibraryPage
    from .models_page import ModelsPage
    from .settings_page import SettingsPage

    return {
        "board": BoardPage,
        "recipes": lambda app: LibraryPage(app.context()),
        "cards": lambda app: CardsPage(app.context()),
        "models": lambda app: ModelsPage(app.context()),
        "settings": lambda app: SettingsPage(app.context()),
        "about": lambda app: AboutPage(app),
    }


__all__ = ["PAGES", "MainWindow"]
