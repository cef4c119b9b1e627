"""Sliders: dragged until the number beside them is the one asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from deskhand.core.actions import Click, Drag, Fail, Key
from deskhand.core.geometry import Box, bounding
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation
from deskhand.vision.figures import figures

from ..likeness import words_in
from ..places import drawing, spot, taken
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_SOON = Expectation(Change.ANYTHING, patience=0.6)
_BARS = (Role.EDIT, Role.BUTTON, Role.ICON, Role.SCROLLBAR)
_NUMBER = re.compile(r"(?:^|\s)([-−–]?\d+)$")
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Slide(Intent):
    """Set the slider to a value."""

    sends: ClassVar[bool] = True

    value: int
    name: str = ""
    """What the slider is called, where the goal says so."""


def slide(intent: Slide, view: View) -> Move:
    """Press its knob once, then the arrow keys, as many as the number beside it says."""
    knob, shown = _knob(intent.name, view), _number(intent.name, view)
    presses = [p for p in view.done if isinstance(p.action, (Click, Key, Drag))]
    if shown == intent.value:
        return Met(len(presses))
    held = view.clicked("the knob of the slider")
    if shown is None or (knob is None and not held):
        return Choice(Fail("I see no slider with a number beside it."), 0.9, "no slider in sight")
    if knob is not None and not held:
        return Choice(
            Click(spot("the knob of the slider", knob.center)),
            0.9,
            "gives it the keyboard",
            Expectation(Change.NOTHING),
        )
    if len(presses) > _STEPS:
        return Choice(Fail(f"The slider does not reach {intent.value}."), 0.9, "tried many times")
    chord = "right" if shown < intent.value else "left"
    return Choice(Key(chord), 0.9, f"it stands at {shown}", _SOON)


def _slider(name: str, view: View) -> Element | None:
    """The slider of this name, else the only one if it has no name of its own."""
    sliders = view.of(Role.SLIDER)
    called = [e for e in sliders if name and words_in(name, e.text)]
    nameless = [e for e in sliders if not name or not e.text]
    return next(iter(called or (nameless if len(sliders) == 1 or not name else [])), None)


def _knob(name: str, view: View) -> Box | None:
    """A slider's knob: where a long thin bar is at its highest."""
    if (slider := _slider(name, view)) is not None:
        return slider.box
    if view.of(Role.SLIDER):
        return None
    thin = [e.box for e in view.elements if e.role in _BARS and not e.text and e.box.h <= 34 and e.box.w >= 10]
    for bar in sorted((b for b in thin if b.w >= 2.5 * b.h), key=lambda b: b.y):
        level = [b for b in thin if abs(b.center.y - bar.center.y) <= 5]
        found = _highest(bounding(level), view)
        if found is not None:
            return found
    return next((found for bar in _drawn_bars(view) if (found := _highest(bar, view)) is not None), None)


def _drawn_bars(view: View) -> list[Box]:
    """Long thin shapes of the page that no element stands for."""
    drawn = drawing(view)
    if drawn is None:
        return []
    pixels, panel = drawn
    shapes = figures(pixels, taken(view, panel))
    return [
        f.box.shifted(panel.x, panel.y) for f in shapes if f.box.w >= 4 * f.box.h and f.box.h <= 44 and f.box.w >= 60
    ]


def _highest(bar: Box, view: View) -> Box | None:
    """The columns in which most is drawn, if they are as wide as they are high."""
    if view.frame is None:
        return None
    drawn_on = drawing(view)
    around = bar.grown(8).intersection(drawn_on[1] if drawn_on else view.frame.box)
    pixels = view.frame.crop(around).astype(np.int16)
    drawn = np.abs(pixels - pixels[0, 0]).max(axis=2) > 12
    extent = np.where(drawn.any(axis=0), drawn.shape[0] - drawn.argmax(axis=0) - drawn[::-1].argmax(axis=0), 0)
    columns = np.flatnonzero(extent >= extent.max() - 2)
    if not columns.size or extent.max() <= np.median(extent[extent > 0]) + 2:
        return None
    left, right = int(columns[0]), int(columns[-1])
    return Box(around.x + left, bar.y, right - left + 1, bar.h) if right - left < 2 * extent.max() else None


def _number(name: str, view: View) -> int | None:
    """What the slider says of itself, else the number that stands by itself highest on the page."""
    slider = _slider(name, view)
    if slider is not None and (said := re.match(r"\s*(-?\d+)(?:\.0+)?\s*%?\s*$", slider.state)):
        return int(said[1])
    # The end of the bar may have been read as a letter before it.
    numbers = [(e, m[1]) for e in view.elements if len(e.text) <= 6 and (m := _NUMBER.search(e.text.strip()))]
    numbers = [(e, number) for e, number in numbers if e.role is not Role.EDIT]
    if not numbers:
        return None
    _, first = min(numbers, key=lambda pair: pair[0].box.y)
    return int(re.sub(r"[−–]", "-", first))


def _slide(value: str) -> Slide:
    return Slide(int(value.replace("−", "-")))


def _slide_named(name: str, value: str) -> Slide:
    return Slide(int(value.replace("−", "-")), name)


_TO = r"(?:set|move|drag|slide|push|pull|bring)"
_VALUE = r"(?:the\s+value\s+|position\s+)?(-?\d+)\s*(?:%|per\s?cent)?"
SKILL = Skill(
    (
        Wording(750, r"(?:select|choose|pick|set)\s+(-?\d+)\s+(?:with|on|using)\s+the\s+slider", _slide),
        Wording(751, rf"{_TO}\s+(?:the\s+)?slider\s+(?:all\s+the\s+way\s+)?to\s+{_VALUE}", _slide),
        Wording(
            752, rf"{_TO}\s+(?:the\s+)?slider\s+(?:for|of|called)\s+(?:the\s+)?(.+?)\s+to\s+{_VALUE}", _slide_named
        ),
        Wording(753, rf"{_TO}\s+(?:the\s+)?(.+?)\s+slider\s+(?:all\s+the\s+way\s+)?to\s+{_VALUE}", _slide_named),
    ),
    {Slide: slide},
)
