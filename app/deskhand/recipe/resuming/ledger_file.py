"""The SQLite file of the ledger: its tables, and changes that outlive a crash in the order they were made."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from deskhand.core.errors import JournalError

_VERSION: Final = 1
_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS jobs (
    id TEXT PRIMARY KEY,
    recipe TEXT NOT NULL,
    rows TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'given up')),
    began REAL NOT NULL,
    touched REAL NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS one_open_job ON jobs (recipe, rows) WHERE state = 'open';
CREATE TABLE IF NOT EXISTS positions (
    job TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    position TEXT NOT NULL,
    ended INTEGER NOT NULL,
    variables TEXT NOT NULL DEFAULT '{}',
    before BLOB,
    sent INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (job, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS decisions (
    job TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    position TEXT NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (job, position)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rows_done (
    job TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    digest TEXT NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (digest, job)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS made (
    job TEXT NOT NULL REFERENCES jobs ON DELETE CASCADE,
    path TEXT NOT NULL,
    PRIMARY KEY (job, path)
) WITHOUT ROWID;
"""


class LedgerFile:
    """The open file; safe from one thread at a time."""

    def __init__(self, file: Path) -> None:
        """Open the file, made if need be.

        Raises:
            JournalError: it cannot be opened, is damaged, or was written by a newer Deskhand.
        """
        self.file, self._database = file, _opened(file)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def read(self, query: str, *values: Any) -> list[Any]:
        """The rows of a query.

        Raises:
            JournalError: the file cannot be read.
        """
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.Error as problem:
            raise JournalError(f"The ledger {self.file} cannot be read ({problem}).") from problem

    def write(self, change: Callable[[sqlite3.Connection], object], durable: bool = True) -> None:
        """One change, all of it or nothing, on the disk when this returns.

        One that is not `durable` outlives this process at once, and a power cut from the next durable one on.

        Raises:
            JournalError: it cannot be written; nothing of it was.
        """
        try:
            self._database.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            self._database.execute("BEGIN IMMEDIATE")
            try:
                change(self._database)
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise
        except sqlite3.Error as problem:
            reason = f"The ledger cannot be written ({problem}), so nothing more is done; free some disk."
            raise JournalError(reason) from problem


def _opened(file: Path) -> sqlite3.Connection:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=5)
        # Only their owner's: what was read from the screen is in it.
        file.chmod(0o600)
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            database.execute(f"PRAGMA {pragma}")
        version = database.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise JournalError(f"The ledger {file} was written by a newer Deskhand; update Deskhand.")
        database.executescript(_SCHEMA)
        database.execute(f"PRAGMA user_version={_VERSION}")
    except sqlite3.Error as problem:
        raise JournalError(f"The ledger {file} cannot be opened ({problem}); move it away and try again.") from problem
    except OSError as problem:
        raise JournalError(f"The ledger {file} cannot be opened ({problem.strerror}).") from problem
    return database
