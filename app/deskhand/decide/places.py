"""Places on the screen that are no elements by themselves: a point, a word within its line, the drawing of a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np
from PIL import ImageFont

from deskhand.core.actions import Drag
from deskhand.core.geometry import Box, Point, bounding
from deskhand.core.screen import SURFACES, Element, Pixels, Role
from deskhand.vision.colours import middle_colour

from .view import View

_FONT = ImageFont.load_default(20)
_AROUND = 10
"""Pixels around what stands on a page in which its ground shows."""
_SPECK = 0.55
"""Height, as a share of the usual one, from which a piece of text is one."""
_SHORT = 3
"""Letters of a word that may stand in another by chance."""
_CELL = 12
"""Pixels; rows closer than this are one row."""


def spot(name: str, at: Point, reach: int = 3) -> Element:
    """A point to press, named for the person who reads what was done; its risk is that of what is shown there."""
    return Element(-1, Role.ICON, name, Box(at.x - reach, at.y - reach, 2 * reach + 1, 2 * reach + 1), source="rules")


def dropped(view: View, start: Element, to: Point) -> Drag:
    """A drag to a point, which is told by what is read there."""
    under = [e for e in view.elements if e.role not in SURFACES and e.text and e.box.contains(to) and e != start]
    onto = min(under, key=lambda e: e.box.area, default=None)
    return Drag(start, Box(to.x, to.y, 1, 1), onto.text if onto else "")


def word_box(line: Element, start: int, end: int) -> Box:
    """Where the characters from `start` to `end` of a line's text lie, by the widths letters have in print."""
    text, box = line.text, line.box
    whole = max(1.0, _FONT.getlength(text))
    left, right = _FONT.getlength(text[:start]) / whole, _FONT.getlength(text[:end]) / whole
    return Box(box.x + round(left * box.w), box.y, max(2, round((right - left) * box.w)), box.h)


def word_in(view: View, word: str) -> Element | None:
    """The word where it stands in a longer text, as something to press."""
    wanted = re.compile(rf"(?<![\w]){re.escape(word.strip())}(?![\w])", re.IGNORECASE)
    for element in view.elements:
        match = wanted.search(element.text) if element.role not in SURFACES else None
        if match:
            box = word_box(element, match.start(), match.end())
            return Element(element.id, Role.LINK, word, box, source=element.source)
    # A link and the word after it may have been read as one.
    for element in view.of(Role.LINK):
        start = element.text.casefold().find(word.casefold())
        if len(word) > _SHORT and start >= 0:
            box = word_box(element, start, start + len(word))
            return Element(element.id, Role.LINK, word, box, source=element.source)
    return None


def drawing(view: View) -> tuple[Pixels, Box] | None:
    """The pixels of the panel the page draws on, and its box; none where only elements are known."""
    if view.frame is None or view.area is None:
        return None
    inner = [e.box for e in view.elements if e.role not in SURFACES and view.area.contains(e.box.center)]
    if not inner:
        return None
    around = bounding(inner).grown(_AROUND).intersection(view.area)
    ground = np.array(_ground(view.frame.crop(around), [box.shifted(-around.x, -around.y) for box in inner]), np.int16)
    area = view.frame.crop(view.area)
    same = np.asarray(np.abs(area.astype(np.int16) - ground).max(axis=2) < 6).view(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(same, connectivity=4)
    x, y, w, h = (int(v) for v in stats[1 + int(stats[1:, 4].argmax()), :4])
    box = Box(view.area.x + x, view.area.y + y, w, h)
    return view.frame.crop(box), box


def _ground(pixels: Pixels, boxes: Sequence[Box]) -> tuple[int, int, int]:
    """The commonest colour beside some boxes."""
    beside = np.ones(pixels.shape[:2], bool)
    for box in boxes:
        beside[max(0, box.y - 3) : box.bottom + 3, max(0, box.x - 3) : box.right + 3] = False
    return middle_colour(pixels[beside][None] if beside.any() else pixels)


def taken(view: View, within: Box, roles: Sequence[Role] = (Role.TEXT, Role.BUTTON, Role.EDIT, Role.LINK)) -> list[Box]:
    """The boxes of what is written on a drawing, counted from its corner: no figures."""
    named = [e for e in view.elements if e.role in roles and (len(e.text) > 1 or e.role is Role.EDIT)]
    return [e.box.grown(2).shifted(-within.x, -within.y) for e in named if within.overlaps(e.box)]


def rows(elements: Sequence[Element]) -> list[list[Element]]:
    """Elements by rows from the top, each from the left."""
    made: list[list[Element]] = []
    for element in sorted(elements, key=lambda e: e.box.center.y):
        if made and abs(made[-1][0].box.center.y - element.box.center.y) <= max(_CELL, element.box.h // 2):
            made[-1].append(element)
        else:
            made.append([element])
    return [sorted(row, key=lambda e: e.box.x) for row in made]


def in_order(elements: Sequence[Element]) -> list[Element]:
    """Elements as they are read: row by row."""
    return [element for row in rows(elements) for element in row]


def text_lines(view: View, within: Box | None = None) -> list[Element]:
    """The lines of running text in reading order: pieces on one row joined."""
    pieces = [e for e in view.elements if e.text and e.role in _WRITTEN and (within is None or within.overlaps(e.box))]
    usual = float(np.median([e.box.h for e in pieces])) if pieces else 0
    # Specks of an outline are read as letters now and then.
    pieces = [e for e in pieces if e.box.h >= _SPECK * usual]
    made = []
    for row in rows(pieces):
        text = " ".join(e.text for e in row)
        made.append(Element(row[0].id, Role.TEXT, text, bounding(e.box for e in row), source=row[0].source))
    return made


_WRITTEN = (Role.TEXT, Role.LINK, Role.ROW, Role.TAB, Role.HEADER, Role.MENU_ITEM, Role.CELL, Role.OPTION)


def paragraphs(lines: Sequence[Element]) -> list[list[Element]]:
    """Lines parted where the space between them is larger than within a paragraph."""
    made: list[list[Element]] = []
    for line in lines:
        if made and line.box.y - made[-1][-1].box.bottom <= 0.7 * max(line.box.h, made[-1][-1].box.h):
            made[-1].append(line)
        else:
            made.append([line])
    return made
