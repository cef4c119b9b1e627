"""From the file name of an icon to our name for its picture: `names.toml` and a normal form of file names."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OTHER, NEAR, IGNORED = "other", "near", "ignored"

STYLES = frozenset(
    "outline outlined line linear fill filled solid bold thin light regular duotone twotone broken rounded round "
    "sharp baseline symbolic ltr icon md ios bxs bx cil gtk stroke tone two alt o s f sm lg small large mini".split()
)
"""Words at either end of a file name that say how, not what, was drawn."""
MIRRORED = frozenset(("rtl", "mirrored", "mirror", "rotate"))
MODIFIERS = frozenset(
    "plus add minus remove off slash x check search heart star settings gear cog clock question alert lock".split()
)
HEADS = frozenset(
    "file folder user calendar bell bookmark shield clipboard message chat mail phone home image database cart "
    "document person people wifi bluetooth book tag battery globe".split()
)
"""A head with a modifier ("calendar-plus") is another icon than the head alone; it has no name here."""


@dataclass(frozen=True, slots=True)
class Names:
    """The table, read once."""

    classes: tuple[str, ...]
    also: dict[str, tuple[str, ...]]
    by_file: dict[str, str]
    words: frozenset[str]

    def of_file(self, stem: str) -> str:
        """Our name for the icon in a file; `OTHER`; `NEAR` for a known one with a mark that makes it another icon;

        `IGNORED` where the file name does not decide it.
        """
        name = _dashed(stem)
        tokens = name.split("-")
        if MIRRORED & set(tokens):
            return IGNORED
        for part in _without_styles(tokens):
            found = self.by_file.get("-".join(part))
            if found:
                return found
        tokens = part
        if HEADS & set(tokens) and MODIFIERS & set(tokens):
            return NEAR
        unclear = self.words & set(tokens) or any(word in tokens[0] for word in self.words if len(word) > 3)
        return IGNORED if unclear else OTHER


@cache
def names() -> Names:
    """The table in `names.toml`."""
    table = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    by_file = {_dashed(file): name for name, row in table.items() for file in row["files"]}
    return Names(
        tuple(name for name in table if name != IGNORED),
        {name: tuple(row["also"]) for name, row in table.items()},
        by_file,
        frozenset(word for file in by_file for word in file.split("-") if len(word) > 1),
    )


def _without_styles(tokens: list[str]) -> list[list[str]]:
    """The name with fewer and fewer style words at its ends, itself first."""
    front = next((i for i, word in enumerate(tokens[:-1]) if word not in STYLES), len(tokens) - 1)
    back = next((i for i, word in enumerate(tokens[:0:-1]) if word not in STYLES), len(tokens) - 1)
    cuts = [(i, len(tokens) - j) for i in range(front + 1) for j in range(back + 1) if i + j < len(tokens)]
    return [tokens[i:j] for i, j in sorted(cuts, key=lambda cut: cut[0] - cut[1])]


def _dashed(stem: str) -> str:
    """Lower case, words apart by dashes, sizes and numbers gone."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", stem).lower()
    apart = re.sub(r"[^a-z0-9]+", "-", apart)
    apart = re.sub(r"(^|-)\d+(px|x\d+)?(?=-|$)", "", apart)
    return re.sub(r"-+", "-", apart).strip("-")
