"""Effects that must be read: of a field or a toggle its own box, of a text the part of the screen that changed."""

from __future__ import annotations

import numpy as np

from deskhand.core.actions import Type, target_of
from deskhand.core.geometry import Box
from deskhand.core.lettering import folded
from deskhand.core.ports import Grounder
from deskhand.core.sameness import changed_box, differ
from deskhand.core.screen import TOGGLES, Element, Frame, Pixels, Scene
from deskhand.core.step import Change, Outcome, Proposal
from deskhand.core.vicinity import vicinity

from .field_text import holds
from .line_in_field import is_full

READ = frozenset({Change.TEXT_APPEARS, Change.TEXT_GOES, Change.STATE_IS, Change.FIELD_HOLDS})
"""Changes that may need reading."""
_LINE = 12
"""Pixels around what changed: letters that stayed belong to its words."""
_TURNED = 0.25
"""Part of the inside of a mark that a tick, a dot or a filled ground changes at least."""
_INSIDE, _INK = 4, 24
"""Pixels of a field's frame, and levels by which ink stands out from its ground."""


def read_effect(before: Scene, frame: Frame, proposal: Proposal, grounder: Grounder) -> Outcome:
    """The outcome of a change of `READ` on a frame that is at rest. Raises `OcrError`."""
    match proposal.expect.change:
        case Change.STATE_IS:
            seen = _state(frame, proposal, grounder)
            return seen if seen is not None else _turned(before, frame, proposal)
        case Change.FIELD_HOLDS:
            return _field(before, frame, proposal, grounder)
        case _:
            return _text(before, frame, proposal, grounder)


def _state(frame: Frame, proposal: Proposal, grounder: Grounder) -> Outcome | None:
    """What the target is read as now, None where it is read as no toggle."""
    target, wanted = target_of(proposal.action), proposal.expect.detail
    if target is None:
        return Outcome(False, "there is no target whose state could change")
    found = _toggle(grounder.read(frame.part(vicinity(target))), target)
    if found is None:
        # Alone it was not taken for one: among the things of its window it may be.
        window = next((w.box for w in reversed(frame.windows) if w.box.contains(target.box.center)), frame.box)
        found = _toggle(grounder.read(frame.part(window)), target)
    if found is None:
        return None
    return Outcome(found.state == wanted, f"{target.text} is {found.state}")


def _turned(before: Scene, frame: Frame, proposal: Proposal) -> Outcome:
    """Of a toggle that is read as none (a focus ring around it hides it): one of the other state, and its mark turned.

    What lights up under the pointer is the rim of a mark; turned, it has another inside.
    """
    target, wanted = target_of(proposal.action), proposal.expect.detail
    assert target is not None
    cannot = Outcome(False, f"{target.text} cannot be told to be {wanted}")
    side = min(target.box.w, target.box.h)
    if target.role not in TOGGLES or {target.state, wanted} != {"on", "off"} or target.box.w > 2 * side:
        return cannot
    inside = target.box.grown(-max(2, side // 5))
    old, new = before.frame.crop(inside).astype(np.int16), frame.crop(inside).astype(np.int16)
    if old.shape != new.shape or not old.size:
        return cannot
    share = float((np.abs(old - new).max(axis=2) > _INK * 2).mean())
    return Outcome(True, f"the mark of {target.text} turned {wanted}") if share >= _TURNED else cannot


def _toggle(scene: Scene, target: Element) -> Element | None:
    near = [e for e in scene if e.role in TOGGLES and e.box.overlaps(target.box)]
    return max(near, key=lambda e: e.box.shared(target.box), default=None)


def _field(before: Scene, frame: Frame, proposal: Proposal, grounder: Grounder) -> Outcome:
    """The text landed where it was meant to; of a secret only that something hidden did."""
    action, target = proposal.action, target_of(proposal.action)
    if isinstance(action, Type) and action.secret:
        return _hidden(before, frame, target.box if target else changed_box(before.frame, frame))
    wanted = proposal.expect.detail
    changed = changed_box(before.frame, frame)
    box = vicinity(target) if target else changed and changed.grown(_LINE)
    if box is None:
        return Outcome(False, "nothing was written", False)
    if not wanted:
        return _emptied(frame, target.box if target else box)
    texts = [t for e in grounder.read(frame.part(box)) for t in (e.state, e.text) if t]
    cleared = isinstance(action, Type) and action.clear and target is not None
    full = target is not None and is_full(frame, target.box)
    landed = any(holds(text, wanted, cleared, full) for text in [*texts, " ".join(texts)])
    return Outcome(landed, f"the field {'holds' if landed else 'does not hold'} the text")


def _emptied(frame: Frame, box: Box) -> Outcome:
    empty = not _inked(frame.crop(box.grown(-_INSIDE)))
    return Outcome(empty, f"the field is {'empty' if empty else 'not empty'}")


def _hidden(before: Scene, frame: Frame, box: Box | None) -> Outcome:
    """A field for a secret shows dots: all that can be seen is that something else is in it now."""
    if box is None:
        return Outcome(False, "nothing was written", False)
    inside = box.grown(-_INSIDE)
    written = differ(before.frame.crop(inside), frame.crop(inside)) and _inked(frame.crop(inside))
    return Outcome(written, f"the field {'holds' if written else 'does not hold'} something hidden")


def _inked(pixels: Pixels) -> bool:
    """Whether anything wider than a caret stands on the ground of a box."""
    if not pixels.size:
        return False
    ground = np.median(pixels.reshape(-1, 3), axis=0)
    return differ(np.broadcast_to(ground.astype(np.uint8), pixels.shape), pixels)


def _text(before: Scene, frame: Frame, proposal: Proposal, grounder: Grounder) -> Outcome:
    """A text came or went in the part of the screen that changed, or in a title."""
    text, comes = proposal.expect.detail, proposal.expect.change is Change.TEXT_APPEARS
    titles = [sum(_bare(text) in _bare(w.title) for w in f.windows) for f in (before.frame, frame)]
    box = changed_box(before.frame, frame)
    counts = [0, 0]
    if box is not None:
        here = box.grown(_LINE)
        counts = [_count(grounder.read(f.part(here)), text) for f in (before.frame, frame)]
    old, new = counts[0] + titles[0], counts[1] + titles[1]
    if comes:
        met = new > old or (new > 0 and box is not None)
        return Outcome(met, f"“{text}” {'appeared' if new > old else 'stands there' if met else 'did not appear'}")
    met = new == 0 and old > 0
    return Outcome(met, f"“{text}” {'is gone' if met else 'is still there'}")


def _count(scene: Scene, text: str) -> int:
    return sum(_bare(text) in _bare(e.text) or _bare(text) in _bare(e.state) for e in scene)


def _bare(text: str) -> str:
    return folded("".join(text.split()))
