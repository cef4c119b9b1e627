"""What changed between two looks at the same screen, element by element."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .geometry import Box
from .screen import SURFACES, Element, Role

SAME_PLACE = 0.5
"""Intersection over union from which two boxes of one role are one element whose text changed."""
STEADY = 2
"""Pixels by which the edges of a box that stayed vary from one reading to the next."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One element before and after; None where it was not there."""

    before: Element | None
    after: Element | None

    @property
    def element(self) -> Element:
        """It as it is now, or as it last was."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def kinds(self) -> tuple[str, ...]:
        """`added`, `gone`, or which of `text`, `state` and `place` changed."""
        if self.before is None:
            return ("added",)
        if self.after is None:
            return ("gone",)
        found = [kind for kind in ("text", "state") if getattr(self.before, kind) != getattr(self.after, kind)]
        return (*found, "place") if _moved(self.before.box, self.after.box) else tuple(found)


def changes(before: Sequence[Element], after: Sequence[Element]) -> list[Difference]:
    """What is new, gone or different, in reading order of what is there now; what is gone comes first.

    An element is the same if it has the same role and, in this order of trust: text and place, a text no other of
    its role has (it moved), an overlapping box (its text changed), or the next equal text (a list scrolled).
    """
    pairs: dict[int, Element] = {}
    left_by_role, right_by_role = _by_role(before), _by_role(after)
    for role, new in right_by_role.items():
        for old_one, new_one in _pairs(left_by_role.get(role, []), new):
            pairs[id(new_one)] = old_one
    kept = {id(e) for e in pairs.values()}
    found = [Difference(e, None) for e in before if id(e) not in kept]
    found += [Difference(pairs.get(id(e)), e) for e in after]
    return [d for d in found if d.kinds]


def told_apart(differences: Sequence[Difference]) -> list[tuple[Difference, int]]:
    """Each difference that is one of its own, and how many others it explains.

    What comes, goes or moves with its whole window is explained by that window's difference.
    """
    surfaces = {_key(d.element, d.after is None): n for n, d in enumerate(differences) if d.element.role in SURFACES}
    explained: dict[int, int] = defaultdict(int)
    own = []
    for number, difference in enumerate(differences):
        element = difference.element
        place = surfaces.get((element.window, difference.after is None)) if element.window else None
        if place is not None and element.role not in SURFACES and _goes_with(difference, differences[place]):
            explained[place] += 1
        else:
            own.append(number)
    return [(differences[n], explained[n]) for n in own]


def _key(surface: Element, gone: bool) -> tuple[int, bool]:
    """Ids count anew in every scene, so those of what is gone are of the scene before."""
    return surface.id, gone


def _goes_with(one: Difference, surface: Difference) -> bool:
    if one.kinds != ("place",) or "place" not in surface.kinds:
        return one.kinds == surface.kinds and one.kinds in (("added",), ("gone",))
    assert one.before and one.after and surface.before and surface.after
    dx, dy = surface.after.box.x - surface.before.box.x, surface.after.box.y - surface.before.box.y
    return not _moved(one.before.box.shifted(dx, dy), one.after.box)


def _by_role(elements: Sequence[Element]) -> dict[Role, list[Element]]:
    found: dict[Role, list[Element]] = {}
    for element in elements:
        found.setdefault(element.role, []).append(element)
    return found


def _pairs(old: list[Element], new: list[Element]) -> Iterator[tuple[Element, Element]]:
    """Elements of one role that are the same; each stage takes what the ones before left."""
    for stage in (_unmoved, _only_of_their_text, _overlapping, _next_of_their_text):
        found = stage(old, new)
        yield from found
        used = {id(e) for pair in found for e in pair}
        old = [e for e in old if id(e) not in used]
        new = [e for e in new if id(e) not in used]


def _unmoved(old: Sequence[Element], new: Sequence[Element]) -> list[tuple[Element, Element]]:
    known: dict[tuple[str, Box], Element] = {(e.text, e.box): e for e in old}
    return [(found, e) for e in new if (found := known.pop((e.text, e.box), None))]


def _only_of_their_text(old: Sequence[Element], new: Sequence[Element]) -> list[tuple[Element, Element]]:
    before, after = _by_text(old), _by_text(new)
    return [(before[t][0], e[0]) for t, e in after.items() if t and len(e) == 1 == len(before.get(t, []))]


def _overlapping(old: Sequence[Element], new: Sequence[Element]) -> list[tuple[Element, Element]]:
    """The boxes that overlap most choose first."""
    if not old or not new:
        return []
    edges = np.array([(e.box.x, e.box.y, e.box.right, e.box.bottom) for e in new], np.int64)
    areas = (edges[:, 2] - edges[:, 0]) * (edges[:, 3] - edges[:, 1])
    candidates = []
    for at, one in enumerate(old):
        box = one.box
        wide = np.minimum(edges[:, 2], box.right) - np.maximum(edges[:, 0], box.x)
        high = np.minimum(edges[:, 3], box.bottom) - np.maximum(edges[:, 1], box.y)
        common = np.maximum(wide, 0) * np.maximum(high, 0)
        shares = common / np.maximum(areas + box.area - common, 1)
        candidates += [(-float(shares[n]), at, int(n)) for n in np.flatnonzero(shares >= SAME_PLACE)]
    found: list[tuple[Element, Element]] = []
    taken: set[tuple[str, int]] = set()
    for _, at, n in sorted(candidates):
        if ("old", at) not in taken and ("new", n) not in taken:
            taken |= {("old", at), ("new", n)}
            found.append((old[at], new[n]))
    return found


def _next_of_their_text(old: Sequence[Element], new: Sequence[Element]) -> list[tuple[Element, Element]]:
    before, after = _by_text(old), _by_text(new)
    both = [(before[text], after[text]) for text in after if text and text in before]
    return [pair for olds, news in both for pair in zip(olds, news, strict=False)]


def _by_text(elements: Sequence[Element]) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for element in elements:
        found.setdefault(element.text, []).append(element)
    return found


def _moved(a: Box, b: Box) -> bool:
    return max(abs(a.x - b.x), abs(a.y - b.y), abs(a.right - b.right), abs(a.bottom - b.bottom)) > STEADY
