"""Whether the text read from a field is the one that was typed into it."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from deskhand.core.lettering import folded

from .expectations import shows

_SPARE = 2
"""Characters more than were typed that a field may seem to hold: a caret and a frame are read as strokes."""
_CLIPPED = 6
"""Characters from which a part of a text that does not fit its field is known for the whole."""
_NUMBER = re.compile(r"[-+]?\d[\d.,'  ]*")


def holds(seen: str, typed: str, cleared: bool, full: bool = False) -> bool:
    """Whether a field that seems to hold `seen` holds what was typed.

    If it was cleared before, it must hold nothing else: a digit that stayed makes 12 a 112. A number may be shown
    in its own form (12 as 12.00). Of a text that is longer than its field a part suffices, but only where the field
    is `full`: elsewhere a part is what is left of a text that was lost.
    """
    if (full and is_piece(seen, typed)) or _same_number(seen, typed):
        return True
    if not shows(seen, typed):
        return False
    return not cleared or _nothing_else(seen, typed)


def is_piece(seen: str, typed: str) -> bool:
    """Whether a text that does not fit its field is seen in part."""
    part, whole = _bare(seen), _bare(typed)
    if not _CLIPPED <= len(part) < len(whole) + _SPARE:
        return False
    # The letters at the edges are cut, and read as others.
    sure = part[_SPARE:-_SPARE] if len(part) >= _CLIPPED + 2 * _SPARE else part
    return sure in whole or (len(part) >= 2 * _CLIPPED and fuzz.partial_ratio(part, whole) >= 90)


def _nothing_else(seen: str, typed: str) -> bool:
    part, whole = _bare(seen), _bare(typed)
    if any(c.isdigit() for c in _left_over(seen, typed)):
        return False
    return len(part) <= len(whole) + _SPARE or fuzz.ratio(part, whole) >= 90


def _left_over(seen: str, typed: str) -> str:
    """What is seen besides the text, letters that look alike being the same, where it can be told."""
    shown, place = "".join(seen.split()), _bare(seen).find(_bare(typed))
    if place < 0 or len(shown) != len(_bare(seen)):
        return shown.replace("".join(typed.split()), "", 1)
    return shown[:place] + shown[place + len(_bare(typed)) :]


def _same_number(seen: str, typed: str) -> bool:
    """Whether both are one number, whatever its form: 1200 as 1,200.00."""
    one, other = _NUMBER.fullmatch(typed.strip()), _NUMBER.search(seen)
    if one is None or other is None:
        return False
    return bool({_plain(typed, mark) for mark in ".,"} & {_plain(other[0], mark) for mark in ".,"} - {None})


def _plain(number: str, mark: str) -> float | None:
    """The number if `mark` is its decimal mark, and what parts it otherwise parts thousands."""
    parting = f"[{',' if mark == '.' else '.'}' \u00a0\u202f]"
    whole = rf"(\d{{1,3}}({parting}\d{{3}})+|\d+)"
    text = number.strip()
    if not re.fullmatch(rf"[-+]?{whole}({re.escape(mark)}\d+)?", text):
        return None
    return float(re.sub(parting, "", text).replace(mark, "."))


def _bare(text: str) -> str:
    return folded("".join(text.split()))
