"""Which field a text was typed into, and what it held before and after."""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from rapidfuzz import fuzz

from deskhand.core.geometry import Box, Point
from deskhand.core.naming import canonical
from deskhand.core.screen import SURFACES, TOGGLES, Element, Role, Scene

from .hits import EDITABLE, Mask, bounds, changed, changed_in, is_more_than_caret, same_place, surface_at

_RIM = 4
"""Pixels of a field's frame, which looks different when the keyboard or the pointer comes or goes."""
_SAYING = frozenset({Role.BUTTON, Role.LINK, Role.TEXT, Role.TAB, Role.MENU, Role.HEADER}) | TOGGLES
"""Roles that nobody types into."""
_SPACE = 25
"""Pixels between two signs of one line: a wide gap between boxes for single digits."""
_FEWEST = 12
"""Pixels of a letter."""
_ALIKE = 85
"""rapidfuzz ratio of a long text and what was read of it."""
_LINES = 2.6
"""Heights of a line from which a field takes several."""
_LINE = 24
"""Pixels of a line of text with its spacing at 100 %."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field as it was before; `before` and `after` are what it was seen to hold."""

    element: Element
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)
    scale: float = 1.0

    @property
    def is_tall(self) -> bool:
        """Whether it takes several lines."""
        return self.element.role is Role.EDIT and self.element.box.h > _LINES * _LINE * self.scale


@dataclass(frozen=True, slots=True)
class Echo:
    """What the screen made of a typed text: where it changed, and the field, as far as they are known."""

    field: Field | None
    place: Box | None
    """Where the window with the keyboard changed; None where it did not (or is not known)."""
    changed: bool
    """Whether it changed by more than a caret."""
    spots: tuple[Box, ...] = ()
    """The separate places of the window that changed, where no field is known."""
    elsewhere: bool = False
    """Whether the text appeared in its window outside of the field too, as that of a sheet does in cell and bar."""


def echo_of(text: str, before: Scene, after: Scene, clicked: Point | None) -> Echo:
    """Where a text appeared; `clicked` is where was clicked right before."""
    mask = changed(before.frame, after.frame)
    window = _window_box(before, after)
    place = bounds(mask, after.frame, window) if mask is not None else None
    visible = mask is not None and window is not None and is_more_than_caret(changed_in(mask, after.frame, window))
    element = _field_of(text, before, after, clicked, mask)
    if element is None:
        spots = _spots(mask, after, window) if mask is not None and window is not None else ()
        # The pointer that comes to a button changes it too.
        said = [e.box.grown(4) for e in before if e.role in _SAYING]
        spots = tuple(s for s in spots if not any(s.coverage(box) > 0.8 for box in said))
        return Echo(None, place if visible else None, visible, spots)
    scale = before.frame.layout.scale_of(element.box) if before.frame.monitors else 1.0
    now = same_place(element, after)
    if mask is not None:
        inside = bounds(mask, after.frame, element.box)
        place = inside or place
    held = Field(element, content(element), content(now) if now is not None else "", scale)
    return Echo(held, place if visible else None, visible, elsewhere=_is_elsewhere(text, element, before, after))


def _is_elsewhere(text: str, field: Element, before: Scene, after: Scene) -> bool:
    """Whether what was typed can be read in the window of the field, but outside of it, where it was not before."""
    meant = canonical(text)
    if not meant or field.role is Role.CELL:
        return False

    def copies(scene: Scene) -> int:
        others = [e for e in scene if e.window == field.window and not e.box.overlaps(field.box)]
        return sum(canonical(shown) == meant for e in others if e.role not in SURFACES for shown in (e.text, e.state))

    return copies(after) > copies(before)


def _spots(mask: Mask, after: Scene, window: Box) -> tuple[Box, ...]:
    """What changed, in lines: pixels apart by less than a space or two are of one."""
    part = changed_in(mask, after.frame, window).astype(np.uint8)
    if not part.size:
        return ()
    joined = cv2.dilate(part, np.ones((3, _SPACE), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    b = window.intersection(after.frame.box)
    return tuple(Box(b.x + int(x), b.y + int(y), int(w), int(h)) for x, y, w, h, area in stats[1:] if area >= _FEWEST)


def content(element: Element) -> str:
    """What a field holds, without the caret that was read as a stroke."""
    shown = element.text if element.role is Role.CELL else element.state
    return shown.strip().rstrip("|").strip()


def shows(shown: str, text: str) -> bool:
    """Whether what was read is the text, or the part of it that a narrow field shows."""
    seen, meant = canonical(shown), canonical(text)
    if not seen or not meant:
        return seen == meant
    if seen == meant:
        return True
    if len(meant) < 4:
        return False
    if len(seen) >= 6 and len(seen) < len(meant) and (meant.endswith(seen) or meant.startswith(seen)):
        return True
    return fuzz.ratio(seen, meant) >= _ALIKE


def has_echo(text: str, before: Scene, after: Scene) -> bool:
    """Whether the text can be read anywhere where it was not before."""
    meant = canonical(text)
    if not meant:
        return False
    return _times(after, meant) > _times(before, meant)


def _times(scene: Scene, meant: str) -> int:
    return sum(_within(meant, e.text) or _within(meant, e.state) for e in scene)


def _within(meant: str, shown: str) -> bool:
    seen = canonical(shown)
    if meant in seen:
        return True
    return len(meant) >= 6 and len(seen) >= len(meant) - 2 and fuzz.partial_ratio(meant, seen) >= _ALIKE


def _window_box(before: Scene, after: Scene) -> Box | None:
    """The window with the keyboard, where it stayed."""
    focus = before.frame.focus
    if focus is None:
        return before.frame.box
    old = next((w for w in before.frame.windows if w.handle == focus.window), None)
    new = next((w for w in after.frame.windows if w.handle == focus.window), None)
    return new.box.intersection(after.frame.box) if new and old and new.box == old.box else None


def _field_of(text: str, before: Scene, after: Scene, clicked: Point | None, mask: Mask | None) -> Element | None:
    """By what it holds now, by where the window changed, by where was clicked."""
    fields = _editable(before)
    new_ones = [e for e in _editable(after) if same_place(e, before) is None]
    pool = [*fields, *new_ones]
    held = [e for e in pool if _now_holds(e, text, after)]
    written = [e for e in pool if mask is not None and _is_written(mask, after, e.box)]
    if clicked is not None:
        under = [e for e in pool if e.box.contains(clicked)]
        if under:
            return min(under, key=lambda e: e.box.area)
    both = [e for e in written if e in held]
    for found in (both, held, written):
        if len(found) == 1:
            return found[0]
        inmost = [e for e in found if all(o.box.coverage(e.box) > 0.9 for o in found if o is not e)]
        if len(inmost) == 1:
            return inmost[0]
    return None


def _editable(scene: Scene) -> list[Element]:
    focus = scene.frame.focus
    window = next((w for w in scene.frame.windows if focus and w.handle == focus.window), None)
    found = [e for e in scene if e.role in EDITABLE]
    if window is None:
        return found
    return [e for e in found if window.box.contains(e.box.center)]


def _now_holds(element: Element, text: str, after: Scene) -> bool:
    now = same_place(element, after)
    return now is not None and content(now) != content(element) and _within(canonical(text), content(now))


def _is_written(mask: Mask, after: Scene, box: Box) -> bool:
    """Whether something else than its frame and the caret changed in a field."""
    inside = changed_in(mask, after.frame, box.grown(-_RIM))
    return bool(inside.size) and int(inside.sum()) >= _FEWEST and is_more_than_caret(inside)


__all__ = ["Echo", "Field", "content", "echo_of", "has_echo", "shows", "surface_at"]
