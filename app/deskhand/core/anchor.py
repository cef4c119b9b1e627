"""Anchors: what is remembered of a thing on the screen, and the port that finds it again.

An anchor is made when a step is recorded, kept in a recipe as text and small pictures, and looked for when the
recipe is replayed. All boxes are in physical pixels; those of an anchor are counted from the corner of its window.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.screen import Element, Frame, Pixels, Role, Scene


@dataclass(frozen=True, eq=False)
class Picture:
    """A small picture kept with an anchor; `name` is its file in the recipe's folder."""

    name: str
    pixels: Pixels

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Picture) and self.name == other.name and bool(np.array_equal(self.pixels, other.pixels))
        )

    def __hash__(self) -> int:
        return hash(self.name)


@dataclass(frozen=True, slots=True)
class WindowMark:
    """The window a thing stood in: parts of titles that change (a file's name) may be `*`."""

    title: str = ""
    app: str = ""
    dialog: bool = False


class Side(StrEnum):
    """Where a neighbour stands, seen from the thing."""

    LEFT = "left"
    RIGHT = "right"
    ABOVE = "above"
    BELOW = "below"
    ROW = "row"
    """Somewhere on the same row of a table or list: what tells the row from others."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A neighbour: its text, and how far its left top corner was from that of the thing."""

    side: Side
    text: str
    dx: int = 0
    dy: int = 0
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """All that is remembered of a thing.

    `label` and `role` are its own; `place` is its box within its window of `window_size` (width, height), on a
    monitor of `scale` (1.5 is 150 %); `alike` is how many things of the window had that label and role, itself
    among them, and `nth` which of these it was in reading order, from 0. `lookalikes` is at how many places of the
    window its letters or icon seemed to stand, `copies` at how many of these nothing else was read. `offset` is
    where in the box it was pressed, as parts (0 to 1) of its width and height. `drawn` says that its label, if any,
    is the name of its icon, which nobody read. The picture of a field shows its frame and its ground, never what it
    holds.
    """

    label: str
    role: Role
    window: WindowMark = WindowMark()
    beside: tuple[Beside, ...] = ()
    place: Box | None = None
    window_size: tuple[int, int] | None = None
    scale: float = 1.0
    picture: Picture | None = None
    alike: int = 1
    nth: int = 0
    copies: int = 1
    lookalikes: int = 1
    offset: tuple[float, float] = (0.5, 0.5)
    state: str = ""
    drawn: bool = False


class Rung(StrEnum):
    """The rung of the ladder a thing was found on."""

    EXACT = "the very same picture in its place"
    LABEL = "its label and what it stands beside"
    PICTURE = "its picture in another theme or size"


class Halt(StrEnum):
    """Why a thing was not found, for the person and for what may heal it."""

    NO_WINDOW = "its window is not there"
    GONE = "it is not there"
    DISABLED = "it is disabled"
    SEVERAL = "there are several like it"
    OTHER = "something else stands in its place"
    COVERED = "a dialog or a menu is in front of it"


@dataclass(frozen=True)
class Located:
    """Where a thing is, or why it is not known: `element` of `scene` if found, else `halt`.

    `scene` is what was read on the way, for the judge: at least the thing and what stands around it. `why` is one
    sentence for a person. `candidates` are what came nearest, the most likely first: for a repair, never to act on.
    """

    scene: Scene
    element: Element | None = None
    rung: Rung | None = None
    halt: Halt | None = None
    why: str = ""
    candidates: tuple[Element, ...] = field(default_factory=tuple)


class Locator(Protocol):
    """Finds what an anchor remembers."""

    def locate(self, anchor: Anchor, frame: Frame) -> Located:
        """Where it is on this frame; never a guess. Raises `OcrError`."""
        ...

    def glance(self, anchor: Anchor, frame: Frame) -> Located | None:
        """Where it is if the very picture stands there and its text is known from before: no reading, milliseconds.

        None says nothing: `locate` tells. The frame may show a region, such as the window alone.
        """
        ...


__all__ = ["Anchor", "Beside", "Halt", "Located", "Locator", "Picture", "Rung", "Side", "WindowMark"]
