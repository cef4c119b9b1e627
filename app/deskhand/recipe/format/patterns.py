"""Regular expressions of recipes, in RE2's syntax.

Python's own engine tries the ways to match one after the other, and a short pattern can hold it for years. RE2 reads
the text once whatever the pattern says (Cox, "Regular Expression Matching Can Be Simple And Fast", 2007), so no
pattern of a stranger needs to be judged; what it lacks is what needs trying: back references and looking around.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Final

import re2

_MOST_MEMORY: Final = 1 << 20
"""Bytes of a compiled pattern; what needs more is refused."""
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_LETTERS: Final = r"\p{L}\p{M}\p{N}_"
"""What `\\w` means in Python, and in RE2 only for the letters a to z."""


def usable(pattern: str) -> str:
    """The pattern, if it can be used.

    Raises:
        ValueError: it is no regular expression, needs more than RE2 can do, or is too large.
    """
    try:
        _compiled(pattern)
    except re2.error as problem:
        said = problem.args[0]
        why = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        raise ValueError(f"is no regular expression that can be used ({why})") from problem
    return pattern


def kept(pattern: str, text: str) -> str | None:
    """What a usable pattern keeps of a text: its first group that matched, else the match; None without one."""
    found = _compiled(pattern).search(text)
    if found is None:
        return None
    return str(next((group for group in found.groups() if group is not None), found.group()))


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.max_mem = _MOST_MEMORY
    options.log_errors = False
    return re2.compile(_any_letters(pattern), options=options)


def _any_letters(pattern: str) -> str:
    """The pattern with `\\w` for the letters of any script, within brackets and without."""

    def spelled(escape: re.Match[str]) -> str:
        if escape[1] != "w":
            return escape[0]
        return _LETTERS if _in_brackets(pattern[: escape.start()]) else f"[{_LETTERS}]"

    return _ESCAPED.sub(spelled, pattern)


def _in_brackets(before: str) -> bool:
    """Whether a class of characters is open where this text ends."""
    bare = _ESCAPED.sub("", before)
    return re.search(r"\[\^?\]?[^\]]*$", re.sub(r"\[\^?\]?[^\]]*\]", "", bare)) is not None


__all__ = ["kept", "usable"]
