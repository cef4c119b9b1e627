"""What recipes said before Deskhand changed them: each version in a folder of its own, apart from the recipes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from deskhand.core.errors import RecipeError

from ..format.loading import Loaded
from .store import NAME, Store

MOST = 50
"""Versions kept of one recipe; the oldest go first."""
_NUMBER = re.compile(r"[0-9]{4}")


class Versions:
    """The older versions of all recipes, below one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, loaded: Loaded) -> int:
        """Keep a recipe as it is; the number of the version.

        Raises:
            RecipeError: it cannot be written.
        """
        name = loaded.recipe.name
        known = self.numbers(name)
        number = known[-1] + 1 if known else 1
        Store(self._folder(name, number)).save(loaded.recipe, loaded.pictures, loaded.text)
        for old in known[: max(0, len(known) + 1 - MOST)]:
            shutil.rmtree(self._folder(name, old), ignore_errors=True)
        return number

    def numbers(self, name: str) -> list[int]:
        """The versions of a recipe, the oldest first."""
        folder = self._root / name
        if not NAME.fullmatch(name) or not folder.is_dir():
            return []
        # A folder without the recipe in it was being written when something ended it.
        return sorted(int(f.name) for f in folder.iterdir() if _NUMBER.fullmatch(f.name) and (f / name).is_dir())

    def load(self, name: str, number: int) -> Loaded:
        """One version.

        Raises:
            RecipeError: there is none of that number, or it cannot be read.
        """
        if number not in self.numbers(name):
            raise RecipeError(f"There is no version {number} of {name}; `deskhand recipes versions {name}` lists them.")
        return Store(self._folder(name, number)).load(name)

    def last(self, name: str) -> Loaded | None:
        """The newest of the older versions; None where there is none. Raises as `load`."""
        known = self.numbers(name)
        return self.load(name, known[-1]) if known else None

    def _folder(self, name: str, number: int) -> Path:
        return self._root / name / f"{number:04d}"


__all__ = ["Versions"]
