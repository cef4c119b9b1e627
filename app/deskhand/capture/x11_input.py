"""The person's mouse and keyboard on X11, by the RECORD extension: real events and those XTEST makes.

Nothing is held back from applications. Events that one program sends to another (XSendEvent) come from no device
and are not told.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from Xlib import X, Xatom, display, error
from Xlib.ext import record
from Xlib.protocol import rq

from deskhand.core.errors import RecordingError
from deskhand.core.geometry import Point
from deskhand.core.input_events import ButtonEvent, InputEvent, KeyEvent, PointerEvent, WheelEvent

from .composing import Composer
from .x11_connection import LOST
from .x11_keyboard import X11Keyboard

_BUTTONS: Final = {1: "left", 2: "middle", 3: "right", 8: "back", 9: "forward"}
_WHEEL: Final = {4: (-1, 0), 5: (1, 0), 6: (0, -1), 7: (0, 1)}
"""Buttons that are turns of the wheel: down, right."""
_OFTEN, _DRAGGED = 0.05, 0.01
"""Seconds between two positions of the pointer that are told, and while a button is held."""
_WRAP: Final = 1 << 32
"""The server's clock counts milliseconds in 32 bits."""
_NO_DISPLAY = "The mouse and keyboard cannot be watched: no X display answers; start Deskhand inside a desktop session."
_LOST = "The display went away; what was shown until then is kept."


class X11Input:
    """See `InputSource`."""

    def __init__(self) -> None:
        """Connect.

        Raises:
            RecordingError: there is no X display, or it has no RECORD extension.
        """
        self._opened: list[Any] = []
        try:
            self._control, self._data, self._asking = (self._open() for _ in range(3))
            if not self._control.has_extension("RECORD"):
                raise RecordingError("The X server lacks the RECORD extension, so nothing can be shown here.")
            self._reader = _Reader(X11Keyboard(self._asking), _Clock(self._asking))
            self._context = self._control.record_create_context(0, [record.AllClients], [_devices()])
            self._control.sync()
        except (error.DisplayError, *LOST) as problem:
            self._disconnect()
            raise RecordingError(_NO_DISPLAY) from problem
        except RecordingError:
            self._disconnect()
            raise
        self._thread: threading.Thread | None = None
        self._failed = ""

    def start(self, tell: Callable[[InputEvent], None]) -> None:
        """See `InputSource.start`; calling it again does nothing."""
        if self._thread is not None:
            return
        begun = threading.Event()
        self._thread = threading.Thread(target=self._watch, args=(tell, begun), name="input", daemon=True)
        self._thread.start()
        begun.wait()
        if self._failed:
            raise RecordingError(self._failed)

    def pointer(self) -> Point:
        """See `InputSource.pointer`."""
        try:
            found = self._control.screen().root.query_pointer()
        except LOST as problem:
            raise RecordingError(_LOST) from problem
        return Point(int(found.root_x), int(found.root_y))

    def failed(self) -> str:
        """See `InputSource.failed`."""
        return self._failed

    def close(self) -> None:
        """See `InputSource.close`."""
        if not self._opened:
            return
        with contextlib.suppress(*LOST):
            self._control.record_disable_context(self._context)
            self._control.sync()
        if self._thread is not None:
            self._thread.join()
        with contextlib.suppress(*LOST):
            self._control.record_free_context(self._context)
            self._control.sync()
        self._disconnect()

    def _open(self) -> Any:
        opened = display.Display()
        self._opened.append(opened)
        return opened

    def _disconnect(self) -> None:
        for connection in self._opened:
            with contextlib.suppress(*LOST):
                connection.close()
        self._opened.clear()

    def _watch(self, tell: Callable[[InputEvent], None], begun: threading.Event) -> None:
        def take(reply: Any) -> None:
            if reply.category == record.StartOfData:
                begun.set()
            if reply.category != record.FromServer or reply.client_swapped:
                return
            data = reply.data
            while len(data):
                event, data = rq.EventField(None).parse_binary_value(data, self._data.display, None, None)
                for told in self._reader.read(event):
                    tell(told)

        try:
            self._data.record_enable_context(self._context, take)
        except LOST:
            self._failed = _LOST
        finally:
            begun.set()


class _Clock:
    """Turns the server's time into ours, never into a later one."""

    def __init__(self, connection: Any) -> None:
        before = time.monotonic()
        self._last = _server_time(connection)
        self._at = before

    def seconds(self, stamp: int) -> float:
        """The monotonic time of a server time."""
        passed = (stamp - self._last + _WRAP // 2) % _WRAP - _WRAP // 2
        self._last, self._at = stamp, self._at + passed / 1000
        return self._at


def _server_time(connection: Any) -> int:
    """The server's time now (ICCCM 2.1: a property that is touched brings a stamp)."""
    window = connection.screen().root.create_window(-1, -1, 1, 1, 0, 0, X.InputOnly, event_mask=X.PropertyChangeMask)
    try:
        window.change_property(Xatom.WM_NAME, Xatom.STRING, 8, b"")
        while (event := connection.next_event()).type != X.PropertyNotify:
            continue
        return int(event.time)
    finally:
        window.destroy()
        connection.flush()


class _Reader:
    """Makes our events of the server's."""

    def __init__(self, keyboard: X11Keyboard, clock: _Clock) -> None:
        self._keyboard, self._clock = keyboard, clock
        self._composer = Composer()
        self._down: set[int] = set()
        self._released: tuple[int, int] = (0, -1)
        self._buttons: set[int] = set()
        self._told_at, self._last = 0.0, Point(-1, -1)

    def read(self, event: Any) -> list[InputEvent]:
        """What a device event tells; often nothing."""
        if event.type in (X.KeyPress, X.KeyRelease):
            return [self._key(event)]
        if event.type in (X.ButtonPress, X.ButtonRelease):
            return self._button(event)
        return self._motion(event) if event.type == X.MotionNotify else []

    def _key(self, event: Any) -> KeyEvent:
        code, state, down = int(event.detail), int(event.state), event.type == X.KeyPress
        self._keyboard.refresh()
        keysym, held = self._keyboard.keysym(code, state), self._keyboard.held(state)
        name = self._keyboard.name(code, state)
        at = self._clock.seconds(event.time)
        if not down:
            self._down.discard(code)
            self._released = code, int(event.time)
            return KeyEvent(at, False, name, held=held)
        # A key that is held comes as pairs of up and down at one time, or as downs alone.
        repeat = code in self._down or self._released == (code, int(event.time))
        self._down.add(code)
        event_without_text = KeyEvent(at, True, name, held=held, repeat=repeat)
        if event_without_text.is_modifier:
            return event_without_text
        if {"ctrl", "alt", "super"} & set(held):
            self._composer.forget()
            return event_without_text
        char, composing = self._composer.feed(keysym)
        return KeyEvent(at, True, name, char if char.isprintable() else "", held, repeat, composing)

    def _button(self, event: Any) -> list[InputEvent]:
        number, down = int(event.detail), event.type == X.ButtonPress
        at, place = self._clock.seconds(event.time), Point(int(event.root_x), int(event.root_y))
        held = self._keyboard.held(int(event.state))
        if number in _WHEEL:
            turned_down, turned_right = _WHEEL[number]
            return [WheelEvent(at, place, turned_down, turned_right, held)] if down else []
        if number not in _BUTTONS:
            return []
        self._composer.forget()
        (self._buttons.add if down else self._buttons.discard)(number)
        self._told_at, self._last = at, place
        return [ButtonEvent(at, place, _BUTTONS[number], down, held)]

    def _motion(self, event: Any) -> list[InputEvent]:
        at, place = self._clock.seconds(event.time), Point(int(event.root_x), int(event.root_y))
        if place == self._last or at - self._told_at < (_DRAGGED if self._buttons else _OFTEN):
            return []
        self._told_at, self._last = at, place
        return [PointerEvent(at, place)]


def _devices() -> dict[str, Any]:
    """The range of events that devices make."""
    nothing = ((0, 0), (0, 0))
    return {
        "core_requests": (0, 0),
        "core_replies": (0, 0),
        "ext_requests": (*nothing[0], *nothing[1]),
        "ext_replies": (*nothing[0], *nothing[1]),
        "delivered_events": (0, 0),
        "device_events": (X.KeyPress, X.MotionNotify),
        "errors": (0, 0),
        "client_started": False,
        "client_died": False,
    }


__all__ = ["X11Input"]
