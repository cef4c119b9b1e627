"""What `write` steps write: rows of a CSV file or of a list in a JSON file, each on the disk when its step has ended.

A file is made or added to only below the person's folder, unless the person gave its path as a value (see `files`).
One that was there before this job is added to only when the person said so: an earlier job of the recipe may have
written the same rows. A row is written once: what is added where is in the ledger before it happens, and a step that
was interrupted finds there whether its row arrived whole, in part or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from deskhand.core.errors import RecipeError

from ..format.schema import AnyStep, Write
from ..meaning.scope import Scope
from ..meaning.templates import fill, names_in
from ..meaning.uses import every
from ..walking.files import path_of
from ..walking.memory import Begun
from . import added_rows
from .added_rows import Addition


class Record(Protocol):
    """What a job remembers of what it writes; see `job.Job`."""

    def begin(self, position: str, before: bytes) -> None:
        """Before anything is written."""
        ...

    def finish(self, position: str, variables: Mapping[str, str]) -> None:
        """All is written."""
        ...

    def begun(self) -> Begun | None:
        """The step whose end is not known."""
        ...

    def made(self, path: Path) -> None:
        """A file is about to be made."""
        ...

    def has_made(self, path: Path) -> bool:
        """Whether this job made it."""
        ...


class Outputs:
    """The files of one job."""

    def __init__(self, record: Record, folder: Path, append: bool = False) -> None:
        """`append` allows to add to files the job did not make; `folder` is the person's."""
        self._record, self._folder, self._append = record, folder, append

    def check(self, steps: Iterable[AnyStep], scope: Scope) -> None:
        """Raises `RecipeError` for a file that may not be written to, as far as its name is known before the first
        step."""
        for step in every(steps):
            if isinstance(step, Write) and names_in(step.to) <= scope.values.keys():
                path = path_of(step.to, scope, self._folder)
                self._allow(path)
                added_rows.addition(path, step.write)

    def write(self, position: str, step: Write, scope: Scope) -> Path:
        """Write the row of one step, or what an interruption left of it; the file it is in.

        Raises:
            RecipeError: the file may not be written to, or something else changed it while a row was written.
            JournalError: the ledger cannot be written; then nothing was.
        """
        path = path_of(step.to, scope, self._folder)
        try:
            self._write(position, path, step, scope)
        except OSError as problem:
            raise RecipeError(f"{path} cannot be written ({problem.strerror}).") from problem
        self._record.finish(position, {})
        return path

    def _write(self, position: str, path: Path, step: Write, scope: Scope) -> None:
        begun = self._record.begun()
        if begun is not None and begun.position == position:
            self._end(added_rows.again(path, begun.before), path)
            return
        row = {column: fill(text, scope).text for column, text in step.write.items()}
        self._allow(path)
        added = added_rows.addition(path, row)
        self._record.begin(position, added.kept())
        if not path.exists():
            self._record.made(path)
            path.parent.mkdir(parents=True, exist_ok=True)
        added.make()

    def _end(self, added: Addition, path: Path) -> None:
        """What was begun is brought to its end."""
        match added.arrived():
            case "not at all" | "in part":
                path.parent.mkdir(parents=True, exist_ok=True)
                added.make()
            case "unknown":
                raise RecipeError(
                    f"{path.name} was changed by something else while a row was being written to it; "
                    "see whether its last row is there."
                )

    def _allow(self, path: Path) -> None:
        if path.exists() and not self._append and not self._record.has_made(path):
            raise RecipeError(
                f"{path.name} is there already, and was not made by this job; "
                "move it away, name another file, or add to it with --append."
            )
