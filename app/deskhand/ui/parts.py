"""The few widgets every window is made of; each has a name for screen readers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from . import icons, theme

Tone = Literal[
    "title",
    "heading",
    "strong",
    "soft",
    "small",
    "good",
    "warn",
    "bad",
    "",
    "chip",
    "chip-bad",
    "chip-warn",
    "chip-good",
]
Kind = Literal["primary", "danger", "quiet", ""]
Made = TypeVar("Made", bound=QBoxLayout)


def label(text: str = "", tone: Tone = "", wraps: bool = False, name: str = "") -> QLabel:
    """A text. It is plain: what stands in it is shown as it is, whatever it looks like."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("tone", tone)
    made.setWordWrap(wraps)
    if name:
        made.setAccessibleName(name)
    if tone.startswith("chip"):
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return made


def retone(made: QLabel, tone: Tone) -> None:
    """Give a text another tone."""
    if made.property("tone") != tone:
        made.setProperty("tone", tone)
        made.style().unpolish(made)
        made.style().polish(made)


def button(text: str, pressed: Callable[[], object], kind: Kind = "", icon: str = "", tip: str = "") -> QPushButton:
    """A button with words on it."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAccessibleName(text.replace("&", ""))
    made.setAutoDefault(False)
    if tip:
        made.setToolTip(tip)
        made.setAccessibleDescription(tip)
    if icon:
        _give(made, icon, kind)
    made.clicked.connect(lambda _checked=False: pressed())
    return made


def tool(name: str, icon: str, pressed: Callable[[], object]) -> QToolButton:
    """A button with a drawing on it; `name` is its tooltip and what screen readers say."""
    made = QToolButton()
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setProperty("kind", "quiet")
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    _give(made, icon, "quiet")
    made.clicked.connect(lambda _checked=False: pressed())
    return made


def reicon(made: QPushButton | QToolButton, icon: str, name: str) -> None:
    """Give a button another drawing and name."""
    _give(made, icon, str(made.property("kind")))
    made.setToolTip(name)
    made.setAccessibleName(name)


def _give(made: QPushButton | QToolButton, icon: str, kind: str) -> None:
    colours = theme.current()
    colour = {"primary": colours.on_accent, "danger": colours.bad}.get(kind, colours.text)
    made.setIcon(icons.icon(icon, colour))
    made.setIconSize(QSize(18, 18))
    made.setProperty("icon-name", icon)


def restyle_icons(root: QWidget) -> None:
    """Draw the icons of all buttons anew: the theme has changed."""
    buttons: list[QPushButton | QToolButton] = [*root.findChildren(QPushButton), *root.findChildren(QToolButton)]
    for made in buttons:
        name = made.property("icon-name")
        if name:
            _give(made, str(name), str(made.property("kind")))


def card(*rows: QWidget | QLayout, spacing: int = 8, margin: int = 16) -> QFrame:
    """A framed ground with things one below the other."""
    made = QFrame()
    made.setObjectName("card")
    stack(made, *rows, spacing=spacing, margin=margin)
    return made


def rule() -> QFrame:
    """A thin line."""
    made = QFrame()
    made.setObjectName("rule")
    return made


def stack(parent: QWidget | None, *rows: QWidget | QLayout | int, spacing: int = 8, margin: int = 0) -> QVBoxLayout:
    """Things one below the other; a number is that much room, -1 all there is."""
    return _filled(QVBoxLayout(parent) if parent else QVBoxLayout(), rows, spacing, margin)


def row(*things: QWidget | QLayout | int, spacing: int = 8, margin: int = 0) -> QHBoxLayout:
    """Things side by side; a number is that much room, -1 all there is."""
    return _filled(QHBoxLayout(), things, spacing, margin)


def scrolling(inside: QWidget) -> QScrollArea:
    """A page that scrolls when it is too high."""
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(inside)
    return made


def clear(layout: QBoxLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QBoxLayout):
            clear(inner)


def _filled(made: Made, things: tuple[QWidget | QLayout | int, ...], spacing: int, margin: int) -> Made:
    made.setSpacing(spacing)
    made.setContentsMargins(margin, margin, margin, margin)
    for thing in things:
        if isinstance(thing, int):
            made.addStretch(1) if thing < 0 else made.addSpacing(thing)
        elif isinstance(thing, QLayout):
            made.addLayout(thing)
        else:
            made.addWidget(thing)
    return made


__all__ = [
    "Kind",
    "Tone",
    "button",
    "card",
    "clear",
    "label",
    "reicon",
    "restyle_icons",
    "retone",
    "row",
    "rule",
    "scrolling",
    "stack",
    "tool",
]
