"""Windows and dialogs among the elements, and which of them each element stands in.

The window system knows titles, focus and what covers what, so it is believed where it tells. In a picture the title
bars that were found must do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from deskhand.core.geometry import Box
from deskhand.core.reading import reading_order
from deskhand.core.screen import SURFACES, Element, Frame, Role, Window
from deskhand.core.stacking import Stack
from deskhand.core.surroundings import written_right_to_left

SOURCE = "x11"
"""The source of what the window system told."""
BAR = 48
"""Pixels at 100 % below the top of a window in which its title stands; the highest header bar measured has 47."""
SAME_TITLE = 80
"""rapidfuzz ratio from which a text in the title bar is the title, misread."""
DIALOG_SHARE = 0.6
"""Part of the area of the window behind it that a dialog has at most."""
DIALOG_WITHIN = 0.8
"""Part of a dialog that lies on the window behind it; a window under a larger one would show less of itself."""
SAME_BAR = 2
"""Pixels by which the close buttons of two windows of one style may differ."""
_ANSWERS = frozenset({"ok", "cancel", "close", "yes", "no", "apply", "save", "open", "don't save", "discard"})


def with_surfaces(elements: Sequence[Element], frame: Frame) -> tuple[Element, ...]:
    """The elements with windows and dialogs among them; ids count from 1 in reading order.

    Boxes are on the same ground as those of `frame.windows`. Given its own result it returns the same again.
    """
    if frame.windows:
        return in_reading_order(_told(elements, frame))
    return in_reading_order(_seen(elements))


def in_reading_order(elements: Sequence[Element]) -> tuple[Element, ...]:
    """The elements numbered from 1 as they are read, window by window, each right before what stands in it."""
    groups = [e.id if e.role in SURFACES else e.window for e in elements]
    right_to_left = written_right_to_left(e.text for e in elements)
    order = reading_order([e.box for e in elements], groups, right_to_left)
    turns: dict[int, int] = {}
    for place in order:
        turns.setdefault(groups[place], len(turns))
    ordered = [elements[i] for i in sorted(order, key=lambda i: (turns[groups[i]], elements[i].role not in SURFACES))]
    numbers = {e.id: n for n, e in enumerate(ordered, 1)}
    return tuple(replace(e, id=n, window=numbers.get(e.window, 0)) for n, e in enumerate(ordered, 1))


def _told(elements: Sequence[Element], frame: Frame) -> list[Element]:
    """The windows of the window system in place of those that were seen."""
    stack = Stack(frame.windows)
    shown = [w for w in stack.surfaces if w.box.overlaps(frame.box)]
    content = [e for e in elements if e.role not in SURFACES]
    first = max((e.id for e in content), default=0) + 1
    ids = {w.handle: n for n, w in enumerate(shown, first)}
    found = []
    for element in content:
        window = stack.at(element.box.center)
        if window is None or not _is_title(element, window, frame):
            found.append(replace(element, window=ids.get(window.handle, 0) if window else 0))
    return found + [_surface(w, stack, ids, frame) for w in shown]


def _surface(window: Window, stack: Stack, ids: dict[int, int], frame: Frame) -> Element:
    owner = stack.owner(window) if window.dialog else None
    highest = stack.surfaces[-1] is window
    return Element(
        ids[window.handle],
        Role.DIALOG if window.dialog else Role.WINDOW,
        window.title,
        window.box.intersection(frame.box),
        "focused" if window.focused else "on top" if highest else "",
        SOURCE,
        window=ids.get(owner.handle, 0) if owner else 0,
    )


def _is_title(element: Element, window: Window, frame: Frame) -> bool:
    """Whether a text is the title in the title bar, which the window's element says already."""
    if element.role is not Role.TEXT or not window.title:
        return False
    reach = BAR * frame.layout.scale_of(window.box)
    in_bar = element.box.center.y - window.box.y <= reach
    return in_bar and fuzz.ratio(element.text.lower(), window.title.lower()) >= SAME_TITLE


def _seen(elements: Sequence[Element]) -> list[Element]:
    """The windows whose title bars were found, those in front of their parent as dialogs."""
    surfaces = [e for e in elements if e.role in SURFACES]
    parents = {e.id: _parent(e, surfaces, elements) for e in surfaces}
    found = []
    for element in elements:
        if element.role in SURFACES:
            parent = parents[element.id]
            role = Role.DIALOG if parent else element.role
            found.append(replace(element, role=role, window=parent))
        else:
            found.append(replace(element, window=_smallest_around(element.box, surfaces)))
    return found


def _smallest_around(box: Box, surfaces: Iterable[Element]) -> int:
    around = (s for s in surfaces if s.box.contains(box.center))
    best = min(around, key=lambda s: s.box.area, default=None)
    return best.id if best else 0


def _parent(window: Element, surfaces: Sequence[Element], elements: Sequence[Element]) -> int:
    """The window that this one is a dialog of; 0 if it is none, which it counts as in doubt."""
    close = _close_button(window, elements)
    if close is None or not _asks(window, close, elements):
        return 0
    for other in sorted(surfaces, key=lambda s: s.box.area):
        behind = window.box.area <= DIALOG_SHARE * other.box.area and window.box.coverage(other.box) >= DIALOG_WITHIN
        theirs = _close_button(other, elements) if behind else None
        if theirs and max(abs(theirs.box.w - close.box.w), abs(theirs.box.h - close.box.h)) <= SAME_BAR:
            return other.id
    return 0


def _close_button(window: Element, elements: Iterable[Element]) -> Element | None:
    """The button at the end of the title bar."""
    bar = Box(window.box.x, window.box.y, window.box.w, BAR)
    found = (e for e in elements if e.role is Role.BUTTON and e.text == "close" and e.box.coverage(bar) == 1.0)
    return max(found, key=lambda e: (-e.box.y, e.box.x), default=None)


def _asks(window: Element, close: Element, elements: Iterable[Element]) -> bool:
    """Whether a button below the title bar answers the window as a whole."""
    return any(
        e.role is Role.BUTTON
        and e.text.lower().strip(" .…") in _ANSWERS
        and e.box.y >= close.box.bottom
        and e.box.coverage(window.box) == 1.0
        for e in elements
    )
