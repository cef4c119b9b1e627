"""What is asked about a recipe that came from elsewhere, beside the acts that `FirstTime` confirms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from deskhand.confirm.first_time import FirstTime
from deskhand.core.lettering import visible
from deskhand.engine.replaying.ending import Halts
from deskhand.engine.replaying.stages import Asker
from deskhand.recipe.format.schema import Write
from deskhand.recipe.meaning.templates import names_in
from deskhand.recipe.walking.files import path_of
from deskhand.recipe.walking.walk import Leaf


def watched(confirm: FirstTime, ask: Asker, folder: Path) -> Callable[[Leaf], None]:
    """Tells who confirms which step is next; each file that an imported recipe writes to is the person's to allow.

    `folder` is where files without a folder are, as in `Outputs`.
    """
    allowed: set[tuple[str, Path]] = set()

    def begins(leaf: Leaf) -> None:
        confirm.begins(leaf)
        if not isinstance(leaf.step, Write) or not confirm.is_new(leaf):
            return
        file, recipe = path_of(leaf.step.to, leaf.scope, folder), leaf.loaded.recipe.name
        if (recipe, file) in allowed:
            return
        what = f"the imported recipe {recipe} adds a row to the file {visible(str(file))}"
        if not ask(f"{what[:1].upper()}{what[1:]}."):
            raise Halts(f"{what}, which needs your yes")
        allowed.add((recipe, file))
        if not names_in(leaf.step.to):
            # With names in it, it is another file another time.
            confirm.allowed(leaf)

    return begins
