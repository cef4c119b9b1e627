"""Points of a coordinate system."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deskhand.core.actions import Click, Fail
from deskhand.core.geometry import Point

from ..places import spot
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View
from .drawing import SAW, seen_dots


@dataclass(frozen=True, slots=True)
class Coordinate(Intent):
    """Click the point (x, y) of a coordinate system of dots, its origin in the middle."""

    x: int
    y: int


def coordinate(intent: Coordinate, view: View) -> Move:
    """The dots stand a unit apart; the one in the middle of all is the origin."""
    name = f"the point ({intent.x},{intent.y})"
    done = view.clicked(name)
    if done:
        return Met(done)
    seen = seen_dots(view)
    if seen is None or len(seen[0]) < 4:
        return Choice(Fail("I do not see a grid of points."), 0.9, "no dots on the drawing")
    found, _ = seen
    columns, rows = _lines([d.middle.x for d in found]), _lines([d.middle.y for d in found])
    column, row = len(columns) // 2 + intent.x, len(rows) // 2 - intent.y
    if not (0 <= column < len(columns) and 0 <= row < len(rows)):
        return Choice(Fail("The grid does not reach there."), 0.9, "no such point")
    return Choice(Click(spot(name, Point(columns[column], rows[row]))), 0.9, "counted from the middle", SAW)


def _lines(values: list[int]) -> list[int]:
    """The distinct values, those within a few pixels taken for one."""
    made: list[int] = []
    for value in sorted(values):
        if not made or value - made[-1] > 10:
            made.append(value)
    return made


def _at(text: str) -> Coordinate:
    x, y = (int(part) for part in re.findall(r"-?\d+", text.replace("−", "-"))[:2])
    return Coordinate(x, y)


_CLICK = r"(?:click|press|mark|select|tap|choose|touch|hit)(?:\s+on)?"
_POINT = r"(?:the\s+|a\s+)?(?:grid\s+)?(?:coordinates?|points?|position|place|spot|dot)"
_PAIR = r"\(\s*-?\d+\s*[,;]\s*-?\d+\s*\)"
_IS = r"\s*(?:is|=|:|equals|at)?\s*"
_NAMED = rf"\(?\s*x{_IS}-?\d+\s*(?:,|;|and|\s)\s*(?:and\s+)?y{_IS}-?\d+\s*\)?"
_AT = r"(?:at|with|where|for\s+which|whose|of|in\s+which|that\s+has)"
_ON = r"(?:\s+(?:in|on|of)\s+the\s+.+)?"

SKILL = Skill(
    (
        Wording(19, rf"{_CLICK}\s+(?:at\s+|the\s+)?({_PAIR}){_ON}", _at, whole=True),
        Wording(23, rf"{_CLICK}\s+{_POINT}\s+(?:{_AT}\s+)?({_PAIR}|-?\d+\s*[,;]\s*-?\d+){_ON}", _at, whole=True),
        Wording(23, rf"{_CLICK}\s+(?:{_POINT}\s+)?(?:{_AT}\s+)?({_NAMED}){_ON}", _at, whole=True),
    ),
    {Coordinate: coordinate},
)
