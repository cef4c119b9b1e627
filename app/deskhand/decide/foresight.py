"""The model's prediction of what a step will change, as an expectation that can be checked."""

from __future__ import annotations

import logging

from deskhand.core.actions import Action, Click, Type
from deskhand.core.errors import ModelError
from deskhand.core.ports import LanguageModel
from deskhand.core.screen import TOGGLES
from deskhand.core.step import Change, Expectation

from .prompt import effect_prompt

log = logging.getLogger(__name__)

SURE = 0.9
"""A prediction less sure than this says only that something changes: a landmark that does not come makes a step
count as one without effect."""
EFFECTS = {
    " nothing": Change.NOTHING,
    " menu opens": Change.MENU_OPENS,
    " menu closes": Change.ANYTHING,
    " dialog opens": Change.DIALOG_OPENS,
    " dialog closes": Change.DIALOG_CLOSES,
    " page changes": Change.ANYTHING,
    " list opens": Change.ANYTHING,
    " list closes": Change.ANYTHING,
    " field holds": Change.FIELD_HOLDS,
    " turns on": Change.STATE_IS,
    " turns off": Change.STATE_IS,
    " selected": Change.ANYTHING,
    " view moves": Change.ANYTHING,
}
"""The words the adapter is trained to predict with, and what `verify` checks for each."""


def certain(action: Action) -> Expectation | None:
    """What follows of itself from a step: a toggle turns, a field holds what was typed."""
    if isinstance(action, Click) and action.target.role in TOGGLES and action.count == 1 and action.button == "left":
        return Expectation(Change.STATE_IS, "off" if action.target.state == "on" else "on")
    if isinstance(action, Type):
        return Expectation(Change.FIELD_HOLDS, action.text)
    return None


def foreseen(model: LanguageModel, asked: str, answer: str, action: Action) -> Expectation:
    """What the model expects of its own answer to the prompt `asked`."""
    known = certain(action)
    if known is not None:
        return known
    try:
        chosen = model.choose(effect_prompt(asked, answer), list(EFFECTS))
    except ModelError as problem:
        log.warning("%s Nothing is predicted of this step.", problem)
        return Expectation(Change.ANYTHING)
    change = EFFECTS[chosen.text] if chosen.confidence >= SURE else Change.ANYTHING
    # Only what is certain carries the detail these two are checked by.
    return Expectation(Change.ANYTHING if change in (Change.STATE_IS, Change.FIELD_HOLDS) else change)
