"""Where the very pixels of a small picture stand on a larger one: an exact search, in milliseconds."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]

SAME = 12
"""Levels in any channel up to which two pixels are the same; a faint icon made paler differs by more."""
MOST = 400
"""Places looked at; a picture with more is no picture of anything."""


def is_copy(picture: Pixels, pixels: Pixels, mask: NDArray[np.bool_] | None = None, levels: int = SAME) -> bool:
    """Whether two pictures of one size show the same; where there is a mask, only what it says counts."""
    if picture.shape != pixels.shape or not picture.size:
        return False
    differ = np.abs(picture.astype(np.int16) - pixels).max(axis=2) > levels
    return not bool(differ.any() if mask is None else (differ & mask).any())


def copies(picture: Pixels, pixels: Pixels, mask: NDArray[np.bool_] | None = None) -> list[tuple[int, int]]:
    """The left top corners (x, y) of all places where the picture stands, overlapping ones too, in reading order.

    A picture of one colour stands nowhere: it shows nothing.
    """
    height, width = picture.shape[:2]
    if height > pixels.shape[0] or width > pixels.shape[1] or not picture.size:
        return []
    probe = _probe(picture, pixels, mask)
    if probe is None:
        return []
    ys, xs = probe
    inside = (ys >= 0) & (xs >= 0) & (ys <= pixels.shape[0] - height) & (xs <= pixels.shape[1] - width)
    corners = list(zip(xs[inside].tolist(), ys[inside].tolist(), strict=True))[: MOST * 8]
    found = [(x, y) for x, y in corners if is_copy(picture, pixels[y : y + height, x : x + width], mask)]
    return found[:MOST]


def _probe(
    picture: Pixels, pixels: Pixels, mask: NDArray[np.bool_] | None
) -> tuple[NDArray[np.intp], NDArray[np.intp]] | None:
    """The corners of places with the rarest pixels of the picture, and the pixels around them, in the right spots."""
    packed = _packed(picture)
    colours, counts = np.unique(packed if mask is None else packed[mask], return_counts=True)
    if len(colours) < 2:
        return None
    wanted = _packed(pixels)
    order = np.argsort(counts)
    spots = []
    for colour in colours[order[:24]]:
        at = np.argwhere((packed == colour) if mask is None else (packed == colour) & mask)
        spots += [(int(y), int(x), colour) for y, x in at[:2]]
    # The first spot is searched for; each further one rules places out.
    y0, x0, first = spots[0]
    ys, xs = np.nonzero(wanted == first)
    ys, xs = ys - y0, xs - x0
    for y, x, colour in spots[1:]:
        if len(ys) <= MOST:
            break
        sy, sx = ys + y, xs + x
        able = (sy >= 0) & (sx >= 0) & (sy < wanted.shape[0]) & (sx < wanted.shape[1])
        ys, xs = ys[able], xs[able]
        hit = wanted[ys + y, xs + x] == colour
        ys, xs = ys[hit], xs[hit]
    return ys, xs


def _packed(pixels: Pixels) -> NDArray[np.uint32]:
    wide = pixels.astype(np.uint32)
    return np.asarray(wide[..., 0] | wide[..., 1] << 8 | wide[..., 2] << 16, np.uint32)
