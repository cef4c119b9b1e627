"""What a person would say they did: clicks, drags, typing, chords, turns of the wheel; and which keys are text."""

from __future__ import annotations

from dataclasses import dataclass, field

from deskhand.core.geometry import ORIGIN, Point
from deskhand.core.input_events import ButtonEvent, KeyEvent

AGAIN, SLIP = 0.5, 5
"""Seconds and pixels within which another press makes a double click (Windows 0.5 s, GTK 0.4 s and 5 pixels)."""
EDITING = frozenset({"backspace", "delete", "left", "right", "home", "end"})
"""Keys that change or move within a text that is being typed."""
EDITING_CHORDS = frozenset({"a", "v", "z", "y", "c", "x"}) | EDITING
"""What belongs to typing with ctrl held: select all, paste, undo, redo, copy, cut, and words instead of letters."""


@dataclass(frozen=True, slots=True)
class Gesture:
    """Something done: `shot` is the frame before it, `window` had the keyboard, `time` is when it began.

    `after` is the frame before whatever was done next; None for the last one of the recording.
    """

    shot: int
    window: int
    time: float
    after: int | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Pressed(Gesture):
    """A click; `times` is 2 for a double one."""

    at: Point = ORIGIN
    button: str = "left"
    times: int = 1
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dragged(Gesture):
    """The button was held from one place to another."""

    at: Point = ORIGIN
    to: Point = ORIGIN
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turned(Gesture):
    """The wheel was turned by `down` notches."""

    at: Point = ORIGIN
    down: int = 0
    right: int = 0
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stroke:
    """A key of a text, and what the clipboard held if it pasted."""

    key: KeyEvent
    pasted: str | None = field(default=None, repr=False)

    @property
    def chord(self) -> str:
        """The key with what was held."""
        return chord_of(self.key)


@dataclass(frozen=True, slots=True)
class Typed(Gesture):
    """Text, with the keys that corrected it. `secret`: the person said that it is one."""

    strokes: tuple[Stroke, ...] = field(default=(), repr=False)
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Chorded(Gesture):
    """A key or chord that is no text."""

    chord: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Checked(Gesture):
    """The person pointed at what must be seen."""

    at: Point = ORIGIN


def belongs_to_text(key: KeyEvent) -> bool:
    """Whether the key types or edits: not Enter, Tab, Escape, up and down, or shortcuts."""
    if {"alt", "super"} & set(key.held):
        return False
    if "ctrl" in key.held:
        return key.name in EDITING_CHORDS
    return bool(key.char) or key.composing or key.name in EDITING or (key.name == "insert" and "shift" in key.held)


def is_paste(key: KeyEvent) -> bool:
    """Whether the chord pastes."""
    return (key.name == "v" and "ctrl" in key.held) or (key.name == "insert" and key.held == ("shift",))


def chord_of(key: KeyEvent) -> str:
    """The key with what was held, as recipes write it."""
    return "+".join([*key.held, key.name])


def presses_again(event: ButtonEvent, press: ButtonEvent) -> bool:
    """Whether a press is one more of a double click."""
    if event.button != press.button or event.held != press.held:
        return False
    return event.time - press.time <= AGAIN and distance(event.at, press.at) <= SLIP


def distance(a: Point, b: Point) -> int:
    """Pixels between two places, the larger of across and down."""
    return max(abs(a.x - b.x), abs(a.y - b.y))
