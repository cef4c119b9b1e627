"""Recipes replayed for real: on real applications, with real events, the result checked from outside."""

import sys
import textwrap
from pathlib import Path

import pytest

from deskhand.bootstrap_replay import Job, open_replay_session
from deskhand.confirm.policy import Nobody, UpTo
from deskhand.core.risk import Risk
from deskhand.core.step import Delivery, Status
from deskhand.core.stop import StopToken
from deskhand.engine.budget import Budget
from deskhand.journal.history import History
from deskhand.recipe.format.loading import load
from deskhand.recipe.keeping.store import Store
from deskhand.recipe.meaning.values import given
from tests.desktop import until

NAGGING = Path(__file__).with_name("nagging.py")

SAVE_A_NOTE = """
    recipe: 1
    name: save-a-note
    parameters:
      words: {type: text, default: hello from a recipe}
      file: {type: text}
    steps:
      - type: "{{words}}"
        window: {title: "*Mousepad"}
      - click: {label: File, role: menu, window: {title: "*Mousepad"}}
        then: {change: a menu opens}
      - click: {label: "Save As...", role: menu item, window: {title: "*Mousepad"}}
        then: {change: a dialog opens, detail: "Save As"}
      - type: "{{file}}"
      - click: {label: Save, role: button, window: {title: Save As, dialog: true}}
        then: {change: the dialog closes, detail: "Save As"}
"""


@pytest.fixture
def session(own_desktop, paths):
    with open_replay_session(paths, UpTo(Risk.R2, Nobody()), lambda q: None, lambda n: "", StopToken()) as opened:
        yield opened


def recipe(folder, text):
    folder.mkdir(exist_ok=True)
    (folder / "recipe.yaml").write_text(textwrap.dedent(text))
    return load(folder)


def replay(session, loaded, tmp_path, **values):
    job = Job(loaded, given(loaded.recipe.parameters, values), Store(tmp_path / "recipes"))
    return session.replay(job, Budget(1000, 120), lambda event: None)


def test_a_text_is_written_and_saved(own_desktop, session, tmp_path, paths):
    own_desktop.spawn(["mousepad"])
    loaded = recipe(tmp_path / "r", SAVE_A_NOTE)
    replayed = replay(session, loaded, tmp_path, file="note.txt")
    assert replayed.result.status is Status.DONE, replayed
    (saved,) = own_desktop.home.rglob("note.txt")
    assert until(saved.read_text, "the text in the file") == "hello from a recipe"
    history = History(paths.journal)
    run = history.run("last")
    history.close()
    assert run.goal == "replay save-a-note"
    assert {step.intent["by"] for step in run.steps} == {"recipe"}
    sent = [step for step in run.steps if step.outcome["delivery"] == Delivery.SENT]
    assert [step.intent["phrase"] for step in sent][1:3] == ["click File", "click Save As..."]
    assert all((paths.pictures / step.intent["picture"]).exists() for step in run.steps)


def test_a_target_that_is_gone_halts_and_nothing_is_sent(own_desktop, session, tmp_path):
    own_desktop.spawn(["mousepad"])
    text = """
        recipe: 1
        name: gone
        steps:
          - click: {label: Frobnicate, role: button, window: {title: "*Mousepad"}}
            within: 0.5
    """
    replayed = replay(session, recipe(tmp_path / "r", text), tmp_path)
    assert replayed.result.status is Status.NEEDS_USER
    assert replayed.result.steps == 0
    assert replayed.result.reason.startswith("Step 1 (click the button “Frobnicate” in the window “*Mousepad”): ")
    assert replayed.result.reason.endswith("Nothing was sent for it.")
    assert replayed.halt.position == "1"
    assert replayed.halt.located.halt is not None


KEEP = """
    recipe: 1
    name: keep
    steps:
      - click: {label: Keep, role: button, window: {title: Stock list}}
        then: {change: text appears, detail: Kept in the list}
        within: 4
"""


def nagging(desktop, title, text, button):
    """The application with its dialog, and the file that tells what was pressed."""
    kept = desktop.home / "kept.txt"
    desktop.spawn([sys.executable, str(NAGGING), str(kept), title, text, button])
    desktop.wait_for_window(title)
    return kept


def test_a_harmless_dialog_in_front_is_put_away(own_desktop, session, tmp_path, paths):
    kept = nagging(own_desktop, "Tip of the day", "Press F1 to see more tips.", "Got it")
    replayed = replay(session, recipe(tmp_path / "r", KEEP), tmp_path)
    assert replayed.result.status is Status.DONE, replayed
    assert kept.read_text().split() == ["dialog", "kept"]
    history = History(paths.journal)
    phrases = [step.intent["phrase"] for step in history.run("last").steps]
    history.close()
    assert phrases == ["click Got it", "click Keep"], "put away by a step like any other"


def test_a_dialog_about_losing_data_is_left_to_the_person(own_desktop, session, tmp_path):
    kept = nagging(own_desktop, "Stock list 2", "Your unsaved changes will be lost.", "Close")
    replayed = replay(session, recipe(tmp_path / "r", KEEP), tmp_path)
    assert replayed.result.status is Status.NEEDS_USER
    assert "the dialog “Stock list 2” is in the way, and its text speaks of “unsaved”" in replayed.result.reason
    assert replayed.result.reason.endswith("Nothing was sent for it.")
    assert not kept.exists()


def test_a_window_behind_another_is_brought_to_the_front(own_desktop, session, tmp_path, paths):
    kept = nagging(own_desktop, "Tip of the day", "Press F1 to see more tips.", "Got it")
    assert replay(session, recipe(tmp_path / "r", KEEP), tmp_path).result.status is Status.DONE
    own_desktop.spawn(["mousepad"])
    own_desktop.wait_for_window("Mousepad")
    until(lambda: session.stages.capture.focus() and "Mousepad" in session.stages.capture.focus().title)
    text = KEEP.replace("then: {change: text appears, detail: Kept in the list}", "note: again")
    replayed = replay(session, recipe(tmp_path / "r2", text), tmp_path)
    assert replayed.result.status is Status.DONE, replayed
    assert kept.read_text().split() == ["dialog", "kept", "kept"]
    history = History(paths.journal)
    phrases = [step.intent["phrase"] for step in history.run("last").steps]
    history.close()
    assert phrases == ["bring Stock list to the front", "click Keep"]


def test_an_effect_that_does_not_come_halts_and_nothing_is_pressed_twice(own_desktop, session, tmp_path):
    kept = nagging(own_desktop, "Tip of the day", "Press F1 to see more tips.", "Got it")
    text = KEEP.replace("Kept in the list", "Sent to the printer").replace("within: 4", "within: 1")
    replayed = replay(session, recipe(tmp_path / "r", text), tmp_path)
    assert replayed.result.status is Status.NEEDS_USER
    assert "its effect did not come: “Sent to the printer” did not appear" in replayed.result.reason
    assert replayed.halt.sent
    assert kept.read_text().split() == ["dialog", "kept"]


def test_what_is_seen_is_waited_for_checked_read_and_decided_on(own_desktop, session, tmp_path):
    nagging(own_desktop, "Tip of the day", "Press F1 to see more tips.", "Got it")
    text = """
        recipe: 1
        name: look
        steps:
          - check: {text: Kept in the list, not: true}
          - click: {label: Keep, role: button, window: {title: Stock list}}
          - wait: {text: Kept in the list, window: {title: Stock list}}
          - check: {target: {label: Keep, role: button, window: {title: Stock list}}}
          - read: said
            of: {label: Kept in the list., role: text, window: {title: Stock list}}
            pattern: "^(\\\\w+) in"
          - if: said == "Kept"
            then:
              - stop: It was {{said}}.
          - stop: It was not.
            failed: true
    """
    replayed = replay(session, recipe(tmp_path / "r", text), tmp_path)
    assert (replayed.result.status, replayed.result.answer) == (Status.DONE, "It was Kept."), replayed


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        ("check: {text: Printed}", "within 2 seconds it was not seen that the text “Printed” is there"),
        ("ask: Shall I go on?", "it asks “Shall I go on?”, and there is nobody to ask here"),
        ("wait: {window: {title: Printer}}\n            within: 0.3", "is open"),
    ],
)
def test_what_is_not_seen_or_not_answered_halts(own_desktop, session, tmp_path, step, reason):
    nagging(own_desktop, "Tip of the day", "Press F1 to see more tips.", "Got it")
    text = f"""
        recipe: 1
        name: look
        steps:
          - {step}
    """
    replayed = replay(session, recipe(tmp_path / "r", text), tmp_path)
    assert replayed.result.status is Status.NEEDS_USER
    assert reason in replayed.result.reason
    assert replayed.halt.position == "1"
