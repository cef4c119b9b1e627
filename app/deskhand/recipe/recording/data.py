"""What was watched while a person showed a task: events in order, and frames of the screen just before them."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import numpy as np

from deskhand.core.geometry import Point
from deskhand.core.input_events import InputEvent, KeyEvent
from deskhand.core.screen import Element, Frame, Pixels, Scene

_NO_PIXELS = np.zeros((0, 0, 3), np.uint8)
_LEVEL = 1
"""zlib's quickest: 40 ms and a tenth of the size for a screen of 1080p."""


@dataclass(frozen=True)
class PackedFrame:
    """A frame with its pixels compressed: in memory alone, never on the disk."""

    about: Frame = field(repr=False)
    """The frame without its pixels; its titles may show what was typed."""
    shape: tuple[int, ...]
    packed: bytes = field(repr=False)

    @classmethod
    def of(cls, frame: Frame) -> PackedFrame:
        """Compress a frame."""
        pixels = np.ascontiguousarray(frame.pixels)
        return cls(replace(frame, pixels=_NO_PIXELS), pixels.shape, zlib.compress(pixels.data, _LEVEL))

    def frame(self) -> Frame:
        """The frame as it was."""
        pixels: Pixels = np.frombuffer(zlib.decompress(self.packed), np.uint8).reshape(self.shape)
        return replace(self.about, pixels=pixels)


@dataclass(frozen=True)
class Shot:
    """The screen at one moment, and what was read on it."""

    packed: PackedFrame
    elements: tuple[Element, ...] = field(default=(), repr=False)

    @property
    def about(self) -> Frame:
        """Its frame without pixels: windows, focus, monitors."""
        return self.packed.about

    def scene(self) -> Scene:
        """The scene with its pixels, unpacked anew at each call."""
        return Scene(self.packed.frame(), self.elements)

    @cached_property
    def outline(self) -> Scene:
        """The scene without pixels: enough for questions about elements."""
        return Scene(self.about, self.elements)


@dataclass(frozen=True, slots=True)
class Noted:
    """An event; `window` had the keyboard then, `shot` is the number of the frame just before it.

    `pasted` is what the clipboard held, for a chord that pastes.
    """

    event: InputEvent
    window: int = 0
    shot: int = 0
    pasted: str | None = field(default=None, repr=False)


MarkKind = Literal["secret", "secret next", "undo", "check", "cut"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What the person said to the recorder, in the order of the events.

    `secret`: what was typed last is one (`secret next`: what is typed next); `undo`: forget the last step; `check`:
    the text at `at` in the frame `shot` must be seen; `cut`: recording paused here, nothing merges across.
    """

    kind: MarkKind
    at: Point | None = None
    shot: int = 0


@dataclass(frozen=True)
class Recording:
    """All that was watched. Every step has the shot before its first event; the last shot is the end."""

    entries: tuple[Noted | Mark, ...]
    shots: tuple[Shot, ...]
    own_windows: frozenset[int] = frozenset()
    """Windows of the recorder itself, whose events were left out."""

    @property
    def keys(self) -> int:
        """How many keys went down."""
        return sum(isinstance(n, Noted) and isinstance(n.event, KeyEvent) and n.event.down for n in self.entries)
