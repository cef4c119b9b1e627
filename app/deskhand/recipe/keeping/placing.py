"""Folders that take each other's place: one writer at a time, whole or not at all, whatever interrupts it.

A new folder is made under a name of its own. When it is complete, the one it replaces goes aside, the new one takes
its name, and only then the old one goes. What a crash leaves between is told by its name, and set right by whoever
comes next.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

_OLD, _NEW, _LOCK = ".old-", ".new-", ".lock"
"""How names begin that are on their way out or in, and the file that is locked."""


class Places:
    """The folders below a root. All methods raise `OSError` where the disk refuses."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """While this lasts nothing is replaced; what a crash left is set right first."""
        if not self._root.is_dir():
            yield
            return
        if self._left():
            with self._writing():
                pass
        try:
            lock = (self._root / _LOCK).open("r")
        except FileNotFoundError:
            # Nothing was ever written here.
            yield
            return
        with lock:
            fcntl.flock(lock, fcntl.LOCK_SH)
            yield

    @contextlib.contextmanager
    def replacing(self, name: str) -> Iterator[Path]:
        """An empty folder to write into; at the end it takes the place of `name`, unless an error ends it."""
        self._root.mkdir(parents=True, exist_ok=True)
        with self._writing():
            new = Path(tempfile.mkdtemp(prefix=_NEW, dir=self._root))
            try:
                yield new
                _on_disk(new)
                self._put(new, self._root / name)
            finally:
                shutil.rmtree(new, ignore_errors=True)

    def remove(self, name: str) -> None:
        """Let a folder go, at once for everybody who looks."""
        with self._writing():
            gone = self._root / f"{_NEW}{name}"
            (self._root / name).rename(gone)
            _on_disk(self._root)
            shutil.rmtree(gone)

    def _put(self, new: Path, place: Path) -> None:
        old = self._root / f"{_OLD}{place.name}"
        if place.exists():
            place.rename(old)
        try:
            new.rename(place)
        except OSError:
            if old.exists():
                old.rename(place)
            raise
        _on_disk(self._root)
        shutil.rmtree(old, ignore_errors=True)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with (self._root / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for folder in self._left():
                place = self._root / folder.name.removeprefix(_OLD)
                if folder.name.startswith(_OLD) and not place.exists():
                    folder.rename(place)
                else:
                    shutil.rmtree(folder, ignore_errors=True)
            yield

    def _left(self) -> list[Path]:
        """What is on its way; outside of a lock it may be that of one who writes now."""
        return [folder for folder in self._root.iterdir() if folder.name.startswith((_OLD, _NEW)) and folder.is_dir()]


def write_file(path: Path, content: bytes) -> None:
    """Write a file into a folder that is being made, and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _on_disk(folder: Path) -> None:
    """Wait until the disk has the entries of a folder."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


__all__ = ["Places", "write_file"]
