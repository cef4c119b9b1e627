"""The data tables: words of labels, patterns of typed texts, chords, windows, each with its class.

What is packaged is in `words.toml`, `labels.toml` and `harmless.toml`; a person may add words of their own.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from deskhand.core.errors import SettingsError
from deskhand.core.lettering import folded
from deskhand.core.risk import Risk

Signal = tuple[Risk, str]
"""A class, and why."""
Listed = Mapping[str, Mapping[Risk, tuple[str, ...]]]
"""The words of every table by their class, the highest first."""
_PACKAGED = ("words.toml", "labels.toml", "harmless.toml")
_SAME_KEY = {"control": "ctrl", "win": "super", "meta": "super", "cmd": "super", "esc": "escape", "del": "delete"}
_GLUED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Letters of scripts that do not part their words, or hang their endings on them."""
_HUMPS = re.compile("(?<=[a-z])(?=[A-Z][a-z])")
_MARKS = re.compile("[\u0300-\u036f\ufe0f]")
_INSIDE = "[\\w\u0900-\u0dff]"
"""What a word goes on with: the vowel signs of Indian scripts are no letters of their own."""
_BEFORE_ARABIC = "(?:و?(?:ال|لل|بال)?)"
"""The article and the particles that Arabic writes as one with a word."""
_AFTER_INFINITIVE = "(?:l[aeo]s?|[mst]e|nos)?"
"""The pronouns that Spanish, Portuguese and Italian hang on a verb."""
_GAP = r"(?:\s+\S+){0,2}\s+"
_OPEN_TO_ALL = {"label": Risk.R3, "typed": Risk.R3, "chord": Risk.R3, "window": Risk.R3, "confirming": Risk.R2}
"""The tables a person may add to, and the lowest class there: anything below could make a step milder."""


class Found(NamedTuple):
    """A listed word where it stands in a text that `plain` made."""

    risk: Risk
    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Tables:
    """All tables; `own` are the words a person added, which no compound makes milder."""

    listed: Listed
    own: frozenset[str] = field(default_factory=frozenset)

    def table(self, name: str) -> Mapping[Risk, tuple[str, ...]]:
        """What a table lists for each class, the highest class first; nothing where there is no such table."""
        return self.listed.get(name, {})

    def words(self, name: str) -> tuple[str, ...]:
        """All words of a table, whatever their class."""
        return tuple(word for words in self.table(name).values() for word in words)

    def words_in(self, name: str, text: str) -> Iterator[Signal]:
        """The listed words of a table that stand in a text, as whole words."""
        for risk, word in dict.fromkeys((found.risk, found.word) for found in self.found(name, plain(text))):
            yield risk, because(risk, word)

    def found(self, name: str, shown: str) -> Iterator[Found]:
        """Every place of every listed word of a table in a text that `plain` made."""
        for risk, word, first in self._sought.get(name, ()):
            if first in shown:
                yield from (Found(risk, word, *match.span()) for match in _pattern(word).finditer(shown))

    def matches(self, name: str, text: str) -> Iterator[Signal]:
        """The patterns of a table that a text matches."""
        for risk, patterns in self.table(name).items():
            if any(re.search(pattern, text) for pattern in patterns):
                yield risk, f"the text {risk.meaning}"

    @cached_property
    def _sought(self) -> Mapping[str, tuple[tuple[Risk, str, str], ...]]:
        """Class, word and its first fixed part, which is looked for in haste, for each table."""
        return {
            name: tuple((risk, word, plain(word.split("*")[0])) for risk, words in rows.items() for word in words)
            for name, rows in self.listed.items()
        }

    def with_words(self, file: Path) -> Tables:
        """These tables and a person's own words: a file of the same shape as `words.toml`, or none.

        It may add to the tables of labels, typed texts, chords, windows (classes R3 to R6) and to the confirming
        words, so that nothing becomes milder by it.

        Raises:
            SettingsError: the file cannot be read, is not of that shape, or would make a step milder.
        """
        if not file.exists():
            return self
        try:
            added = _listed(tomllib.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError) as problem:
            raise SettingsError(f"The words in {file} cannot be read: {problem}.") from problem
        for name, risks in added.items():
            _refuse_milder(file, name, risks)
        own = frozenset(word for risks in added.values() for words in risks.values() for word in words)
        return Tables(_joined(self.listed, added), self.own | own)


def plain(text: str) -> str:
    """A text as the words of tables are compared: one case, no accents, one letter for those that look alike."""
    # What no eye sees (soft hyphens, joiners) parts no word; humps and underscores do.
    seen = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    parted = _HUMPS.sub(" ", seen).replace("_", " ")
    flat = _MARKS.sub("", unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", parted).casefold()))
    return " ".join(folded(unicodedata.normalize("NFC", flat)).replace("ı", "l").split())


def because(risk: Risk, word: str) -> str:
    """Why a listed word is a signal."""
    return f"“{word}” {risk.meaning}"


def canonical(chord: str) -> str:
    """Modifiers by one name and in one order."""
    parts = [_SAME_KEY.get(part, part) for part in chord.casefold().replace(" ", "").split("+")]
    return "+".join([*sorted(parts[:-1]), parts[-1]])


@cache
def packaged() -> Tables:
    """The tables Deskhand comes with."""
    listed: Listed = {}
    for name in _PACKAGED:
        text = resources.files("deskhand.risk").joinpath(name).read_text(encoding="utf-8")
        listed = _joined(listed, _listed(tomllib.loads(text)))
    return Tables(listed)


def with_words(file: Path) -> Tables:
    """The packaged tables and a person's own words; see `Tables.with_words`."""
    return packaged().with_words(file)


def words_in(name: str, text: str) -> Iterator[Signal]:
    """The listed words of a packaged table that stand in a text, as whole words."""
    return packaged().words_in(name, text)


def matches(name: str, text: str) -> Iterator[Signal]:
    """The patterns of a packaged table that a text matches."""
    return packaged().matches(name, text)


def table(name: str) -> Mapping[Risk, tuple[str, ...]]:
    """A packaged table: what is listed for each class."""
    return packaged().table(name)


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """A listed word as it is looked for: whole, but for signs and for scripts that do not part their words."""
    body = _GAP.join(re.escape(plain(part)) for part in word.split("*"))
    if _GLUED.search(word) or not any(c.isalnum() for c in word):
        return re.compile(body)
    before = _BEFORE_ARABIC if re.search("[\u0600-\u06ff]", word) else ""
    after = _AFTER_INFINITIVE if re.search("[aei]r$", word) else ""
    return re.compile(f"(?<!{_INSIDE}){before}{body}{after}(?!{_INSIDE})")


def _listed(read: Mapping[str, Any]) -> Listed:
    """Tables as they are written: for each class a list of words, or such a list for each language."""
    found: dict[str, dict[Risk, tuple[str, ...]]] = {}
    for name, risks in read.items():
        if not isinstance(risks, dict):
            raise ValueError(f"{name} is no table of classes")
        for risk, words in risks.items():
            if risk not in Risk.__members__:
                raise ValueError(f"{risk} in [{name}] is no class from R0 to R6")
            groups = words.values() if isinstance(words, dict) else [words]
            if not all(isinstance(g, list) and all(isinstance(w, str) and w.strip() for w in g) for g in groups):
                raise ValueError(f"{risk} in [{name}] is no list of words")
            found.setdefault(name, {})[Risk[risk]] = tuple(word for group in groups for word in group)
    return found


def _joined(some: Listed, more: Listed) -> Listed:
    joined: dict[str, dict[Risk, tuple[str, ...]]] = {}
    for name in [*some, *(name for name in more if name not in some)]:
        one, other = some.get(name, {}), more.get(name, {})
        classes = sorted({*one, *other}, reverse=True)
        joined[name] = {risk: tuple(dict.fromkeys(one.get(risk, ()) + other.get(risk, ()))) for risk in classes}
    return joined


def _refuse_milder(file: Path, name: str, risks: Mapping[Risk, tuple[str, ...]]) -> None:
    if name not in _OPEN_TO_ALL:
        known = ", ".join(_OPEN_TO_ALL)
        raise SettingsError(f"The words in {file} cannot be used: [{name}] is not one of the tables {known}.")
    if low := [risk.name for risk in risks if risk < _OPEN_TO_ALL[name]]:
        least = _OPEN_TO_ALL[name].name
        raise SettingsError(
            f"The words in {file} cannot be used: {low[0]} in [{name}] could make a step milder; use {least} or above."
        )
    for pattern in (p for words in risks.values() for p in words if name == "typed"):
        try:
            re.compile(pattern)
        except re.error as problem:
            raise SettingsError(f"The words in {file} cannot be used: {pattern!r} is no pattern: {problem}.") from None


__all__ = ["Signal", "Tables", "canonical", "matches", "packaged", "table", "with_words", "words_in"]
