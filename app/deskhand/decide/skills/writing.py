"""Typing text into a field or the document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from deskhand.core.actions import Fail, Type
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..commands import NEW_DOCUMENT
from ..forms import fill
from ..matching import normalised
from ..procedures import command, in_order
from ..seeking import seek
from ..skill import Intent, Literal, Skill, Wording
from ..view import Choice, Met, Move, View
from .picking import Pick, pick
from .vague import Vague, vague

_DOCUMENT_NAMES = ("text", "document", "editor", "body", "content", "note", "message")
_SEEKS = re.compile(r"\b(?:search|find|filter|address|location|url)\b", re.IGNORECASE)
"""Fields that hold no document."""
_MADE = re.compile(r"^(?:a|an|another|some)\s+(?:new\s+)?[a-z-]+(?:\s+[a-z-]+)?$", re.IGNORECASE)
_FIELD = r"(?:\s+(?:field|box|input))?"
_TYPE = r"(?:type|write|enter|input|put)\s+(?:in\s+)?(?:the\s+(?:text|words?|value)\s+)?"


@dataclass(frozen=True, slots=True)
class Write(Intent):
    """Type `text` into the field called `field`, or into the document when that is empty; a new one if `fresh`."""

    text: str
    field: str = ""
    fresh: bool = False
    begun: bool = False
    """Whether a new document was begun just before, so that the keyboard is in it."""


def write(intent: Write, view: View) -> Move:
    """Type the text where it belongs, once; in a new document where one was asked for."""
    if not intent.fresh:
        return _write_here(intent, view)
    return in_order(
        view, command(NEW_DOCUMENT, Expectation(Change.ANYTHING, patience=3.0)), partial(_write_here, intent)
    )


def _write_here(intent: Write, view: View) -> Move:
    done = view.typed(intent.text)
    if done and view.done[done - 1].outcome.met:
        return Met(done)
    if done and view.done[done - 1].outcome.changed:
        return Choice(Fail("What I typed does not show as I typed it."), 0.9, "typing twice could spoil the text")
    if _MADE.match(intent.text) and not intent.field and not isinstance(intent.text, Literal):
        # "Write a new email", "put a table into it": what is to be made, not to be typed.
        return vague(Vague(f"write {intent.text}"), view)
    form = None if intent.field or isinstance(intent.text, Literal) else fill(intent.text, view)
    if form is not None:
        return form
    target = _field(intent.field, view) if intent.field else document_of(view)
    if target is None and (intent.begun or intent.fresh):
        appears = Expectation(Change.TEXT_APPEARS, intent.text.splitlines()[0])
        return Choice(Type(intent.text), 0.9, "the keyboard is in what was begun", appears)
    if target is None:
        if intent.field:
            return seek(view, f"a field called {intent.field}")
        return Choice(
            Fail("I see no place to type in."),
            0.7 if isinstance(intent.text, Literal) else 0.3,
            "no text field on the screen",
        )
    if target.state == intent.text:
        return Met()
    if target.role is Role.COMBO:
        return pick(Pick(target.text, intent.text), view)
    expect = Expectation(Change.FIELD_HOLDS, intent.text)
    action = Type(intent.text, target, clear=bool(intent.field and target.state))
    # Unquoted words may be meant otherwise: "write a new email" is a button.
    sure = 0.9 if intent.field or isinstance(intent.text, Literal) or '"' in intent.text else 0.4
    return Choice(action, sure, f"the text goes into {target.text or 'this field'}", expect)


def _field(name: str, view: View) -> Element | None:
    """The edit called so; a word of its label is enough when only one field has it."""
    fields = view.of(Role.EDIT, Role.COMBO)
    exact = view.first(name, roles=[Role.EDIT, Role.COMBO])
    if exact is not None:
        return exact
    wanted = normalised(name)
    near = [e for e in fields if wanted in normalised(e.text) or (e.text and normalised(e.text) in wanted)]
    return near[0] if len(near) == 1 else None


def document_of(view: View) -> Element | None:
    """The field with a document's name, else the only one, else the largest."""
    fields = [e for e in view.of(Role.EDIT) if not _SEEKS.search(e.text)] or view.of(Role.EDIT)
    named = [e for e in fields if normalised(e.text) in _DOCUMENT_NAMES]
    return max(named or fields, key=lambda e: e.box.area, default=None)


def _write(text: str, field: str) -> Write:
    """`in the document` and its like name no field."""
    words = field.lower().split()
    document = (
        words[-1:] in (["editor"], ["document"], ["window"], ["page"], ["area"])
        or words[-1:] == ["note"]
        or words in (["text"], ["it"])
    )
    fresh = document and words[:2] in (["a", "new"], ["new", words[-1]], ["an", "empty"])
    return Write(text, "" if document else field, fresh)


def _fill(field: str, text: str) -> Write:
    return Write(text, field)


SKILL = Skill(
    (
        Wording(899, rf"{_TYPE}(⟦\d+⟧)\s+(?:on|in|into|at|to|for|as)\s+(?:the\s+|my\s+)?(.+?){_FIELD}", _write),
        Wording(
            900,
            rf"{_TYPE}(.+?)\s+(?:in|into|as|for)\s+(?:the\s+)?(.+?)(?:\s+(?:field|box|input))?",
            _write,
            keeps_quotes=True,
        ),
        Wording(901, rf"{_TYPE}(.+)", Write, keeps_quotes=True),
        Wording(902, r"fill\s+(?:in\s+)?(?:the\s+)?(.+?)(?:\s+(?:field|box))?\s+with\s+(.+)", _fill, keeps_quotes=True),
    ),
    {Write: write},
)
