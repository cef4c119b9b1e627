"""What a recipe comes to: its steps one after the other, with conditions, loops and used recipes resolved.

`Walk` yields leaves: steps that act, look, ask or write. `set`, `if`, `for_each` and `use` it does itself; what only
the screen can tell it asks of a `World`. A leaf's position is stable text that names the same step in the same row
each time, so a job that was interrupted goes on where it stopped:

    3                      the third step
    4/then/1  4/else/2     within an `if`
    5/do[17:ab12cd]/2      step 2 for row 17, whose content has the digest ab12cd
    6/use/3                step 3 of the recipe used by step 6
    rows[17:ab12cd]/3      step 3 for row 17 of the file the whole recipe is done for

What was decided on the way (whether a condition held, the rows of a table) is kept in a `Memory` and taken from there
when the walk is repeated: the screen has changed since. A table of several pages is walked page by page; the press on
`next` is a leaf of its own (`3/next[1]`), and rows are numbered on.

Each used recipe has names of its own: its parameters, from `with`, and what it reads and sets. When it has ended, these
last are known to its user as `recipe_name.variable`, hyphens written as `_`. The row of a loop is known within the loop
alone; variables are known from where they were set to the end of their recipe. `stop` ends the recipe that says it, or
its row where the whole recipe is done for rows; one that failed ends everything.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from deskhand.core.errors import RecipeError
from deskhand.core.step import Origin

from ..format import schema
from ..format.loading import Loaded
from ..format.schema import AnyStep, Condition, ForEach, If, Stop, Target, Use
from ..meaning.dates import date_text
from ..meaning.expressions import evaluate
from ..meaning.scope import Scope, Value
from ..meaning.templates import fill, names_in
from ..meaning.uses import columns_used, every
from ..meaning.using import Shelf, result_name, secrets_of, values_with, with_all_used
from ..meaning.values import all_given, handed, number_text
from .binding import bound
from .deciding import Decisions
from .files import Sheets
from .leaves import At, Leaf
from .memory import Memory, NoMemory
from .rows import Row, Sheet, row_of
from .unchanged import check_not_done, check_recipes, check_rows, check_values, digest_of_values
from .world import SeenRows, World

MOST_LEAVES: Final = 1_000_000
"""Steps done in one walk, every row counted."""


class _Ends(Exception):
    """A `stop` step ends its recipe, or with `all` everything."""

    def __init__(self, everything: bool) -> None:
        self.everything = everything


class _Refused(RecipeError):
    """A refusal that says already which step it is about."""


@dataclass
class _Doing:
    """One recipe being done: its names as they stand now, the variables it made, and the names of results it has."""

    loaded: Loaded
    scope: Scope
    made: dict[str, Value] = field(default_factory=dict)
    results: set[str] = field(default_factory=set)

    def make(self, name: str, value: Value) -> None:
        self.made[name] = value
        self.scope = self.scope.having(name, value)


class Walk:
    """See the module. Iterate once; after each leaf that reads, call `keep` with what was read."""

    def __init__(
        self,
        loaded: Loaded,
        values: Mapping[str, Value],
        store: Shelf,
        world: World,
        memory: Memory | None = None,
        *,
        sheet: Sheet | None = None,
        folder: Path | None = None,
        today: date | None = None,
    ) -> None:
        """Check all that can be known before the first step.

        `values` are those of the parameters (see `values.given`); with a `sheet` the whole recipe is done for each of
        its rows, whose columns are parameters (see `binding.bound`). `folder` is where files that the recipe names
        without a full path are looked for, by default the current one; `today` is the day the job was begun.

        Raises:
            RecipeError: a value, a used recipe, a file or a column is missing, recipes use each other in a circle, or
                the job that `memory` knows of was another one (see `unchanged`).
        """
        self.failed: str | None = None
        """The sentence of the `stop` that ended the walk as failed."""
        self._memory = memory or NoMemory()
        self._decisions = Decisions(world, self._memory)
        self._books = with_all_used(loaded, store)
        self._sheets = Sheets(folder or Path.cwd())
        self._top = _Doing(loaded, Scope(MappingProxyType(dict(values)), today=today or date.today()))
        self._sheet = sheet
        self._rows = bound(loaded.recipe.parameters, values, sheet) if sheet else []
        self._read: dict[str, str] = {}
        self._count = 0
        if not sheet:
            all_given(loaded.recipe.parameters, values)
        self._read_files()
        self._check_job(values)

    def __iter__(self) -> Iterator[Leaf]:
        """The leaves. Raises `RecipeError` where a step cannot be resolved; nothing of it has been done then."""
        try:
            if self._sheet is None:
                yield from self._recipe(self._top, At())
                return
            rows = self._sheet.rows
            for row, values in zip(rows, self._rows, strict=True):
                scope = Scope(MappingProxyType(values), today=self._top.scope.today)
                yield from self._recipe(_Doing(self._top.loaded, scope), At().in_row(None, row, len(rows)))
                self._memory.row_done(digest_of_values(values))
        except _Ends:
            return

    @property
    def secrets(self) -> frozenset[str]:
        """The names of all secrets that may be asked for on the way."""
        return secrets_of(self._books.values(), self._top.scope.values)

    def keep(self, leaf: Leaf, text: str) -> str:
        """What a `read` leaf read, as the value of its type; known to the steps after it.

        Raises:
            RecipeError: it is not of the type.
        """
        if isinstance(leaf.step, schema.Read) and leaf.step.type != "text":
            text = (number_text if leaf.step.type == "number" else date_text)(leaf.step.read, text)
        self._read[leaf.position] = text
        return text

    def _read_files(self) -> None:
        """Read what loops of the recipe itself will need, as far as its name is known by now."""
        for step in every(self._top.loaded.recipe.steps):
            csv = step.rows.csv if isinstance(step, ForEach) else None
            if isinstance(step, ForEach) and csv is not None and names_in(csv) <= self._top.scope.values.keys():
                self._sheet_of(step, csv, self._top)

    def _check_job(self, values: Mapping[str, Value]) -> None:
        check_recipes(self._memory, self._books)
        check_values(self._memory, values)
        if self._sheet is not None:
            if self._memory.decided("rows:digests") is None:
                check_not_done(self._memory, self._sheet, self._rows)
            check_rows(self._memory, "rows", self._sheet)

    def _recipe(self, doing: _Doing, at: At) -> Iterator[Leaf]:
        """All of one recipe; a `stop` in it ends it, one that failed goes further up."""
        try:
            yield from self._block(doing.loaded.recipe.steps, doing, at)
        except _Ends as end:
            if end.everything:
                raise

    def _block(self, steps: Sequence[AnyStep], doing: _Doing, at: At) -> Iterator[Leaf]:
        for number, step in enumerate(steps, 1):
            try:
                yield from self._step(step, number, doing, at)
            except _Refused:
                raise
            except RecipeError as problem:
                line = doing.loaded.lines.of(*at.path, number - 1)
                where = f"{doing.loaded.recipe.name}, line {line} ({at.words}step {number})"
                raise _Refused(f"{where}: {problem}") from problem

    def _step(self, step: AnyStep, number: int, doing: _Doing, at: At) -> Iterator[Leaf]:
        match step:
            case schema.Set():
                computed = evaluate(step.to, doing.scope)
                doing.make(step.set, Value(computed.text, computed.origin))
            case If():
                holds = self._decisions.holds(f"{at.position}{number}", step.if_, doing.scope, doing.loaded)
                steps, block = (step.then, "then") if holds else (step.otherwise, "else")
                yield from self._block(steps, doing, at.within(number, block))
            case ForEach():
                yield from self._for_each(step, number, doing, at)
            case Use():
                yield from self._use(step, number, doing, at)
            case _:
                yield from self._leaf(at.leaf(step, number, doing.scope, doing.loaded), doing)

    def _leaf(self, leaf: Leaf, doing: _Doing) -> Iterator[Leaf]:
        self._count += 1
        if self._count > MOST_LEAVES:
            raise RecipeError(f"these are more than {MOST_LEAVES} steps in all; split the rows into several files.")
        step, read = leaf.step, self._memory.done(leaf.position)
        # A job that failed on purpose fails again when it is taken up again.
        if read is None or (isinstance(step, Stop) and step.failed):
            yield leaf
            read = {step.read: self._read.pop(leaf.position)} if isinstance(step, schema.Read) else {}
        for name, text in read.items():
            doing.make(name, Value(text, "screen"))
        if isinstance(step, Stop):
            if step.failed:
                self.failed = fill(step.stop, doing.scope).text
            raise _Ends(step.failed)

    def _for_each(self, step: ForEach, number: int, doing: _Doing, at: At) -> Iterator[Leaf]:
        if step.for_each in doing.scope.groups:
            raise RecipeError(f"“{step.for_each}” is already the name of a row around this loop; take another one.")
        if step.rows.csv is not None:
            sheet = self._sheet_of(step, step.rows.csv, doing)
            check_rows(self._memory, f"{at.position}{number}/do", sheet)
            yield from self._each(step, number, sheet.rows, "data", doing, at)
        else:
            yield from self._pages(step, number, doing, at)
        groups = {name: parts for name, parts in doing.scope.groups.items() if name != step.for_each}
        doing.scope = replace(doing.scope, groups=MappingProxyType(groups))

    def _each(
        self, step: ForEach, number: int, rows: Sequence[Row], origin: Origin, doing: _Doing, at: At
    ) -> Iterator[Leaf]:
        """The steps of a loop for each of these rows, which are the last there are."""
        for row in rows:
            parts = {column: Value(text, origin) for column, text in row.cells.items()}
            doing.scope = doing.scope.having_group(step.for_each, parts)
            yield from self._block(step.do, doing, at.in_row(number, row, rows[-1].number))

    def _pages(self, step: ForEach, number: int, doing: _Doing, at: At) -> Iterator[Leaf]:
        """A loop over a table on the screen, page by page."""
        position, before, count = f"{at.position}{number}", SeenRows(()), 0
        for page in itertools.count(1):
            seen = self._decisions.rows(f"{position}/table[{page}]", step.rows, before, doing.scope, doing.loaded)
            rows = [row_of(cells, n, n) for n, cells in enumerate(seen.rows, count + 1)]
            yield from self._each(step, number, rows, seen.origin, doing, at)
            before, count = seen, count + len(rows)
            if step.rows.next is None:
                return
            more = Condition(target=step.rows.next)
            if not self._decisions.holds(f"{position}/next[{page}]", more, doing.scope, doing.loaded):
                return
            if page == step.rows.pages:
                raise RecipeError(f"the table has more than the {page} pages that were asked for (`pages`).")
            yield from self._leaf(_turning(at, number, page, step.rows.next, doing), doing)

    def _sheet_of(self, step: ForEach, csv: str, doing: _Doing) -> Sheet:
        sheet = self._sheets.named(csv, doing.scope, doing.loaded.folder)
        sheet.must_have(columns_used(step))
        return sheet

    def _use(self, step: Use, number: int, doing: _Doing, at: At) -> Iterator[Leaf]:
        loaded, result = self._books[step.use], result_name(step.use)
        if result in doing.scope.groups and result not in doing.results:
            raise RecipeError(f"what {step.use} reads is known as “{result}”, which is the name of a row here.")
        values = handed(loaded.recipe.parameters, values_with(step, doing.scope))
        used = _Doing(loaded, Scope(MappingProxyType(values), today=doing.scope.today))
        inside = replace(at.within(number, "use"), used_by=(*at.used_by, doing.loaded))
        yield from self._recipe(used, inside)
        doing.results.add(result)
        doing.scope = doing.scope.having_group(result, used.made)


def _turning(at: At, number: int, page: int, next_page: Target, doing: _Doing) -> Leaf:
    """The press that shows the page after this one."""
    leaf = at.leaf(schema.Click(click=next_page), number, doing.scope, doing.loaded)
    where = f"{leaf.where}, to page {page + 1}"
    return replace(leaf, position=f"{leaf.position}/next[{page}]", where=where)


__all__ = ["MOST_LEAVES", "Leaf", "Memory", "NoMemory", "SeenRows", "Shelf", "Walk", "World"]
