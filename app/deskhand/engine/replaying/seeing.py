"""The steps and conditions that look: what is shown, what a target holds, what is read into a variable."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from deskhand.core.anchor import Anchor, Located, Locator
from deskhand.core.geometry import bounding
from deskhand.core.lettering import folded, says
from deskhand.core.marks import matching
from deskhand.core.ports import Capture, Grounder
from deskhand.core.sameness import changed_box
from deskhand.core.screen import Element, Frame, Scene
from deskhand.core.stop import StopToken
from deskhand.core.vicinity import vicinity
from deskhand.recipe.anchors.targets import anchor_from, mark_from
from deskhand.recipe.format import schema
from deskhand.recipe.format.loading import Loaded
from deskhand.recipe.format.patterns import kept
from deskhand.recipe.format.schema import Condition
from deskhand.recipe.meaning.scope import Scope
from deskhand.recipe.meaning.templates import fill

from .ending import Halts
from .parts import located_in_part, read_part

POLL = 0.03
"""Seconds between two grabs while something is waited for."""
REST = 0.1
"""Seconds without a change before the screen is read."""
RESTLESS = 1.0
"""Seconds after which a screen that never rests is read as it is."""


class Seeing:
    """Answers what can be seen, reading only what changed since it was last asked."""

    def __init__(self, capture: Capture, grounder: Grounder, locator: Locator, stop: StopToken) -> None:
        self._capture, self._grounder, self._locator, self._stop = capture, grounder, locator, stop

    def holds(self, condition: Condition, scope: Scope, loaded: Loaded, within: float = 0.0) -> bool:
        """Whether something can be seen, within these seconds; at once where they are none, but on a screen at rest."""
        began = time.monotonic()
        seen: Frame | None = None
        while True:
            frame = self.at_rest()
            if seen is None or seen.windows != frame.windows or changed_box(seen, frame) is not None:
                seen = frame
                if self._sees(condition, frame, scope, loaded):
                    return True
            if time.monotonic() - began >= within:
                return False
            self._stop.pause(POLL)

    def at_rest(self) -> Frame:
        """The first frame after a moment without a change."""
        began = time.monotonic()
        still = frame = self._capture.grab()
        while frame.taken_at - still.taken_at < REST and time.monotonic() - began < RESTLESS:
            self._stop.pause(POLL)
            frame = self._capture.grab()
            if still.windows != frame.windows or changed_box(still, frame) is not None:
                still = frame
        return frame

    def _sees(self, condition: Condition, frame: Frame, scope: Scope, loaded: Loaded) -> bool:
        found = all(part(condition, frame, scope, loaded) for part in (self._window, self._target, self._text))
        return found != condition.negated

    def _window(self, condition: Condition, frame: Frame, scope: Scope, loaded: Loaded) -> bool:
        if condition.window is None:
            return True
        return bool(matching(mark_from(condition.window, _filler(scope)), frame.windows))

    def _target(self, condition: Condition, frame: Frame, scope: Scope, loaded: Loaded) -> bool:
        if condition.target is None:
            return True
        anchor = anchor_from(condition.target, loaded.pictures, _filler(scope))
        if condition.state is None:
            found = self._locator.glance(anchor, frame) or located_in_part(self._locator, anchor, frame)
            return found.element is not None
        element = self._read_now(anchor, frame).element
        return element is not None and _same(element.state or element.text, fill(condition.state, scope).text)

    def _read_now(self, anchor: Anchor, frame: Frame) -> Located:
        """A target as it is read on this frame, whatever is remembered of its picture."""
        found = self._locator.glance(anchor, frame) or located_in_part(self._locator, anchor, frame)
        if found.element is None:
            return found
        near = read_part(self._grounder, frame, vicinity(found.element))
        return replace(found, element=_there(found.element, near))

    def _text(self, condition: Condition, frame: Frame, scope: Scope, loaded: Loaded) -> bool:
        if condition.text is None:
            return True
        wanted = fill(condition.text, scope).text
        if not wanted.strip():
            raise Halts("there is no text to look for: its value is empty")
        windows = matching(mark_from(condition.window, _filler(scope)), frame.windows) if condition.window else []
        if any(says(w.title, wanted) for w in windows or frame.windows):
            return True
        box = bounding([w.box for w in windows]) if windows else frame.box
        scene = read_part(self._grounder, frame, box)
        return any(says(e.text, wanted) or says(e.state, wanted) for e in scene)

    def read(self, step: schema.Read, frame: Frame, found: Element, scene: Scene) -> str:
        """The text a `read` step asks for, `found` being its target.

        Raises:
            Halts: there is no neighbour on that side, it cannot be read for sure, or is not of the pattern.
        """
        if step.side == "itself":
            read = _there(found, read_part(self._grounder, frame, vicinity(found)))
        else:
            read = getattr(scene.neighbours(found), step.side)
        where = _SIDES.get(step.side, "at")
        if read is None:
            raise Halts(f"nothing can be read {where} {found.text or 'it'}")
        if read.confidence < _SURE:
            raise Halts(
                f"what stands {where} {found.text or 'it'} cannot be read for sure (“{read.state or read.text}”)"
            )
        return _matched(step, read.state or read.text)


_SURE = 0.5
"""Confidence below which a text counts as not read."""
_SIDES = {"left": "left of", "right": "right of", "above": "above", "below": "below"}


def _matched(step: schema.Read, text: str) -> str:
    """What the step's pattern keeps of a text: its first group, or the match."""
    if step.pattern is None:
        return text.strip()
    part = kept(step.pattern, text)
    if part is None:
        raise Halts(f"“{text}” is not of the form {step.pattern}")
    return part.strip()


def _there(element: Element, scene: Scene) -> Element | None:
    """The element of another reading at the same place."""
    same = [e for e in scene if e.role is element.role] or list(scene)
    return max((e for e in same if e.box.shared(element.box)), key=lambda e: e.box.shared(element.box), default=None)


def _same(seen: str, wanted: str) -> bool:
    return _bare(seen) == _bare(wanted)


def _bare(text: str) -> str:
    return folded("".join(text.split()))


def _filler(scope: Scope) -> Callable[[str], str]:
    return lambda text: fill(text, scope).text
