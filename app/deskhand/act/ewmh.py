"""Asks the window manager of an X desktop, by EWMH (Extended Window Manager Hints 1.5)."""

from __future__ import annotations

import contextlib

from Xlib import X, display, error
from Xlib.protocol import event

from deskhand.core.errors import InputError

_LOST = (error.ConnectionClosedError, error.DisplayError, OSError)
"""What python-xlib raises when the display goes away."""
_FROM_THE_PERSON = 2
"""Source indication of what is done for the person: a window manager honours it while another window has the focus."""


class EwmhWindows:
    """See `WindowManager`."""

    def __init__(self) -> None:
        """Connect.

        Raises:
            InputError: there is no X display.
        """
        try:
            self._display = display.Display()
            self._root = self._display.screen().root
            self._active = self._display.intern_atom("_NET_ACTIVE_WINDOW")
        except _LOST as problem:
            raise InputError("Windows cannot be brought to the front: no display answers.") from problem

    def activate(self, window: int) -> None:
        """See `WindowManager.activate`."""
        asked = event.ClientMessage(
            window=window, client_type=self._active, data=(32, [_FROM_THE_PERSON, X.CurrentTime, 0, 0, 0])
        )
        try:
            self._root.send_event(asked, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
            self._display.sync()
        except _LOST as problem:
            raise InputError("The display went away while a window was brought to the front.") from problem

    def close(self) -> None:
        """See `WindowManager.close`."""
        with contextlib.suppress(*_LOST):
            self._display.close()
