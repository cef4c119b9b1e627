"""One app a person: the first listens on a socket in their runtime folder, a later one hands its request over.

A request is one line of JSON. Only the person's own processes can reach the socket: its folder is theirs alone.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from deskhand.core.errors import BusyError

ANSWER: Final = 5.0
"""Seconds the app has to take a request."""
LONGEST: Final = 65_536
"""Bytes of a request."""

Request = dict[str, Any]


class OneInstance:
    """The socket of the app that runs. `told` gets the requests, on a thread of this."""

    def __init__(self, path: Path, told: Callable[[Request], None]) -> None:
        self._path, self._told = path, told
        self._lock: Any = None
        self._server: socket.socket | None = None

    def listen(self) -> bool:
        """Be the one; False where another app is.

        Raises:
            BusyError: the folder cannot be written.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock = self._path.with_suffix(".lock").open("w")
        except OSError as problem:
            raise BusyError(
                f"{self._path.parent} cannot be written ({problem.strerror}); make it writable."
            ) from problem
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            return False
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()
        self._server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        before = os.umask(0o177)
        try:
            self._server.bind(str(self._path))
        except OSError as problem:
            raise BusyError(f"{self._path} cannot be opened ({problem.strerror}).") from problem
        finally:
            os.umask(before)
        self._server.listen(4)
        return True

    def serve(self) -> None:
        """Take requests from now on; those that came before have waited."""
        assert self._server is not None
        threading.Thread(target=self._serve, args=(self._server,), name="requests", daemon=True).start()

    def close(self) -> None:
        """Be the one no longer."""
        if self._server is not None:
            with contextlib.suppress(OSError):
                self._server.shutdown(socket.SHUT_RDWR)
            self._server.close()
            with contextlib.suppress(OSError):
                self._path.unlink()
            self._server = None
            self._lock.close()

    def _serve(self, server: socket.socket) -> None:
        while True:
            try:
                peer, _ = server.accept()
            except OSError:
                return
            with peer:
                peer.settimeout(ANSWER)
                # Whatever comes, the next one must be heard.
                with contextlib.suppress(OSError, ValueError, RecursionError, RuntimeError):
                    request = json.loads(_line(peer))
                    if isinstance(request, dict):
                        self._told(request)
                        peer.sendall(b"ok\n")


def hand_over(path: Path, request: Request) -> bool:
    """Give a request to the app that runs; False where none does."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(ANSWER)
        try:
            line.connect(str(path))
            line.sendall(json.dumps(request).encode() + b"\n")
            return line.recv(16).startswith(b"ok")
        except OSError:
            return False


def _line(peer: socket.socket) -> bytes:
    taken = b""
    while not taken.endswith(b"\n") and len(taken) < LONGEST:
        part = peer.recv(4_096)
        if not part:
            break
        taken += part
    return taken


__all__ = ["OneInstance", "Request", "hand_over"]
