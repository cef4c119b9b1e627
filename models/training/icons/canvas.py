"""What samples are painted on: grounds, colours that can be seen on them, and pasting with transparency."""

from __future__ import annotations

import random
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Colour = tuple[float, float, float]
Canvas = NDArray[np.uint8]


class Theme(NamedTuple):
    """Colours of one sample, BGR."""

    ground: Colour
    ink: Colour


def theme(chance: random.Random) -> Theme:
    """A light, dark or coloured ground, with ink that can be seen on it."""
    kind = chance.random()
    if kind < 0.45:
        ground = _near(chance, chance.choice((255, 250, 245, 240, 235, 225, 210)))
    elif kind < 0.85:
        ground = _near(chance, chance.choice((18, 28, 36, 45, 53, 60, 75)))
    else:
        ground = (chance.uniform(20, 235), chance.uniform(20, 235), chance.uniform(20, 235))
    return Theme(ground, ink_on(ground, chance))


def ink_on(ground: Colour, chance: random.Random) -> Colour:
    """A grey or colour with a contrast to `ground` that people would choose; rarely faint, as when disabled."""
    grey = brightness(ground)
    if chance.random() < 0.75:
        apart = chance.uniform(110, 230) if chance.random() < 0.85 else chance.uniform(30, 90)
        level = grey - apart if grey > 127 else grey + apart
        return _near(chance, min(255.0, max(0.0, level)))
    for _ in range(20):
        colour = (chance.uniform(0, 255), chance.uniform(0, 255), chance.uniform(0, 255))
        if max(abs(a - b) for a, b in zip(colour, ground, strict=True)) > 70 and abs(brightness(colour) - grey) > 25:
            return colour
    return (0.0, 0.0, 0.0) if grey > 127 else (255.0, 255.0, 255.0)


def brightness(colour: Colour) -> float:
    """Rec. 601 luma of a BGR colour."""
    return 0.114 * colour[0] + 0.587 * colour[1] + 0.299 * colour[2]


def _near(chance: random.Random, level: float) -> Colour:
    tint = chance.uniform(0, 6)
    return (level, max(0.0, level - tint * chance.random()), max(0.0, level - tint * chance.random()))


def fill(canvas: Canvas, colour: Colour) -> None:
    """The ground."""
    canvas[:] = np.rint(colour).astype(np.uint8)


def paste(canvas: Canvas, picture: NDArray[np.float32], x: int, y: int) -> None:
    """Blend premultiplied BGRA (0-1) onto the canvas, cut at its edges."""
    height, width = picture.shape[:2]
    left, top = max(0, x), max(0, y)
    right, bottom = min(canvas.shape[1], x + width), min(canvas.shape[0], y + height)
    if left >= right or top >= bottom:
        return
    part = picture[top - y : bottom - y, left - x : right - x]
    under = canvas[top:bottom, left:right]
    under[:] = np.clip(under * (1 - part[..., 3:]) + part[..., :3] * 255, 0, 255)


def premultiplied(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    """BGRA bytes as premultiplied floats."""
    made: NDArray[np.float32] = np.asarray(picture, np.float32) / np.float32(255)
    made[..., :3] *= made[..., 3:]
    return made


def plate(canvas: Canvas, box: tuple[int, int, int, int], colour: Colour, round_: int, line: int) -> None:
    """A rounded rectangle, filled where `line` is -1, anti-aliased."""
    left, top = max(0, box[0] - 2), max(0, box[1] - 2)
    under = canvas[top : box[1] + box[3] + 2, left : box[0] + box[2] + 2]
    x, y, w, h = box[0] - left, box[1] - top, box[2], box[3]
    radius = max(0, min(round_, w // 2, h // 2))
    mask = np.zeros(under.shape[:2], np.uint8)
    if radius * 2 >= min(w, h) - 1 and abs(w - h) < 2:
        cv2.circle(mask, (x + w // 2, y + h // 2), w // 2, 255, line, cv2.LINE_AA)
    elif radius == 0:
        cv2.rectangle(mask, (x, y), (x + w - 1, y + h - 1), 255, line)
    else:
        _rounded(mask, (x, y, w, h), radius, line)
    alpha = mask[..., None].astype(np.float32) / 255
    under[:] = np.clip(under * (1 - alpha) + np.array(colour, np.float32) * alpha, 0, 255)


def _rounded(mask: Canvas, box: tuple[int, int, int, int], radius: int, line: int) -> None:
    x, y, w, h = box
    right, bottom = x + w - 1 - radius, y + h - 1 - radius
    corners = ((x + radius, y + radius, 180), (right, y + radius, 270), (right, bottom, 0), (x + radius, bottom, 90))
    arcs = [cv2.ellipse2Poly((cx, cy), (radius, radius), 0, a, a + 90, 15) for cx, cy, a in corners]
    shape = np.concatenate(arcs)
    if line < 0:
        cv2.fillPoly(mask, [shape], 255, cv2.LINE_AA)
    else:
        cv2.polylines(mask, [shape], True, 255, line, cv2.LINE_AA)
