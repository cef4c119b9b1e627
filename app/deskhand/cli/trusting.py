"""What is asked about a recipe that came from elsewhere, beside the acts that `FirstTime` confirms."""

from __future__ import annotations

from collections.abc import Callable

from deskhand.confirm.first_time import FirstTime
from deskhand.engine.replaying.ending import Halts
from deskhand.engine.replaying.stages import Asker
from deskhand.recipe.format.schema import Write
from deskhand.recipe.walking.walk import Leaf


def watched(confirm: FirstTime, ask: Asker) -> Callable[[Leaf], None]:
    """Tells who confirms which step is next; a file that an imported recipe writes to is the person's to allow."""

    def begins(leaf: Leaf) -> None:
        confirm.begins(leaf)
        if isinstance(leaf.step, Write) and confirm.is_new(leaf):
            what = f"the imported recipe {leaf.loaded.recipe.name} adds a row to the file {leaf.step.to}"
            if not ask(f"{what[:1].upper()}{what[1:]}."):
                raise Halts(f"{what}, which needs your yes")
            confirm.allowed(leaf)

    return begins
