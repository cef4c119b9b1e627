"""The record of the run in progress, and how `deskhand stop` reaches it."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

from deskhand.core.errors import BusyError


@contextlib.contextmanager
def recorded(file: Path) -> Iterator[None]:
    """Keep a record of this process, and a lock on it, while its run lasts.

    Raises:
        BusyError: another run is in progress (two would fight over one mouse), or the record cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        record = file.open("a+")
    except OSError as problem:
        raise BusyError(f"{file.parent} cannot be written ({problem.strerror}); make it writable.") from problem
    with record:
        try:
            fcntl.flock(record, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise BusyError("Another run is in progress; stop it with `deskhand stop` or wait for it.") from problem
        record.truncate(0)
        record.write(json.dumps({"pid": os.getpid(), "started": _started(os.getpid())}))
        record.flush()
        try:
            yield
        finally:
            record.truncate(0)


def stop_running(file: Path) -> int | None:
    """Ask the run in progress to stop (SIGTERM); its process id, or None when nothing runs.

    The start time guards against a process id that was given to another program since.
    """
    try:
        record = json.loads(file.read_text())
        pid, started = int(record["pid"]), record["started"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if started != _started(pid):
        return None
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        return None
    return pid


def _started(pid: int) -> str | None:
    """Start time of a process in clock ticks since boot (proc(5), field 22); None if it is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    return stat.rpartition(")")[2].split()[19]
