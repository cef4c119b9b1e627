"""What starts a task besides the person's hand: a hotkey, a schedule, or `deskhand trigger NAME`."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from deskhand.core.errors import SettingsError, UsageError
from deskhand.system import atomic

from .schedule import due
from .task import Task

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


class Trigger(BaseModel):
    """One task and what starts it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(pattern=f"^{_NAME.pattern}$")]
    """What `deskhand trigger` calls it."""
    task: Task
    hotkey: Annotated[str, Field(max_length=60)] = ""
    """A chord such as `ctrl+alt+1`; empty for none."""
    schedule: Annotated[str, Field(max_length=100)] = ""
    """A cron expression; empty for none."""
    asked: datetime | None = None
    """Up to when its schedule was looked at: what was due before was started or told as missed."""


_FILE: TypeAdapter[list[Trigger]] = TypeAdapter(list[Trigger])


class Triggers:
    """The file of them."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def all(self) -> list[Trigger]:
        """All of them, by name.

        Raises:
            SettingsError: the file cannot be read; it is left as it is.
        """
        try:
            return sorted(_FILE.validate_json(self._file.read_bytes()), key=lambda t: t.name)
        except FileNotFoundError:
            return []
        except (OSError, ValidationError) as problem:
            raise SettingsError(f"The hotkeys and schedules {self._file} cannot be read; mend or move it.") from problem

    def find(self, name: str) -> Trigger:
        """The one of this name.

        Raises:
            UsageError: there is none.
            SettingsError: as `all`.
        """
        for trigger in self.all():
            if trigger.name == name:
                return trigger
        known = ", ".join(t.name for t in self.all()) or "none yet"
        raise UsageError(f"There is no trigger {name} (there are: {known}).")

    def of(self, task: Task) -> Trigger | None:
        """What starts this very task, if anything does. Raises as `all`."""
        return next((t for t in self.all() if (t.task.kind, t.task.what) == (task.kind, task.what)), None)

    def put(self, trigger: Trigger) -> None:
        """Keep one, in the place of the one of its name; one that neither hotkey nor schedule starts stays by name.

        Raises:
            UsageError: another one has its hotkey.
            SettingsError: the file cannot be read or written.
        """
        with self._changing():
            others = [t for t in self.all() if t.name != trigger.name]
            taken = next((t for t in others if trigger.hotkey and t.hotkey == trigger.hotkey), None)
            if taken is not None:
                raise UsageError(f"{trigger.hotkey} starts “{taken.task.title}” already; choose another.")
            self._write([*others, trigger])

    def remove(self, name: str) -> None:
        """Forget one; nothing happens where there is none. Raises `SettingsError`."""
        with self._changing():
            self._write([t for t in self.all() if t.name != name])

    def looked(self, now: datetime) -> list[tuple[Trigger, bool, list[datetime]]]:
        """What is due now: each with whether it is to be started, and the times that were missed.

        That it was looked at is written down before anything is told: a crash never starts a task twice.

        Raises:
            SettingsError: the file cannot be read or written.
        """
        with self._changing():
            return self._looked(now)

    def _looked(self, now: datetime) -> list[tuple[Trigger, bool, list[datetime]]]:
        every = self.all()
        told, after = [], []
        for trigger in every:
            if not trigger.schedule:
                after.append(trigger)
                continue
            time, missed = due(trigger.schedule, trigger.asked or now, now)
            is_new = time is not None or bool(missed) or trigger.asked is None
            after.append(trigger.model_copy(update={"asked": now}) if is_new else trigger)
            if time or missed:
                told.append((after[-1], time is not None, missed))
        if after != every:
            self._write(after)
        return told

    @contextlib.contextmanager
    def _changing(self) -> Iterator[None]:
        """Nobody else changes the file meanwhile: schedules are looked at in a thread, hotkeys set in another."""
        try:
            with atomic.locked(self._file):
                yield
        except OSError as problem:
            raise SettingsError(f"{self._file} cannot be locked ({problem.strerror}).") from problem

    def _write(self, triggers: list[Trigger]) -> None:
        try:
            atomic.write(self._file, _FILE.dump_json(sorted(triggers, key=lambda t: t.name), indent=1))
        except OSError as problem:
            raise SettingsError(
                f"The hotkeys and schedules {self._file} cannot be written ({problem.strerror})."
            ) from problem


def name_for(words: str, taken: set[str]) -> str:
    """A name for a trigger made of words, that none has."""
    stem = re.sub(r"[^a-z0-9]+", "-", words.casefold()).strip("-")[:50].strip("-") or "task"
    name, number = stem, 2
    while name in taken:
        name, number = f"{stem}-{number}", number + 1
    return name


__all__ = ["Trigger", "Triggers", "name_for"]
