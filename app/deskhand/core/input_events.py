"""What the person does with mouse and keyboard while they show a task, and the port that tells it.

Positions are physical pixels of the virtual desktop; times are seconds of the monotonic clock, those of
`Frame.taken_at`. What a key typed may be a secret, so no event shows it when it is printed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from deskhand.core.geometry import Point

MODIFIERS = ("ctrl", "alt", "shift", "super")
"""The keys that are held with others, in the order chords name them. AltGr is none: it makes characters."""


@dataclass(frozen=True, slots=True)
class ButtonEvent:
    """A mouse button went down or up; `button` is left, middle, right, back or forward; `held` are `MODIFIERS`."""

    time: float
    at: Point
    button: str
    down: bool
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PointerEvent:
    """The pointer moved; told only where it turned or rested, not at each pixel."""

    time: float
    at: Point


@dataclass(frozen=True, slots=True)
class WheelEvent:
    """The wheel turned by one notch: `down` is 1 or -1, `right` for wheels that turn sideways."""

    time: float
    at: Point
    down: int = 0
    right: int = 0
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyEvent:
    """A key went down or up.

    `name` is the key as chords name it (`a`, `enter`, `ctrl`, `+`), of the layout in use and without shift;
    `char` the character it types in an ordinary field, empty where it types none; `composing` says that the key
    is a part of a character that comes with a later one (a dead accent). `repeat` is a key that is held down.
    """

    time: float
    down: bool
    name: str = field(repr=False)
    char: str = field(default="", repr=False)
    held: tuple[str, ...] = ()
    repeat: bool = False
    composing: bool = False

    @property
    def is_modifier(self) -> bool:
        """Whether it does nothing by itself."""
        return self.name in MODIFIERS or self.name in ("altgr", "capslock", "numlock")


InputEvent = ButtonEvent | PointerEvent | WheelEvent | KeyEvent
"""Anything a person does."""


class InputSource(Protocol):
    """Watches the mouse and keyboard of this desktop; it changes nothing and holds nothing back."""

    def start(self, tell: Callable[[InputEvent], None]) -> None:
        """Tell every event from now on, in order, from a thread of its own.

        Raises:
            RecordingError: they cannot be watched here.
        """
        ...

    def pointer(self) -> Point:
        """Where the pointer is now. Raises `RecordingError` when it watches no longer."""
        ...

    def failed(self) -> str:
        """Why it watches no longer, as a sentence; empty while it does."""
        ...

    def close(self) -> None:
        """Stop; calling it again does nothing."""
        ...


__all__ = ["MODIFIERS", "ButtonEvent", "InputEvent", "InputSource", "KeyEvent", "PointerEvent", "WheelEvent"]
