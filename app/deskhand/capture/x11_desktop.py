"""What the X server tells about its desktop besides pixels: monitors, windows, and which has the keyboard."""

from __future__ import annotations

from dataclasses import dataclass

from deskhand.core.errors import DisplayError
from deskhand.core.geometry import Box, Point
from deskhand.core.monitors import Monitor
from deskhand.core.screen import Focus, Window

from .x11_connection import X11Connection, numbers, raw_text
from .x11_monitors import monitors_from
from .x11_windows import Listing, named, reached_at, windows_of

_SAVER_ON = 1
"""`ScreenSaverOn` of the protocol of the MIT-SCREEN-SAVER extension."""
_CHECK, _ACTIVE = "_NET_SUPPORTING_WM_CHECK", "_NET_ACTIVE_WINDOW"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The desktop at one moment: `screen` is all of it; `monitors` is empty where the server cannot tell."""

    screen: Box
    monitors: tuple[Monitor, ...]
    windows: tuple[Window, ...]
    focus: Focus | None


class X11Desktop:
    """Asks the X server anew each time; one connection per instance, not shared between threads."""

    def __init__(self) -> None:
        """Connect.

        Raises:
            DisplayError: there is no X display.
        """
        self._server = X11Connection()

    def look(self) -> Surroundings:
        """Everything, in a few round trips.

        Raises:
            DisplayError: the display went away.
        """
        server = self._server
        asked = [server.geometry(server.root), server.tree(server.root)]
        names = (_CHECK, "_NET_CLIENT_LIST_STACKING", "_NET_CLIENT_LIST", _ACTIVE, "_NET_CURRENT_DESKTOP")
        asked += [server.property(server.root, name) for name in names]
        asked.append(server.property(server.root, "RESOURCE_MANAGER"))
        monitors = server.monitors() if server.has_monitors else None
        root, tree, *properties, resources = server.answers(asked)
        if root is None or tree is None:
            raise DisplayError("The display does not tell its size; restart the desktop session.")
        check, stacking, clients, active, desktop = map(numbers, properties)
        if not self._is_managed(check):
            stacking, clients, active = [], [], []
        listing = Listing(
            children=tree.children,
            clients=tuple(stacking or clients),
            active=active[0] if active else 0,
            desktop=desktop[0] if desktop else 0,
            screen=Box(0, 0, root.box.w, root.box.h),
        )
        windows = windows_of(server, listing)
        known = next((Focus(w.handle, w.title, w.app) for w in windows if w.focused), None)
        return Surroundings(
            listing.screen,
            self._monitors(monitors, raw_text(resources)),
            windows,
            known or self._described(listing.active),
        )

    def focus(self) -> Focus | None:
        """The focused window, or None when no window has the keyboard.

        Raises:
            DisplayError: the display went away.
        """
        server = self._server
        check, active = map(numbers, server.answers([server.property(server.root, name) for name in (_CHECK, _ACTIVE)]))
        return self._described(*active[:1]) if self._is_managed(check) else None

    def window_at(self, at: Point) -> int | None:
        """The window a press at a place reaches; see `Capture.window_at`.

        Raises:
            DisplayError: the display went away.
        """
        server = self._server
        names = (_CHECK, "_NET_CLIENT_LIST")
        check, clients = map(numbers, server.answers([server.property(server.root, name) for name in names]))
        return reached_at(server, at, tuple(clients)) if self._is_managed(check) else None

    def locked(self) -> bool:
        """Whether the screen saver of the server is on.

        Raises:
            DisplayError: the display went away.
        """
        if not self._server.has_saver:
            return False
        (saver,) = self._server.answers([self._server.saver()])
        return saver is not None and saver.state == _SAVER_ON

    def close(self) -> None:
        """Disconnect, also when the display is gone."""
        self._server.close()

    def _is_managed(self, check: list[int]) -> bool:
        """Whether a window manager speaks EWMH now; what a dead one left on the root window is not true any more."""
        if not check:
            return False
        (again,) = self._server.answers([self._server.property(check[0], _CHECK)])
        return numbers(again) == check

    def _described(self, window: int = 0) -> Focus | None:
        found = named(self._server, window) if window else None
        return Focus(window, *found) if found else None

    def _monitors(self, question: object, resources: str) -> tuple[Monitor, ...]:
        if question is None:
            return ()
        (reply,) = self._server.answers([question])
        if reply is None:
            return ()
        with self._server.alive():
            names = [self._server.atom_name(int(monitor.name)) for monitor in reply.monitors]
        return monitors_from(reply, names, resources)
