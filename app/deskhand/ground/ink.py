"""Ink: what is drawn on the ground colour of a small area."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box
from deskhand.core.screen import Pixels

LEVEL = 40
"""Levels from the ground colour, in any channel, that count as ink."""


def crop(pixels: Pixels, box: Box) -> Pixels:
    """The pixels of a box, clipped to the picture."""
    b = box.clipped(pixels.shape[1], pixels.shape[0])
    return pixels[b.y : b.bottom, b.x : b.right]


def ground_colour(area: Pixels) -> NDArray[np.int16]:
    """The most common colour of an area: BGR, to a grain of 8 levels, then the median within it.

    The channel-wise median is not a colour of the area when half of it is selected text.
    """
    flat = area.reshape(-1, 3)
    # Most grounds are of one colour, and a corner has it.
    if (flat == flat[0]).all(axis=1).mean() > 0.6:
        return np.asarray(flat[0], np.int16)
    coarse = flat.astype(np.int32) >> 3
    codes, counts = np.unique(coarse @ np.array([1 << 10, 1 << 5, 1]), return_counts=True)
    main = codes[counts.argmax()]
    members = flat[(coarse @ np.array([1 << 10, 1 << 5, 1])) == main]
    return np.asarray(np.median(members, axis=0), np.int16)


def ink_mask(area: Pixels, level: int = LEVEL) -> NDArray[np.bool_]:
    """Which pixels of an area (height, width, 3) are ink."""
    if not area.size:
        return np.zeros(area.shape[:2], bool)
    return np.asarray(np.abs(area.astype(np.int16) - ground_colour(area)).max(axis=2) > level)
