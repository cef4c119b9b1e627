"""Taking a recipe from a pack into the person's own: checked, marked as come from elsewhere, then kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from deskhand.core.errors import RecipeError

from ..keeping.store import Store
from ..keeping.versions import Versions
from .packs import Pack, opened
from .signers import Signers
from .signing import fingerprint
from .trust import Standing, TrustBook


@dataclass(frozen=True, slots=True)
class Arrival:
    """A pack that may come in, and the name it would have here.

    `words` is the fingerprint of its key, empty when nobody signed it; `since` is the day that key was first seen
    here (ISO), empty when it never was.
    """

    pack: Pack
    name: str
    words: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Imports:
    """Where recipes come in: the person's store, and what is known of makers and of what came before."""

    store: Store
    versions: Versions
    signers: Signers
    trust: TrustBook

    def looked_at(self, file: Path, name: str = "", unsigned: bool = False, replacing: bool = False) -> Arrival:
        """Read a pack and say whether it may come in, keeping nothing. `name` is another one than its own.

        Raises:
            RecipeError: the pack is refused: damaged, signed by nobody and not `unsigned`, signed by another key
                than its maker's name or recipe was seen with, or called as a recipe that must not be replaced.
        """
        pack = opened(file)
        name = name or pack.recipe.name
        if self.store.own(name) or name in self.store.names():
            self._check_replaced(name, replacing)
        if pack.signature is None:
            if not unsigned:
                raise RecipeError(f"{file} is signed by nobody; --unsigned imports it all the same.")
            signer = self.signers.signed(pack.recipe.name)
            if signer is not None:
                raise RecipeError(
                    f"{file} is signed by nobody, and the recipe {pack.recipe.name} is known here by the signature of "
                    f"{signer.by or 'somebody'} ({signer.words}); ask its maker for a signed one."
                )
            # What it says of its maker is anybody's word.
            return Arrival(replace(pack, by=""), name)
        key = pack.signature.key
        self.signers.check(key, pack.by, pack.recipe.name)
        known = self.signers.of(key)
        return Arrival(pack, name, fingerprint(key), known.since if known else "")

    def keep(self, arrival: Arrival) -> Path:
        """Keep what was looked at; the folder of the recipe.

        Raises:
            RecipeError: its maker's key or the recipe cannot be kept.
        """
        pack = arrival.pack
        recipe = pack.recipe.model_copy(update={"name": arrival.name})
        if pack.signature is not None:
            self.signers.keep(pack.signature.key, pack.by, pack.recipe.name)
        if self.store.own(arrival.name):
            self.versions.keep(self.store.load(arrival.name))
        # Marked first: whatever happens in between, it is never taken for the person's own.
        self.trust.imported(recipe, pack.pictures, arrival.words, pack.by)
        return self.store.save(recipe, pack.pictures)

    def _check_replaced(self, name: str, replacing: bool) -> None:
        """Only what was imported is replaced, and only on request: a person's own work is not."""
        if replacing and self.store.own(name):
            there = self.store.load(name)
            if self.trust.of(there.recipe, there.pictures).standing is not Standing.OWN:
                return
            raise RecipeError(f"{name} is a recipe of your own; --as NAME gives the imported one another name.")
        instead = "" if replacing else ", --replace replaces an imported one"
        raise RecipeError(f"There is a recipe {name} already; --as NAME gives this one another name{instead}.")


__all__ = ["Arrival", "Imports"]
