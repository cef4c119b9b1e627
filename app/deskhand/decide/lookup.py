"""Looks a question up in what the screen shows: where a row and a column meet, what a sentence says, how many."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from deskhand.core.screen import SURFACES, Role

from .likeness import content_words
from .view import View

_ASKING = frozenset(
    "what when which who where how much many long far old time day does do did is are was will can has have cost costs "
    "there tell me show find out price be at on".split()
)
_VALUE = re.compile(r"\d")
_SAYS = re.compile(r"^.*?\b(?:is|are|was|=|(?<!\d):(?=\s))\s*(.{1,60}?)[.!]?$|^[^:]{2,40}:\s+(.{1,60})$", re.IGNORECASE)
_STEM = 4
"""Letters in which two forms of a word agree at least: opens, open, opening."""
_CELLS = (Role.CELL, Role.HEADER, Role.TEXT, Role.ROW, Role.LINK)
_SURE, _LIKELY = 0.9, 0.7


def looked_up(question: str, view: View) -> Iterator[tuple[str, float]]:
    """What may answer a question, and how sure that is (0 to 1), the surest first."""
    words = [w for w in content_words(question.casefold().strip(" ?.!")) if w not in _ASKING]
    if not words:
        return
    yield from _counted(question, words, view)
    yield from _crossing(words, view)
    yield from _said(words, view)
    yield from _in_row(words, view)


def _crossing(words: Sequence[str], view: View) -> Iterator[tuple[str, float]]:
    """The cell on the row of one word and below another: `when does it open on Saturday`."""
    cells = [e for e in view.elements if e.role in _CELLS and e.text]
    for row in cells:
        if not row.box.area or not _all_said(row.text, words):
            continue
        for column in cells:
            if column is row or column.box.bottom > row.box.y or not _all_said(column.text, words):
                continue
            if set(_said_words(column.text, words)) & set(_said_words(row.text, words)):
                continue
            for cell in cells:
                level = abs(cell.box.center.y - row.box.center.y) <= max(row.box.h, cell.box.h) // 2
                below = cell.box.x < column.box.right + 8 and column.box.x - 8 < cell.box.right
                if cell is not row and level and below:
                    yield cell.text, _SURE


def _said(words: Sequence[str], view: View) -> Iterator[tuple[str, float]]:
    """What a sentence with all the words says: `The gate code is 4417`."""
    for line in _lines(view):
        said = _SAYS.match(line)
        if said and all(_says(line, word) for word in words):
            value = (said[1] or said[2]).strip()
            if value and not all(_says(value, word) for word in words):
                yield value, _SURE


def _in_row(words: Sequence[str], view: View) -> Iterator[tuple[str, float]]:
    """The one number on the row that is called so: `how much is the desk`."""
    cells = [e for e in view.elements if e.role in _CELLS and e.text]
    for row in cells:
        if not all(_says(row.text, word) for word in words):
            continue
        level = [
            e
            for e in cells
            if e is not row and e.box.x > row.box.x and abs(e.box.center.y - row.box.center.y) <= row.box.h // 2
        ]
        values = [e.text for e in level if _VALUE.search(e.text)]
        if len(values) == 1:
            yield values[0], _LIKELY


def _counted(question: str, words: Sequence[str], view: View) -> Iterator[tuple[str, float]]:
    """`How many pages` by `12 pages`, or by `3 of 12` beside the number of the page."""
    asked = re.search(r"\bhow many\s+(\w+)", question, re.IGNORECASE)
    if asked is None:
        return
    thing = asked[1].casefold()
    for line in _lines(view):
        if count := re.search(
            rf"(?<![\d.,])(\d[\d.,]*)\s+{re.escape(thing[: max(_STEM, len(thing) - 1)])}\w*", line, re.IGNORECASE
        ):
            yield count[1], _SURE
    if thing.startswith(("page", "slide", "picture", "image", "photo")):
        for line in _lines(view):
            if count := re.search(r"(?:\bof|/)\s*(\d{1,5})\b", line):
                yield count[1], _SURE


def _lines(view: View) -> Iterator[str]:
    for element in view.elements:
        if element.role not in SURFACES:
            yield from (line for line in (*element.text.splitlines(), *element.state.splitlines()) if line)


def _all_said(text: str, words: Sequence[str]) -> bool:
    """Whether every word of a short label is one of the question's."""
    own = content_words(text.casefold())
    return 0 < len(own) <= 3 and all(any(_alike(w, word) for word in words) for w in own)


def _said_words(text: str, words: Sequence[str]) -> list[str]:
    return [word for word in words if _says(text, word)]


def _says(text: str, word: str) -> bool:
    return any(_alike(own, word) for own in re.findall(r"[\w'-]+", text.casefold()))


def _alike(a: str, b: str) -> bool:
    """Two forms of one word; numbers and short words only if equal."""
    if a == b:
        return True
    short = min(len(a), len(b))
    stem = min(max(_STEM, short - 2), short)
    return short >= _STEM and abs(len(a) - len(b)) <= 3 and a[:stem] == b[:stem] and a.isalpha() and b.isalpha()


def best_of(found: Iterator[tuple[str, float]]) -> tuple[str, float] | None:
    """The first answer, less sure where another one is different."""
    answers = list(found)
    if not answers:
        return None
    first, sure = answers[0]
    rivals = {text for text, s in answers if s == sure and text != first}
    return (first, sure) if not rivals else (first, 0.4)
