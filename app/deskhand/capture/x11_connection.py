"""A connection to the X server that asks many questions in one go.

A question costs 0.1 to 0.5 ms when each waits for its answer, and a tenth of that when all are sent first. What is
asked of a window that has gone meanwhile is answered with None.
"""

from __future__ import annotations

import contextlib
import struct
from collections.abc import Iterator, Sequence
from typing import Any

from Xlib import display, error
from Xlib.ext import randr, screensaver, shape

from deskhand.core.errors import DisplayError
from deskhand.core.geometry import Point

from .x11_wire import Property, Question, attributes_of, child_at, corner_of, geometry_of, property_of, tree_of

LOST = (error.ConnectionClosedError, OSError)
"""What python-xlib raises when the display goes away."""
_SHAPE_INPUT = 2
"""The kind of shape that takes clicks (shape extension 1.1)."""

Asked = Any
"""A `Question`, or a request of python-xlib of which the wait was deferred."""


class X11Connection:
    """One connection; not to be shared between threads."""

    def __init__(self) -> None:
        """Connect.

        Raises:
            DisplayError: there is no X display.
        """
        try:
            self._display = display.Display()
        except (error.DisplayError, *LOST) as problem:
            raise DisplayError("No X display answers; start Deskhand inside a desktop session.") from problem
        self.root = int(self._display.screen().root.id)
        self._atoms: dict[str, int] = {}
        with self.alive():
            version = self._display.xrandr_query_version() if self._display.has_extension("RANDR") else None
            self.has_monitors = version is not None and (version.major_version, version.minor_version) >= (1, 5)
            self.has_shapes = bool(self._display.has_extension("SHAPE"))
            self.has_saver = bool(self._display.has_extension("MIT-SCREEN-SAVER"))

    @contextlib.contextmanager
    def alive(self) -> Iterator[None]:
        """Turn a lost connection in the body into a `DisplayError`."""
        try:
            yield
        except LOST as problem:
            raise DisplayError("The display went away; nothing more was sent.") from problem

    def atom(self, name: str) -> int:
        """The server's number for a name; a server never changes one, so it is asked once."""
        if name not in self._atoms:
            self._atoms[name] = int(self._display.intern_atom(name))
        return self._atoms[name]

    def atom_name(self, atom: int) -> str:
        """The name of a number the server gave."""
        return str(self._display.get_atom_name(atom))

    def property(self, window: int, name: str) -> Question:
        """A property of a window; see `numbers` and `text`."""
        return property_of(self._display.display, window, self.atom(name))

    def attributes(self, window: int) -> Question:
        """Whether the window is shown, and past the window manager."""
        return attributes_of(self._display.display, window)

    def geometry(self, window: int) -> Question:
        """Size, and position in the parent."""
        return geometry_of(self._display.display, window)

    def corner(self, window: int) -> Question:
        """Where the window's top left pixel lies on the root window."""
        return corner_of(self._display.display, window, self.root)

    def child_at(self, at: Point) -> Question:
        """The child of the root that a press at this place of the screen reaches, 0 for none."""
        return child_at(self._display.display, self.root, at)

    def saver(self) -> Asked:
        """The screen saver (MIT-SCREEN-SAVER): its `state` is 1 while the screen is blanked or locked by it."""
        opcode = self._display.display.get_extension_major(screensaver.extname)
        root = self._display.screen().root
        return screensaver.QueryInfo(display=self._display.display, defer=True, opcode=opcode, drawable=root)

    def tree(self, window: int) -> Question:
        """Parent and children of the window."""
        return tree_of(self._display.display, window)

    def input_shape(self, window: int) -> Asked:
        """The rectangles of the window that take clicks."""
        opcode = self._display.display.get_extension_major(shape.extname)
        return shape.GetRectangles(
            display=self._display.display, defer=True, opcode=opcode, window=window, source_kind=_SHAPE_INPUT
        )

    def monitors(self) -> Asked:
        """The monitors in use (RandR 1.5)."""
        opcode = self._display.display.get_extension_major(randr.extname)
        return randr.GetMonitors(
            display=self._display.display, defer=True, opcode=opcode, window=self.root, is_active=True
        )

    def answers(self, questions: Sequence[Asked]) -> list[Any]:
        """The replies in order, None for what is gone.

        Raises:
            DisplayError: the display went away.
        """
        with self.alive():
            return [_answer(question) for question in questions]

    def close(self) -> None:
        """Disconnect, also when the display is gone."""
        with contextlib.suppress(*LOST):
            self._display.close()


def _answer(question: Asked) -> Any:
    try:
        if isinstance(question, Question):
            return question.answer()
        question.reply()
    except error.XError:
        return None
    return question


def numbers(found: Property | None) -> list[int]:
    """The numbers of a property (atoms, windows, cardinals), none where it is not there."""
    if found is None or found.format != 32:
        return []
    return list(struct.unpack(f"={len(found.data) // 4}I", found.data))


def text(found: Property | None) -> str:
    """The text of a property.

    A title is another program's text: without control characters it cannot repaint a terminal.
    """
    return "".join(c for c in raw_text(found) if c.isprintable())


def raw_text(found: Property | None) -> str:
    """The text of a property with all its characters; UTF-8, or Latin-1 where it is of the old type STRING."""
    if found is None or found.format != 8:
        return ""
    try:
        return found.data.decode("utf-8")
    except UnicodeDecodeError:
        return found.data.decode("latin-1")
