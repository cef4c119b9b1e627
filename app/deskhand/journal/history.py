"""Reads runs back from the journal: for `deskhand runs`, the report and the benches."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deskhand.core.errors import JournalError, UsageError

from .chain import FORGOTTEN
from .database import open_database

_NEWEST = "SELECT run FROM events WHERE kind = 'begin' AND body <> ? ORDER BY seq DESC LIMIT ?"


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One step as recorded; `outcome` is None when the run ended before it was known."""

    number: int
    at: float
    intent: dict[str, Any]
    outcome: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run as recorded; `end` is None while it works, or when it was killed."""

    id: str
    goal: str
    at: float
    steps: tuple[StepRecord, ...]
    end: dict[str, Any] | None
    job: str = ""
    """The job card it went by; empty in records that are older than those."""

    @property
    def status(self) -> str:
        """How it ended, or `interrupted`."""
        return str(self.end["status"]) if self.end else "interrupted"


@dataclass(frozen=True, slots=True)
class RunEnd:
    """A run in short: when it began, how many steps it took, and how it ended; `end` is None as in `RunRecord`."""

    id: str
    goal: str
    at: float
    steps: int
    end: dict[str, Any] | None

    @property
    def status(self) -> str:
        """How it ended, or `interrupted`."""
        return str(self.end["status"]) if self.end else "interrupted"


class History:
    """The runs of a journal file, newest first; those that were forgotten are not among them."""

    def __init__(self, file: Path) -> None:
        """Open it.

        Raises:
            JournalError: it cannot be opened.
        """
        self._database = open_database(file)

    def ids(self, limit: int = 50) -> list[str]:
        """Ids of the newest runs."""
        rows = self._query(_NEWEST, (FORGOTTEN, limit))
        return [str(row[0]) for row in rows]

    def ends(self, limit: int = 50, containing: str = "") -> list[RunEnd]:
        """The newest runs in short, of those whose goal contains a text (whatever its case)."""
        like = "%" + containing.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        rows = self._query(
            """
            SELECT b.run, json_extract(b.body, '$.goal'), b.at,
                   (SELECT body FROM events WHERE run = b.run AND kind = 'end' LIMIT 1)
            FROM events AS b
            WHERE b.kind = 'begin' AND b.body <> '{}' AND json_extract(b.body, '$.goal') LIKE ? ESCAPE '\\'
            ORDER BY b.seq DESC LIMIT ?
            """,
            (like, limit),
        )
        ends = [(run, goal, at, json.loads(end) if end else None) for run, goal, at, end in rows]
        return [RunEnd(run, str(goal), at, int(end["steps"]) if end else 0, end) for run, goal, at, end in ends]

    def count(self) -> int:
        """How many runs there are."""
        return int(self._query("SELECT count(*) FROM events WHERE kind = 'begin' AND body <> ?", (FORGOTTEN,))[0][0])

    def run(self, run_id: str) -> RunRecord:
        """One run, by its id or an unambiguous beginning of it; `last` is the newest.

        Raises:
            UsageError: there is no such run, or more than one.
        """
        known = self.ids(1) if run_id == "last" else self._matching(run_id)
        if len(known) != 1:
            problem = "No run has" if not known else "More than one run has"
            raise UsageError(f"{problem} the id {run_id}; `deskhand runs list` shows them.")
        rows = self._query("SELECT step, kind, at, body FROM events WHERE run = ? ORDER BY seq", (known[0],))
        return _record(known[0], [(step, kind, at, json.loads(body)) for step, kind, at, body in rows])

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _matching(self, start: str) -> list[str]:
        rows = self._query(
            "SELECT run FROM events WHERE kind = 'begin' AND substr(run, 1, ?) = ? AND body <> ?",
            (len(start), start, FORGOTTEN),
        )
        return [str(row[0]) for row in rows]

    def _query(self, sql: str, values: tuple[object, ...]) -> list[Any]:
        try:
            return self._database.execute(sql, values).fetchall()
        except sqlite3.Error as problem:
            raise JournalError(f"The journal cannot be read ({problem}).") from problem


def _record(run_id: str, rows: list[tuple[int, str, float, dict[str, Any]]]) -> RunRecord:
    begin = next((at, body) for _, kind, at, body in rows if kind == "begin")
    outcomes = {step: body for step, kind, _, body in rows if kind == "outcome"}
    steps = [StepRecord(step, at, body, outcomes.get(step)) for step, kind, at, body in rows if kind == "intent"]
    end = next((body for _, kind, _, body in rows if kind == "end"), None)
    return RunRecord(run_id, str(begin[1]["goal"]), begin[0], tuple(steps), end, str(begin[1].get("job", "")))
