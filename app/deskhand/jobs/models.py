"""The models as the app shows them: what is installed, what it weighs, how fast it is on this machine."""

from __future__ import annotations

import contextlib
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from deskhand.core.errors import ModelFileError
from deskhand.core.stop import StopToken
from deskhand.models.catalogue import Entry, catalogue
from deskhand.models.fetch import Watch, fetch, installed, remove
from deskhand.models.requantise import make_faster
from deskhand.system import atomic
from deskhand.system.paths import Paths

CHOOSER = "action-model"
"""The entry that decides: its speed is measured, and its weights are run in a faster copy."""
_TIMES = 5
_PROMPT = "Screen:\n{rows}\nGoal: click Save number {n}\nNext:"
_ROWS = 40
"""Lines of the screen the speed is measured on: about as many as a dialog over a window has."""


@dataclass(frozen=True, slots=True)
class Model:
    """A model of the catalogue: bytes on the disk, and, where measured here, seconds a decision takes."""

    name: str
    about: str
    licence: str
    bytes: int
    installed: bool
    problem: str = ""
    seconds: float | None = None


def models(paths: Paths) -> list[Model]:
    """All of them. Raises `ModelFileError` where the catalogue cannot be read."""
    speeds = _speeds(paths)
    found = []
    for entry in catalogue().values():
        try:
            installed(entry, paths.weights)
            problem = ""
        except ModelFileError as missing:
            problem = str(missing)
        size = sum(file.bytes for file in entry.files)
        speed = speeds.get(entry.name)
        found.append(Model(entry.name, entry.summary, entry.licence, size, not problem, problem, speed))
    return found


def get(paths: Paths, name: str, told: Callable[[int, int], None], stop: StopToken) -> None:
    """Install a model.

    Raises:
        StopRequested: it was cancelled; what came from the hub is kept for the next time.
        DownloadError, ModelFileError: it cannot be fetched, or is not the published one.
    """
    entry = _entry(name)
    fetch(entry, paths.weights, lambda line: None, Watch(told, stop))
    if name == CHOOSER:
        make_faster(paths.weights / entry.files[0].name)


def drop(paths: Paths, name: str) -> None:
    """Delete a model. Raises `DownloadError`."""
    remove(_entry(name), paths.weights)


def measure(paths: Paths) -> float:
    """Seconds a decision takes on this machine; kept for the next time.

    Raises:
        ModelError: the model cannot be used.
    """
    from deskhand.bootstrap import open_model

    host, _trust, notes = open_model(paths)
    if host is None:
        raise ModelFileError(notes[0].text)
    try:
        host.start()
        rows = "\n".join(f"button Entry {n}" for n in range(_ROWS))
        taken = []
        for n in range(_TIMES):
            begun = time.perf_counter()
            host.choose(_PROMPT.format(rows=rows, n=n), [f" click Entry {n}" for n in range(_ROWS)])
            taken.append(time.perf_counter() - begun)
    finally:
        host.close()
    seconds = statistics.median(taken)
    with contextlib.suppress(OSError):
        # A cache: what cannot be kept is measured again.
        atomic.write(paths.speeds, json.dumps({**_speeds(paths), CHOOSER: round(seconds, 4)}).encode())
    return seconds


def _entry(name: str) -> Entry:
    entries = catalogue()
    if name not in entries:
        raise ModelFileError(f"There is no model {name}; `deskhand models list` shows them.")
    return entries[name]


def _speeds(paths: Paths) -> dict[str, float]:
    try:
        kept = json.loads(paths.speeds.read_text())
        return {str(name): float(seconds) for name, seconds in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        # A cache: measured again when it is asked for.
        return {}


__all__ = ["CHOOSER", "Model", "drop", "get", "measure", "models"]
