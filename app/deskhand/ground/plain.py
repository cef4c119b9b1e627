"""Pictures without anything on them, in which engines see letters."""

from __future__ import annotations

import numpy as np

from deskhand.core.screen import Pixels

FAINT = 8
"""Levels; fainter differences of colour are not seen."""


def is_plain(picture: Pixels) -> bool:
    """Whether a picture of at least one pixel has one colour all over."""
    return bool((np.ptp(picture.reshape(-1, picture.shape[-1]), axis=0) < FAINT).all())
