"""Screen capture with mss, by far the quickest measured, and what the X server tells about the desktop.

On X11 the virtual desktop is the root window: it starts at (0, 0), and its pixels are the monitors' own.
"""

from __future__ import annotations

import contextlib
import logging
import time

import cv2
import mss
import numpy as np
from mss.exception import ScreenShotError

from deskhand.core.errors import DisplayError, RegionError
from deskhand.core.geometry import Box, Point
from deskhand.core.monitors import Monitor
from deskhand.core.screen import Focus, Frame, Pixels

log = logging.getLogger(__name__)

_LOST = (ScreenShotError, OSError, AssertionError)
"""What mss raises when the display goes away; the assertion is on a reply that never came (mss 10.2)."""
_TRIES = 3
"""A screen that changes its size while it is grabbed is grabbed again; a display that went away fails each time."""


class MssCapture:
    """The whole virtual desktop or a region of it through mss, with windows and monitors from X11."""

    def __init__(self) -> None:
        """Connect to the display.

        Raises:
            DisplayError: there is none.
        """
        # python-xlib is there on X11 systems alone, and everything imports this module.
        from .x11_desktop import X11Desktop

        self._desktop = X11Desktop()
        self._screen, self._opened_for = _opened(), Box(0, 0, 0, 0)
        self._told = False

    def grab(self, region: Box | None = None) -> Frame:
        """See `Capture.grab`."""
        for _ in range(_TRIES):
            with contextlib.suppress(*_LOST):
                return self._grabbed(region)
        raise DisplayError("The display went away; nothing more was sent.")

    def focus(self) -> Focus | None:
        """See `Capture.focus`."""
        return self._desktop.focus()

    def window_at(self, at: Point) -> int | None:
        """See `Capture.window_at`."""
        return self._desktop.window_at(at)

    def locked(self) -> bool:
        """See `Capture.locked`."""
        return self._desktop.locked()

    def close(self) -> None:
        """Release both connections, also when the display is gone."""
        with contextlib.suppress(*_LOST):
            self._screen.close()
        self._desktop.close()

    def _grabbed(self, region: Box | None) -> Frame:
        about = self._desktop.look()
        box = about.screen if region is None else region.intersection(about.screen)
        if not box.area:
            size = f"{about.screen.w}x{about.screen.h}"
            raise RegionError(f"Nothing of the screen ({size}) lies in the region asked for.")
        pixels = self._pixels(box, about.screen)
        monitors = about.monitors or self._without_randr()
        return Frame(pixels, time.monotonic(), about.focus, about.windows, Point(box.x, box.y), monitors)

    def _pixels(self, box: Box, screen: Box) -> Pixels:
        if screen != self._opened_for:
            # mss keeps room for the screen as it was when it connected.
            with contextlib.suppress(*_LOST):
                self._screen.close()
            self._screen, self._opened_for = _opened(), screen
        shot = self._screen.grab({"left": box.x, "top": box.y, "width": box.w, "height": box.h})
        bgra = np.frombuffer(shot.raw, np.uint8).reshape(shot.height, shot.width, 4)
        return np.asarray(cv2.cvtColor(bgra, cv2.COLOR_BGRA2BGR), np.uint8)

    def _without_randr(self) -> tuple[Monitor, ...]:
        """What mss makes of a server that does not speak RandR 1.5 or has no monitor: unscaled, unnamed."""
        if not self._told:
            log.warning("The X server names no monitors, so they count as unscaled; update the server or its driver.")
            self._told = True
        with _opened() as fresh:
            parts = fresh.monitors[1:] or [fresh.monitors[0]]
        boxes = [Box(part["left"], part["top"], part["width"], part["height"]) for part in parts]
        return tuple(Monitor(f"screen-{n}", box, primary=n == 1) for n, box in enumerate(boxes, 1))


def _opened() -> mss.MSS:
    try:
        return mss.MSS()
    except ScreenShotError as problem:
        raise DisplayError("No display answers; start Deskhand inside a desktop session.") from problem
