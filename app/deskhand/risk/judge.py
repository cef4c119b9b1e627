"""The class of a step: the highest of its signals. What cannot be read or known counts as R3."""

from __future__ import annotations

from collections.abc import Iterator

from deskhand.core.actions import Act, Activate, Click, Key, Type
from deskhand.core.approval import window_of
from deskhand.core.risk import Risk, Verdict
from deskhand.core.screen import Role, Scene
from deskhand.core.step import Proposal
from deskhand.risk import provenance
from deskhand.risk.acts import SENDING_KEYS, Look, is_confirming
from deskhand.risk.addresses import address_of, host_of
from deskhand.risk.tables import Signal, Tables, canonical, packaged
from deskhand.risk.typed_text import kinds, of_text


class WordsJudge:
    """Judges by the data tables, and remembers what was filled in since something was sent last: Enter or a button
    sends it."""

    def __init__(self, tables: Tables | None = None) -> None:
        """`tables` are the packaged ones, or those with a person's own words."""
        self._tables = tables or packaged()
        self._goal, self._filled = "", list[Signal]()
        self._sent: Act | None = None

    def judge(self, goal: str, proposal: Proposal, scene: Scene) -> Verdict:
        """See `RiskJudge.judge`."""
        action = proposal.action
        if not isinstance(action, Act):
            return Verdict(Risk.R0, ("nothing is sent",))
        if isinstance(action, Activate):
            return Verdict(Risk.R1, ("brings a window to the front",))
        look = Look(scene, self._tables)
        signals = [*look.of_action(action), *self._of_filled(goal, action), *look.of_window(scene.frame.focus)]
        risk = max(risk for risk, _ in signals)
        texts = tuple(provenance.of_texts(goal, proposal, scene))
        return Verdict(
            risk,
            tuple(dict.fromkeys(why for level, why in signals if level == risk)),
            texts,
            target_from=provenance.of_target(goal, proposal),
            seen=tuple(provenance.seen(texts, scene)),
            kinds=kinds(action.text) if isinstance(action, Type) and not action.secret else (),
            app=_app(action, scene),
            site=host_of(address_of(scene)),
        )

    def _of_filled(self, goal: str, action: Act) -> Iterator[Signal]:
        """What sends is of the class of what was filled in, whatever it is called."""
        if goal != self._goal or (self._sent is not None and action != self._sent):
            self._goal, self._filled, self._sent = goal, [], None
        if isinstance(action, Type):
            self._filled += [signal for signal in _of_typed(action, self._tables) if signal[0] > Risk.R1]
        elif _sends(action):
            # Judged again after the gate was closed it is the same; the next act is another.
            self._sent = action
            yield from ((risk, f"sends what was filled in: {why}") for risk, why in self._filled)


def _sends(action: Act) -> bool:
    if isinstance(action, Key):
        return canonical(action.chord).split("+")[-1] in SENDING_KEYS
    return isinstance(action, Click) and action.target.role is Role.BUTTON


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
