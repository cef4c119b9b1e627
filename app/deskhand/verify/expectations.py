"""Whether a prediction holds between two scenes."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from deskhand.core.actions import Type, target_of
from deskhand.core.lettering import folded
from deskhand.core.screen import Element, Scene
from deskhand.core.step import Change, Outcome, Proposal

_LONG, _NEARLY = 12, 88
"""Characters from which a text may be misread in places, and the rapidfuzz ratio it must reach then."""
_CARET = 4
"""Columns of pixels; a blinking caret changes no more and means nothing."""


def compare(before: Scene, after: Scene, proposal: Proposal) -> Outcome:
    """The outcome as far as these two scenes tell."""
    changed = differs(before, after)
    expect = proposal.expect
    match expect.change:
        case Change.NOTHING:
            return Outcome(True, "the screen changed" if changed else "the screen is as before", changed)
        case Change.ANYTHING:
            return Outcome(changed, "the screen changed" if changed else "nothing changed", changed)
        case Change.TEXT_APPEARS:
            more = _count(after, expect.detail) > _count(before, expect.detail)
            return Outcome(more, f"{expect.detail} {'appeared' if more else 'did not appear'}", changed)
        case Change.TEXT_GOES:
            gone = _count(after, expect.detail) == 0
            return Outcome(gone, f"{expect.detail} {'is gone' if gone else 'is still there'}", changed)
        case Change.STATE_IS:
            return _state(after, proposal, changed)
        case Change.FIELD_HOLDS:
            return _field(after, proposal, changed)


def differs(before: Scene, after: Scene) -> bool:
    """Whether more changed than a caret."""
    if not before.frame.shows_the_same_place_as(after.frame):
        return True
    a, b = before.frame.pixels, after.frame.pixels
    columns = (a != b).any(axis=(0, 2))
    return int(columns.sum()) > _CARET


def _state(after: Scene, proposal: Proposal, changed: bool) -> Outcome:
    target = target_of(proposal.action)
    found = _same_place(target, after) if target else None
    if found is None:
        return Outcome(changed, "the target is out of sight", changed)
    return Outcome(found.state == proposal.expect.detail, f"{found.text} is {found.state}", changed)


def _field(after: Scene, proposal: Proposal, changed: bool) -> Outcome:
    """The text landed where it was meant to; read back from the pixels."""
    assert isinstance(proposal.action, Type)
    wanted = proposal.expect.detail
    target = proposal.action.target
    found = _same_place(target, after) if target else None
    holders: Iterable[Element] = [found] if found else after
    landed = any(_shows(e.state, wanted) or _shows(e.text, wanted) for e in holders)
    if not landed and found is not None:
        # The reader may see the text but not the field it stands in.
        landed = any(_shows(e.text, wanted) and e.box.overlaps(found.box) for e in after)
    return Outcome(landed, f"the field {'holds' if landed else 'does not hold'} the text", changed)


def _shows(text: str, wanted: str) -> bool:
    """Whether a text read from the screen holds what was typed; a long one may be misread in places."""
    seen, meant = _bare(text), _bare(wanted)
    if meant in seen:
        return True
    return len(meant) >= _LONG and len(seen) >= len(meant) - 2 and fuzz.partial_ratio(meant, seen) >= _NEARLY


def _same_place(target: Element, scene: Scene) -> Element | None:
    near = [e for e in scene if e.role is target.role and e.box.overlaps(target.box)]
    return max(near, key=lambda e: e.box.coverage(target.box), default=None)


def _count(scene: Scene, text: str) -> int:
    return sum(_bare(text) in _bare(e.text) or _bare(text) in _bare(e.state) for e in scene)


def _bare(text: str) -> str:
    """Without case, spaces and the letters OCR cannot tell apart."""
    return folded("".join(text.split()))
