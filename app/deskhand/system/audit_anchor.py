"""Where the head of the journal's chain is kept: the keyring, or where there is none that is open, a file beside it.

A file beside the journal shows what was lost or damaged; against a program that runs as the same user and knows of it
only the keyring helps, and on X11 not even that for sure (see SECURITY.md).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from deskhand.core.audit import Anchor, Head
from deskhand.core.errors import SecretError

from . import atomic
from .keyring_ready import is_unlocked
from .keyrings import Ring, system_ring

SERVICE = "deskhand-audit"
"""The name the heads go by in the keyring."""


class KeyringAnchor:
    """See `Anchor`; one entry a journal, named by its path."""

    kept_in = "the keyring"

    def __init__(self, ring: Ring, journal: Path, unlocked: Callable[[], bool] = lambda: True) -> None:
        """`unlocked` tells before each write whether it would be done without a question to the person."""
        self._ring, self._name, self._unlocked = ring, str(journal.absolute()), unlocked

    def read(self) -> Head | None:
        """See `Anchor.read`."""
        kept = self._ring.get_password(SERVICE, self._name)
        return _parsed(kept, self.kept_in) if kept else None

    def write(self, head: Head) -> None:
        """See `Anchor.write`."""
        if not self._unlocked():
            raise SecretError("The keyring was locked; unlock it.")
        self._ring.set_password(SERVICE, self._name, _said(head))


class FileAnchor:
    """See `Anchor`; a file only its owner can read."""

    def __init__(self, file: Path) -> None:
        self._file, self.kept_in = file, f"the file {file}"

    def read(self) -> Head | None:
        """See `Anchor.read`."""
        try:
            return _parsed(self._file.read_text(encoding="utf-8"), self.kept_in)
        except FileNotFoundError:
            return None
        except OSError as problem:
            raise SecretError(f"{self._file} cannot be read ({problem.strerror}).") from problem

    def write(self, head: Head) -> None:
        """See `Anchor.write`."""
        try:
            atomic.write(self._file, _said(head).encode(), private=True)
        except OSError as problem:
            raise SecretError(f"{self._file} cannot be written ({problem.strerror}).") from problem


def open_anchor(
    journal: Path, file: Path, unlocked: Callable[[], bool] = is_unlocked, ring: Callable[[], Ring] = system_ring
) -> tuple[Anchor, str]:
    """The best anchor there is without a question to the person, and a sentence where that is not the keyring."""
    if unlocked():
        try:
            return KeyringAnchor(ring(), journal, unlocked), ""
        except SecretError as problem:
            return FileAnchor(file), f"{problem} The head of the journal is kept in a file until then."
    return FileAnchor(file), "No open keyring: the head of the journal is kept in a file; unlock the keyring."


def _said(head: Head) -> str:
    return json.dumps({"count": head.count, "hash": head.hash})


def _parsed(kept: str, where: str) -> Head:
    try:
        said = json.loads(kept)
        return Head(int(said["count"]), str(said["hash"]))
    except (ValueError, KeyError, TypeError) as problem:
        raise SecretError(f"What {where} has as the head of the journal is none; was it changed by hand?") from problem


__all__ = ["FileAnchor", "KeyringAnchor", "open_anchor"]
