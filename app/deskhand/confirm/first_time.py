"""Recipes that came from elsewhere: what matters of them is asked about until the person has agreed to it.

Their own say-so counts for nothing, and so does the class a run was allowed: of such a recipe each step of `MATTERS`
or above, and each text it brings itself, is the person's to allow. What they allowed in a replay that was completed
is not asked about again, as long as the recipe stays as it is (see `recipe.trust`).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from deskhand.core.ports import Confirmer
from deskhand.core.risk import Consent, Risk, Verdict
from deskhand.core.step import Proposal
from deskhand.recipe.format import schema
from deskhand.recipe.format.loading import Loaded
from deskhand.recipe.format.schema import Step
from deskhand.recipe.meaning.templates import only_reference
from deskhand.recipe.meaning.uses import every
from deskhand.recipe.sharing.trust import Standing, TrustBook, digest
from deskhand.recipe.walking.walk import Leaf

MATTERS = Risk.R2
"""The class from which a step of an imported recipe is asked about."""


class FirstTime:
    """The confirmer of one replay: `usual` for what the person agreed to or made, `person` for the rest."""

    def __init__(self, usual: Confirmer, person: Confirmer, book: TrustBook, kept_in: Iterable[Path]) -> None:
        """`kept_in` are the folders of the person's recipes and of Deskhand's; one from anywhere else is nobody's."""
        self._usual, self._person, self._book = usual, person, book
        self._kept_in = tuple(folder.resolve() for folder in kept_in)
        self._leaf: Leaf | None = None
        self._is_foreign = True
        self._agreed: dict[int, tuple[Loaded, frozenset[str] | None]] = {}
        self._allowed: list[tuple[Loaded, Step]] = []

    def replays(self, top: Loaded) -> None:
        """This recipe is replayed: what is asked before its first step is asked for it. Raises as `begins`."""
        self._is_foreign = self._agreed_of(top) is not None

    def begins(self, leaf: Leaf) -> None:
        """This step is next: what is asked from now on is asked for it.

        Raises:
            RecipeError: it cannot be known where the recipe came from.
        """
        self._leaf = leaf
        for loaded in (leaf.loaded, *leaf.used_by):
            if id(loaded) not in self._agreed:
                # The recipe is kept with it, so that no other can get its id.
                self._agreed[id(loaded)] = loaded, self._agreed_of(loaded)

    def _agreed_of(self, loaded: Loaded) -> frozenset[str] | None:
        """The digests of the steps the person agreed to; None where all of it is theirs."""
        trust = self._book.of(loaded.recipe, loaded.pictures)
        if trust.standing is Standing.UNTRUSTED:
            return trust.agreed
        kept = any(loaded.folder.resolve().is_relative_to(folder) for folder in self._kept_in)
        return None if kept or trust.standing is Standing.TRUSTED else frozenset()

    def ask(self, proposal: Proposal, verdict: Verdict) -> Consent:
        """See `Confirmer.ask`."""
        leaf, own = self._leaf, self._leaf is not None and proposal.step == self._leaf.position
        if not self._is_asked(leaf, own, verdict):
            return self._usual.ask(proposal, verdict)
        consent = self._person.ask(proposal, verdict)
        if own and leaf is not None and consent.granted and consent.by == "person":
            self.allowed(leaf)
        return consent

    def _is_asked(self, leaf: Leaf | None, own: bool, verdict: Verdict) -> bool:
        """Whether the person is asked about an act, which is the step's `own`, or one between or before the steps."""
        if leaf is None:
            return self._is_foreign and _matters(verdict)
        return self.is_new(leaf) and (_matters(verdict) or (own and _says_something(leaf)))

    def is_new(self, leaf: Leaf) -> bool:
        """Whether it is a step of a recipe that came from elsewhere, and the person has not agreed to it.

        What such a recipe uses does what it is given by it, whosever it is.
        """
        if any(self._agreed[id(loaded)][1] is not None for loaded in leaf.used_by):
            return True
        agreed = self._agreed[id(leaf.loaded)][1]
        return agreed is not None and digest(leaf.step, leaf.loaded.pictures) not in agreed

    def allowed(self, leaf: Leaf) -> None:
        """The person said yes to this step; with the values of another recipe, to this once."""
        if not leaf.used_by:
            self._allowed.append((leaf.loaded, leaf.step))

    def completed(self) -> None:
        """The replay ended as done: what the person allowed in it is agreed to.

        Raises:
            RecipeError: it cannot be written down.
        """
        # A recipe may have been repaired on the way: what counts is what it says now.
        last = {loaded.recipe.name: loaded for loaded, _ in self._agreed.values()}
        for name, loaded in last.items():
            allowed = {digest(step, of.pictures) for of, step in self._allowed if of.recipe.name == name}
            now = [step for step in every(loaded.recipe.steps) if digest(step, loaded.pictures) in allowed]
            if now:
                self._book.agree(loaded.recipe, loaded.pictures, now)
        self._allowed = []


def _matters(verdict: Verdict) -> bool:
    return verdict.risk >= MATTERS or any(origin == "recipe" for _, origin in verdict.provenance)


def _says_something(leaf: Leaf) -> bool:
    """Whether a step types what its recipe says, or the recipes that use it: a text, in whole or part, or a letter."""
    match leaf.step:
        case schema.Type(type=text):
            return bool(leaf.used_by) or not _is_given(text, leaf)
        case schema.Key(key=chord):
            return len(chord.casefold().removeprefix("shift+")) == 1
    return False


def _is_given(text: str, leaf: Leaf) -> bool:
    """Whether a text is nothing but a parameter or a column: what was computed may hold words of the recipe."""
    named = only_reference(text)
    return named is not None and (bool(named.part) or named.name in leaf.loaded.recipe.parameters)


__all__ = ["MATTERS", "FirstTime"]
