"""The record of the run in progress, and how `deskhand stop` reaches it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def recorded(file: Path) -> Iterator[None]:
    """Keep a record of this process while its run lasts."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"pid": os.getpid(), "started": _started(os.getpid())}))
    try:
        yield
    finally:
        file.unlink(missing_ok=True)


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
        file.unlink(missing_ok=True)
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
