"""Shapes, letters and colours on a drawing: pressing the one described, counting, naming, finding its middle."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from deskhand.core.actions import Click, Drag, Fail, Type
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation
from deskhand.vision.figures import sides

from ..fields import controls, type_into
from ..looks import Looks, described, drawn_figures, matching, title
from ..places import drawing, dropped, spot
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View
from .numbers import numbers
from .pressing import Press

_NUMBER = "the button with the number"
_SOON = Expectation(Change.ANYTHING, patience=1.0)


@dataclass(frozen=True, slots=True)
class PressShape(Intent):
    """Press a shape that looks so."""

    looks: Looks = field(default_factory=Looks)


@dataclass(frozen=True, slots=True)
class CountShapes(Intent):
    """Press the button with the number of shapes that look so, or answer it."""

    looks: Looks = field(default_factory=Looks)


@dataclass(frozen=True, slots=True)
class TypeCount(Intent):
    """Type the number of shapes that look so."""

    sends: ClassVar[bool] = True

    looks: Looks = field(default_factory=Looks)


def type_count(intent: TypeCount, view: View) -> Move:
    """Into the field there is."""
    typed = view.steps(lambda past: isinstance(past.action, Type))
    if typed:
        return Met(typed[-1] + 1)
    fields = controls("textbox", view)
    if not fields:
        return Choice(Fail("I see no field for the number."), 0.9, "no text field")
    return type_into(fields[0], str(len([f for f in matching(intent.looks, view) if f.filled])), view)


@dataclass(frozen=True, slots=True)
class NameShape(Intent):
    """Press the button that names the shape, or the number of its sides."""

    count_sides: bool = False


@dataclass(frozen=True, slots=True)
class PressMiddle(Intent):
    """Press the very middle of a shape."""

    looks: Looks = field(default_factory=Looks)


@dataclass(frozen=True, slots=True)
class PutInside(Intent):
    """Drag the smaller shape into the larger one."""


def press_shape(intent: PressShape, view: View) -> Move:
    """The first that fits, in reading order."""
    done = view.clicked(title(intent.looks))
    if done:
        return Met(done)
    found = matching(intent.looks, view)
    if not found:
        return Choice(Fail(f"I see no {title(intent.looks)[4:]}."), 0.9, "nothing looks so")
    return Choice(Click(spot(title(intent.looks), found[0].middle)), 0.9, "it looks as described", _SOON)


def count_shapes(intent: CountShapes, view: View) -> Move:
    """Press the number where numbers can be pressed; otherwise the number is the answer."""
    number = str(len(matching(intent.looks, view)))
    pressed = view.clicked(_NUMBER)
    buttons = [(value, e) for value, e in numbers(view) if e.role in (Role.BUTTON, Role.LINK)]
    if pressed or not buttons:
        # No shape at all is rather one that was not seen, or another question.
        return Met(pressed, number, 0.9 if number != "0" else 0.3)
    named = next((replace(e, text=_NUMBER) for value, e in buttons if f"{value:g}" == number), None)
    if named is None:
        return Choice(Fail(f"I count {number}, and no button says so."), 0.9, "no such button")
    return Choice(Click(named), 0.9, f"there are {number}", _SOON)


def name_shape(intent: NameShape, view: View) -> Move:
    """The button of the name the largest shape has."""
    done = view.steps(lambda past: isinstance(past.action, Click))
    if done:
        return Met(done[0] + 1)
    largest = max(drawn_figures(view), key=lambda f: f.area, default=None)
    drawn = drawing(view)
    if largest is None or drawn is None:
        return Choice(Fail("I see no shape."), 0.9, "nothing is drawn")
    if intent.count_sides:
        names = [str(sides(drawn[0], largest.box.shifted(-drawn[1].x, -drawn[1].y)))]
    else:
        names = {"rectangle": ["Rectangle", "Square"], "shape": ["Letter", "Number", "Other"]}.get(
            largest.kind, [largest.kind.capitalize()]
        )
    button = view.first(*names)
    if button is None:
        return Choice(Fail(f"No button says {names[0]}."), 0.9, "no such button")
    return Choice(Click(button), 0.9, f"the shape is a {largest.kind}", _SOON)


def press_middle(intent: PressMiddle, view: View) -> Move:
    """The centre of its area."""
    name = f"the middle of {title(intent.looks)}"
    done = view.clicked(name)
    if done:
        return Met(done)
    found = matching(intent.looks, view)
    if not found:
        return Choice(Fail(f"I see no {title(intent.looks)[4:]}."), 0.9, "nothing looks so")
    largest = max(found, key=lambda f: f.area)
    return Choice(Click(spot(name, largest.middle)), 0.9, "the middle of its area", _SOON)


def put_inside(intent: PutInside, view: View) -> Move:
    """From the middle of the smaller to the middle of the larger."""
    drags = view.steps(lambda past: isinstance(past.action, Drag))
    if drags:
        return Met(drags[-1] + 1)
    two = sorted(drawn_figures(view), key=lambda f: f.box.area)[-2:]
    if len(two) < 2:
        return Choice(Fail("I do not see two shapes."), 0.9, "not two shapes")
    small, large = two
    start = spot("the smaller one", small.box.center)
    return Choice(dropped(view, start, large.box.center), 0.9, "it belongs inside the larger", _SOON)


def _press(words: str) -> Intent:
    looks = described(words)
    if looks is None:
        return Press(words)
    return PressShape(looks)


def _count(words: str) -> CountShapes:
    return CountShapes(described(words) or Looks())


def _count_into(words: str) -> Intent:
    looks = described(words)
    return TypeCount(looks or Looks())


def _middle(words: str) -> PressMiddle:
    return PressMiddle(described(words) or Looks())


_COLOURS = r"red|orange|yellow|green|lime|cyan|aqua|blue|purple|violet|magenta|pink|brown|black|white|gr[ae]y"
_SHAPE = r"(?:circle|disc|ball|rectangle|square|box|triangle|shape|item|figure|object|letter|digit|number)"
_LOOKS = rf"(?:(?:large|big|small|tiny|{_COLOURS})(?:[- ]colou?red)?\s+)"
SKILL = Skill(
    (
        Wording(
            139,
            r"count\s+(?:all\s+)?the\s+(.+?)\s+and\s+(?:type|enter|write|put)\s+(?:the\s+number|it|how\s+many)\b.*",
            _count_into,
            whole=True,
        ),
        Wording(
            140,
            rf"(?:click|press|select|choose|tap)(?:\s+on)?\s+(?:the|a|an)\s+({_LOOKS}+{_SHAPE}(?:\s+"
            rf"\S)?)",
            _press,
            whole=True,
        ),
        Wording(
            141,
            r"(?:click|press|select|choose|tap)(?:\s+on)?\s+(?:the|a|an)\s+"
            r"((?:circle|rectangle|square|triangle))",
            _press,
            whole=True,
        ),
        Wording(142, r"how\s+many\s+(.+?)\s+are\s+(?:there|shown)(?:\s+.*)?", _count, whole=True),
        Wording(
            143,
            r"(?:click|press|select|choose)\s+the\s+button\s+that\s+(?:best\s+"
            r")?(?:describes|names|matches)\s+the\s+(?:shape|figure).*",
            NameShape,
            whole=True,
        ),
        Wording(
            144,
            r"(?:find\s+and\s+)?(?:click|press)(?:\s+on)?\s+the\s+(?:exact\s+"
            r")?(?:center|centre|middle)\s+of\s+the\s+(.+)",
            _middle,
            whole=True,
        ),
        Wording(
            145,
            r"(?:drag|move|put)\s+the\s+smaller\s+\w+\s+.*\b(?:inside|into|within)\s+the\s+"
            r"(?:larger|bigger)\s+\w+",
            PutInside,
            whole=True,
        ),
        Wording(
            146,
            r"(?:click|press|select|choose)\s+the\s+button\s+.*how\s+many\s+sides\s+"
            r".*",
            lambda: NameShape(True),
            whole=True,
        ),
    ),
    {
        PressShape: press_shape,
        CountShapes: count_shapes,
        TypeCount: type_count,
        NameShape: name_shape,
        PressMiddle: press_middle,
        PutInside: put_inside,
    },
)
