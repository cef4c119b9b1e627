"""Every widget has a name for screen readers and is reached by keyboard, in every window; contrast in every theme."""

import itertools
from dataclasses import astuple

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)

from deskhand.system.settings import Settings
from deskhand.ui import first_pages, theme
from deskhand.ui.confirm_dialog import ConfirmDialog
from deskhand.ui.controls import controls
from deskhand.ui.icons import State

from .test_confirm_dialog import question
from .test_pages import recipe, runs  # noqa: F401 - fixtures

INTERACTIVE = (QAbstractButton, QLineEdit, QAbstractItemView, QComboBox, QAbstractSpinBox, QPlainTextEdit)
PAGES = ["board", "recipes", "recipes/pay/review", "recipes/+record", "models", "settings", "about", "board/aaaa1111"]


def widgets(window):
    """What a person can do something with."""
    for widget in window.findChildren(QWidget):
        # Parts of a larger widget: the line in a spin box, the list of a combo, a scroll bar's own buttons.
        inner = isinstance(widget.parent(), QAbstractSpinBox | QComboBox) or isinstance(widget, QScrollBar)
        inner = inner or widget.objectName() in ("qt_spinbox_lineedit", "ScrollLeftButton", "ScrollRightButton")
        inner = inner or isinstance(widget.parent(), QLineEdit) or "Private" in type(widget).__name__
        if isinstance(widget, INTERACTIVE) and not inner and widget.isVisibleTo(window):
            yield widget


def said(widget):
    """What a screen reader says."""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def tabbed(window):
    """What Tab gets to, from the first widget on."""
    window.activateWindow()
    window.setFocus()
    seen = []
    for _ in range(400):
        QApplication.sendEvent(
            window.focusWidget() or window,
            QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier),
        )
        now = window.focusWidget()
        if now is None or (seen and now is seen[0]):
            break
        seen.append(now)
    return seen


def unreachable(window):
    reached = tabbed(window)
    # Radio buttons of a group share one place in the order; arrows go from one to the next.
    groups = {b.group() for b in reached if isinstance(b, QAbstractButton) and b.group() is not None}
    return [
        said(w)
        for w in widgets(window)
        if w.isEnabled()
        and w not in reached
        and not (isinstance(w, QAbstractButton) and w.group() in groups and w.group())
    ]


@pytest.mark.parametrize("where", PAGES)
def test_every_widget_of_the_window(app, runs, recipe, where, qtbot, settled):  # noqa: F811 - fixtures
    page, _, what = where.partition("/")
    app.open(page, what)
    window, shown = app._window, app._window.page(page)
    settled(shown)
    for inner in ("timeline", "reviewing", "view"):
        if hasattr(shown, inner):
            settled(getattr(shown, inner))
    settled(shown)
    nameless = [type(w).__name__ for w in widgets(window) if not said(w).strip()]
    assert not nameless
    assert len(list(widgets(window))) > 1
    assert not unreachable(window)


def test_every_widget_of_the_palette(app, qtbot):
    app.open_palette()
    assert all(said(w) for w in widgets(app.palette))
    assert not unreachable(app.palette)


def test_every_widget_of_the_question(qtbot):
    dialog = ConfirmDialog(question(may_always=True), lambda: True)
    qtbot.addWidget(dialog)
    dialog.ask()
    dialog.yes.setEnabled(True)
    assert all(said(w) for w in widgets(dialog))
    assert not unreachable(dialog)


def test_every_widget_of_the_first_run_pages(app, qtbot, monkeypatch):
    from deskhand.ui.wizard import Wizard

    monkeypatch.setattr(first_pages, "CHECKS", {"text": lambda: "read a line"})
    wizard = Wizard(app)
    qtbot.addWidget(wizard)
    wizard.show()
    for _ in range(wizard.pages.count() - 1):
        assert all(said(w) for w in widgets(wizard))
        assert not unreachable(wizard)
        wizard._turn(1)


def test_what_never_takes_the_keyboard_is_all_in_the_palette(app):
    """The panel and the recorder's bar leave the keyboard to the application; see `controls`."""
    app.panel.begin("a goal")
    app.panel.state(State.PAUSED)
    for window, states in ((app.panel, (State.WORKING, State.PAUSED)), (app.bar, (State.RECORDING,))):
        assert all(said(w) for w in widgets(window))
        offered = {one.what for state in states for one in controls(state)}
        emitted = set()
        signal = window.said if window is app.panel else window.word
        signal.connect(emitted.add)
        for each in window.findChildren(QAbstractButton):
            if each not in (getattr(window, "details_button", None), getattr(window, "close_button", None)):
                if each is getattr(window, "check_button", None):
                    continue
                each.click()
        assert emitted and emitted <= offered


def luminance(colour):
    def linear(part):
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    rgb = QColor(colour)
    return 0.2126 * linear(rgb.redF()) + 0.7152 * linear(rgb.greenF()) + 0.0722 * linear(rgb.blueF())


def contrast(one, other):
    """WCAG 2.2, 1.4.3."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [theme.LIGHT, theme.DARK, theme.CONTRAST], ids=["light", "dark", "contrast"])
def test_texts_can_be_read_on_every_ground(colours):
    grounds = (colours.ground, colours.surface, colours.raised, colours.tint)
    for text, ground in itertools.product((colours.text, colours.soft), grounds):
        assert contrast(text, ground) >= 4.5, (text, ground)
    for text in (colours.good, colours.warn, colours.bad):
        assert contrast(text, colours.surface) >= 4.5, text
        assert contrast(colours.surface, text) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.edge, colours.surface) >= 3.0
    if colours is theme.CONTRAST:
        assert contrast(colours.text, colours.ground) >= 7.0
    assert len(astuple(colours)) == 14


def test_every_colour_of_the_sheet_is_filled_in():
    for colours in (theme.LIGHT, theme.DARK, theme.CONTRAST):
        assert "@" not in theme.sheet_of(colours)


def test_with_less_motion_a_film_goes_on_picture_by_picture(app, runs, qtbot, settled):  # noqa: F811 - fixtures
    app.change(Settings(introduced=True, reduced_motion=True))
    app.open("board", "aaaa1111")
    timeline = app._window.page("board").timeline
    settled(timeline)
    timeline.film.click()
    assert timeline.steps.currentRow() == 1 and not timeline._clock.isActive()
    timeline.film.click()
    assert timeline.steps.currentRow() == 0
