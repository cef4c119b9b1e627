"""The makers of packs that were met before: by their keys, first seen is first known.

A name belongs to the key it was first seen with, and so does a recipe: another key under the same name is somebody
else, until the person forgets the old one.
"""

from __future__ import annotations

import base64
import time
import unicodedata
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from deskhand.core.errors import RecipeError

from ..format.schema import Part, RecipeName
from ..keeping.books import Book
from .signing import fingerprint


class Signer(Part):
    """A key, what its holder calls themselves, the day it was first seen (ISO), and the recipes it signed."""

    key: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{43}=$")]
    by: str = ""
    since: str
    recipes: tuple[RecipeName, ...] = ()

    @property
    def words(self) -> str:
        """The fingerprint of the key."""
        return fingerprint(base64.b64decode(self.key))


class _Known(Part):
    version: Literal[1] = 1
    signers: tuple[Signer, ...] = ()


class Signers:
    """The signers known here, in one file."""

    def __init__(self, file: Path) -> None:
        self._book = Book(file, _Known, "list of signers")

    def known(self) -> tuple[Signer, ...]:
        """All of them, the oldest first.

        Raises:
            RecipeError: the file cannot be read.
        """
        return self._book.read().signers

    def of(self, key: bytes) -> Signer | None:
        """The signer with this key, if it was seen before. Raises as `known`."""
        wanted = _text(key)
        return next((signer for signer in self.known() if signer.key == wanted), None)

    def check(self, key: bytes, by: str, recipe: str) -> None:
        """Refuse a name or a recipe that another key was seen with, and another name of a key that has one.

        Raises:
            RecipeError: one is so; or the file cannot be read.
        """
        wanted = _text(key)
        for signer in self.known():
            if signer.key == wanted:
                if by and signer.by and by != signer.by:
                    raise RecipeError(
                        f"It is signed as {by} with the key of {signer.by}, known here since {signer.since}. Ask its "
                        f"maker; {_forgetting(signer)} forgets the old name."
                    )
                continue
            if by and _folded(signer.by) == _folded(by):
                what = f"{signer.by}, known here since {signer.since}, signs"
            elif recipe in signer.recipes:
                what = f"The recipe {recipe}, known here since {signer.since}, is signed"
            else:
                continue
            raise RecipeError(
                f"{what} with another key ({signer.words}); this pack's is {fingerprint(key)}. Ask its maker; "
                f"{_forgetting(signer)} forgets the old one."
            )

    def signed(self, recipe: str) -> Signer | None:
        """Who signed the recipe of this name, if anybody known here did. Raises as `known`."""
        return next((signer for signer in self.known() if recipe in signer.recipes), None)

    def keep(self, key: bytes, by: str, recipe: str) -> None:
        """Remember that this key, under this name, signed this recipe. Raises as `check`."""
        with self._book.alone():
            self.check(key, by, recipe)
            known = self.known()
            old = self.of(key) or Signer(key=_text(key), since=time.strftime("%Y-%m-%d"))
            recipes = tuple(dict.fromkeys((*old.recipes, recipe)))
            new = old.model_copy(update={"by": old.by or by, "recipes": recipes})
            self._book.write(_Known(signers=(*(signer for signer in known if signer.key != old.key), new)))

    def forget(self, words: str) -> Signer:
        """Forget the one whose fingerprint begins with these words.

        Raises:
            RecipeError: there is none, or more than one; or the file cannot be written.
        """
        with self._book.alone():
            known, wanted = self.known(), words.lower().split()
            meant = [signer for signer in known if wanted and signer.words.split()[: len(wanted)] == wanted]
            if len(meant) != 1:
                problem = "No signer has" if not meant else "Several signers have"
                raise RecipeError(f"{problem} the words “{words}”; `deskhand recipes signers` lists them.")
            self._book.write(_Known(signers=tuple(signer for signer in known if signer != meant[0])))
            return meant[0]


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")


def _forgetting(signer: Signer) -> str:
    return f"`deskhand recipes signers --forget {' '.join(signer.words.split()[:2])!r}`"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


__all__ = ["Signer", "Signers"]
