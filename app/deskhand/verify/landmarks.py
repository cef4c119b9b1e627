"""Windows, dialogs and menus that came or went between two scenes.

The window system says it best: a menu is a window without a title that it does not manage, a dialog a managed one.
Where it was not asked, or the program draws them inside its own window, the elements seen have the say.
"""

from __future__ import annotations

from collections import Counter

from deskhand.core.screen import Role, Scene, Window
from deskhand.core.step import Change

_MENU_SIDE = 30
"""Pixels; a tooltip is lower than a menu of two entries."""
_ENTRIES = 2
"""Menu items that come together only when a menu opens."""


def came(change: Change, before: Scene, after: Scene) -> bool:
    """Whether this change of the landmarks took place."""
    match change:
        case Change.MENU_OPENS:
            return _menu_opened(before, after)
        case Change.DIALOG_OPENS:
            return bool(_new(before, after)) or _more_of(Role.DIALOG, before, after)
        case Change.WINDOW_OPENS:
            return bool(_new(before, after)) or _more_of(Role.WINDOW, before, after)
        case Change.DIALOG_CLOSES:
            return bool(_new(after, before)) or _more_of(Role.DIALOG, after, before)
        case Change.WINDOW_CLOSES:
            return bool(_new(after, before)) or _more_of(Role.WINDOW, after, before)
        case Change.FOCUS_MOVES:
            return _focus(before) != _focus(after)
        case _:
            raise ValueError(f"{change} is no landmark")


def _menu_opened(before: Scene, after: Scene) -> bool:
    """A new window nobody manages, or entries that were not there."""
    known = {window.handle for window in before.frame.windows}
    popped = [w for w in after.frame.windows if w.handle not in known and not _managed(w) and not w.tip]
    if any(w.box.h > _MENU_SIDE for w in popped):
        return True
    return sum((_labels(after) - _labels(before)).values()) >= _ENTRIES


def _labels(scene: Scene) -> Counter[str]:
    return Counter(e.text for e in scene if e.role in (Role.MENU_ITEM, Role.OPTION))


def _new(before: Scene, after: Scene) -> list[Window]:
    """Managed windows of one scene that the other has not."""
    known = {window.handle for window in before.frame.windows}
    return [window for window in after.frame.windows if _managed(window) and window.handle not in known]


def _managed(window: Window) -> bool:
    """Menus and tooltips have no title of their own, or none a person sees."""
    return window.dialog or bool(window.title)


def _more_of(role: Role, before: Scene, after: Scene) -> bool:
    """More surfaces of this role are seen; only where the window system was not asked."""
    if after.frame.windows or before.frame.windows:
        return role is Role.DIALOG and _inner(after) > _inner(before)
    return sum(e.role is role for e in after) > sum(e.role is role for e in before)


def _inner(scene: Scene) -> int:
    """Dialogs drawn by a program inside its own window: they match no window of the window system."""
    boxes = [window.box for window in scene.frame.windows]
    drawn = [e for e in scene if e.role is Role.DIALOG]
    return sum(all(e.box.intersection(b).area < 0.8 * max(e.box.area, b.area) for b in boxes) for e in drawn)


def _focus(scene: Scene) -> int | None:
    return scene.frame.focus.window if scene.frame.focus else None
