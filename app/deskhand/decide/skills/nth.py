"""Controls told by their place or their kind alone: the 2nd text box, the button, both fields."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from deskhand.core.actions import Click, Fail
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..fields import controls, type_into
from ..numerals import ORDINAL, place
from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View

_BOX = (
    r"(?:input\s+|text\s+"
    r")?(?:text ?box|text ?field|text ?area|text input|input ?box|input|field|entry)(?:\s+(?:field|box))?"
)
_BOXES = r"(?:text ?boxes|text ?fields|text ?areas|input ?boxes|inputs|fields|boxes)"
_KINDS = r"(check ?box|radio(?: button)?|button|link|tab|option|icon|switch|slider|menu)"
_VALUE = r"(?:the\s+)?(?:number|text|words?|value|password|username|name|string)?\s*(.+?)"
_TYPE = r"(?:type|enter|write|put|input|fill in)"


@dataclass(frozen=True, slots=True)
class PressNth(Intent):
    """Press the control of a kind at a place among its like (from 0; -1: the last; None: the only one)."""

    kind: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class TypeNth(Intent):
    """Type `text` into the text field at a place (from 0), or into the only one."""

    sends: ClassVar[bool] = True

    text: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class TypeEach(Intent):
    """Type `text` into every text field."""

    sends: ClassVar[bool] = True

    text: str


def press_nth(intent: PressNth, view: View) -> Move:
    """Press it, unless it is on already."""
    found = controls(intent.kind, view)
    if intent.at is None:
        clicks = view.steps(lambda past: isinstance(past.action, Click))
        if clicks:
            return Met(clicks[0] + 1)
        if len(found) != 1 and intent.kind == "button":
            found = found[:1] or _any_label(view)
        index = 0
    else:
        index = intent.at
    name = f"the {intent.kind} at place {index + 1}"
    if done := view.clicked(name):
        return Met(done)
    if not -len(found) <= index < len(found):
        reason = f"I see {len(found)} of what is asked for ({intent.kind}), so not that one."
        return Choice(Fail(reason), 0.9, "it is not in sight")
    target = found[index]
    done = view.clicked_at(target.box.grown(4))
    if done or target.state in ("on", "selected"):
        return Met(done)
    expect = Expectation(Change.ANYTHING, patience=1.0)
    named = target if target.text else replace(target, text=name)
    return Choice(Click(named), 0.9, f"this is the {intent.kind} asked for", expect)


def _any_label(view: View) -> list[Element]:
    """Where no button is seen as one, the only thing written."""
    written = [e for e in view.of(Role.TEXT, Role.ROW, Role.TAB, Role.MENU_ITEM) if e.text]
    return written[:1]


def type_nth(intent: TypeNth, view: View) -> Move:
    """Type it there once."""
    fields = controls("textbox", view)
    if intent.at is None and len(fields) > 1:
        # The one that is empty and as low as a line; a text area is for reading.
        fields = sorted(fields, key=lambda e: (bool(e.state), e.box.h > 70))
    index = intent.at or 0
    if not -len(fields) <= index < len(fields):
        return Choice(Fail(f"I see {len(fields)} text fields, so not that one."), 0.9, "it is not in sight")
    return type_into(fields[index], intent.text, view)


def type_each(intent: TypeEach, view: View) -> Move:
    """Type it into one after the other."""
    used = 0
    for field in controls("textbox", view):
        move = type_into(field, intent.text, view)
        if isinstance(move, Choice):
            return move
        used = max(used, move.used)
    return Met(used)


def _kind(word: str) -> str:
    word = word.casefold().replace(" ", "")
    return "radio" if word.startswith("radio") else "checkbox" if word == "box" else word


def _press(at: str, kind: str) -> PressNth:
    return PressNth(_kind(kind), place(at))


def _only(kind: str) -> PressNth:
    return PressNth(_kind(kind))


def _focus(at: str = "") -> PressNth:
    return PressNth("textbox", place(at) if at else None)


def _type(text: str, at: str = "") -> TypeNth:
    return TypeNth(text, place(at) if at else None)


def _first(kind: str) -> PressNth:
    return PressNth(_kind(kind), 0)


def _spin(value: str) -> TypeNth:
    return TypeNth(value)


def _cased(text: str, case: str) -> TypeNth:
    return TypeNth(text.upper() if case.casefold() == "upper" else text.lower())


_FOCUS = r"(?:focus|click|tap|go)(?:\s+(?:on|in|into|inside))?"
SKILL = Skill(
    (
        Wording(
            779,
            rf"(?:check|tick|select|click|choose|press|mark|pick|take)(?:\s+on)?\s+the\s+{ORDINAL}\s+"
            r"(check ?box|box|radio(?: button)?|option)",
            _press,
        ),
        Wording(780, rf"{_FOCUS}\s+the\s+{ORDINAL}\s+{_BOX}", _focus),
        Wording(781, rf"{_FOCUS}\s+the\s+{_BOX}", _focus),
        Wording(
            782,
            rf"(?:check|tick|select|click|choose|press|mark)(?:\s+on)?\s+the\s+{ORDINAL}\s+"
            rf"{_KINDS}",
            _press,
        ),
        Wording(783, r"(?:click|press|push|hit)(?:\s+on)?\s+(?:the|a)\s+(button|link)", _only),
        Wording(
            752,
            r"(?:select|choose|pick|set)\s+(-?\d+)\s+(?:with|on|using|in)\s+the\s+"
            r"(?:spinner|stepper|spin ?box)",
            _spin,
        ),
        Wording(784, rf"(?:click|press|tap)(?:\s+on)?\s+an?\s+⟦?\"?{_KINDS}\"?⟧?(?:\s+widget)?", _first),
        Wording(
            878,
            rf"{_TYPE}\s+{_VALUE}\s+in\s+(?:all\s+)?(upper|lower)[- ]?case(?:\s+letters)?(?:\s+"
            rf"(?:in|into)\s+.+)?",
            _cased,
        ),
        Wording(
            876,
            rf"{_TYPE}\s+{_VALUE}\s+(?:in|into)\s+the\s+{_BOX}\s+in\s+(?:all\s+"
            rf")?(upper|lower)[- ]?case(?:\s+letters)?",
            _cased,
        ),
        Wording(880, rf"{_TYPE}\s+{_VALUE}\s+(?:in|into)\s+the\s+{ORDINAL}\s+{_BOX}", _type),
        Wording(
            881,
            rf"{_TYPE}\s+{_VALUE}\s+(?:in|into)\s+(?:both|all|each|every)(?:\s+of)?(?:\s+the)?\s+{_BOXES}",
            TypeEach,
        ),
        Wording(882, rf"{_TYPE}\s+{_VALUE}\s+(?:in|into)\s+the\s+{_BOX}", _type),
    ),
    {PressNth: press_nth, TypeNth: type_nth, TypeEach: type_each},
)
