"""The third rung: what has no label to be read, by its picture in another theme or size; and pictures as witnesses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from deskhand.core.anchor import Anchor, Halt, Side
from deskhand.core.geometry import Box
from deskhand.core.naming import Likeness, likeness
from deskhand.core.screen import Element, Frame, Pixels, Role, Scene
from deskhand.ground.picture_search import Anchor as Remembered
from deskhand.ground.picture_search import Sighting, find_picture
from deskhand.ground.picture_shapes import alike, content, shape_of
from deskhand.recipe.anchors.likenesses import MARGIN, counted, says_else, seen_at
from deskhand.vision.drawn import ground

from .weighing import Weighed, weigh
from .window import Whereabouts

SAME_THEME = 12
"""Levels up to which two grounds are of one theme."""
SAME_SIZE = 0.04
"""Part by which sizes of one scale differ at most."""
CLEAR = 0.97
"""Likeness in one theme and size: there nothing but the thing itself looks like it."""
ALIKE = 0.9
"""Likeness in another theme or size; see `ground.picture_search.SURE`."""
_NAMELESS = frozenset({Role.ICON, Role.BUTTON, Role.LINK, Role.TAB, Role.MENU, Role.CHECKBOX, Role.RADIO, Role.SWITCH})


@dataclass(frozen=True, slots=True)
class Pictured:
    """The element at the only place that looks like an anchor, or why there is none."""

    weighed: Weighed | None = None
    halt: Halt | None = None
    why: str = ""
    nearest: tuple[Element, ...] = ()


def find_pictured(anchor: Anchor, scene: Scene, where: Whereabouts, pool: Sequence[Element]) -> Pictured:
    """Look for an anchor's picture in a window; its neighbours and, where it has none, its place must agree."""
    if anchor.picture is None or shape_of(anchor.picture.pixels) is None:
        return Pictured(None, Halt.GONE, "It has no label, and no picture of it was kept.")
    frame = scene.frame
    area = where.box.intersection(frame.box)
    sightings = find_picture(
        frame.pixels,
        _remembered(anchor),
        [e.shifted(-frame.origin.x, -frame.origin.y) for e in pool],
        area.shifted(-frame.origin.x, -frame.origin.y),
    )
    seen = [(s, _element(anchor, s, frame, pool)) for s in sightings]
    nearest = tuple(e for _, e in seen)
    if not seen or not (sightings.agrees or anchor.beside):
        return Pictured(None, Halt.GONE, sightings.answer, nearest)
    weighed = [(s, weigh(anchor, e, pool, scene)) for s, e in seen]
    known = [(s, w) for s, w in weighed if w.keys and _is_it(anchor, s, w.element, frame)]
    able = [w for _, w in known if w.agrees and w.agreeing]
    if not able and sightings.only is not None:
        # Its place in the window agrees; what stood beside it may be read otherwise in another size.
        able = [w for _, w in known]
    keyed = any(b.side is Side.ROW for b in anchor.beside)
    if not keyed and anchor.copies and twins(anchor, where, frame, pool) > anchor.copies:
        return Pictured(None, Halt.SEVERAL, "It stands at more places than when it was recorded.", nearest)
    if len(able) == 1:
        return Pictured(able[0], nearest=nearest)
    if len(able) > 1:
        return Pictured(None, Halt.SEVERAL, sightings.answer, nearest)
    return Pictured(None, Halt.OTHER, f"{sightings.answer[:-1]}, and it is not the thing that was recorded.", nearest)


def looks_alike(anchor: Anchor, element: Element, frame: Frame) -> float:
    """How much the content of an element looks like the anchor's, 0 to 1; 0 where either shows nothing."""
    if anchor.picture is None:
        return 0.0
    shape = shape_of(anchor.picture.pixels)
    inner = content(frame.crop(element.box.grown(MARGIN)))
    if shape is None or inner is None:
        return 0.0
    corner = frame.in_picture(element.box)
    box = inner[0].shifted(corner.x - MARGIN, corner.y - MARGIN)
    return max(0.0, alike(shape, frame.pixels, box)[0])


def same_look(anchor: Anchor, element: Element, frame: Frame) -> bool:
    """Whether an element is seen in the theme and size the anchor was; True where that cannot be told."""
    if anchor.picture is None:
        return True
    now = frame.crop(element.box.grown(MARGIN))
    before, after = content(anchor.picture.pixels), content(now)
    if before is None or after is None:
        return True
    # What it stands on tells the theme: a control that lost its frame has another ground within.
    same_theme = np.abs(_surrounding(anchor.picture.pixels) - _surrounding(now)).max() <= SAME_THEME
    return bool(same_theme) and abs(after[0].h - before[0].h) <= max(1, SAME_SIZE * before[0].h)


def _surrounding(pixels: Pixels) -> NDArray[np.int16]:
    """The colour of the outermost pixels of a picture, beyond its element."""
    rim = MARGIN - 1
    parts = (pixels[:rim], pixels[-rim:], pixels[:, :rim], pixels[:, -rim:])
    return ground(np.concatenate([part.reshape(1, -1, 3) for part in parts], axis=1))


def twins(anchor: Anchor, where: Whereabouts, frame: Frame, pool: Sequence[Element]) -> int:
    """How many places of a window show the letters or icon of an anchor in the size recorded, and say nothing else."""
    letters = counted(anchor.picture, anchor.role, anchor.beside)
    if letters is None:
        return 0
    places = (seen_at(letters, frame, surface) for surface in where.surfaces)
    return max(sum(not says_else(anchor.label, place, pool) for place in found) for found in places)


def _remembered(anchor: Anchor) -> Remembered:
    assert anchor.picture is not None
    place, size = anchor.place, anchor.window_size
    moves = any(b.side is Side.ROW for b in anchor.beside)
    if place is None or size is None or moves or not min(size):
        return Remembered(anchor.picture.pixels)
    at = place.center.x / size[0], place.center.y / size[1]
    return Remembered(anchor.picture.pixels, at=at, size=size)


def _element(anchor: Anchor, sighting: Sighting, frame: Frame, pool: Sequence[Element]) -> Element:
    """The element of the scene that stands where a picture was seen, else one made of it that nobody has read."""
    box = sighting.box.shifted(frame.origin.x, frame.origin.y)
    over = [e for e in pool if e.role in _NAMELESS and _has_its_middle(e.box, box)]
    found = min(over, key=lambda e: e.box.area, default=None)
    if found is not None:
        return found
    number = max((e.id for e in pool), default=0) + 100_000
    return Element(number, Role.ICON, "", box, "", "vision", round(sighting.score, 3), pool[0].window if pool else 0)


def _has_its_middle(box: Box, seen: Box) -> bool:
    """Whether the middle of an element is that of a place, so that pressing one presses the other."""
    dx, dy = abs(box.center.x - seen.center.x), abs(box.center.y - seen.center.y)
    return dx <= max(3, seen.w // 3) and dy <= max(3, seen.h // 3)


def _is_it(anchor: Anchor, sighting: Sighting, element: Element, frame: Frame) -> bool:
    """Whether a look-alike can be the thing: no other name, and in the same theme and size no other stroke."""
    if anchor.label and element.text and likeness(element.text, anchor.label) is Likeness.OTHER:
        return False
    assert anchor.picture is not None
    box = sighting.box.shifted(frame.origin.x, frame.origin.y)
    same_size = abs(sighting.scale - 1) <= SAME_SIZE
    same_theme = np.abs(ground(anchor.picture.pixels) - ground(frame.crop(box.grown(MARGIN)))).max() <= SAME_THEME
    return not (same_size and same_theme) or sighting.score >= CLEAR
