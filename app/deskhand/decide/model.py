"""The language model as a chooser: it walks a trie of the legal actions and cannot leave it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deskhand.core.actions import Click, Drag, Key, Type
from deskhand.core.ports import LanguageModel
from deskhand.core.screen import Element
from deskhand.core.step import Change, Expectation, Past

from .candidates import legal_actions, shortlist
from .foresight import foreseen
from .prompt import prompt
from .view import Choice


@dataclass(frozen=True, slots=True)
class Guess(Choice):
    """The model's choice, with its prompt and its answer: what it expects is asked only of a choice that is taken."""

    asked: str = ""
    answer: str = ""

    def expected(self, model: LanguageModel) -> Expectation:
        """What the model expects of this choice. Costs a second question, so it is asked of what will be done."""
        if isinstance(self.action, Click | Type | Key | Drag):
            return foreseen(model, self.asked, self.answer, self.action)
        return self.expect


def model_choice(model: LanguageModel, goal: str, elements: Sequence[Element], history: Sequence[Past]) -> Guess:
    """The model's next action and the probability it gave it.

    Raises:
        ModelError: the model cannot be used.
    """
    shown = shortlist(goal, elements)
    legal = legal_actions(goal, shown)
    asked = prompt(goal, shown, history)
    chosen = model.choose(asked, list(legal))
    action = legal[chosen.text]
    nothing = Expectation(Change.NOTHING)
    return Guess(action, chosen.confidence, "the model's choice", nothing, asked=asked, answer=chosen.text)
