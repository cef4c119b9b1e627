"""Points and lines on a drawing: the middle of two dots, a bisector, a right angle, a coordinate, a line."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from deskhand.core.actions import Click, Drag, Fail
from deskhand.core.geometry import Box, Point
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation
from deskhand.vision.figures import Figure, dots

from ..places import drawing, dropped, spot, taken
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_TRIES, _NEAR = 2, 0.8
"""Corrections of a place, and pixels that are near enough."""
_OFF = 16
"""Pixels by which a page may put a dot beside a click."""
_ARM, _MARGIN = 90, 14
"""Pixels of a new line's length, and from the edge of the drawing."""
SAW = Expectation(Change.ANYTHING, patience=1.0)


@dataclass(frozen=True, slots=True)
class Construct(Intent):
    """Click the point that is wanted: `middle`, `bisector` or `right angle` of the dots on the drawing."""

    sends: ClassVar[bool] = True

    what: str


@dataclass(frozen=True, slots=True)
class DrawLine(Intent):
    """Draw a straight line, `level` or upright, through the dot."""

    sends: ClassVar[bool] = True

    level: bool


def construct(intent: Construct, view: View) -> Move:
    """Compute it from the dots, click it once."""
    name = f"the point of the {intent.what}"
    done = view.clicked(name)
    seen = seen_dots(view)
    made = _made(name, seen[0], view) if seen and done else None
    found = [d for d in seen[0] if d is not made] if seen else []
    point = _PLACES[intent.what](found, seen[1]) if seen else None
    if done:
        return _nearer(name, made, view) or Met(done)
    if point is None:
        return Choice(Fail("I do not see the points this is about."), 0.9, "no dots on the drawing")
    return Choice(Click(spot(name, point)), 0.9, f"computed from the {len(seen[0]) if seen else 0} dots", SAW)


def _made(name: str, found: list[Figure], view: View) -> Figure | None:
    """The dot that the last click made: the nearest to it, if it is near."""
    at = [
        p.action.target.box.center for p in view.done if isinstance(p.action, Click) and p.action.target.text == name
    ][-1]
    nearest = min(found, key=lambda d: math.dist(d.middle, at), default=None)
    return nearest if nearest is not None and math.dist(nearest.middle, at) <= _OFF else None


def _nearer(name: str, made: Figure | None, view: View) -> Choice | None:
    """Once more, where the page put its dot beside the place that was clicked."""
    clicks = [p for p in view.done if isinstance(p.action, Click) and p.action.target.text == name]
    if made is None or len(clicks) > _TRIES:
        return None
    # The dots look a little moved once lines run into them, so the place counts that was computed without.
    at = next(p.action.target.box.center for p in clicks if isinstance(p.action, Click))
    if math.dist(made.exact, at) < _NEAR:
        return None
    last = clicks[-1].action
    assert isinstance(last, Click)
    now = last.target.box.center
    better = Point(round(now.x + at.x - made.exact[0]), round(now.y + at.y - made.exact[1]))
    if better == now:
        return None
    return Choice(Click(spot(name, better)), 0.9, "the page put its point a little beside", SAW)


def draw_line(intent: DrawLine, view: View) -> Move:
    """Drag across the dot from side to side."""
    drags = view.steps(lambda past: isinstance(past.action, Drag))
    if drags:
        return Met(drags[-1] + 1)
    seen = seen_dots(view)
    if seen is None or not seen[0]:
        return Choice(Fail("I do not see the dot."), 0.9, "no dot on the drawing")
    found, panel = seen
    dot = found[0].middle
    low, high = (panel.x, panel.right) if intent.level else (panel.y, panel.bottom)
    at = dot.x if intent.level else dot.y
    # As far to both sides as there is room, so that the dot is surely crossed.
    start, end = max(low + _MARGIN, at - _ARM), min(high - _MARGIN, at + _ARM)
    first = Point(start, dot.y) if intent.level else Point(dot.x, start)
    last = Point(end, dot.y) if intent.level else Point(dot.x, end)
    return Choice(dropped(view, spot("one end of the line", first), last), 0.9, "the line runs through the dot", SAW)


def seen_dots(view: View) -> tuple[list[Figure], Box] | None:
    """The dots of the drawing, on the desktop, and its panel."""
    drawn = drawing(view)
    if drawn is None:
        return None
    pixels, panel = drawn
    covered = taken(view, panel, (Role.BUTTON, Role.EDIT))
    found = dots(pixels, covered)
    moved = [dot.shifted(panel.x, panel.y) for dot in found]
    top = max((d.middle.y for d in moved), default=panel.y)
    bottom = min([panel.bottom, *(e.box.y for e in view.of(Role.BUTTON, Role.EDIT) if e.box.y > top)])
    return moved, Box(panel.x, panel.y, panel.w, bottom - panel.y)


def _middle(found: list[Figure], panel: Box) -> Point | None:
    if len(found) < 2:
        return None
    a, b = found[0].exact, found[1].exact
    return Point(round((a[0] + b[0]) / 2), round((a[1] + b[1]) / 2))


def _vertex(found: list[Figure]) -> tuple[Figure, list[Figure]] | None:
    """The dot of a colour of its own, where lines meet, and the others."""
    for dot in found:
        others = [d for d in found if d is not dot]
        if all(d.colour != dot.colour for d in others):
            return dot, others
    return None


def _bisector(found: list[Figure], panel: Box) -> Point | None:
    if len(found) != 3 or (told := _vertex(found)) is None:
        return None
    corner, ends = told[0].middle, [d.middle for d in told[1]]
    arms = [(e.x - corner.x, e.y - corner.y) for e in ends]
    units = [(x / math.hypot(x, y), y / math.hypot(x, y)) for x, y in arms]
    direction = (units[0][0] + units[1][0], units[0][1] + units[1][1])
    return _along(corner, direction, panel, min(math.hypot(*arm) for arm in arms))


def _right_angle(found: list[Figure], panel: Box) -> Point | None:
    if len(found) != 2:
        return None
    # The corner is marked by a colour; without one, either will do.
    corner, end = sorted(found, key=lambda d: d.colour == "black")
    across = (end.middle.y - corner.middle.y, corner.middle.x - end.middle.x)
    length = math.hypot(*across)
    places = [_along(corner.middle, (s * across[0], s * across[1]), panel, length) for s in (1, -1)]
    return max((p for p in places if p), key=lambda p: math.dist(p, corner.middle), default=None)


def _along(start: Point, direction: tuple[float, float], panel: Box, length: float) -> Point | None:
    """The point `length` pixels away, or as far as the drawing goes."""
    size = math.hypot(*direction)
    if not size:
        return None
    inner = panel.grown(-_MARGIN)
    for share in (1.0, 0.85, 0.7, 0.55, 0.4, 0.3, 0.2):
        reach = max(length, _ARM) * share / size
        point = Point(round(start.x + direction[0] * reach), round(start.y + direction[1] * reach))
        if inner.contains(point):
            return point
    return None


_PLACES = {"middle": _middle, "bisector": _bisector, "right angle": _right_angle}


def _what(what: str) -> Callable[[], Construct]:
    return lambda: Construct(what)


def _line(direction: str) -> DrawLine:
    return DrawLine(direction.casefold() in ("horizontal", "level"))


_CLICK = (
    r"(?:click|press|mark|tap|find|show|set|put\s+a\s+(?:point|dot))"
    r"(?:\s+(?:and\s+)?(?:click|mark))?(?:\s+(?:on|at|in))?"
)
_HALFWAY = r"(?:halfway|half\s+way|in\s+the\s+middle|midway|right\s+in\s+between|exactly\s+between)"
_ANGLE = r"(?:the|this|that)\s+angle"
_MAKE = r"(?:create|draw|add|make|construct|click|mark|put|set)"
_RIGHT = r"(?:right|90[-\s]?(?:degrees?|°)|90°|perpendicular)\s*angle"

SKILL = Skill(
    (
        Wording(
            18,
            rf"{_CLICK}\s+(?:the\s+(?:point|place|spot)\s+)?{_HALFWAY}\s*(?:between|of)?\s+(?:the\s+)?.*"
            r"\b(?:points?|dots?|line|segment|two|both|ends?|them)\b.*",
            _what("middle"),
            whole=True,
        ),
        Wording(
            20,
            rf"(?:{_CLICK}\s+)?(?:the\s+)?(?:shortest\s+)?(?:mid-?\s?(?:point|dle)|centre|center)\s+(?:between|of)\s+"
            r".*\b(?:points?|dots?|line|segment|ends?)\b.*",
            _what("middle"),
            whole=True,
        ),
        Wording(
            21,
            rf"(?:halve|bisect|split|divide|cut)\s+{_ANGLE}(?:\s+(?:in|into)\s+(?:half|halves|two)\b.*)?",
            _what("bisector"),
            whole=True,
        ),
        Wording(
            21,
            rf"{_MAKE}\s+(?:a|the)\s+(?:(?:line|point|ray)\s+(?:that\s+|which\s+|to\s+)?(?:bisects?|halves?|halving|"
            rf"bisecting|splits?|divides?)\s+{_ANGLE}.*|(?:angle\s+)?bisector(?:\s+(?:of|for)\s+{_ANGLE})?.*)",
            _what("bisector"),
            whole=True,
        ),
        Wording(
            22,
            rf"{_MAKE}\s+(?:a|the)\s+.*\bto\s+(?:create|make|form|complete|get)\s+an?\s+{_RIGHT}",
            _what("right angle"),
            whole=True,
        ),
        Wording(
            22,
            rf"(?:complete|finish|form|make|turn)\s+(?:(?:it|this|the\s+angle|the\s+lines?)\s+(?:to\s+|into\s+)?)?"
            rf"(?:an?\s+|the\s+)?{_RIGHT}.*",
            _what("right angle"),
            whole=True,
        ),
        Wording(
            24,
            r"(?:draw|put|add|make)\s+an?\s+(?:straight\s+)?(horizontal|vertical|level|upright)\s+line\s+(?:that\s+)?"
            r"(?:runs\s+|goes\s+|running\s+|going\s+|passing\s+)?(?:through|across|over)\s+.+",
            _line,
            whole=True,
        ),
    ),
    {Construct: construct, DrawLine: draw_line},
)
