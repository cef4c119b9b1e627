"""One line of a CSV file as text that is safe to open in a spreadsheet.

A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line break for a formula, and a formula can
send what stands beside it away. Such a cell gets an apostrophe before it, unless it is a plain number (`-5`, `+3.20`).
Cells with anything that could part them in some language's settings (comma, semicolon, tab) are quoted, RFC 4180.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_PLAIN_NUMBER: Final = re.compile(r"[+-]?\d+([.,]\d+)*")
_FORMULA: Final = "=+-@\t\r\n"
_QUOTED: Final = re.compile(r'[,;\t"\r\n]|^\s|\s$')


def safe(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet might take it for a formula."""
    first = unicodedata.normalize("NFKC", cell[:1])
    if first and first[0] in _FORMULA and not _PLAIN_NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def line(cells: Iterable[str], delimiter: str = ",", end: str = "\n") -> str:
    """The cells as one record."""
    return delimiter.join(_quoted(safe(cell)) for cell in cells) + end


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
