"""What a field is called: the text that stands before it or right above it, in the same window."""

from __future__ import annotations

from deskhand.core.geometry import Box
from deskhand.core.screen import SURFACES, Element, Role, Scene

LEFT, ABOVE = 260, 1.6
"""Pixels left of a field in which its name stands (as far as the grounder looks), and lines above it."""
_STRAIGHT = 8
"""Pixels by which a name above a field may be out of line with it."""
_CLOSE = 60
"""Pixels from which a text on the left gives way to one right above."""
_LINE = 18
_SAYING = frozenset({Role.TEXT, Role.HEADER, Role.LINK})
_LETTERS = 2


def field_label(element: Element, scene: Scene) -> str:
    """The name of a field of the scene; empty where nothing says it.

    The name the grounder gave it counts where its text stands in the same window and nearer than any other.
    """
    said = [e for e in scene if _can_say(e, element, scene)]
    above, left = _above(element.box, said), _left(element.box, said)
    if above is not None and (left is None or element.box.x - left.box.right > _CLOSE):
        return _plain(above)
    if left is not None:
        return _plain(left)
    if element.role is Role.CELL:
        # Its text is what it holds.
        return ""
    beyond = [e for e in scene if e.text.strip(" :*") == element.text and e is not element and e.role not in SURFACES]
    # A name written in the field itself, or one that no text on the screen says, is its own.
    return "" if beyond else element.text


def place_label(place: Box, scene: Scene) -> str:
    """What stands nearest left of or above a place where no field was seen."""
    said = [e for e in scene if e.role in _SAYING and _is_word(e.text)]
    left = _left(place, said)
    over = [e for e in said if e.box.x < place.right and e.box.right > place.x - LEFT]
    above = [e for e in over if 0 <= place.y - e.box.bottom <= 4 * _LINE]
    found = left or max(above, key=lambda e: e.box.bottom, default=None)
    return _plain(found) if found is not None else ""


def _can_say(text: Element, field: Element, scene: Scene) -> bool:
    """Whether a text stands where the name of a field can: in its window as it is shown, outside of the field."""
    if text is field or text.role not in _SAYING or not _is_word(text.text) or field.box.overlaps(text.box):
        return False
    top = next((w for w in reversed(scene.frame.windows) if w.box.contains(field.box.center)), None)
    if top is None:
        return True
    over = next((w for w in reversed(scene.frame.windows) if w.box.contains(text.box.center)), None)
    return over is not None and over.handle == top.handle


def _above(box: Box, said: list[Element]) -> Element | None:
    near = [e for e in said if -2 <= box.y - e.box.bottom <= ABOVE * max(_LINE, e.box.h)]
    straight = [e for e in near if abs(e.box.x - box.x) <= _STRAIGHT]
    return max(straight, key=lambda e: e.box.bottom, default=None)


def _left(box: Box, said: list[Element]) -> Element | None:
    # The label of a field of several lines stands by its first.
    line = box.y + min(box.h // 2, _LINE)
    level = [e for e in said if min(abs(e.box.center.y - line), abs(e.box.center.y - box.center.y)) <= _LINE]
    near = [e for e in level if -2 <= box.x - e.box.right <= LEFT]
    return max(near, key=lambda e: e.box.right, default=None)


def _is_word(text: str) -> bool:
    return sum(c.isalpha() for c in text) >= _LETTERS


def _plain(element: Element) -> str:
    return element.text.strip(" :*：")
