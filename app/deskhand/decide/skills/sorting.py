"""Lists of numbers dragged into order, and things counted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from deskhand.core.actions import Fail, Type
from deskhand.core.geometry import Box, Point
from deskhand.core.screen import SURFACES, Element, Role
from deskhand.vision.figures import Figure
from deskhand.vision.signs import sum_of

from ..fields import controls, type_into
from ..places import dropped, spot
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View
from .dragging import MOVED, things


@dataclass(frozen=True, slots=True)
class Sort(Intent):
    """Drag the rows of a list into order, the lowest first unless `falling`."""

    sends: ClassVar[bool] = True

    falling: bool = False


@dataclass(frozen=True, slots=True)
class Count(Intent):
    """Count the things on the drawing and type how many."""

    sends: ClassVar[bool] = True


def sort(intent: Sort, view: View) -> Move:
    """The row that belongs highest of those out of place is dragged there."""
    rows = _numbered(view)
    if len(rows) < 2:
        return Choice(Fail("I see no list of numbers to sort."), 0.9, "no rows with numbers")
    wanted = sorted(rows, key=lambda row: row[0], reverse=intent.falling)
    for now, right in zip(rows, wanted, strict=True):
        if now[0] != right[0]:
            start, end = right[1].box.center, now[1].box.center
            pitch = rows[1][1].box.center.y - rows[0][1].box.center.y
            # A little past the middle of the place, so that the row there makes room.
            to = Point(start.x, end.y - pitch // 3)
            return Choice(dropped(view, spot(f"the row {right[0]:g}", start), to), 0.9, "it belongs there", MOVED)
    return Met(len(view.done))


def _numbered(view: View) -> list[tuple[float, Element]]:
    """Rows that hold a number and nothing else, from the top."""
    found = []
    for element in view.elements:
        text = (_drawn_number(element, view) or element.text).replace("−", "-").replace("–", "-").replace(" ", "")
        if element.role in (Role.BUTTON, Role.EDIT, *SURFACES) or not re.fullmatch(r"[-~_]?\d+(?:\.\d+)?", text):
            continue
        number = float(re.sub(r"^[~_]", "-", text))
        if number > 0 and _has_minus(element, view):
            number = -number
        found.append((number, element))
    column = [row for row in found if abs(row[1].box.center.x - found[0][1].box.center.x) < 60]
    return sorted(column, key=lambda row: row[1].box.y)


def _drawn_number(element: Element, view: View) -> str:
    """A short number that was taken for a picture."""
    if element.role is not Role.ICON or view.frame is None or not 12 <= element.box.h <= 60:
        return ""
    return sum_of(view.frame.crop(element.box.grown(3)))


def _has_minus(element: Element, view: View) -> bool:
    """Whether a short bar stands before a number that was read without one."""
    if view.frame is None:
        return False
    box = element.box
    before = view.frame.crop(Box(box.x - box.h, box.y, box.h - 1, box.h))
    ink = before.max(axis=2).astype(int).max() - before.min(axis=2).astype(int) > 60
    rows, columns = ink.any(axis=1).nonzero()[0], ink.any(axis=0).nonzero()[0]
    if not rows.size:
        return False
    flat = rows[-1] - rows[0] <= max(4, box.h // 4)
    return bool(flat and columns[-1] - columns[0] <= 0.6 * box.h and 0.3 < rows.mean() / max(1, box.h) < 0.8)


def count(intent: Count, view: View) -> Move:
    """All filled figures of the commonest size and colour."""
    typed = view.steps(lambda past: isinstance(past.action, Type))
    if typed:
        return Met(typed[-1] + 1)
    seen = [f for f in things(view) if f.filled]
    fields = controls("textbox", view)
    if not seen or not fields:
        return Choice(Fail("I see nothing to count, or no field for the number."), 0.9, "nothing to count")
    commonest = max(seen, key=lambda f: sum(_alike(f, other) for other in seen))
    return type_into(fields[0], str(sum(_alike(commonest, other) for other in seen)), view)


def _alike(a: Figure, b: Figure) -> bool:
    return a.colour == b.colour and abs(a.box.w - b.box.w) <= 3 and abs(a.box.h - b.box.h) <= 3


def _sort(order: str) -> Sort:
    return Sort(
        bool(
            re.search(
                r"decreas|descend|falling|(?:from|with)\s+(?:the\s+"
                r")?(?:highest|largest|greatest|biggest)",
                order,
                re.IGNORECASE,
            )
        )
    )


def _count() -> Count:
    return Count()


SKILL = Skill(
    (
        Wording(
            8,
            r"(?:put|bring|order|arrange|drag)\s+the\s+(?:numbers|list|rows|items|values)\s+(?:in\s+"
            r"(?:the\s+)?(?:right\s+)?"
            r"order|into\s+order)?\s*((?:from|in|by|so)\b.+)",
            _sort,
            whole=True,
        ),
        Wording(12, r"sort\s+the\s+(?:numbers|list|rows|items|values)\s+(.+)", _sort, whole=True),
        Wording(
            13,
            r"(?:type|enter|write|count)\s+(?:the\s+)?(?:total\s+)?number\s+of\s+"
            r"(?:blocks|squares|boxes|items|shapes|objects|dots)\s+.+",
            _count,
            whole=True,
        ),
    ),
    {Sort: sort, Count: count},
)
