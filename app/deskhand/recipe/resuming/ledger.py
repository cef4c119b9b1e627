"""What was done of each job, in one SQLite file: so that no row is done twice and none is left out.

A job is one doing of a recipe, for a file of rows or for none. Every leaf that acts is written down before it begins,
when it was sent and after it has ended (write-ahead log), so whatever happens there is at most one leaf of a job whose
end is not known: it is settled before the job goes on (see `settling`). A beginning, and with it all before it, is on
the disk (`synchronous=FULL`) before anything is sent: a power cut can take no more than what the last leaf came to.
What was decided and read is kept beside it until the job ends; then only the digests of its rows stay, for as long as
`KEPT`. Values of secrets are never written down: nothing here gets them.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import secrets
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Literal

from deskhand.core.errors import BusyError, JournalError

from .job import Begun, Job, end_job
from .ledger_file import LedgerFile

KEPT: Final = 90 * 86_400.0
"""Seconds after which a job that nothing happened to is forgotten, finished or not."""


@dataclass(frozen=True)
class JobInfo:
    """A job as listed: `leaves` of it were begun or finished; times are seconds since 1970."""

    id: str
    recipe: str
    rows: str
    state: Literal["open", "done", "given up"]
    began: float
    touched: float
    leaves: int


class Ledger:
    """The ledger in one file; each job by one process at a time."""

    def __init__(self, file: Path) -> None:
        """Open the file, made if need be, and forget what is old.

        Raises:
            JournalError: it cannot be opened, is damaged, or was written by a newer Deskhand.
        """
        self._file = LedgerFile(file)
        self._file.write(lambda db: db.execute("DELETE FROM jobs WHERE touched < ?", (time.time() - KEPT,)))

    def job(self, recipe: str, rows: str = "", again: bool = False) -> Job:
        """The job of this recipe for this file of rows (its full path, empty for none): the open one, or a new one.

        With `again` an open one is given up, and rows that were done before are done again.

        Raises:
            BusyError: another process is at it.
            JournalError: the ledger cannot be read or written.
        """
        lock = self._locked(recipe, rows)
        try:
            if again:
                self._file.write(lambda db: _give_up(db, recipe, rows))
            found = self._file.read(
                "SELECT id, began FROM jobs WHERE recipe = ? AND rows = ? AND state = 'open'", recipe, rows
            )
            if found:
                return Job(self._file, *found[0], recipe=recipe, resumed=True, again=again, lock=lock)
            id_, now = secrets.token_hex(6), time.time()
            values = (id_, recipe, rows, now, now)
            self._file.write(lambda db: db.execute("INSERT INTO jobs VALUES (?, ?, ?, 'open', ?, ?)", values))
            return Job(self._file, id_, now, recipe=recipe, resumed=False, again=again, lock=lock)
        except BaseException:
            lock.close()
            raise

    def jobs(self) -> list[JobInfo]:
        """All jobs, the last one touched first."""
        rows = self._file.read(
            "SELECT id, recipe, rows, state, began, touched,"
            " (SELECT count(*) FROM positions WHERE job = id) FROM jobs ORDER BY touched DESC"
        )
        return [JobInfo(*row) for row in rows]

    def open_job(self, recipe: str, rows: str = "") -> JobInfo | None:
        """The job that was begun and has not ended, if anything of it was done."""
        jobs = (job for job in self.jobs() if (job.recipe, job.rows, job.state) == (recipe, rows, "open"))
        return next((job for job in jobs if job.leaves), None)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _locked(self, recipe: str, rows: str) -> IO[str]:
        """A lock that goes with the process."""
        name = hashlib.sha256(json.dumps([recipe, rows]).encode()).hexdigest()[:16]
        try:
            lock = self._file.file.with_name(f"{self._file.file.name}.{name}.lock").open("a")
        except OSError as problem:
            raise JournalError(f"The ledger {self._file.file} cannot be locked ({problem.strerror}).") from problem
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            lock.close()
            raise BusyError(f"{recipe} is being done already, by another process; wait for it or stop it.") from problem
        return lock


def _give_up(database: sqlite3.Connection, recipe: str, rows: str) -> None:
    query = "SELECT id FROM jobs WHERE recipe = ? AND rows = ? AND state = 'open'"
    for (id_,) in database.execute(query, (recipe, rows)).fetchall():
        end_job(database, id_, "given up")


__all__ = ["KEPT", "Begun", "Job", "JobInfo", "Ledger"]
