"""Whether an effect stands on one frame: after a crash the moment before it is not there to compare with."""

from __future__ import annotations

from deskhand.core.ports import Grounder
from deskhand.core.sameness import differ
from deskhand.core.screen import Frame, Scene
from deskhand.core.step import Change, Expectation, Proposal

from .landmarks_named import is_titled
from .reading_effects import READ, shows_effect

_OPENS = frozenset({Change.DIALOG_OPENS, Change.WINDOW_OPENS})
_CLOSES = frozenset({Change.DIALOG_CLOSES, Change.WINDOW_CLOSES})


class Standing:
    """See `Retrospect`."""

    def __init__(self, grounder: Grounder) -> None:
        self._grounder = grounder

    def holds(self, proposal: Proposal, frame: Frame, read: bool) -> bool | None:
        """See `Retrospect.holds`."""
        expect = proposal.expect
        if _pictured(expect, frame):
            return True
        if expect.change in _OPENS | _CLOSES and expect.detail:
            there = any(is_titled(window, expect.detail) for window in frame.windows)
            return there == (expect.change in _OPENS)
        if expect.change is Change.FOCUS_MOVES and expect.detail:
            return any(w.focused and is_titled(w, expect.detail) for w in frame.windows)
        if expect.change in READ and read:
            return shows_effect(Scene(frame), proposal, self._grounder)
        return None


def _pictured(expect: Expectation, frame: Frame) -> bool:
    """Whether the recorded picture stands in its place."""
    if expect.picture is None or expect.place is None:
        return False
    return not differ(expect.picture.pixels, frame.crop(expect.place))
