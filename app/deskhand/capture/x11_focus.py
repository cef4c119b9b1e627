"""Which window has the keyboard, from the window manager (EWMH `_NET_ACTIVE_WINDOW`)."""

from __future__ import annotations

import contextlib

from Xlib import X, display, error
from Xlib.xobject.drawable import Window

from deskhand.core.errors import DisplayError
from deskhand.core.screen import Focus


class X11Focus:
    """Asks the X server; one connection per instance, not shared between threads."""

    def __init__(self) -> None:
        """Connect.

        Raises:
            DisplayError: there is no X display.
        """
        try:
            self._display = display.Display()
        except (error.DisplayError, OSError) as problem:
            raise DisplayError("No X display answers; start Deskhand inside a desktop session.") from problem
        self._active = self._display.intern_atom("_NET_ACTIVE_WINDOW")
        self._name = self._display.intern_atom("_NET_WM_NAME")

    def current(self) -> Focus | None:
        """The focused window, or None when no window has the keyboard.

        Raises:
            DisplayError: the display went away.
        """
        try:
            root = self._display.screen().root
            value = root.get_full_property(self._active, X.AnyPropertyType)
            if value is None or not value.value or not value.value[0]:
                return None
            window = self._display.create_resource_object("window", int(value.value[0]))
            return self._describe(window)
        except (error.ConnectionClosedError, OSError) as problem:
            raise DisplayError("The display went away; nothing more was sent.") from problem

    def _describe(self, window: Window) -> Focus | None:
        try:
            name = window.get_full_property(self._name, X.AnyPropertyType)
            kind = window.get_wm_class()
        except error.BadWindow:
            return None
        title = bytes(name.value).decode("utf-8", "replace") if name and isinstance(name.value, bytes) else ""
        # A title is another program's text: without control characters it cannot repaint a terminal.
        return Focus(int(window.id), _printable(title), _printable(kind[1]) if kind else "")

    def close(self) -> None:
        """Disconnect, also when the display is gone."""
        with contextlib.suppress(error.ConnectionClosedError, OSError):
            self._display.close()


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable())
