"""Edits of the journal: `python -m tests.bench.safety.audited [--times 1000]`. How many of them are found.

Each trial takes a journal of a hundred runs whose head the keyring knows, and changes the file as somebody could who
knows it: texts, times, order, records taken out, put in or cut off, hashes made anew from there on, the whole of it.
"""

from __future__ import annotations

import argparse
import logging
import random
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from deskhand.core.step import RunResult, Status
from deskhand.journal.audit import verify
from deskhand.journal.chain import FIRST, body_hash, link
from deskhand.journal.pictures import PictureStore
from deskhand.journal.sqlite_journal import SqliteJournal
from deskhand.system.audit_anchor import KeyringAnchor
from tests.fakes import MemoryRing

RUNS = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1000)
    asked = parser.parse_args()
    random.seed(3)
    logging.disable(logging.WARNING)  # each trial says that the journal is not as it was
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="deskhand-bench-") as folder:
        file = Path(folder) / "journal.sqlite"
        anchor = KeyringAnchor(MemoryRing(), file)
        journal = SqliteJournal(file, PictureStore(Path(folder) / "pictures"), anchor=anchor)
        for number in range(RUNS):
            journal.begin(f"run{number}", f"goal {number}", "ask")
            journal.end(RunResult(Status.DONE, 0, "", 1.0, f"run{number}"))
        journal.close()
        assert verify(file, anchor).sound, "an untouched journal is sound"
        for number in range(asked.times):
            kind = list(EDITS)[number % len(EDITS)]
            copy = Path(folder) / "copy.sqlite"
            shutil.copy(file, copy)
            edit(copy, EDITS[kind])
            detected = not verify(copy, anchor).sound
            # What was done to it must not be hidden by the runs that come after.
            later = SqliteJournal(copy, PictureStore(Path(folder) / "pictures"), anchor=anchor)
            for run in ("later", "later still"):
                later.begin(run, "as if nothing had been")
            later.close()
            detected = detected and not verify(copy, anchor).sound
            found[kind] += detected
            found["all"] += detected
            if not detected:
                print(f"  NOT FOUND: {kind}")
    print(", ".join(f"{kind} {found[kind]}" for kind in EDITS))
    print(f"edits found: {found['all']} of {asked.times} (to reach 100 %)")


def edit(file: Path, change: Callable[[sqlite3.Connection], None]) -> None:
    database = sqlite3.connect(file, isolation_level=None)
    database.executescript("DROP TRIGGER never_deleted; DROP TRIGGER never_changed;")
    change(database)
    database.close()


def _any(database: sqlite3.Connection, upto: int = RUNS * 2) -> int:
    return random.randint(1, upto)


def body(database: sqlite3.Connection) -> None:
    database.execute("UPDATE events SET body = replace(body, 'goal', 'G0al') || ' ' WHERE seq = ?", (_any(database),))


def column(database: sqlite3.Connection) -> None:
    edits = {"at": "at + 0.001", "run": "run || 'x'", "step": "step + 1", "kind": "'outcome'", "hash": "'0' || hash"}
    name, value = random.choice(list(edits.items()))
    database.execute(f"UPDATE events SET {name} = {value} WHERE seq = ?", (_any(database),))


def body_and_its_hash(database: sqlite3.Connection) -> None:
    said = '{"goal": "something harmless"}'
    database.execute("UPDATE events SET body = ?, body_hash = ? WHERE seq = ?", (said, body_hash(said), _any(database)))


def taken_out(database: sqlite3.Connection) -> None:
    database.execute("DELETE FROM events WHERE seq = ?", (_any(database),))


def taken_out_and_numbered(database: sqlite3.Connection) -> None:
    gone = _any(database)
    database.execute("DELETE FROM events WHERE seq = ?", (gone,))
    for seq in range(gone + 1, RUNS * 2 + 1):
        database.execute("UPDATE events SET seq = ? WHERE seq = ?", (seq - 1, seq))


def cut_off(database: sqlite3.Connection) -> None:
    database.execute("DELETE FROM events WHERE seq > ?", (_any(database, RUNS * 2 - 1),))


def swapped(database: sqlite3.Connection) -> None:
    one, other = random.sample(range(1, RUNS * 2 + 1), 2)
    for old, new in ((one, -1), (other, one), (-1, other)):
        database.execute("UPDATE events SET seq = ? WHERE seq = ?", (new, old))


def put_in(database: sqlite3.Connection) -> None:
    row = database.execute("SELECT run, step, kind, at, body, body_hash, hash FROM events WHERE seq = 5").fetchone()
    after = _any(database, RUNS * 2 - 1)
    for seq in range(RUNS * 2, after, -1):
        database.execute("UPDATE events SET seq = ? WHERE seq = ?", (seq + 1, seq))
    database.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (after + 1, *row))


def chained_anew(database: sqlite3.Connection) -> None:
    """The cleverest: one record changed, and every hash from there on made anew."""
    start, before = _any(database), FIRST
    rows = database.execute("SELECT seq, run, step, kind, at, body FROM events ORDER BY seq").fetchall()
    for seq, run, step, kind, at, said in rows:
        text = said + " " if seq == start else said
        before = link(before, seq, run, step, kind, at, body_hash(text))
        database.execute(
            "UPDATE events SET body = ?, body_hash = ?, hash = ? WHERE seq = ?", (text, body_hash(text), before, seq)
        )


def forgotten_without_a_record(database: sqlite3.Connection) -> None:
    database.execute("UPDATE events SET body = '{}' WHERE seq = ?", (_any(database),))


EDITS: dict[str, Callable[[sqlite3.Connection], None]] = {
    made.__name__: made
    for made in (
        body,
        column,
        body_and_its_hash,
        taken_out,
        taken_out_and_numbered,
        cut_off,
        swapped,
        put_in,
        chained_anew,
        forgotten_without_a_record,
    )
}

if __name__ == "__main__":
    main()
