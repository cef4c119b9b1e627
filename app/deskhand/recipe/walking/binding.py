"""A whole recipe done for each row of a file: which column gives which parameter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from deskhand.core.errors import RecipeError

from ..format.schema import Parameter
from ..meaning.dates import order_of
from ..meaning.numerals import mark_of
from ..meaning.scope import Value, nearest
from ..meaning.values import missing_sentence, value_of
from .rows import Sheet, row_of

_T = TypeVar("_T")
MOST_SAID = 10
"""Wrong cells that are named in one refusal."""


def bound(parameters: Mapping[str, Parameter], values: Mapping[str, Value], sheet: Sheet) -> list[dict[str, Value]]:
    """The values of the parameters for each row: the row's cells before `values`, which are the same for all.

    A column is a parameter by its name or its label, capitals, spaces, hyphens and underscores not counted. How
    numbers and dates of a column are written is told from all of them (see `numerals.mark_of`, `dates.order_of`).

    Raises:
        RecipeError: a column is no parameter, a parameter has no value, or a cell is not of its type; names all.
    """
    columns = _columns(parameters, sheet)
    missing = [name for name in parameters if name not in values and name not in columns.values()]
    if missing:
        raise RecipeError(f"{missing_sentence(missing)}, or as a column of {sheet.name}.")
    kinds = {column: parameters[name].type for column, name in columns.items()}
    marks = {column: _told(mark_of, sheet, column, "numbers") for column in columns if kinds[column] == "number"}
    orders = {column: _told(order_of, sheet, column, "dates") for column in columns if kinds[column] == "date"}
    rows, wrong = [], []
    for row in sheet.rows:
        mine = dict(values)
        for column, name in columns.items():
            try:
                cell, mark, order = row.cells[column], marks.get(column), orders.get(column)
                mine[name] = value_of(name, parameters[name], cell, "data", mark, order)
            except RecipeError as problem:
                wrong.append(f"{sheet.name}, line {row.line}: {problem}")
        if len(wrong) > MOST_SAID:
            raise RecipeError("\n".join([*wrong[:MOST_SAID], "There are more."]))
        rows.append(mine)
    if wrong:
        raise RecipeError("\n".join(wrong))
    return rows


def without_unused(parameters: Mapping[str, Parameter], sheet: Sheet) -> Sheet:
    """The sheet without the columns that are no parameters; a remark says which these are."""
    known = _known(parameters)
    used = tuple(column for column in sheet.columns if _folded(column) in known)
    unused = ", ".join(f"“{column}”" for column in sheet.columns if column not in used)
    if not unused:
        return sheet
    rows = tuple(row_of({c: row.cells[c] for c in used}, row.number, row.line) for row in sheet.rows)
    return replace(sheet, columns=used, rows=rows, remarks=(*sheet.remarks, f"Not used of {sheet.name}: {unused}."))


def _known(parameters: Mapping[str, Parameter]) -> dict[str, str]:
    """The parameters by what a column may call them: their name, or else their label."""
    by_label: dict[str, str] = {}
    for name, parameter in parameters.items():
        by_label.setdefault(_folded(parameter.label), name)
    by_label.pop("", None)
    return by_label | {_folded(name): name for name in parameters if _folded(name)}


def _columns(parameters: Mapping[str, Parameter], sheet: Sheet) -> dict[str, str]:
    """The parameter of each column."""
    known, columns = _known(parameters), dict[str, str]()
    for column in sheet.columns:
        parameter_name = known.get(_folded(column))
        if parameter_name is None:
            raise RecipeError(
                f"{sheet.name}, line {sheet.top}: the column “{column}” is no parameter{nearest(column, parameters)}; "
                "rename it, take it out, or leave such columns unused with --unused-columns."
            )
        if parameter_name in columns.values():
            raise RecipeError(f"{sheet.name}, line {sheet.top}: two columns are the parameter “{parameter_name}”.")
        columns[column] = parameter_name
    return columns


def _folded(name: str) -> str:
    return "".join(c for c in name.casefold() if c not in " _-")


def _told(teller: Callable[[Iterable[str]], _T], sheet: Sheet, column: str, what: str) -> _T:
    """How what stands in a column is written."""
    try:
        return teller(row.cells[column] for row in sheet.rows)
    except ValueError as both:
        one, other = both.args
        raise RecipeError(
            f"{sheet.name}: “{column}” writes {what} in two ways, “{one}” and “{other}”; write all of them alike."
        ) from both
