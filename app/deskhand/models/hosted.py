"""The parent's end of the model host: a `LanguageModel` that survives its child.

The child is started on first use, killed when it does not answer in time, and started again once for a
request it died on.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from deskhand.core.errors import ModelError, ModelFileError, ModelHostError
from deskhand.core.ports import Choice
from deskhand.core.stop import StopToken

START_TIMEOUT = 60.0
ANSWER_TIMEOUT = 30.0
_THREADS_SLEEP = {"OMP_WAIT_POLICY": "passive"}
"""Threads of llama.cpp that spin while they wait made a decision 30 times slower on a busy machine."""
_POLL = 0.1
"""Seconds between two looks at the stop token while the child works."""


class HostedModel:
    """A model in a child process; see `deskhand.models.host` for the protocol."""

    def __init__(
        self,
        weights: Path,
        adapter: Path | None = None,
        threads: int | None = None,
        stop: StopToken | None = None,
        answer_timeout: float = ANSWER_TIMEOUT,
    ) -> None:
        """Nothing is loaded before the first `choose`, or `start`."""
        self._command = [
            *(sys.executable, "-m", "deskhand.models.host", str(weights), str(adapter or "")),
            str(threads or max(1, min(4, os.cpu_count() or 1))),
        ]
        self._weights, self._stop, self._timeout = weights, stop or StopToken(), answer_timeout
        self._child: subprocess.Popen[bytes] | None = None
        self._buffer, self._ready = b"", False
        self.cpu_seconds = 0.0
        """CPU the child has used, as it last told."""
        self.offline = False
        """Whether the child could leave the network."""

    @property
    def pid(self) -> int | None:
        """The child's process id while it lives."""
        return self._child.pid if self._child and self._child.poll() is None else None

    def start(self) -> None:
        """Load the model now.

        Raises:
            ModelFileError: the weights are missing or are not a model.
            ModelHostError: the child died or did not load in time.
        """
        self._open()
        self._wait_ready()

    def warm_up(self) -> None:
        """Start loading without waiting; `choose` waits if it has to."""
        if self.pid is None:
            self._open()

    def choose(self, prompt: str, candidates: Sequence[str]) -> Choice:
        """See `LanguageModel.choose`. `StopRequested` passes through, with the child killed."""
        return self._insist({"prompt": prompt, "candidates": list(candidates)})

    def write(self, prompt: str, most: int) -> str:
        """See `Writer.write`. `StopRequested` passes through, with the child killed."""
        return self._insist({"prompt": prompt, "most": most}).text

    def _insist(self, request: dict[str, object]) -> Choice:
        for attempt in (1, 2):
            try:
                return self._ask(request)
            except ModelHostError:
                self.close()
                if attempt == 2:
                    raise
        raise AssertionError("unreachable")

    def close(self) -> None:
        """End the child; calling it again does nothing."""
        child, self._child, self._buffer, self._ready = self._child, None, b"", False
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream:
                stream.close()

    def _open(self) -> None:
        if not self._weights.exists():
            raise ModelFileError(f"{self._weights.name} is not installed; run `deskhand models fetch`.")
        self.close()
        self._child = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, **_THREADS_SLEEP},
        )

    def _wait_ready(self) -> None:
        message = self._read(START_TIMEOUT)
        if "error" in message:
            self.close()
            reason = f"{self._weights.name} cannot be loaded ({message['error']}); run `deskhand models fetch`."
            raise ModelFileError(reason)
        self._ready, self.offline = True, not message.get("network", True)

    def _ask(self, request: dict[str, object]) -> Choice:
        if self.pid is None:
            self._open()
        if not self._ready:
            self._wait_ready()
        assert self._child is not None and self._child.stdin is not None
        self._write((json.dumps(request) + "\n").encode())
        answer = self._read(self._timeout)
        if "error" in answer:
            raise ModelError(f"The action model could not decide: {answer['error']}.")
        self.cpu_seconds = float(str(answer["cpu"]))
        return Choice(str(answer["text"]), float(str(answer["confidence"])))

    def _read(self, timeout: float) -> dict[str, object]:
        """One message of the child, within `timeout` seconds and while no stop is asked for."""
        assert self._child is not None and self._child.stdout is not None
        descriptor, deadline = self._child.stdout.fileno(), time.monotonic() + timeout
        while b"\n" not in self._buffer:
            self._look_up(deadline)
            if not select.select([descriptor], [], [], _POLL)[0]:
                continue
            piece = os.read(descriptor, 1 << 16)
            if not piece:
                raise ModelHostError("The action model's process died.")
            self._buffer += piece
        line, _, self._buffer = self._buffer.partition(b"\n")
        try:
            message: dict[str, object] = json.loads(line)
        except ValueError as problem:
            raise ModelHostError("The action model's process answered with no message.") from problem
        return message

    def _write(self, data: bytes) -> None:
        """Send a request, in pieces the pipe takes, within the time of an answer."""
        assert self._child is not None
        assert self._child.stdin is not None
        descriptor, deadline = self._child.stdin.fileno(), time.monotonic() + self._timeout
        os.set_blocking(descriptor, False)
        while data:
            self._look_up(deadline)
            if select.select([], [descriptor], [], _POLL)[1]:
                try:
                    data = data[os.write(descriptor, data) :]
                except BrokenPipeError as problem:
                    raise ModelHostError("The action model's process died.") from problem

    def _look_up(self, deadline: float) -> None:
        """Between two waits: has the person said stop, or is the time over?"""
        if self._stop.is_set:
            self.close()
            self._stop.check()
        if time.monotonic() > deadline:
            raise ModelHostError("The action model did not answer in time.")
