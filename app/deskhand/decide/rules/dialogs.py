"""Dialogs nobody asked for: dismissed by the answer that changes least."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deskhand.core.actions import Ask, Click
from deskhand.core.screen import Element, Role

from ..view import Choice, View

_HARMLESS = (
    "not now|later|remind me later|maybe later|no thanks|no, thanks|cancel|skip|dismiss|close|don't send|"
    "don't allow|deny|block|reject all|reject|only necessary|keep|stay|no|got it|ok|continue"
).split("|")
"""Answers in the order of how little they change."""


def interruption(goal: str, view: View) -> Choice | None:
    """How to dismiss a dialog that stands in the way, or None where none does."""
    for index, element in enumerate(view.elements):
        if element.role is not Role.DIALOG:
            continue
        inside = _inside(view.elements, index)
        if _belongs(goal, element, inside):
            return None
        for answer in _HARMLESS:
            for button in inside:
                if button.text.lower().replace("’", "'").strip(" .!") == answer:
                    return Choice(Click(button), 0.85, f"“{element.text}” is in the way and not part of the goal")
        return Choice(Ask(f"A dialog is in the way: {element.text}"), 0.6, "it has no harmless answer")
    return None


def _inside(elements: Sequence[Element], index: int) -> list[Element]:
    """The buttons of a dialog: those in its box, or those listed after it where boxes are unknown."""
    dialog = elements[index]
    if dialog.box.area:
        return [e for e in elements if e is not dialog and e.box.coverage(dialog.box) > 0.9]
    return list(elements[index + 1 :])


def _belongs(goal: str, dialog: Element, inside: Sequence[Element]) -> bool:
    """A dialog with fields, or one that shares a word with the goal, is part of the work."""
    if any(e.role in (Role.EDIT, Role.COMBO, Role.OPTION) for e in inside):
        return True
    words = set(re.findall(r"[\w.]{4,}", goal.lower()))
    return bool(words & set(re.findall(r"[\w.]{4,}", dialog.text.lower())))
