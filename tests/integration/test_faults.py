"""What goes wrong around a run: one sentence, the right exit code, an intact journal, nothing held."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

from deskhand.bootstrap import open_grounder, open_model, open_session
from deskhand.confirm.policy import Nobody, UpTo
from deskhand.core.errors import DisplayError, JournalError, OcrError
from deskhand.core.risk import Risk
from deskhand.core.screen import Frame
from deskhand.core.stop import StopToken
from deskhand.engine.budget import Budget
from deskhand.journal.database import open_database
from deskhand.journal.history import History
from deskhand.journal.pictures import PictureStore
from deskhand.journal.sqlite_journal import SqliteJournal
from tests.builders import blank, write


def start(*arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "deskhand", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finished(process, timeout=60):
    out, err = process.communicate(timeout=timeout)
    assert "Traceback" not in err, err
    return process.returncode, out, err


def until_begun(paths, seconds=30):
    """Wait until the run has its first intent on record."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if paths.journal.exists():
            database = sqlite3.connect(paths.journal)
            try:
                if database.execute("SELECT count(*) FROM events WHERE kind = 'intent'").fetchone()[0]:
                    return
            except sqlite3.OperationalError:
                pass  # the table is being made
            finally:
                database.close()
        time.sleep(0.02)
    raise AssertionError("the run did not begin")


ENDLESS = "Type " + json.dumps("endless " * 200)


@pytest.fixture
def editor(own_desktop):
    own_desktop.spawn(["mousepad"])
    own_desktop.wait_for_window("Mousepad")
    return own_desktop


def test_ctrl_c_stops_inside_an_action(editor, paths):
    run = start("run", ENDLESS, "--json")
    until_begun(paths)
    run.send_signal(signal.SIGINT)
    sent = time.monotonic()
    code, out, _ = finished(run)
    assert time.monotonic() - sent < 3
    last = json.loads(out.strip().splitlines()[-1])
    assert (code, last["status"]) == (3, "stopped")
    assert "Ctrl+C" in last["reason"]


def test_deskhand_stop_stops_it_too(editor, paths):
    run = start("run", ENDLESS, "--json")
    until_begun(paths)
    code, out, _ = finished(start("stop"))
    assert (code, str(run.pid) in out) == (0, True)
    code, out, _ = finished(run)
    assert (code, json.loads(out.strip().splitlines()[-1])["status"]) == (3, "stopped")


def test_sigkill_leaves_an_intact_journal_and_a_run_marked_interrupted(editor, paths):
    run = start("run", ENDLESS)
    until_begun(paths)
    run.kill()
    run.communicate()
    history = History(paths.journal)
    record = history.run("last")
    history.close()
    assert record.status == "interrupted"
    assert record.steps[0].intent["action"] == "type"
    assert record.steps[0].outcome is None


def test_a_display_lost_mid_run(editor, paths):
    run = start("run", ENDLESS, "--json")
    until_begun(paths)
    os.killpg(editor._programs[0].pid, signal.SIGKILL)
    code, out, err = finished(run)
    assert code == 1
    assert json.loads(out.strip().splitlines()[-1])["status"] == "failed"
    assert "display" in err
    history = History(paths.journal)
    assert history.run("last").status == "failed"
    history.close()


def test_without_a_terminal_a_risky_step_needs_the_person(editor, paths):
    run = subprocess.run(
        [sys.executable, "-m", "deskhand", "run", "save it as x.txt", "--json"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=90,
    )
    last = json.loads(run.stdout.strip().splitlines()[-1])
    assert (run.returncode, last["status"]) == (3, "needs_user")
    assert "R2" in last["reason"]
    assert not (editor.home / "x.txt").exists()


def test_a_goal_it_cannot_do_fails_with_the_reason(editor, paths):
    run = subprocess.run(
        [sys.executable, "-m", "deskhand", "run", "press the Launch rocket button", "--json", "--max-steps", "8"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    last = json.loads(run.stdout.strip().splitlines()[-1])
    assert (run.returncode, last["status"]) == (1, "failed")
    assert "Launch rocket" in last["reason"]


def test_the_model_killed_mid_run_does_not_end_it(editor, paths):
    stop = StopToken()
    with open_session(paths, UpTo(Risk.R1, Nobody()), stop) as session:
        model = session.stages.decider._model
        model.start()
        os.kill(model.pid, signal.SIGKILL)
        result = session.run('Type "still here"', Budget(5, 60), lambda event: None)
    assert result.status == "done"


def test_no_display_is_a_display_error(no_display, paths):
    with pytest.raises(DisplayError), open_session(paths, Nobody(), StopToken()):
        pass


def test_a_full_disk_is_a_journal_error(tmp_path):
    journal = SqliteJournal(tmp_path / "j.sqlite", PictureStore(tmp_path))
    pages = journal._database.execute("PRAGMA page_count").fetchone()[0]
    journal._database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(JournalError, match="full"):
        _fill(journal)
    journal.close()


def _fill(journal):
    for number in range(200):
        journal.begin(f"r{number}", "a goal " * 100)


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b""])
def test_a_damaged_journal_is_said_plainly(tmp_path, content):
    file = tmp_path / "j.sqlite"
    file.write_bytes(content)
    if content:
        with pytest.raises(JournalError, match="cannot be opened"):
            open_database(file)
    else:
        open_database(file).close()


def test_a_newer_journal_is_left_alone(tmp_path):
    database = open_database(tmp_path / "j.sqlite")
    database.execute("PRAGMA user_version=99")
    database.close()
    with pytest.raises(JournalError, match="newer Deskhand"):
        open_database(tmp_path / "j.sqlite")


def test_the_journal_is_durable_by_its_settings(tmp_path):
    database = open_database(tmp_path / "j.sqlite")
    assert database.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert database.execute("PRAGMA synchronous").fetchone()[0] == 2, "FULL"
    database.close()


def test_without_weights_the_choosers_say_so(paths):
    paths.weights.unlink()
    model, _, notes = open_model(paths)
    assert model is None
    assert notes[0].degraded
    assert "models fetch" in notes[0].text
    grounder, notes = open_grounder(paths)
    assert notes[0].degraded
    assert "models fetch" in notes[0].text
    assert "Tesseract alone" in notes[0].text
    read = grounder.read(Frame(write(blank(300, 80), "Cancel", (30, 50), 0.7), 0.0))
    assert [(e.text, e.source) for e in read] == [("Cancel", "tesseract")]


def test_without_tesseract_ppocr_reads_alone_and_says_so(paths, monkeypatch, tmp_path):
    without_tesseract(monkeypatch, tmp_path)
    grounder, notes = open_grounder(paths)
    assert notes[0].degraded
    assert "tesseract-ocr" in notes[0].text
    assert "PP-OCR alone" in notes[0].text
    read = grounder.read(Frame(write(blank(300, 80), "Cancel", (30, 50), 0.7), 0.0))
    assert [(e.text, e.source) for e in read] == [("Cancel", "pp-ocr")]


def test_without_any_reader_there_is_no_grounder(paths, monkeypatch, tmp_path):
    paths.weights.unlink()
    without_tesseract(monkeypatch, tmp_path)
    with pytest.raises(OcrError, match=r"Nothing can read the screen.*models fetch.*tesseract-ocr"):
        open_grounder(paths)


def without_tesseract(monkeypatch, tmp_path):
    """Neither the program nor its languages are there."""
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
