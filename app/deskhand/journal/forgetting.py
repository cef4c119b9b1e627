"""Having runs forgotten: what their records say is emptied, their pictures are deleted, the chain stays whole."""

from __future__ import annotations

import json
import re
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path

from deskhand.core.errors import JournalError

from .chain import FORGOTTEN
from .database import append, open_database

_PICTURE = re.compile(r"\b[0-9a-f]{32}\.(?:jpg|png)\b")
DAY = 86_400.0


def forget(file: Path, pictures: Path, runs: Iterable[str], reports: Path | None = None) -> int:
    """Forget these runs; how many pictures went with them. That they were forgotten is itself on record. Their reports
    in the folder `reports` go too.

    Raises:
        JournalError: the journal cannot be changed, or a picture cannot be deleted.
    """
    database = open_database(file)
    try:
        gone: set[str] = set()
        for run in runs:
            for (body,) in database.execute("SELECT body FROM events WHERE run = ?", (run,)).fetchall():
                gone |= set(_PICTURE.findall(body))
            if reports is not None:
                (reports / f"run-{run}.html").unlink(missing_ok=True)
            # On record first: a record that is empty without a reason counts as tampered with.
            append(database, run, 0, "forget", time.time(), json.dumps({"forgotten": True}))
            database.execute("UPDATE events SET body = ? WHERE run = ? AND kind <> 'forget'", (FORGOTTEN, run))
        # The write-ahead log still holds what was there.
        busy = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            raise JournalError(
                "It is forgotten, but another program reads the journal and holds a copy; run this again."
            )
        return _deleted(pictures, gone - _used(database)) if gone else 0
    except sqlite3.Error as problem:
        raise JournalError(
            f"The run cannot be forgotten ({problem}); try again when nothing is being done."
        ) from problem
    finally:
        database.close()


def older_than(file: Path, days: int) -> list[str]:
    """Ids of the runs that began longer ago than that and are not forgotten yet. Raises `JournalError`."""
    database = open_database(file)
    try:
        rows = database.execute(
            "SELECT run FROM events WHERE kind = 'begin' AND body <> ? AND at < ?",
            (FORGOTTEN, time.time() - days * DAY),
        ).fetchall()
    except sqlite3.Error as problem:
        raise JournalError(f"The journal cannot be read ({problem}).") from problem
    finally:
        database.close()
    return [str(row[0]) for row in rows]


def _used(database: sqlite3.Connection) -> set[str]:
    """The pictures that other runs have, too: equal pictures are stored once."""
    used: set[str] = set()
    for (body,) in database.execute("SELECT body FROM events WHERE body LIKE '%.jpg%' OR body LIKE '%.png%'"):
        used |= set(_PICTURE.findall(body))
    return used


def _deleted(folder: Path, names: set[str]) -> int:
    count = 0
    for name in names:
        try:
            (folder / name).unlink()
            count += 1
        except FileNotFoundError:
            continue
        except OSError as problem:
            raise JournalError(f"The picture {name} cannot be deleted ({problem.strerror}).") from problem
    return count


__all__ = ["forget", "older_than"]
