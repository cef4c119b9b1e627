"""The recipes of a person: a folder each below one root, beside those that come with Deskhand.

A recipe is written into a folder of its own first and takes the old one's place when it is complete and reads back
the same; see `placing` for what a crash can do.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from deskhand.core.errors import RecipeError
from deskhand.core.screen import Pixels
from deskhand.system import atomic
from deskhand.system.paths import Paths, ready_recipes

from ..format import json_schema
from ..format import pictures as picture_files
from ..format.loading import FILE, Loaded, dump, load
from ..format.schema import Recipe
from .placing import Places, write_file

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
"""What a recipe may be called."""


class Store:
    """Recipes below `root`; those of `ready` can be read too, where `root` has none of that name."""

    def __init__(self, root: Path, ready: Path | None = None) -> None:
        self._root, self._ready, self._places = root, ready, Places(root)

    def names(self) -> list[str]:
        """The names of all recipes, in order, whether or not they can be loaded.

        Raises:
            RecipeError: the disk refuses.
        """
        try:
            with self._places.reading():
                return sorted({*_recipes_in(self._root), *(_recipes_in(self._ready) if self._ready else ())})
        except OSError as problem:
            raise RecipeError(f"{self._root} cannot be read ({problem.strerror}).") from problem

    def own(self, name: str) -> bool:
        """Whether it is one of the person's own."""
        return _valid(name) in self.names() and (self._root / name).is_dir()

    def folder(self, name: str) -> Path:
        """Where a recipe is.

        Raises:
            RecipeError: there is none of that name, or the disk refuses.
        """
        if _valid(name) not in self.names():
            raise RecipeError(f"There is no recipe {name}; `deskhand recipes list` shows those there are.")
        own = self._root / name
        return own if own.is_dir() or self._ready is None else self._ready / name

    def load(self, name: str) -> Loaded:
        """A recipe with its pictures, all of one version of it.

        Raises:
            RecipeError: there is none of that name, or it is refused.
        """
        return self._loaded(name, with_pictures=True)

    def recipe(self, name: str) -> Recipe:
        """What a recipe says, its pictures not looked at. Raises as `load`."""
        return self._loaded(name, with_pictures=False).recipe

    def _loaded(self, name: str, with_pictures: bool) -> Loaded:
        folder = self.folder(name)
        try:
            with self._places.reading():
                loaded = load(folder, with_pictures)
        except OSError as problem:
            raise RecipeError(f"{folder} cannot be read ({problem.strerror}).") from problem
        return _called(name, loaded)

    def save(
        self,
        recipe: Recipe,
        pictures: Mapping[str, Pixels],
        text: str | None = None,
        files_of: Path | None = None,
    ) -> Path:
        """Keep a recipe under its name, in the place of one that was there; its folder.

        `text` is what `recipe.yaml` shall say, where a person's own words are to stay; else it is written anew.
        Pictures it does not name are left out; other files of the one replaced (a list of rows, a note), or those of
        the folder `files_of`, stay with it.

        Raises:
            RecipeError: a picture is missing, the recipe is beyond what can be loaded, `text` says something else,
                or the disk refused it. What was there before is still there.
        """
        folder = self._root / recipe.name
        try:
            with self._places.replacing(recipe.name) as new:
                _written(new, recipe, pictures, text if text is not None else dump(recipe), folder)
                beside = files_of or folder
                if beside.is_dir():
                    _keep_files(beside, new)
            self._keep_schema()
        except OSError as problem:
            raise RecipeError(f"{folder} cannot be written ({problem.strerror}); nothing was changed.") from problem
        return folder

    def remove(self, name: str) -> None:
        """Forget one of the person's own recipes.

        Raises:
            RecipeError: they have none of that name, or it cannot be removed.
        """
        if not self.own(name):
            raise RecipeError(f"You have no recipe {name} of your own; `deskhand recipes list` shows those there are.")
        try:
            self._places.remove(name)
        except OSError as problem:
            raise RecipeError(f"The recipe {name} cannot be removed ({problem.strerror}).") from problem

    def _keep_schema(self) -> None:
        """Keep the schema that texts of recipes refer to beside them, for editors."""
        file, text = self._root / json_schema.FILE, json_schema.schema_text().encode()
        if not file.exists() or file.read_bytes() != text:
            atomic.write(file, text)


def user_store(paths: Paths) -> Store:
    """The store of the current user, with the recipes that come with Deskhand."""
    return Store(paths.recipes, ready_recipes())


def _valid(name: str) -> str:
    if not NAME.fullmatch(name):
        shown = " ".join(name.split())[:80]
        raise RecipeError(f"“{shown}” is no name of a recipe; small letters, digits and - may stand in it.")
    return name


def _called(name: str, loaded: Loaded) -> Loaded:
    """The recipe, whose name must be that of its folder."""
    if loaded.recipe.name != name:
        line = loaded.lines.of("name")
        raise RecipeError(
            f"{loaded.folder / FILE}, line {line}: `name` is {loaded.recipe.name} but the folder is called {name}; "
            "make them the same."
        )
    return loaded


def _recipes_in(root: Path) -> list[str]:
    if not root.is_dir():
        return []
    return [f.name for f in root.iterdir() if NAME.fullmatch(f.name) and f.is_dir() and not f.is_symlink()]


def _written(folder: Path, recipe: Recipe, pictures: Mapping[str, Pixels], text: str, old: Path) -> None:
    """Write the recipe into an empty folder, and read it back; `old` is the folder of the one it replaces."""
    for name in dict.fromkeys(picture_files.names_in(recipe)):
        if name not in pictures:
            raise RecipeError(f"The recipe {recipe.name} names the picture {name}, which is not given.")
        _write_picture(folder / name, picture_files.png(pictures[name]), old / name)
    write_file(folder / FILE, text.encode())
    try:
        same = load(folder).recipe == recipe
    except RecipeError as problem:
        where = str(problem).replace(str(folder), recipe.name)
        raise RecipeError(f"The recipe is not kept: {where}") from problem
    if not same:
        raise RecipeError(f"The text of {recipe.name} says something else than the recipe; it is not kept.")


def _write_picture(file: Path, content: bytes, old: Path) -> None:
    """Write a picture; one that is there already is taken as it is, which the disk has."""
    if old.is_file() and not old.is_symlink() and old.stat().st_size == len(content) and old.read_bytes() == content:
        # Another disk, or one without links: it is written like any other.
        with contextlib.suppress(OSError):
            os.link(old, file)
            return
    write_file(file, content)


def _keep_files(old: Path, new: Path) -> None:
    """What a person put beside the recipe stays with it."""
    for file in old.iterdir():
        if file.is_file() and not file.is_symlink() and file.name != FILE and file.suffix != ".png":
            shutil.copy2(file, new / file.name)


__all__ = ["NAME", "Store", "user_store"]
