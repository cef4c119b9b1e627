"""Key presses and clicks that one program sends straight to a window of ours (XSendEvent) are dropped.

They come from no device. The X server marks each with a bit of its type (X11 protocol, section 11, `send_event`).
"""

from __future__ import annotations

import ctypes
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter

_SENT = 0x80
_INPUT = frozenset({2, 3, 4, 5, 6})
"""KeyPress, KeyRelease, ButtonPress, ButtonRelease, MotionNotify."""


class NoSentEvents(QAbstractNativeEventFilter):
    """Installed in the application for as long as it lives."""

    def nativeEventFilter(self, kind: Any, message: Any) -> Any:  # noqa: N802 - Qt's name
        """Drop what was sent by a program."""
        if bytes(kind) != b"xcb_generic_event_t":
            return False, 0
        # The first byte of an xcb_generic_event_t is its response_type.
        code = ctypes.c_uint8.from_address(int(message)).value
        return bool(code & _SENT and (code & ~_SENT) in _INPUT), 0


__all__ = ["NoSentEvents"]
