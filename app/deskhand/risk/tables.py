"""The data tables of `words.toml`: words of labels, patterns of typed texts, chords, windows, each with its class."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from deskhand.core.lettering import folded
from deskhand.core.risk import Risk

Signal = tuple[Risk, str]
"""A class, and why."""
_SAME_KEY = {"control": "ctrl", "win": "super", "meta": "super", "cmd": "super", "esc": "escape", "del": "delete"}


def words_in(name: str, text: str) -> Iterator[Signal]:
    """The listed words of a table that stand in a text, as whole words."""
    shown = folded(text)
    for risk, words in table(name).items():
        for word in words:
            if re.search(rf"(?<!\w){re.escape(folded(word))}(?!\w)", shown):
                yield risk, f"“{word}” {risk.meaning}"


def matches(name: str, text: str) -> Iterator[Signal]:
    """The patterns of a table that a text matches."""
    for risk, patterns in table(name).items():
        if any(re.search(pattern, text) for pattern in patterns):
            yield risk, f"the text {risk.meaning}"


def canonical(chord: str) -> str:
    """Modifiers by one name and in one order."""
    parts = [_SAME_KEY.get(part, part) for part in chord.casefold().replace(" ", "").split("+")]
    return "+".join([*sorted(parts[:-1]), parts[-1]])


@cache
def table(name: str) -> dict[Risk, tuple[str, ...]]:
    """A table: what is listed for each class."""
    text = resources.files("deskhand.risk").joinpath("words.toml").read_text(encoding="utf-8")
    return {Risk[risk]: tuple(words) for risk, words in tomllib.loads(text)[name].items()}


__all__ = ["Signal", "canonical", "matches", "table", "words_in"]
