"""What a step changed, as replaying it will be checked: windows first, then the thing itself, then texts.

What depends on data (many texts at once, numbers, what was typed) is not promised by its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from deskhand.core.geometry import Box
from deskhand.core.naming import canonical
from deskhand.core.screen import TOGGLES, Element, Role, Scene, Window
from deskhand.core.stacking import is_popup
from deskhand.core.step import Change
from deskhand.recipe.anchors.anchoring import mark_of, window_of
from deskhand.recipe.anchors.titles import title_pattern
from deskhand.recipe.format.schema import Effect, printable

from .changed_parts import Seen, pictured
from .hits import Mask, bounds, changed, changed_in, is_more_than_caret, same_place

MENU = 30
"""Pixels; a popup that is lower is a tooltip."""
FEW = 6
"""New texts up to which one of them is a message; more are a page of data."""
MUCH = 0.25
"""Share of a window from which much of it changed."""
FEWEST = 40
"""Pixels of a change that means something; fewer are a caret, a hovered edge, a digit of a clock."""
_WORDS = re.compile(r"[^\W\d_]{3}")
_LONGEST = 60
_CHOSEN = frozenset({Role.TAB, Role.ROW, Role.CELL, Role.OPTION})


NOTHING = Seen(Effect(change=Change.NOTHING), {})


def effect_of(
    before: Scene,
    after: Scene,
    target: Element | None,
    values: Collection[str] = (),
    fleeting: Collection[int] = (),
    clicked: bool = False,
) -> Seen:
    """What changed between two scenes without secrets; `target` is what was acted on, by a click if `clicked`.

    `values` are texts that will differ the next time, `fleeting` handles of windows of `after` that went by
    themselves.
    """
    lasting = [w for w in after.frame.windows if w.handle not in fleeting]
    landmark = _landmark(before.frame.windows, lasting, _handle(before, target))
    if landmark is not None:
        return Seen(landmark, {})
    mask = changed(before.frame, after.frame)
    if mask is None:
        return Seen(Effect(change=Change.ANYTHING), {})
    own = _own(target, after)
    if target is not None and own is not None and target.role in TOGGLES and own.state and own.state != target.state:
        return pictured(Change.STATE_IS, own.state, before, after, mask, own.box, values)
    window = _window_box(before, after, target)
    whole = changed_in(mask, after.frame, window)
    if not is_more_than_caret(whole) or int(whole.sum()) < FEWEST:
        return NOTHING
    return _inside(before, after, target, mask, window, values, clicked)


def _inside(
    before: Scene,
    after: Scene,
    target: Element | None,
    mask: Mask,
    window: Box,
    values: Collection[str],
    clicked: bool,
) -> Seen:
    """What changed within the window."""
    whole = changed_in(mask, after.frame, window)
    came, went = _new_texts(before, after, window), _new_texts(after, before, window)
    message = _message(came, target, values)
    if message is not None and len(came) <= FEW:
        return pictured(Change.TEXT_APPEARS, message.text, before, after, mask, message.box, values)
    title = _new_title(before, after, values)
    if title:
        return Seen(Effect(change=Change.TEXT_APPEARS, detail=printable(title)), {})
    if float(whole.mean()) >= MUCH:
        return Seen(Effect(change=Change.MUCH), {})
    if clicked and target is not None and target.role in _CHOSEN and target.text and _stays(target, after):
        return Seen(Effect(change=Change.SELECTED), {})
    gone = _message(went, target, values)
    if gone is not None and not came and len(went) <= FEW:
        return Seen(Effect(change=Change.TEXT_GOES, detail=printable(gone.text)), {})
    if target is not None and target.role is Role.EDIT and not came and not went:
        # The frame of a field that has the keyboard looks different.
        return NOTHING
    place = bounds(mask, after.frame, window)
    if place is None or _only_hovered(place, target):
        return NOTHING
    return pictured(Change.ANYTHING, "", before, after, mask, place, values)


def _landmark(before: Sequence[Window], after: Sequence[Window], own: int) -> Effect | None:
    """A window, dialog or menu that came or went; that the one acted in (`own`) went is surer than what came."""
    came, gone = _missing_in(before, after), _missing_in(after, before)
    for window in gone:
        if window.handle == own and not is_popup(window):
            change = Change.DIALOG_CLOSES if window.dialog else Change.WINDOW_CLOSES
            return Effect(change=change, detail=printable(mark_of(window).title))
    for window in sorted(came, key=lambda w: not w.dialog):
        if not is_popup(window):
            change = Change.DIALOG_OPENS if window.dialog else Change.WINDOW_OPENS
            return Effect(change=change, detail=printable(mark_of(window).title))
    for window in sorted(gone, key=lambda w: not w.dialog):
        if not is_popup(window):
            change = Change.DIALOG_CLOSES if window.dialog else Change.WINDOW_CLOSES
            return Effect(change=change, detail=printable(mark_of(window).title))
    if any(is_popup(w) and not w.tip and w.box.h > MENU for w in came):
        return Effect(change=Change.MENU_OPENS)
    return None


def _missing_in(some: Sequence[Window], others: Sequence[Window]) -> list[Window]:
    """Windows of the others that are not among some, the highest first."""
    known = {w.handle for w in some}
    return [w for w in reversed(others) if w.handle not in known]


def _handle(before: Scene, target: Element | None) -> int:
    """The window acted in."""
    window = window_of(target, before.frame) if target is not None else None
    focus = before.frame.focus
    return window.handle if window is not None else focus.window if focus is not None else 0


def _stays(target: Element, after: Scene) -> bool:
    """Whether the thing is still there, and not gone with its list."""
    now = same_place(target, after)
    return now is not None and canonical(now.text) == canonical(target.text)


def _new_title(before: Scene, after: Scene, values: Collection[str]) -> str:
    """The title the window with the keyboard has now, if it says something new and nothing that changes."""
    old, new = before.frame.focus, after.frame.focus
    if old is None or new is None or old.window != new.window:
        return ""
    was, now = title_pattern(old.title), title_pattern(new.title)
    if was == now or "*" in now or not _WORDS.search(now) or _names(now, values):
        return ""
    return now


def _names(text: str, values: Collection[str]) -> bool:
    """Whether a text holds a value."""
    return any(canonical(value) in canonical(text) for value in values if len(value) >= 3)


def _own(target: Element | None, after: Scene) -> Element | None:
    return same_place(target, after) if target is not None else None


def _window_box(before: Scene, after: Scene, target: Element | None) -> Box:
    """The window the step acted in: that of the target, else the one with the keyboard, else the whole frame."""
    windows = [w for w in before.frame.windows if not is_popup(w)]
    if target is not None:
        over = next((w for w in reversed(windows) if w.box.contains(target.box.center)), None)
        if over is not None:
            return over.box
    focus = before.frame.focus
    return next((w.box for w in windows if focus and w.handle == focus.window), after.frame.box)


def _new_texts(before: Scene, after: Scene, window: Box) -> list[Element]:
    """Texts of a window that are not in the scene before."""
    known = Counter(canonical(e.text) for e in before)
    # What a menu covered is not new when the menu is gone.
    covers = [w.box for w in before.frame.windows if is_popup(w)]
    found = []
    for element in after:
        key = canonical(element.text)
        if not key or not window.contains(element.box.center) or element.role in (Role.WINDOW, Role.DIALOG):
            continue
        if known[key]:
            known[key] -= 1
        elif not any(element.box.overlaps(cover) for cover in covers):
            found.append(element)
    return found


def _message(texts: Sequence[Element], target: Element | None, values: Collection[str]) -> Element | None:
    """The text among new ones that says most of what happened: words, surely read, without values."""
    able = [
        e
        for e in texts
        if e.role in (Role.TEXT, Role.HEADER)
        and e.confidence >= 0.9
        and 4 <= len(e.text) <= _LONGEST
        and _WORDS.search(e.text)
        and not any(c.isdigit() for c in e.text)
        and not _names(e.text, values)
        and (target is None or canonical(e.text) != canonical(target.text))
    ]
    return max(able, key=lambda e: (e.role is Role.TEXT, e.box.h), default=None)


def _only_hovered(place: Box, target: Element | None) -> bool:
    """Whether only the thing itself looks different: the pointer came or left."""
    return target is not None and target.role not in TOGGLES and place.coverage(target.box.grown(6)) == 1.0
