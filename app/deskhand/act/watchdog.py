"""The watchdog child: releases what is still held when its parent is gone.

The parent tells it before each press and after each release, a line an event. When the pipe closes
(the parent ended, however it ended) the child releases everything still held and ends. It runs in a
session of its own so that Ctrl+C in the terminal does not reach it.

Run as `python -m deskhand.act.watchdog`; prints `ready` once it can release.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from typing import IO

from deskhand.core.errors import InputError
from deskhand.core.ports import Devices

READY = "ready"
_END = 5.0
"""Seconds the child may take to release what is held and end."""


class Watchdog:
    """The parent's end: start it, tell it what is held."""

    def __init__(self) -> None:
        """Start the child and wait until it is ready.

        Raises:
            InputError: it did not start.
        """
        self._child = subprocess.Popen(
            [sys.executable, "-m", "deskhand.act.watchdog"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            bufsize=1,
            start_new_session=True,
        )
        if self._output().readline().strip() != READY:
            self._child.kill()
            self._child.wait()
            raise InputError("The watchdog that releases held keys did not start, so nothing is sent.")

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._child.pid

    def hold(self, kind: str, name: str) -> None:
        """Say that a `key` or `button` is about to be pressed."""
        self._tell(f"+ {kind} {name}")

    def release(self, kind: str, name: str) -> None:
        """Say that it has been released."""
        self._tell(f"- {kind} {name}")

    def close(self) -> None:
        """End the child; it releases what is still held first."""
        if self._child.stdin and not self._child.stdin.closed:
            with contextlib.suppress(BrokenPipeError):
                self._child.stdin.close()
        try:
            self._child.wait(_END)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._output().close()

    def _tell(self, line: str) -> None:
        assert self._child.stdin is not None
        try:
            if self._child.poll() is not None:
                raise BrokenPipeError
            self._child.stdin.write(line + "\n")
            self._child.stdin.flush()
        except (BrokenPipeError, ValueError) as problem:
            raise InputError("The watchdog that releases held keys has died, so nothing more is sent.") from problem

    def _output(self) -> IO[str]:
        assert self._child.stdout is not None
        return self._child.stdout


def watch(lines: IO[str], devices: Devices) -> None:
    """Follow what is held until the lines end, then release it, last pressed first."""
    held: list[tuple[str, str]] = []
    for line in lines:
        sign, kind, name = line.rstrip("\n").split(" ", 2)
        if sign == "+":
            held.append((kind, name))
        elif (kind, name) in held:
            held.remove((kind, name))
    for kind, name in reversed(held):
        if kind == "button":
            devices.release_button(name)
        else:
            devices.release_key(name)


def main() -> None:
    """The child's entry point."""
    from deskhand.act.pynput_devices import PynputDevices

    try:
        devices = PynputDevices()
    except InputError as problem:
        sys.exit(str(problem))
    print(READY, flush=True)
    watch(sys.stdin, devices)


if __name__ == "__main__":
    main()
