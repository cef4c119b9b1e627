"""Finds the picture of a thing seen before on a frame, in another theme or scale too.

Candidate boxes (contents of elements, clusters of edges, peaks of a sliding search) are compared by the shape
drawn in them. The answer is one place, several or none: a place counts as the only one when the next is clearly
less alike, and when it agrees with the label or the position that the anchor remembers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

import numpy as np

from deskhand.core.errors import PictureError
from deskhand.core.geometry import Box
from deskhand.core.naming import Likeness, likeness
from deskhand.core.screen import SURFACES, Element, Pixels
from deskhand.core.surroundings import gap

from .ink import crop
from .picture_candidates import clusters, contents, edges, likeliest, peaks
from .picture_shapes import Shape, alike, shape_of

SURE = 0.9
"""Likeness from which a place counts. On the dev screens true places reach 0.92 to 1.00 in any theme and at 125
and 150 %, others up to 0.88, look-alikes (a star for a star) more."""
CLEARLY = 0.05
"""How much less alike the next place must be; true twins differ by up to 0.03."""
PLACE = 0.12
"""Distance from the remembered position, as a part of the width or height of the region, that agrees with it."""
BETTER = 0.02
"""How much more alike a place elsewhere must be to cast doubt on one that agrees: twins differ by less."""
STEADY = 0.1
"""Part by which a region may have grown more or less than the picture, and still be laid out as it was: a pixel on
an icon of 10."""
BESIDE = 1.5
"""Heights of a place within which an element is its label: a caption under an icon."""
SMALLEST, LARGEST = 0.45, 2.3
"""Sizes against the anchor's where the scale of the screen is not known: 200 % seen at 100 %, and the reverse."""
KNOWN = 1.15
"""Times by which a size may differ from the one that known scales give."""
_SIZES = (0.5, 0.66, 0.8, 1.0, 1.25, 1.5, 2.0)
_MOST = 4
"""Places named in an answer."""


@dataclass(frozen=True)
class Anchor:
    """What is remembered of a thing: its picture, and where it was.

    `label` is the text of an element in or beside it; `at` its middle, as a part (0 to 1) of the width and height
    of the region it was in, best its window; `size` that region's width and height in pixels, so that a thing may
    also keep its distance from an edge; `scale` that of the screen it was taken on.
    """

    picture: Pixels
    label: str = ""
    at: tuple[float, float] | None = None
    size: tuple[int, int] | None = None
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place that looks like an anchor: `score` 0 to 1, `scale` its size against the anchor's picture."""

    box: Box
    score: float
    scale: float


@dataclass(frozen=True, slots=True)
class Sightings:
    """Where an anchor was seen: `all` places, the most alike first, and an `answer` a person can read.

    `agrees` says that they agree with the label or position remembered; places that do not are told, but none of
    them is the one.
    """

    all: tuple[Sighting, ...]
    answer: str
    agrees: bool = True

    @property
    def only(self) -> Sighting | None:
        """The place, if there is exactly one and it agrees with what is remembered."""
        return self.all[0] if len(self.all) == 1 and self.agrees else None

    def __iter__(self) -> Iterator[Sighting]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)


def find_picture(
    pixels: Pixels,
    anchor: Anchor,
    elements: Sequence[Element] | None = None,
    region: Box | None = None,
    scale: float | None = None,
) -> Sightings:
    """Look for an anchor on a frame, or in a region of it.

    `elements` are those of the frame's scene: candidates, and the labels an anchor may stand by. `scale` is that
    of the screen, where it is known; it narrows the sizes that are looked for.

    Raises:
        PictureError: the anchor's picture shows nothing.
        ValueError: the anchor has a label to agree with, and there are no elements.
    """
    if anchor.label and elements is None:
        raise ValueError("find_picture() got an anchor with a label and no elements; pass those of the scene")
    shape = shape_of(anchor.picture)
    if shape is None:
        raise PictureError("The anchor's picture shows nothing; take one with an icon or a text in it.")
    area = Box(0, 0, pixels.shape[1], pixels.shape[0])
    area = area if region is None else area.intersection(region)
    if min(area.w, area.h) < min(shape.box.w, shape.box.h) * SMALLEST:
        return Sightings((), "The region is smaller than the picture that is looked for.")
    shown = tuple(e for e in elements or () if e.role not in SURFACES)
    boxes = [e.box.shifted(-area.x, -area.y) for e in shown if area.contains(e.box.center)]
    seen = _seen(crop(pixels, area), anchor, shape, boxes, scale)
    moved = [Sighting(s.box.shifted(area.x, area.y), s.score, s.scale) for s in seen]
    return _decided(moved, anchor, shown, area)


def _seen(pixels: Pixels, anchor: Anchor, shape: Shape, boxes: list[Box], scale: float | None) -> list[Sighting]:
    """The places most like a shape, the best first, none overlapping a better one."""
    known = scale / anchor.scale if scale is not None else None
    sizes = (SMALLEST, LARGEST) if known is None else (known / KNOWN, known * KNOWN)
    mask = edges(pixels)
    # A cluster of edges ends a pixel beyond what is drawn, so the picture needs ground on every side.
    around = np.pad(anchor.picture, ((2, 2), (2, 2), (0, 0)), mode="edge")
    drawn = crop(around, shape.box.shifted(2, 2).grown(1))
    stock = np.concatenate([contents(pixels, boxes, shape.box, sizes), clusters(mask, shape.box, sizes)])
    candidates = likeliest(
        mask,
        stock,
        edges(drawn),
    )
    seen = _compared(pixels, shape, candidates)
    if seen and seen[0].score >= SURE:
        slid = [seen[0].scale]
    else:
        slid = [size for size in _SIZES if sizes[0] <= size <= sizes[1]] if known is None else [known]
    found = [box.grown(-1) for box in peaks(mask, drawn, slid)]
    return _apart(seen + _compared(pixels, shape, [box for box in found if box.area > 0]))


def _compared(pixels: Pixels, shape: Shape, candidates: Sequence[Box]) -> list[Sighting]:
    scored = (alike(shape, pixels, box) for box in candidates if box.area)
    seen = [Sighting(box, score, _size(box, shape.box)) for score, box in scored]
    return _apart(seen)


def _size(box: Box, shape: Box) -> float:
    """The size of a box against a shape's, by the longer side, which a pixel of rounding changes less."""
    return box.w / shape.w if shape.w > shape.h else box.h / shape.h


def _apart(seen: Sequence[Sighting]) -> list[Sighting]:
    kept: list[Sighting] = []
    for sighting in sorted(seen, key=lambda s: -s.score):
        if not any(sighting.box.overlaps(better.box) for better in kept):
            kept.append(sighting)
    return kept


def _decided(seen: list[Sighting], anchor: Anchor, elements: Sequence[Element], area: Box) -> Sightings:
    """The places that are alike enough and agree with what is remembered; twins all of them."""
    if not seen:
        return Sightings((), "Nothing looks like it.")
    votes = [_agreement(s, anchor, elements, area) for s in seen]
    asked = bool(anchor.label) + (anchor.at is not None)
    able = [(s, v) for s, v in zip(seen, votes, strict=True) if s.score >= SURE]
    if not able:
        return Sightings((), f"Nothing looks like it; the closest place, {_place(seen[0])}, is not alike enough.")
    most = max(v for _, v in able)
    if asked and not most:
        elsewhere = _alike([s for s, _ in able])
        return Sightings(elsewhere, f"The place {_place(elsewhere[0])} looks like it, but {_missing(anchor)}.", False)
    twins = _alike([s for s, v in able if v == most])
    if not anchor.label and asked and not _is_steady(anchor, twins[0], area):
        # In a window laid out anew, twins trade places; then the position tells none of them from the others.
        twins = tuple(s for s, _ in able if s.score > twins[0].score - CLEARLY)
    elif seen[0].score > twins[0].score + BETTER:
        # What looks most like it stands elsewhere: it may have moved, and this be another.
        twins = (seen[0], *twins)
    if len(twins) == 1:
        return Sightings(twins, f"It is {_place(twins[0])}.")
    where = ", ".join(_place(s) for s in twins[:_MOST]) + (" and elsewhere" if len(twins) > _MOST else "")
    return Sightings(twins, f"{len(twins)} places look alike: {where}; give a label or a position.")


def _alike(ranked: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """The first of these places, and those that are not clearly less alike."""
    return tuple(s for s in ranked if s.score > ranked[0].score - CLEARLY)


def _agreement(sighting: Sighting, anchor: Anchor, elements: Sequence[Element], area: Box) -> int:
    """How many of label and position agree with a place."""
    votes = 0
    if anchor.label:
        reach = BESIDE * sighting.box.h
        beside = (e for e in elements if e.text and max(gap(e.box, sighting.box)) <= reach)
        votes += any(likeness(e.text, anchor.label) is not Likeness.OTHER for e in beside)
    if anchor.at is not None:
        middle = sighting.box.center
        width, height = anchor.size or (None, None)
        across = _strayed(middle.x - area.x, area.w, anchor.at[0], width, sighting.scale)
        down = _strayed(middle.y - area.y, area.h, anchor.at[1], height, sighting.scale)
        votes += hypot(across, down) <= PLACE
    return votes


def _is_steady(anchor: Anchor, sighting: Sighting, area: Box) -> bool:
    """Whether the region has grown as the picture has, so that what it holds kept its place."""
    width, height = anchor.size or (area.w, area.h)
    ratios = area.w / width / sighting.scale, area.h / height / sighting.scale
    return all(abs(ratio - 1) <= STEADY for ratio in ratios)


def _strayed(now: int, length: int, at: float, was: int | None, scale: float) -> float:
    """How far a coordinate is from where it is expected, as a part of the length of its region.

    Where the region's length `was` known, a thing may have kept its part of it or its distance from either end.
    """
    expected = [at * length]
    if was is not None:
        expected += [at * was * scale, length - (1 - at) * was * scale]
    return min(abs(now - place) for place in expected) / length


def _place(sighting: Sighting) -> str:
    x, y = sighting.box.center
    return f"at ({x}, {y}) ({sighting.score:.0%} alike)"


def _missing(anchor: Anchor) -> str:
    label = f"no ‘{anchor.label}’ stands by it" if anchor.label else ""
    place = "it is far from where it was" if anchor.at is not None else ""
    return " and ".join(part for part in (label, place) if part)
