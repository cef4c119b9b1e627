"""The moment before an act, in a few kilobytes: what is needed to tell after an interruption whether it was done."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from deskhand.core.actions import target_of
from deskhand.core.geometry import Box
from deskhand.core.marks import titled
from deskhand.core.risk import Risk, Verdict
from deskhand.core.screen import Frame, Scene, Window
from deskhand.core.stacking import Stack, is_popup
from deskhand.core.step import Change, Proposal
from deskhand.recipe.resuming.small_look import SmallLook

_OPENS = frozenset({Change.DIALOG_OPENS, Change.WINDOW_OPENS, Change.MENU_OPENS})
_CLOSES = frozenset({Change.DIALOG_CLOSES, Change.WINDOW_CLOSES})
_LIT = 6
"""Pixels around a target that are lit with it under the pointer."""


@dataclass(frozen=True)
class Moment:
    """The class of the act, the window it acts in (its handle, 0 for the whole desktop) and how that looked, the
    handles and titles of all windows, which of them had the keyboard, and the box of the target in its window."""

    risk: Risk
    window: int
    look: SmallLook
    windows: tuple[tuple[int, str], ...] = ()
    focus: int = 0
    target: Box | None = None

    @classmethod
    def before(cls, proposal: Proposal, scene: Scene, verdict: Verdict) -> Moment:
        """The moment an act is proposed in."""
        frame, target = scene.frame, target_of(proposal.action)
        focused = next((w for w in reversed(frame.windows) if w.focused), None)
        window = Stack(frame.windows).at(target.box.center) if target else focused
        return cls(
            verdict.risk,
            window.handle if window else 0,
            SmallLook.of(frame.crop(_place(frame, window))),
            tuple((w.handle, w.title) for w in frame.windows),
            frame.focus.window if frame.focus else 0,
            _in(target.box, _place(frame, window)) if target else None,
        )

    def is_as(self, frame: Frame, unlit: bool = False) -> bool:
        """Whether the window looks as it did, and no other one came or went.

        With `unlit` what a pointer brings about by being there does not count: its target is lit, a tooltip opens.
        """
        window = next((w for w in frame.windows if w.handle == self.window), None)
        if self.window and window is None:
            return False
        place, before = _place(frame, window), {handle for handle, _ in self.windows}
        passing = [w for w in frame.windows if unlit and w.tip and w.handle not in before]
        besides = [_in(w.box, place) for w in passing]
        if unlit and self.target:
            besides.append(self.target.grown(_LIT))
        same = before == {w.handle for w in frame.windows if w not in passing}
        return same and self.look.is_still_that_of(frame.crop(place), besides)

    def differs_in(self, part: Box, frame: Frame) -> bool:
        """Whether a part of the window looks otherwise than it did."""
        window = next((w for w in frame.windows if w.handle == self.window), None)
        if self.window and window is None:
            return False
        return not self.look.is_still_that_of(frame.crop(_place(frame, window)), within=part)

    def is_over(self, frame: Frame) -> bool:
        """Whether no other window than the one acted in is there any more: the application or the desktop was started
        anew, and that windows came and went tells nothing."""
        others = {handle for handle, _ in self.windows} - {self.window}
        return bool(self.windows) and others.isdisjoint(w.handle for w in frame.windows) and not self._is_there(frame)

    def _is_there(self, frame: Frame) -> bool:
        return any(w.handle == self.window for w in frame.windows)

    def came(self, change: Change, title: str, frame: Frame) -> bool | None:
        """Whether this change of the windows has taken place since; None for a change of something else, and where it
        cannot be told."""
        if self.is_over(frame):
            return None
        before = set(self.windows)
        if change in _OPENS:
            new = [w for w in frame.windows if (w.handle, w.title) not in before]
            return any(is_popup(w) if change is Change.MENU_OPENS else titled(title, w.title) for w in new)
        if change in _CLOSES:
            handles = {w.handle for w in frame.windows}
            return any(handle not in handles and titled(title, name) for handle, name in before)
        if change is Change.FOCUS_MOVES:
            focus = frame.focus
            return focus is not None and focus.window != self.focus and titled(title, focus.title)
        return None

    def packed(self) -> bytes:
        """The moment as it is kept."""
        kept = {
            "risk": int(self.risk),
            "window": self.window,
            "focus": self.focus,
            "windows": self.windows,
            "target": self.target.as_list() if self.target else None,
            "look": [self.look.rows, self.look.columns, base64.b64encode(self.look.packed).decode()],
        }
        return json.dumps(kept).encode()

    @classmethod
    def unpacked(cls, kept: bytes) -> Moment:
        """The moment that was kept."""
        known = json.loads(kept)
        rows, columns, packed = known["look"]
        return cls(
            Risk(known["risk"]),
            known["window"],
            SmallLook(rows, columns, base64.b64decode(packed)),
            tuple((handle, title) for handle, title in known["windows"]),
            known["focus"],
            Box(*known["target"]) if known["target"] else None,
        )


def _in(box: Box, place: Box) -> Box:
    return box.shifted(-place.x, -place.y)


def _place(frame: Frame, window: Window | None) -> Box:
    return window.box if window else frame.box
