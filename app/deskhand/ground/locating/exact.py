"""The first rung: the very same pixels of the thing and of its neighbours, in the same places to each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from deskhand.core.anchor import Anchor, Beside, Side
from deskhand.core.geometry import Box
from deskhand.core.naming import canonical
from deskhand.core.screen import TOGGLES, Frame, Pixels, Role
from deskhand.recipe.anchors.likenesses import BLANKED, MARGIN, area_at, compared, counted, same_ground, seen_at
from deskhand.vision.copies import copies, is_copy
from deskhand.vision.drawn import drawn

from .window import Whereabouts, in_front

LIT = 56
"""Levels by which the sign of a check box may differ: the pointer darkens its line by 40; a mark or a disabled line
makes 80 and more."""
AFTER = 0.6, 7
"""Part of a line's height, and the least pixels, beside a text that are blank where it ends: more than a space."""
GROUND = 8
"""Levels by which the ground of a field may differ: more, and it is disabled or another."""


_WRITTEN = frozenset({Role.TEXT, Role.LINK, Role.CELL, Role.HEADER, Role.CHECKBOX, Role.RADIO})
"""Roles of which the picture is of letters without a frame around them."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Where the very picture of a thing stands, and its neighbours' (boxes on the virtual desktop).

    `areas` are what the pictures show: of the thing itself (a check box with its label), then of the neighbours that
    stand there.
    `blanked` says that of its own picture the frame alone was compared.
    """

    box: Box
    areas: tuple[Box, ...]
    where: Whereabouts
    blanked: bool = False


def sights(anchor: Anchor, frame: Frame, where: Whereabouts) -> list[Sight]:
    """Where an anchor's pictures stand as they did; none where it lacks one, or where it has more or fewer twins.

    It may have moved with its neighbours. One in its old place is the only one looked at, unless its row is what
    tells it: rows change places.
    """
    if anchor.picture is None or anchor.place is None:
        return []
    if not anchor.beside and anchor.alike > 1:
        return []
    found = [s for corner in _corners(anchor, frame, where) if (s := _sight(anchor, frame, where, corner)) is not None]
    found = [s for s in found if all(in_front(box, where, frame) is None for box in s.areas)]
    return found if len(found) != 1 or _as_often(anchor, frame, where, found[0]) else []


def _corners(anchor: Anchor, frame: Frame, where: Whereabouts) -> Iterator[tuple[int, int]]:
    """Where the left top corner of the thing may be: at the recorded place, else wherever its picture is."""
    assert anchor.picture is not None and anchor.place is not None
    keyed = any(b.side is Side.ROW for b in anchor.beside)
    picture = anchor.picture.pixels
    mask = compared(picture, anchor.role)
    if not keyed:
        for surface in where.surfaces:
            corner = surface.x + anchor.place.x, surface.y + anchor.place.y
            if _is_it(anchor, _at(frame, corner, picture)):
                yield corner
                return
    for surface in where.surfaces:
        # A row that fills its window has its margin outside.
        shown = surface.grown(MARGIN).intersection(frame.box)
        for x, y in copies(picture, frame.crop(shown), mask):
            yield shown.x + x + MARGIN, shown.y + y + MARGIN


def _sight(anchor: Anchor, frame: Frame, where: Whereabouts, corner: tuple[int, int]) -> Sight | None:
    assert anchor.picture is not None and anchor.place is not None
    picture = anchor.picture.pixels
    mask = compared(picture, anchor.role)
    if mask is not None and not same_ground(picture, _at(frame, corner, picture), GROUND):
        return None
    areas, others = [area_at(anchor.picture, corner)], [0, 0]
    if anchor.role in _WRITTEN and not _is_whole(areas[0], frame, anchor.role not in TOGGLES):
        return None
    for beside in anchor.beside:
        place = corner[0] + beside.dx, corner[1] + beside.dy
        stands, needed = _stands(beside, frame, place), _tells(beside, anchor)
        if needed and (beside.picture is None or not stands or not _is_whole(area_at(beside.picture, place), frame)):
            return None
        if stands and beside.picture is not None:
            areas.append(area_at(beside.picture, place))
        others[stands] += not needed and beside.picture is not None
    # A neighbour may be marked, pointed at or gone for a moment; most must be as they were.
    if others[False] > others[True]:
        return None
    box = Box(*corner, anchor.place.w, anchor.place.h)
    return Sight(box, tuple(areas), where, mask is not None)


def _is_whole(area: Box, frame: Frame, both: bool = True) -> bool:
    """Whether a text ends where its picture does: the first word of a longer one looks the same.

    With `both`, it must begin there too.
    """
    letters = drawn(frame.crop(area))
    if letters is None:
        return True
    box = letters.shifted(area.x, area.y)
    reach = max(AFTER[1], round(AFTER[0] * box.h))
    sides = [Box(box.right + 1, box.y, reach, box.h)]
    if both:
        sides.append(Box(box.x - 1 - reach, box.y, reach, box.h))
    return not any(strip.size and drawn(strip) is not None for strip in map(frame.crop, sides))


def _is_it(anchor: Anchor, shown: Pixels) -> bool:
    """Whether what is shown is the very thing; of a check box the sign may be lit up by the pointer or the keyboard."""
    assert anchor.picture is not None and anchor.place is not None
    picture = anchor.picture.pixels
    if is_copy(picture, shown, compared(picture, anchor.role)):
        return True
    sign = anchor.place.w + MARGIN
    if anchor.role not in TOGGLES or picture.shape[1] < sign + 2 * MARGIN or picture.shape != shown.shape:
        return False
    return is_copy(picture[:, sign:], shown[:, sign:]) and is_copy(picture[:, :sign], shown[:, :sign], levels=LIT)


def _tells(beside: Beside, anchor: Anchor) -> bool:
    """Whether a neighbour is what tells the thing from others: the key of its row, the label of a field."""
    return beside.side is Side.ROW or (anchor.role in BLANKED and canonical(beside.text) == canonical(anchor.label))


def _stands(beside: Beside, frame: Frame, corner: tuple[int, int]) -> bool:
    return beside.picture is not None and is_copy(beside.picture.pixels, _at(frame, corner, beside.picture.pixels))


def _as_often(anchor: Anchor, frame: Frame, where: Whereabouts, sight: Sight) -> bool:
    """Whether it has as many twins as it had; of a thing in a row whose key it is beside, none on that row."""
    letters = counted(anchor.picture, anchor.role, anchor.beside)
    if letters is None:
        return True
    keyed = any(b.side is Side.ROW for b in anchor.beside)
    if not keyed:
        surface = min((s for s in where.surfaces if s.overlaps(sight.box)), key=lambda s: s.area)
        return _is_shown_whole(surface, frame) and len(seen_at(letters, frame, surface)) == anchor.lookalikes
    box = sight.box
    row = Box(where.box.x, box.y - box.h // 2, where.box.w, 2 * box.h).intersection(frame.box)
    return len(seen_at(letters, frame, row)) == 1


def _is_shown_whole(surface: Box, frame: Frame) -> bool:
    """Whether a frame shows all of a window that is on the desktop, so that twins can be counted."""
    desktop = frame.layout.box if frame.monitors else frame.box
    return surface.intersection(desktop) == surface.intersection(frame.box)


def _at(frame: Frame, corner: tuple[int, int], picture: Pixels) -> Pixels:
    """What the frame shows where a picture of this size would stand."""
    height, width = picture.shape[:2]
    return frame.crop(Box(corner[0] - MARGIN, corner[1] - MARGIN, width, height))
