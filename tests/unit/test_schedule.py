"""Schedules in words, and what was due and missed."""

from datetime import datetime, timedelta

import pytest

from deskhand.core.errors import SettingsError, UsageError
from deskhand.jobs.schedule import MOST_MISSED, due, following, in_words, parsed
from deskhand.jobs.task import Task
from deskhand.jobs.triggers import Trigger, Triggers, name_for

MONDAY = datetime(2026, 11, 23, 8, 0)


@pytest.mark.parametrize(
    ("words", "expression"),
    [
        ("every weekday at 9:00", "0 9 * * 1-5"),
        ("Every day at 17.30", "30 17 * * *"),
        ("every day at 5:15 pm", "15 17 * * *"),
        ("every day at 12 am", "0 0 * * *"),
        ("every Monday and Thursday at 14:30", "30 14 * * 1,4"),
        ("every sunday", "0 9 * * 0"),
        ("every 15 minutes", "*/15 * * * *"),
        ("every hour", "0 */1 * * *"),
        ("the 1st of each month at 8:00", "0 8 1 * *"),
        ("*/5 8-17 * * 1-5", "*/5 8-17 * * 1-5"),
    ],
)
def test_words_are_read(words, expression):
    assert parsed(words) == expression


@pytest.mark.parametrize(
    "words",
    ["", "whenever", "every 7 minutes", "every day at 25:00", "every day at 13 pm", "the 40th of each month", "* * *"],
)
def test_what_is_no_schedule_is_said(words):
    with pytest.raises(UsageError, match="is no schedule; write, say"):
        parsed(words)


def test_a_schedule_is_told_in_words():
    assert in_words("0 9 * * 1-5") == "At 09:00, Monday through Friday"
    assert in_words("0 9 * * 1-5", "de") != in_words("0 9 * * 1-5")


def test_the_next_times_are_told():
    assert following("0 9 * * 1-5", MONDAY, 2) == [datetime(2026, 11, 23, 9), datetime(2026, 11, 24, 9)]


def test_what_is_due_is_started_once():
    now = datetime(2026, 11, 23, 9, 0, 20)
    assert due("0 9 * * *", MONDAY, now) == (datetime(2026, 11, 23, 9), [])
    assert due("0 9 * * *", now, now + timedelta(minutes=5)) == (None, [])


def test_after_a_sleep_it_was_missed_and_is_not_caught_up():
    woken = datetime(2026, 11, 26, 12, 0)
    start, missed = due("0 9 * * *", MONDAY, woken)
    assert start is None and [time.day for time in missed] == [23, 24, 25, 26]
    start, missed = due("* * * * *", MONDAY, woken + timedelta(days=30))
    assert start is not None and len(missed) <= MOST_MISSED


@pytest.fixture
def triggers(tmp_path):
    return Triggers(tmp_path / "triggers.json")


GOAL = Task("goal", "open report.txt")


def test_a_new_schedule_is_not_due_for_the_past(triggers):
    triggers.put(Trigger(name="daily", task=GOAL, schedule="0 9 * * *"))
    assert triggers.looked(datetime(2026, 11, 23, 12)) == []
    assert triggers.find("daily").asked == datetime(2026, 11, 23, 12)


def test_what_was_looked_at_is_on_the_disk_before_it_is_told(triggers):
    triggers.put(Trigger(name="daily", task=GOAL, schedule="0 9 * * *", asked=MONDAY))
    [(trigger, starts, missed)] = triggers.looked(datetime(2026, 11, 23, 9, 0, 30))
    assert starts and not missed and trigger.name == "daily"
    # A crash here starts it no second time.
    assert Triggers(triggers._file).looked(datetime(2026, 11, 23, 9, 0, 40)) == []


def test_a_hotkey_is_one_tasks_alone(triggers):
    triggers.put(Trigger(name="one", task=GOAL, hotkey="ctrl+alt+1"))
    with pytest.raises(UsageError, match="starts “open report"):
        triggers.put(Trigger(name="two", task=Task("recipe", "pay"), hotkey="ctrl+alt+1"))
    triggers.put(Trigger(name="one", task=GOAL, hotkey="ctrl+alt+2"))
    assert [t.hotkey for t in triggers.all()] == ["ctrl+alt+2"]


def test_a_trigger_that_is_not_there_is_said(triggers):
    with pytest.raises(UsageError, match="none yet"):
        triggers.find("daily")
    triggers.put(Trigger(name="one", task=GOAL))
    with pytest.raises(UsageError, match="there are: one"):
        triggers.find("daily")


def test_a_damaged_file_is_left_as_it_is(triggers):
    triggers._file.write_text('[{"name": "x"}]')
    with pytest.raises(SettingsError, match="mend or move it"):
        triggers.all()
    assert triggers._file.read_text() == '[{"name": "x"}]'


def test_names_for_triggers():
    assert name_for("Fill in: the form!", set()) == "fill-in-the-form"
    assert name_for("Fill in the form", {"fill-in-the-form"}) == "fill-in-the-form-2"
    assert name_for("…", set()) == "task"
