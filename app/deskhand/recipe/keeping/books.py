"""Small files of what is remembered about recipes: read whole, changed one writer at a time, old or new."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from deskhand.core.errors import RecipeError
from deskhand.system import atomic

from ..format.schema import Part

P = TypeVar("P", bound=Part)


class Book(Generic[P]):
    """A file that holds one `kind`; what is not there yet reads as an empty one.

    A damaged file, or one that is gone, is never taken for an empty one: what it said may have been a warning. That
    there was one is known by an empty file beside it.
    """

    def __init__(self, file: Path, kind: type[P], title: str) -> None:
        """`title` names it in sentences: `list of signers`."""
        self._file, self._kind, self._title = file, kind, title
        self._known = file.with_name(f".{file.name}.known")

    def read(self) -> P:
        """What it holds.

        Raises:
            RecipeError: it cannot be read.
        """
        try:
            return self._kind.model_validate_json(self._file.read_bytes())
        except FileNotFoundError:
            if not self._known.exists():
                return self._kind()
            raise RecipeError(
                f"The {self._title} {self._file} is gone; bring it back from a backup, or delete {self._known} to "
                "begin a new one."
            ) from None
        except OSError as problem:
            raise RecipeError(f"The {self._title} {self._file} cannot be read ({problem.strerror}).") from problem
        except ValidationError as problem:
            raise RecipeError(f"The {self._title} {self._file} is damaged; put it right.") from problem

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else changes it while the body runs.

        Raises:
            RecipeError: its folder cannot be written.
        """
        with contextlib.ExitStack() as held:
            try:
                held.enter_context(atomic.locked(self._file))
            except OSError as problem:
                raise self._unwritten(problem) from problem
            yield

    def write(self, content: P) -> None:
        """Replace what it holds.

        Raises:
            RecipeError: it cannot be written.
        """
        try:
            atomic.write(self._file, content.model_dump_json(indent=1).encode() + b"\n")
            self._known.touch()
        except OSError as problem:
            raise self._unwritten(problem) from problem

    def _unwritten(self, problem: OSError) -> RecipeError:
        return RecipeError(f"The {self._title} {self._file} cannot be written ({problem.strerror}).")


__all__ = ["Book"]
