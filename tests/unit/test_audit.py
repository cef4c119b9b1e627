"""The journal is a chain: what was changed, taken out, put in or moved is found."""

import json
import sqlite3

import pytest

from deskhand.core.audit import Head
from deskhand.core.errors import JournalError, SecretError
from deskhand.core.step import RunResult, Status
from deskhand.journal.audit import UNREADABLE, records, verify
from deskhand.journal.database import open_database
from deskhand.journal.forgetting import forget, older_than
from deskhand.journal.history import History
from deskhand.journal.pictures import PictureStore
from deskhand.journal.sqlite_journal import SqliteJournal
from deskhand.system.audit_anchor import FileAnchor, KeyringAnchor, open_anchor
from tests.desktop import until
from tests.fakes import MemoryRing


class Kept:
    """An anchor in memory."""

    kept_in = "the keyring"

    def __init__(self):
        self.head = None

    def read(self):
        return self.head

    def write(self, head):
        self.head = head


@pytest.fixture
def anchor():
    return Kept()


@pytest.fixture
def file(tmp_path, anchor):
    journal = SqliteJournal(tmp_path / "j.sqlite", PictureStore(tmp_path / "pictures"), anchor=anchor)
    for number in range(4):
        journal.begin(f"run{number}", f"goal {number}", "ask")
        journal.end(RunResult(Status.DONE, 0, "", 1.0, f"run{number}"))
    journal.close()
    return tmp_path / "j.sqlite"


def edited(file, *statements):
    """Change the file as somebody would who knows SQLite: its rules are taken off first."""
    database = sqlite3.connect(file)
    database.executescript("DROP TRIGGER never_deleted; DROP TRIGGER never_changed;" + ";".join(statements))
    database.close()


def test_a_journal_as_it_was_written(file, anchor):
    found = verify(file, anchor)
    assert found.sound and found.head == anchor.head == Head(8, found.head.hash) and found.since == 0


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE events SET body = replace(body, 'goal 1', 'goal 9') WHERE seq = 3", "record 3 .* says something else"),
        ("UPDATE events SET at = at + 1 WHERE seq = 3", "record 3 .* does not follow"),
        ("UPDATE events SET run = 'other' WHERE seq = 3", "record 3 .* does not follow"),
        ("UPDATE events SET hash = '00' WHERE seq = 3", "record 4 .* does not follow"),
        ("DELETE FROM events WHERE seq = 3", "record 3 is missing"),
        ("DELETE FROM events WHERE seq = 8", "1 records at the end are missing: the keyring knows of 8"),
        ("DELETE FROM events", "8 records at the end are missing"),
        ("UPDATE events SET seq = 100 WHERE seq = 3; UPDATE events SET seq = 3 WHERE seq = 4", "record 3"),
        ("UPDATE events SET body = '{}' WHERE seq = 3", "record 3 .* says something else"),
    ],
)
def test_what_was_done_to_it_is_found(file, anchor, statement, said):
    edited(file, statement)
    found = verify(file, anchor)
    assert not found.sound
    assert any(__import__("re").search(said, problem) for problem in found.problems), found.problems


def test_a_chain_that_was_made_anew_is_found_by_its_head(file, anchor, tmp_path):
    journal = SqliteJournal(tmp_path / "new.sqlite", PictureStore(tmp_path / "pictures"))
    for number in range(8):
        journal.begin(f"run{number}", "nothing happened")
    journal.close()
    found = verify(tmp_path / "new.sqlite", anchor)
    assert found.problems == ("record 8 is not the one the keyring knows: records up to it were written anew",)


def test_sqlite_itself_refuses(file):
    database = open_database(file)
    for statement in ("DELETE FROM events", "UPDATE events SET body = 'x'", "UPDATE events SET at = 0"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            database.execute(statement)
    database.close()


def test_a_run_is_forgotten_and_the_chain_is_whole(file, anchor, tmp_path):
    assert forget(file, tmp_path / "pictures", ["run1"]) == 0
    found = verify(file, anchor)
    assert found.sound and found.since == 1
    history = History(file)
    assert history.ids() == ["run3", "run2", "run0"] and history.count() == 3
    assert [run.id for run in history.ends()] == ["run3", "run2", "run0"]
    history.close()
    assert b"goal 1" not in file.read_bytes()
    assert [r.body for r in records(file, "run1")][:2] == [None, None]


def test_pictures_go_with_their_run_unless_another_has_them(file, tmp_path):
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    own, shared = "a" * 32 + ".jpg", "b" * 32 + ".png"
    for name in (own, shared):
        (pictures / name).write_bytes(b"x")
    journal = SqliteJournal(file, PictureStore(pictures))
    for run, names in (("first", [own, shared]), ("second", [shared])):
        journal._append(run, 1, "outcome", {"pictures": names})
    journal.close()
    assert forget(file, pictures, ["first"]) == 1
    assert sorted(p.name for p in pictures.iterdir()) == [shared]


def test_what_is_older_than_some_days(file):
    assert older_than(file, 1) == []
    database = open_database(file)
    database.execute("DROP TRIGGER never_changed")
    database.execute("UPDATE events SET at = at - 200000 WHERE run = 'run0'")
    database.close()
    assert older_than(file, 1) == ["run0"] and older_than(file, 3) == []


def test_a_journal_of_the_first_version_is_chained_as_it_stands(tmp_path):
    file = tmp_path / "old.sqlite"
    database = sqlite3.connect(file)
    database.executescript(
        """
        CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT NOT NULL, step INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('begin', 'intent', 'outcome', 'end')), at REAL NOT NULL,
            body TEXT NOT NULL);
        CREATE INDEX events_of_run ON events (run, step);
        INSERT INTO events (run, step, kind, at, body) VALUES ('r1', 0, 'begin', 1.5, '{"goal": "old"}');
        INSERT INTO events (run, step, kind, at, body) VALUES ('r2', 0, 'begin', 2.5, '{"goal": "newer"}');
        DELETE FROM events WHERE run = 'r1';
        PRAGMA user_version=1;
        """
    )
    database.close()
    history = History(file)
    assert [run.goal for run in history.ends()] == ["newer"]
    history.close()
    assert verify(file, None).sound and verify(file, None).head.count == 1


def test_every_record_is_a_line_of_json(file):
    lines = [json.loads(json.dumps(record.as_json())) for record in records(file)]
    assert [line["seq"] for line in lines] == list(range(1, 9))
    assert lines[0]["body"] == {"goal": "goal 0", "job": "ask"}
    assert len({line["hash"] for line in lines}) == 8


def test_heads_are_kept_in_the_keyring_or_in_a_file(tmp_path):
    journal, beside = tmp_path / "j.sqlite", tmp_path / "head.json"
    ring = MemoryRing()
    for anchor in (KeyringAnchor(ring, journal), FileAnchor(beside)):
        assert anchor.read() is None
        anchor.write(Head(3, "ab"))
        assert anchor.read() == Head(3, "ab")
    assert beside.stat().st_mode & 0o77 == 0
    beside.write_text("nonsense")
    with pytest.raises(SecretError, match="changed by hand"):
        FileAnchor(beside).read()


def test_a_keyring_that_would_ask_is_not_asked(tmp_path):
    def never():
        raise AssertionError("a dialog would have come up")

    anchor, said = open_anchor(tmp_path / "j", tmp_path / "head", lambda: False, never)
    assert isinstance(anchor, FileAnchor) and "unlock the keyring" in said
    anchor, said = open_anchor(tmp_path / "j", tmp_path / "head", lambda: True, MemoryRing)
    assert isinstance(anchor, KeyringAnchor) and not said


@pytest.mark.expects_log
def test_an_anchor_that_fails_is_said_and_tried_again(tmp_path, caplog):
    class Locked(Kept):
        def write(self, head):
            if head.count < 3:
                raise SecretError("The keyring is locked.")
            super().write(head)

    anchor = Locked()
    journal = SqliteJournal(tmp_path / "j.sqlite", PictureStore(tmp_path), anchor=anchor)
    journal.begin("r1", "a goal")
    until(lambda: "The keyring is locked." in caplog.text)
    assert "no head is kept" in verify(tmp_path / "j.sqlite", anchor).problems[0]
    journal.begin("r2", "a goal")
    journal.begin("r3", "a goal")
    journal.close()
    assert verify(tmp_path / "j.sqlite", anchor).sound


@pytest.mark.expects_log
@pytest.mark.parametrize("harm", ["DELETE FROM events WHERE seq > 5", "DELETE FROM events"])
def test_what_was_cut_off_is_not_hidden_by_the_next_run(file, anchor, harm, caplog):
    kept = anchor.head
    edited(file, harm)
    journal = SqliteJournal(file, PictureStore(file.parent), anchor=anchor)
    for number in range(6):
        journal.begin(f"later{number}", "as if nothing had been")
    journal.close()
    assert anchor.head == kept and "not as the keyring knows it" in caplog.text
    assert not verify(file, anchor).sound


def test_a_record_that_cannot_be_read_is_given_as_it_is(file):
    edited(file, "UPDATE events SET body = 'no json' WHERE seq = 3")
    assert list(records(file))[2].body == {UNREADABLE: "no json"}


def test_a_journal_without_a_chain_says_so(tmp_path):
    database = sqlite3.connect(tmp_path / "old.sqlite")
    database.executescript("CREATE TABLE events (seq INTEGER); PRAGMA user_version=1;")
    database.close()
    with pytest.raises(JournalError, match="no chain yet"):
        verify(tmp_path / "old.sqlite", None)
