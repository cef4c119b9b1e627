"""The palette: what it offers, what it says, what Enter and Escape do."""

import pytest
from PySide6.QtCore import Qt

from deskhand.core.risk import Risk
from deskhand.jobs.foreseeing import Forecast, of_goal
from deskhand.jobs.suggesting import Suggestion
from deskhand.ui.palette import LONGEST, Palette

KNOWN = [
    Suggestion("again", "open report.txt", "open report.txt"),
    Suggestion("recipe", "monthly-report", "Make the monthly report", "monthly-report"),
    Suggestion("setting", "theme", "Colours", "setting"),
]


@pytest.fixture
def palette(qtbot):
    made = Palette(lambda one: Forecast(Risk.R1) if one.kind == "recipe" else of_goal(one.what))
    qtbot.addWidget(made)
    made.knows(KNOWN, Risk.R1)
    made.open()
    qtbot.waitExposed(made)
    return made


def titles(palette):
    return [palette.list.item(n).text().split("   ")[0] for n in range(palette.list.count())]


def test_with_nothing_typed_it_offers_what_is_known(palette):
    assert titles(palette) == ["open report.txt", "Make the monthly report", "Colours"]


def test_a_word_of_a_recipe_finds_it(palette, qtbot):
    qtbot.keyClicks(palette.line, "montly")
    assert titles(palette)[0] == "Make the monthly report"


def test_a_sentence_is_the_goal_itself(palette, qtbot):
    with qtbot.waitSignal(palette.chosen) as told:
        qtbot.keyClicks(palette.line, "save it as a.txt")
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert told.args[0] == Suggestion("goal", "save it as a.txt", "save it as a.txt")
    assert not palette.isVisible()


def test_arrows_walk_the_list_while_the_line_keeps_the_keyboard(palette, qtbot):
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    with qtbot.waitSignal(palette.chosen) as told:
        qtbot.keyClick(palette.line, Qt.Key.Key_Down)
        qtbot.keyClick(palette.line, Qt.Key.Key_Down)
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert told.args[0].what == "monthly-report"


def test_escape_leaves_no_trace(palette, qtbot):
    qtbot.keyClicks(palette.line, "delete everything")
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible() and palette.line.text() == ""
    palette.open()
    assert titles(palette)[0] == "open report.txt"


@pytest.mark.parametrize(
    ("goal", "asks", "says"),
    [
        ("delete the file old.txt", True, "deletes or discards"),
        ("send the report to Ada", True, "outside this program"),
        ("click Next", False, "can be undone"),
    ],
)
def test_it_says_what_a_goal_may_do_before_enter(palette, qtbot, goal, asks, says):
    qtbot.keyClicks(palette.line, goal)
    qtbot.waitUntil(lambda: says in palette.says.text(), timeout=5_000)
    assert ("asks first" if asks else "runs unasked") == palette._chip.text()


def test_a_quoted_text_is_typed_and_not_done(palette, qtbot):
    qtbot.keyClicks(palette.line, 'type "delete all" into Name')
    qtbot.waitUntil(lambda: "can be undone" in palette.says.text(), timeout=5_000)


def test_a_text_of_fifty_lines_stays_one_line_of_bounded_length(palette):
    palette.line.setText("do this\n" * 50 + "x" * 5_000)
    assert len(palette.line.text()) <= LONGEST
    palette._typed()
    assert palette.width() == 640 and palette.height() < 700
