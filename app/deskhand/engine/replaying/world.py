"""What a walk asks of the screen while it goes: whether conditions hold, and the rows of tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deskhand.recipe.format.loading import Loaded
from deskhand.recipe.format.schema import Condition, Rows
from deskhand.recipe.meaning.scope import Scope
from deskhand.recipe.walking.world import SeenRows

from .gathering import Gathering
from .seeing import Seeing


class ScreenWorld:
    """See `recipe.walk.World`."""

    def __init__(self, seeing: Seeing, gathering: Gathering) -> None:
        self._seeing, self._gathering = seeing, gathering

    def holds(self, condition: Condition, scope: Scope, loaded: Loaded) -> bool:
        """See `World.holds`."""
        return self._seeing.holds(condition, scope, loaded)

    def table(self, rows: Rows, scope: Scope, loaded: Loaded, unlike: Sequence[Mapping[str, str]] = ()) -> SeenRows:
        """See `World.table`."""
        return self._gathering.rows(rows, scope, loaded, unlike)
