"""The windows of an X display from the lowest to the highest, popups included, with who owns them."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

from Xlib import X, display, error
from Xlib.xobject.drawable import Window as XWindow

from deskhand.core.errors import AccessibilityError
from deskhand.core.geometry import Box, Point


@dataclass(frozen=True, slots=True)
class Stacked:
    """A window on the screen: `frame` with its title bar, `client` the part its application draws; pixels."""

    title: str
    pid: int
    frame: Box
    client: Box
    popup: bool
    """Whether the window manager leaves it alone: menus, lists, tooltips."""


class WindowStack:
    """Asks the X server; one connection per instance, not shared between threads."""

    def __init__(self) -> None:
        """Connect.

        Raises:
            AccessibilityError: there is no X display.
        """
        try:
            self._display = display.Display()
        except (error.DisplayError, OSError) as problem:
            raise AccessibilityError("No X display answers, so boxes cannot be placed; start a session.") from problem
        self._names = {
            name: self._display.intern_atom(name) for name in ("_NET_CLIENT_LIST", "_NET_WM_PID", "_NET_WM_NAME")
        }

    def windows(self) -> tuple[Stacked, ...]:
        """Those that are mapped, the lowest first.

        Raises:
            AccessibilityError: the display went away.
        """
        found = []
        try:
            root = self._display.screen().root
            clients = self._clients(root)
            for window in root.query_tree().children:
                # Windows may go while they are being asked.
                with contextlib.suppress(error.BadWindow, error.BadDrawable, error.BadMatch):
                    if (described := self._described(window, clients.get(window.id))) is not None:
                        found.append(described)
        except (error.ConnectionClosedError, OSError) as problem:
            raise AccessibilityError("The display went away; look again.") from problem
        return tuple(found)

    def close(self) -> None:
        """Disconnect, also when the display is gone."""
        with contextlib.suppress(error.ConnectionClosedError, OSError):
            self._display.close()

    def _clients(self, root: XWindow) -> dict[int, XWindow]:
        """The applications' windows, by the id of the child of the root that holds each (EWMH `_NET_CLIENT_LIST`)."""
        listed = root.get_full_property(self._names["_NET_CLIENT_LIST"], X.AnyPropertyType)
        found = {}
        for number in listed.value if listed else ():
            client = outer = self._display.create_resource_object("window", int(number))
            with contextlib.suppress(error.BadWindow):
                while (parent := outer.query_tree().parent) and parent != root:
                    outer = parent
                found[outer.id] = client
        return found

    def _described(self, window: XWindow, client: XWindow | None) -> Stacked | None:
        attributes = window.get_attributes()
        if attributes.map_state != X.IsViewable or attributes.win_class == X.InputOnly:
            return None
        outer = window.get_geometry()
        frame = Box(outer.x, outer.y, outer.width + 2 * outer.border_width, outer.height + 2 * outer.border_width)
        if client is None:
            popup = bool(attributes.override_redirect)
            return Stacked(self._title(window), self._pid(window), frame, frame, popup)
        inner = client.get_geometry()
        corner = self._display.screen().root.translate_coords(client, 0, 0)
        box = Box(corner.x, corner.y, inner.width, inner.height)
        return Stacked(self._title(client), self._pid(client), frame, box, False)

    def _pid(self, window: XWindow) -> int:
        value = window.get_full_property(self._names["_NET_WM_PID"], X.AnyPropertyType)
        return int(value.value[0]) if value and value.value else 0

    def _title(self, window: XWindow) -> str:
        value = window.get_full_property(self._names["_NET_WM_NAME"], X.AnyPropertyType)
        if value and isinstance(value.value, bytes):
            return value.value.decode("utf-8", "replace")
        return str(window.get_wm_name() or "")


def topmost(windows: tuple[Stacked, ...], point: Point) -> Stacked | None:
    """The window that is seen at a point."""
    return next((window for window in reversed(windows) if window.frame.contains(point)), None)
