"""Whether a prediction holds between two scenes."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from deskhand.core.actions import Type, target_of
from deskhand.core.lettering import folded
from deskhand.core.screen import Element, Scene
from deskhand.core.step import LANDMARKS, Change, Outcome, Proposal

from .landmarks import came

_LONG, _NEARLY = 12, 88
"""Characters from which a text may be misread in places, and the rapidfuzz ratio it must reach then."""
_SECRET = re.compile(r"\b(?:password|passphrase|passcode|pin|secret|kennwort|passwort|mot de passe)\b", re.IGNORECASE)
"""Names of fields that show dots for what is typed."""
_MUCH = 0.02
"""Share of a window that another page or a turned picture changes, and a button or a caret does not."""
_LINE = 24
"""Pixels; a line of text that an editor marks as the current one may be seen as lying outside of its field."""
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
            more = more or (_titled(after, expect.detail) and not _titled(before, expect.detail))
            return Outcome(more, f"{expect.detail} {'appeared' if more else 'did not appear'}", changed)
        case Change.TEXT_GOES:
            gone = _count(after, expect.detail) == 0
            return Outcome(gone, f"{expect.detail} {'is gone' if gone else 'is still there'}", changed)
        case Change.STATE_IS:
            return _state(after, proposal, changed)
        case Change.FIELD_HOLDS:
            return _field(before, after, proposal, changed)
        case Change.SELECTED:
            return _selected(before, after, proposal, changed)
        case Change.MUCH:
            share = _changed_share(before, after)
            met = share >= _MUCH
            return Outcome(met, f"{share:.0%} of the window changed", changed, missed=not met)
        case landmark:
            assert landmark in LANDMARKS
            met = came(landmark, before, after)
            return Outcome(met, landmark.value if met else f"not seen: {landmark.value}", changed, missed=not met)


def differs(before: Scene, after: Scene) -> bool:
    """Whether more changed than a caret."""
    if not before.frame.shows_the_same_place_as(after.frame):
        return True
    a, b = before.frame.pixels, after.frame.pixels
    columns = (a != b).any(axis=(0, 2))
    return int(columns.sum()) > _CARET


def _titled(scene: Scene, text: str) -> bool:
    """Whether a window is called so: a list that opens a folder loses its name as the title gets it."""
    return any(_bare(text) in _bare(window.title) for window in scene.frame.windows)


def _changed_share(before: Scene, after: Scene) -> float:
    """Share of the pixels of the focused window (of the screen where none is known) that differ."""
    if not before.frame.shows_the_same_place_as(after.frame):
        return 1.0
    window = next((w.box for w in reversed(after.frame.windows) if w.focused and w.title), after.frame.box)
    old, new = before.frame.crop(window), after.frame.crop(window)
    return float((old != new).any(axis=2).mean()) if old.size else 0.0


def _state(after: Scene, proposal: Proposal, changed: bool) -> Outcome:
    target = target_of(proposal.action)
    found = _same_place(target, after) if target else None
    if found is None:
        return Outcome(changed, "the target is out of sight", changed)
    return Outcome(found.state == proposal.expect.detail, f"{found.text} is {found.state}", changed)


def _field(before: Scene, after: Scene, proposal: Proposal, changed: bool) -> Outcome:
    """The text landed where it was meant to; read back from the pixels."""
    assert isinstance(proposal.action, Type)
    wanted = proposal.expect.detail
    target = proposal.action.target
    found = _same_place(target, after) if target else None
    holders: Iterable[Element] = [found] if found else after
    if target is not None and _SECRET.search(target.text):
        return _hidden(before, after, target, changed)
    landed = any(shows(e.state, wanted) or shows(e.text, wanted) for e in holders)
    if not landed and found is not None:
        # The reader may see the text but not the field it stands in, or the field without its current line.
        around = found.box.grown(_LINE)
        landed = any(shows(e.text, wanted) and e.box.overlaps(around) for e in after)
    return Outcome(landed, f"the field {'holds' if landed else 'does not hold'} the text", changed)


def _hidden(before: Scene, after: Scene, target: Element, changed: bool) -> Outcome:
    """A field for a secret shows dots: all that can be seen is that something was written in it."""
    inside = target.box.grown(-4)
    old, new = before.frame.crop(inside), after.frame.crop(inside)
    written = old.shape != new.shape or int((old != new).any(axis=(0, 2)).sum()) > _CARET
    return Outcome(written, f"the field {'holds' if written else 'does not hold'} something hidden", changed)


def _selected(before: Scene, after: Scene, proposal: Proposal, changed: bool) -> Outcome:
    """The target is marked as chosen; where no state is seen, its own pixels must have changed."""
    target = target_of(proposal.action)
    found = _same_place(target, after) if target else None
    if target is None or found is None:
        return Outcome(changed, "the target is out of sight", changed)
    if found.state in ("selected", "on"):
        return Outcome(True, f"{found.text} is selected", changed)
    old, new = before.frame.crop(target.box), after.frame.crop(target.box)
    marked = old.shape != new.shape or bool((old != new).any())
    return Outcome(marked, f"{found.text} {'looks' if marked else 'does not look'} selected", changed)


def shows(text: str, wanted: str) -> bool:
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
