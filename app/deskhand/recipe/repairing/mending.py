"""Changing recipes without losing what they were: a repair that a person accepted, a version brought back, a recipe
made anew in the place of another."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deskhand.core.errors import RecipeError
from deskhand.core.screen import Pixels
from deskhand.system.paths import Paths

from ..format.loading import Loaded
from ..format.schema import Recipe
from ..keeping.store import Store, user_store
from ..keeping.versions import Versions
from ..sharing.trust import TrustBook
from .repair import Repair, mended


@dataclass(frozen=True, slots=True)
class Mending:
    """Where recipes are mended."""

    store: Store
    versions: Versions
    trust: TrustBook

    def accept(self, made: Repair) -> tuple[Loaded, Loaded]:
        """Make a repair; the recipe before and after. One that came with Deskhand becomes the person's own.

        Raises:
            RecipeError: the recipe was changed since, or cannot be kept; it is then as it was.
        """
        before = self.store.load(made.recipe)
        after = mended(before, made)
        self.versions.keep(before)
        self.store.save(after.recipe, after.pictures, after.text)
        self.trust.repaired(before.recipe, before.pictures, after.recipe, after.pictures)
        return before, self.store.load(made.recipe)

    def keep_own(self, recipe: Recipe, pictures: Mapping[str, Pixels]) -> Path:
        """Keep a recipe the person made, in the place of one of theirs that had its name; its folder.

        Raises:
            RecipeError: it cannot be kept; what was there before still is.
        """
        if self.store.own(recipe.name):
            # One that cannot be read any more is no loss.
            with contextlib.suppress(RecipeError):
                self.versions.keep(self.store.load(recipe.name))
        folder = self.store.save(recipe, pictures)
        self.trust.forget(recipe.name)
        return folder

    def restore(self, name: str, number: int) -> tuple[Loaded, Loaded]:
        """Bring an older version back; the recipe before and after. What was is kept as a version too.

        Raises:
            RecipeError: there is no such version, or it cannot be kept.
        """
        old = self.versions.load(name, number)
        before = self.store.load(name)
        if before.text == old.text and before.recipe == old.recipe:
            raise RecipeError(f"{name} says what its version {number} says; nothing was changed.")
        self.versions.keep(before)
        self.store.save(old.recipe, old.pictures, old.text)
        return before, self.store.load(name)


def user_mending(paths: Paths) -> Mending:
    """Where the current user's recipes are mended."""
    return Mending(user_store(paths), Versions(paths.versions), TrustBook(paths.trust))


__all__ = ["Mending", "user_mending"]
