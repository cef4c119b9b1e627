"""The process that works: it does what the app orders, one task at a time, and can die without taking the app along.

Orders come in as lines on stdin, reports go out on what was stdout (see `messages`). When the app is gone it stops.
"""

from __future__ import annotations

import logging
import os
import queue
import signal
import sys
import threading
from functools import partial
from types import FrameType
from typing import BinaryIO

from pydantic import ValidationError

from deskhand.core.stop import StopToken
from deskhand.system.paths import user_paths

from .doing import do, on_bug
from .line_to_app import Line
from .messages import Answer, Control, Do, Look, Order, Ready, Record, orders
from .showing import show

log = logging.getLogger(__name__)


class Worker:
    """The task in progress, and what is said to it from the thread that reads orders."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._words: queue.SimpleQueue[Control] = queue.SimpleQueue()
        self._stop = StopToken()
        self._lock = threading.Lock()

    def read(self, source: BinaryIO) -> None:
        """Take orders until there are no more; then what goes on is stopped."""
        for raw in source:
            try:
                self.take(orders.validate_json(raw))
            except ValidationError as problem:
                log.error("An order of the app was not understood: %s", problem)
        self.stop("The app was closed.")
        self._orders.put(None)

    def take(self, order: Order) -> None:
        """Take one order."""
        match order:
            case Answer():
                self._line.answer(order)
            case Control(word="stop"):
                self.stop(order.why or "You stopped it.")
            case Control(word="discard"):
                self.stop("The recording is discarded; nothing was kept.")
            case Control(word="pause"):
                self._line.pause()
                self._words.put(order)
            case Control(word="resume"):
                self._line.resume()
                self._words.put(order)
            case Control(word="step"):
                self._line.resume(one_step=True)
            case Control():
                self._words.put(order)
            case _:
                with self._lock:
                    # Made with the order, so that a stop sent right after it is not lost.
                    self._stop = StopToken()
                    self._line.begin()
                    while not self._words.empty():
                        self._words.get()
                    self._orders.put(order)

    def stop(self, why: str) -> None:
        """Stop the task in progress. Safe in signal handlers."""
        self._stop.stop(why)

    def work(self) -> None:
        """Do orders until there are no more."""
        paths = user_paths()
        while (order := self._orders.get()) is not None:
            stop, line = self._stop, self._line
            match order:
                case Do():
                    on_bug(line, partial(do, order, paths, line, stop), paths.crash_log)
                case Record():
                    on_bug(line, partial(show, order, paths, line, stop, self._words), paths.crash_log)
                case Look():
                    warm_up()
                    line.send(Ready())


def warm_up() -> None:
    """Load what every task needs, so that the first one begins at once."""
    import deskhand.bootstrap_replay
    import deskhand.decide.combined
    import deskhand.ground.chooser
    import deskhand.ground.reader
    import deskhand.verify.observer  # noqa: F401 - what is loaded is loaded for all


def main() -> None:
    """Work for the app that started this process."""
    logging.basicConfig(level=logging.WARNING, format="deskhand: %(message)s", stream=sys.stderr)
    # What libraries print must not get between the reports.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    worker = Worker(Line(out))

    def told(number: int, frame: FrameType | None) -> None:
        worker.stop("Stopped by `deskhand stop`.")

    signal.signal(signal.SIGTERM, told)
    # Ctrl+C in a terminal reaches the app too, which closes this process in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=worker.read, args=(sys.stdin.buffer,), name="orders", daemon=True).start()
    worker.work()


if __name__ == "__main__":
    main()

__all__ = ["Worker", "main", "warm_up"]
