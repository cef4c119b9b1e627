"""Forms: the values a clause gives for the fields on the screen, one after the other."""

from __future__ import annotations

import re

from deskhand.core.actions import Click, Type
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from ..matching import normalised
from ..view import Choice, Met, Move, View

_END = r"(?=\s*[,;]|\s+and\s+|\s+then\s+|$)"
_LINK = r"(?:\s*[:=]|\s+(?:is|to|as|with))?"
_USER = ("username", "user", "user name", "login", "email", "e-mail", "account")
_SENDING = re.compile(r"^(sign up|register|log ?in|sign in|subscribe|send|submit|create account|book|order|search)\b")


def fill(text: str, view: View) -> Move | None:
    """The next field of a form, its sending where the clause names it, or None where this is no form."""
    values = field_values(text, view.of(Role.EDIT))
    if not values:
        return None
    used = 0
    for field, value in values:
        if view.needs_typing(field, value):
            expect = Expectation(Change.FIELD_HOLDS, value)
            action = Type(value, field, clear=bool(field.state))
            return Choice(action, 0.85, f"{field.text} is to be {value}", expect)
        used = max(used, view.typed(value))
    sending = _SENDING.match(text.lower())
    button = view.first(sending[1], "Submit", "Continue", roles=[Role.BUTTON]) if sending else None
    if button is None:
        return Met(used)
    pressed = view.clicked(button.text)
    return Met(pressed) if pressed > used else Choice(Click(button), 0.85, "every field is filled in")


def field_values(text: str, fields: list[Element]) -> list[tuple[Element, str]]:
    """The value of each field that the text names, in the order of the fields."""
    found = [(field, _value(text, field, fields)) for field in fields if field.text]
    return [(field, value) for field, value in found if value]


def _value(text: str, field: Element, fields: list[Element]) -> str:
    for name in _names(field, fields):
        after = re.search(rf"([^,;]*?)\s+(?:as|for|into|in)\s+(?:the\s+|my\s+)?{name}\b", text, re.I)
        if after and (value := re.split(r"\b(?:and|with|using|enter|type|put|write|fill)\b", after[1])[-1].strip()):
            return value
        before = re.search(rf"\b{name}\b{_LINK}\s+(?!and\b|as\b|then\b)(\S.*?){_END}", text, re.I)
        if before:
            return before[1].strip(" \"'")
    if normalised(field.text) in _USER:
        user = re.search(r"\b(?:as|user)\s+([\w.@+-]+)", text, re.I)
        return user[1] if user else ""
    return ""


def _names(field: Element, fields: list[Element]) -> list[str]:
    """The field's label, and its first or last word where no other field has it."""
    label = normalised(field.text)
    if not label:
        return []
    others = [normalised(other.text) for other in fields if other is not field]
    words = [word for word in {label.split()[0], label.split()[-1]} if not any(word in other for other in others)]
    return [re.escape(name) for name in [label, *sorted(words, key=len, reverse=True)] if len(name) > 1]
