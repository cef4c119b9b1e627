"""Sums and equations that stand on the screen: worked out, and the answer typed into the field beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from deskhand.core.actions import Fail, Type
from deskhand.core.geometry import Box, bounding
from deskhand.core.screen import Element, Role
from deskhand.vision.signs import sign_of, sum_of

from ..fields import controls, type_into
from ..places import drawing, rows
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_SIGNS = str.maketrans({"×": "*", "x": "*", "X": "*", "·": "*", "÷": "/", ":": "/", "−": "-", "–": "-", "—": "-"})
_SUM = re.compile(r"^\s*(-?\d+)((?:\s*[-+*/]\s*\d+)+)\s*=?\s*\??\s*$")
_EQUATION = re.compile(r"^(?=.*[a-z])([-+*/\d\sa-z()]+)=([-+*/\d\sa-z()]+)$", re.IGNORECASE)
_PARTS = (Role.TEXT, Role.ICON, Role.BUTTON, Role.LINK, Role.ROW, Role.TAB)


@dataclass(frozen=True, slots=True)
class Solve(Intent):
    """Work out the problem on the screen (for `unknown`, where it is an equation) and type the answer."""

    sends: ClassVar[bool] = True

    unknown: str = ""


def solve(intent: Solve, view: View) -> Move:
    """Read the problem, type its answer once."""
    typed = view.steps(lambda past: isinstance(past.action, Type))
    if typed:
        return Met(typed[-1] + 1)
    fields = controls("textbox", view)
    if not fields:
        return Choice(Fail("I see no field for the answer."), 0.9, "no text field on the screen")
    answer = _answer(intent.unknown, fields, view)
    if answer is None:
        return Choice(Fail("I cannot read the sum."), 0.9, "no sum on the screen")
    return type_into(fields[0], answer, view)


def _answer(unknown: str, fields: list[Element], view: View) -> str | None:
    for text in _written(fields, view):
        found = root(text, unknown) if unknown else total(text)
        if found is not None:
            return str(found) if found.denominator == 1 else f"{float(found):g}"
    return None


def _written(fields: list[Element], view: View) -> list[str]:
    """What stands on each row, sign by sign, fields left out."""
    parts = [e for e in view.elements if e.role in _PARTS and not any(e.box.overlaps(f.box) for f in fields)]
    lines = []
    for row in rows(parts):
        drawn = _drawn(row, fields, view)
        if drawn:
            lines.append(drawn)
        if any(len(re.sub(r"[^a-z]", "", e.text, flags=re.IGNORECASE)) > 3 and e.role is not Role.ICON for e in row):
            continue
        lines.append(" ".join(_sign(e, view) for e in row))
    return [re.sub(r"\s+", " ", line) for line in lines if line.strip()]


def _drawn(row: list[Element], fields: list[Element], view: View) -> str:
    """The signs of a row by their shape: what is large or stands alone is often not read as text."""
    box = bounding(e.box for e in row).grown(3)
    drawn = drawing(view)
    if view.frame is None or drawn is None or box.h > 120:
        return ""
    panel = drawn[1]
    beside = [f.box.x for f in fields if f.box.x > box.x and abs(f.box.center.y - box.center.y) < f.box.h]
    # As far as the page goes, since an equals sign may not have been seen at all.
    right = min([panel.right, box.right + 2 * box.h, *beside])
    left = max(panel.x + 1, box.x - 2 * box.h)
    return sum_of(view.frame.crop(Box(left, box.y, right - left - 3, box.h)))


def _sign(element: Element, view: View) -> str:
    """The text of an element, or the sign its picture shows."""
    if element.role is not Role.ICON and element.text:
        return element.text
    if view.frame is None:
        return ""
    pixels = view.frame.crop(element.box.grown(2))
    seen = sign_of(pixels)
    return seen or {"add": "+", "remove": "-", "close": "x"}.get(element.text, "")


def total(text: str) -> Fraction | None:
    """The value of a sum such as `2 x 4 =`, times before plus; None where it is none."""
    match = _SUM.match(text.translate(_SIGNS))
    return _value(match[1] + match[2]) if match else None


def _value(text: str) -> Fraction | None:
    terms: list[Fraction] = []
    for sign, figure in re.findall(r"([-+*/]?)\s*(\d+)", text):
        number = Fraction(int(figure))
        if sign == "*" and terms:
            terms[-1] *= number
        elif sign == "/" and terms:
            if not number:
                return None
            terms[-1] /= number
        else:
            terms.append(-number if sign == "-" else number)
    return sum(terms, Fraction(0)) if terms else None


def root(text: str, unknown: str) -> Fraction | None:
    """The value of the unknown in an equation of the first degree; None where it is none."""
    match = _EQUATION.match(text.replace("−", "-").replace("–", "-").strip())
    if match is None or unknown.casefold() not in text.casefold():
        return None
    left, right = (_line(side, unknown) for side in match.groups())
    if left is None or right is None or left[0] == right[0]:
        return None
    return (right[1] - left[1]) / (left[0] - right[0])


def _line(side: str, unknown: str) -> tuple[Fraction, Fraction] | None:
    """Slope and constant of one side: `7 - x` is (-1, 7)."""
    slope, constant = Fraction(0), Fraction(0)
    spent = re.sub(r"\s", "", side.casefold())
    for sign, figure, letter in re.findall(r"([-+]?)(\d*)\*?([a-z]?)", spent):
        if not figure and not letter:
            continue
        if letter and letter != unknown.casefold():
            return None
        number = Fraction(int(figure or 1)) * (-1 if sign == "-" else 1)
        slope, constant = (slope + number, constant) if letter else (slope, constant + number)
    return slope, constant


def _solve() -> Solve:
    return Solve()


_TYPE = (
    r"(?:,?\s+and\s+(?:type|enter|write|put|give)\s+(?:your|the)\s+(?:answer|result|solution)(?:\s+"
    r"(?:in|into)\s+.+)?)?"
)
SKILL = Skill(
    (
        Wording(
            40,
            rf"(?:solve|work out|calculate|compute|do)\s+the\s+(?:math(?:s|ematical)?\s+"
            rf")?(?:problem|sum|exercise|task|equation|expression){_TYPE}",
            _solve,
            whole=True,
        ),
        Wording(41, rf"solve(?:\s+the\s+equation)?\s+for\s+([a-z]){_TYPE}", Solve, whole=True),
    ),
    {Solve: solve},
)
