"""Decides among the elements of a label: one, or why none is the one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from deskhand.core.anchor import Anchor, Halt, Side
from deskhand.core.answers import quoted
from deskhand.core.geometry import Box
from deskhand.core.screen import Element

from .weighing import Weighed, keeps_its_corner, keeps_its_place


@dataclass(frozen=True, slots=True)
class Choice:
    """The one that was chosen, or why none was; `nearest` are those it was among."""

    chosen: Weighed | None = None
    halt: Halt | None = None
    why: str = ""
    nearest: tuple[Element, ...] = ()


def choose(anchor: Anchor, weighed: Sequence[Weighed], window: Box | None = None) -> Choice:
    """The one candidate that stands where the anchor stood, if there is exactly one; `weighed` are all of its label.

    `window` is where the only window they may be in stands.
    """
    label = quoted(anchor.label)
    nearest = tuple(w.element for w in weighed)
    keys = [b.text for b in anchor.beside if b.side is Side.ROW]
    if keys:
        return _of_row(anchor, [w for w in weighed if w.keys], nearest, " and ".join(map(quoted, keys)))
    if not anchor.label:
        return _of_nameless(anchor, weighed, nearest, window)
    if anchor.alike == 1:
        if len(weighed) > 1:
            return Choice(None, Halt.SEVERAL, f"There are {len(weighed)} called {label}, and there was one.", nearest)
        if anchor.lookalikes > 1 and not anchor.beside and not keeps_its_place(anchor, weighed[0].element, window):
            # The same word stood elsewhere too, and nothing stood beside this one.
            return Choice(None, Halt.OTHER, f"The {label} that is there may be another one.", nearest)
        return _only(weighed[0], label, nearest)
    return _of_several(anchor, weighed, label, nearest)


def _of_row(anchor: Anchor, able: Sequence[Weighed], nearest: tuple[Element, ...], row: str) -> Choice:
    label = quoted(anchor.label)
    if not able:
        return Choice(None, Halt.GONE, f"There is no {label} in a row of {row}.", nearest)
    if len(able) == 1:
        return Choice(able[0], nearest=nearest)
    # A cell of another column may hold the same word; it stands under another header, not merely farther away.
    best = max(w.placed for w in able)
    leading = [w for w in able if w.placed == best]
    keys = sum(b.side is Side.ROW for b in anchor.beside)
    if len(leading) == 1 and best > keys and all(len(w.agreeing) <= keys for w in able if w is not leading[0]):
        return Choice(leading[0], nearest=nearest)
    return Choice(None, Halt.SEVERAL, f"There are {len(able)} called {label} in rows of {row}.", nearest)


def _only(weighed: Weighed, label: str, nearest: tuple[Element, ...]) -> Choice:
    if not weighed.agrees:
        return Choice(None, Halt.OTHER, f"The {label} that is there stands beside other things.", nearest)
    return Choice(weighed, nearest=nearest)


def _of_nameless(
    anchor: Anchor, weighed: Sequence[Weighed], nearest: tuple[Element, ...], window: Box | None
) -> Choice:
    """Without a label, what stands beside it must be in place, and beside nothing else of its kind."""
    ranked = sorted(weighed, key=lambda w: -w.placed)
    best = ranked[0]
    if not anchor.beside and anchor.alike == 1 == len(weighed) and keeps_its_corner(anchor, best.element, window):
        # The only one of its kind, with nothing beside it that has a name, and in its place.
        return Choice(best, nearest=nearest)
    if not best.agrees or not best.placed:
        return Choice(None, Halt.OTHER, "What is there has no label, and stands beside other things.", nearest)
    if any(w.placed == best.placed for w in ranked[1:]):
        why = "There are several like it, and what stands beside them does not tell which."
        return Choice(None, Halt.SEVERAL, why, nearest)
    return Choice(best, nearest=nearest)


def _of_several(anchor: Anchor, weighed: Sequence[Weighed], label: str, nearest: tuple[Element, ...]) -> Choice:
    """Where there were several, the neighbours must tell: all of the one's stand by it, fewer by each other."""
    whole = [w for w in weighed if w.agrees_wholly]
    if anchor.beside and len(whole) == 1:
        return Choice(whole[0], nearest=nearest)
    best = max(w.placed for w in weighed)
    leading = [w for w in weighed if w.placed == best and w.agrees]
    if not whole and best >= 2 and len(leading) == 1 and len(weighed) == anchor.alike:
        return Choice(leading[0], nearest=nearest)
    if len(weighed) == 1:
        why = f"Of {anchor.alike} called {label} one is left, and it stands beside other things."
        return Choice(None, Halt.OTHER, why, nearest)
    why = f"There are {len(weighed)} called {label}, and what stands beside them does not tell which."
    return Choice(None, Halt.SEVERAL, why, nearest)
