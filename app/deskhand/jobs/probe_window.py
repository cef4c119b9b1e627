"""A small X window of our own that takes what is typed: the doctor's proof that keys arrive."""

from __future__ import annotations

import time
from typing import Any

from Xlib import XK, X, display, error

from deskhand.core.errors import DisplayError, InputError
from deskhand.core.geometry import Box

_TIMEOUT = 3.0


class ProbeWindow:
    """White, takes the keyboard while it is open and gives it back."""

    box = Box(10, 10, 220, 40)
    """Where it is, in physical pixels."""

    def __enter__(self) -> ProbeWindow:
        """Open it and wait until it has the keyboard.

        Raises:
            DisplayError: there is no display.
            InputError: another program does not let go of the keyboard.
        """
        try:
            self._display = display.Display()
        except (error.DisplayError, OSError) as problem:
            raise DisplayError("No X display answers; start Deskhand inside a desktop session.") from problem
        screen = self._display.screen()
        mask = X.KeyPressMask | X.FocusChangeMask | X.ExposureMask | X.StructureNotifyMask
        # Past the window manager, so that nothing else decides when it gets the keyboard.
        self._window = screen.root.create_window(
            *self.box.as_list(),
            0,
            screen.root_depth,
            event_mask=mask,
            background_pixel=screen.white_pixel,
            override_redirect=1,
        )
        self._before = self._display.get_input_focus().focus
        self._window.map()
        self._wait_for(X.MapNotify)
        self._window.set_input_focus(X.RevertToParent, X.CurrentTime)
        self._wait_for(X.FocusIn)
        self._display.sync()
        return self

    def __exit__(self, *exc: object) -> None:
        try:
            self._display.set_input_focus(self._before, X.RevertToParent, X.CurrentTime)
            self._window.destroy()
            self._display.close()
        except (error.ConnectionClosedError, OSError):
            # The display is gone, and the window with it.
            return

    def text(self, length: int) -> str:
        """What was typed, once `length` characters came or nothing more comes."""
        typed, deadline = "", time.monotonic() + _TIMEOUT
        while len(typed) < length and time.monotonic() < deadline:
            event = self._next(deadline)
            if event is not None and event.type == X.KeyPress:
                keysym = self._display.keycode_to_keysym(event.detail, 1 if event.state & X.ShiftMask else 0)
                if keysym not in (XK.XK_Shift_L, XK.XK_Shift_R, 0):
                    typed += chr(keysym) if keysym < 0x100 else "?"
        return typed

    def _wait_for(self, kind: int) -> None:
        deadline = time.monotonic() + _TIMEOUT
        while (event := self._next(deadline)) is not None:
            if event.type == kind:
                return
        raise InputError("Another program holds the keyboard; close its menu or dialog and try again.")

    def _next(self, deadline: float) -> Any:
        while time.monotonic() < deadline:
            try:
                if self._display.pending_events():
                    return self._display.next_event()
            except (error.ConnectionClosedError, OSError) as problem:
                raise DisplayError("The display went away.") from problem
            time.sleep(0.01)
        return None
