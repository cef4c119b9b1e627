"""Differences of lists that are mostly alike, and of texts in the form of `diff -u`.

Texts of recipes repeat themselves, which `difflib` alone takes for something else than it is: what is alike at the
beginning and at the end is set aside first.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_AROUND = 3
"""Lines shown above and below a change."""
_LONG = 4_000
"""Lines of which exact differences take too long where many are alike; longer ones are compared more coarsely."""


class Part(NamedTuple):
    """A part of both lists: the same in both, or what one has where the other has something else."""

    same: bool
    old: range
    new: range


def parts(old: Sequence[str], new: Sequence[str]) -> list[Part]:
    """Both lists, cut into parts that are the same and parts that differ."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = old[start : len(old) - end], new[start : len(new) - end]
    matcher = difflib.SequenceMatcher(None, *middle, autojunk=max(map(len, middle)) > _LONG)
    found = [Part(True, range(start), range(start))] if start else []
    for kind, a, b, c, d in matcher.get_opcodes():
        found.append(Part(kind == "equal", range(start + a, start + b), range(start + c, start + d)))
    if end:
        found.append(Part(True, range(len(old) - end, len(old)), range(len(new) - end, len(new))))
    return found


def unified(old: Sequence[str], new: Sequence[str], old_name: str, new_name: str) -> Iterator[str]:
    """The lines of a unified diff; none where nothing differs."""
    hunks = list(_hunks(parts(old, new)))
    if hunks:
        yield f"--- {old_name}"
        yield f"+++ {new_name}"
    for hunk in hunks:
        was, now = range(hunk[0].old.start, hunk[-1].old.stop), range(hunk[0].new.start, hunk[-1].new.stop)
        yield f"@@ -{_told(was)} +{_told(now)} @@"
        for part in hunk:
            if part.same:
                yield from (f" {old[line]}" for line in part.old)
            else:
                yield from (f"-{old[line]}" for line in part.old)
                yield from (f"+{new[line]}" for line in part.new)


def _hunks(found: list[Part]) -> Iterator[list[Part]]:
    """Changes with the lines around them; those that are close together in one."""
    hunk: list[Part] = []
    for number, part in enumerate(found):
        if not part.same:
            hunk.append(part)
            continue
        last = number == len(found) - 1
        if hunk and not last and len(part.old) <= 2 * _AROUND:
            hunk.append(part)
            continue
        if hunk:
            yield [*hunk, _cut(part, 0, _AROUND)]
        hunk = [] if last else [_cut(part, max(0, len(part.old) - _AROUND), len(part.old))]
    if any(not part.same for part in hunk):
        yield hunk


def _cut(part: Part, start: int, end: int) -> Part:
    return Part(part.same, part.old[start:end], part.new[start:end])


def _told(lines: range) -> str:
    """A range of lines as its header says it."""
    first = lines.start + 1 if len(lines) else lines.start
    return str(first) if len(lines) == 1 else f"{first},{len(lines)}"


__all__ = ["Part", "parts", "unified"]
