"""Letters of the labels on an annotated picture, and the room there is for labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import ImageDraw, ImageFont

from deskhand.core.geometry import Box

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
_PLAIN = ("DejaVuSans.ttf", "Arial.ttf", "Helvetica.ttc")
_IDEOGRAPHS = ("NotoSansCJK-Regular.ttc", "DroidSansFallbackFull.ttf", "wqy-zenhei.ttc", "msyh.ttc", "PingFang.ttc")
"""Fonts with Chinese, Japanese and Korean signs, which those above lack."""
_LARGE = 0.02
"""Part of the picture from which an element is not kept free as a whole: it has room inside."""
_SPECKS = 0.06
"""Part of a label's place that may hold ink: ends of lines and soft edges are no text."""
_STRIDE = 12
"""Pixels between the places that are tried for the legend."""
_MARGIN = 2
"""Pixels at each side of the words of a label."""


class Lettering:
    """The fonts of one picture; `size` in pixels."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.height = size + 3

    def measure(self, words: str) -> tuple[int, int]:
        """Width and height in pixels of a label with these words."""
        return int(self._font_of(words).getlength(words)) + 2 * _MARGIN + 1, self.height

    def write(self, draw: ImageDraw.ImageDraw, words: str, x: int, y: int, colour: str) -> None:
        """Write a label whose top left corner is at (x, y)."""
        font = self._font_of(words)
        if isinstance(font, ImageFont.FreeTypeFont):
            draw.text((x + _MARGIN, y + self.height // 2), words, colour, font, anchor="lm")
        else:
            # The font Pillow has without FreeType knows no anchors.
            draw.text((x + _MARGIN, y), words, colour, font)

    def _font_of(self, words: str) -> Font:
        return self._plain if words.isascii() or not any(_is_ideograph(c) for c in words) else self._ideographs

    @cached_property
    def _plain(self) -> Font:
        return _first(_PLAIN, self.size) or ImageFont.load_default(self.size)

    @cached_property
    def _ideographs(self) -> Font:
        return _first(_IDEOGRAPHS, self.size) or self._plain


class Room:
    """Where on a picture labels can stand without hiding an element, other ink or each other."""

    def __init__(self, ink: NDArray[np.bool_], boxes: Iterable[Box]) -> None:
        """`ink` is true where the picture shows something; `boxes` are those of the elements."""
        self._ink = ink
        self._labels, self._taken = np.zeros_like(ink), np.zeros_like(ink)
        for box in boxes:
            if box.area < _LARGE * ink.size:
                self._taken[box.y : box.bottom, box.x : box.right] = True

    def take(self, box: Box) -> None:
        """Nothing else may stand there."""
        for held in (self._labels, self._taken):
            held[max(0, box.y) : box.bottom, max(0, box.x) : box.right] = True

    def beside(self, box: Box, width: int, height: int) -> Box | None:
        """A free place right of, above, below or left of a box, or in a corner of a large one, if there is any."""
        outside = _corners_of(box, width, height) if box.w * box.h >= _LARGE * self._taken.size else ()
        places = (*_around(box, width, height), *outside)
        return next((place for place in places if self._is_free(self._taken, place)), None)

    def at_corner(self, box: Box, width: int, height: int) -> Box | None:
        """A free place on the upper edge of a box, at its left or right end, or just below that edge."""
        ends = (box.x, box.right - width)
        places = (Box(x, y, width, height) for y in (box.y - height, box.y) for x in ends)
        return next((place for place in places if self._is_free(self._taken, place)), None)

    def inside(self, box: Box, width: int, height: int) -> Box | None:
        """A free place in a corner of a box that has room for more than the label; None if there is none."""
        if box.h < 2 * height or box.w < 2 * width:
            return None
        return next((place for place in _corners_of(box, width, height) if self._is_free(self._labels, place)), None)

    def quietest(self, width: int, height: int) -> Box:
        """The place that hides least; of equal ones the one nearest to the lower right corner."""
        rows, columns = self._taken.shape
        # Ink that is hidden cannot be checked any more; the ground of a cell can.
        weight = (self._ink | self._labels) + 0.01 * self._taken
        sums = np.pad(weight.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        places = [
            Box(x, y, width, height)
            for y in range(max(0, rows - height), -1, -_STRIDE)
            for x in range(max(0, columns - width), -1, -_STRIDE)
        ]
        # The first of equal ones is the one nearest to the corner.
        return min(places, key=lambda b: _sum_in(sums, b.clipped(columns, rows)))

    def _is_free(self, taken: NDArray[np.bool_], place: Box) -> bool:
        rows, columns = taken.shape
        if place.x < 0 or place.y < 0 or place.right > columns or place.bottom > rows:
            return False
        at = slice(place.y, place.bottom), slice(place.x, place.right)
        return not taken[at].any() and int(self._ink[at].sum()) <= _SPECKS * place.area


def _sum_in(sums: NDArray[np.float64], box: Box) -> float:
    top, low = sums[box.y], sums[box.bottom]
    return round(float(low[box.right] - low[box.x] - top[box.right] + top[box.x]))


def _around(box: Box, width: int, height: int) -> Iterator[Box]:
    """Right of the box, above and below it from both ends, left of it."""
    level = box.y + (box.h - height) // 2
    yield Box(box.right, level, width, height)
    for x in (box.x, box.right - width):
        yield Box(x, box.y - height, width, height)
        yield Box(x, box.bottom, width, height)
    yield Box(box.x - width, level, width, height)


def _corners_of(box: Box, width: int, height: int) -> Iterator[Box]:
    for y in (box.y, box.bottom - height):
        for x in (box.x, box.right - width):
            yield Box(x, y, width, height)


def _first(names: Iterable[str], size: int) -> Font | None:
    for name in names:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return None


def _is_ideograph(sign: str) -> bool:
    return "\u2e80" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7af" or "\uf900" <= sign <= "\ufaff"
