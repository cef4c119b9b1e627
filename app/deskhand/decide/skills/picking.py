"""Choosing a value in a combo box, list or field."""

from __future__ import annotations

from dataclasses import dataclass

from deskhand.core.actions import Click, Type
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation

from ..matching import same_name
from ..seeking import seek
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View


@dataclass(frozen=True, slots=True)
class Pick(Intent):
    """Set the combo box or field called `field` to `value`."""

    field: str
    value: str


def pick(intent: Pick, view: View) -> Move:
    """Open the combo box and choose; a plain field of that name is typed into."""
    field = view.first(intent.field, roles=[Role.COMBO, Role.EDIT, Role.SWITCH, Role.CHECKBOX])
    picked = view.clicked(intent.value)
    if field is not None and same_name(field.state, intent.value):
        return Met(picked)
    option = view.first(intent.value, roles=[Role.OPTION, Role.MENU_ITEM, Role.RADIO, Role.ROW, Role.CELL])
    if option is not None and option.role is Role.RADIO and field is None:
        # "Printing should be in colour" names no field, but its value.
        return Met(picked, sure=0.8) if option.state == "on" else Choice(Click(option), 0.85, "the value")
    if option is not None:
        return Met(picked) if picked or option.state in ("on", "selected") else Choice(Click(option), 0.9, "the value")
    if picked:
        return Met(picked)
    if field is None:
        return seek(view, f"a field called {intent.field}")
    if field.role is Role.EDIT:
        typed = view.typed(intent.value)
        expect = Expectation(Change.FIELD_HOLDS, intent.value)
        return Met(typed) if typed else Choice(Type(intent.value, field, bool(field.state)), 0.9, "the value", expect)
    return Choice(Click(field), 0.9, f"shows the choices of {intent.field}")


def _pick(value: str, field: str) -> Pick:
    return Pick(field, value)


_SHOULD = r"(.{2,40}?)\s+(?:should|must|has to|needs to|ought to)\s+be\s+(?:set\s+to\s+|in\s+|at\s+)?(.+)"

SKILL = Skill(
    (
        Wording(1002, rf"(?:make\s+sure\s+|ensure\s+)?(?:that\s+)?(?:the\s+|my\s+)?{_SHOULD}", Pick),
        Wording(1003, r"i\s+(?:want|need)\s+(?:the\s+|my\s+)(.{2,40}?)\s+(?:to\s+be\s+|as\s+|set\s+to\s+)(.+)", Pick),
        Wording(1000, r"(?:set|change|switch)\s+(?:the\s+)?(.+?)\s+to\s+(.+)", Pick),
        Wording(
            1001,
            r"(?:choose|pick|select)\s+(.+?)\s+(?:as|for|from|in)\s+(?:the\s+)?(.+?)(?:\s+(?:list|menu|box|"
            r"dropdown))?",
            _pick,
        ),
    ),
    {Pick: pick},
)
