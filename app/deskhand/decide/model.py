"""The language model as a chooser: it walks a trie of the legal actions and cannot leave it."""

from __future__ import annotations

from collections.abc import Sequence

from deskhand.core.actions import Click, Type
from deskhand.core.ports import LanguageModel
from deskhand.core.screen import TOGGLES, Element
from deskhand.core.step import Change, Expectation, Past

from .candidates import legal_actions, shortlist
from .prompt import prompt
from .view import Choice


def model_choice(model: LanguageModel, goal: str, elements: Sequence[Element], history: Sequence[Past]) -> Choice:
    """The model's next action and the probability it gave it.

    Raises:
        ModelError: the model cannot be used.
    """
    shown = shortlist(goal, elements)
    legal = legal_actions(goal, shown)
    chosen = model.choose(prompt(goal, shown, history), list(legal))
    action = legal[chosen.text]
    expect = Expectation(Change.ANYTHING)
    if isinstance(action, Click) and action.target.role in TOGGLES:
        expect = Expectation(Change.STATE_IS, "off" if action.target.state == "on" else "on")
    elif isinstance(action, Type):
        expect = Expectation(Change.FIELD_HOLDS, action.text)
    return Choice(action, chosen.confidence, "the model's choice", expect)
