"""The action model asked to point: which of these elements would it act on to do what a step says?"""

from __future__ import annotations

from collections.abc import Sequence

from deskhand.core.ports import LanguageModel
from deskhand.core.screen import Element

from .candidates import shortlist
from .prompt import names, prompt

SURE = 0.5
"""Probability from which an answer is worth showing to a person; it is never acted on unseen."""

_NONE_OF_THEM = (" ask", " fail")
"""What it answers where nothing on the screen is what the goal asks for."""


def pointed_at_by(model: LanguageModel, goal: str, elements: Sequence[Element]) -> Element | None:
    """The element the model would act on for the goal (`click Save`), or None where it is not sure of any.

    Raises:
        ModelError: the model cannot be used.
    """
    shown = shortlist(goal, elements)
    named = {f" click {name}": e for e, name in zip(shown, names(shown), strict=True) if name}
    if not named:
        return None
    chosen = model.choose(prompt(goal, shown, ()), [*named, *_NONE_OF_THEM])
    return named.get(chosen.text) if chosen.confidence >= SURE else None


__all__ = ["pointed_at_by"]
