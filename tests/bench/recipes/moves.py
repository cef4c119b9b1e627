"""What a scripted person does: presses, writes, chords, wheel and drags on things they see."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Thing:
    """A thing as the person knows it: its name and, where that is shared, its kind, window or number.

    `kind` is the toolkit's own word for it (`push button`); `at` is where in it they press, as parts of its size;
    `row` is another thing on its row. Without a name it is the first of its kind.
    """

    name: str
    kind: str = ""
    window: str = ""
    nth: int = 0
    at: tuple[float, float] = (0.5, 0.5)
    row: str = ""


@dataclass(frozen=True)
class Press:
    """Press a mouse button on a thing."""

    thing: Thing
    count: int = 1
    button: int = 1
    held: str = ""


@dataclass(frozen=True)
class Write:
    """Type a text; `slips` are made and mended on the way."""

    text: str
    slips: int = 0


@dataclass(frozen=True)
class Chord:
    """Press a chord such as `ctrl+s`, or a single key."""

    keys: str


@dataclass(frozen=True)
class Turn:
    """Turn the wheel over a thing until another is in sight; positive is down."""

    notches: int
    over: Thing


@dataclass(frozen=True)
class Pull:
    """Drag a thing onto another."""

    thing: Thing
    onto: Thing


@dataclass(frozen=True)
class Rest:
    """Look until a window is there, or is not."""

    window: str
    there: bool = True


Move = Press | Write | Chord | Turn | Pull | Rest


def press(name: str, kind: str = "", window: str = "", nth: int = 0, at: tuple[float, float] = (0.5, 0.5)) -> Press:
    """A plain click."""
    return Press(Thing(name, kind, window, nth, at))
