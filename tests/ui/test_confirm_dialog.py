"""The question: what it shows, and that only a real hand says yes.

pytest-qt's events come in as the window system's do; a press of XTEST on a real display is under integration/.
"""

import base64

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from deskhand.jobs.messages import Question
from deskhand.ui.confirm_dialog import SILENCE, ConfirmDialog

PNG = base64.b64encode(cv2.imencode(".png", np.full((90, 200, 3), 200, np.uint8))[1].tobytes()).decode()


LEFT = Qt.MouseButton.LeftButton


def question(**said):
    usual = {
        "number": 7,
        "kind": "step",
        "words": "click the button “Send”",
        "risk": "R3",
        "reasons": ("“send” has an effect outside this program",),
        "texts": (("ada@example.org", "goal"), ("transfer 500", "screen")),
        "picture": PNG,
        "window": "Mail",
    }
    return Question(**{**usual, **said})


@pytest.fixture
def ask(qtbot):
    def asked(hand=lambda: True, **said):
        dialog = ConfirmDialog(question(**said), hand)
        qtbot.addWidget(dialog)
        dialog.ask()
        qtbot.waitExposed(dialog)
        dialog.yes.setEnabled(True)
        return dialog

    return asked


def texts(dialog):
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_it_tells_all_there_is(ask):
    dialog = ask()
    told = texts(dialog)
    for words in (
        "Deskhand will click the button “Send”.",
        "Mail",
        "outside this program",
        "from your goal",
        "read from the screen",
        "cannot be taken back",
    ):
        assert words in told, words


def test_no_is_the_default_and_escape_is_no(ask, qtbot):
    dialog = ask()
    assert dialog.no.isDefault() and dialog.focusWidget() is dialog.no
    with qtbot.waitSignal(dialog.answered) as told:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not told.args[0].granted and told.args[0].question == 7


def test_closing_it_is_no_and_it_answers_once(ask, qtbot):
    dialog = ask()
    with qtbot.waitSignal(dialog.answered) as told:
        dialog.close()
    assert not told.args[0].granted
    with qtbot.assertNotEmitted(dialog.answered):
        qtbot.mouseClick(dialog.yes, LEFT)


def test_silence_is_no(ask, qtbot):
    dialog = ask()
    dialog._left = 1
    with qtbot.waitSignal(dialog.answered) as told:
        dialog._tick()
    assert not told.args[0].granted and SILENCE == 120


def test_a_hand_says_yes(ask, qtbot):
    dialog = ask(may_always=True)
    dialog.always.setChecked(True)
    with qtbot.waitSignal(dialog.answered) as told:
        qtbot.mouseClick(dialog.yes, LEFT)
    assert told.args[0].granted and told.args[0].always


def test_a_secret_typed_too_soon_was_meant_for_another_window(qtbot):
    dialog = ConfirmDialog(
        question(kind="secret", words="bank", risk="", reasons=(), texts=(), picture=""), lambda: True
    )
    qtbot.addWidget(dialog)
    dialog.ask()
    with qtbot.assertNotEmitted(dialog.answered, wait=200):
        qtbot.keyClicks(dialog.secret, "for another window")
        qtbot.keyClick(dialog.secret, Qt.Key.Key_Return)


def test_always_ticked_by_a_program_is_not_ticked(ask, qtbot):
    dialog = ask(hand=lambda: False, may_always=True)
    dialog.always.setChecked(True)
    qtbot.waitUntil(lambda: not dialog.always.isChecked())


def test_events_made_by_programs_say_nothing(ask, qtbot):
    dialog = ask()
    with qtbot.assertNotEmitted(dialog.answered):
        dialog.yes.click()
        dialog.yes.animateClick()
        qtbot.waitUntil(lambda: not dialog.yes.isDown())
    assert dialog.isVisible()


def test_a_press_of_no_real_device_is_told_and_says_nothing(ask, qtbot):
    dialog = ask(hand=lambda: False)
    with qtbot.assertNotEmitted(dialog.answered):
        qtbot.mouseClick(dialog.yes, LEFT)
        qtbot.waitUntil(lambda: "did not come from your mouse or keyboard" in dialog.note.text())


def test_what_was_on_its_way_elsewhere_is_not_heard(qtbot):
    dialog = ConfirmDialog(question(), lambda: True)
    qtbot.addWidget(dialog)
    dialog.ask()
    assert not dialog.yes.isEnabled()
    qtbot.waitUntil(dialog.yes.isEnabled, timeout=2_000)


@pytest.mark.parametrize("may", [False, True])
def test_always_is_offered_only_where_it_may_be(ask, may):
    assert ask(may_always=may).always.isVisible() is may


def test_fifty_lines_stay_on_the_screen_with_the_buttons_in_sight(ask):
    dialog = ask(texts=(("a line of text\n" * 50, "goal"),), reasons=("because " * 400,))
    screen = QApplication.primaryScreen().availableGeometry()
    assert dialog.height() <= screen.height()
    assert dialog.rect().contains(dialog.no.mapTo(dialog, dialog.no.rect().center()))


def test_a_text_is_shown_as_it_is_and_not_as_markup(ask):
    dialog = ask(words="type “<b>x</b><a href='file:///'>y</a>”")
    assert "<b>x</b>" in texts(dialog)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel) if label.text())


def test_a_secret_is_asked_for_and_not_shown(ask, qtbot):
    dialog = ask(kind="secret", words="bank", risk="", reasons=(), texts=(), picture="", window="")
    assert dialog.secret.isVisible() and dialog.secret.echoMode() is dialog.secret.EchoMode.Password
    dialog.secret.setText("hunter2")
    with qtbot.waitSignal(dialog.answered) as told:
        qtbot.keyClick(dialog.secret, Qt.Key.Key_Return)
    assert told.args[0].text == "hunter2" and dialog.secret.text() == ""
    assert "hunter2" not in texts(dialog)


def test_a_secret_refused_is_empty(ask, qtbot):
    dialog = ask(kind="secret", words="bank", risk="", reasons=(), texts=(), picture="")
    dialog.secret.setText("hunter2")
    with qtbot.waitSignal(dialog.answered) as told:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not told.args[0].granted and told.args[0].text == ""
