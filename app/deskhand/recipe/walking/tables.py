"""Rows of a table: as it stands on the screen, found by its column headers, or as it was copied.

What is read from the screen is as good as the reading: small letters may be misread, and a column that is too
narrow cuts its texts. What was copied is exact.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from deskhand.core.errors import RecipeError
from deskhand.core.geometry import Box
from deskhand.core.naming import Likeness, likeness
from deskhand.core.screen import SURFACES, Element, Role, Scene

Row = dict[str, str]
"""The texts of a row by the names of its columns, as the recipe spells them."""

_REGULAR = 0.35
"""Share of the distance of two rows by which the next one may be off."""
_FAR = 3.0
"""Distances of two rows beyond which nothing belongs to the table any more."""
_LEVEL = 0.5
"""Share of the lower of two boxes by which their middles may differ on one line."""
_DRAWN = {Role.CELL, Role.ROW}
_UNREADABLE = 0.5
"""Confidence of a text below which it counts as not read."""


@dataclass(frozen=True)
class _Column:
    """A header and where it stands; `None` is one nobody asked for."""

    name: str | None
    box: Box


@dataclass(frozen=True)
class _Line:
    """What stands on one line below the headers, by column."""

    y: float
    cells: dict[str | None, list[Element]]

    def filled(self, headers: Sequence[str]) -> int:
        """How many of these columns have something in them."""
        return sum(1 for name in headers if self.cells.get(name))

    def kinds(self, headers: Sequence[str]) -> set[Role]:
        """The roles of what stands in these columns."""
        return {element.role for name in headers for element in self.cells.get(name, ())}


def rows_on_screen(scene: Scene, headers: Sequence[str], inside: Box | None = None) -> tuple[Row, ...]:
    """The rows below these column headers, from the top; with `inside` only what stands in that box is seen.

    The table ends with the first line that is further away than its rows, or stands under none of the headers.

    Raises:
        RecipeError: the headers are not there, or more than once, or a text cannot be read or told from its neighbour.
    """
    elements = [e for e in scene if _is_text(e) and (inside is None or inside.contains(e.box.center))]
    named = _headers(elements, headers)
    columns = _columns(elements, named)
    left, right = min(c.box.x for c in columns), max(c.box.right for c in columns)
    bottom = max(e.box.bottom for e in named.values())
    below = [e for e in elements if e.box.center.y > bottom and e.box.right > left and e.box.x < right]
    lines = _table_lines(_lines(below, columns), headers, statistics.mean(e.box.center.y for e in named.values()))
    return tuple({name: _text(line.cells.get(name, [])) for name in headers} for line in lines)


def rows_copied(text: str | None, headers: Sequence[str]) -> tuple[Row, ...]:
    """The rows of a copied table: lines of cells with tabs between them, the first with the names of the columns.

    Raises:
        RecipeError: nothing was copied, or it has not these columns.
    """
    lines = [line.rstrip("\r").split("\t") for line in (text or "").split("\n")]
    lines = [line for line in lines if any(cell.strip() for cell in line)]
    if not lines:
        raise RecipeError("Nothing was copied; select the table with its headers and copy it first.")
    titles = [cell.strip() for cell in lines[0]]
    missing = [name for name in headers if titles.count(name) != 1]
    if missing:
        raise RecipeError(
            f"The table that was copied has no column {_quoted(missing)}, or more than one; its first line is "
            f"{_quoted(titles)}."
        )
    at = {name: titles.index(name) for name in headers}
    return tuple({name: line[i].strip() if i < len(line) else "" for name, i in at.items()} for line in lines[1:])


def _is_text(element: Element) -> bool:
    """Whether an element holds something written; the name of an icon was never written."""
    icon = element.role is Role.ICON and element.source == "vision"
    return bool(element.text or element.state) and element.role not in SURFACES and not icon


def _headers(elements: Sequence[Element], headers: Sequence[str]) -> dict[str, Element]:
    """The element of each header, all on one line."""
    called = {name: _called(elements, name) for name in headers}
    missing = [name for name, found in called.items() if not found]
    if missing:
        raise RecipeError(f"No table with the column {_quoted(missing)} is in sight; open it, then go on.")
    first = min(headers, key=lambda name: len(called[name]))
    beside = [
        {name: [e for e in found if _are_level(e.box, one.box)] for name, found in called.items()}
        for one in called[first]
    ]
    whole = [sets for sets in beside if all(sets.values())]
    if len(whole) > 1:
        whole = [sets for sets in whole if all(e.role is Role.HEADER for es in sets.values() for e in es)] or whole
    if len(whole) != 1 or any(len(found) > 1 for found in whole[0].values()):
        problem = "stand there more than once" if whole else "do not stand beside each other"
        raise RecipeError(f"The column headers {_quoted(headers)} {problem}, so I cannot tell which table is meant.")
    return {name: found[0] for name, found in whole[0].items()}


def _called(elements: Sequence[Element], name: str) -> list[Element]:
    """The elements of this label; misread letters count only where nothing agrees in full."""
    alike = [(likeness(e.text, name), e) for e in elements if e.text]
    best = max((grade for grade, _ in alike), default=Likeness.OTHER)
    return [] if best is Likeness.OTHER else [e for grade, e in alike if grade is best]


def _columns(elements: Sequence[Element], named: dict[str, Element]) -> list[_Column]:
    """All headers on the line; those nobody asked for keep their cells to themselves."""
    line = next(iter(named.values())).box
    kinds = {e.role for e in named.values()}
    others = [e for e in elements if e not in named.values() and e.role in kinds and _are_level(e.box, line)]
    return [*(_Column(name, e.box) for name, e in named.items()), *(_Column(None, e.box) for e in others)]


def _lines(below: Iterable[Element], columns: Sequence[_Column]) -> list[_Line]:
    """The elements in lines from the top, each in the column it shares most with."""
    groups: list[list[Element]] = []
    for element in sorted(below, key=lambda e: e.box.center.y):
        if groups and _are_level(groups[-1][0].box, element.box):
            groups[-1].append(element)
        else:
            groups.append([element])
    return [_line(group, columns) for group in groups]


def _line(group: Sequence[Element], columns: Sequence[_Column]) -> _Line:
    cells: dict[str | None, list[Element]] = {}
    for element in sorted(group, key=lambda e: e.box.x):
        column = max(columns, key=lambda c: _shared(c.box, element.box))
        cells.setdefault(column.name, []).append(element)
    return _Line(statistics.mean(e.box.center.y for e in group), cells)


def _table_lines(lines: Sequence[_Line], headers: Sequence[str], top: float) -> list[_Line]:
    """The lines that belong to the table: the first, and those that follow it as rows do."""
    taken: list[_Line] = []
    # Until two rows are known, the header is taken to be as high as a row.
    pitch = lines[0].y - top if lines else 0.0
    for line in lines:
        if taken and not _follows(line, taken, pitch, headers):
            break
        if not line.filled(headers):
            _refuse_joined(line, taken)
            break
        taken.append(line)
        if len(taken) == 2:
            pitch = line.y - taken[0].y
    return taken


def _follows(line: _Line, taken: Sequence[_Line], pitch: float, headers: Sequence[str]) -> bool:
    """Whether a line is the next row: as far away as rows are, with as many cells, or drawn as the first row is."""
    gap, first = line.y - taken[-1].y, taken[0]
    if abs(gap - pitch) <= _REGULAR * pitch:
        return True
    if gap > _FAR * pitch:
        return False
    full = line.filled(headers) >= max(2, first.filled(headers))
    return full or (len(taken) == 1 and line.kinds(headers) == first.kinds(headers) <= _DRAWN)


def _refuse_joined(line: _Line, taken: Sequence[_Line]) -> None:
    """A row whose texts all stand under other columns: where columns touch, their texts are read as one."""
    if taken:
        said = _text(line.cells[None])
        raise RecipeError(f"The columns run into each other at {_quoted([said])}; make the window or the column wider.")


def _text(cell: Sequence[Element]) -> str:
    unsure = next((e for e in cell if e.confidence < _UNREADABLE), None)
    if unsure is not None:
        raise RecipeError(f"A cell that may say {_quoted([unsure.text])} cannot be read; make the text larger.")
    return " ".join(e.text or e.state for e in cell).strip()


def _are_level(a: Box, b: Box) -> bool:
    return abs(a.center.y - b.center.y) <= _LEVEL * min(a.h, b.h)


def _shared(a: Box, b: Box) -> int:
    """Pixels of width that two boxes share; less than none is their distance."""
    return min(a.right, b.right) - max(a.x, b.x)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
