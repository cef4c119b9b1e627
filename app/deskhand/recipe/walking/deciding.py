"""What is decided on the way of a walk: once, and kept before it is acted on; the screen changes by what follows."""

from __future__ import annotations

import json

from ..format.loading import Loaded
from ..format.schema import Condition, Rows
from ..meaning.expressions import evaluate
from ..meaning.scope import Scope
from .memory import Memory
from .world import SeenRows, World


class Decisions:
    """The decisions of one walk, made by the screen or known from an earlier walk of the same job."""

    def __init__(self, world: World, memory: Memory) -> None:
        self._world, self._memory = world, memory

    def holds(self, position: str, condition: str | Condition, scope: Scope, loaded: Loaded) -> bool:
        """Whether an expression is true, or something can be seen. Raises `RecipeError`."""
        known = self._memory.decided(position)
        if known is None:
            seen = (
                evaluate(condition, scope).holds
                if isinstance(condition, str)
                else self._world.holds(condition, scope, loaded)
            )
            known = json.dumps(seen)
            self._memory.decide(position, known)
        return bool(json.loads(known))

    def rows(self, position: str, rows: Rows, before: SeenRows, scope: Scope, loaded: Loaded) -> SeenRows:
        """The rows of a table on the screen, others than those of the page `before`."""
        known = self._memory.decided(position)
        if known is not None:
            kept = json.loads(known)
            return SeenRows(tuple(kept["rows"]), kept["origin"])
        seen = self._world.table(rows, scope, loaded, before.rows)
        cells = {"origin": seen.origin, "rows": [dict(row) for row in seen.rows]}
        self._memory.decide(position, json.dumps(cells, ensure_ascii=False))
        return seen
