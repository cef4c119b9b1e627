"""The monitors of the desktop: where each lies, how much it is scaled, and what lies on which."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from deskhand.core.geometry import Box, LogicalBox, LogicalPoint, Point, bounding

UNSCALED = 1.0
"""The scale of a monitor that shows one logical unit per pixel: 100 %."""


@dataclass(frozen=True, slots=True)
class Monitor:
    """One monitor: `box` in physical pixels of the virtual desktop, `scale` pixels per logical unit (1.25 is 125 %).

    `origin` is where its top left corner lies in logical units. Window systems that speak in physical pixels say
    no such thing; then it is that corner's physical position (the rule of Qt): monitors that do not overlap in
    pixels then never overlap in logical units either, whatever their scales, since a scale is at least 1.
    """

    name: str
    box: Box
    scale: float = UNSCALED
    primary: bool = False
    logical_origin: LogicalPoint | None = None

    def __post_init__(self) -> None:
        if not (math.isfinite(self.scale) and self.scale > 0):
            raise ValueError(f"A monitor cannot have the scale {self.scale}")

    @property
    def origin(self) -> LogicalPoint:
        """The top left corner in logical units."""
        return self.logical_origin or LogicalPoint(self.box.x, self.box.y)

    @property
    def logical_box(self) -> LogicalBox:
        """The whole monitor in logical units."""
        return self.box_to_logical(self.box)

    def to_logical(self, point: Point) -> LogicalPoint:
        """A pixel in logical units; `to_physical` gives exactly this pixel back."""
        return LogicalPoint(
            self.origin.x + (point.x - self.box.x) / self.scale, self.origin.y + (point.y - self.box.y) / self.scale
        )

    def to_physical(self, point: LogicalPoint) -> Point:
        """The nearest pixel; for scales of at least 1, `to_logical(...).rounded()` gives whole units exactly back."""
        return Point(
            self.box.x + _nearest((point.x - self.origin.x) * self.scale),
            self.box.y + _nearest((point.y - self.origin.y) * self.scale),
        )

    def box_to_logical(self, box: Box) -> LogicalBox:
        """A box in logical units; `box_to_physical` gives exactly this box back."""
        corner = self.to_logical(Point(box.x, box.y))
        return LogicalBox(corner.x, corner.y, box.w / self.scale, box.h / self.scale)

    def box_to_physical(self, box: LogicalBox) -> Box:
        """The box of pixels whose edges are nearest; boxes that share an edge still do."""
        start = self.to_physical(LogicalPoint(box.x, box.y))
        end = self.to_physical(LogicalPoint(box.right, box.bottom))
        return Box(start.x, start.y, end.x - start.x, end.y - start.y)

    def as_json(self) -> dict[str, object]:
        """The monitor as commands print it."""
        return {"name": self.name, "box": self.box.as_list(), "scale": self.scale, "primary": self.primary}


@dataclass(frozen=True, slots=True)
class Layout:
    """All monitors, in the window system's order; empty where it was not asked (a picture)."""

    monitors: tuple[Monitor, ...] = ()

    def __iter__(self) -> Iterator[Monitor]:
        return iter(self.monitors)

    def __len__(self) -> int:
        return len(self.monitors)

    @property
    def box(self) -> Box:
        """The smallest box around all of them; it may hold places no monitor shows.

        Raises:
            ValueError: there are none.
        """
        return bounding(monitor.box for monitor in self.monitors)

    @property
    def primary(self) -> Monitor | None:
        """The monitor marked so, else the first."""
        return next((m for m in self.monitors if m.primary), self.monitors[0] if self.monitors else None)

    def named(self, name: str) -> Monitor | None:
        """The monitor of that name, or of that number counted from 1."""
        found = next((m for m in self.monitors if m.name == name), None)
        if found is None and name.isdecimal() and 1 <= int(name) <= len(self.monitors):
            return self.monitors[int(name) - 1]
        return found

    def monitor_at(self, point: Point) -> Monitor | None:
        """The monitor that shows this pixel; of mirrored ones the primary or first, None in a gap."""
        found = [m for m in self.monitors if m.box.contains(point)]
        return next((m for m in found if m.primary), found[0] if found else None)

    def nearest(self, point: Point) -> Monitor | None:
        """The monitor that shows this pixel, else the nearest; None only where there are no monitors."""
        shown = self.monitor_at(point)
        return shown or min(self.monitors, key=lambda m: _distance(m.box, point), default=None)

    def of(self, box: Box) -> Monitor | None:
        """The monitor that shows most of a box, else the one nearest to its middle."""
        largest = max(self.monitors, key=lambda m: m.box.intersection(box).area, default=None)
        return largest if largest and largest.box.overlaps(box) else self.nearest(box.center)

    def clamp(self, point: Point) -> Point:
        """The nearest pixel that a monitor shows."""
        monitor = self.nearest(point)
        return monitor.box.nearest(point) if monitor else point

    def scale_of(self, box: Box) -> float:
        """The scale where a box lies; 1 where it is not known."""
        monitor = self.of(box)
        return monitor.scale if monitor else UNSCALED

    def to_logical(self, point: Point) -> LogicalPoint | None:
        """A pixel in logical units of the monitor that shows it, None in a gap."""
        monitor = self.monitor_at(point)
        return monitor.to_logical(point) if monitor else None

    def to_physical(self, point: LogicalPoint) -> Point | None:
        """The pixel of a place in logical units, on the monitor that shows it; None in a gap."""
        monitor = next((m for m in self.monitors if m.logical_box.contains(point)), None)
        return monitor.box.nearest(monitor.to_physical(point)) if monitor else None


def _nearest(value: float) -> int:
    """The nearest whole number, halves up, so that equal distances round alike on both sides of 0."""
    return math.floor(value + 0.5)


def _distance(box: Box, point: Point) -> int:
    near = box.nearest(point)
    return (near.x - point.x) ** 2 + (near.y - point.y) ** 2
