"""A small picture of what a step changed, near where it changed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.naming import canonical
from deskhand.core.screen import Pixels, Scene
from deskhand.core.step import Change
from deskhand.recipe.format.schema import Effect, printable

from .hits import Mask, bounds

_LARGEST, _LEAST = (240, 96), 12
"""Pixels of the picture of a change, across and down, and the least of each."""


@dataclass(frozen=True)
class Seen:
    """An effect, and its picture by the name the effect gives it."""

    effect: Effect
    pictures: dict[str, Pixels]

    @property
    def is_nothing(self) -> bool:
        """Whether nothing need change."""
        return self.effect.change is Change.NOTHING


def pictured(
    change: Change, detail: str, before: Scene, after: Scene, mask: Mask, place: Box, values: Collection[str]
) -> Seen:
    """The effect with a picture of the changed part, where one can be kept."""
    detail = printable(detail)
    window = next((w for w in reversed(after.frame.windows) if w.box.contains(place.center)), None)
    plain = Seen(Effect(change=change, detail=detail), {})
    stayed = window is not None and any(w.handle == window.handle and w.box == window.box for w in before.frame.windows)
    if window is None or not stayed:
        return plain
    box = _cut(place, mask, after, window.box)
    pixels = np.ascontiguousarray(after.frame.crop(box)) if box else np.zeros((0, 0, 3), np.uint8)
    if box is None or not pixels.size or (pixels == pixels[0, 0]).all() or _holds(after, box, values):
        return plain
    name = f"effect-{blake2b(pixels.tobytes(), digest_size=6).hexdigest()}.png"
    at = (box.x - window.box.x, box.y - window.box.y, box.w, box.h)
    return Seen(Effect(change=change, detail=detail, picture=name, place=at), {name: pixels})


def _cut(place: Box, mask: Mask, after: Scene, window: Box) -> Box | None:
    """The changed part of a place, of the size of a picture."""
    part = bounds(mask, after.frame, place.intersection(window))
    if part is None:
        return None
    across, down = _LARGEST
    box = Box(part.x, part.y, min(part.w, across), min(part.h, down)).grown(2)
    box = box.intersection(window).intersection(after.frame.box)
    return box if box.w >= _LEAST and box.h >= _LEAST else None


def _holds(scene: Scene, box: Box, values: Collection[str]) -> bool:
    """Whether something of the values is shown in a box."""
    shown = [canonical(f"{e.text} {e.state}") for e in scene if e.box.overlaps(box) and e.box.area < 40 * box.area]
    return any(value in text for value in map(canonical, values) if len(value) >= 2 for text in shown)
