"""Repairs that were proposed while nobody was there, until a person takes or refuses them.

A folder each: what is proposed as JSON, the pictures of the new target, and two pictures for the person, `before.png`
and `after.png`. None is ever made by itself.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from pydantic import Field, ValidationError

from deskhand.core.errors import RecipeError
from deskhand.core.screen import Pixels

from ..format import pictures as picture_files
from ..format.fields import RecipeName
from ..format.loading import Loaded
from ..format.not_read import NotRead
from ..format.schema import AnyStep, Part, Target
from .repair import By, Repair

MOST = 20
"""Proposals kept for one recipe; the oldest go first."""
BEFORE, AFTER = "before.png", "after.png"
_FILE = "repair.json"
_NUMBER = re.compile(r"[0-9]{4}")
_NONE_KEPT: Pixels = np.full((24, 160, 3), 235, np.uint8)
"""Shown for a target of which no picture was kept."""


class _Kept(Part):
    """A repair without its pictures."""

    recipe: RecipeName
    contents: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    position: tuple[str | int, ...]
    key: str
    step: AnyStep
    why: str
    reason: str
    by: By
    before: Target
    after: Target
    on: str


@dataclass(frozen=True, slots=True)
class Pending:
    """A proposal with its number and the day it was made (ISO); the paths are of pictures for the person."""

    number: int
    on: str
    repair: Repair
    before: Path
    after: Path


class Proposals:
    """The proposals for all recipes, below one folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, repair: Repair, loaded: Loaded) -> Pending:
        """Keep a proposal for a recipe; one for the same step of the same contents takes its place.

        Raises:
            RecipeError: it cannot be written.
        """
        for pending in self.of(repair.recipe):
            same = (pending.repair.contents, pending.repair.position) == (repair.contents, repair.position)
            if same and pending.repair.key == repair.key:
                self.remove(repair.recipe, pending.number)
        known = self._numbers(repair.recipe)
        for old in known[: max(0, len(known) + 1 - MOST)]:
            self.remove(repair.recipe, old)
        number = known[-1] + 1 if known else 1
        folder = self._folder(repair.recipe, number)
        on = time.strftime("%Y-%m-%d")
        said = {name: getattr(repair, name) for name in _Kept.model_fields if name != "on"}
        files = {name: picture_files.png(pixels) for name, pixels in repair.pictures.items()}
        files[BEFORE] = picture_files.png(remembered(repair.before, loaded.pictures))
        files[AFTER] = picture_files.png(repair.shown)
        files[_FILE] = _Kept(**said, on=on).model_dump_json(indent=1).encode()
        try:
            folder.mkdir(parents=True)
            for name, content in files.items():
                (folder / name).write_bytes(content)
        except OSError as problem:
            shutil.rmtree(folder, ignore_errors=True)
            raise RecipeError(f"The proposed repair cannot be kept in {folder} ({problem.strerror}).") from problem
        return Pending(number, on, repair, folder / BEFORE, folder / AFTER)

    def of(self, recipe: str) -> list[Pending]:
        """The proposals for a recipe, the oldest first; one that cannot be read is none."""
        found = (self._read(recipe, number) for number in self._numbers(recipe))
        return [pending for pending in found if pending is not None]

    def one(self, recipe: str, number: int | None) -> Pending:
        """The proposal of this number; without one, the only one there is.

        Raises:
            RecipeError: there is none, or there are several.
        """
        there = self.of(recipe)
        meant = there if number is None else [pending for pending in there if pending.number == number]
        if len(meant) == 1:
            return meant[0]
        if not meant:
            what = "There is no proposed repair" if number is None else f"There is no proposed repair {number}"
            raise RecipeError(f"{what} of {recipe}.")
        numbers = ", ".join(str(pending.number) for pending in meant)
        raise RecipeError(f"There are several proposed repairs of {recipe}; say which one: {numbers}.")

    def remove(self, recipe: str, number: int) -> None:
        """Forget a proposal."""
        shutil.rmtree(self._folder(recipe, number), ignore_errors=True)

    def _numbers(self, recipe: str) -> list[int]:
        folder = self._root / recipe
        names = [f.name for f in folder.iterdir() if f.is_dir()] if folder.is_dir() else []
        return sorted(int(name) for name in names if _NUMBER.fullmatch(name))

    def _read(self, recipe: str, number: int) -> Pending | None:
        folder = self._folder(recipe, number)
        try:
            kept = _Kept.model_validate_json((folder / _FILE).read_bytes())
            names = (*picture_files.names_in(kept.after), AFTER)
            pictures = picture_files.read(folder, dict.fromkeys(names, 1))
        except (OSError, ValidationError, NotRead):
            return None
        shown = pictures.pop(AFTER)
        said: dict[str, Any] = {name: getattr(kept, name) for name in _Kept.model_fields if name != "on"}
        return Pending(number, kept.on, Repair(**said, pictures=pictures, shown=shown), folder / BEFORE, folder / AFTER)

    def _folder(self, recipe: str, number: int) -> Path:
        return self._root / recipe / f"{number:04d}"


def remembered(target: Target, pictures: Mapping[str, Pixels]) -> Pixels:
    """What a target looked like when it was recorded, as far as its recipe knows."""
    kept = pictures.get(target.picture) if target.picture else None
    return _NONE_KEPT if kept is None else kept


__all__ = ["AFTER", "BEFORE", "Pending", "Proposals", "remembered"]
