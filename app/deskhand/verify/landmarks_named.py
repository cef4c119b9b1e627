"""Windows, dialogs and menus that came or went, by the window list and by their titles."""

from __future__ import annotations

from deskhand.core.marks import titled
from deskhand.core.screen import Frame, Scene, Window
from deskhand.core.stacking import is_popup
from deskhand.core.step import Change, Outcome

from .landmarks import came

_COMES = frozenset({Change.DIALOG_OPENS, Change.WINDOW_OPENS})
_GOES = frozenset({Change.DIALOG_CLOSES, Change.WINDOW_CLOSES})


def landmark(change: Change, title: str, before: Scene, after: Scene) -> Outcome | None:
    """The outcome once this change took place, None until then.

    With a `title` (`*` for what changes) it must be the window of that title: another one is another change. A window
    that takes the title of one that was there counts as opened, as tabs and documents do.
    """
    at = after.frame.taken_at
    if not title or change not in _COMES | _GOES | {Change.FOCUS_MOVES}:
        return Outcome(True, change.value, seen_at=at) if came(change, before, after) else None
    old, new = before.frame, after.frame
    if change in _COMES:
        met = bool(_titles(new, title) - _titles(old, title))
    elif change in _GOES:
        met = bool({h for h, _ in _titles(old, title)} - {w.handle for w in new.windows})
    else:
        met = new.focus is not None and titled(title, new.focus.title) and _focused(old) != new.focus.window
    return Outcome(True, f"{change.value}: {title}", seen_at=at) if met else None


def titled_now(before: Scene, after: Scene, text: str) -> Outcome | None:
    """The outcome once the text stands in the title of a window and did not before."""
    wanted = _bare(text)
    if not wanted or _in_titles(after.frame, wanted) <= _in_titles(before.frame, wanted):
        return None
    return Outcome(True, f"“{text}” appeared in a title", seen_at=after.frame.taken_at)


def _in_titles(frame: Frame, wanted: str) -> int:
    return sum(wanted in _bare(window.title) for window in frame.windows)


def _bare(text: str) -> str:
    return "".join(text.casefold().split())


def _titles(frame: Frame, title: str) -> set[tuple[int, str]]:
    """The windows of that title, by handle and title."""
    return {(w.handle, w.title) for w in frame.windows if is_titled(w, title)}


def is_titled(window: Window, title: str) -> bool:
    """Whether it is a window of that title (`*` for what changes), not a menu."""
    return not is_popup(window) and titled(title, window.title)


def _focused(frame: Frame) -> int | None:
    return frame.focus.window if frame.focus else None
