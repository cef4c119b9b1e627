"""Which recipes came from elsewhere, and what the person has agreed to of them.

What a recipe may do is never read from the recipe: this file, in the person's own data folder, knows which names
and contents came in a pack. Of such a recipe each step of weight is asked about until the person has said yes to it
in a run that was completed, or to the whole recipe in so many words. Both hold for these contents alone: whatever is
changed, by whomever, is asked about again.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import Field

from deskhand.core.screen import Pixels

from ..format import pictures as picture_files
from ..format.schema import Part, Recipe, RecipeName, Step
from ..keeping.books import Book
from ..meaning.uses import every


class Standing(StrEnum):
    """What a recipe is to this person."""

    OWN = "your own"
    TRUSTED = "imported, trusted as it is"
    UNTRUSTED = "imported, not trusted yet"


class Came(Part):
    """How a recipe came here: whose key signed it, in words (empty: nobody's), its maker's name, and when (ISO)."""

    words: str = ""
    by: str = ""
    on: str = ""


class _Mark(Part):
    """What is known of an imported recipe, by digests of its contents."""

    came: Came
    contents: tuple[str, ...] = ()
    trusted: tuple[str, ...] = ()
    agreed: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """The digests of the steps agreed to, by the contents they were steps of."""


class _Imported(Part):
    version: Literal[1] = 1
    recipes: dict[RecipeName, _Mark] = Field(default_factory=dict)
    gone: tuple[_Mark, ...] = ()
    """Those whose name is the person's own now; their contents may come back."""


@dataclass(frozen=True, slots=True)
class Trust:
    """What the person thinks of one recipe as it is now: `agreed` are digests of the steps they said yes to."""

    standing: Standing
    came: Came | None = None
    agreed: frozenset[str] = frozenset()


class TrustBook:
    """The imported recipes, in one file."""

    def __init__(self, file: Path) -> None:
        self._book = Book(file, _Imported, "list of imported recipes")

    def of(self, recipe: Recipe, pictures: Mapping[str, Pixels]) -> Trust:
        """How this recipe stands. Under another name it is still the one that was imported.

        Raises:
            RecipeError: the file cannot be read.
        """
        known = self._book.read()
        marks = (*known.recipes.values(), *known.gone)
        contents = digest(recipe, pictures) if marks else ""
        mark = known.recipes.get(recipe.name) or next((m for m in marks if contents in m.contents), None)
        if mark is None:
            return Trust(Standing.OWN)
        if contents in mark.trusted:
            return Trust(Standing.TRUSTED, mark.came)
        return Trust(Standing.UNTRUSTED, mark.came, frozenset(mark.agreed.get(contents, ())))

    def came(self, name: str) -> Came | None:
        """How the recipe of this name came here; None for the person's own. Raises as `of`."""
        mark = self._book.read().recipes.get(name)
        return mark.came if mark is not None else None

    def imported(self, recipe: Recipe, pictures: Mapping[str, Pixels], words: str, by: str) -> None:
        """Remember that a recipe came from elsewhere; what it was trusted for before, under this name, is over.

        Raises:
            RecipeError: the file cannot be read or written.
        """
        came = Came(words=words, by=by, on=time.strftime("%Y-%m-%d"))
        with self._book.alone():
            known = self._book.read()
            before = known.recipes[recipe.name].contents if recipe.name in known.recipes else ()
            contents = tuple(dict.fromkeys((*before, digest(recipe, pictures))))
            marks = known.recipes | {recipe.name: _Mark(came=came, contents=contents)}
            self._book.write(known.model_copy(update={"recipes": marks}))

    def agree(self, recipe: Recipe, pictures: Mapping[str, Pixels], steps: Iterable[Step]) -> None:
        """The person said yes to these steps in a run that was completed. Raises as `imported`."""
        contents = digest(recipe, pictures)

        def noted(mark: _Mark) -> _Mark:
            new = (*mark.agreed.get(contents, ()), *(digest(step, pictures) for step in steps))
            return mark.model_copy(update={"agreed": mark.agreed | {contents: tuple(dict.fromkeys(new))}})

        self._change(recipe, contents, noted)

    def trust(self, recipe: Recipe, pictures: Mapping[str, Pixels]) -> None:
        """The person said that they trust it as it is. Raises as `imported`."""
        contents = digest(recipe, pictures)
        self._change(
            recipe,
            contents,
            lambda mark: mark.model_copy(update={"trusted": tuple(dict.fromkeys((*mark.trusted, contents)))}),
        )

    def distrust(self, recipe: Recipe, pictures: Mapping[str, Pixels]) -> None:
        """The person takes back all trust in this recipe. Raises as `imported`."""
        contents = digest(recipe, pictures)
        self._change(recipe, contents, lambda mark: mark.model_copy(update={"trusted": (), "agreed": {}}))

    def repaired(
        self, before: Recipe, pictures: Mapping[str, Pixels], after: Recipe, new: Mapping[str, Pixels]
    ) -> None:
        """The person accepted a repair: what they agreed to of the steps that are as they were still holds.

        Raises as `imported`."""
        old_contents, contents = digest(before, pictures), digest(after, new)
        now = {digest(step, new) for step in every(after.steps)}

        def carried(mark: _Mark) -> _Mark:
            known = set(mark.agreed.get(old_contents, ()))
            if old_contents in mark.trusted:
                known |= {digest(step, pictures) for step in every(before.steps)}
            return mark.model_copy(
                update={
                    "agreed": mark.agreed | {contents: tuple(sorted(known & now))},
                    "contents": tuple(dict.fromkeys((*mark.contents, contents))),
                }
            )

        self._change(after, old_contents, carried)

    def forget(self, name: str) -> None:
        """What is called so from now on is the person's own: recorded, promoted or written by them. What was called so
        is still known by its contents. Raises as `imported`."""
        with self._book.alone():
            known = self._book.read()
            if name in known.recipes:
                marks = {other: mark for other, mark in known.recipes.items() if other != name}
                gone = (*known.gone, known.recipes[name].model_copy(update={"trusted": (), "agreed": {}}))
                self._book.write(_Imported(recipes=marks, gone=gone))

    def _change(self, recipe: Recipe, contents: str, change: Callable[[_Mark], _Mark]) -> None:
        with self._book.alone():
            known = self._book.read()
            marks = {
                name: change(mark) if name == recipe.name or contents in mark.contents else mark
                for name, mark in known.recipes.items()
            }
            gone = tuple(change(mark) if contents in mark.contents else mark for mark in known.gone)
            self._book.write(_Imported(recipes=marks, gone=gone))


def digest(part: Recipe | Step, pictures: Mapping[str, Pixels]) -> str:
    """SHA-256 of what a recipe or a step says and of the pictures it names; the recipe's name, title and what is
    said of its making do not count."""
    said = part.model_dump(mode="json", exclude={"name", "title", "made"} if isinstance(part, Recipe) else None)
    seen = hashlib.sha256(json.dumps(said, sort_keys=True).encode())
    for name in sorted(set(picture_files.names_in(part))):
        pixels = pictures[name]
        seen.update(f"\n{name} {pixels.shape}\n".encode() + pixels.tobytes())
    return seen.hexdigest()


__all__ = ["Came", "Standing", "Trust", "TrustBook", "digest"]
