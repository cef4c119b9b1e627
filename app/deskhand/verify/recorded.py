"""Whether a step had the effect it had when it was recorded: by the window list and by pictures, read only if need be.

Most effects are seen without reading: windows come and go, and what changed looks as it did. Where it looks otherwise
(another theme, another value) the target's box alone is read, or the part of the screen that changed. An effect that
does not come within the patience is a mismatch; nothing is ever done twice for it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from deskhand.core.actions import Type, target_of
from deskhand.core.geometry import Box
from deskhand.core.ports import Capture, Grounder, OcrEngine
from deskhand.core.sameness import changed_box
from deskhand.core.screen import Frame, Scene
from deskhand.core.step import LANDMARKS, Change, Outcome, Proposal
from deskhand.core.stop import StopToken

from .field_text import holds
from .landmarks_named import landmark, titled_now
from .line_in_field import is_full, line_in
from .reading_effects import READ, read_effect
from .sights import beyond_the_target, looks_as_recorded, looks_otherwise, much_changed, own_pixels_changed, tells

POLL = 0.008
"""Seconds between two grabs; a grab takes two milliseconds."""
REST = 0.04
"""Seconds without a change after which the screen is read: what is still being drawn reads wrongly."""
QUIET = 0.25
"""Seconds an application is given to show anything after a step of which no effect was recorded."""
SETTLED = 0.25
"""Seconds without a change after which a target that alone looks otherwise counts as all there is to see."""
OTHERWISE = 0.12
"""Seconds without a change after which what changed, and looks otherwise than recorded, counts as it is."""


class Recorded:
    """The verifier of a replay."""

    def __init__(self, capture: Capture, grounder: Grounder, stop: StopToken, lines: OcrEngine | None = None) -> None:
        """`grounder` reads frames of regions when it is needed; `lines` first what fields of one line hold."""
        self._capture, self._grounder, self._stop, self._lines = capture, grounder, stop, lines
        self._pointed: Box | None = None

    def check(self, before: Scene, proposal: Proposal) -> tuple[Outcome, Scene]:
        """See `Verifier.check`."""
        began = time.monotonic()
        left, target = self._pointed, target_of(proposal.action)
        self._pointed = target.box if target is not None else left
        still: _Still | None = None
        outcome = Outcome(False, "nothing changed", False)
        while True:
            frame = self._capture.grab()
            still = _Still.after(still, frame)
            seen = _glance(before, frame, proposal, still, began, left)
            if seen is None and proposal.expect.change in READ:
                outcome = self._read(before, frame, proposal, still) or outcome
                seen = replace(outcome, seen_at=still.since) if outcome.met else None
            if seen is not None:
                return seen, Scene(frame)
            if time.monotonic() - began >= proposal.expect.patience:
                return _missed(outcome, before, frame, proposal), Scene(frame)
            self._stop.pause(POLL)

    def _read(self, before: Scene, frame: Frame, proposal: Proposal, still: _Still) -> Outcome | None:
        """What reading tells, once for each look of the screen; None where it was not read again.

        A field of one line that holds the text is seen at once. Everything else is read when it is at rest: what is
        half drawn reads wrongly.
        """
        if not still.glanced:
            still.glanced = True
            seen = self._line(frame, proposal)
            if seen is not None:
                return seen
        if still.read or not still.rests(REST):
            return None
        still.read = True
        return read_effect(before, frame, proposal, self._grounder)

    def _line(self, frame: Frame, proposal: Proposal) -> Outcome | None:
        """The outcome if a field of one line plainly holds the text."""
        action, wanted = proposal.action, proposal.expect.detail
        if self._lines is None or not isinstance(action, Type) or action.target is None or action.secret or not wanted:
            return None
        seen = line_in(frame, action.target.box, self._lines)
        full = is_full(frame, action.target.box)
        return Outcome(True, "the field holds the text") if holds(seen, wanted, action.clear, full) else None


@dataclass
class _Still:
    """The frames since the screen last changed: the first and the last of them, and how far they were read."""

    first: Frame
    last: Frame
    glanced: bool = False
    read: bool = False

    @classmethod
    def after(cls, before: _Still | None, frame: Frame) -> _Still:
        if before is None or before.last.windows != frame.windows or changed_box(before.first, frame) is not None:
            return cls(frame, frame)
        before.last = frame
        return before

    @property
    def since(self) -> float:
        return self.first.taken_at

    def rests(self, seconds: float) -> bool:
        return self.last.taken_at - self.first.taken_at >= seconds


def _glance(
    before: Scene, frame: Frame, proposal: Proposal, still: _Still, began: float, left: Box | None
) -> Outcome | None:
    """The outcome if it can be told without reading."""
    expect, at = proposal.expect, frame.taken_at
    if looks_as_recorded(before.frame, frame, expect):
        return Outcome(True, "it looks as when it was recorded", seen_at=at)
    match expect.change:
        case Change.NOTHING:
            return _nothing(before, frame, still, began)
        case Change.ANYTHING:
            return _anything(before, frame, proposal, still, left)
        case Change.MUCH:
            return (
                Outcome(True, "much of the window changed", seen_at=at) if much_changed(before.frame, frame) else None
            )
        case change if change in LANDMARKS:
            return landmark(change, expect.detail, before, Scene(frame))
        case Change.TEXT_APPEARS:
            return titled_now(before, Scene(frame), expect.detail)
        case Change.SELECTED:
            marked = own_pixels_changed(before.frame, frame, proposal)
            return Outcome(True, "it looks selected", seen_at=at) if marked else None
        case _:
            return None


def _anything(before: Scene, frame: Frame, proposal: Proposal, still: _Still, left: Box | None) -> Outcome | None:
    """Something changed. Where it is known what it looks like it gets a moment to look so; and a target that lights up
    under the pointer is no effect yet, nor is what the pointer `left` and that goes dark."""
    if not beyond_the_target(before.frame, frame, proposal, left):
        changed = looks_otherwise(before.frame, frame, proposal) and still.rests(SETTLED)
        if changed and _only_lit(proposal):
            return None
        return Outcome(True, "only the target itself looks otherwise", seen_at=still.since) if changed else None
    rest = OTHERWISE if tells(before.frame, proposal.expect) else 0.0
    return Outcome(True, "the screen changed", seen_at=still.since) if still.rests(rest) else None


def _only_lit(proposal: Proposal) -> bool:
    """Whether a target that looks otherwise may be nothing but lit: when it was recorded, something else changed."""
    target, place = target_of(proposal.action), proposal.expect.place
    return target is not None and place is not None and not place.overlaps(target.box)


def _nothing(before: Scene, frame: Frame, still: _Still, began: float) -> Outcome | None:
    """Without a recorded effect: until what changed is at rest, or it is clear that nothing will."""
    changed = changed_box(before.frame, frame) is not None or before.frame.windows != frame.windows
    if changed and still.rests(REST):
        return Outcome(True, "the screen changed", seen_at=still.since)
    if not changed and time.monotonic() - began >= QUIET:
        return Outcome(True, "the screen is as before", False)
    return None


def _missed(outcome: Outcome, before: Scene, frame: Frame, proposal: Proposal) -> Outcome:
    """What is said of an effect that did not come."""
    expect = proposal.expect
    changed = changed_box(before.frame, frame) is not None or before.frame.windows != frame.windows
    if expect.change is Change.NOTHING:
        return Outcome(True, "the screen does not rest", changed)
    landmark_missed = expect.change in LANDMARKS or expect.change is Change.MUCH
    if expect.change in READ and outcome.observed:
        return replace(outcome, met=False, changed=changed)
    what = f"{expect.change.value} {expect.detail}".strip()
    return Outcome(False, f"not seen: {what}" if changed else "nothing changed", changed, missed=landmark_missed)
