"""What a recipe asks of the screen on its way: a port that the engine answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from deskhand.core.errors import RecipeError
from deskhand.core.step import Origin

from ..format.loading import Loaded
from ..format.schema import Condition, Rows
from ..meaning.scope import Scope


@dataclass(frozen=True, slots=True)
class SeenRows:
    """Rows read from the screen, by column; `origin` is `data` once the person has seen and allowed them."""

    rows: tuple[Mapping[str, str], ...]
    origin: Origin = "screen"


class World(Protocol):
    """What the screen tells. Texts of what is asked for may hold names: `templates.fill` them with the scope."""

    def holds(self, condition: Condition, scope: Scope, loaded: Loaded) -> bool:
        """Whether something can be seen now."""
        ...

    def table(self, rows: Rows, scope: Scope, loaded: Loaded, unlike: Sequence[Mapping[str, str]] = ()) -> SeenRows:
        """The rows of the table on the screen, once they are others than `unlike`, those of the page before."""
        ...


class NoWorld:
    """Without a screen: for a walk that is checked and not begun."""

    def holds(self, condition: Condition, scope: Scope, loaded: Loaded) -> bool:
        """Raises `RecipeError`: there is nothing to look at."""
        raise RecipeError("There is no screen to look at.")

    def table(self, rows: Rows, scope: Scope, loaded: Loaded, unlike: Sequence[Mapping[str, str]] = ()) -> SeenRows:
        """Raises `RecipeError`: there is nothing to look at."""
        raise RecipeError("There is no screen to look at.")
