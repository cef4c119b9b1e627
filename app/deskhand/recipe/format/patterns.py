"""Regular expressions of recipes: which are let through.

Python's engine tries the ways to match one after the other. With a repetition inside a repetition, or with choices
inside one, the ways double with every character, so a short text can hold it for years. What is let through has
neither, and few repetitions without an end: then a text of a screen is searched in no time.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable
from typing import Any

MOST_LONG = 3
"""Repetitions in one pattern that may go on for more than `LONG` times (`*`, `+`, `{2,}`)."""
LONG = 50
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


def refuse_slow(pattern: str) -> str:
    """The pattern, if it can be used.

    Raises:
        ValueError: it is no regular expression, or may take long.
    """
    # Python's own parser tells what a pattern means; it has no public name.
    parser = importlib.import_module("re._parser")
    try:
        re.compile(pattern)
        tree = parser.parse(pattern)
    except (re.error, OverflowError, RecursionError) as problem:
        raise ValueError(f"is no regular expression ({problem})") from problem
    if _long_repeats(tree, repeated=False) > MOST_LONG:
        raise ValueError(f"has more than {MOST_LONG} repetitions without an end; simplify it")
    return pattern


def _long_repeats(tree: Iterable[tuple[Any, Any]], repeated: bool) -> int:
    """How many repetitions without an end there are; `repeated` if all of this is inside of one."""
    long = 0
    for operation, argument in tree:
        kind = str(operation)
        inside = repeated
        if kind in _REPEATS:
            fewest, most, _ = argument
            if repeated and fewest != most:
                raise ValueError("has a repetition inside of a repetition, which can take for ever; simplify it")
            long += most > LONG
            inside = repeated or most > 1
        elif kind == "BRANCH" and repeated:
            raise ValueError("has choices inside of a repetition, which can take for ever; simplify it")
        elif kind.startswith("GROUPREF"):
            raise ValueError("refers back to what it matched, which can take for ever; write it out")
        for part in _parts(argument):
            long += _long_repeats(part, inside)
    return long


def _parts(argument: Any) -> Iterable[Iterable[tuple[Any, Any]]]:
    """The patterns inside of an operation's argument."""
    pattern = importlib.import_module("re._parser").SubPattern
    if isinstance(argument, pattern):
        return [argument]
    if isinstance(argument, tuple | list):
        return [part for item in argument for part in _parts(item)]
    return []


__all__ = ["LONG", "MOST_LONG", "refuse_slow"]
