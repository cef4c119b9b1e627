"""Tells the person's own devices from events that programs make, by the X Input extension (version 2).

The server tells each raw event with the device it came from; what XTEST makes comes from devices of that name. So a
dialog can know whether it was really a hand that pressed its button. A remote desktop that works by XTEST (x11vnc)
looks like a program; a person who uses one answers in a terminal.
"""

from __future__ import annotations

import contextlib
import os
import select
import struct
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from Xlib import XK, display, error
from Xlib.ext import xinput

from deskhand.core.errors import InputError

_LOST = (error.ConnectionClosedError, OSError)
_NAMED_BY_PROGRAMS: Final = "XTEST"
_PRESSES: Final = frozenset({xinput.RawKeyPress, xinput.RawButtonPress})
_PRESS_MASK: Final = xinput.RawKeyPressMask | xinput.RawButtonPressMask
_RAW: Final = struct.Struct("<HIIH")
"""Device, time, detail and source of an XIRawEvent, which python-xlib does not take apart."""
_CHANGED_MASK: Final = xinput.HierarchyChangedMask
TWICE: Final = 0.5
"""Seconds between two presses of a key that count as one gesture."""


class X11RealInput:
    """Watches for presses of real devices. `told` is called at each, on a thread of this."""

    def __init__(self, told: Callable[[], None] = lambda: None, escaped: Callable[[], None] = lambda: None) -> None:
        """Connect. `escaped` is called when Escape is pressed twice on a real keyboard; of the keys nothing else is
        looked at. (Deskhand itself presses Escape by XTEST.)

        Raises:
            InputError: there is no X display, or it cannot tell devices apart.
        """
        self._told, self._escaped = told, escaped
        self.last = float("-inf")
        """When a real device was pressed last: seconds of the monotonic clock."""
        self._by_program = self._escape_at = float("-inf")
        try:
            self._display = display.Display()
            if not self._display.has_extension("XInputExtension"):
                raise InputError("This display cannot tell your hand from a program's (no X Input extension).")
            self._ask_for_raw_events()
            root = self._display.screen().root
            self._escape = self._display.keysym_to_keycode(XK.XK_Escape)
            root.xinput_select_events([(xinput.AllDevices, _CHANGED_MASK), (xinput.AllMasterDevices, _PRESS_MASK)])
            self._display.sync()
        except (error.DisplayError, *_LOST) as problem:
            raise InputError("Your mouse and keyboard cannot be told from a program's: no X display.") from problem
        self._programs = self._of_programs()
        self._wake_read, self._wake_write = os.pipe()
        self._thread = threading.Thread(target=self._listen, name="real-input", daemon=True)
        self._thread.start()

    def within(self, seconds: float) -> bool:
        """Whether the last press of all was one of a real device, not longer ago than this."""
        return self.last > self._by_program and time.monotonic() - self.last <= seconds

    def close(self) -> None:
        """Watch no longer."""
        with contextlib.suppress(OSError):
            os.write(self._wake_write, b"x")
        self._thread.join()
        for end in (self._wake_read, self._wake_write):
            with contextlib.suppress(OSError):
                os.close(end)
        with contextlib.suppress(*_LOST):
            self._display.close()

    def _ask_for_raw_events(self) -> None:
        """Say that we know version 2.2: to older clients no raw event is told while another one has a grab, a menu
        say. python-xlib says 2.0 by itself."""
        opcode = self._display.display.get_extension_major(xinput.extname)
        xinput.XIQueryVersion(display=self._display.display, opcode=opcode, major_version=2, minor_version=2)

    def _of_programs(self) -> frozenset[int]:
        devices = self._display.xinput_query_device(xinput.AllDevices).devices
        return frozenset(device.deviceid for device in devices if _NAMED_BY_PROGRAMS in device.name)

    def _listen(self) -> None:
        with contextlib.suppress(*_LOST):
            while True:
                while self._display.pending_events():
                    self._take(self._display.next_event())
                ready, _, _ = select.select([self._display.fileno(), self._wake_read], [], [])
                if self._wake_read in ready:
                    return

    def _take(self, event: Any) -> None:
        kind = getattr(event, "evtype", None)
        if kind == xinput.HierarchyChanged:
            self._programs = self._of_programs()
        elif kind in _PRESSES:
            _device, _time, detail, source = _RAW.unpack_from(event.data)
            self._pressed(kind == xinput.RawKeyPress and detail == self._escape, source)

    def _pressed(self, is_escape: bool, source: int) -> None:
        now = time.monotonic()
        if source in self._programs:
            self._by_program = now
            return
        if is_escape and now - self._escape_at <= TWICE:
            self._escaped()
        self._escape_at = now if is_escape else float("-inf")
        self.last = now
        self._told()


__all__ = ["X11RealInput"]
