"""Cells of a spreadsheet: going to one by its name and filling it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from deskhand.core.actions import Click, Fail, Key, Type
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..matching import same_name
from ..procedures import NOTHING_SEEN, Part, first_done, in_order, typed_first
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d{1,5})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SetCell(Intent):
    """Write `content` (a value, or a formula with its `=`) into the cell called `cell`."""

    content: str
    cell: str


def set_cell(intent: SetCell, view: View) -> Move:
    """Go to the cell, type, enter; a value is then looked for in the grid."""
    cell = intent.cell.upper().replace("$", "")
    return in_order(view, _at(cell), _typed(intent.content), _entered, _shown(intent.content, cell))


def _at(cell: str) -> Part:
    """By the box that names the current cell, which knows cells out of sight too; else by a click on the grid."""

    def part(view: View) -> Move:
        clicked = first_done(
            view, lambda p: isinstance(p.action, Click) and p.action.target.role in (Role.CELL, Role.EDIT)
        )
        named = typed_first(view, cell)
        if named:
            sent = first_done(view, lambda p: isinstance(p.action, Key) and p.action.chord == "enter")
            return Met(sent) if sent > named else Choice(Key("enter"), 0.92, f"goes to {cell}", NOTHING_SEEN)
        if clicked:
            return Met(clicked)
        box = _name_box(view)
        if box is not None:
            expect = Expectation(Change.FIELD_HOLDS, cell, patience=0.8)
            if not same_name(box.state, cell):
                return Choice(Type(cell, box, clear=True), 0.92, f"the box of the current cell leads to {cell}", expect)
            return Met()
        found = cell_at(cell, view)
        if found is None:
            return Choice(Fail(f"I see no cell {cell} here."), 0.9, "no sheet with such a row and column")
        return Choice(Click(found), 0.9, f"this is {cell}", NOTHING_SEEN)

    return part


def _typed(content: str) -> Part:
    def part(view: View) -> Move:
        done = typed_first(view, content)
        expect = Expectation(Change.ANYTHING, patience=1.5)
        return Met(done) if done else Choice(Type(content), 0.92, "what the cell is to hold", expect)

    return part


def _entered(view: View) -> Move:
    done = first_done(view, lambda p: isinstance(p.action, Key) and p.action.chord == "enter")
    return (
        Met(done) if done else Choice(Key("enter"), 0.92, "ends the cell", Expectation(Change.ANYTHING, patience=1.5))
    )


def _shown(content: str, cell: str) -> Part:
    """What was typed stands in the grid; a formula shows its value, which nobody knows yet."""

    def part(view: View) -> Move:
        found = cell_at(cell, view)
        if content.startswith("=") or found is None or view.done or _holds(found, content):
            return Met()
        return Choice(Fail(f"{cell} shows {found.text}, not {content}."), 0.9, "it did not arrive as typed")

    return part


def _holds(found: Element, content: str) -> bool:
    shown = found.text or found.state
    return not shown or same_name(shown, content) or bool(re.search(r"[.,%€$]", shown))


def cell_at(cell: str, view: View) -> Element | None:
    """The cell where its column and its row meet; headers next to it say which they are."""
    match = _REFERENCE.match(cell)
    if match is None:
        return None
    column, row = match[1].upper(), match[2]
    headers = view.of(Role.HEADER)
    top = [h for h in headers if h.text.upper() == column]
    side = [h for h in headers if h.text == row]
    grid = view.of(Role.CELL, Role.EDIT)
    for above in top:
        for beside in side:
            if beside.box.y <= above.box.y:
                continue
            here = [
                c
                for c in grid
                if above.box.x - 4 <= c.box.center.x <= above.box.right
                and beside.box.y - 2 <= c.box.center.y <= beside.box.bottom + 2
                and c.box.h < 3 * beside.box.h
            ]
            if here:
                return here[0]
    return None


def _name_box(view: View) -> Element | None:
    """The field above the grid that holds a cell's name."""
    return next((e for e in view.of(Role.EDIT, Role.COMBO) if _REFERENCE.match(e.state.strip())), None)


def _filled(cell: str, content: str) -> SetCell:
    return SetCell(content, cell)


_CELL = r"(?:the\s+)?(?:(?:cell|field|box)\s+)?(\$?[A-Z]{1,2}\$?\d{1,4})"
_WHAT = r"(?:the\s+)?(?:(?:formula|value|number|text|word|date|title)\s+)?(.+?)"

SKILL = Skill(
    (
        Wording(
            340,
            rf"(?:put|enter|type|write|insert|place|input|fill|store|add)\s+(?:in\s+)?{_WHAT}\s+(?:in|into|to|at)\s+{_CELL}",
            SetCell,
        ),
        Wording(341, rf"(?:set|change|make|update|correct|edit)\s+{_CELL}\s+(?:to|into|be|as|=)\s+{_WHAT}", _filled),
        Wording(
            342,
            rf"(?:set|change|update|correct)\s+(?:the\s+)?(?:value|content|contents|number)\s+(?:of|in)\s+{_CELL}\s+(?:to|into)\s+{_WHAT}",
            _filled,
        ),
        Wording(
            343,
            rf"{_CELL}\s+(?:should|must|shall|has to|needs to)\s+(?:be|hold|contain|say|read|become|show)\s+{_WHAT}",
            _filled,
        ),
        Wording(344, rf"fill\s+{_CELL}\s+with\s+{_WHAT}", _filled),
        Wording(345, rf"(?:in|into)\s+{_CELL},?\s+(?:put|enter|type|write)\s+{_WHAT}", _filled),
    ),
    {SetCell: set_cell},
)
