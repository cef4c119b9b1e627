"""The words of a goal that may be others another time: what stands in quotes, names of files, addresses, dates,
numbers, names.

Found by their form alone; which of them become parameters is seen from what was typed and clicked with them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a word of the goal looks like; its value names the parameter if nothing better does."""

    QUOTED = "text"
    FILE = "file_name"
    EMAIL = "email"
    ADDRESS = "address"
    DATE = "date"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of the goal as it stands there, its kind, and the words before and after it."""

    text: str
    kind: Kind
    before: str = ""
    after: str = ""


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (Kind.QUOTED, re.compile(r"“([^”]+)”|„([^“”]+)[“”]|\"([^\"]+)\"|«([^»]+)»|(?<!\w)['‘]([^'’]+)['’](?!\w)")),
    (Kind.EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (Kind.ADDRESS, re.compile(r"\bhttps?://\S+[\w/]|\bwww\.\S+[\w/]")),
    (Kind.FILE, re.compile(r"(?<![\w./~-])[\w./~-]*\w\.[a-zA-Z][a-zA-Z0-9]{0,4}\b(?![\w/])")),
    (
        Kind.DATE,
        re.compile(
            rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b|\b\d{{1,2}}\.? {_MONTH} \d{{4}}\b"
            rf"|\b{_MONTH} \d{{1,2}},? \d{{4}}\b",
            re.IGNORECASE,
        ),
    ),
    (Kind.NUMBER, re.compile(r"(?<![\w.,])-?\d+(?:[.,]\d+)*(?![\w])")),
    (Kind.NAME, re.compile(r"(?<=[a-z,] )(?:[A-Z][\w-]+)(?: [A-Z][\w-]+)*")),
)
"""From the most certain form to the least: what one has taken the next ones do not see."""
_WORD_BEFORE, _WORD_AFTER = re.compile(r"([A-Za-z]+)\W*$"), re.compile(r"[\W]{0,2}([A-Za-z]+)")


def words_of(goal: str) -> list[Word]:
    """What may be another word another time, in the order of the goal, each once."""
    left, found = goal, list[tuple[int, Word]]()
    for kind, form in _FORMS:
        for match in form.finditer(left):
            text = next((group for group in match.groups() if group), match[0])
            near = (_WORD_BEFORE.search(goal[: match.start()]), _WORD_AFTER.match(goal[match.end() :]))
            before, after = (word[1].lower() if word else "" for word in near)
            found.append((match.start(), Word(text, kind, before, after)))
        left = form.sub(lambda match: "\0" * len(match[0]), left)
    ordered = (word for _, word in sorted(found, key=lambda place: place[0]))
    return list({word.text: word for word in ordered}.values())


__all__ = ["Kind", "Word", "words_of"]
