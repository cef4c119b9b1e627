"""One decision of two choosers: rules for what is certain, the model for what is not.

Measured on hand-written tasks, either alone is right two times in three; where they agree, nine in ten.
So: sure rules act alone; unsure rules ask the model; agreement raises the confidence; without it the
surer one decides, and when neither is sure nothing is clicked.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from deskhand.core.actions import Action, Ask, Done, Fail, Key, phrase, target_of
from deskhand.core.errors import ModelError, ModelFileError, ModelHostError
from deskhand.core.ports import LanguageModel
from deskhand.core.screen import Scene
from deskhand.core.step import Change, Expectation, Past, Proposal

from .goal import parse
from .model import model_choice
from .symbolic import symbolic_choice
from .view import Choice

log = logging.getLogger(__name__)

_SAYS_NO = frozenset("don't do not no never without but cancel it the this that".split())
_KEY_MEANS = {"ctrl+s": "save", "ctrl+shift+s": "save", "shift+delete": "delete", "ctrl+w": "close", "alt+f4": "close"}
SURE = 0.85
"""Rules this sure are not second-guessed."""
ALONE = 0.7
"""The model's word alone needs this much; alone it is right two times in three (docs/BENCHMARKS.md)."""
ENOUGH = 0.5
"""Rules less sure than this do nothing on their own."""


class CombinedDecider:
    """The decider of a run; `model` may be missing, which the chooser has said."""

    def __init__(self, model: LanguageModel | None, trust: float = 1.0) -> None:
        """`trust` scales the model's confidence: 1 for the trained adapter, less for an untrained base."""
        self._model, self._trust = model, trust

    def next(self, goal: str, scene: Scene, history: Sequence[Past]) -> Proposal:
        """See `Decider.next`. A model that fails is reported and the rules go on alone."""
        proposal = self._next(goal, scene, history)
        for constraint in parse(goal).constraints:
            if breaks(constraint, proposal.action):
                question = f"To {phrase(proposal.action)} may go against “{constraint}”. Shall I?"
                return Proposal(Ask(question), "the goal forbids it", 0.9, "rules", Expectation(Change.NOTHING))
        return proposal

    def _next(self, goal: str, scene: Scene, history: Sequence[Past]) -> Proposal:
        ruled = symbolic_choice(goal, scene.elements, history)
        if ruled.confidence >= SURE or self._model is None:
            return self._alone(ruled)
        try:
            guessed = model_choice(self._model, goal, scene.elements, history)
        except (ModelFileError, ModelHostError) as problem:
            log.warning("%s Going on with the rules alone.", problem)
            self._model = None
            return self._alone(ruled)
        except ModelError as problem:
            log.warning("%s This step is decided by the rules alone.", problem)
            return self._alone(ruled)
        return self._joined(ruled, guessed)

    def _alone(self, ruled: Choice) -> Proposal:
        return Proposal(ruled.action, ruled.why, ruled.confidence, "rules", ruled.expect)

    def _joined(self, ruled: Choice, guessed: Choice) -> Proposal:
        if same_action(ruled.action, guessed.action):
            sure = 1 - (1 - ruled.confidence) * (1 - self._trust * guessed.confidence)
            return Proposal(ruled.action, ruled.why, sure, "both", ruled.expect)
        # "Done" needs a condition that was seen to hold, and only the rules have those.
        finished = isinstance(guessed.action, Done)
        if not finished and self._trust * guessed.confidence > max(ruled.confidence, ALONE):
            return Proposal(guessed.action, guessed.why, self._trust * guessed.confidence, "model", guessed.expect)
        if ruled.confidence >= ENOUGH or isinstance(ruled.action, Fail):
            return self._alone(ruled)
        reason = f"I am not sure enough to {phrase(ruled.action)}, and see nothing better to do."
        return Proposal(Fail(reason), reason, ruled.confidence, "rules", Expectation(Change.NOTHING))


def breaks(constraint: str, action: Action) -> bool:
    """Whether an action does what the constraint forbids: its first word is the forbidden verb.

    A label that says no itself ("Don't save") keeps the constraint.
    """
    target = target_of(action)
    name = target.text if target else _KEY_MEANS.get(action.chord, action.chord) if isinstance(action, Key) else ""
    words = _words(name)
    forbidden = [word for word in _words(constraint) if word not in _SAYS_NO]
    stems = {stem for word in forbidden for stem in (word, word.removesuffix("ing"), word.removesuffix("ing") + "e")}
    return bool(words) and not _SAYS_NO.intersection(words) and words[0] in stems


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.casefold().replace("’", "'"))


def same_action(a: Action, b: Action) -> bool:
    """Whether two actions do the same, however many clicks they take."""
    return phrase(a).removeprefix("double-") == phrase(b).removeprefix("double-")
