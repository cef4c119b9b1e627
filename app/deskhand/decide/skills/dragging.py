"""Dragging: a thing to a side, things into boxes by colour or shape, a list into order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from deskhand.core.actions import Drag, Fail
from deskhand.core.geometry import Box, Point
from deskhand.core.step import Change, Expectation
from deskhand.vision.colours import canonical
from deskhand.vision.figures import Figure, figures

from ..places import drawing, dropped, spot, taken
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_SIDES = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
_FAR = 50
"""Pixels of a drag to a side."""
_KINDS = {
    "rectangle": "rectangle",
    "square": "rectangle",
    "box": "rectangle",
    "circle": "circle",
    "triangle": "triangle",
}
_CONTAINER = 8
"""Times as large as a thing a hollow rectangle is to be a place for things."""
MOVED = Expectation(Change.ANYTHING, patience=1.0)


@dataclass(frozen=True, slots=True)
class DragTo(Intent):
    """Drag the one thing on the drawing to a side: left, right, up, down."""

    sends: ClassVar[bool] = True

    side: str


@dataclass(frozen=True, slots=True)
class Separate(Intent):
    """Drag what is of a colour or shape into the box at one side, and everything else into the other."""

    sends: ClassVar[bool] = True

    what: str
    side: str


def drag_to(intent: DragTo, view: View) -> Move:
    """Once, by some pixels."""
    drags = view.steps(lambda past: isinstance(past.action, Drag))
    if drags:
        return Met(drags[-1] + 1)
    seen = [f for f in things(view) if min(f.box.w, f.box.h) >= 20]
    if not seen:
        return Choice(Fail("I see nothing that could be dragged."), 0.9, "no figure on the drawing")
    thing = max(seen, key=lambda f: f.area)
    dx, dy = _SIDES[intent.side]
    to = Point(thing.middle.x + dx * _FAR, thing.middle.y + dy * _FAR)
    action = dropped(view, spot("the thing to drag", thing.middle), to)
    return Choice(action, 0.9, f"it is to be moved {intent.side}", MOVED)


def separate(intent: Separate, view: View) -> Move:
    """Whatever lies outside its box goes there, each to a place of its own."""
    found = things(view)
    boxes = sorted(
        (f for f in found if not f.filled and f.kind == "rectangle" and f.area > 4000), key=lambda f: f.box.x
    )
    if len(boxes) < 2:
        return Choice(Fail("I do not see the boxes to drag into."), 0.9, "no boxes on the drawing")
    first, second = boxes[0].box, boxes[-1].box
    if intent.side in ("right", "bottom"):
        first, second = second, first
    drags = len(view.steps(lambda past: isinstance(past.action, Drag)))
    for thing in found:
        if not thing.filled or thing.area * _CONTAINER / 4 > boxes[0].area:
            continue
        home = first if _is(thing, intent.what) else second
        if not home.contains(thing.middle):
            to = _free(home, drags)
            action = dropped(view, spot(f"the {thing.colour} {thing.kind}", thing.middle), to)
            return Choice(
                action, 0.9, "it belongs in the other box" if home is second else "it belongs in this box", MOVED
            )
    return Met(len(view.done))


def _free(home: Box, number: int) -> Point:
    """Places in rows of three, so that what is dropped does not cover what is there."""
    column, row = number % 3, (number // 3) % 2
    return Point(home.x + round(home.w * (0.25 + 0.25 * column)), home.y + round(home.h * (0.35 + 0.3 * row)))


def _is(thing: Figure, what: str) -> bool:
    for word in what.casefold().split():
        colour = canonical(word)
        kind = _KINDS.get(word.removesuffix("s").removesuffix("e") if word.endswith("xes") else word.removesuffix("s"))
        if (colour and thing.colour != colour) or (kind and thing.kind != kind):
            return False
    return True


def things(view: View) -> list[Figure]:
    """The figures of the drawing, on the desktop."""
    drawn = drawing(view)
    if drawn is None:
        return []
    pixels, panel = drawn
    covered = taken(view, panel)
    return [figure.shifted(panel.x, panel.y) for figure in figures(pixels, covered)]


_ASIDE = (
    r"(?:,?\s+(?:and\s+)?(?:everything|all)\s+(?:else|others?|the rest)\s+(?:in|into|to)\s+the\s+\w+\s+"
    r"(?:box|container|one))?"
)
SKILL = Skill(
    (
        Wording(
            9,
            r"(?:drag|move|put)\s+(?:all|every|each)\s+(?:of\s+the\s+)?(.+?)\s+(?:in|into|to)\s+the\s+"
            r"(left|right|top|bottom)"
            r"\s+(?:box|container|one),?\s+and\s+(?:all\s+)?(?:the\s+)?(?:rest|others?|everything\s+else)\s+.+",
            Separate,
            whole=True,
        ),
        Wording(
            10,
            r"(?:drag|move|pull)\s+the\s+(?:\w+\s+"
            r")?(?:circle|item|shape|object|figure|square|rectangle|triangle|ball|block)\s+(?:to\s+the\s+"
            r")?(left|right|up|down)",
            DragTo,
            whole=True,
        ),
        Wording(
            11,
            rf"(?:drag|move|put)\s+(?:all|every|the)\s+(?:of\s+the\s+)?(.+?)\s+(?:in|into|to)\s+the\s+"
            rf"(left|right|top|bottom)\s+(?:box|container|one){_ASIDE}",
            Separate,
            whole=True,
        ),
    ),
    {DragTo: drag_to, Separate: separate},
)
