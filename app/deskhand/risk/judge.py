"""The class of a step: the highest of its signals. What cannot be read or known counts as R3."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from deskhand.core.actions import Act, Activate, Click, Key, Type
from deskhand.core.approval import window_of
from deskhand.core.risk import Risk, Verdict
from deskhand.core.sameness import LEVEL
from deskhand.core.screen import Frame, Role, Scene
from deskhand.core.step import Proposal
from deskhand.risk import provenance
from deskhand.risk.acts import SENDING_KEYS, Look, is_confirming
from deskhand.risk.addresses import site_of
from deskhand.risk.tables import Signal, Tables, canonical, packaged
from deskhand.risk.typed_text import kinds, of_text


class WordsJudge:
    """Judges by the data tables, and remembers what was filled in since something was sent last: Enter or a button
    sends it."""

    def __init__(self, tables: Tables | None = None) -> None:
        """`tables` are the packaged ones, or those with a person's own words."""
        self._tables = tables or packaged()
        self._goal, self._filled = "", list[Signal]()
        self._sent: Frame | None = None

    def judge(self, goal: str, proposal: Proposal, scene: Scene) -> Verdict:
        """See `RiskJudge.judge`."""
        action = proposal.action
        if not isinstance(action, Act):
            return Verdict(Risk.R0, ("nothing is sent",))
        if isinstance(action, Activate):
            return Verdict(Risk.R1, ("brings a window to the front",))
        look = Look(scene, self._tables)
        app = _app(action, scene)
        signals = [*look.of_action(action), *self._of_filled(goal, action, scene.frame), *look.of_program(app)]
        # Typing clicks its field first, but until then the keyboard is elsewhere.
        signals += look.of_program(scene.frame.focus.app if scene.frame.focus else "")
        risk = max(risk for risk, _ in signals)
        texts = tuple(provenance.of_texts(goal, proposal, scene))
        return Verdict(
            risk,
            tuple(dict.fromkeys(why for level, why in signals if level == risk)),
            texts,
            target_from=provenance.of_target(goal, proposal),
            seen=tuple(provenance.seen(texts, scene)),
            kinds=kinds(action.text) if isinstance(action, Type) and not action.secret else (),
            app=app,
            site=site_of(scene, window_of(action, scene)),
            judged_by=look.judged_by(action),
        )

    def _of_filled(self, goal: str, action: Act, frame: Frame) -> Iterator[Signal]:
        """What sends is of the class of what was filled in, whatever it is called."""
        if goal != self._goal or (self._sent is not None and _is_elsewhere(self._sent, frame)):
            self._goal, self._filled, self._sent = goal, [], None
        if isinstance(action, Type):
            if self._sent is not None:
                # What is filled in after a form was sent belongs to the next.
                self._filled, self._sent = [], None
            self._filled += [signal for signal in _of_typed(action, self._tables) if signal[0] > Risk.R1]
        elif _sends(action):
            # Whether it was done is not known here: it counts as sent when the screen shows something else.
            self._sent = frame
            yield from ((risk, f"sends what was filled in: {why}") for risk, why in self._filled)


def _sends(action: Act) -> bool:
    if isinstance(action, Key):
        return canonical(action.chord).split("+")[-1] in (*SENDING_KEYS, "space")
    return isinstance(action, Click) and action.target.role in _PRESSED


def _is_elsewhere(before: Frame, now: Frame) -> bool:
    """Whether the window shows mostly something else than when what was filled in was to be sent."""
    if (before.focus and before.focus.title) != (now.focus and now.focus.title) or before.box != now.box:
        return True
    if before.pixels is now.pixels:
        return False
    different = (np.abs(before.pixels.astype(np.int16) - now.pixels) > LEVEL).any(axis=2)
    return float(different.mean()) > ANOTHER


ANOTHER = 0.05
"""Part of the screen's pixels that must differ: a page that was sent is another, a field that lights up is not."""
_PRESSED = frozenset({Role.BUTTON, Role.LINK, Role.ICON, Role.MENU_ITEM, Role.TEXT})
"""Roles whose press may send a form."""


def _of_typed(action: Type, tables: Tables) -> Iterator[Signal]:
    if action.secret:
        yield Risk.R5, f"the secret {action.secret}"
    else:
        yield from of_text(action.text, tables=tables)


def _app(action: Act, scene: Scene) -> str:
    """The application an act is done in, as the window system names it; empty where it is not known."""
    handle = window_of(action, scene)
    found = (w.app for w in scene.frame.windows if w.handle == handle)
    return next(found, scene.frame.focus.app if scene.frame.focus else "")


__all__ = ["WordsJudge", "is_confirming"]
