"""Signs of a written sum, told by their shape: figures by comparing, operators by their strokes."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from deskhand.core.geometry import Box, bounding
from deskhand.core.screen import Pixels

from .colours import middle_colour

_SIZE = (20, 28)
"""Width and height in pixels to which figures are scaled before they are compared."""
_LETTER = (10, 70)
"""Pixels of height of a letter that stands by itself."""
_LINE = 12
"""Pixels of height of a line with signs worth telling by their shape."""
_NEAR = 0.2
"""The same for the likest of several lone signs, of which one is known to be it."""
_LIKE = 0.55
"""Correlation from which a picture is a figure."""


def sign_of(pixels: Pixels) -> str:
    """The digit or one of + - x = that a tight picture of one sign shows; empty for another."""
    ink = _ink(pixels)
    height, width = ink.shape
    if not ink.any() or min(height, width) < 2:
        return ""
    rows = ink.mean(axis=1)
    if height <= 0.5 * width and rows.min() > 0.7:
        return "-"
    flat = np.flatnonzero(rows > 0.8)
    if 0.4 * width <= height <= 1.1 * width and flat.size and rows[height // 2] < 0.1:
        return "="
    if abs(height - width) <= 0.25 * width:
        cross = ink[height // 2].mean() > 0.8 and ink[:, width // 2].mean() > 0.8
        corners = ink[: height // 4, : width // 4].any() or ink[-height // 4 :, -width // 4 :].any()
        if cross and not corners:
            return "+"
        if _is_diagonal(ink):
            return "x"
    return _figure(ink)


def sum_of(pixels: Pixels) -> str:
    """The signs of one line of a sum, from the left; empty where one of them is none."""
    ink = _ink(pixels)
    height = ink.shape[0]
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    parts = (
        sorted((Box(*row[:4]) for row in stats[1:count].tolist() if row[4] >= 6), key=lambda b: b.x)
        if height >= _LINE
        else []
    )
    text = ""
    for sign in _over_each_other(parts):
        if sign.h < 0.08 * height:
            continue
        # Cut from a picture of its own, so that its neighbours do not count.
        around = np.zeros((sign.h + 4, sign.w + 4, 3), np.uint8)
        around[2:-2, 2:-2] = ink[sign.y : sign.bottom, sign.x : sign.right, None] * 255
        read = sign_of(around)
        if not read:
            return ""
        text += read
    return text


def _over_each_other(parts: list[Box]) -> list[Box]:
    """Parts one over the other are one sign: the bars of an equals sign."""
    joined: list[Box] = []
    for part in parts:
        last = joined[-1] if joined else None
        if last is not None and min(last.right, part.right) - part.x > 0.5 * min(last.w, part.w):
            joined[-1] = bounding([last, part])
        else:
            joined.append(part)
    return joined


def _is_diagonal(ink: NDArray[np.uint8]) -> bool:
    small = cv2.resize(ink * 255, (15, 15), interpolation=cv2.INTER_AREA) > 90
    diagonals = np.concatenate([np.diag(small), np.diag(np.fliplr(small))])
    sides = [small[7, :3], small[7, -3:], small[:3, 7], small[-3:, 7]]
    return bool(diagonals.mean() > 0.75 and not any(side[:2].all() for side in sides[:1]) and small[:2, 7].mean() < 0.6)


def find_sign(pixels: Pixels, sign: str) -> Box | None:
    """Where a letter or digit stands by itself in a picture; None where nothing looks like it."""
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    even = np.ptp(pixels, axis=2) < 40
    boxes: list[tuple[Box, NDArray[np.uint8]]] = []
    for mask in ((grey < 110) & even, (grey > 235) & even):
        count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.view(np.uint8), connectivity=8)
        for number in range(1, count):
            x, y, w, h = (int(v) for v in stats[number, :4])
            if _LETTER[0] <= h <= _LETTER[1] and 3 <= w <= _LETTER[1]:
                boxes.append((Box(x, y, w, h), (labels[y : y + h, x : x + w] == number).view(np.uint8)))
    if not boxes:
        return None
    wanted = _shapes(sign)
    tall = max(box.h for box, _ in boxes) / _template("H").shape[0] * wanted[0].shape[0]
    scored = [
        (max(_alike(ink, shape) for shape in wanted) - 0.8 * abs(float(np.log(box.h / tall))), box)
        for box, ink in boxes
    ]
    score, best = max(scored, key=lambda pair: pair[0])
    return best if score >= _NEAR else None


def _figure(ink: NDArray[np.uint8]) -> str:
    height, width = ink.shape
    if width > 1.05 * height:
        return ""
    scores = {name: max(_alike(ink, shape) for shape in _shapes(name)) for name in "0123456789"}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _LIKE else ""


def _alike(ink: NDArray[np.uint8], template: NDArray[np.uint8]) -> float:
    proportion = (ink.shape[1] / ink.shape[0]) / (template.shape[1] / template.shape[0])
    a, b = (
        cv2.resize(m * 255, _SIZE, interpolation=cv2.INTER_AREA).astype(np.float32).ravel() for m in (ink, template)
    )
    if a.std() < 1 or b.std() < 1:
        # A plain stroke, as of an i or an l, fills its box; two of them differ by their proportion alone.
        return 1.0 - abs(float(np.log(proportion))) if a.std() < 1 and b.std() < 1 else 0.0
    return float(np.corrcoef(a, b)[0, 1]) - 0.3 * abs(float(np.log(proportion)))


def _ink(pixels: Pixels) -> NDArray[np.uint8]:
    """The ink of a picture, cut to its box."""
    border = np.concatenate([pixels[0], pixels[-1], pixels[:, 0], pixels[:, -1]])[None]
    ground = np.array(middle_colour(border), np.int16)
    ink = np.asarray(np.abs(pixels.astype(np.int16) - ground).max(axis=2) > 110).view(np.uint8)
    ys, xs = np.nonzero(ink)
    return ink[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1] if ys.size else ink


@cache
def _shapes(name: str) -> tuple[NDArray[np.uint8], ...]:
    """How fonts draw a sign: many give the 1 a foot."""
    plain = _template(name)
    if name != "1":
        return (plain,)
    height, width = plain.shape
    footed = np.zeros((height, round(0.6 * height)), np.uint8)
    stem = int(np.flatnonzero(plain[-1]).mean())
    left = max(0, footed.shape[1] // 2 - stem)
    footed[:, left : left + width] = plain[:, : footed.shape[1] - left]
    footed[-max(2, height // 10) :] = 1
    return plain, footed


@cache
def _template(name: str) -> NDArray[np.uint8]:
    """A sign as a plain font draws it, cut to its largest part: the point of an i stands apart."""
    picture = Image.new("L", (96, 96), 0)
    ImageDraw.Draw(picture).text((20, 8), name, fill=255, font=ImageFont.load_default(48))
    ink = np.asarray(np.asarray(picture) > 110).view(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    x, y, w, h = (int(v) for v in stats[1 + int(stats[1:count, 4].argmax()), :4])
    return np.ascontiguousarray(ink[y : y + h, x : x + w])


def likeness(pixels: Pixels, sign: str) -> float:
    """How much a tight picture of one sign looks like a letter or digit, up to 1."""
    ink = _ink(pixels)
    if not ink.any() or min(ink.shape) < 2:
        return 0.0
    return max(_alike(ink, shape) for shape in _shapes(sign))
