"""Text areas: copying one, going to its end, making it larger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from deskhand.core.actions import Click, Drag, Fail, Key
from deskhand.core.geometry import Box, Point, bounding
from deskhand.core.step import Change, Expectation
from deskhand.vision.outlines import outlines

from ..numerals import ORDINAL, place
from ..places import drawing, spot, text_lines
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_QUIET = Expectation(Change.NOTHING)


@dataclass(frozen=True, slots=True)
class CopyText(Intent):
    """Copy the text of the area at a place (from 0; None: the only one) into the empty field."""

    sends: ClassVar[bool] = True

    at: int | None = None


@dataclass(frozen=True, slots=True)
class ScrollTo(Intent):
    """Scroll a text to its end or its start."""

    sends: ClassVar[bool] = True

    end: bool = True


@dataclass(frozen=True, slots=True)
class Resize(Intent):
    """Make the text area larger or smaller in height, width or both."""

    sends: ClassVar[bool] = True

    what: str = "height"
    larger: bool = True


def copy_text(intent: CopyText, view: View) -> Move:
    """Click into the area, select all, copy, click into the field, paste."""
    pasted = view.pressed("ctrl+v")
    if pasted:
        return Met(pasted)
    if not view.clicked("the text to copy"):
        source = _source(intent.at, view)
        if source is None:
            return Choice(Fail("I do not see the text to copy."), 0.9, "no such area")
        return Choice(Click(spot("the text to copy", source)), 0.9, "the text to copy stands here", _QUIET)
    for chord, why in (("ctrl+a", "selects all of it"), ("ctrl+c", "copies it")):
        if not view.pressed(chord):
            return Choice(Key(chord), 0.9, why, _QUIET)
    if not view.clicked("the field to paste into"):
        fields = _outlined(view)
        if not fields:
            return Choice(Fail("I see no field to paste into."), 0.9, "no field")
        return Choice(Click(spot("the field to paste into", fields[-1].center)), 0.9, "the copy goes here", _QUIET)
    return Choice(Key("ctrl+v"), 0.9, "pastes it", Expectation(Change.ANYTHING, patience=1.0))


def _source(at: int | None, view: View) -> Point | None:
    """The middle of the text area at a place; the lowest box is the field to paste into."""
    sources = _outlined(view)[:-1]
    index = at or 0
    return sources[index].center if -len(sources) <= index < len(sources) else None


def _outlined(view: View) -> list[Box]:
    """The white boxes of the page, from the top."""
    drawn = drawing(view)
    if drawn is None:
        return []
    pixels, panel = drawn
    return [box.shifted(panel.x, panel.y) for box in outlines(pixels)]


def scroll_to(intent: ScrollTo, view: View) -> Move:
    """Click into the text, then the key that goes to its end or start."""
    chord = "ctrl+end" if intent.end else "ctrl+home"
    done = view.pressed(chord)
    if done:
        return Met(done)
    if not view.clicked("the text"):
        lines = text_lines(view)
        if not lines:
            return Choice(Fail("I see no text to scroll."), 0.9, "no text")
        return Choice(Click(spot("the text", bounding(e.box for e in lines).center)), 0.9, "the text to scroll", _QUIET)
    return Choice(Key(chord), 0.9, "goes there", _QUIET)


def resize(intent: Resize, view: View) -> Move:
    """Drag the lower right corner of the text area."""
    drags = view.steps(lambda past: isinstance(past.action, Drag))
    if drags:
        return Met(drags[-1] + 1)
    boxes = _outlined(view)
    if not boxes:
        return Choice(Fail("I see no text area."), 0.9, "no text area")
    box = max(boxes, key=lambda b: b.area)
    by = 50 if intent.larger else -max(10, min(box.h, box.w) // 3)
    start = Point(box.right - 4, box.bottom - 4)
    to = Box(start.x + (by if "width" in intent.what else 0), start.y + (by if "height" in intent.what else 0), 1, 1)
    return Choice(Drag(spot("the corner of the text area", start), to), 0.9, "resizes it", Expectation(Change.ANYTHING))


def _copy(at: str = "") -> CopyText:
    return CopyText(place(at) if at else None)


def _scroll(where: str) -> ScrollTo:
    return ScrollTo(where.casefold() in ("bottom", "end"))


def _resize(what: str, how: str) -> Resize:
    return Resize(what.casefold(), how.casefold() not in ("smaller", "less"))


SKILL = Skill(
    (
        Wording(
            28,
            rf"copy\s+the\s+{ORDINAL}\s+(?:text|text ?area|text ?box|box)\s+(?:in|into)\s+(?:the\s+)?.*"
            r"(?:input|field|box|area)",
            _copy,
            whole=True,
        ),
        Wording(
            35,
            r"scroll\s+(?:down\s+|up\s+)?to\s+the\s+(bottom|top|end|start|beginning)\s+of\s+the\s+text(?:\s+area)?",
            _scroll,
            whole=True,
        ),
        Wording(
            31,
            rf"copy\s+the\s+text\s+(?:from|in|of)\s+the\s+(?:{ORDINAL}\s+"
            rf")?(?:text ?area|text ?box|box|field|paragraph)"
            r"(?:\s+below)?(?:,|\s+and|,\s+and)\s+(?:then\s+)?paste\s+it\s+(?:in|into)\s+.+",
            _copy,
            whole=True,
        ),
        Wording(
            33,
            r"scroll\s+(?:the\s+)?(?:text\s?area|text|box|list|page|window)\s+(?:all\s+the\s+way\s+"
            r")?(?:down\s+|up\s+)?"
            r"to\s+the\s+(bottom|top|end|start|beginning)(?:\s+of\s+.+?)?(?:\s+and)?",
            _scroll,
            whole=True,
        ),
        Wording(
            34,
            r"resize\s+the\s+text\s?area\s+so\s+that\s+the\s+(height|width|height and width)\s+(?:is|are)\s+"
            r"(larger|greater|bigger|smaller|less)\s+than\s+.+?",
            _resize,
            whole=True,
        ),
    ),
    {CopyText: copy_text, ScrollTo: scroll_to, Resize: resize},
)
