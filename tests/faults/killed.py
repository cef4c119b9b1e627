"""SIGKILL at random points of a run: what is held, what was acknowledged and is lost, what is done twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from Xlib import X, display

from deskhand.journal.audit import verify
from deskhand.system.paths import Paths

from .outcome import Came

BUTTONS = X.Button1Mask | X.Button2Mask | X.Button3Mask
RELEASED = 1.0
"""Seconds the watchdog has."""


def kills(paths: Paths, times: int) -> Counter[str]:
    """A process that drags, types and presses chords, journalling each, is killed at any moment."""
    random.seed(9)
    found: Counter[str] = Counter()
    server = display.Display()
    book = paths.data / "acknowledged.jsonl"
    for number in range(times):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.busy", str(paths.journal), str(book), f"run{number}"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(random.uniform(0.0, 1.2))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        killed = time.monotonic()
        while _held(server) and time.monotonic() - killed < RELEASED:
            time.sleep(0.01)
        found["held after 1 s"] += _held(server)
        found["kills"] += 1
    server.close()
    audit = verify(paths.journal, None)
    found["broken journal"] += not audit.sound
    kept = _intents(paths.journal)
    said = [json.loads(line) for line in book.read_text().splitlines()]
    found["acknowledged"] = len(said)
    found["lost acknowledged records"] = sum((one["run"], one["step"]) not in kept for one in said)
    return found


def repeated(folder: Path, times: int) -> Counter[str]:
    """Payments of a job that is killed and resumed: how many were done twice or lost."""
    from tests.integration import test_killed_jobs as killed_jobs

    random.seed(10)
    found: Counter[str] = Counter()
    rows = [f"n{number},{random.randrange(1, 10_000)}" for number in range(max(400, times * 8))]
    (folder / "data.csv").write_text("who,amount\n" + "".join(f"{row}\n" for row in rows))
    application = killed_jobs.started("application", folder)
    while not (folder / "cashier").exists():
        time.sleep(0.05)
    try:
        for point in sorted(random.sample(range(1, len(rows) - 5), times)):
            job = killed_jobs.started("job", folder)
            if not killed_jobs.wait_for_payments(folder, point, job):
                break
            time.sleep(random.random() / 40)
            job.send_signal(signal.SIGKILL)
            job.communicate()
            found["kills"] += job.returncode == -signal.SIGKILL
        job = killed_jobs.started("job", folder)
        job.communicate(timeout=600)
        paid = Counter(line.removeprefix("submit ").replace(" ", ",") for line in killed_jobs.lines(folder / "book"))
        found["payments"] = sum(paid.values())
        found["done twice"] = sum(count - 1 for count in paid.values() if count > 1)
        found["lost"] = sum(row not in paid for row in rows)
    finally:
        application.kill()
        application.communicate()
    return found


def _held(server: display.Display) -> bool:
    pointer = server.screen().root.query_pointer()
    return bool(pointer.mask & BUTTONS) or any(server.query_keymap())


def _intents(file: Path) -> set[tuple[str, int]]:
    from deskhand.journal.audit import records

    return {(record.run, record.step) for record in records(file) if record.kind == "intent"}


__all__ = ["Came", "kills", "repeated"]
