"""The file of the journal: its tables, its rules, and how an older one is brought up to date.

Nothing can be deleted from the table of events, and nothing changed but one thing: what a record says may be emptied
when the person has a run forgotten. SQLite itself refuses the rest; the chain (see `chain`) shows who went past it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from deskhand.core.errors import JournalError

from .chain import FIRST, FORGOTTEN, body_hash, link

_TABLE = """
CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    run TEXT NOT NULL,
    step INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('begin', 'intent', 'outcome', 'end', 'forget')),
    at REAL NOT NULL,
    body TEXT NOT NULL,
    body_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
"""
_RULES = f"""
CREATE INDEX IF NOT EXISTS events_of_run ON events (run, step);
CREATE INDEX IF NOT EXISTS begins ON events (seq) WHERE kind = 'begin';
CREATE TRIGGER IF NOT EXISTS never_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS never_changed BEFORE UPDATE ON events
WHEN NEW.body <> '{FORGOTTEN}' OR NEW.seq <> OLD.seq OR NEW.run <> OLD.run OR NEW.step <> OLD.step
  OR NEW.kind <> OLD.kind OR NEW.at <> OLD.at OR NEW.body_hash <> OLD.body_hash OR NEW.hash <> OLD.hash
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""
_VERSION = 2
BUSY = 5.0
"""Seconds another process may hold the file."""


def open_database(file: Path) -> sqlite3.Connection:
    """Open the journal's file, made if need be.

    Raises:
        JournalError: it cannot be opened, is damaged, or was written by a newer Deskhand.
    """
    database: sqlite3.Connection | None = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=BUSY)
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        # What was emptied is overwritten in the file, too.
        database.execute("PRAGMA secure_delete=ON")
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise JournalError(f"The journal {file} was written by a newer Deskhand; update Deskhand.")
        if version == 1:
            _chained(database)
        database.executescript(_TABLE + _RULES)
        database.execute(f"PRAGMA user_version={_VERSION}")
    except sqlite3.Error as problem:
        if database is not None:
            database.close()
        raise JournalError(f"The journal {file} cannot be opened ({problem}); move it away and try again.") from problem
    except OSError as problem:
        raise JournalError(f"The journal {file} cannot be opened ({problem.strerror}).") from problem
    return database


def append(database: sqlite3.Connection, run: str, step: int, kind: str, at: float, body: str) -> tuple[int, str]:
    """Add a record behind the last; its number and hash. Raises `sqlite3.Error`."""
    database.execute("BEGIN IMMEDIATE")
    try:
        seq, before = database.execute("SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1").fetchone() or (
            0,
            FIRST,
        )
        said = body_hash(body)
        mine = link(before, seq + 1, run, step, kind, at, said)
        row = (seq + 1, run, step, kind, at, body, said, mine)
        database.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise
    return seq + 1, mine


def _chained(database: sqlite3.Connection) -> None:
    """A file of version 1 had no chain: what it holds is chained as it stands, numbered anew if some are missing."""
    database.execute("BEGIN IMMEDIATE")
    if database.execute("PRAGMA user_version").fetchone()[0] != 1:
        database.execute("ROLLBACK")  # another process was quicker
        return
    for name in ("events_of_run", "begins"):
        database.execute(f"DROP INDEX IF EXISTS {name}")
    database.execute("ALTER TABLE events RENAME TO events_1")
    database.execute(_TABLE)
    before = FIRST
    rows = database.execute("SELECT run, step, kind, at, body FROM events_1 ORDER BY seq")
    for seq, (run, step, kind, at, body) in enumerate(rows, 1):
        said = body_hash(body)
        before = link(before, seq, run, step, kind, at, said)
        database.execute(
            "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (seq, run, step, kind, at, body, said, before)
        )
    database.execute("DROP TABLE events_1")
    database.execute(f"PRAGMA user_version={_VERSION}")
    database.execute("COMMIT")


__all__ = ["append", "open_database"]
