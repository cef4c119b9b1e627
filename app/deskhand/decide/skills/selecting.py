"""Selecting text with the mouse, and giving selected text a style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from deskhand.core.actions import Click, Drag, Fail, Key
from deskhand.core.geometry import Point
from deskhand.core.screen import Element, Pixels, Role
from deskhand.core.step import Change, Expectation
from deskhand.vision.colours import canonical, name_of
from deskhand.vision.figures import figures

from ..numerals import ORDINAL, place
from ..places import drawing, dropped, paragraphs, spot, text_lines, word_in
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_STYLES = {"bold": "ctrl+b", "italic": "ctrl+i", "italics": "ctrl+i", "underlined": "ctrl+u", "underline": "ctrl+u"}
_SOON = Expectation(Change.ANYTHING, patience=0.8)


@dataclass(frozen=True, slots=True)
class Highlight(Intent):
    """Select the text of the paragraph at a place (from 0; None: all there is)."""

    sends: ClassVar[bool] = True

    at: int | None = None


@dataclass(frozen=True, slots=True)
class Style(Intent):
    """Give a text (empty: everything) a style or a colour."""

    sends: ClassVar[bool] = True

    text: str
    style: str


def highlight(intent: Highlight, view: View) -> Move:
    """Drag from before its first letter to behind its last."""
    drags = view.steps(lambda past: isinstance(past.action, Drag))
    if drags:
        return Met(drags[-1] + 1)
    lines = [line for line in text_lines(view) if line.box.h <= 60]
    found = paragraphs(lines)
    index = intent.at or 0
    if not -len(found) <= index < len(found):
        return Choice(Fail(f"I see {len(found)} paragraphs, so not that one."), 0.9, "it is not in sight")
    chosen = found[index] if intent.at is not None else lines
    first, last = chosen[0].box, chosen[-1].box
    start, end = Point(first.x - 2, first.center.y), Point(last.right + 3, last.center.y)
    return Choice(dropped(view, spot("the start of the text", start), end), 0.9, "selects the text", _SOON)


def style(intent: Style, view: View) -> Move:
    """Select it, then press the style's shortcut or choose the colour."""
    name = intent.style.casefold()
    selected = _selection(_with_sign(intent.text, view), view)
    if isinstance(selected, Choice):
        return selected
    chord = _STYLES.get(name)
    if chord is not None:
        done = view.pressed(chord)
        return Met(done) if done else Choice(Key(chord), 0.9, f"makes it {name}", _SOON)
    if not canonical(name):
        return Choice(Fail(f"I do not know the style {name}."), 0.9, "no such style")
    return _coloured(canonical(name), view)


def _with_sign(text: str, view: View) -> str:
    """The text with the sign that stands behind it both in the goal and on the screen."""
    chosen = [p.action.target.text for p in view.done if isinstance(p.action, Click) and p.action.count == 2]
    if chosen:
        # Selected text reads worse, so what was selected is not told from the screen again.
        return chosen[-1]
    behind = re.search(rf"{re.escape(text)}([.,;:!?])(?=\s)", view.goal) if text else None
    if behind is not None and any(text + behind[1] in e.text for e in view.elements):
        return text + behind[1]
    return text


def _selection(text: str, view: View) -> Choice | int:
    """What is still to be done to select the text, or how many steps that took."""
    if not text:
        if not view.clicked("the text"):
            line = next((e for e in text_lines(view) if e.box.h <= 60), None)
            if line is None:
                return Choice(Fail("I see no text to give a style."), 0.9, "no text in sight")
            caret = Expectation(Change.NOTHING)
            return Choice(Click(spot("the text", line.box.center)), 0.9, "puts the caret into the text", caret)
        return view.pressed("ctrl+a") or Choice(Key("ctrl+a"), 0.9, "selects everything", _SOON)
    done = view.clicked(text)
    if done:
        # A double click leaves out the comma or point behind the word.
        behind = len(text) - len(text.rstrip(".,;:!?"))
        grown = view.steps(lambda past: isinstance(past.action, Key) and past.action.chord == "shift+right")
        if len(grown) < behind:
            return Choice(Key("shift+right"), 0.9, "adds the sign behind the word", Expectation(Change.NOTHING))
        return done
    word = word_in(view, text.strip(" .,")) or word_in(view, text)
    if word is None:
        return Choice(Fail(f"I do not see the text {text}."), 0.9, "it is not in sight")
    at = Element(word.id, Role.LINK, text, word.box, source=word.source)
    return Choice(Click(at, count=2), 0.9, "a double click selects the word", _SOON)


def _coloured(name: str, view: View) -> Move:
    """Open the palette, press the patch of the colour."""
    patch_name = f"the patch of {name}"
    done = view.clicked(patch_name)
    if done:
        return Met(done)
    drawn = drawing(view)
    if drawn is None:
        return Choice(Fail("I see no palette."), 0.9, "no palette in sight")
    pixels, panel = drawn
    if not view.clicked("the colour button"):
        button = _colour_button(view)
        if button is None:
            return Choice(Fail("I see no button for colours."), 0.9, "no such button")
        return Choice(Click(spot("the colour button", button)), 0.9, "opens the palette", Expectation(patience=1.2))
    at = patch(pixels, name)
    if at is None:
        return Choice(Fail(f"The palette shows no {name}."), 0.9, "no such colour")
    return Choice(Click(spot(patch_name, Point(panel.x + at.x, panel.y + at.y))), 0.9, f"makes it {name}", _SOON)


def patch(pixels: Pixels, name: str) -> Point | None:
    """The middle of the most saturated small patch of a colour in a palette."""
    small = [f for f in figures(pixels) if 14 <= f.box.w <= 60 and abs(f.box.w - f.box.h) <= 6]
    same = [f for f in small if name_of(pixels[f.middle.y, f.middle.x]) == name]
    best = max(
        same,
        key=lambda f: int(pixels[f.middle.y, f.middle.x].max()) - int(pixels[f.middle.y, f.middle.x].min()),
        default=None,
    )
    return best.middle if best else None


def _colour_button(view: View) -> Point | None:
    """The first picture of the tool bar above the text: an A over a bar, a drop, a brush."""
    text = next((e for e in text_lines(view) if 12 <= e.box.h <= 60 and len(e.text) > 3), None)
    tools = [e for e in view.of(Role.ICON, Role.BUTTON) if text is None or e.box.bottom <= text.box.y]
    named = [e for e in tools if "col" in e.text.casefold()]
    found = named or sorted(tools, key=lambda e: (e.box.y // 20, e.box.x))
    return found[0].box.center if found else None


def _highlight(at: str = "") -> Highlight:
    return Highlight(place(at) if at else None)


def _style(text: str, style_name: str) -> Style:
    return Style("" if text.casefold() in ("everything", "all", "all text", "all of it") else text, style_name)


_TEXT = r"(?:the\s+)?(?:text|words?)?\s*"
SKILL = Skill(
    (
        Wording(
            69,
            rf"(?:highlight|select|mark)\s+(?:all\s+of\s+)?the\s+{ORDINAL}\s+paragraph(?:\s+of\s+.+)?",
            _highlight,
            whole=True,
        ),
        Wording(
            70,
            rf"(?:highlight|select|mark)\s+the\s+text\s+(?:in|of)\s+the\s+(?:{ORDINAL}\s+)?paragraph(?:\s+below)?",
            _highlight,
            whole=True,
        ),
        Wording(
            71,
            rf"(?:using\s+the\s+(?:text\s+)?editor,\s+)?(?:give|set)\s+{_TEXT}(.+?),?\s+the\s+(?:style|colou?r)\s+(\w+)",
            _style,
            whole=True,
        ),
        Wording(
            72,
            rf"(?:using\s+the\s+(?:text\s+)?editor,\s+)?make\s+{_TEXT}(.+?),?\s+(?:the\s+colou?r\s+)?(bold|italics?|underlined?|red|orange|yellow|green|blue|purple)",
            _style,
            whole=True,
        ),
    ),
    {Highlight: highlight, Style: style},
)
