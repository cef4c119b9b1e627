"""The few X requests that are asked by the dozen in a look, packed and unpacked by hand (X11 protocol, appendix B).

python-xlib's general way takes 40 µs of processor time for each, this one 16; the connection, the order of replies
and the errors stay python-xlib's.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any, NamedTuple

from Xlib.protocol import rq
from Xlib.support import lock

from deskhand.core.geometry import Box, Point

_LONGEST = 4096
"""Units of 4 bytes read of a property; titles and lists of windows are far shorter."""
_INPUT_OUTPUT, _VIEWABLE = 1, 2


class Property(NamedTuple):
    """A property: `format` is 8, 16 or 32 bits, 0 where the window has none of that name."""

    format: int
    data: bytes


class Attributes(NamedTuple):
    """Whether a window is shown, goes past the window manager, and has pixels."""

    viewable: bool
    unmanaged: bool
    has_pixels: bool


class Geometry(NamedTuple):
    """A window in its parent, without the border around it (pixels)."""

    box: Box
    border: int


class Tree(NamedTuple):
    """The parent, 0 for the root, and the children from the lowest to the highest."""

    parent: int
    children: tuple[int, ...]


class Question(rq.ReplyRequest):  # type: ignore[misc]
    """A request that was sent, and how to read its reply."""

    _reply = None
    """python-xlib takes a request for one that gets a reply by its having this."""

    def __init__(self, connection: Any, request: bytes, read: Callable[[bytes], Any]) -> None:
        self._display, self._binary, self._read = connection, request, read
        self._serial: int | None = None
        self._data: dict[str, Any] | None = None
        self._error: Exception | None = None
        self._response_lock = lock.allocate_lock()
        connection.send_request(self, True)

    def _parse_response(self, data: Any) -> None:
        self._data = {"sequence_number": self._serial, "bytes": bytes(data)}

    def answer(self) -> Any:
        """What the reply says; waits for it. Raises the server's errors."""
        self.reply()
        assert self._data is not None
        return self._read(self._data["bytes"])


def property_of(connection: Any, window: int, atom: int) -> Question:
    """A property, whatever its type."""
    return Question(connection, struct.pack("=BBHIIIII", 20, 0, 6, window, atom, 0, 0, _LONGEST), _property)


def attributes_of(connection: Any, window: int) -> Question:
    """The attributes of a window."""
    return Question(connection, struct.pack("=BxHI", 3, 2, window), _attributes)


def geometry_of(connection: Any, window: int) -> Question:
    """Size, and position in the parent."""
    return Question(connection, struct.pack("=BxHI", 14, 2, window), _geometry)


def corner_of(connection: Any, window: int, root: int) -> Question:
    """Where the top left pixel of a window lies on the root window."""
    return Question(connection, struct.pack("=BxHIIhh", 40, 4, window, root, 0, 0), _corner)


def child_at(connection: Any, window: int, at: Point) -> Question:
    """The child of a window that a press at a place of it reaches, 0 for none; input shapes count (TranslateCoords)."""
    return Question(connection, struct.pack("=BxHIIhh", 40, 4, window, window, at.x, at.y), _child)


def tree_of(connection: Any, window: int) -> Question:
    """Parent and children of a window."""
    return Question(connection, struct.pack("=BxHI", 15, 2, window), _tree)


def _property(reply: bytes) -> Property:
    (length,) = struct.unpack_from("=I", reply, 16)
    return Property(reply[1], reply[32 : 32 + length * reply[1] // 8])


def _attributes(reply: bytes) -> Attributes:
    (kind,) = struct.unpack_from("=H", reply, 12)
    return Attributes(reply[26] == _VIEWABLE, bool(reply[27]), kind == _INPUT_OUTPUT)


def _geometry(reply: bytes) -> Geometry:
    x, y, w, h, border = struct.unpack_from("=hhHHH", reply, 12)
    return Geometry(Box(x, y, w, h), border)


def _corner(reply: bytes) -> Point:
    return Point(*struct.unpack_from("=hh", reply, 12))


def _child(reply: bytes) -> int:
    return int(struct.unpack_from("=I", reply, 8)[0])


def _tree(reply: bytes) -> Tree:
    parent, count = struct.unpack_from("=IH", reply, 12)
    return Tree(parent, struct.unpack_from(f"={count}I", reply, 32))
