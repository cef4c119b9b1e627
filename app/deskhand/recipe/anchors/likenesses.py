"""The small pictures kept with an anchor, and what of them is compared.

A picture shows its element and `MARGIN` pixels around it; that of a check box or radio button, whose element is the
sign alone, its label too. That of a field shows its frame alone, over its ground colour: what a field holds is
private, and another the next time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from deskhand.core.anchor import Beside, Picture
from deskhand.core.geometry import Box
from deskhand.core.naming import canonical
from deskhand.core.screen import SURFACES, Element, Frame, Pixels, Role
from deskhand.core.surroundings import FIELDS
from deskhand.vision.copies import copies
from deskhand.vision.drawn import LEVEL, drawn, ground
from deskhand.vision.lookalikes import lookalikes

MARGIN = 3
"""Pixels of ground around an element: enough to see that its last letter is the last one."""
RIM = 2
"""Pixels within the frame of a field that its picture shows: no letter reaches there."""
LARGEST = 120_000
"""Pixels of the largest picture of a thing that is not a field."""
LARGEST_FIELD = 1_500_000
"""The same of a field, of which little is shown."""
BLANKED = frozenset({Role.EDIT, Role.COMBO})
"""Roles of which the picture shows the frame alone."""
_LABELLED = frozenset({Role.CHECKBOX, Role.RADIO})
"""Roles whose label stands right of their box."""
_SIGN = 1.6
"""Width to height up to which the box of such a role is its sign alone."""
_GAP = 0.9
"""Heights of a sign between it and its label, and between two words."""
_LONGEST = 40
"""Heights of a sign that a label is long at most."""
_WITHIN = 0.5
"""Part of a place that a text covers that was read there."""
_SPACE = 2
"""Pixels of ground kept around what is drawn."""


def picture_of(element: Element, frame: Frame, name: str) -> Picture | None:
    """The picture of an element; None where it is too large, cut off by the edge of the frame, or shows nothing."""
    box = area_of(element, frame).grown(MARGIN)
    if element.role in SURFACES or not element.box.area or frame.box.intersection(box) != box:
        return None
    if box.area > (LARGEST_FIELD if element.role in BLANKED else LARGEST):
        return None
    pixels = blanked(frame.crop(box), element.role)
    if element.role not in BLANKED and (pixels == pixels[0, 0]).all():
        return None
    return Picture(_file_name(element.role, name, pixels), pixels)


def area_of(element: Element, frame: Frame) -> Box:
    """The box of an element and, where that is the sign of a check box alone, of the label behind it."""
    box = element.box
    if element.role not in _LABELLED or not element.text or box.w > _SIGN * box.h:
        return box
    gap = max(4, round(_GAP * box.h))
    reach = Box(box.right + 1, box.y, _LONGEST * box.h, box.h).intersection(frame.box)
    behind = frame.crop(reach)
    if not behind.size:
        return box
    columns = np.flatnonzero((np.abs(behind.astype(np.int16) - ground(behind)).max(axis=2) > LEVEL).any(axis=0))
    if not columns.size or columns[0] > 2 * gap:
        return box
    breaks = np.flatnonzero(np.diff(columns) > gap)
    end = columns[breaks[0]] if breaks.size else columns[-1]
    return Box(box.x, box.y, reach.x + int(end) + 1 - box.x, box.h)


def blanked(pixels: Pixels, role: Role) -> Pixels:
    """A copy in which a field holds nothing."""
    pixels = pixels.copy()
    inner = _inside(pixels)
    if role in BLANKED and inner.size:
        inner[:] = ground(inner).astype(np.uint8)
    return pixels


def compared(pixels: Pixels, role: Role) -> NDArray[np.bool_] | None:
    """Which pixels of a picture count in a comparison; None for all of them."""
    if role not in BLANKED:
        return None
    mask = np.ones(pixels.shape[:2], bool)
    mask[_rows(pixels), _columns(pixels)] = False
    return mask


def same_ground(picture: Pixels, pixels: Pixels, levels: int) -> bool:
    """Whether the inside of a field has the ground colour that its blanked picture has."""
    before, now = _inside(picture), _inside(pixels)
    return not before.size or bool(np.abs(before[0, 0].astype(np.int16) - ground(now)).max() <= levels)


def essence(picture: Pixels, role: Role) -> Pixels | None:
    """The letters or the icon of a picture, without the frame of their control; None where nothing is drawn.

    Two buttons of other widths and the same label have the same one.
    """
    if role in BLANKED:
        return None
    box = drawn(picture, MARGIN) or drawn(picture)
    if box is None:
        return None
    box = box.grown(_SPACE).clipped(picture.shape[1], picture.shape[0])
    return picture[box.y : box.bottom, box.x : box.right]


def counted(picture: Picture | None, role: Role, beside: Sequence[Beside]) -> Pixels | None:
    """What of an anchor's pictures is counted in its window: its own letters or icon, for a field those of its label.

    None where there is no picture that shows any.
    """
    if picture is None:
        return None
    own = essence(picture.pixels, role)
    if own is not None:
        return own
    named = next((b.picture for b in beside if b.picture is not None), None)
    return essence(named.pixels, Role.TEXT) if named is not None else None


def seen_at(letters: Pixels, frame: Frame, surface: Box) -> list[Box]:
    """Where in a window letters or an icon seem to stand, itself among them, by their pixels alone."""
    area = surface.intersection(frame.box)
    shown = frame.crop(area)
    places = lookalikes(letters, shown) or copies(letters, shown)
    height, width = letters.shape[:2]
    return [Box(area.x + x, area.y + y, width, height) for x, y in places]


def says_else(label: str, place: Box, elements: Iterable[Element]) -> bool:
    """Whether another word was read at a place that looks like the letters of a label, or it is what a field holds."""
    over = [e for e in elements if e.role not in SURFACES and e.box.overlaps(place)]
    if any(e.role in FIELDS and e.state and e.box.contains(place.center) for e in over):
        return True
    read = [e for e in over if e.text and e.source != "vision" and place.coverage(e.box) > _WITHIN]
    nearest = min(read, key=lambda e: e.box.area, default=None)
    if nearest is None or not label:
        return False
    # Two that stand side by side may be read as one.
    return bool(canonical(nearest.text).replace(canonical(label), ""))


def area_at(picture: Picture, corner: tuple[int, int]) -> Box:
    """What a picture shows, without its margin, where the left top corner of its element is given."""
    height, width = picture.pixels.shape[:2]
    return Box(corner[0], corner[1], width - 2 * MARGIN, height - 2 * MARGIN)


def _rows(pixels: Pixels) -> slice:
    return slice(MARGIN + RIM, max(MARGIN + RIM, pixels.shape[0] - MARGIN - RIM))


def _columns(pixels: Pixels) -> slice:
    return slice(MARGIN + RIM, max(MARGIN + RIM, pixels.shape[1] - MARGIN - RIM))


def _inside(pixels: Pixels) -> Pixels:
    return pixels[_rows(pixels), _columns(pixels)]


def _file_name(role: Role, name: str, pixels: Pixels) -> str:
    """A name a person can read, and the same for the same picture: `save-button-3fa9c1d2.png`."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    digest = blake2b(repr(pixels.shape).encode() + pixels.tobytes(), digest_size=4).hexdigest()
    return "-".join(part for part in (words, role.value.replace(" ", "-"), digest) if part) + ".png"
