"""Colours by the names people give them."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np

from deskhand.core.screen import Pixels

NAMES: dict[str, tuple[int, int, int]] = {
    "red": (255, 0, 0),
    "orange": (255, 150, 0),
    "yellow": (255, 255, 0),
    "green": (0, 138, 0),
    "lime": (0, 255, 0),
    "cyan": (0, 255, 255),
    "blue": (0, 60, 230),
    "purple": (140, 40, 200),
    "magenta": (255, 0, 255),
    "pink": (255, 160, 190),
    "brown": (150, 75, 20),
    "black": (0, 0, 0),
    "white": (255, 255, 255),
    "grey": (128, 128, 128),
}
"""A typical colour (red, green, blue) of each name."""
SAME = {
    "gray": "grey",
    "aqua": "cyan",
    "turquoise": "cyan",
    "fuchsia": "magenta",
    "violet": "purple",
    "navy": "blue",
}
"""Other words for the same."""
_HUES = (
    (8, "red"),
    (21, "orange"),
    (34, "yellow"),
    (80, "green"),
    (100, "cyan"),
    (130, "blue"),
    (145, "purple"),
    (168, "magenta"),
    (181, "red"),
)
"""The last hue of each name on OpenCV's circle of 180."""


def canonical(word: str) -> str:
    """The name that stands for a colour word, or an empty string where it is none."""
    word = word.casefold()
    name = SAME.get(word, word)
    return name if name in NAMES else ""


def name_of(bgr: Iterable[float]) -> str:
    """The name of a colour given as blue, green, red."""
    pixel = np.array([[list(bgr)]], np.uint8)
    hue, saturation, value = (int(v) for v in cv2.cvtColor(pixel, cv2.COLOR_BGR2HSV)[0, 0])
    if value < 50:
        return "black"
    if saturation < 40:
        return "white" if value > 225 else "grey"
    name = next(name for last, name in _HUES if hue <= last)
    if name == "magenta" and value < 190 and hue < 160:
        return "purple"
    return "brown" if name in ("orange", "red") and value < 190 and saturation > 90 and hue > 4 else name


def hexadecimal(bgr: Iterable[float]) -> str:
    """A colour as RRGGBB, without the sign before it."""
    blue, green, red = (round(v) for v in bgr)
    return f"{red:02X}{green:02X}{blue:02X}"


def middle_colour(pixels: Pixels) -> tuple[int, int, int]:
    """The commonest colour (blue, green, red) of a patch."""
    colours, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_counts=True)
    blue, green, red = (int(v) for v in colours[counts.argmax()])
    return blue, green, red
