"""A command in a terminal of its own, with a person who answers its questions."""

import os
import pty
import select
import sys
import time

PATIENCE = 120.0
"""Seconds for one answer of a command that reads a screen on a busy machine."""


class Terminal:
    """`deskhand WORDS`, run where it believes a person sits."""

    def __init__(self, *words):
        self.shown = ""
        self._pid, self._file = pty.fork()
        if self._pid == 0:
            os.execv(sys.executable, [sys.executable, "-m", "deskhand", *map(str, words)])

    def until(self, text):
        """Wait until it has shown this since the last answer; what it has shown until then."""
        deadline, since = time.monotonic() + PATIENCE, len(self.shown)
        while text not in self.shown[since:]:
            assert time.monotonic() < deadline, f"{text!r} was not shown:\n{self.shown}"
            assert self._read(deadline), f"it ended without showing {text!r}:\n{self.shown}"
        return self.shown

    def answer(self, text):
        """Type a line. Typed at once it would be thrown away as typed before the question."""
        os.write(self._file, text.encode() + b"\n")

    def ended(self):
        """Wait for its end; its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            assert time.monotonic() < deadline, f"it did not end:\n{self.shown}"
        os.close(self._file)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def _read(self, deadline):
        if not select.select([self._file], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return True
        try:
            read = os.read(self._file, 4096)
        except OSError:
            return False  # a terminal whose last program ended
        self.shown += read.decode(errors="replace").replace("\r\n", "\n")
        return bool(read)
