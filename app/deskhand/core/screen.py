"""What is on the screen: a frame of pixels, and the scene of elements read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from deskhand.core.geometry import ORIGIN, Box, Point
from deskhand.core.monitors import Layout, Monitor

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

    `box` is in physical pixels of the virtual desktop; `state` is on/off for toggles, `selected` for a tab or row, the
    content of an edit or combo, `focused` for the window with the keyboard, `on top` for the highest one if that is
    another, else empty; `source` says which back ends saw it; `window` is the id of the window or dialog it stands
    in, 0 for none.
    """

    id: int
    role: Role
    text: str
    box: Box
    state: str = ""
    source: str = "ocr"
    confidence: float = 1.0
    window: int = 0

    def shifted(self, dx: int, dy: int) -> Element:
        """The element moved by (dx, dy) pixels."""
        return replace(self, box=self.box.shifted(dx, dy)) if dx or dy else self

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
    """A window as the window system lists it.

    `box` holds its frame and title bar but no shadow, in physical pixels of the virtual desktop. `tip` is a
    tooltip: it explains what is under the pointer, and goes when the pointer does. `opened_by` is the handle of the
    window a dialog says it belongs to, 0 where it does not say.
    """

    handle: int
    title: str
    app: str
    box: Box
    dialog: bool = False
    focused: bool = False
    tip: bool = False
    opened_by: int = 0

    def shifted(self, dx: int, dy: int) -> Window:
        """The window moved by (dx, dy) pixels."""
        return replace(self, box=self.box.shifted(dx, dy)) if dx or dy else self


@dataclass(frozen=True)
class Frame:
    """The pixels of the desktop, or of a region of it, at one moment (`taken_at`: seconds, monotonic clock).

    `origin` is the place on the virtual desktop of the pixel at row 0, column 0; it may be negative. `windows` and
    `monitors` are those of the whole desktop, also in a frame of a region: windows as the window system shows
    them, the lowest first. Both are empty where it was not asked (a picture).
    """

    pixels: Pixels
    taken_at: float
    focus: Focus | None = None
    windows: tuple[Window, ...] = ()
    origin: Point = ORIGIN
    monitors: tuple[Monitor, ...] = ()

    @property
    def width(self) -> int:
        """Columns of pixels."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Rows of pixels."""
        return int(self.pixels.shape[0])

    @property
    def box(self) -> Box:
        """What the frame shows of the virtual desktop."""
        return Box(self.origin.x, self.origin.y, self.width, self.height)

    @property
    def layout(self) -> Layout:
        """The monitors of the desktop."""
        return Layout(self.monitors)

    def in_picture(self, box: Box) -> Box:
        """Where a box of the virtual desktop lies in the pixels, not clipped."""
        return box.shifted(-self.origin.x, -self.origin.y)

    def crop(self, box: Box) -> Pixels:
        """The pixels of a box of the virtual desktop, clipped to the frame."""
        b = self.in_picture(box).clipped(self.width, self.height)
        return self.pixels[b.y : b.bottom, b.x : b.right]

    def part(self, box: Box) -> Frame:
        """What the frame shows of a box of the virtual desktop, as a frame; without pixels where that is nothing."""
        shown = box.intersection(self.box)
        return replace(self, pixels=np.ascontiguousarray(self.crop(shown)), origin=Point(shown.x, shown.y))

    def shows_the_same_place_as(self, other: Frame) -> bool:
        """Whether both show the same part of the same monitors, so that their pixels can be compared."""
        return self.box == other.box and self.monitors == other.monitors

    def as_picture(self) -> Frame:
        """The same pixels with every box counted from their corner: how a grounder that knows pictures sees it."""
        if self.origin == ORIGIN:
            return self
        dx, dy = -self.origin.x, -self.origin.y
        return replace(
            self,
            origin=ORIGIN,
            windows=tuple(w.shifted(dx, dy) for w in self.windows),
            monitors=tuple(replace(m, box=m.box.shifted(dx, dy)) for m in self.monitors),
        )


@dataclass(frozen=True)
class Scene:
    """The elements of a frame, in reading order."""

    frame: Frame
    elements: tuple[Element, ...] = field(default_factory=tuple)

    def on_desktop(self, frame: Frame) -> Scene:
        """This scene of `frame.as_picture()` as the scene of `frame`: boxes on the virtual desktop."""
        moved = tuple(element.shifted(frame.origin.x, frame.origin.y) for element in self.elements)
        return replace(self, frame=frame, elements=moved)

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
