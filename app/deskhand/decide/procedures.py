"""Procedures: what takes several acts, as parts that are done one after the other.

A part looks at the screen and at what was done since the part before it was met, so it says again what to do
when the screen is not as it was expected to be. Every act predicts what should follow; an act whose prediction
did not come is not taken a second time: the next way is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from deskhand.core.actions import Act, Click, Fail, Key, Type
from deskhand.core.screen import Element, Role
from deskhand.core.step import Change, Expectation, Past

from .matching import same_label, same_name
from .view import Choice, Met, Move, View

Part = Callable[[View], Move]

NOTHING_SEEN = Expectation(Change.NOTHING)
MENU_OPENS = Expectation(Change.MENU_OPENS, patience=1.5)
_ENTRIES = (Role.MENU_ITEM, Role.BUTTON, Role.ICON)


def in_order(view: View, *parts: Part) -> Move:
    """The move of the first part that is not met; each sees only what was done after the part before it."""
    used, answer = 0, ""
    for part in parts:
        move = part(replace(view, done=view.done[used:]))
        if isinstance(move, Choice):
            return move
        used, answer = used + move.used, move.answer or answer
    return Met(used, answer)


def in_front(view: View) -> View:
    """The view of the window or dialog that has the keyboard alone; the whole one where none is told."""
    front = next((e for e in reversed(view.of(Role.DIALOG, Role.WINDOW)) if e.state == "focused"), None)
    inside = [e for e in view.elements if front is not None and e.window == front.id]
    return replace(view, elements=tuple(inside)) if inside else view


def first_done(view: View, test: Callable[[Past], bool]) -> int:
    """How many entries of `done` go up to the first that passes the test and worked; 0 for none."""
    hits = view.steps(test)
    return hits[0] + 1 if hits else 0


def clicked_first(view: View, *labels: str) -> int:
    """How many entries of `done` go up to the first click on one of these."""
    return first_done(view, lambda p: isinstance(p.action, Click) and _called(p.action.target, labels))


def pressed_first(view: View, *chords: str) -> int:
    """How many entries of `done` go up to the first press of one of these chords."""
    return first_done(view, lambda p: isinstance(p.action, Key) and p.action.chord in chords)


def typed_first(view: View, text: str) -> int:
    """How many entries of `done` go up to the first typing of exactly this."""
    return first_done(view, lambda p: isinstance(p.action, Type) and p.action.text == text)


def key(chord: str, why: str, expect: Expectation = NOTHING_SEEN, sure: float = 0.9) -> Part:
    """Press a chord once."""

    def part(view: View) -> Move:
        done = pressed_first(view, chord)
        return Met(done) if done else once(view, Key(chord), sure, why, expect)

    return part


def once(view: View, action: Act, sure: float, why: str, expect: Expectation) -> Choice:
    """The act, unless it was tried and its prediction did not come; then there is no other way."""
    if view.tried(action):
        return Choice(Fail(f"I tried, but I do not see that {expect}."), 0.9, "it had no effect")
    return Choice(action, sure, why, expect)


@dataclass(frozen=True, slots=True)
class Command:
    """A command of programs: the names it goes by, the menus it may be in, and its usual chords, best first."""

    labels: tuple[str, ...]
    menus: tuple[str, ...] = ()
    chords: tuple[str, ...] = ()
    why: str = "does it"
    groups: tuple[str, ...] = ()
    """Entries of menus that lead to a menu with it."""


def command(asked: Command, expect: Expectation, roles: Sequence[Role] = _ENTRIES) -> Part:
    """Give a command by what is in sight, else by its menu, else by a chord; each way once."""

    def part(view: View) -> Move:
        done = max(
            first_done(
                view,
                lambda p: (
                    isinstance(p.action, Click)
                    and p.action.target.role in roles
                    and _called(p.action.target, asked.labels)
                ),
            ),
            pressed_first(view, *asked.chords),
        )
        return Met(done) if done else _way(asked, expect, roles, view)

    return part


def _way(asked: Command, expect: Expectation, roles: Sequence[Role], view: View) -> Choice:
    for label in asked.labels:
        entry = view.first(label, roles=roles)
        if entry is not None and not view.tried(Click(entry)):
            return Choice(Click(entry), 0.9, f"{entry.text} {asked.why}", expect)
    for title in asked.groups:
        group = view.first(title, roles=[Role.MENU_ITEM])
        if group is not None and not view.tried(Click(group)):
            return Choice(Click(group), 0.9, f"{asked.labels[0]} may be under {group.text}", MENU_OPENS)
    for title in asked.menus:
        menu = view.first(title, roles=[Role.MENU])
        if menu is not None and not view.tried(Click(menu)):
            return Choice(Click(menu), 0.9, f"{asked.labels[0]} may be in the {menu.text} menu", MENU_OPENS)
    if view.of(Role.MENU_ITEM) and asked.chords and not view.pressed("escape"):
        return Choice(Key("escape"), 0.9, "closes the menu", NOTHING_SEEN)
    for chord in asked.chords:
        if not view.tried(Key(chord)):
            return Choice(Key(chord), 0.9, f"the usual keys for {asked.labels[0]}", expect)
    return Choice(Fail(f"I found no way to {asked.labels[0]} here."), 0.9, "neither buttons, menus nor keys did it")


def field_holds(field: Element, text: str, view: View, why: str) -> Choice | None:
    """Type into the field what it does not hold yet, replacing what it holds."""
    if not view.needs_typing(field, text):
        return None
    expect = Expectation(Change.FIELD_HOLDS, text)
    return Choice(Type(text, field, clear=True), 0.92, why, expect)


def _called(element: Element, labels: Sequence[str]) -> bool:
    return any(same_name(element.text, label) or same_label(element.text, label) for label in labels)
