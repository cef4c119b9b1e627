"""The real loop on real applications: pixels in, events out, the result checked from outside."""

import time

import pytest

from deskhand.bootstrap import Session, open_session
from deskhand.cli.scenes import DEMO_GOAL, SCENES
from deskhand.confirm.policy import Nobody, UpTo
from deskhand.core.events import Acted, Decided
from deskhand.core.risk import Risk
from deskhand.core.stop import StopToken
from deskhand.engine.budget import Budget


@pytest.fixture
def session(own_desktop, paths):
    with open_session(paths, UpTo(Risk.R2, Nobody()), StopToken()) as opened:
        yield opened


def do(session: Session, goal: str):
    seen = []
    result = session.run(goal, Budget(25, 120), seen.append)
    judged = [event.verdict.risk for event in seen if isinstance(event, Decided)]
    assert max(judged, default=Risk.R0) <= Risk.R2, "nothing riskier than saving was done unasked"
    # A step that waits for a program counts, and sends nothing that could be judged.
    assert sum(isinstance(event, Acted) for event in seen) == len(judged) <= result.steps
    return result


def test_the_demo(own_desktop, session):
    SCENES["editor"](own_desktop)
    result = do(session, DEMO_GOAL)
    assert result.status == "done", result
    assert (own_desktop.home / "Documents" / "notes.txt").read_text() == "hello from deskhand"


def test_open_a_file_by_name(own_desktop, session):
    SCENES["files"](own_desktop)
    result = do(session, "Open the file report.txt")
    assert result.status == "done", result
    assert any("report.txt" in title and "Mousepad" in title for title in own_desktop.titles())
    assert not any("report-old.txt" in title for title in own_desktop.titles())


def test_create_a_folder(own_desktop, session):
    SCENES["files"](own_desktop)
    result = do(session, 'Create a folder named "Invoices 2026"')
    assert result.status == "done", result
    assert (own_desktop.home / "Documents" / "Invoices 2026").is_dir()


def test_compute_by_the_buttons_of_a_calculator(own_desktop, session):
    SCENES["calculator"](own_desktop)
    result = do(session, "Compute 12*7")
    assert (result.status, result.answer) == ("done", "84"), result


def test_tick_a_checkbox_and_press_a_button(own_desktop, session):
    SCENES["page"](own_desktop)
    result = do(session, 'Tick "Special offers" and press "Apply changes"')
    assert result.status == "done", result
    deadline = time.monotonic() + 5
    while not any("Stored: offers tips" in t for t in own_desktop.titles()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert any("Stored: offers tips" in title for title in own_desktop.titles())


def test_done_is_not_said_for_a_file_that_is_not_there(own_desktop, session):
    SCENES["files"](own_desktop)
    result = do(session, "Open the file nowhere.txt")
    assert result.status == "failed", result
    assert "nowhere.txt" in result.reason
