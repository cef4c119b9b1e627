"""A row added to a file: what is added where, known before it happens, and found again after an interruption."""

from __future__ import annotations

import base64
import csv
import io
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

from deskhand.core.errors import RecipeError
from deskhand.system import atomic

from ..meaning.scope import nearest
from .csv_line import line, safe

MOST_BYTES: Final = 50_000_000
"""Of one file that is written to."""
_HEAD: Final = 100_000
"""Bytes in which the names of the columns must end."""
_BOM: Final = b"\xef\xbb\xbf"

Arrived = Literal["whole", "in part", "not at all", "unknown"]


class Addition(Protocol):
    """A row that is to be added to one file as it is now."""

    def kept(self) -> bytes:
        """What `again` needs after an interruption."""
        ...

    def arrived(self) -> Arrived:
        """How much of the row is in the file now."""
        ...

    def make(self) -> None:
        """Add the row to a file that has none of it, or a part. Raises `OSError`."""
        ...


@dataclass(frozen=True)
class CsvAddition:
    """Bytes that are added to a file of this size; a part of them that is there already is cut off first."""

    path: Path
    size: int
    added: bytes

    def kept(self) -> bytes:
        """See `Addition`."""
        return json.dumps({"size": self.size, "added": base64.b64encode(self.added).decode()}).encode()

    def arrived(self) -> Arrived:
        """See `Addition`."""
        if not self.path.exists():
            return "unknown" if self.size else "not at all"
        with self.path.open("rb") as file:
            now = os.fstat(file.fileno()).st_size
            file.seek(self.size)
            tail = file.read(len(self.added) + 1)
        if now < self.size or not self.added.startswith(tail):
            return "unknown"
        return "not at all" if not tail else "whole" if tail == self.added else "in part"

    def make(self) -> None:
        """See `Addition`."""
        with self.path.open("ab") as file:
            file.truncate(self.size)
            file.write(self.added)
            file.flush()
            os.fsync(file.fileno())
        if not self.size:
            _sync_folder(self.path.parent)


@dataclass(frozen=True)
class JsonAddition:
    """An item that is added to a list of this length; the file is replaced at once."""

    path: Path
    length: int
    item: Mapping[str, str]

    def kept(self) -> bytes:
        """See `Addition`."""
        return json.dumps({"length": self.length, "item": dict(self.item)}).encode()

    def arrived(self) -> Arrived:
        """See `Addition`."""
        items = _items(self.path)
        if len(items) == self.length:
            return "not at all"
        return "whole" if len(items) == self.length + 1 and items[-1] == self.item else "unknown"

    def make(self) -> None:
        """See `Addition`."""
        items = [*_items(self.path), dict(self.item)]
        content = ",\n".join(json.dumps(item, ensure_ascii=False) for item in items)
        atomic.write(self.path, f"[\n{content}\n]\n".encode())
        _sync_folder(self.path.parent)


def addition(path: Path, row: Mapping[str, str]) -> Addition:
    """The row as it is added to this file.

    Raises:
        RecipeError: the file is none of ours to add to: other columns, no list, too large, another encoding.
    """
    if not row:
        raise RecipeError("A row to be written has no columns.")
    if path.exists() and not path.is_file():
        raise RecipeError(f"{path} is no file.")
    if path.exists() and path.stat().st_size > MOST_BYTES:
        raise RecipeError(f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB; move it away.")
    match path.suffix.casefold():
        case ".csv":
            return _csv_addition(path, row)
        case ".json":
            return JsonAddition(path, len(_items(path)), dict(row))
    raise RecipeError(f"“{path.name}” must end in .csv or .json, which says how its rows are written.")


def again(path: Path, kept: bytes) -> Addition:
    """The addition that was begun, from what it kept."""
    known = json.loads(kept)
    if "added" in known:
        return CsvAddition(path, known["size"], base64.b64decode(known["added"]))
    return JsonAddition(path, known["length"], known["item"])


def _csv_addition(path: Path, row: Mapping[str, str]) -> CsvAddition:
    row = {safe(column): text for column, text in row.items()}
    size = path.stat().st_size if path.exists() else 0
    if not size:
        return CsvAddition(path, 0, (line(row) + line(row.values())).encode())
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(size - 1)
        ends = file.read(1) == b"\n"
    columns, delimiter, end = _header(head, path.name)
    _same_columns(columns, row, path.name)
    before = "" if ends else end
    return CsvAddition(path, size, (before + line((row[column] for column in columns), delimiter, end)).encode())


def _header(head: bytes, name: str) -> tuple[list[str], str, str]:
    """The columns, the delimiter and the line ends of a CSV file."""
    body = head.removeprefix(_BOM)
    try:
        text = body.decode("utf-8", "strict" if len(head) < _HEAD else "ignore")
    except UnicodeDecodeError as problem:
        raise RecipeError(f"{name} is not UTF-8; nothing is added to it.") from problem
    if "\0" in text:
        raise RecipeError(f"{name} holds NUL bytes (UTF-16?); nothing is added to it.")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    columns = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    return columns, delimiter, "\r\n" if first.endswith("\r") else "\n"


def _same_columns(columns: list[str], row: Mapping[str, str], name: str) -> None:
    unknown = [column for column in row if column not in columns]
    if unknown:
        raise RecipeError(f"{name} has no column “{unknown[0]}”{nearest(unknown[0], columns)}; nothing is added to it.")
    missing = [column for column in columns if column not in row]
    if missing or len(set(columns)) < len(columns):
        raise RecipeError(f"{name} has a column “{(missing or columns)[0]}” that the recipe does not write once.")


def _items(path: Path) -> list[object]:
    if not path.exists() or not path.stat().st_size:
        return []
    try:
        items = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as problem:
        raise RecipeError(f"{path.name} is no JSON; nothing is added to it.") from problem
    if not isinstance(items, list):
        raise RecipeError(f"{path.name} is not a list; nothing is added to it.")
    return items


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
