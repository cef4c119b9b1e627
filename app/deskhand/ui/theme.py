"""Colours and style of every window: light, dark and high contrast. All sizes are in logical pixels."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from deskhand.system.settings import Theme


@dataclass(frozen=True)
class Colours:
    """The colours of one theme. Text on every ground it stands on has a contrast of at least 4.5 to 1 (WCAG 2 AA)."""

    ground: str
    surface: str
    raised: str
    line: str
    edge: str
    text: str
    soft: str
    accent: str
    on_accent: str
    tint: str
    good: str
    warn: str
    bad: str
    dark: bool


LIGHT = Colours(
    ground="#f3f5f8",
    surface="#ffffff",
    raised="#eef1f6",
    line="#dfe4ea",
    edge="#8a94a3",
    text="#1a1f29",
    soft="#566070",
    accent="#2b59c3",
    on_accent="#ffffff",
    tint="#e4ecfd",
    good="#17703f",
    warn="#8a5500",
    bad="#b3261e",
    dark=False,
)
DARK = Colours(
    ground="#12151a",
    surface="#1b2027",
    raised="#262c35",
    line="#333b46",
    edge="#7d8897",
    text="#e8ecf2",
    soft="#a6b0bf",
    accent="#8fb0ff",
    on_accent="#0d1526",
    tint="#233154",
    good="#63d297",
    warn="#f2bd6a",
    bad="#ff9089",
    dark=True,
)
CONTRAST = Colours(
    ground="#000000",
    surface="#000000",
    raised="#1a1a1a",
    line="#ffffff",
    edge="#ffffff",
    text="#ffffff",
    soft="#ffffff",
    accent="#ffe14d",
    on_accent="#000000",
    tint="#3a3300",
    good="#7dffb0",
    warn="#ffd27a",
    bad="#ffb0aa",
    dark=True,
)


def colours_of(theme: Theme) -> Colours:
    """The colours of a theme; of the system's, by what it says now."""
    if theme is Theme.CONTRAST:
        return CONTRAST
    if theme is Theme.SYSTEM:
        hints = QGuiApplication.styleHints()
        return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return DARK if theme is Theme.DARK else LIGHT


def put_on(app: QApplication, theme: Theme) -> Colours:
    """Give all windows a theme; its colours."""
    colours = colours_of(theme)
    if app.property("deskhand-theme") != colours.ground + colours.accent:
        app.setProperty("deskhand-theme", colours.ground + colours.accent)
        fusion = QStyleFactory.create("Fusion")
        if fusion is not None:
            app.setStyle(fusion)
        app.setPalette(palette_of(colours))
        app.setStyleSheet(sheet_of(colours))
    return colours


def current() -> Colours:
    """The colours the windows have now."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window).name()
    base = QGuiApplication.palette().color(QPalette.ColorRole.Highlight).name()
    for colours in (LIGHT, DARK, CONTRAST):
        if (colours.ground, colours.accent) == (window, base):
            return colours
    return LIGHT


def palette_of(c: Colours) -> QPalette:
    """The palette of Qt for these colours."""
    role, palette = QPalette.ColorRole, QPalette()
    for name, colour in {
        role.Window: c.ground,
        role.WindowText: c.text,
        role.Base: c.surface,
        role.AlternateBase: c.raised,
        role.Text: c.text,
        role.Button: c.surface,
        role.ButtonText: c.text,
        role.ToolTipBase: c.surface,
        role.ToolTipText: c.text,
        role.Highlight: c.accent,
        role.HighlightedText: c.on_accent,
        role.PlaceholderText: c.soft,
        role.Link: c.accent,
    }.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(c.edge))
    return palette


def sheet_of(c: Colours) -> str:
    """The style sheet for these colours."""
    sheet = _SHEET
    for field in fields(c):
        if field.name != "dark":
            sheet = sheet.replace(f"@{field.name};", f"{getattr(c, field.name)};")
    return sheet


_SHEET = """
* { outline: none; }
QWidget { font-size: 13px; color: @text; }
QWidget#page, QStackedWidget, QMainWindow, QDialog, QScrollArea, QScrollArea > QWidget > QWidget { background: @ground; }
QLabel { background: transparent; }
QLabel[tone="title"] { font-size: 20px; font-weight: 600; }
QLabel[tone="heading"] { font-size: 15px; font-weight: 600; }
QLabel[tone="strong"] { font-weight: 600; }
QLabel[tone="soft"] { color: @soft; }
QLabel[tone="small"] { color: @soft; font-size: 12px; }
QLabel[tone="good"] { color: @good; }
QLabel[tone="warn"] { color: @warn; }
QLabel[tone="bad"] { color: @bad; }
QLabel[tone="chip"] { background: @raised; color: @text; border-radius: 9px; padding: 2px 9px; font-size: 12px; }
QLabel[tone="chip-bad"] { background: @bad; color: @surface; border-radius: 9px; padding: 2px 9px; font-size: 12px; font-weight: 600; }
QLabel[tone="chip-warn"] { background: @warn; color: @surface; border-radius: 9px; padding: 2px 9px; font-size: 12px; font-weight: 600; }
QLabel[tone="chip-good"] { background: @good; color: @surface; border-radius: 9px; padding: 2px 9px; font-size: 12px; font-weight: 600; }
QFrame#card, QFrame#floating { background: @surface; border: 1px solid @line; border-radius: 10px; }
QFrame#floating { border: 1px solid @edge; border-radius: 0px; }
QFrame#rule { background: @line; border: none; max-height: 1px; min-height: 1px; }
QPushButton, QToolButton { background: @surface; border: 1px solid @edge; border-radius: 6px; padding: 6px 14px; min-height: 20px; }
QToolButton { padding: 5px 8px; }
QPushButton:hover, QToolButton:hover { background: @raised; }
QPushButton:pressed, QToolButton:pressed { background: @line; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent; padding: 5px 13px; }
QToolButton:focus { padding: 4px 7px; }
QPushButton:disabled, QToolButton:disabled { color: @edge; border-color: @line; }
QPushButton[kind="primary"] { background: @accent; color: @on_accent; border-color: @accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: @text; color: @surface; border-color: @text; }
QPushButton[kind="primary"]:focus { border: 2px solid @text; }
QPushButton[kind="primary"]:disabled { background: @raised; color: @edge; border-color: @line; }
QPushButton[kind="danger"] { color: @bad; border-color: @bad; font-weight: 600; }
QPushButton[kind="danger"]:hover { background: @bad; color: @surface; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: @raised; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border: 2px solid @accent; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox, QDateEdit {
  background: @surface; border: 1px solid @edge; border-radius: 6px; padding: 5px 8px; min-height: 20px;
  selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus, QDateEdit:focus {
  border: 2px solid @accent; padding: 4px 7px; }
QLineEdit[kind="large"] { font-size: 19px; border: none; padding: 12px 6px; background: transparent; }
QLineEdit[kind="large"]:focus { border: none; padding: 12px 6px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @edge; selection-background-color: @tint; selection-color: @text; }
QCheckBox { spacing: 8px; padding: 3px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus { border: 1px solid @accent; }
QListWidget, QListView, QTreeView, QTableView { background: @surface; border: 1px solid @line; border-radius: 8px; padding: 4px; }
QListWidget:focus, QListView:focus { border: 1px solid @accent; }
QListWidget::item { border-radius: 6px; padding: 7px 8px; color: @text; }
QListWidget::item:hover { background: @raised; }
QListWidget::item:selected { background: @tint; color: @text; }
QListWidget#navigation { background: @surface; border: none; border-right: 1px solid @line; border-radius: 0; padding: 10px 8px; font-size: 14px; }
QListWidget#navigation::item { padding: 9px 10px; margin: 1px 0; }
QListWidget#suggestions { border: none; border-top: 1px solid @line; border-radius: 0; padding: 6px; background: transparent; }
QScrollArea { border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: @edge; border-radius: 4px; min-height: 28px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: @edge; border-radius: 4px; min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: @raised; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }
QMenu { background: @surface; border: 1px solid @edge; padding: 5px; }
QMenu::item { padding: 6px 22px; border-radius: 5px; }
QMenu::item:selected { background: @tint; color: @text; }
QMenu::item:disabled { color: @edge; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }
QToolTip { background: @surface; color: @text; border: 1px solid @edge; padding: 4px 6px; }
QTabBar::tab { padding: 7px 14px; }
"""

__all__ = ["CONTRAST", "DARK", "LIGHT", "Colours", "colours_of", "current", "palette_of", "put_on", "sheet_of"]
