"""Letters of the labels on an annotated picture, and the room there is for labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from PIL import ImageDraw, ImageFont

from deskhand.core.geometry import Box

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
_PLAIN = ("DejaVuSans.ttf", "Arial.ttf", "Helvetica.ttc")
_IDEOGRAPHS = ("NotoSansCJK-Regular.ttc", "DroidSansFallbackFull.ttf", "wqy-zenhei.ttc", "msyh.ttc", "PingFang.ttc")
"""Fonts with Chinese, Japanese and Korean signs, which those above lack."""
_LARGE = 0.02
"""Part of the picture from which an element is not kept free as a whole: it has room inside."""
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
        anchored = {"anchor": "lm"} if isinstance(font, ImageFont.FreeTypeFont) else {}
        at = (x + _MARGIN, y + self.height // 2 if anchored else y)
        draw.text(at, words, colour, font, **anchored)

    def _font_of(self, words: str) -> Font:
        return self._plain if words.isascii() or not any(_is_ideograph(c) for c in words) else self._ideographs

    @cached_property
    def _plain(self) -> Font:
        return _first(_PLAIN, self.size) or ImageFont.load_default(self.size)

    @cached_property
    def _ideographs(self) -> Font:
        return _first(_IDEOGRAPHS, self.size) or self._plain


class Room:
    """Where on a picture labels can stand without hiding an element or each other."""

    def __init__(self, width: int, height: int, boxes: Iterable[Box]) -> None:
        self._taken = np.zeros((height, width), bool)
        for box in boxes:
            if box.area < _LARGE * width * height:
                self.take(box)

    def take(self, box: Box) -> None:
        """Nothing else may stand there."""
        self._taken[max(0, box.y) : box.bottom, max(0, box.x) : box.right] = True

    def beside(self, box: Box, width: int, height: int) -> Box | None:
        """A free place above, below, right or left of a box; inside at its corners if it is large; else None."""
        return next((place for place in self._around(box, width, height) if self._is_free(place)), None)

    def corner(self, width: int, height: int) -> Box:
        """The corner of the picture with the fewest taken pixels."""
        rows, columns = self._taken.shape
        right, bottom = max(0, columns - width), max(0, rows - height)
        corners = [Box(x, y, width, height) for y in (bottom, 0) for x in (right, 0)]
        return min(corners, key=lambda b: int(self._taken[b.y : b.bottom, b.x : b.right].sum()))

    def _around(self, box: Box, width: int, height: int) -> Iterator[Box]:
        level = box.y + (box.h - height) // 2
        for x in (box.x, box.right - width):
            yield Box(x, box.y - height, width, height)
            yield Box(x, box.bottom, width, height)
        yield Box(box.right, level, width, height)
        yield Box(box.x - width, level, width, height)
        if box.w >= 2 * width and box.h >= 2 * height:
            yield Box(box.x, box.y, width, height)
            yield Box(box.right - width, box.y, width, height)
            yield Box(box.x, box.bottom - height, width, height)

    def _is_free(self, place: Box) -> bool:
        rows, columns = self._taken.shape
        if place.x < 0 or place.y < 0 or place.right > columns or place.bottom > rows:
            return False
        return not self._taken[place.y : place.bottom, place.x : place.right].any()


def _first(names: Iterable[str], size: int) -> Font | None:
    for name in names:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return None


def _is_ideograph(sign: str) -> bool:
    return "\u2e80" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7af" or "\uf900" <= sign <= "\ufaff"
