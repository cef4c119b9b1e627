"""What tells a thing: its label, its kind, and which of its remembered neighbours stand by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from deskhand.core.anchor import Anchor, Beside, Side
from deskhand.core.geometry import Box
from deskhand.core.naming import Likeness, canonical, likeness
from deskhand.core.screen import Element, Role, Scene
from deskhand.core.surroundings import gap

_FAMILIES = (
    frozenset({Role.BUTTON, Role.LINK, Role.TAB, Role.ICON, Role.MENU}),
    frozenset({Role.MENU, Role.MENU_ITEM, Role.OPTION}),
    frozenset({Role.CELL, Role.ROW, Role.OPTION, Role.HEADER, Role.LINK}),
    frozenset({Role.TAB, Role.HEADER}),
    frozenset({Role.EDIT, Role.COMBO}),
    frozenset({Role.CHECKBOX, Role.SWITCH}),
    frozenset({Role.RADIO}),
    frozenset({Role.TEXT, Role.LINK, Role.CELL, Role.ROW, Role.HEADER}),
)
"""Kinds that one thing may be taken for in another theme or size."""
_IN_LISTS = frozenset({Role.CELL, Role.ROW, Role.OPTION})
"""Kinds that stand in lists, whose headers stay where they are while rows change places."""
_CONFUSED = tuple(
    map(frozenset, ("ce", "ft", "hb", "vy", "ij", "lj", "lt", "nr", "un", "gq", "ao", "s5", "b8", "z2", "g9"))
)
"""Letters that readers take for each other, beyond those `core.lettering` folds."""
SLACK = 6
"""Pixels at 100 % by which neighbours may overlap or stand out of line."""
OFFSET, STRETCH = 24, 0.25
"""How far a neighbour may have strayed from its place beside a thing: pixels at 100 %, and part of the distance."""
FARTHER = 1.6
"""Times its gap above or below that a neighbour may stand away; more, and it heads something else."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate and its neighbours: which of the remembered ones stand by it, which are only elsewhere or nowhere.

    `keys` says whether all the keys of its row do; `placed` how many stand about as far away as they did.
    """

    element: Element
    agreeing: tuple[tuple[Beside, Element], ...]
    missing: int
    keys: bool
    placed: int
    exactness: Likeness

    @property
    def agrees(self) -> bool:
        """Whether enough of what stood beside it still does."""
        return self.keys and (not self.missing or len(self.agreeing) >= self.missing)

    @property
    def agrees_wholly(self) -> bool:
        """Whether all of it does, in its old place."""
        return self.keys and not self.missing and self.placed == len(self.agreeing)


def family(role: Role) -> frozenset[Role]:
    """The roles a thing of this role may be read as."""
    return frozenset({role}).union(*(roles for roles in _FAMILIES if role in roles))


def called(anchor: Anchor, pool: Sequence[Element]) -> list[Element]:
    """The elements of an anchor's label, whatever they are; of short labels, those that agree in every letter."""
    return [e for e in pool if same_label(e.text, anchor.label)]


def same_label(shown: str, label: str) -> bool:
    """Whether a label is the one remembered: the same but for letters no reader can tell apart."""
    return likeness(shown, label) >= Likeness.ALIKE


def misread(shown: str, label: str) -> bool:
    """Whether one label may be the other with letters taken for those that look like them."""
    left, right = canonical(shown), canonical(label)
    if likeness(shown, label) is not Likeness.NEAR or len(left) != len(right):
        return False
    edits = Levenshtein.editops(left, right)
    return all(e.tag == "replace" and {left[e.src_pos], right[e.dest_pos]} in _CONFUSED for e in edits)


def weigh(anchor: Anchor, candidate: Element, pool: Sequence[Element], scene: Scene) -> Weighed:
    """How well a candidate stands where the anchor stood."""
    ratio = size_ratio(anchor, candidate)
    row = _row(candidate, pool, scene) if any(b.side is Side.ROW for b in anchor.beside) else []
    agreeing, missing, keys, placed = [], 0, True, 0
    for beside in anchor.beside:
        found = _neighbour(beside, candidate, row if beside.side is Side.ROW else pool, ratio)
        if found is not None:
            agreeing.append((beside, found))
            placed += beside.side is Side.ROW or _is_placed(beside, candidate.box, found.box, ratio)
        elif beside.side is Side.ROW:
            keys = False
        else:
            missing += 1
    return Weighed(candidate, tuple(agreeing), missing, keys, placed, likeness(candidate.text, anchor.label))


def size_ratio(anchor: Anchor, candidate: Element) -> float:
    """How much larger everything is than when it was recorded, as far as the heights tell."""
    if anchor.place is None or not anchor.place.h:
        return 1.0
    return min(max(candidate.box.h / anchor.place.h, 0.5), 2.5)


def keeps_its_corner(anchor: Anchor, element: Element, window: Box | None) -> bool:
    """Whether an element stands as far from an upper corner of its window as the anchor did, and is as high."""
    place, size = anchor.place, anchor.window_size
    if window is None or place is None or size is None or abs(element.box.h - place.h) > SLACK:
        return False
    box = element.box.shifted(-window.x, -window.y)
    across = min(abs(box.x - place.x), abs(window.w - box.right - (size[0] - place.right)))
    return across <= OFFSET and abs(box.y - place.y) <= OFFSET


def keeps_its_place(anchor: Anchor, element: Element, window: Box | None) -> bool:
    """Whether an element stands about as far from the left upper corner of its window as the anchor did, larger by as
    much as everything is."""
    if window is None or anchor.place is None:
        return False
    ratio = size_ratio(anchor, element)
    slack, box = OFFSET * max(1.0, ratio), element.box.shifted(-window.x, -window.y)
    off_x, off_y = abs(box.x - anchor.place.x * ratio), abs(box.y - anchor.place.y * ratio)
    return off_x <= slack + STRETCH * anchor.place.x * ratio and off_y <= slack + STRETCH * anchor.place.y * ratio


def _row(candidate: Element, pool: Sequence[Element], scene: Scene) -> list[Element]:
    """What stands on the row of a candidate; of one that was seen by its picture alone, what is level with it."""
    if candidate in scene.elements:
        return [e for e in scene.row_of(candidate) if e is not candidate]
    middle = candidate.box.center.y
    return [e for e in pool if e is not candidate and e.box.y <= middle < e.box.bottom]


def _neighbour(beside: Beside, candidate: Element, among: Sequence[Element], ratio: float) -> Element | None:
    """The element that is the remembered neighbour of a candidate: of its text, and where it stood."""
    named = [e for e in among if e is not candidate and _is_called(e, beside.text)]
    in_list = candidate.role in _IN_LISTS
    fitting = [e for e in named if beside.side is Side.ROW or _stands(beside, candidate.box, e.box, ratio, in_list)]
    return min(fitting, key=lambda e: sum(gap(e.box, candidate.box)), default=None)


def _is_called(element: Element, text: str) -> bool:
    return same_label(element.text, text) or misread(element.text, text)


def _is_placed(beside: Beside, box: Box, other: Box, ratio: float) -> bool:
    """Whether a neighbour stands about as far away, and in the same direction, as it did."""
    dx, dy = beside.dx * ratio, beside.dy * ratio
    off_x, off_y = abs(other.x - box.x - dx), abs(other.y - box.y - dy)
    slack = OFFSET * max(1.0, ratio)
    return off_x <= slack + STRETCH * abs(dx) and off_y <= slack + STRETCH * abs(dy)


def _stands(beside: Beside, box: Box, other: Box, ratio: float, in_list: bool) -> bool:
    """Whether a neighbour stands on its side, or about as far and in the direction it did.

    What is `in_list` has its header above it at any distance.
    """
    if _is_placed(beside, box, other, ratio):
        return True
    slack = OFFSET * max(1.0, ratio)
    level = min(box.bottom, other.bottom) - max(box.y, other.y) > 0.3 * min(box.h, other.h)
    if beside.side is Side.LEFT:
        return level and other.right <= box.x + SLACK * ratio
    if beside.side is Side.RIGHT:
        return level and other.x >= box.right - SLACK * ratio
    in_column = min(box.right, other.right) > max(box.x, other.x) or abs(other.x - box.x) <= slack
    down = max(box.y - other.bottom, other.y - box.bottom)
    near = down <= FARTHER * abs(beside.dy * ratio) + slack or (in_list and beside.side is Side.ABOVE)
    over = other.center.y < box.center.y
    return in_column and near and over == (beside.side is Side.ABOVE)
