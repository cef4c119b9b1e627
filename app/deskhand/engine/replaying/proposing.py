"""From a step of a recipe and where its target is to a proposal: the action, and the effect it must have again."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from deskhand.core import actions
from deskhand.core.actions import Act
from deskhand.core.anchor import Anchor, Picture, WindowMark
from deskhand.core.geometry import Box
from deskhand.core.marks import matching
from deskhand.core.screen import TOGGLES, Element, Frame, Pixels, Role, Window
from deskhand.core.stacking import Stack
from deskhand.core.step import Change, Expectation, Origin, Proposal
from deskhand.recipe.format import schema
from deskhand.recipe.format.schema import Acting, Effect
from deskhand.recipe.meaning.templates import Filled, fill
from deskhand.recipe.meaning.uses import every
from deskhand.recipe.walking.walk import Leaf

FIELDS = frozenset({Role.EDIT, Role.COMBO})
"""Roles in which a typed text can be read back."""
_MOST_PATIENCE = 60.0
"""Seconds an effect is waited for at most, whatever the recipe says."""
_NAMES = re.compile(r"\{\{.*?\}\}")
_TITLED = frozenset({Change.WINDOW_OPENS, Change.WINDOW_CLOSES, Change.DIALOG_OPENS, Change.DIALOG_CLOSES})


def filler(leaf: Leaf) -> Callable[[str], str]:
    """Puts the values of a leaf's names into a text that is no secret."""
    return lambda text: fill(text, leaf.scope).text


def clicking(step: schema.Click, target: Element, anchor: Anchor) -> Act:
    """The click of a step on what was found."""
    return actions.Click(target, step.times, step.button, step.held, anchor.offset)


def typing(step: schema.Type, filled: Filled, target: Element | None, anchor: Anchor | None) -> Act:
    """The typing of a step; without a target where the keyboard is, and then nothing is cleared."""
    at = anchor.offset if anchor else actions.MIDDLE
    return actions.Type(filled.text, target, step.clear and target is not None, filled.secret, at)


def dragging(step: schema.Drag, target: Element, anchor: Anchor, onto: Element | None, scale: float) -> Act:
    """The drag of a step: onto what was found, or by its pixels at 100 % on a monitor of this scale."""
    if onto is not None:
        return actions.Drag(target, onto.box, onto.text, anchor.offset)
    dx, dy = step.by or (0, 0)
    start = actions.pressed_at(actions.Drag(target, target.box, at=anchor.offset)) or target.box.center
    end = Box(start.x + round(dx * scale), start.y + round(dy * scale), 1, 1)
    return actions.Drag(target, end, at=anchor.offset)


def proposal(leaf: Leaf, action: Act, expect: Expectation, origin: Origin | None = None) -> Proposal:
    """A step of a recipe as a proposal, sure of itself: what it is sure of is checked before and after."""
    note = f": {leaf.step.note}" if leaf.step.note else ""
    return Proposal(
        action,
        f"{leaf.where} of “{leaf.loaded.recipe.name}”{note}",
        1.0,
        "recipe",
        expect,
        origin=origin or "",
        step=leaf.position,
    )


def expectation(leaf: Leaf, action: Act, window: Window | None) -> Expectation:
    """What must follow: what followed when the step was recorded, else what typing into a field always brings."""
    step = leaf.step
    assert isinstance(step, Acting)
    patience = min(max(step.within, 1.0), _MOST_PATIENCE)
    if step.then is not None:
        return recorded(step.then, leaf.loaded.pictures, filler(leaf), window, patience)
    if isinstance(action, actions.Type) and (action.target is None or action.target.role in FIELDS):
        return Expectation(Change.FIELD_HOLDS, "" if action.secret else action.text, patience)
    return Expectation(Change.NOTHING, patience=patience)


def recorded(
    effect: Effect,
    pictures: Mapping[str, Pixels],
    fill_in: Callable[[str], str],
    window: Window | None,
    patience: float,
) -> Expectation:
    """A recorded effect on this desktop: its place is counted from the corner of the window the step acts in."""
    detail = "" if "{{secret:" in effect.detail else fill_in(effect.detail)
    pixels = pictures.get(effect.picture) if effect.picture else None
    if pixels is None or effect.place is None or window is None:
        return Expectation(effect.change, detail, patience)
    place = Box(*effect.place).shifted(window.box.x, window.box.y)
    return Expectation(effect.change, detail, patience, Picture(effect.picture or "", pixels), place)


def window_of(frame: Frame, mark: WindowMark, element: Element | None) -> Window | None:
    """The window a step acts in: the one of its mark that holds the target, else the one with the keyboard."""
    if element is not None:
        fitting = [w for w in reversed(matching(mark, frame.windows)) if w.box.contains(element.box.center)]
        return fitting[0] if fitting else Stack(frame.windows).at(element.box.center)
    return next((w for w in reversed(frame.windows) if w.focused), None)


def is_already_so(step: Acting, element: Element, fill_in: Callable[[str], str]) -> bool:
    """Whether a toggle already has the state that pressing it was to bring: a press would take it back."""
    wanted = step.then
    if wanted is None or wanted.change is not Change.STATE_IS or element.role not in TOGGLES:
        return False
    return bool(element.state) and element.state == fill_in(wanted.detail)


def known_marks(steps: tuple[schema.AnyStep, ...]) -> tuple[WindowMark, ...]:
    """The windows a recipe speaks of: those of its targets, and those its steps open."""
    found: list[WindowMark] = []
    for step in every(steps):
        found += _marks_of(step)
    return tuple(dict.fromkeys(found))


def _marks_of(step: schema.AnyStep) -> list[WindowMark]:
    parts = [t.window for t in targets_of(step)]
    match step:
        case schema.Key(window=window) | schema.Type(window=window):
            parts.append(window)
        case schema.WaitFor(wait=condition) | schema.Check(check=condition):
            parts.append(condition.window)
        case _:
            pass
    marks = [
        WindowMark(_any_value(p.title), _any_value(p.app), p.dialog)
        for p in parts
        if p is not None and (p.title or (p.app and p.dialog))
    ]
    effect = step.then if isinstance(step, Acting) else None
    if effect is not None and effect.change in _TITLED and effect.detail:
        marks += [WindowMark(_any_value(effect.detail), "", dialog) for dialog in (False, True)]
    return marks


def _any_value(text: str) -> str:
    """A text with `*` for each of its names, whatever their values are."""
    return _NAMES.sub("*", text)


def targets_of(step: schema.AnyStep) -> list[schema.Target]:
    """The things a step points at."""
    found: list[schema.Target | None]
    match step:
        case schema.Click(click=target):
            found = [target]
        case schema.Type(into=target):
            found = [target]
        case schema.Scroll(over=over, until=until):
            found = [over, until]
        case schema.Drag(drag=target, onto=onto):
            found = [target, onto]
        case schema.WaitFor(wait=condition) | schema.Check(check=condition):
            found = [condition.target]
        case schema.Read(of=target):
            found = [target]
        case _:
            found = []
    return [target for target in found if target is not None]
