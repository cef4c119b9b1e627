"""Whether the journal is as it was written: its chain, and its head as it was kept elsewhere."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deskhand.core.audit import Anchor, Head
from deskhand.core.errors import JournalError

from .chain import FIRST, FORGOTTEN, body_hash, link

UNREADABLE = "unreadable"
"""The key under which stands what a record says that cannot be read."""
MOST = 20
"""Problems that are named; a journal with more is not better known by naming all."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record of the journal with its place in the chain; `body` is None where its run was forgotten."""

    seq: int
    run: str
    step: int
    kind: str
    at: float
    body: dict[str, Any] | None
    body_hash: str
    hash: str

    def as_json(self) -> dict[str, Any]:
        """As `deskhand audit export` writes it."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Audit:
    """What came of looking: `problems` in words, none where all is well.

    `head` is that of the file, `kept` the one kept elsewhere (None where there is none), `since` how many records were
    added after it: the chain alone protects those.
    """

    head: Head
    problems: tuple[str, ...]
    kept: Head | None
    since: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(file: Path, anchor: Anchor | None) -> Audit:
    """Go through all records, and compare the head with the one kept elsewhere.

    Raises:
        JournalError: the file cannot be read.
        SecretError: the keyring cannot be asked.
    """
    kept = anchor.read() if anchor is not None else None
    try:
        rows = _rows(file)
    except sqlite3.Error as problem:
        raise JournalError(f"The journal {file} cannot be read ({problem}).") from problem
    problems, hashes = [], [FIRST]
    forgotten = {run for _seq, run, _step, kind, *_ in rows if kind == "forget"}
    for place, (seq, run, step, kind, at, body, said, mine) in enumerate(rows, 1):
        if seq != place:
            problems.append(f"record {place} is missing; in its place stands {seq}")
        if body_hash(body) != said and not (body == FORGOTTEN and run in forgotten):
            problems.append(f"record {seq} ({kind} of run {run}, step {step}) says something else than it did")
        if link(hashes[-1], seq, run, step, kind, at, said) != mine:
            problems.append(f"record {seq} ({kind} of run {run}, step {step}) does not follow from the one before")
        hashes.append(mine)
        if len(problems) >= MOST:
            break
    else:
        problems += _against(kept, hashes, anchor)
    head = Head(len(rows), hashes[-1])
    return Audit(head, tuple(problems), kept, max(0, len(rows) - kept.count) if kept else 0)


def records(file: Path, run: str = "") -> Iterator[Record]:
    """The records, oldest first; of one run, if named. Raises `JournalError`."""
    try:
        rows = _rows(file)
    except sqlite3.Error as problem:
        raise JournalError(f"The journal {file} cannot be read ({problem}).") from problem
    for seq, of, step, kind, at, body, said, mine in rows:
        if run in ("", of):
            yield Record(seq, of, step, kind, at, _read(body), said, mine)


def _against(kept: Head | None, hashes: list[str], anchor: Anchor | None) -> list[str]:
    """What the head kept elsewhere has to say."""
    where = anchor.kept_in if anchor is not None else ""
    if kept is None:
        none = "no head is kept anywhere, so nobody can tell whether records at the end are missing"
        return [none] if anchor is not None and len(hashes) > 1 else []
    if kept.count >= len(hashes):
        gone = kept.count - len(hashes) + 1
        return [f"{gone} records at the end are missing: {where} knows of {kept.count}"]
    if hashes[kept.count] != kept.hash:
        return [f"record {kept.count} is not the one {where} knows: records up to it were written anew"]
    return []


def _read(body: str) -> dict[str, Any] | None:
    """What a record says; what was tampered with may be anything, and is given as it is."""
    if body == FORGOTTEN:
        return None
    try:
        read = json.loads(body)
    except ValueError:
        read = None
    return read if isinstance(read, dict) else {UNREADABLE: body}


def _rows(file: Path) -> list[Any]:
    """The table as it is; opened read-only, so that looking changes nothing.

    Raises:
        JournalError: the file is of a version without a chain.
    """
    if not file.exists():
        return []
    database = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    try:
        if database.execute("PRAGMA user_version").fetchone()[0] == 1:
            raise JournalError(f"{file} has no chain yet: it gets one when it is opened (`deskhand runs list`).")
        names = "seq, run, step, kind, at, body, body_hash, hash"
        return database.execute(f"SELECT {names} FROM events ORDER BY seq").fetchall()
    finally:
        database.close()


__all__ = ["UNREADABLE", "Audit", "Record", "records", "verify"]
