"""The app's end of the process that works: started when it is needed, ended when it is not, never waited for."""

from __future__ import annotations

import contextlib
import logging
import queue
import subprocess
import sys
import threading
from collections.abc import Callable

from pydantic import ValidationError

from .messages import Answer, Control, Do, Ended, Message, Record, Report, line, reports

log = logging.getLogger(__name__)

ENDS = 5.0
"""Seconds a stopped task has to end by itself; then its process is killed, and the watchdog lets go of what it held."""


class Child:
    """One process that works at a time. `told` gets its reports, on a thread of this."""

    def __init__(self, told: Callable[[Report], None]) -> None:
        self._told = told
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._busy = threading.Event()
        self._tasks = 0
        self._orders: queue.SimpleQueue[tuple[Message, int] | None] = queue.SimpleQueue()
        self._at_work: subprocess.Popen[bytes] | None = None
        self._giver: threading.Thread | None = None

    @property
    def busy(self) -> bool:
        """Whether a task is in progress."""
        return self._busy.is_set()

    @property
    def pid(self) -> int | None:
        """Its process id while it lives."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def send(self, order: Message) -> None:
        """Give an order, in turn and by a thread; the process is started if there is none."""
        if isinstance(order, Do | Record):
            self._busy.set()
            self._tasks += 1
        if self._giver is None:
            self._giver = threading.Thread(target=self._give_all, name="orders", daemon=True)
            self._giver.start()
        self._orders.put((order, self._tasks))

    def _give_all(self) -> None:
        while (taken := self._orders.get()) is not None:
            try:
                self._give(*taken)
            except OSError as problem:
                words = f"The process that works cannot be started ({problem.strerror})."
                self._take(Ended(status="failed", words=words))

    def _give(self, order: Message, task: int) -> None:
        if isinstance(order, Control | Answer) and self.pid is None:
            return
        with self._lock:
            process = self._started()
            if isinstance(order, Do | Record):
                self._at_work = process
            try:
                assert process.stdin is not None
                process.stdin.write(line(order))
                process.stdin.flush()
            except (BrokenPipeError, OSError):
                # Its end is told by the thread that reads.
                log.info("The order %s did not reach the process that works.", type(order).__name__)
        if isinstance(order, Control) and order.word in ("stop", "discard"):
            watch = threading.Timer(ENDS, self._kill_if_busy, (process, task))
            watch.daemon = True
            watch.start()

    def close(self) -> None:
        """End it; what it does is stopped. Calling it again does nothing."""
        giver, self._giver = self._giver, None
        if giver is not None:
            self._orders.put(None)
            giver.join(ENDS)
        with self._lock:
            process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            assert process.stdin is not None
            process.stdin.close()
        try:
            process.wait(ENDS if self.busy else 1.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "deskhand.jobs.worker"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            threading.Thread(target=self._read, args=(self._process,), name="reports", daemon=True).start()
        return self._process

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None
        with process.stdout as out:
            for raw in out:
                try:
                    self._take(reports.validate_json(raw))
                except ValidationError as problem:
                    log.error("A report was not understood: %s", problem)
        process.wait()
        if self.busy and self._at_work is process:
            words = "The process that works died before its task was over. Please look at the screen before going on."
            self._take(Ended(status="failed", words=words))

    def _take(self, report: Report) -> None:
        if isinstance(report, Ended):
            self._busy.clear()
        self._told(report)

    def _kill_if_busy(self, process: subprocess.Popen[bytes], task: int) -> None:
        if self.busy and self._tasks == task and process.poll() is None:
            process.kill()


__all__ = ["Child"]
