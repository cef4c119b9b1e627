"""The app as a whole, with a process that works by word of the test."""

from datetime import datetime

import pytest

from deskhand.jobs import messages
from deskhand.jobs.messages import Do, Record
from deskhand.jobs.suggesting import Suggestion
from deskhand.jobs.task import Task
from deskhand.jobs.triggers import Trigger
from deskhand.system.settings import Settings
from deskhand.ui.icons import State

from .conftest import HANDS

GOAL = Task("goal", "open report.txt")


def ended(status="done", **said):
    return messages.Ended(status=status, **said)


def test_a_goal_is_ordered_with_what_the_person_chose(app):
    app.change(app.settings.model_copy(update={"max_steps": 7, "outline": False}))
    app.start(GOAL)
    order = app.child.orders[-1]
    assert isinstance(order, Do) and order.task == GOAL
    assert (order.unasked, order.max_steps, order.outline) == ("R1", 7, 0.0)
    assert app.panel.isVisible() and app.state is State.LOOKING


def test_the_next_target_is_outlined_until_it_is_to_go(app):
    app.start(GOAL)
    app.reports.take(messages.Next(step=1, words="click File", part="open", at=(100, 100, 60, 20)))
    assert app.outline.shown and "Click File" in app.panel.words.text()
    boxes = [bar.geometry() for bar in app.outline.bars]
    assert not any(box.intersects(box.__class__(100, 100, 60, 20)) for box in boxes)
    app.reports.take(messages.Clear())
    assert not app.outline.shown


def test_a_second_task_waits_and_a_stop_lets_it_go(app):
    app.start(GOAL)
    app.start(Task("goal", "open other.txt"))
    assert [t.what for t in app.queue] == ["open other.txt"]
    app.say("stop")
    assert not app.queue and app.child.words() == ["stop"]


def test_what_waits_begins_when_what_was_done_is_over(app):
    app.start(GOAL)
    app.start(Task("goal", "open other.txt"))
    app.reports.take(ended(run="abc"))
    assert app.task == Task("goal", "open other.txt") and app.run == ""


def test_a_question_is_put_and_its_answer_sent(app, qtbot):
    app.start(GOAL)
    app.reports.take(messages.Question(number=3, kind="yes-no", words="Go on?"))
    assert app.state is State.WAITING
    app.asked[3]._answer(True)
    answer = app.child.orders[-1]
    assert (answer.question, answer.granted) == (3, True) and not app.asked
    assert app.state is State.WORKING


def test_a_question_goes_with_its_task(app):
    app.start(GOAL)
    app.reports.take(messages.Question(number=3, kind="yes-no", words="Go on?"))
    app.reports.take(ended("stopped", words="You stopped it."))
    assert not app.asked and app.task is None
    assert not [o for o in app.child.orders if isinstance(o, messages.Answer)]


@pytest.mark.parametrize(
    ("status", "start"),
    [("done", "Done"), ("failed", "It did not work"), ("stopped", "Stopped"), ("needs_user", "It needs you")],
)
def test_the_panel_tells_how_it_ended(app, status, start):
    app.start(GOAL)
    app.reports.take(ended(status, words="so", run="abc"))
    assert app.panel.words.toolTip() == f"{start}: so"
    assert app.panel.details_button.isVisibleTo(app.panel)
    assert app.state is State.IDLE


def test_the_persons_press_pauses_and_go_on_goes_on(app):
    app.start(GOAL)
    app.reports.take(messages.Moment(state="working"))
    app.brakes.pressed.emit()
    assert app.child.words() == ["pause"]
    app.reports.take(messages.Moment(state="paused"))
    app.panel.pause_button.click()
    app.reports.take(messages.Moment(state="paused"))
    app.panel.step_button.click()
    assert app.child.words() == ["pause", "resume", "step"]


def test_the_persons_press_pauses_nothing_where_they_chose_so(app):
    app.change(app.settings.model_copy(update={"person_pauses": False}))
    app.start(GOAL)
    app.reports.take(messages.Moment(state="working"))
    app.brakes.pressed.emit()
    assert app.child.words() == []


def test_a_corner_and_escape_twice_stop(app):
    for brake in (app.brakes.cornered, app.brakes.escaped):
        app.start(GOAL)
        brake.emit()
        assert app.child.orders[-1].word == "stop"
        app.reports.take(ended("stopped"))
    app.change(app.settings.model_copy(update={"escape_stops": False}))
    app.start(GOAL)
    count = len(app.child.orders)
    app.brakes.escaped.emit()
    assert len(app.child.orders) == count


def test_a_recording_is_ordered_and_ends_in_its_review(app, qtbot, settled):
    app.record("invoice", "Fill in the invoice")
    order = app.child.orders[-1]
    assert isinstance(order, Record) and order.name == "invoice" and len(order.own) == 3
    app.reports.take(messages.Moment(state="recording"))
    assert app.bar.isVisible()
    app.bar.secret_button.click()
    app.bar.undo_button.click()
    app.bar.finish_button.click()
    assert app.child.words() == ["secret", "undo", "finish"]
    app.reports.take(ended("done", made="invoice"))
    assert not app.bar.isVisible() and app._window.pages.currentWidget().currentIndex() == 1
    settled(app._window.page("recipes").reviewing)


def test_while_something_is_done_nothing_is_recorded(app):
    app.start(GOAL)
    app.record("invoice", "")
    assert not [o for o in app.child.orders if isinstance(o, Record)]


def test_all_that_panel_and_bar_can_do_is_in_the_palette(app):
    app.start(GOAL)
    app.reports.take(messages.Moment(state="paused"))
    app.open_palette()
    words = {one.what for one in app.palette._known if one.kind == "control"}
    assert words == {"resume", "step", "stop", "take-over"}
    app.palette.chosen.emit(Suggestion("control", "step", ""))
    assert app.child.words() == ["step"]
    app.reports.take(ended("stopped"))
    app.record("invoice", "")
    app.reports.take(messages.Moment(state="recording"))
    app.open_palette()
    words = {one.what for one in app.palette._known if one.kind == "control"}
    assert words == {"finish", "pause", "resume", "secret", "check", "undo", "discard"}


def test_a_second_launch_hands_its_request_over(app, paths):
    app.triggers.put(Trigger(name="daily", task=Task("recipe", "monthly-report")))
    app.request({"trigger": "daily"})
    assert app.task == Task("recipe", "monthly-report")
    app.reports.take(ended())
    app.request({"goal": "open a.txt"})
    assert app.task == Task("goal", "open a.txt")
    app.request({"open": "settings"})
    assert app._window.isVisible()
    app.request({"nonsense": [1, 2]})
    assert app.palette.isVisible()


def test_a_missed_schedule_is_told_and_not_done(app, qtbot):
    long_ago = datetime(2026, 1, 1)
    app.triggers.put(Trigger(name="daily", task=GOAL, schedule="0 9 * * *", asked=long_ago))
    with qtbot.waitSignal(app.schedules.due) as told:
        app.schedules.look()
    assert told.args[2]
    if not told.args[1]:
        assert app.task is None
    assert app.triggers.find("daily").asked > long_ago


def test_settings_that_cannot_be_read_are_told_and_kept(qapp, qtbot, paths, no_devices):
    from deskhand.ui.app import App

    paths.data.mkdir(parents=True, exist_ok=True)
    paths.settings.write_text("{broken")
    made = App(qapp, paths, hand=lambda: True)
    assert "wrong at" in made.problems[0] or "cannot be read" in made.problems[0]
    assert paths.settings.read_text() == "{broken"
    made.close()


def test_settings_that_cannot_be_written_stay_as_they_were(app, paths, monkeypatch):
    before = app.settings
    monkeypatch.setattr(
        "deskhand.system.atomic.write", lambda *a, **k: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    problem = app.change(before.model_copy(update={"max_steps": 9}))
    assert "No space left" in problem and app.settings is before


def test_triggers_that_cannot_be_read_are_told(app, paths):
    paths.triggers.write_text("[")
    assert any("cannot be read" in sentence for sentence in app.grab_hotkeys())


def test_the_theme_changes_at_once(app, qapp):
    from deskhand.ui import theme

    app.change(Settings(theme="dark", introduced=True))
    assert theme.current() is theme.DARK
    app.change(Settings(theme="contrast", introduced=True))
    assert theme.current() is theme.CONTRAST


def test_the_journal_locked_or_gone_is_told_on_the_board(app, paths, settled):
    paths.journal.parent.mkdir(parents=True, exist_ok=True)
    paths.journal.write_bytes(b"this is no database" * 100)
    app.open("board")
    page = app._window.page("board")
    settled(page)
    assert "journal" in page.says.text().lower()


def test_an_answer_needs_a_real_hand(app, qtbot):
    HANDS["real"] = False
    app.start(GOAL)
    app.reports.take(messages.Question(number=3, kind="step", words="click Send", risk="R3"))
    dialog = app.asked[3]
    dialog.yes.setEnabled(True)
    dialog.yes.pressed_by_hand.emit()
    qtbot.waitUntil(lambda: "does not count" in dialog.note.text())
    assert not [o for o in app.child.orders if isinstance(o, messages.Answer)]
