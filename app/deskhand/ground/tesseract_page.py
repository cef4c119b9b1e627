"""What Tesseract likes: a line on a page of its own, dark on light; and its words as one reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import bidirectional, east_asian_width

import cv2
import numpy as np
from numpy.typing import NDArray

from deskhand.core.ports import Reading
from deskhand.core.screen import Pixels

from .ink import ground_colour

ZOOM = 2.0
"""Letters of the screen are half as high as those Tesseract was trained on."""
MARGIN = 10
"""Pixels of ground around the line, at the size of the page."""
MAX_SIDE = 8000
"""Pixels; Tesseract refuses pages of more than 32767, and a line this long is no line of text."""
DARK = 128
"""Grey level below which a ground is dark."""
RESOLUTION = 150
"""Dots per inch: screens have 75 to 96, the page is twice as large."""


class Page(NamedTuple):
    """A grey picture of a line, and its size against the line's."""

    grey: NDArray[np.uint8]
    zoom: float


class Word(NamedTuple):
    """A word on a page: its place in pixels of the page, its confidence 0 to 1."""

    text: str
    left: int
    width: int
    confidence: float


def page_of(line: Pixels) -> Page:
    """The page of a line."""
    grey = cv2.cvtColor(line, cv2.COLOR_BGR2GRAY)
    ground = int(cv2.cvtColor(np.asarray(ground_colour(line), np.uint8).reshape(1, 1, 3), cv2.COLOR_BGR2GRAY)[0, 0])
    if ground < DARK:
        grey, ground = np.asarray(255 - grey, np.uint8), 255 - ground
    zoom = min(ZOOM, MAX_SIDE / max(grey.shape))
    size = (max(1, round(grey.shape[1] * zoom)), max(1, round(grey.shape[0] * zoom)))
    sized = cv2.resize(grey, size, interpolation=cv2.INTER_CUBIC)
    return Page(np.pad(np.asarray(sized, np.uint8), MARGIN, constant_values=ground), zoom)


def reading_of(words: Sequence[Word], zoom: float) -> Reading:
    """The words of a page as a reading of its line.

    Tesseract gives words in the order they are read. A line with letters that run from right to left is given
    no places: sorting its characters by place would turn it around.
    """
    words = [word for word in words if word.text.strip()]
    if not words:
        return Reading("", 0.0)
    text, places = "", []
    for before, word in zip([None, *words], words, strict=False):
        if before and not (_is_wide(before.text[-1]) and _is_wide(word.text[0])):
            text += " "
            places.append((before.left + before.width + word.left) / 2)
        text += word.text
        places += [word.left + (i + 0.5) * word.width / len(word.text) for i in range(len(word.text))]
    letters = sum(len(word.text) for word in words)
    confidence = sum(word.confidence * len(word.text) for word in words) / letters
    turned = any(bidirectional(sign) in ("R", "AL") for sign in text)
    on_line = () if turned else tuple((place - MARGIN) / zoom for place in places)
    return Reading(text, confidence, on_line, 1 - min(word.confidence for word in words))


def _is_wide(sign: str) -> bool:
    """Ideographs and kana, which are written without spaces and found as words of one sign."""
    return east_asian_width(sign) in ("W", "F")
