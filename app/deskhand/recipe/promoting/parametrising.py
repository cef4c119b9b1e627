"""Words that may change as parameters: where what a run typed and clicked is of its goal, a name takes its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from deskhand.core.naming import canonical

from ..format.schema import BesidePart, Parameter, Target, WindowPart
from ..meaning.numerals import number, plain
from ..meaning.templates import literal
from .goal_words import Kind, Word, words_of

SHORTEST = 2
"""Characters of a word that is put in the place of a label: single signs (keys of a calculator) are what they are."""
_MOST_WORDS_OF_A_NAME = 3
_ARTICLES = frozenset("a an the my your this that to in into as is at of on for with and by from be it".split())
_THINGS = frozenset("folder directory file document page tab sheet cell list column row person user account".split())
"""Words behind another that say what it is: “the Documents folder”."""
_ASKING = frozenset("enter type write choose select please give insert the a an your new".split())
"""Words that a label begins with and that say nothing of what is entered: “Enter the name:”."""
_CALLS = {"called": "name", "named": "name", "type": "text", "write": "text", "enter": "text", "search": "query"}
"""What a word before another says it is."""


class Parametrised:
    """The parameters that a goal and what was done for it come to, and the texts with their names in."""

    def __init__(self, goal: str, done: Sequence[tuple[str, Target | None]]) -> None:
        """`done` has the text each act typed, if any, and what it was done to."""
        self.parameters: dict[str, Parameter] = {}
        self._names: dict[str, str] = {}
        words = words_of(goal)
        for text, target in done:
            for word in self._used(text, target, words, goal):
                if word.text not in self._names:
                    self._take(word, text, target)

    def filled(self, text: str) -> str:
        """A text that was typed, or seen to appear, with names for what was of the goal; the rest stays as it is."""
        if not self._names:
            return literal(text)
        values = "|".join(re.escape(value) for value in self._longest_first())
        parts = re.split(rf"(?<!\w)({values})(?!\w)", text)
        return "".join(f"{{{{{self._names[part]}}}}}" if n % 2 else literal(part) for n, part in enumerate(parts))

    def title(self, title: str) -> str:
        """A pattern of a window's title: words of the goal in it may be others."""
        for value in self._longest_first():
            title = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "*", title, flags=re.IGNORECASE)
        return re.sub(r"\*(\s*\*)+", "*", title)

    def window(self, window: WindowPart | None) -> WindowPart | None:
        """A window likewise."""
        return window.model_copy(update={"title": self.title(window.title)}) if window else None

    def target(self, target: Target | None) -> Target | None:
        """What was acted on: its label is a name where it was a word of the goal, and so is the key of its row."""
        if target is None:
            return None
        label = self._label(target.label)
        return target.model_copy(
            update={
                "label": label,
                "picture": target.picture if label == target.label else None,
                "window": self.window(target.window),
                "beside": tuple(part for part in map(self._beside, target.beside) if part is not None),
            }
        )

    def _used(self, text: str, target: Target | None, words: Sequence[Word], goal: str) -> Iterable[Word]:
        """The words of the goal in what was typed, or that what was pressed is called."""
        if text:
            return _typed_words(text, words, goal)
        if target is None:
            return []
        return [
            word
            for word in words
            if word.kind in (Kind.QUOTED, Kind.FILE, Kind.NAME, Kind.DATE, Kind.EMAIL)
            and len(word.text) >= SHORTEST
            and canonical(word.text) == canonical(target.label)
            and not _names_the_control(word, target)
        ]

    def _take(self, word: Word, typed: str, target: Target | None) -> None:
        stem = _name(word, target if typed else None)
        name, count = stem, 1
        while name in self.parameters:
            count += 1
            name = f"{stem}_{count}"
        self._names[word.text] = name
        label = target.label if typed and target is not None else ""
        self.parameters[name] = Parameter(type=_type(word), label=label, default=word.text)

    def _label(self, label: str) -> str:
        for value, name in self._names.items():
            if len(value) >= SHORTEST and label and canonical(label) == canonical(value):
                return f"{{{{{name}}}}}"
        return literal(label)

    def _beside(self, part: BesidePart) -> BesidePart | None:
        """A neighbour that is a word of the goal is that parameter; one that only holds such a word says nothing."""
        text = self._label(part.text)
        if text != literal(part.text):
            return part.model_copy(update={"text": text, "picture": None})
        holds = any(len(value) >= SHORTEST and _within(value, part.text) for value in self._names)
        return None if holds else part.model_copy(update={"text": text})

    def _longest_first(self) -> list[str]:
        return sorted(self._names, key=len, reverse=True)


def _typed_words(text: str, words: Sequence[Word], goal: str) -> list[Word]:
    """The words of the goal in a text, spelled as they were typed: all of it if it is one, or stands in the goal."""
    inside = [replace(word, text=spelled) for word in words if (spelled := _within(word.text, text))]
    whole = [word for word in inside if word.text == text]
    if whole:
        return whole[:1]
    certain = [word for word in inside if word.kind is not Kind.NAME]
    if not certain and _within(text, goal):
        return [Word(text, Kind.QUOTED, _before(text, goal))]
    return certain or inside


def _names_the_control(word: Word, target: Target) -> bool:
    """“Press "Save"”: what is quoted is the button, not a value."""
    return word.kind is Kind.QUOTED and target.role.value in ("button", "menu", "tab", "checkbox", "radio", "switch")


def _type(word: Word) -> Literal["text", "number", "date"]:
    """The type whose plain form is the word as it was typed; what would be typed differently is a text."""
    value = number(word.text) if word.kind is Kind.NUMBER else None
    if value is not None and plain(value) == word.text:
        return "number"
    if word.kind is Kind.DATE:
        try:
            return "date" if date.fromisoformat(word.text).isoformat() == word.text else "text"
        except ValueError:
            return "text"
    return "text"


def _name(word: Word, field: Target | None) -> str:
    """A name for a parameter: its field's label, else what the goal calls it, else its kind."""
    if field is not None and field.label:
        named = _slug(field.label)
        if named and len(named.split("_")) <= _MOST_WORDS_OF_A_NAME:
            return named
    if word.after in _THINGS:
        return word.after
    if word.kind in (Kind.QUOTED, Kind.NAME, Kind.NUMBER) and word.before and word.before not in _ARTICLES:
        return _CALLS.get(word.before) or _slug(word.before) or word.kind.value
    return word.kind.value


def _slug(label: str) -> str:
    words = re.sub(r"[^a-z0-9]+", " ", label.casefold()).split()
    while len(words) > 1 and words[0] in _ASKING:
        words = words[1:]
    slug = "_".join(words)[:40].strip("_")
    return slug if slug[:1].isalpha() else ""


def _within(word: str, text: str) -> str:
    """The word as it stands in a text, empty where it does not."""
    found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
    return found[0] if found else ""


def _before(text: str, goal: str) -> str:
    found = re.search(rf"([A-Za-z]+)\W*{re.escape(text)}", goal, re.IGNORECASE)
    return found[1].lower() if found else ""


__all__ = ["Parametrised"]
