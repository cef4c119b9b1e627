"""What is on the screen: a frame of pixels, and the scene of elements read from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box

Pixels = NDArray[np.uint8]
"""A picture of shape (height, width, 3), BGR, 8 bits a channel."""


class Role(StrEnum):
    """What an element is, in the words the action model reads."""

    BUTTON = "button"
    LINK = "link"
    ICON = "icon"
    MENU = "menu"
    MENU_ITEM = "menu item"
    TAB = "tab"
    CHECKBOX = "checkbox"
    RADIO = "radio"
    SWITCH = "switch"
    EDIT = "edit"
    COMBO = "combo"
    OPTION = "option"
    ROW = "row"
    CELL = "cell"
    HEADER = "header"
    SLIDER = "slider"
    SCROLLBAR = "scrollbar"
    WINDOW = "window"
    DIALOG = "dialog"
    TEXT = "text"


TOGGLES = frozenset({Role.CHECKBOX, Role.RADIO, Role.SWITCH})
"""Roles whose state is `on` or `off`."""
SURFACES = frozenset({Role.WINDOW, Role.DIALOG})
"""Roles that hold other elements; their text is a title."""


@dataclass(frozen=True, slots=True)
class Element:
    """One thing on the screen a person would name.

    `box` is in physical pixels; `state` is on/off for toggles, `selected` for a tab or row, the
    content of an edit or combo, `focused` for the window with the keyboard, else empty; `source` says
    which back ends saw it; `window` is the id of the window or dialog it stands in, 0 for none.
    """

    id: int
    role: Role
    text: str
    box: Box
    state: str = ""
    source: str = "ocr"
    confidence: float = 1.0
    window: int = 0

    def as_json(self) -> dict[str, object]:
        """The element as `deskhand look --json` prints it."""
        return {
            "id": self.id,
            "role": self.role.value,
            "text": self.text,
            "box": self.box.as_list(),
            "state": self.state,
            "source": self.source,
            "confidence": round(self.confidence, 3),
            "window": self.window,
        }


@dataclass(frozen=True, slots=True)
class Focus:
    """The window that has the keyboard, as the window system tells it; the gate compares these."""

    window: int
    title: str
    app: str


@dataclass(frozen=True, slots=True)
class Window:
    """A window as the window system lists it; `box` holds its frame and title bar, in physical pixels."""

    handle: int
    title: str
    app: str
    box: Box
    dialog: bool = False
    focused: bool = False


@dataclass(frozen=True)
class Frame:
    """The pixels of the whole desktop at one moment (`taken_at`: seconds, monotonic clock).

    `windows` are those the window system shows, the lowest first; empty where it was not asked (a picture).
    """

    pixels: Pixels
    taken_at: float
    focus: Focus | None = None
    windows: tuple[Window, ...] = ()

    @property
    def width(self) -> int:
        """Columns of pixels."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Rows of pixels."""
        return int(self.pixels.shape[0])

    def crop(self, box: Box) -> Pixels:
        """The pixels of a box, clipped to the frame."""
        b = box.clipped(self.width, self.height)
        return self.pixels[b.y : b.bottom, b.x : b.right]


@dataclass(frozen=True)
class Scene:
    """The elements of a frame, in reading order."""

    frame: Frame
    elements: tuple[Element, ...] = field(default_factory=tuple)

    def __iter__(self) -> Iterator[Element]:
        return iter(self.elements)

    def __len__(self) -> int:
        return len(self.elements)
