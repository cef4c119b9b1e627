"""One icon as the interface shows it: its size, its place between the pixels, its colours."""

from __future__ import annotations

import random

import cv2
import numpy as np
from numpy.typing import NDArray

from .canvas import Theme, premultiplied
from .drawings import Drawings


def sized(drawings: Drawings, at: int, chance: random.Random) -> NDArray[np.float32]:
    """A drawing as premultiplied BGRA; a native bitmap keeps its size, or is scaled as a desktop at 125 or 150 %."""
    height, width = drawings.sizes[at]
    made = drawings.pictures[at, :height, :width]
    if not drawings.native[at]:
        return vector(made, chance)
    scale = chance.choice((1.0, 1.0, 1.0, 1.25, 1.5, 0.75)) if max(height, width) > 14 else 1.0
    picture = premultiplied(made)
    if scale != 1:
        how = cv2.INTER_AREA if scale < 1 else chance.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC))
        picture = np.clip(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how), 0, 1)
    return np.asarray(picture, np.float32)


def vector(made: NDArray[np.uint8], chance: random.Random) -> NDArray[np.float32]:
    """Drawn at a size of the interface, at any place between the pixels."""
    made = _varied(made, chance)
    longest = max(made.shape[:2])
    size = chance.uniform(9, 15) if chance.random() < 0.4 else chance.uniform(14, 26)
    size = chance.uniform(24, 46) if chance.random() < 0.2 else size
    step = longest / size
    top, below, left, right = (round(chance.uniform(0, step)) if step > 1 else 0 for _ in range(4))
    padded = np.pad(premultiplied(made), ((top, below), (left, right), (0, 0)))
    height, width = (max(2, round(n / step)) for n in padded.shape[:2])
    how = cv2.INTER_AREA if step > 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(padded, (width, height), interpolation=how), np.float32)


def coloured(picture: NDArray[np.float32], colours: Theme, chance: random.Random) -> NDArray[np.float32]:
    """A monochrome picture in the theme's ink; a coloured one as it is, now and then faint or grey."""
    alpha = picture[..., 3:]
    spread = picture[..., :3].max() - picture[..., :3].min() if picture.size else 0
    plain = np.ptp(picture[..., :3], axis=2).max() < 0.1 and (spread < 0.3 or picture[..., :3].max() < 0.4)
    if plain or chance.random() < 0.08:
        ink = np.array(colours.ink, np.float32) / 255
        return np.concatenate((alpha * ink, alpha), axis=2)
    if chance.random() < 0.2:
        grey = picture[..., :3] @ np.array((0.114, 0.587, 0.299), np.float32)
        picture = np.dstack((grey, grey, grey, picture[..., 3]))
    elif chance.random() < 0.15:
        picture = picture[..., [*chance.sample((0, 1, 2), 3), 3]]
    return picture * chance.uniform(0.3, 0.6) if chance.random() < 0.12 else picture


def _varied(made: NDArray[np.uint8], chance: random.Random) -> NDArray[np.uint8]:
    """As another family might draw it: a little wider or slanted, with thicker or thinner strokes."""
    if chance.random() < 0.5:
        return made
    height, width = made.shape[:2]
    slant, across, down = chance.uniform(-0.08, 0.08), chance.uniform(0.85, 1.15), chance.uniform(0.85, 1.15)
    turned = np.array(((across, slant, 0), (chance.uniform(-0.08, 0.08), down, 0)), np.float64)
    turned[:, 2] = np.array((width / 2 + 8, height / 2 + 8)) - turned[:, :2] @ (width / 2, height / 2)
    made = np.asarray(cv2.warpAffine(made, turned, (width + 16, height + 16)), np.uint8)
    if chance.random() < 0.4:
        stroke = cv2.dilate if chance.random() < 0.6 else cv2.erode
        thicker = np.asarray(stroke(made[..., 3], np.ones((3, 3), np.uint8)), np.uint8)
        made = np.dstack((made[..., :3], thicker)) if (thicker > 60).sum() > 30 else made
    rows, columns = np.nonzero((made[..., 3] > 24).any(1))[0], np.nonzero((made[..., 3] > 24).any(0))[0]
    return made[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if len(rows) else made
