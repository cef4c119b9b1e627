"""Whether a control is enabled: its letters stand out from their ground as much as they did, against other labels."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.anchor import Anchor, Beside
from deskhand.core.geometry import Box
from deskhand.core.screen import SURFACES, Element, Frame, Pixels, Role
from deskhand.core.surroundings import gap
from deskhand.recipe.anchors.likenesses import BLANKED, MARGIN, RIM, area_of
from deskhand.vision.drawn import ground

from .weighing import same_label

PALE = 0.72
"""Part of the contrast it had against its neighbours below which a thing is disabled. Toolkits draw disabled letters
with 0.2 to 0.62 of it."""
PALE_SIGN = 0.62
"""The same for a label of one sign."""
PALE_FRAME = 0.78
"""The same of the outline of a field."""
SAME_THEME = 24
"""Levels up to which two grounds are of one theme."""
FAINT = 20
"""Levels from the ground below which nothing is drawn: shading."""
_STROKE = 0.4
"""Part of the strongest distance from which a pixel is of a stroke."""
_NEAR = 300
"""Pixels within which two buttons belong together."""
_PRESSED = frozenset({Role.BUTTON, Role.MENU_ITEM})
"""Roles whose letters are equally strong where they stand together."""
_LEAST = 3
"""Pixels of the strongest strokes that are looked past: a single one may be noise."""
_SHADE = 3
"""Levels by which the ground of a disabled field differs from that of an enabled one."""
_FEWEST = 3
"""Labels of a window that tell what contrast its letters have."""


def is_disabled(
    anchor: Anchor, element: Element, agreeing: Sequence[tuple[Beside, Element]], pool: Sequence[Element], frame: Frame
) -> bool:
    """Whether a thing is paler than it was, compared with its neighbours, else with the labels of its window."""
    if anchor.picture is None:
        return anchor.role in _PRESSED and _is_paler_than_its_like(element, pool, frame)
    if anchor.role in BLANKED:
        return _is_pale_choice(element, agreeing, frame) or _is_pale_field(anchor.picture.pixels, element, pool, frame)
    was, now = contrast(anchor.picture.pixels), contrast(_shown(element, frame))
    if was is None or now is None or was == 0:
        return False
    pairs = [
        (before, after)
        for beside, other in agreeing
        if beside.picture is not None
        and (before := contrast(beside.picture.pixels))
        and (after := contrast(_shown(other, frame)))
    ]
    if pairs:
        # A theme may show names fainter than buttons; it does so to all of them.
        change = statistics.median(after / before for before, after in pairs)
        # Of a single sign half a pixel makes much.
        return now / was < (PALE if len(anchor.label) != 1 else PALE_SIGN) * change
    others = [c for e in pool if _is_label(e, element) and (c := contrast(_shown(e, frame)))]
    if len(others) < _FEWEST:
        return now / was < PALE
    usual = float(np.percentile(others, 75))
    return now < PALE * min(usual, was)


def _is_paler_than_its_like(element: Element, pool: Sequence[Element], frame: Frame) -> bool:
    """Whether a thing nobody has a picture of has fainter letters than the nearest of its kind.

    Not than other texts: the letters of a button in a dark theme stand on a lighter ground than those.
    """
    like = [e for e in pool if e.role is element.role and _is_label(e, element)]
    nearest = min(like, key=lambda e: sum(gap(e.box, element.box)), default=None)
    if nearest is None or sum(gap(nearest.box, element.box)) > _NEAR:
        return False
    now, other = contrast(_shown(element, frame)), contrast(_shown(nearest, frame))
    return now is not None and other is not None and now < PALE * other


def _is_pale_choice(element: Element, agreeing: Sequence[tuple[Beside, Element]], frame: Frame) -> bool:
    """Whether what a combo box has chosen is paler than the label beside it; it always shows something."""
    label = next((e for _, e in agreeing if same_label(e.text, element.text)), None)
    if element.role is not Role.COMBO or label is None:
        return False
    own, beside = contrast(_shown(element, frame)), contrast(_shown(label, frame))
    return own is not None and beside is not None and own < PALE_FRAME * beside


def _is_pale_field(picture: Pixels, element: Element, pool: Sequence[Element], frame: Frame) -> bool:
    """Whether the frame of a field is fainter than it was and than those of others, or on another ground.

    It was perhaps recorded with the frame it has while it is typed into, which is stronger than any other.
    """
    now = _shown(element, frame)
    own, colour = _rim(now), _inner_ground(now)
    if not _is_line(element.box):
        # A text area may have no outline of its own; only its ground tells.
        return False
    others = [e for e in pool if e.role is element.role and e is not element and _is_line(e.box)]
    rims = [_rim(_shown(e, frame)) for e in others]
    moved = float(np.abs(_inner_ground(picture) - colour).max())
    if moved <= SAME_THEME and not rims:
        rims = [_rim(_shown(e, frame)) for e in pool if e.role in BLANKED and e is not element and _is_line(e.box)]
    # The lower middle: one of the others has a stronger frame while it is typed into.
    is_fainter = bool(rims) and own < PALE_FRAME * statistics.median_low(rims)
    if moved <= SAME_THEME:
        return own < PALE_FRAME * _rim(picture) and (moved >= _SHADE or is_fainter)
    if len(others) < _FEWEST - 1:
        return False
    grounds = [_inner_ground(_shown(e, frame)) for e in others]
    is_shaded = min(float(np.abs(colour - other).max()) for other in grounds) >= 2 * _SHADE
    return is_fainter or is_shaded


def _rim(pixels: Pixels) -> float:
    """How far the outline of a field is from its ground, in levels: the strongest line near each level edge."""
    depth = MARGIN + RIM
    if pixels.shape[0] <= 2 * depth + 2 or pixels.shape[1] <= 4 * depth:
        return 0.0
    distance = np.abs(pixels.astype(np.int16) - _inner_ground(pixels)).max(axis=2)[:, 2 * depth : -2 * depth]
    return float(min(np.median(distance[:depth], axis=1).max(), np.median(distance[-depth:], axis=1).max()))


def _inner_ground(pixels: Pixels) -> NDArray[np.int16]:
    depth = MARGIN + RIM
    inner = pixels[depth:-depth, depth:-depth]
    return ground(inner if inner.size else pixels)


def _shown(element: Element, frame: Frame) -> Pixels:
    return frame.crop(area_of(element, frame).grown(MARGIN))


def contrast(pixels: Pixels) -> float | None:
    """How far the strongest strokes of what is drawn are from their ground, in levels; None where nothing is drawn.

    The frame of a control is left out: it keeps its colour when the label pales.
    """
    height, width = pixels.shape[:2]
    if min(height, width) <= 2 * MARGIN + 2:
        return None
    inner = pixels[MARGIN:-MARGIN, MARGIN:-MARGIN]
    distance = np.abs(inner.astype(np.int16) - ground(inner)).max(axis=2)
    ink = distance > FAINT
    _, marks, stats, _ = cv2.connectedComponentsWithStats(ink.astype(np.uint8), connectivity=8)
    frames = [n for n, row in enumerate(stats) if n and _is_frame(row, inner.shape[1], inner.shape[0])]
    kept = distance[ink & ~np.isin(marks, frames)]
    if kept.size < _LEAST:
        kept = distance[ink]
    if kept.size < _LEAST:
        return None
    strokes = np.sort(kept[kept >= _STROKE * kept.max()])
    return float(strokes[-min(strokes.size, max(_LEAST, strokes.size // 8))])


def _is_frame(row: NDArray[np.int32], width: int, height: int) -> bool:
    """Whether strokes run along the edges, or are a corner of what does."""
    x, y, w, h = map(int, row[:4])
    touches = x == 0 or y == 0 or x + w == width or y + h == height
    return touches and (w >= 0.8 * width or h >= 0.8 * height or max(w, h) <= 4)


def _is_label(other: Element, element: Element) -> bool:
    return other is not element and other.role not in SURFACES and len(other.text) >= 3 and _is_line(other.box)


def _is_line(box: Box) -> bool:
    return 8 <= box.h <= 60
