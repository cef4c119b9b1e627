"""Which files a recipe may name: those the person gave, and else only what lies below a folder.

A recipe is untrusted. A path that is a value given by the person is taken as it is, and what is below a folder they
gave (`{{folder}}/out.csv`); any other (a text of the recipe, a cell of a row, something read from the screen) must stay
below the folder it is looked for in, also after links are followed.
"""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

from deskhand.core.errors import RecipeError

from ..meaning.scope import Scope
from ..meaning.templates import fill, leading
from . import rows
from .rows import Sheet


class Sheets:
    """The files one walk reads rows from; each is read once, so that what was checked is what is done."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sheets: dict[Path, Sheet] = {}

    def named(self, text: str, scope: Scope, recipe_folder: Path) -> Sheet:
        """The rows of a file, looked for in the person's folder and then in the recipe's own.

        Raises:
            RecipeError: the path is refused, or the file is not there or no table.
        """
        path = path_of(text, scope, self._folder)
        if not path.exists() and not _from_person(text, scope):
            path = below(recipe_folder, fill(text, scope).text)
        if path not in self._sheets:
            self._sheets[path] = rows.read(path)
        return self._sheets[path]


def path_of(text: str, scope: Scope, folder: Path) -> Path:
    """The full path a text names.

    Raises:
        RecipeError: it is not the person's and leaves the folder, or a name in it is unknown.
    """
    first = _from_person(text, scope)
    if first is None:
        return below(folder, fill(text, scope).text)
    start, rest = first
    path = (folder / Path(start).expanduser()).resolve()
    return below(path, fill(rest, scope).text) if rest else path


def below(folder: Path, named: str) -> Path:
    """The path of a file below a folder.

    Raises:
        RecipeError: the name leaves the folder, or cannot be a file's.
    """
    if not named.strip() or "\0" in named or len(named) > 1_000:
        raise RecipeError("A file has no name, or one that no file can have.")
    root = folder.resolve()
    foreign = "\\" in named or PureWindowsPath(named).drive or named.startswith("~")
    path = (root / named).resolve()
    if foreign or not path.is_relative_to(root) or path == root:
        raise RecipeError(f"“{named[:80]}” leaves the folder {root}; name a file in it, or give the path yourself.")
    return path


def _from_person(text: str, scope: Scope) -> tuple[str, str] | None:
    """The value of the person a path begins with, and what follows its slash; None if it begins otherwise."""
    reference, rest = leading(text)
    if reference is None or (rest and not rest.startswith("/")):
        return None
    value = reference.value(scope)
    return (value.text, rest.lstrip("/")) if value.origin == "person" and value.text else None
