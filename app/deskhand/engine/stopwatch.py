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

    @contextlib.contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time the body as one stage."""
        wall, cpu = time.perf_counter(), self._cpu()
        try:
            yield
        finally:
            self.taken.append(Timings(name, time.perf_counter() - wall, self._cpu() - cpu))
