"""Rows of a CSV file, checked as a whole before the first of them is done.

Read are files in UTF-8 (with or without mark), UTF-16 with its mark, else Windows-1252, which is said in `remarks`;
parted by comma, semicolon or tab, whichever the header has most of or a first line such as `sep=;` says; with quoted
fields over several lines. The first line names the columns. Spaces around names are dropped; cells are taken as they
are. Empty lines are no rows.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Final

from deskhand.core.errors import RecipeError

from ..meaning.scope import nearest

MOST_BYTES: Final = 20_000_000
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 200
LONGEST_CELL: Final = 20_000
_DELIMITERS: Final = ",;\t"
_SEPARATOR: Final = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Row:
    """One row: its cells by column, its number from 1, and the line it begins on."""

    cells: Mapping[str, str]
    number: int
    line: int

    @cached_property
    def digest(self) -> str:
        """The digest of its columns and cells, whatever their order."""
        content = _ENCODER.encode(sorted(self.cells.items()))
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Sheet:
    """The rows of one file; `remarks` are sentences the person should see, `top` the line that names the columns."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()
    top: int = 1

    @property
    def digest(self) -> str:
        """The digest of all columns and rows."""
        return hashlib.sha256(
            "\n".join([json.dumps(self.columns), *(row.digest for row in self.rows)]).encode()
        ).hexdigest()

    def must_have(self, columns: Iterable[str]) -> None:
        """Raises `RecipeError` when columns are missing; names them and what there is."""
        missing = [column for column in sorted(columns) if column not in self.columns]
        if missing:
            said = "; ".join(f"there is no column “{column}”{nearest(column, self.columns)}" for column in missing)
            raise RecipeError(f"{self.name}, line {self.top}: {said}.")


def row_of(cells: Mapping[str, str], number: int, line: int) -> Row:
    """A row that nothing changes any more."""
    return Row(MappingProxyType(dict(cells)), number, line)


def read(file: Path) -> Sheet:
    """The rows of a file.

    Raises:
        RecipeError: it cannot be read, or is no table; names the line.
    """
    try:
        if not file.is_file():
            raise RecipeError(f"{file} is no file; give the CSV file with the rows.")
        if file.stat().st_size > MOST_BYTES:
            raise RecipeError(f"{file.name} is larger than {MOST_BYTES // 1_000_000} MB; split it into several files.")
        content = file.read_bytes()
    except OSError as problem:
        raise RecipeError(f"{file} cannot be read ({problem.strerror}).") from problem
    return parse(content, file.name)


def parse(content: bytes, name: str) -> Sheet:
    """The rows in the content of a file called `name`.

    Raises:
        RecipeError: see `read`.
    """
    text, remarks = _decoded(content, name)
    lines = _records(text, name)
    if not lines:
        raise RecipeError(f"{name} is empty; its first line must name the columns.")
    (top, header), *records = lines
    columns = _columns(header, name, top)
    if len(records) > MOST_ROWS:
        raise RecipeError(f"{name} has {len(records)} rows; {MOST_ROWS} are allowed: split it into several files.")
    rows: list[Row] = []
    for line, cells in records:
        _check(cells, columns, name, line)
        rows.append(row_of(dict(zip(columns, cells, strict=True)), len(rows) + 1, line))
    if not rows:
        raise RecipeError(f"{name} has columns but no rows.")
    return Sheet(name, columns, tuple(rows), remarks, top)


def _decoded(content: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return _without_nul(content.decode(encoding), name), ()
            except UnicodeDecodeError as problem:
                raise RecipeError(
                    f"{name} says it is {encoding.removesuffix('-sig').upper()} and is not: byte {problem.start}."
                ) from problem
    try:
        return _without_nul(content.decode("utf-8"), name), ()
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(0)) + 1
        raise RecipeError(f"{name}, line {line}: a NUL byte; this is no text.")
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise RecipeError(f"{name}, line {line}: neither UTF-8 nor Windows-1252; save it as UTF-8.") from problem
    sample = text.split("\n")[line - 1].strip()[:60]
    return text, (f"{name} is not UTF-8 (line {line}); it is read as Windows-1252: “{sample}”.",)


def _without_nul(text: str, name: str) -> str:
    at = text.find("\0")
    if at >= 0:
        hint = " (UTF-16 without its mark?)" if text.count("\0") > len(text) // 4 else ""
        raise RecipeError(f"{name}, line {text.count(chr(10), 0, at) + 1}: a NUL byte{hint}; save it as UTF-8.")
    return text


def _records(text: str, name: str) -> list[tuple[int, list[str]]]:
    """The records with the lines they begin on; lines that are empty are left out."""
    said = _SEPARATOR.match(text)
    delimiter = said[1] if said else _delimiter(text)
    reader = csv.reader(io.StringIO(text[said.end() :] if said else text, newline=""), delimiter=delimiter, strict=True)
    before = 1 if said else 0
    records, line = [], 1 + before
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                records.append((line, cells))
            line = reader.line_num + 1 + before
            if len(records) > MOST_ROWS + 1:
                raise RecipeError(f"{name} has more than {MOST_ROWS} rows; split it into several files.")
    except csv.Error as problem:
        raise RecipeError(f"{name}, line {line}: {_reason(problem)}.") from problem
    return records


def _reason(problem: csv.Error) -> str:
    said = str(problem)
    if "unexpected end" in said:
        return "a quoted field begins here and is never closed"
    if "expected after" in said:
        return "something follows the closing quote of a field"
    if "field larger" in said:
        return f"a field is longer than {LONGEST_CELL} characters"
    return said


def _delimiter(text: str) -> str:
    """The delimiter the header has most of, outside of quotes."""
    header = (
        "".join(text.lstrip("\r\n").split('"')[::2]) if text.lstrip("\r\n").startswith('"') else text.lstrip("\r\n")
    )
    first = header.splitlines()[0] if header else ""
    return max(_DELIMITERS, key=first.count)


def _columns(header: list[str], name: str, line: int) -> tuple[str, ...]:
    columns = tuple(unicodedata.normalize("NFC", cell.strip()) for cell in header)
    if len(columns) > MOST_COLUMNS:
        raise RecipeError(f"{name}, line {line}: {len(columns)} columns; {MOST_COLUMNS} are allowed.")
    for number, column in enumerate(columns, 1):
        if not column:
            raise RecipeError(f"{name}, line {line}: column {number} has no name.")
        if columns.index(column) < number - 1:
            raise RecipeError(f"{name}, line {line}: two columns are called “{column}”.")
        if len(column) > 200 or any(c in "{}\n\r" for c in column):
            raise RecipeError(
                f"{name}, line {line}: the name of column {number} is too long or holds braces or a line break."
            )
    return columns


def _check(cells: list[str], columns: tuple[str, ...], name: str, line: int) -> None:
    if len(cells) != len(columns):
        raise RecipeError(f"{name}, line {line}: {len(cells)} fields, but there are {len(columns)} columns.")
    if max(map(len, cells)) > LONGEST_CELL:
        column = columns[max(range(len(cells)), key=lambda number: len(cells[number]))]
        raise RecipeError(f"{name}, line {line}: “{column}” is longer than {LONGEST_CELL} characters.")
