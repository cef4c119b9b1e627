"""What the stages of grounding hand to each other: a page of labels and boxes, and elements in draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels, Role

from .fused import Label


class Draft(NamedTuple):
    """An element before it has its place in the reading order."""

    role: Role
    text: str
    box: Box
    state: str = ""
    source: str = "vision"
    confidence: float = 0.9


@dataclass(frozen=True)
class Page:
    """One frame in pieces: its pixels, the text on it, boxes of control size, large flat areas."""

    pixels: Pixels
    labels: tuple[Label, ...]
    boxes: tuple[Box, ...]
    panes: tuple[Box, ...]

    def inside(self, box: Box) -> list[Label]:
        """The labels that lie in a box, left to right."""
        return sorted((m for m in self.labels if m.box.coverage(box) >= 0.8), key=lambda m: m.box.x)

    def without(self, used: set[Label]) -> Page:
        """The same page with the labels that are spoken for taken away."""
        return Page(self.pixels, tuple(m for m in self.labels if m not in used), self.boxes, self.panes)


def same_line(a: Box, b: Box) -> bool:
    """Whether two boxes stand on one line of text."""
    return abs(a.center.y - b.center.y) <= max(4, min(a.h, b.h) // 2)
