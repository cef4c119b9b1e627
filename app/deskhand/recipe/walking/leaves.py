"""The leaves of a walk, and where in it they stand."""

from __future__ import annotations

from dataclasses import dataclass

from deskhand.core.errors import RecipeError

from ..format.loading import Loaded, Position
from ..format.schema import DEEPEST, AnyStep
from ..meaning.scope import Scope
from .rows import Row


@dataclass(frozen=True, slots=True)
class RowAt:
    """The row in hand: its number from 1, and how many are known of."""

    number: int
    of: int


@dataclass(frozen=True)
class Leaf:
    """One step to do: where it stands, what its names stand for, and the recipe (with its pictures) it is from.

    `position` tells it from every other doing of any step; `path` is where the step stands in its recipe's file, and
    `where` is the position in words: `row 17 of 1000, step 3`. `row` is the innermost row in hand; `used_by` are the
    recipes that use its recipe, the outermost first: they give it its values.
    """

    position: str
    step: AnyStep
    scope: Scope
    loaded: Loaded
    path: Position
    where: str
    row: RowAt | None = None
    used_by: tuple[Loaded, ...] = ()


@dataclass(frozen=True, slots=True)
class At:
    """A block of steps on the way: what stands before the number of a step in positions, words and the file's path.

    `depth` counts the blocks around it; `used_by` as in `Leaf`.
    """

    position: str = ""
    words: str = ""
    path: Position = ("steps",)
    depth: int = 0
    row: RowAt | None = None
    used_by: tuple[Loaded, ...] = ()

    def leaf(self, step: AnyStep, number: int, scope: Scope, loaded: Loaded) -> Leaf:
        """The step with this number as a leaf."""
        path = (*self.path, number - 1)
        where = f"{self.words}step {number}"
        return Leaf(f"{self.position}{number}", step, scope, loaded, path, where, self.row, self.used_by)

    def within(self, number: int, block: str) -> At:
        """A block of the step with this number. Raises `RecipeError` when it is too deep."""
        path: Position = ("steps",) if block == "use" else (*self.path, number - 1, block)
        return self._deeper(f"{number}/{block}", f"step {number}, ", path, self.row)

    def in_row(self, number: int | None, row: Row, of: int) -> At:
        """The block of the loop with this number (None is the whole recipe) for one row, of as many."""
        block = "rows" if number is None else f"{number}/do"
        step = "" if number is None else f"step {number}, "
        path: Position = self.path if number is None else (*self.path, number - 1, "do")
        words = f"{step}row {row.number} of {of}, "
        return self._deeper(f"{block}{row_mark(row.number, row.digest)}", words, path, RowAt(row.number, of))

    def _deeper(self, block: str, words: str, path: Position, row: RowAt | None) -> At:
        if self.depth >= DEEPEST:
            raise RecipeError(f"{self.words}blocks and used recipes stand more than {DEEPEST} deep; make it flatter.")
        return At(f"{self.position}{block}/", f"{self.words}{words}", path, self.depth + 1, row, self.used_by)


def row_mark(number: int, digest: str) -> str:
    """How a row is named in positions."""
    return f"[{number}:{digest[:6]}]"
