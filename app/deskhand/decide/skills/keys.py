"""Keys and chords, asked for by name."""

from __future__ import annotations

from dataclasses import dataclass

from deskhand.core.actions import Key
from deskhand.core.screen import Role
from deskhand.core.step import Change, Expectation

from ..skill import Intent, Skill, Wording
from ..view import Choice, Met, Move, View
from .pressing import Press, press

_MODIFIED = r"(?:(?:ctrl|control|alt|shift|super)\s*\+\s*)+\S+"
_CHORD = rf"({_MODIFIED}|f\d{{1,2}}|escape|esc|enter|return|tab|delete|backspace)"


@dataclass(frozen=True, slots=True)
class Chord(Intent):
    """Press a key or chord."""

    chord: str


def chord(intent: Chord, view: View) -> Move:
    """Press it once; “press Delete” means a button of that name where there is one."""
    if "+" not in intent.chord and (view.clicked(intent.chord) or view.first(intent.chord, roles=[Role.BUTTON])):
        return press(Press(intent.chord), view)
    done = view.pressed(intent.chord)
    return Met(done) if done else Choice(Key(intent.chord), 0.95, "asked for", Expectation(Change.NOTHING))


def _chord(text: str) -> Chord:
    names = {"control": "ctrl", "return": "enter", "esc": "escape"}
    keys = [key.strip().lower() for key in text.split("+")]
    return Chord("+".join(names.get(key, key) for key in keys))


SKILL = Skill(
    (Wording(100, rf"(?:press|hit|use|type)\s+(?:the\s+(?:shortcut|keys?)\s+)?{_CHORD}(?:\s+key)?", _chord),),
    {Chord: chord},
)
