"""The recipe of a recording: each gesture a step with its target and its effect, typed values as parameters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from deskhand.core.screen import Pixels
from deskhand.recipe.format.schema import MOST_STEPS, Recipe, printable

from .clicks import dragged, pressed, turned
from .data import Recording
from .gestures import Checked, Chorded, Dragged, Gesture, Pressed, Turned, Typed
from .keys import checked, chorded, leads_to_text
from .making import Making, Remember
from .merging import gestures_of
from .texts import goes_into, typed

LEAVING = ("alt+tab", "alt+shift+tab", "super+tab", "super+shift+tab", "alt+escape")
"""Chords that go from window to window."""


@dataclass(frozen=True)
class Made:
    """A recipe, its pictures, the values of its secrets by name (in memory alone), and what the person should know."""

    recipe: Recipe
    pictures: Mapping[str, Pixels]
    secrets: Mapping[str, str] = field(repr=False)
    remarks: tuple[str, ...] = ()


def recipe_of(
    recording: Recording,
    name: str,
    title: str = "",
    made: str = "",
    remember: Remember = lambda anchor, scene: None,
    private: Collection[str] = (),
) -> Made:
    """The recipe of what was shown; `private` are words of this machine (user, host) that no effect may rest on."""
    gestures = _without_leaving(recording, gestures_of(recording.entries))
    making = Making(recording, gestures, remember, private)
    at = 0
    while at < len(gestures) and len(making.steps) < MOST_STEPS:
        at = _step(making, at, gestures[at])
    if len(making.steps) > MOST_STEPS or at < len(gestures):
        making.remarks.append(f"A recipe has at most {MOST_STEPS} steps; what was shown after them is left out.")
    recipe = Recipe(
        name=name,
        title=printable(title),
        made=printable(made),
        parameters=making.parameters.known,
        steps=tuple(making.steps[:MOST_STEPS]),
    )
    secrets = {secret.name: secret.value for secret in making.secrets}
    return Made(recipe, making.pictures, secrets, tuple(dict.fromkeys(making.remarks)))


def _step(making: Making, at: int, gesture: Gesture) -> int:
    """Make the steps of the gesture at a place; the place of the next."""
    match gesture:
        case Typed():
            entry = making.entries[at]
            typed(making, entry)
            return entry.last + 1
        case Pressed() if not _only_gives_keyboard(making, at):
            pressed(making, at, gesture)
        case Dragged():
            dragged(making, gesture)
        case Turned():
            turned(making, at, gesture)
        case Chorded() if not leads_to_text(making, at):
            chorded(making, gesture)
        case Checked():
            checked(making, gesture)
    return at + 1


def _only_gives_keyboard(making: Making, at: int) -> bool:
    """Whether a click only brings the keyboard to the field that is typed into next."""
    entry = making.entries.get(at + 1)
    return entry is not None and entry.clicked is not None and goes_into(entry) is not None


def _without_leaving(recording: Recording, gestures: Sequence[Gesture]) -> list[Gesture]:
    """Without the chords that only went from window to window: each step says which window it needs."""

    def focus(shot: int | None) -> int:
        found = recording.shots[-1 if shot is None else shot].about.focus
        return found.window if found is not None else 0

    def leaves(gesture: Gesture) -> bool:
        return isinstance(gesture, Chorded) and gesture.chord in LEAVING

    return [g for g in gestures if not leaves(g) or focus(g.shot) == focus(g.after)]


__all__ = ["Made", "recipe_of"]
