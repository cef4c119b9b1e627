"""A recipe by what a person calls it: its name, or the path of its folder."""

from __future__ import annotations

from pathlib import Path

from deskhand.core.errors import RecipeError

from ..format.loading import Loaded, load
from .store import Store

_LONGEST = 255
"""Characters of a folder's name."""


def found(store: Store, name: str) -> Loaded:
    """The recipe of this name, or in the folder of this path.

    Raises:
        RecipeError: there is none, or it is refused.
    """
    if "/" in name or name in (".", ".."):
        return load(Path(name))
    if name not in store.names() and len(name) < _LONGEST and Path(name).is_dir():
        raise RecipeError(f"There is no recipe {name}; for the folder of that name here write ./{name}.")
    return store.load(name)


__all__ = ["found"]
