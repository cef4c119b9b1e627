"""Patterns: ticking boxes after an example, giving a field the colour of a patch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import cv2
import numpy as np

from deskhand.core.actions import Click, Fail, Type
from deskhand.core.geometry import Box, Point
from deskhand.core.screen import SURFACES, Pixels, Role
from deskhand.core.step import Change, Expectation
from deskhand.vision.colours import hexadecimal, middle_colour
from deskhand.vision.grids import Grid, grids

from ..places import drawing, spot
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_BLANK = "a blank place of the page"
_PATCH = (20, 90)
"""Pixels of the sides of a patch of colour shown as an example."""


@dataclass(frozen=True, slots=True)
class CopyPattern(Intent):
    """Tick the boxes that are bright in the example beside them."""

    sends: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class CopyColour(Intent):
    """Give the colour field the colour of the patch that the page shows."""

    sends: ClassVar[bool] = True


def copy_pattern(intent: CopyPattern, view: View) -> Move:
    """Box by box, in reading order."""
    pair = _pair(view)
    if pair is None:
        return Choice(Fail("I do not see both boxes and an example of one size."), 0.9, "no such grids")
    boxes, example, origin = pair
    for row in range(boxes.rows):
        for column in range(boxes.columns):
            cell = boxes.cells[row][column]
            at = Point(origin.x + cell.center.x, origin.y + cell.center.y)
            name = f"box {column + 1} of row {row + 1}"
            if example.bright[row][column] and not view.clicked(name):
                return Choice(
                    Click(spot(name, at)), 0.92, "the example has it", Expectation(Change.ANYTHING, patience=0.3)
                )
    return Met(len(view.done))


def _pair(view: View) -> tuple[Grid, Grid, Point] | None:
    """The grid of white boxes and the one of two tones, of as many rows and columns."""
    if view.frame is None or view.area is None:
        return None
    found = grids(view.frame.crop(view.area))
    for boxes in found:
        for example in found:
            alike = (boxes.rows, boxes.columns) == (example.rows, example.columns)
            if boxes is not example and alike and example.box.x > boxes.box.x and example.dark:
                return boxes, example, Point(view.area.x, view.area.y)
    return None


def copy_colour(intent: CopyColour, view: View) -> Move:
    """Typed as the code that colour fields understand."""
    typed = view.steps(lambda past: isinstance(past.action, Type))
    if typed:
        left, blank = view.clicked(_BLANK), _blank(view)
        if left or blank is None:
            return Met(left or typed[-1] + 1)
        return Choice(Click(spot(_BLANK, blank)), 0.9, "closes what the field opened", Expectation(Change.NOTHING))
    field = next((e for e in view.elements if len(e.text or e.state) == 6 and _is_code(e.text or e.state)), None)
    field = field or next(iter(view.of(Role.EDIT)), None)
    if field is None or view.frame is None:
        return Choice(Fail("I see no field for a colour."), 0.9, "no colour field")
    patch = _patch(view, field.box)
    if patch is None:
        return Choice(Fail("I see no patch of colour to copy."), 0.9, "no patch")
    return Choice(
        Type(hexadecimal(patch), field, clear=True), 0.9, "this is the patch's colour", Expectation(Change.ANYTHING)
    )


def _blank(view: View) -> Point | None:
    """A corner of the page with nothing in it."""
    drawn = drawing(view)
    if drawn is None:
        return None
    panel = drawn[1]
    for at in (Point(panel.right - 10, panel.bottom - 10), Point(panel.x + 10, panel.bottom - 10)):
        if not any(e.box.grown(4).contains(at) for e in view.elements if e.role not in SURFACES):
            return at
    return None


def _is_code(text: str) -> bool:
    return all(c in "0123456789ABCDEFabcdefOo" for c in text)


def _patch(view: View, field: Box) -> tuple[int, int, int] | None:
    """The colour of a small square with an outline, above the field."""
    assert view.frame is not None
    top = view.frame.box.y if view.area is None else max(view.frame.box.y, view.area.y - 140)
    left, right = (view.area.x, view.area.right) if view.area else (view.frame.box.x, view.frame.box.right)
    region = Box(left, top, right - left, field.y - top)
    return patch_colour(view.frame.crop(region))


def patch_colour(pixels: Pixels) -> tuple[int, int, int] | None:
    """The inside of the most even small square that is outlined in black."""
    dark = np.asarray(pixels.max(axis=2) < 60).view(np.uint8)
    contours, tree = cv2.findContours(dark, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    least, most = _PATCH
    for contour, links in zip(contours, _links(tree), strict=True):
        x, y, w, h = cv2.boundingRect(contour)
        if links[3] < 0 or not (least <= w <= most and least <= h <= most):
            continue
        inside = pixels[y + 3 : y + h - 3, x + 3 : x + w - 3]
        colour = middle_colour(inside)
        if (np.abs(inside.astype(int) - colour).max(axis=2) < 6).mean() > 0.9:
            return colour
    return None


def _pattern() -> CopyPattern:
    return CopyPattern()


def _colour() -> CopyColour:
    return CopyColour()


_BOXES = r"(?:(?:the|these|those|all)\s+)?(?:same\s+)?(?:grid\s+of\s+)?(?:check\s?boxes|boxes|grid|squares)"
_MODEL = r"(?:example|pattern|picture|sample|drawing|image|model|template|shape|figure)"
_LIKE = (
    r"(?:using|after|from|like|as|to\s+match|matching|following|according\s+to|"
    r"(?:so\s+)?that\s+.*\b(?:like|as|match\w*))"
)
_COLOUR = r"colou?r"
_SHOWN = r"(?:following|same|shown|given|matching)"
_PATCH_WORD = r"(?:patch|square|sample|swatch|box|example)"

SKILL = Skill(
    (
        Wording(
            120,
            rf"(?:tick|check|mark|select|set|fill(?:\s+in)?|click|draw\s+.+?\s+in)\s+{_BOXES}\s+"
            rf"{_LIKE}\b.*{_MODEL}.*",
            _pattern,
            whole=True,
        ),
        Wording(
            120,
            rf"(?:copy|reproduce|repeat|redraw|draw|recreate|rebuild|transfer)\s+(?:the|this)\s+{_MODEL}\b.*?\s+"
            rf"(?:in|into|to|onto|with|on|using)\s+{_BOXES}.*",
            _pattern,
            whole=True,
        ),
        Wording(
            120,
            rf"make\s+{_BOXES}\s+(?:look\s+(?:like|the\s+same\s+as)|match|the\s+same\s+as|resemble|equal)\s+"
            rf"(?:the|this)\s+{_MODEL}.*",
            _pattern,
            whole=True,
        ),
        Wording(121, rf"(?:select|choose|pick|set|use|enter)\s+the\s+{_SHOWN}\s+{_COLOUR}\s+.*", _colour, whole=True),
        Wording(
            121,
            rf"(?:select|choose|pick|set|use|enter|copy|match)\s+(?:the\s+)?{_COLOUR}\s+"
            r"(?:field\s+|picker\s+|input\s+)?"
            rf"(?:to\s+(?:that\s+)?(?:of\s+)?|of\s+|like\s+|as\s+(?:in\s+)?|from\s+)(?:the\s+)?(?:\w+\s+)?{_PATCH_WORD}.*",
            _colour,
            whole=True,
        ),
        Wording(
            121,
            rf"(?:give|make|set)\s+the\s+(?:{_COLOUR}\s+)?(?:field|picker|input)\s+(?:have\s+)?(?:to\s+)?the\s+"
            rf"(?:same\s+)?{_COLOUR}\s+(?:of|as|from)\s+the\s+(?:\w+\s+)?{_PATCH_WORD}.*",
            _colour,
            whole=True,
        ),
    ),
    {CopyPattern: copy_pattern, CopyColour: copy_colour},
)


def _links(tree: Any) -> Any:
    """The links of each contour; OpenCV gives none where there are no contours."""
    return () if tree is None else tree[0]
