"""What on the screen may be what a step's target has become: the likely ones, for a person to choose from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from deskhand.core.anchor import Anchor, Halt
from deskhand.core.geometry import Box
from deskhand.core.marks import matching
from deskhand.core.naming import canonical
from deskhand.core.screen import SURFACES, TOGGLES, Element, Role, Scene
from deskhand.core.stacking import Stack

from ..anchors.anchoring import anchor_of

MENDABLE = frozenset({Halt.GONE, Halt.OTHER, Halt.SEVERAL})
"""Why a target was not found, where a repair can help: its window is there, nothing covers it, it is not disabled."""
MOST = 5
"""Candidates a person is shown."""
LIKELY = 0.5
"""Likeness (0 to 1) below which nothing is proposed."""
_LABEL, _NEAR, _PLACE, _ROLE = 0.45, 0.25, 0.2, 0.1
"""What the label, the neighbours, the place and the role weigh."""
MODEL = 0.25
"""What the choice of the action model weighs: more than a name that is a little alike, less than the same place among
the same things, which it does not see."""
_REACH = 0.25
"""Parts of the window's diagonal a thing may have moved for its place to count at all."""
_LEAVING = frozenset(map(canonical, ("Cancel", "Close", "Dismiss", "Abort", "Exit", "Quit", "No", "Back", "Discard")))
"""Labels of what is the same in every dialog: a button that did something is not called so afterwards."""
_FIELDS = frozenset({Role.EDIT, Role.COMBO})
_TEXTS = frozenset({Role.TEXT, Role.HEADER, Role.CELL, Role.ROW})


@dataclass(frozen=True, slots=True)
class Candidate:
    """An element that may be the target, how likely (0 to 1), and why, for a person."""

    element: Element
    likeness: float
    why: str


def candidates(anchor: Anchor, scene: Scene, nearest: Sequence[Element] = ()) -> list[Candidate]:
    """The likely ones, best first; `nearest` are what the search for the target came nearest to."""
    found = [
        _weighed(e, anchor, scene, any(_same_place(e.box, n.box) for n in nearest)) for e in eligible(anchor, scene)
    ]
    likely = sorted((c for c in found if c.likeness >= LIKELY), key=lambda c: -c.likeness)
    return likely[:MOST]


def with_choice(found: Sequence[Candidate], chosen: Element, anchor: Anchor, scene: Scene) -> list[Candidate]:
    """The candidates with one more voice for the element the action model chose, best first."""
    backed = next((c for c in found if c.element == chosen), None) or _weighed(chosen, anchor, scene, False)
    backed = replace(backed, likeness=min(1.0, backed.likeness + MODEL))
    rest = [c for c in found if c.element != chosen]
    return sorted([backed, *rest], key=lambda c: -c.likeness)[:MOST]


def eligible(anchor: Anchor, scene: Scene) -> list[Element]:
    """What the target can have become at all: of its kind, in its window, none of what stood beside it, and nothing
    that only leaves, if the target did not."""
    neighbours = {canonical(b.text) for b in anchor.beside if b.text} - {canonical(anchor.label)}
    inside = [e for e in scene if _may_be(e, anchor) and _in_window(e, anchor, scene)]
    if canonical(anchor.label) not in _LEAVING:
        neighbours |= _LEAVING
    return [e for e in inside if canonical(e.text) not in neighbours]


def _may_be(element: Element, anchor: Anchor) -> bool:
    """Fields stay fields and switches stay switches; what is pressed may be anything that can be."""
    if element.role in SURFACES:
        return False
    for kind in (_FIELDS, TOGGLES):
        if anchor.role in kind or element.role in kind:
            return anchor.role in kind and element.role in kind
    return element.role not in _TEXTS or anchor.role in _TEXTS or element.role is Role.ROW


def _in_window(element: Element, anchor: Anchor, scene: Scene) -> bool:
    if not scene.frame.windows:
        return True
    window = Stack(scene.frame.windows).at(element.box.center)
    return window is not None and bool(matching(anchor.window, [window]))


def _weighed(element: Element, anchor: Anchor, scene: Scene, was_near: bool) -> Candidate:
    now = anchor_of(element, scene)
    label, near, place = _alike(element.text, anchor.label), _shared(now, anchor), _closeness(now, anchor)
    same_role = element.role is anchor.role
    likeness = _LABEL * label + _NEAR * near + _PLACE * place + _ROLE * same_role
    reasons = [
        *(["it has nearly the same name"] if 0.6 <= label < 1 else []),
        *(["it has the same name"] if label == 1 else []),
        *(["it stands beside the same things"] if near >= 0.5 else []),
        *(["it stands where the target stood"] if place >= 0.8 else []),
        *([f"it is a {element.role.value} too"] if same_role else [f"it is a {element.role.value}"]),
    ]
    # What the search itself came nearest to was weighed with more than is known here.
    return Candidate(element, min(1.0, likeness + 0.1 * was_near), ", ".join(reasons))


def _alike(one: str, other: str) -> float:
    if not one.strip() or not other.strip():
        return 0.5 if one.strip() == other.strip() else 0.0
    if canonical(one) == canonical(other):
        return 1.0
    return (
        max(fuzz.ratio(one.casefold(), other.casefold()), 0.9 * fuzz.token_set_ratio(one.casefold(), other.casefold()))
        / 100
    )


def _shared(now: Anchor, before: Anchor) -> float:
    """The part of the neighbours that are there still, on the same side."""
    wanted = {(b.side, canonical(b.text)) for b in before.beside if b.text}
    there = {(b.side, canonical(b.text)) for b in now.beside if b.text}
    return len(wanted & there) / len(wanted) if wanted else 0.0


def _closeness(now: Anchor, before: Anchor) -> float:
    """How near it is to the old place within the window: 1 the same, 0 a quarter of the window or more away."""
    if now.place is None or before.place is None or now.window_size is None or before.window_size is None:
        return 0.0
    scale = now.scale / before.scale
    x, y = before.place.center
    dx, dy = now.place.center.x - x * scale, now.place.center.y - y * scale
    if before.window_size != now.window_size:
        # In a window of another size things keep their distance from the nearer edge.
        width, height = before.window_size
        dx = min(dx, dx - (now.window_size[0] - width * scale), key=abs)
        dy = min(dy, dy - (now.window_size[1] - height * scale), key=abs)
    reach = _REACH * math.hypot(*now.window_size)
    return max(0.0, 1 - math.hypot(dx, dy) / max(1.0, reach))


def _same_place(one: Box, other: Box) -> bool:
    return one.coverage(other) >= 0.5 or other.coverage(one) >= 0.5


__all__ = ["MENDABLE", "Candidate", "candidates", "eligible", "with_choice"]
