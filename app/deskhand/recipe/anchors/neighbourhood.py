"""Chooses which neighbours of a thing are remembered: few, close by, and names rather than values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from deskhand.core.anchor import Side
from deskhand.core.geometry import Box
from deskhand.core.naming import canonical
from deskhand.core.screen import SURFACES, TOGGLES, Element, Role, Scene
from deskhand.core.stacking import is_popup
from deskhand.core.surroundings import FIELDS, gap

MOST = 4
"""Neighbours of one thing."""
MOST_KEYS = 2
"""Of them, cells that tell its row."""
REACH = 14
"""Heights of the thing, but at least of a line of 16 pixels, within which something stands beside it."""
OTHER_PANE = 2.0
"""Times as far away that what stands in another pane counts."""
TITLE = 64
"""Pixels at 100 % below the top of a window in which a title may be told again."""
SURE = 0.8
"""Confidence of a reading that is remembered."""
LONGEST = 60
"""Characters of a name; longer texts are contents."""

_SAYING = frozenset({Role.TEXT, Role.BUTTON, Role.LINK, Role.TAB, Role.MENU, Role.MENU_ITEM, Role.HEADER} | TOGGLES)
"""Roles whose texts are names."""
_LISTED = frozenset({Role.CELL, Role.ROW, Role.OPTION, Role.ICON, Role.LINK, Role.TEXT})
"""Roles a row of data is read as."""
_OF_DATA = frozenset({Role.CELL, Role.ROW, Role.OPTION})
"""Roles that are data themselves."""
_WORD = re.compile(r"[^\W\d_]{2}")
_CHANGING = re.compile(r"\d{1,4}[-./:]\d{1,2}|\b\d[\d.,]*\s?(%|[kmgt]?i?b\b|bytes|s\b|min\b|h\b)|[€$£¥]", re.IGNORECASE)
"""Dates, times, sizes, shares and prices: what a row holds, not what it is called."""


def chosen(element: Element, scene: Scene, without: Collection[str] = ()) -> list[tuple[Side, Element]]:
    """The neighbours of an element that are remembered, the most telling first, each with its side."""
    banned = {canonical(text) for text in without if text}
    others = [e for e in scene if e != element and e.window == element.window and e.role not in SURFACES]
    others = [e for e in others if e.text and canonical(e.text) not in banned and e.confidence >= SURE]
    # What an icon is called was not read, and is called otherwise in another theme.
    others = [e for e in others if not is_drawn(e) and not _is_of_title(e, scene)]
    # A menu opens over and beside things it has nothing to do with, elsewhere each time.
    menu = _menu_around(element, scene)
    others = [e for e in others if _menu_around(e, scene) == menu]
    found: dict[int, tuple[Side, Element]] = {}
    for side, other in _ranked(element, scene, others):
        if len(found) < MOST and other.id not in found and canonical(other.text) not in _texts(found):
            found[other.id] = side, other
    return list(found.values())


def is_drawn(element: Element) -> bool:
    """Whether the label of an element, if any, is the name of its icon, which stands nowhere to be read."""
    nameless = not element.text and element.role not in FIELDS | TOGGLES | _OF_DATA
    return nameless or (element.source == "vision" and element.role in (Role.ICON, Role.BUTTON))


def _is_of_title(element: Element, scene: Scene) -> bool:
    """Whether a text says what the title of its window says, as the tab of a browser does; titles change."""
    window = next((e for e in scene if e.id == element.window), None)
    if window is None or len(element.text) < 3:
        return False
    top = element.box.center.y - window.box.y <= TITLE * scene.frame.layout.scale_of(window.box)
    return top and canonical(element.text) in canonical(window.text)


def _menu_around(element: Element, scene: Scene) -> Box | None:
    """The open menu or list that an element stands in."""
    top = next((w for w in reversed(scene.frame.windows) if w.box.contains(element.box.center) and not w.tip), None)
    return top.box if top is not None and is_popup(top) else None


def _texts(found: dict[int, tuple[Side, Element]]) -> set[str]:
    return {canonical(other.text) for _, other in found.values()}


def _ranked(element: Element, scene: Scene, others: list[Element]) -> Iterator[tuple[Side, Element]]:
    """Row keys, the label of a field, the header of a column, the group, then whatever stands nearest."""
    keys = _keys(element, scene, others)
    yield from ((Side.ROW, key) for key in keys)
    if element.role in FIELDS or not element.text:
        label = _label(element, scene, others)
        if label is not None:
            yield _side(element.box, label.box), label
    column = [e for e in others if e.role is Role.HEADER and _is_name(e) and _is_over(e.box, element.box)]
    in_list = bool(keys) or element.role in _OF_DATA
    if in_list:
        yield from ((Side.ABOVE, e) for e in sorted(column, key=lambda e: -e.box.bottom)[:1])
    names = [e for e in others if _is_name(e) and e not in keys and _is_near(element, e, scene)]
    names = [e for e in names if not any(e.box.coverage(f.box) > 0.5 for f in others if f.role in FIELDS)]
    # Other rows change places with this one, and headers of other columns say nothing of it.
    yield from () if in_list else _nearest(element, names, scene)


def _label(element: Element, scene: Scene, others: list[Element]) -> Element | None:
    """The text that names a field, whatever it was read as."""
    named = [e for e in others if element.text and canonical(e.text) == canonical(element.text)]
    if named:
        return min(named, key=lambda e: _distance(element, e, scene))
    label = scene.label_of(element)
    return label if label is not None and label in others and _is_name(label) else None


def _keys(element: Element, scene: Scene, others: list[Element]) -> list[Element]:
    """The cells that tell the row of an element from the other rows, where it stands in a table or list."""
    same = [e for e in scene if e.role is element.role and e.window == element.window]
    same = [e for e in same if canonical(e.text) == canonical(element.text)]
    mates = [e for e in scene.row_of(element) if e in others and e.role in _LISTED and len(e.text) <= LONGEST]
    in_table = sum(e.role is Role.CELL for e in mates) >= 2
    # Of a bar of buttons the row tells nothing; things of one name stand under each other in a list.
    in_column = any(e != element and _is_under(e.box, element.box) for e in same)
    # What is called as nothing else needs no row; a dialog of a page lies over rows that are none of its own.
    if len(same) == 1 and (element.role in _OF_DATA or element.text):
        return []
    if not mates or not (in_table or in_column):
        return []
    counts = Counter(canonical(e.text) for e in others)
    telling = [e for e in mates if _WORD.search(e.text) and not _CHANGING.search(e.text)] or [
        e for e in mates if not _CHANGING.search(e.text)
    ]
    unique = [e for e in telling if counts[canonical(e.text)] == 1]
    return unique[:1] or telling[:MOST_KEYS]


def _is_name(element: Element) -> bool:
    text = element.text
    is_short = len(text) <= LONGEST and not any(c.isdigit() for c in text)
    return element.role in _SAYING and is_short and _WORD.search(text) is not None


def _nearest(element: Element, names: list[Element], scene: Scene) -> Iterator[tuple[Side, Element]]:
    """The nearest name on each side, then the other near ones, the nearest first."""
    ranked = sorted(names, key=lambda e: (_distance(element, e, scene), e.id))
    seen: set[Side] = set()
    rest = []
    for other in ranked:
        side = _side(element.box, other.box)
        if side in seen:
            rest.append((side, other))
        else:
            seen.add(side)
            yield side, other
    yield from rest


def _side(box: Box, other: Box) -> Side:
    """Where the other stands: on the row left or right, else above or below."""
    shared = min(box.bottom, other.bottom) - max(box.y, other.y)
    if shared > 0.3 * min(box.h, other.h):
        return Side.LEFT if other.center.x < box.center.x else Side.RIGHT
    return Side.ABOVE if other.center.y < box.center.y else Side.BELOW


def _is_under(box: Box, other: Box) -> bool:
    """Whether two boxes stand in one column, on other rows."""
    aligned = abs(box.center.x - other.center.x) <= max(8, min(box.w, other.w) // 2)
    return aligned and (box.bottom <= other.y or other.bottom <= box.y)


def _is_over(header: Box, box: Box) -> bool:
    return header.bottom <= box.y + 4 and min(header.right, box.right) > max(header.x, box.x)


def _is_near(element: Element, other: Element, scene: Scene) -> bool:
    return _distance(element, other, scene) <= REACH * max(16, min(element.box.h, 40))


def _distance(element: Element, other: Element, scene: Scene) -> float:
    """Pixels between two elements; what stands above, below or in another pane moves more easily, and counts more."""
    across, down = gap(element.box, other.box)
    around = scene.surroundings
    panes = around.layout.pane
    elsewhere = panes[around.place_of(element)] != panes[around.place_of(other)]
    return (across + 2 * down) * (OTHER_PANE if elsewhere else 1.0)
