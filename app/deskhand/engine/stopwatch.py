"""Wall and CPU time of the stages of a step."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator

from deskhand.core.ports import Timings


def process_cpu() -> float:
    """CPU seconds of this process and of its children that have ended."""
    return sum(os.times()[:4])


class Stopwatch:
    """Collects the timings of one step; `cpu` tells CPU seconds so far, hosts included."""

    def __init__(self, cpu: Callable[[], float] = process_cpu) -> None:
        self._cpu = cpu
        self.taken: list[Timings] = []

    def split(self, part: str, wall: float) -> None:
        """Take a part of the stage timed last, `wall` seconds at most, as a stage of its own."""
        last, own = self.taken.pop(), max(0.0, wall)
        self.taken.append(Timings(last.stage, max(0.0, last.wall - own), last.cpu))
        if own:
            self.taken.append(Timings(part, min(own, last.wall), 0.0))

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time the body as one stage."""
        wall, cpu = time.perf_counter(), self._cpu()
        try:
            yield
        finally:
            self.taken.append(Timings(name, time.perf_counter() - wall, self._cpu() - cpu))
