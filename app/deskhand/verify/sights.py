"""What two frames show without being read: the recorded picture, and how much changed where."""

from __future__ import annotations

import numpy as np

from deskhand.core.actions import target_of
from deskhand.core.geometry import Box
from deskhand.core.sameness import changed_at, changed_box, differ
from deskhand.core.screen import Frame
from deskhand.core.stacking import without_places
from deskhand.core.step import Expectation, Proposal

MUCH = 0.02
"""Share of a window that another page or a turned picture changes, and a button or a caret does not."""


_FRAME = 6
"""Pixels around a target that light up with it when the pointer is on it or it has the keyboard."""


def beyond_the_target(before: Frame, now: Frame, proposal: Proposal, left: Box | None = None) -> bool:
    """Whether anything changed but the target itself, which lights up under the pointer whatever it does, and what the
    pointer has `left`, which goes dark again."""
    if before.windows != now.windows:
        return True
    target, changed = target_of(proposal.action), changed_box(before, now)
    if target is None or changed is None:
        return changed is not None
    lit = [box.grown(_FRAME) for box in (target.box, left) if box is not None]
    # Only the part that changed is copied: this is asked at every grab.
    old, new = (without_places(frame.part(changed), lit) for frame in (before, now))
    return changed_box(old, new) is not None


def tells(before: Frame, expect: Expectation) -> bool:
    """Whether the recorded picture can show that the effect came: it must not have stood there before."""
    if expect.picture is None or expect.place is None:
        return False
    return differ(expect.picture.pixels, before.crop(expect.place))


def looks_as_recorded(before: Frame, now: Frame, expect: Expectation) -> bool:
    """Whether the recorded picture stands in its place now, and did not before the step."""
    if expect.picture is None or expect.place is None or now.box.intersection(expect.place) != expect.place:
        return False
    return not differ(expect.picture.pixels, now.crop(expect.place)) and tells(before, expect)


def much_changed(before: Frame, now: Frame) -> bool:
    """Whether much of the focused window (of the screen where none is known) differs."""
    if changed_box(before, now) is None:
        return False
    window = next((w.box for w in reversed(now.windows) if w.focused and w.title), now.box)
    old, new = before.crop(window), now.crop(window)
    return old.shape != new.shape or (bool(old.size) and float((old != new).any(axis=2).mean()) >= MUCH)


def own_pixels_changed(before: Frame, now: Frame, proposal: Proposal) -> bool:
    """Whether the pixels of the target itself differ by more than a caret."""
    target = target_of(proposal.action)
    return target is not None and changed_at(before, now, target.box)


def looks_otherwise(before: Frame, now: Frame, proposal: Proposal) -> bool:
    """Whether anything of the target and the frame around it differs, be it by a breath of light."""
    target = target_of(proposal.action)
    if target is None:
        return False
    box = target.box.grown(_FRAME)
    return not np.array_equal(before.crop(box), now.crop(box))
