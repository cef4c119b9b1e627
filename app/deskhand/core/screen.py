"""What is on the screen: a frame of pixels, and the scene of elements read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import Box

if TYPE_CHECKING:
    from deskhand.core.finding import Matches
    from deskhand.core.surroundings import Neighbours, Surroundings

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

    @cached_property
    def surroundings(self) -> Surroundings:
        """The places of the elements: rows, panes, neighbours; computed at the first question."""
        # What asks about elements imports them from here.
        from deskhand.core.surroundings import Surroundings

        return Surroundings(self.elements)

    def find(
        self,
        label: str,
        role: Role | Iterable[Role] | None = None,
        near: str | Element | None = None,
        in_window: str | int | None = None,
    ) -> Matches:
        """The elements called `label`: one, several or none, with an answer in words; never a guess.

        `role` is what it must be, or several it may be; `near` is the label of an element, or the element, on
        whose row it stands, or else the nearest by which it stands; `in_window` is the title of a window or
        dialog, or its id. Case, spaces, ellipses, colons, mnemonics and misread letters are forgiven; an exact
        label beats a misread one.

        Raises:
            ValueError: `near` is an element of another scene.
        """
        from deskhand.core.finding import find

        return find(self.surroundings, label, role, near, in_window)

    def row_of(self, element: Element) -> tuple[Element, ...]:
        """The elements on the same row of the same pane; see `Surroundings.row_of`."""
        return self.surroundings.row_of(element)

    def neighbours(self, element: Element) -> Neighbours:
        """The nearest elements left, right, above and below; see `Surroundings.neighbours`."""
        return self.surroundings.neighbours(element)

    def label_of(self, element: Element) -> Element | None:
        """The text that names a field; see `Surroundings.label_of`."""
        return self.surroundings.label_of(element)
