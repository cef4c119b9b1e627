"""One job of the ledger: what of it was begun, what is finished, and what was decided on the way."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from deskhand.core.errors import RecipeError

from ..walking.memory import Begun
from .ledger_file import LedgerFile

_MISSED = 2
"""In the column `sent`: all of it was sent, and its effect was seen not to come."""


class Job:
    """One job, and the `Memory` of its walk; close it to let others at it."""

    def __init__(
        self, file: LedgerFile, id_: str, began: float, *, recipe: str, resumed: bool, again: bool, lock: IO[str]
    ) -> None:
        """Made by `Ledger.job`."""
        self.id, self.recipe, self.resumed = id_, recipe, resumed
        self.began = date.fromtimestamp(began)
        """The day it was begun, which stays `today` for it."""
        self._file, self._again, self._lock = file, again, lock
        ended = file.read("SELECT position, variables FROM positions WHERE job = ? AND ended = 1", id_)
        begun = file.read("SELECT position, before, sent FROM positions WHERE job = ? AND ended = 0", id_)
        self._ended: dict[str, Mapping[str, str]] = {position: json.loads(read) for position, read in ended}
        self._begun = next(
            (Begun(position, before or b"", bool(sent), sent == _MISSED) for position, before, sent in begun), None
        )
        self._blocks: set[str] = set()
        for position in [*self._ended, *(position for position, *_ in begun)]:
            self._enter(position)
        self._decisions: dict[str, str] = dict(file.read("SELECT position, what FROM decisions WHERE job = ?", id_))
        self._rows = {digest for (digest,) in file.read("SELECT digest FROM rows_done WHERE job = ?", id_)}

    def done(self, position: str) -> Mapping[str, str] | None:
        """See `Memory.done`."""
        return self._ended.get(position)

    def decided(self, position: str) -> str | None:
        """See `Memory.decided`."""
        return self._decisions.get(position)

    def decide(self, position: str, what: str) -> None:
        """See `Memory.decide`. Raises `JournalError`."""
        self._write("INSERT OR REPLACE INTO decisions VALUES (?, ?, ?)", self.id, position, what)
        self._decisions[position] = what

    def reached(self, block: str) -> bool:
        """See `Memory.reached`."""
        return block in self._blocks

    def row_done(self, digest: str) -> None:
        """See `Memory.row_done`. Raises `JournalError`."""
        if digest not in self._rows:
            self._write("INSERT INTO rows_done VALUES (?, ?, ?)", self.id, digest, time.time())
            self._rows.add(digest)

    def rows_done(self, digests: Iterable[str]) -> Mapping[str, str]:
        """See `Memory.rows_done`."""
        if self._again:
            return {}
        wanted = set(digests)
        query = (
            "SELECT digest, max(at) FROM rows_done JOIN jobs ON id = job"
            " WHERE recipe = ? AND job != ? AND state != 'given up' GROUP BY digest"
        )
        rows = self._file.read(query, self.recipe, self.id)
        return {digest: date.fromtimestamp(at).isoformat() for digest, at in rows if digest in wanted}

    def begin(self, position: str, before: bytes = b"") -> None:
        """Write down that a leaf begins, before anything of it is done; one of several acts begins once for each.

        Raises:
            RecipeError: another one was begun and is not settled, or this one has ended already.
            JournalError: it cannot be written; do not begin.
        """
        begun = self._begun
        if (begun is not None and begun.position != position) or position in self._ended:
            raise RecipeError(f"Step {begun.position if begun else position} was begun before; settle it first.")
        query = "INSERT OR REPLACE INTO positions (job, position, ended, before) VALUES (?, ?, 0, ?)"
        self._write(query, self.id, position, before, durable=True)
        self._begun = Begun(position, before)
        self._enter(position)

    def sent(self, position: str) -> None:
        """Write down that all events of a begun leaf were sent. Raises `JournalError`."""
        self._write("UPDATE positions SET sent = 1 WHERE job = ? AND position = ? AND ended = 0", self.id, position)
        if self._begun is not None:
            self._begun = replace(self._begun, sent=True)

    def missed(self, position: str) -> None:
        """Write down that the effect of a leaf that was sent did not come. Raises `JournalError`."""
        query = "UPDATE positions SET sent = ? WHERE job = ? AND position = ? AND ended = 0"
        self._write(query, _MISSED, self.id, position)
        if self._begun is not None:
            self._begun = replace(self._begun, missed=True)

    def finish(self, position: str, variables: Mapping[str, str] | None = None) -> None:
        """Write down that a leaf has ended, and the variables it read; one that only looks need not have begun.

        Raises:
            JournalError: it cannot be written.
        """
        read = dict(variables or {})
        query = "INSERT OR REPLACE INTO positions (job, position, ended, variables) VALUES (?, ?, 1, ?)"
        self._write(query, self.id, position, json.dumps(read, ensure_ascii=False))
        self._ended[position] = read
        self._forget(position)
        self._enter(position)

    def begun(self) -> Begun | None:
        """The leaf that was begun and whose end is not known."""
        return self._begun

    def settle(self, position: str, done: bool) -> None:
        """Write down whether the leaf whose end was not known is done; one that is not is begun again."""
        if done:
            self.finish(position)
        else:
            self._write("DELETE FROM positions WHERE job = ? AND position = ? AND ended = 0", self.id, position)
            self._forget(position)

    def made(self, path: Path) -> None:
        """Write down that this job makes a file, before it does."""
        self._write("INSERT OR REPLACE INTO made VALUES (?, ?)", self.id, str(path), durable=True)

    def has_made(self, path: Path) -> bool:
        """Whether this job made the file."""
        return bool(self._file.read("SELECT 1 FROM made WHERE job = ? AND path = ?", self.id, str(path)))

    def end(self) -> None:
        """All of the job is done: only the digests of its rows are kept."""
        self._file.write(lambda db: end_job(db, self.id, "done"))

    def close(self) -> None:
        """Let other processes at the job. What is not done stays for the next time."""
        self._lock.close()

    def __enter__(self) -> Job:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _write(self, query: str, *values: Any, durable: bool = False) -> None:
        def change(database: sqlite3.Connection) -> None:
            database.execute(query, values)
            database.execute("UPDATE jobs SET touched = ? WHERE id = ?", (time.time(), self.id))

        self._file.write(change, durable)

    def _forget(self, position: str) -> None:
        """The leaf is not in doubt any more."""
        if self._begun is not None and self._begun.position == position:
            self._begun = None

    def _enter(self, position: str) -> None:
        """Remember every block around a position as reached."""
        at = position.find("/")
        while at >= 0:
            self._blocks.add(position[:at])
            at = position.find("/", at + 1)


def end_job(database: sqlite3.Connection, id_: str, state: str) -> None:
    """Leave of a job only that it was, and its rows."""
    for table in ("positions", "decisions", "made"):
        database.execute(f"DELETE FROM {table} WHERE job = ?", (id_,))
    database.execute("UPDATE jobs SET state = ?, touched = ? WHERE id = ?", (state, time.time(), id_))


__all__ = ["Begun", "Job", "end_job"]
