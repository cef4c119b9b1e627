"""Steps of the person's own recipes that they allowed for good: by the recipe's name and the digest of the step.

A step that is changed in any way is another step, and asked about again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from deskhand.core.actions import phrase
from deskhand.core.errors import SettingsError
from deskhand.core.risk import Consent, Verdict, answer
from deskhand.core.step import Proposal
from deskhand.recipe.sharing.trust import digest
from deskhand.recipe.walking.walk import Leaf
from deskhand.system import atomic

from .asking import may_be_kept


class Allowed:
    """The file of what is allowed."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def steps(self, recipe: str) -> list[str]:
        """Digests of the steps of a recipe that are allowed. Raises `SettingsError`."""
        return self._read().get(recipe, [])

    def add(self, recipe: str, step: str) -> None:
        """Allow a step. Raises `SettingsError`."""
        kept = self._read()
        kept[recipe] = sorted({*kept.get(recipe, []), step})
        self._write(kept)

    def forget(self, recipe: str) -> None:
        """Allow nothing of a recipe any more. Raises `SettingsError`."""
        kept = self._read()
        if kept.pop(recipe, None) is not None:
            self._write(kept)

    def _read(self) -> dict[str, list[str]]:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as problem:
            raise SettingsError(f"The list of allowed steps {self._file} cannot be read; move it away.") from problem
        lists = isinstance(kept, dict) and all(isinstance(v, list) for v in kept.values())
        if not lists or not all(isinstance(step, str) for steps in kept.values() for step in steps):
            raise SettingsError(f"{self._file} is no list of allowed steps; move it away.")
        return {str(name): list(steps) for name, steps in kept.items()}

    def _write(self, kept: dict[str, list[str]]) -> None:
        try:
            atomic.write(self._file, json.dumps(kept, indent=1).encode(), private=True)
        except OSError as problem:
            raise SettingsError(
                f"The list of allowed steps {self._file} cannot be written ({problem.strerror})."
            ) from problem


class AllowedBefore:
    """What the person allowed for good, of the step in hand."""

    def __init__(self, allowed: Allowed, is_theirs: Callable[[str], bool]) -> None:
        """`is_theirs` tells by its name whether a recipe is one the person made."""
        self._allowed, self._is_theirs = allowed, is_theirs
        self._leaf: Leaf | None = None

    def begins(self, leaf: Leaf) -> None:
        """This step is next."""
        self._leaf = leaf

    def answered(self, proposal: Proposal, verdict: Verdict) -> Consent | None:
        """The person's yes for good, None where there is none."""
        if self.offers(proposal, verdict) and self.digest() in self._allowed.steps(self.recipe()):
            return answer(True, "kept", phrase(proposal.action), verdict, "the person allowed this step for good")
        return None

    def offers(self, proposal: Proposal, verdict: Verdict) -> bool:
        """Whether a yes to this may count for good: it is the own act of a step of a recipe the person made."""
        return may_be_kept(verdict) and self._own(proposal) and self._is_theirs(self.recipe())

    def keep(self) -> None:
        """Allow the step in hand for good. Raises `SettingsError`."""
        if self._leaf is not None:
            self._allowed.add(self.recipe(), self.digest())

    def recipe(self) -> str:
        """The name of the recipe in hand."""
        return self._leaf.loaded.recipe.name if self._leaf is not None else ""

    def digest(self) -> str:
        """The digest of the step in hand."""
        return digest(self._leaf.step, self._leaf.loaded.pictures) if self._leaf is not None else ""

    def _own(self, proposal: Proposal) -> bool:
        """Whether it is the step's own act, with nothing handed in by another recipe."""
        leaf = self._leaf
        return leaf is not None and not leaf.used_by and proposal.step == leaf.position


__all__ = ["Allowed", "AllowedBefore"]
