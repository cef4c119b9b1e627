"""The rows of a loop that stand on the screen or were copied: waited for, read, and allowed once if they are typed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence

from deskhand.core import actions
from deskhand.core.errors import RecipeError
from deskhand.core.geometry import Box
from deskhand.core.marks import matching
from deskhand.core.ports import Clipboard
from deskhand.core.risk import Risk, Verdict
from deskhand.core.screen import Frame
from deskhand.core.step import Origin, Proposal
from deskhand.recipe.anchors.targets import mark_from
from deskhand.recipe.format.loading import Loaded
from deskhand.recipe.format.schema import ForEach, Rows, Type, Use
from deskhand.recipe.meaning.scope import Scope
from deskhand.recipe.meaning.templates import fill
from deskhand.recipe.meaning.uses import every
from deskhand.recipe.walking.tables import Row, rows_copied, rows_on_screen
from deskhand.recipe.walking.world import SeenRows

from .ending import Halts
from .parts import read_part
from .seeing import Seeing
from .stages import ReplayStages

COMES, COPIED = 10.0, 3.0
"""Seconds a table or its next page has to come, and an application to give away what was copied."""
_POLL = 0.1
_SHOWN = 10
"""Rows that are shown to the person."""


class Gathering:
    """Gathers the rows of the loops of one replay."""

    def __init__(self, stages: ReplayStages, seeing: Seeing) -> None:
        self._stages, self._seeing = stages, seeing
        self._allowed: set[Rows] = set()

    def rows(self, rows: Rows, scope: Scope, loaded: Loaded, unlike: Sequence[Mapping[str, str]]) -> SeenRows:
        """See `World.table`.

        Raises:
            Halts: they do not come, cannot be read, or the person does not allow that they are typed.
        """
        if rows.copied is not None:
            found = self._once_there(COPIED, lambda: self._copied(rows.copied or ()))
            # What is copied next must not be taken for this, nor this for it.
            self._stages.clipboard.write(None)
        else:
            found = self._once_there(COMES, lambda: self._on_screen(rows, scope, unlike))
        return SeenRows(found, self._origin(rows, loaded, found, more=bool(unlike)))

    def _once_there(self, within: float, read: Callable[[], tuple[Row, ...]]) -> tuple[Row, ...]:
        deadline = time.monotonic() + within
        while True:
            try:
                return read()
            except RecipeError as problem:
                if time.monotonic() >= deadline:
                    raise Halts(str(problem)) from problem
            self._stages.stop.pause(_POLL)

    def _copied(self, headers: Sequence[str]) -> tuple[Row, ...]:
        return rows_copied(self._stages.clipboard.read(), headers)

    def _on_screen(self, rows: Rows, scope: Scope, unlike: Sequence[Mapping[str, str]]) -> tuple[Row, ...]:
        frame = self._seeing.at_rest()
        box = _place(rows, scope, frame)
        scene = read_part(self._stages.grounder, frame, box)
        found = rows_on_screen(scene, [fill(name, scope).text for name in rows.table or ()], box)
        if unlike and list(found) == list(unlike):
            raise RecipeError("The next page of the table does not come: its rows are the same.")
        return found

    def _origin(self, rows: Rows, loaded: Loaded, found: tuple[Row, ...], more: bool) -> Origin:
        """`data` where the person allowed that these rows are typed; they are asked once for a table,
        whose further pages are `more` of it."""
        if not found or not _types(rows, loaded):
            return "screen"
        if not more or rows not in self._allowed:
            how = "were copied" if rows.copied is not None else "stand on the screen"
            action = actions.Type(_summary(found))
            focus = self._stages.capture.focus()
            why = f"the recipe types rows that {how}, these and those of further pages"
            verdict = Verdict(Risk.R3, (why,), app=focus.app if focus is not None else "")
            proposal = Proposal(action, f"the rows of a loop of “{loaded.recipe.name}”", 1.0, "recipe")
            if not self._stages.confirmer.ask(proposal, verdict).granted:
                raise Halts(f"The recipe types rows that {how}, and that needs your yes (class R3)")
            self._allowed.add(rows)
        return "data"


def forget_copied(clipboard: Clipboard, loaded: Loaded, load: Callable[[str], Loaded]) -> None:
    """Empty the clipboard before a recipe that takes rows from it: what is in it now was copied for something else.

    `load` gives the recipes it uses by their names.
    """
    if _takes_copied(loaded, load):
        clipboard.write(None)


def _takes_copied(loaded: Loaded, load: Callable[[str], Loaded]) -> bool:
    steps = list(every(loaded.recipe.steps))
    if any(isinstance(step, ForEach) and step.rows.copied is not None for step in steps):
        return True
    return any(_takes_copied(load(step.use), load) for step in steps if isinstance(step, Use))


def _place(rows: Rows, scope: Scope, frame: Frame) -> Box:
    """Where the table may stand: the highest window of the mark."""
    if rows.window is None:
        return frame.box
    windows = matching(mark_from(rows.window, lambda text: fill(text, scope).text), frame.windows)
    if not windows:
        raise RecipeError(f"The window “{rows.window.title or rows.window.app}” of the table is not open.")
    return windows[-1].box


def _types(rows: Rows, loaded: Loaded) -> bool:
    """Whether a loop over these rows types anything, itself or by a recipe it uses."""
    loops = [s for s in every(loaded.recipe.steps) if isinstance(s, ForEach) and s.rows == rows]
    return any(isinstance(step, Type | Use) for loop in loops for step in every(loop.do))


def _summary(found: Sequence[Row]) -> str:
    lines = ["; ".join(f"{name}: {text}" for name, text in row.items()) for row in found[:_SHOWN]]
    more = [f"… {len(found)} rows"] if len(found) > _SHOWN else []
    return "\n".join([*lines, *more])
