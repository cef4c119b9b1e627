"""Menus that are open while the person is asked: they hold mouse and keyboard, so no dialog could be answered.

A key the person meant for the dialog would go to the menu and might choose an entry; so the menu is folded first. The
yes stays good for the same step when the menu is open again.
"""

from __future__ import annotations

import time

from deskhand.core.screen import Frame, Window
from deskhand.core.stacking import is_popup

GOES = 0.6
"""Seconds a menu has to go after Escape."""
DEEPEST = 5
"""Menus within menus."""
_GLANCE = 0.03


def open_menus(frame: Frame) -> list[Window]:
    """The menus a frame shows."""
    return [window for window in frame.windows if is_popup(window) and not window.tip]


def fold_menus() -> bool:
    """Close the menus that are open, by Escape; whether none is left.

    Raises:
        DisplayError, InputError: the desktop cannot be looked at, or events cannot be sent.
    """
    from deskhand.act.pynput_devices import PynputDevices
    from deskhand.bootstrap import open_capture
    from deskhand.capture.without_own import without_own

    capture, devices = open_capture(), PynputDevices()
    try:
        for _ in range(DEEPEST):
            count = len(open_menus(without_own(capture.grab())))
            if not count:
                return True
            devices.press_key("escape")
            devices.release_key("escape")
            deadline = time.monotonic() + GOES
            while len(open_menus(without_own(capture.grab()))) >= count and time.monotonic() < deadline:
                time.sleep(_GLANCE)
        return not open_menus(without_own(capture.grab()))
    finally:
        devices.close()
        capture.close()


__all__ = ["fold_menus", "open_menus"]
