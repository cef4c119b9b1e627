"""Points and boxes on the virtual desktop: physical pixels, and the logical units of scaled monitors.

The two are types of their own, so that a type checker refuses a mix; `core/monitors.py` maps between them.
The virtual desktop's origin is the window system's: where it puts the primary monitor (Windows, macOS) other
monitors may have negative coordinates; on X11 it is the top left corner of the whole.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Point(NamedTuple):
    """A position in physical pixels."""

    x: int
    y: int


ORIGIN = Point(0, 0)
"""Where the virtual desktop's coordinates start."""


@dataclass(frozen=True, slots=True)
class LogicalPoint:
    """A position in logical units, of which a monitor has `scale` times fewer than pixels; fractions are exact."""

    x: float
    y: float

    def rounded(self) -> LogicalPoint:
        """The nearest point with whole coordinates."""
        return LogicalPoint(math.floor(self.x + 0.5), math.floor(self.y + 0.5))


@dataclass(frozen=True, slots=True)
class LogicalBox:
    """An axis-aligned rectangle in logical units; `right` and `bottom` are exclusive."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.h

    def contains(self, point: LogicalPoint) -> bool:
        """Whether the point lies inside."""
        return self.x <= point.x < self.right and self.y <= point.y < self.bottom


@dataclass(frozen=True, slots=True)
class Box:
    """An axis-aligned rectangle in physical pixels; `right` and `bottom` are exclusive."""

    x: int
    y: int
    w: int
    h: int

    @property
    def right(self) -> int:
        """First column right of the box."""
        return self.x + self.w

    @property
    def bottom(self) -> int:
        """First row below the box."""
        return self.y + self.h

    @property
    def area(self) -> int:
        """Number of pixels inside; 0 for an empty box."""
        return max(0, self.w) * max(0, self.h)

    @property
    def center(self) -> Point:
        """The pixel in the middle."""
        return Point(self.x + self.w // 2, self.y + self.h // 2)

    def contains(self, point: Point) -> bool:
        """Whether the point lies inside."""
        return self.x <= point.x < self.right and self.y <= point.y < self.bottom

    def intersection(self, other: Box) -> Box:
        """The common part; a box of zero size where there is none."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Box(x, y, max(0, right - x), max(0, bottom - y))

    def shared(self, other: Box) -> int:
        """The number of pixels in both."""
        # Asked hundreds of thousands of times a frame, mostly of boxes apart, so no box is made for the answer.
        w = min(self.x + self.w, other.x + other.w) - max(self.x, other.x)
        if w <= 0:
            return 0
        return w * max(0, min(self.y + self.h, other.y + other.h) - max(self.y, other.y))

    def overlaps(self, other: Box) -> bool:
        """Whether the two share at least one pixel."""
        return self.shared(other) > 0

    def coverage(self, other: Box) -> float:
        """The part of this box that `other` covers, 0 to 1."""
        shared = self.shared(other)
        return shared / self.area if shared else 0.0

    def grown(self, by: int) -> Box:
        """The box with `by` pixels added on every side (negative shrinks)."""
        return Box(self.x - by, self.y - by, max(0, self.w + 2 * by), max(0, self.h + 2 * by))

    def shifted(self, dx: int, dy: int) -> Box:
        """The box moved by (dx, dy)."""
        return Box(self.x + dx, self.y + dy, self.w, self.h)

    def nearest(self, point: Point) -> Point:
        """The pixel of the box nearest to the point: the point itself if it lies inside."""
        return Point(
            min(max(point.x, self.x), max(self.x, self.right - 1)),
            min(max(point.y, self.y), max(self.y, self.bottom - 1)),
        )

    def clipped(self, width: int, height: int) -> Box:
        """The part of the box inside a `width` x `height` picture."""
        return self.intersection(Box(0, 0, width, height))

    def as_list(self) -> list[int]:
        """[x, y, w, h], the form of every JSON output."""
        return [self.x, self.y, self.w, self.h]


def bounding(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them.

    Raises:
        ValueError: there are none.
    """
    found = list(boxes)
    if not found:
        raise ValueError("bounding() needs at least one box")
    x, y = min(b.x for b in found), min(b.y for b in found)
    right, bottom = max(b.right for b in found), max(b.bottom for b in found)
    return Box(x, y, right - x, bottom - y)
