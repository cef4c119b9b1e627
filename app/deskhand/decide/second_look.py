"""A closer look where rules and model disagree: the model is asked again, between the two acts alone."""

from __future__ import annotations

from collections.abc import Sequence

from deskhand.core.actions import Action, phrase, target_of
from deskhand.core.ports import LanguageModel
from deskhand.core.screen import Element
from deskhand.core.step import Past

from .candidates import legal_actions, shortlist
from .prompt import prompt


def same_action(a: Action, b: Action) -> bool:
    """Whether two actions do the same, however many clicks they take."""
    if target_of(a) is not None and target_of(b) is not None and target_of(a) is not target_of(b):
        return False
    return phrase(a).removeprefix("double-") == phrase(b).removeprefix("double-")


def preference(
    model: LanguageModel, goal: str, elements: Sequence[Element], history: Sequence[Past], a: Action, b: Action
) -> float | None:
    """How sure the model is of `b` where only `a` and `b` are left (0 to 1); None where it cannot name both.

    Raises:
        ModelError: the model cannot be used.
    """
    shown = shortlist(goal, elements)
    legal = legal_actions(goal, shown)
    names = [next((name for name, action in legal.items() if same_action(action, one)), "") for one in (a, b)]
    if not all(names) or names[0] == names[1]:
        return None
    chosen = model.choose(prompt(goal, shown, history), names)
    return chosen.confidence if chosen.text == names[1] else 1 - chosen.confidence


def outweighs(by_rules: float, preferred: float) -> float:
    """How probable the model's act is against the rules', of what both were sure of: naive Bayes over the two."""
    for_model, for_rules = (1 - by_rules) * preferred, by_rules * (1 - preferred)
    return for_model / (for_model + for_rules) if for_model + for_rules else 0.5
