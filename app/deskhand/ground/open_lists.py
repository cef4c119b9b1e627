"""Entries of open menus and lists, told by the window system: lines of text in a window without a title.

Where such a window lies over fields and tables its entries are easily read as parts of what is under it. Each
entry reacts on its whole line, not only on its letters.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace

from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Role, Scene, Window
from deskhand.core.stacking import is_popup

_WORDS = frozenset({Role.TEXT, Role.ROW, Role.CELL, Role.HEADER, Role.OPTION})
_FRAMED = frozenset({Role.EDIT, Role.COMBO, Role.BUTTON})
"""What the frame of the window or of the entry in hand is taken for."""
_SIGNS = frozenset({Role.ICON, Role.SCROLLBAR, Role.MENU_ITEM})
"""What may stand in a list beside its entries."""
_FEWEST = 2
_WIDE = 0.8
"""Part of the width of the list that a frame must take to be that of an entry."""
_ALIGNED = 12
"""Pixels by which entries may be out of line at 100 %."""
_TALLEST = 2.4
"""Heights of its letters that an entry takes at most."""


def with_entries(scene: Scene) -> Scene:
    """The scene with the lines of every open list or menu as menu entries."""
    found: dict[int, Element] = {}
    for place, window in enumerate(scene.frame.windows):
        if is_popup(window) and not window.tip:
            above = scene.frame.windows[place + 1 :]
            inside = [e for e in scene if window.box.contains(e.box.center) and not _is_covered(e, above)]
            found |= {id(old): new for old, new in _entries(window.box, inside, scene)}
    if not found:
        return scene
    return replace(scene, elements=tuple(found.get(id(e), e) for e in scene))


def _is_covered(element: Element, above: Sequence[Window]) -> bool:
    return any(w.box.contains(element.box.center) for w in above)


def _entries(popup: Box, inside: Sequence[Element], scene: Scene) -> Iterator[tuple[Element, Element]]:
    """The elements that are entries, each with what it is; none where the window holds more than a list."""
    held = [e for e in inside if e.box.coverage(popup.grown(4)) > 0.9]
    lines = [e for e in held if _is_line(e, popup)]
    if any(e not in lines and e.role not in _SIGNS for e in held if e.role not in _WORDS):
        return
    scale = scene.frame.layout.scale_of(popup) if scene.frame.monitors else 1.0
    firsts = [e for e in lines if not any(_is_left_of(o, e) for o in lines)]
    known = [e for e in held if e.role is Role.MENU_ITEM]
    plain = [e.box.x for e in firsts if e.role in _WORDS]
    if len(firsts) + len(known) < _FEWEST or (plain and max(plain) - min(plain) > _ALIGNED * scale):
        return
    middles = sorted(e.box.center.y for e in (*firsts, *known))
    pitch = statistics.median(b - a for a, b in itertools.pairwise(middles))
    for entry in firsts:
        yield entry, _as_entry(entry, popup, round(pitch))


def _is_line(element: Element, popup: Box) -> bool:
    if element.role in _WORDS:
        return bool(element.text)
    return element.role in _FRAMED and bool(element.state or element.text) and element.box.w >= _WIDE * popup.w


def _is_left_of(other: Element, element: Element) -> bool:
    level = abs(other.box.center.y - element.box.center.y) <= element.box.h / 2
    return other is not element and level and other.box.x < element.box.x


def _as_entry(element: Element, popup: Box, pitch: int) -> Element:
    # What a field is called stands outside the list; what it holds is the entry.
    text = element.state if element.role in _FRAMED and element.role is not Role.BUTTON else element.text
    middle = element.box.center.y
    height = max(element.box.h, min(pitch, round(_TALLEST * element.box.h)))
    box = Box(popup.x + 1, middle - height // 2, popup.w - 2, height).intersection(popup)
    state = "selected" if element.state == "selected" else ""
    return replace(element, role=Role.MENU_ITEM, text=text or element.text, state=state, box=box)
