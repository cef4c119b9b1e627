"""The legal next actions of a screen as phrases: the model chooses among them and can name nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from deskhand.core.actions import Action, Ask, Click, Done, Fail, Key, Scroll, Type, Wait
from deskhand.core.screen import Element, Role

from .goal import literals
from .prompt import short
from .view import CLICKABLE

SHORTLIST = 48
"""Elements the model is shown; longer screens are cut to those most like the goal."""
_KEYS = (
    "enter",
    "escape",
    "tab",
    "delete",
    "ctrl+s",
    "ctrl+shift+s",
    "ctrl+z",
    "ctrl+f",
    "ctrl+n",
    "ctrl+shift+n",
    "f2",
)
_SPAN = 6
"""Words of the longest unquoted stretch of the goal that may be typed."""


def shortlist(goal: str, elements: Sequence[Element]) -> list[Element]:
    """The elements worth showing the model, in reading order."""
    named = [e for e in elements if e.text.strip() or e.role is Role.EDIT]
    if len(named) <= SHORTLIST:
        return named
    words = goal.lower()

    def worth(element: Element) -> float:
        base = 0 if element.role is Role.TEXT else 40
        return base + fuzz.token_set_ratio(words, element.text.lower())

    kept = set(sorted(range(len(named)), key=lambda i: -worth(named[i]))[:SHORTLIST])
    return [e for i, e in enumerate(named) if i in kept]


def legal_actions(goal: str, elements: Sequence[Element]) -> Mapping[str, Action]:
    """Every candidate phrase (with its leading space) and the action it stands for."""
    found: dict[str, Action] = {}
    texts = _typeable(goal)
    for element in elements:
        if element.role in CLICKABLE and element.text:
            found.setdefault(f" click {short(element.text)}", Click(element))
        if element.role is Role.EDIT:
            for text in texts:
                action = Type(text, element, clear=bool(element.state))
                found.setdefault(f" type {short(element.text)}={text}", action)
    found |= {f" key {chord}": Key(chord) for chord in _KEYS}
    found |= {
        " scroll": Scroll(),
        " wait": Wait(),
        " done": Done(),
        " ask": Ask("I am not sure which of these you mean."),
        " fail": Fail("This cannot be done from here."),
    }
    return found


def _typeable(goal: str) -> list[str]:
    """Quoted strings of the goal; without any, its stretches of up to six words."""
    quoted = literals(goal)
    if quoted:
        return quoted
    words = goal.split()
    spans = (
        " ".join(words[start : start + length]).strip(".,:;\"'")
        for start in range(len(words))
        for length in range(1, _SPAN + 1)
        if start + length <= len(words)
    )
    return [span for span in dict.fromkeys(spans) if re.search(r"\w", span)]
