"""Titles of windows as patterns: what changes from one time to the next becomes `*`."""

from __future__ import annotations

import re

_PARTING = re.compile(r"(\s+[-–—|·]\s+)")
"""What stands between the parts of a title: document, folder, application."""
_MODIFIED = re.compile(r"^[*•●]\s*|\s*[*•●]$")
_DOCUMENT = re.compile(r"[^\s./\\]\.[a-z][a-z0-9]{0,4}\b|[/\\~]", re.IGNORECASE)
"""A file's name with its ending, or a path."""
_UNNAMED = re.compile(
    r"^(untitled|unsaved|unnamed|noname|no name|new (document|file|tab)|unbenannt|namenlos|neues dokument"
    r"|sans (nom|titre)|sin (nombre|título)|senza (nome|titolo)|(document|book|spreadsheet|drawing) ?\d+)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"[(\[]\s*\d+\s*[)\]]|\d[\d.,:/-]*")
"""Counters, dates, times, numbers of pages."""


def title_pattern(title: str) -> str:
    """The title with `*` for file names, names of what has none yet, counters and other numbers."""
    parts = _PARTING.split(" ".join(title.split()))
    return re.sub(r"\*(\s*\*)+", "*", "".join(part if n % 2 else _fixed(part) for n, part in enumerate(parts)))


def common_pattern(one: str, other: str) -> str:
    """A pattern that both patterns of titles of one window fit: equal parts at both ends, `*` between them."""
    if one == other:
        return one
    left, right = _PARTING.split(one), _PARTING.split(other)
    head = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
    tail = 0
    while tail < min(len(left), len(right)) - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    return "".join([*left[:head], "*", *left[len(left) - tail :]])


def _fixed(part: str) -> str:
    plain = _MODIFIED.sub("", part)
    if _DOCUMENT.search(plain) or _UNNAMED.search(plain):
        return "*"
    return _COUNT.sub("*", plain)
