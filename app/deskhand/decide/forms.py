"""Forms: the values a clause gives for the fields on the screen, one after the other."""

from __future__ import annotations

import re

from deskhand.core.actions import Click, Type
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation

from .constraints import forbidden_things
from .likeness import content_words, words_in
from .matching import normalised
from .senders import VERBS, senders
from .verbs import base_of
from .view import Choice, Met, Move, View

_END = r"(?=\s*[,;]|\s+and\s+|\s+then\s+|\s+with\s+|$"
_LINK = r"(?:\s*[:=]|\s+(?:is|to|as|with))"
_ASKS_TO_FILL = re.compile(
    r"^(?:fill|enter|type|set|write|sign|log|register|subscribe|book|order|send|submit|my)\b",
    re.IGNORECASE,
)
"""How a clause begins whose words `first name Anna` name a field and its value; others need `is`, `:` or the like."""
_USER = ("username", "user", "user name", "login", "email", "e-mail", "account")
_SENDING = re.compile(rf"^({'|'.join(VERBS)})\b")
_SEEKS = re.compile(r"\b(?:search|filter|find|address bar|url)\b", re.IGNORECASE)
"""Fields that are no part of a form."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def fill(text: str, view: View) -> Move | None:
    """The next field of a form, its sending where the clause names it, or None where this is no form."""
    fields = [e for e in view.of(Role.EDIT) if not _SEEKS.search(e.text)]
    values = field_values(text, fields)
    if not values:
        return None
    first = next((e for e in fields if not e.state), None)
    # Another value may belong into an empty field before the first that was understood.
    in_order = first is None or any(first is field for field, _ in values)
    used, sure = 0, 0.92 if _ASKS_TO_FILL.match(text) and in_order else 0.5
    for field, value in values:
        if view.needs_typing(field, value):
            expect = Expectation(Change.FIELD_HOLDS, value)
            action = Type(value, field, clear=bool(field.state))
            return Choice(action, sure, f"{field.text} is to be {value}", expect)
        used = max(used, view.typed(value))
    sending = _SENDING.match(text.lower())
    if unwanted := _unwanted(view):
        return unwanted
    button = view.first(*senders(sending[1]), roles=[Role.BUTTON]) if sending else None
    if button is None:
        written = all(field.state == value or view.done[view.typed(value) - 1].outcome.met for field, value in values)
        return Met(used, sure=0.85 if written and not _says_more(text, values) else 0.4)
    pressed = view.clicked(button.text)
    return Met(pressed) if pressed > used else Choice(Click(button), 0.8, "every field is filled in")


def _says_more(text: str, values: list[tuple[Element, str]]) -> bool:
    """Whether a clause asks for more than the values of these fields."""
    known = {word for field, value in values for word in content_words(f"{field.text} {value}")}
    left = [word for word in content_words(text) if word not in known and not base_of(word)]
    return len(left) > 1


def _unwanted(view: View) -> Choice | None:
    """A ticked box that the goal does not want: `but without the newsletter`."""
    for rule in view.constraints:
        for thing in forbidden_things(rule):
            box = next((e for e in view.toggles if e.state == "on" and words_in(thing, e.text)), None)
            if box is not None:
                return Choice(Click(box), 0.9, f"the goal says {rule}", Expectation(Change.STATE_IS, "off"))
    return None


def field_values(text: str, fields: list[Element]) -> list[tuple[Element, str]]:
    """The value of each field that the text names, in the order of the fields."""
    found = [(field, _value(text, field, fields)) for field in fields if field.text]
    return [(field, value) for field, value in found if value]


def _value(text: str, field: Element, fields: list[Element]) -> str:
    others = [re.escape(normalised(f.text)) for f in fields if f is not field and len(f.text) > 1]
    end = _END + "".join(rf"|\s+(?:the\s+)?{other}\b" for other in others) + ")"
    for name in _names(field, fields):
        after = re.search(rf"([^,;]*?)\s+(?:as|for|into|in)\s+(?:the\s+|my\s+)?{name}\b", text, re.I)
        if after and (value := re.split(r"\b(?:and|with|using|enter|type|put|write|fill)\b", after[1])[-1].strip()):
            return value
        link = f"{_LINK}?" if _ASKS_TO_FILL.match(text) else _LINK
        before = re.search(
            rf"\b{name}\b{link}\s+(?!(?:and|as|then|that|in|on|for|about|from|shall|should|may|of)\b)(\S.*?){end}",
            text,
            re.I,
        )
        if before:
            return before[1].strip(" \"'")
    label = normalised(field.text)
    if "mail" in label:
        address = _MAIL.search(text)
        return address[0] if address else ""
    if label in ("name", "full name", "your name"):
        person = re.search(r"\b(?:me|myself|us|user)\s+as\s+([^,;]+?)(?:,|;|\s+and\s|\s+with\s|$)", text, re.I)
        return person[1].strip() if person else ""
    if label in _USER:
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
