"""A time limit for engines that run in this process."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from deskhand.core.errors import OcrError
from deskhand.core.ports import OcrEngine, Reading
from deskhand.core.screen import Pixels

PATIENCE, PATIENCE_A_LINE = 15.0, 0.5
"""Seconds: for a call, and for each line; a line takes 0.002 to 0.02, on a busy machine ten times as long."""


class Timed:
    """An engine that is given up when it does not answer in time.

    A thread that hangs cannot be killed: it is left behind as a daemon, which does not keep the process from
    ending, and the engine is never called again.
    """

    def __init__(self, engine: OcrEngine, patience: float = PATIENCE, patience_a_line: float = PATIENCE_A_LINE) -> None:
        """The patience in seconds, for a call and for each of its lines."""
        self.name = engine.name
        self._engine = engine
        self._patience, self._patience_a_line = patience, patience_a_line
        self._gave_up = ""

    def read(self, lines: Sequence[Pixels]) -> list[Reading]:
        """See `OcrEngine.read`."""
        if self._gave_up:
            raise OcrError(self._gave_up)
        limit = self._patience + self._patience_a_line * len(lines)
        call = _Call(self._engine, lines)
        call.start()
        call.join(limit)
        if call.is_alive():
            self._gave_up = f"{self.name} did not answer in {limit:.3g} s and is not asked again."
            raise OcrError(self._gave_up)
        return call.answer()


class _Call(threading.Thread):
    """One call of an engine and what came of it."""

    def __init__(self, engine: OcrEngine, lines: Sequence[Pixels]) -> None:
        super().__init__(name=f"reading with {engine.name}", daemon=True)
        self._engine, self._lines = engine, lines
        self._readings: list[Reading] = []
        self._problem: BaseException | None = None

    def run(self) -> None:
        """Read, and keep what is raised for the caller."""
        try:
            self._readings = self._engine.read(self._lines)
        except BaseException as problem:  # noqa: BLE001 - raised again where the call was made
            self._problem = problem

    def answer(self) -> list[Reading]:
        """The readings, or what the engine raised."""
        if self._problem is not None:
            raise self._problem
        return self._readings
