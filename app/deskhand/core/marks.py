"""Windows by what is remembered of them: titles with `*` for the parts that change."""

from __future__ import annotations

import re
from collections.abc import Iterable

from deskhand.core.anchor import WindowMark
from deskhand.core.screen import Window
from deskhand.core.stacking import is_popup

_MODIFIED = re.compile(r"^[*•●]\s*|\s*[*•●]$|\s*\[(modified|\*)\]", re.IGNORECASE)
"""Signs that a document is not saved, which come and go."""
_DASHES = str.maketrans("‐‑‒–—―−", "-------")


def matching(mark: WindowMark, windows: Iterable[Window]) -> list[Window]:
    """The windows a mark means, in the order given; menus and tooltips are none."""
    return [w for w in windows if not is_popup(w) and fits(mark, w.title, w.app, w.dialog)]


def fits(mark: WindowMark, title: str, app: str, dialog: bool) -> bool:
    """Whether a window of this title, application and kind is the one meant; what the mark leaves empty is any."""
    if mark.app and app and mark.app.casefold() != app.casefold():
        return False
    return mark.dialog == dialog and titled(mark.title, title)


def titled(pattern: str, title: str) -> bool:
    """Whether a title is that of the pattern; case, spaces, kinds of dashes and signs of changes do not count."""
    if not pattern:
        return True
    shown = _plain(title)
    first, *parts = _folded(pattern).split("*")
    if not parts:
        return shown == _plain(pattern)
    *middle, last = parts
    at, end = len(first), len(shown) - len(last)
    # Each part at its first place: a hostile pattern must not take forever.
    for part in middle:
        found = shown.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return shown.startswith(first) and shown.endswith(last) and at <= end


def _plain(title: str) -> str:
    """A title without the signs of changes."""
    return _folded(_MODIFIED.sub("", title))


def _folded(title: str) -> str:
    return " ".join(title.translate(_DASHES).casefold().split())
