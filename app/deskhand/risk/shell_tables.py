"""The tables of `shell.toml`, and the words every judge of a command uses."""

from __future__ import annotations

import re
import tomllib
from enum import IntEnum
from functools import cache
from importlib import resources
from typing import Any

SHOWN = 60
"""Characters of a command that a reason repeats."""


class Shell(IntEnum):
    """What a line may do."""

    ALLOW = 0
    REQUIRE_APPROVAL = 1
    DENY = 2


Found = tuple[Shell, str, bool]
"""A class, why, and whether something is deleted or overwritten."""


@cache
def shell_table() -> dict[str, Any]:
    """All of it."""
    return tomllib.loads(resources.files("deskhand.risk").joinpath("shell.toml").read_text(encoding="utf-8"))


@cache
def known_programs() -> frozenset[str]:
    """The names of all programs the tables know."""
    table = shell_table()
    names = {*table["allow"], *table["wrap"]["plain"], *table["loses"]["programs"], *table["others"]["programs"]}
    names |= {name for group in table["deny"].values() for name in group}
    return frozenset(names | {*table["runs"]["interpreters"], *table["runs"]["downloads"]})


def like(word: str, flag: str) -> bool:
    """Whether a word is a flag of the tables: whole, by its beginning (`--pre*`), or as a letter in a bundle."""
    if flag.endswith("*"):
        start = flag[:-1]
        name = word.partition("=")[0]
        return word.startswith(start) or (start.startswith("--") and len(name) >= 4 and start.startswith(name))
    if word == flag or word.startswith(f"{flag}="):
        return True
    if flag.startswith("--") and word.startswith("--"):
        # Long options may be cut short.
        name = word.partition("=")[0]
        return len(name) >= 4 and flag.startswith(name)
    if len(flag) != 2 or flag[0] != "-" or flag[1] == "-" or word.startswith("--"):
        return False
    if word.startswith(flag):
        return True  # its value may hang on it
    # What follows a letter that takes a value is not known, so all of a short bundle count.
    bundle = re.match(r"-([a-zA-Z]{1,4})(?![a-zA-Z])", word)
    return bundle is not None and flag[1] in bundle[1]


def is_root(word: str) -> bool:
    """Whether it names the system, or all that is somebody's."""
    roots, plain = shell_table()["roots"], word.casefold().rstrip("/") or "/"
    if plain in {path.casefold().rstrip("/") or "/" for path in roots["paths"]}:
        return True
    return any(word.casefold().startswith(below) and word.count("/") <= 2 for below in roots["below"])


def is_guarded(word: str) -> bool:
    """Whether who may log in, what runs by itself, or a disk is decided by what is written there."""
    low, roots = word.casefold(), shell_table()["roots"]
    return low not in roots["harmless"] and any(part in low for part in roots["guarded"])


def short(text: str) -> str:
    """As much of a command as a reason repeats."""
    text = " ".join(text.split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


__all__ = ["Found", "Shell", "is_guarded", "is_root", "known_programs", "like", "shell_table", "short"]
