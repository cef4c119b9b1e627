"""Global hotkeys where there is no X server: the desktop is asked for them (XDG desktop portal, GlobalShortcuts v1).

The desktop may ask the person, and decides itself which keys are taken; that can take any time, so it is waited for in
a thread, and what it refuses is told. All hotkeys are asked for at once, for a session can be bound only once.
"""

from __future__ import annotations

import contextlib
import itertools
import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any, Final

from jeepney import DBusAddress, HeaderFields, MatchRule, Properties, message_bus, new_method_call
from jeepney.io.common import RouterClosed
from jeepney.io.threading import DBusRouter, open_dbus_connection

from deskhand.core.errors import HotkeyError

from .hotkey_chords import checked

_PORTAL: Final = DBusAddress(
    "/org/freedesktop/portal/desktop",
    bus_name="org.freedesktop.portal.Desktop",
    interface="org.freedesktop.portal.GlobalShortcuts",
)
_MODIFIERS: Final = {"ctrl": "CTRL", "control": "CTRL", "alt": "ALT", "shift": "SHIFT"}
"""Modifiers as the shortcuts specification of freedesktop.org spells them; the others are LOGO."""
_KEYS: Final = {"enter": "Return", "escape": "Escape", "pageup": "Prior", "pagedown": "Next", "backspace": "BackSpace"}
ANSWER, PATIENCE = 5.0, 300.0
"""Seconds the portal has to take a call, and the person to agree to the hotkeys."""
_LOST = (OSError, ConnectionError, RouterClosed)


class PortalHotkeys:
    """See `X11Hotkeys`. `told` gets a sentence when the desktop refuses, on a thread of this."""

    def __init__(self, pressed: Callable[[str], None], told: Callable[[str], None] = lambda sentence: None) -> None:
        """Connect.

        Raises:
            HotkeyError: the desktop has no portal for hotkeys.
        """
        self._pressed, self._told = pressed, told
        self._chords: list[str] = []
        self._session = ""
        self._numbers = itertools.count(1)
        try:
            self._connection = open_dbus_connection("SESSION")
        except (*_LOST, KeyError) as problem:
            raise HotkeyError("There is no session bus; bind `deskhand trigger NAME` to a key.") from problem
        self._router = DBusRouter(self._connection)
        try:
            self._call(Properties(_PORTAL).get("version"))
        except (*_LOST, HotkeyError) as problem:
            self._disconnect()
            raise HotkeyError(
                "This desktop has no portal for hotkeys; bind `deskhand trigger NAME` to a key."
            ) from problem
        self._wanted: queue.SimpleQueue[Sequence[str] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="portal-hotkeys", daemon=True)
        self._thread.start()
        self._listener = threading.Thread(target=self._listen, name="portal-signals", daemon=True)
        self._listener.start()

    def grab(self, chord: str) -> None:
        """Ask for a chord beside the others; the desktop answers later.

        Raises:
            HotkeyError: it is none that can be had.
        """
        checked(chord)
        self._chords = [*(c for c in self._chords if c != chord), chord]
        self._wanted.put(tuple(self._chords))

    def release(self, chord: str) -> None:
        """Have it no longer."""
        if chord in self._chords:
            self._chords.remove(chord)
            self._wanted.put(tuple(self._chords))

    def close(self) -> None:
        """Let go of all chords."""
        self._wanted.put(None)
        self._thread.join(ANSWER)
        self._disconnect()

    def _disconnect(self) -> None:
        with contextlib.suppress(*_LOST):
            self._router.close()
            self._connection.close()

    def _work(self) -> None:
        while (chords := self._wanted.get()) is not None:
            # Several in a row are one wish: the last.
            while not self._wanted.empty():
                following = self._wanted.get()
                if following is None:
                    return
                chords = following
            try:
                self._bind(chords)
            except HotkeyError as problem:
                self._told(str(problem))
            except _LOST:
                self._told("Hotkeys cannot be had any more: the session bus went away.")

    def _bind(self, chords: Sequence[str]) -> None:
        if self._session:
            session = DBusAddress(self._session, _PORTAL.bus_name, "org.freedesktop.portal.Session")
            self._call(new_method_call(session, "Close"))
            self._session = ""
        if not chords:
            return
        token = f"deskhand{next(self._numbers)}"
        made = self._asked("CreateSession", "a{sv}", ({"session_handle_token": ("s", token)},), ANSWER)
        self._session = str(made["session_handle"][1])
        shortcuts = [
            (chord, {"description": ("s", f"Deskhand: {chord}"), "preferred_trigger": ("s", trigger(chord))})
            for chord in chords
        ]
        self._asked("BindShortcuts", "oa(sa{sv})sa{sv}", (self._session, shortcuts, "", {}), PATIENCE)

    def _asked(self, method: str, signature: str, body: tuple[Any, ...], patience: float) -> dict[str, Any]:
        """What a request of the portal answers; its answer comes as a signal of an object named by our token."""
        token = f"deskhand_r{next(self._numbers)}"
        sender = self._connection.unique_name.lstrip(":").replace(".", "_")
        path = f"/org/freedesktop/portal/desktop/request/{sender}/{token}"
        rule = MatchRule(type="signal", interface="org.freedesktop.portal.Request", member="Response", path=path)
        self._call(message_bus.AddMatch(rule))
        options = {**body[-1], "handle_token": ("s", token)}
        with self._router.filter(rule, bufsize=4) as answers:
            self._call(new_method_call(_PORTAL, method, signature, (*body[:-1], options)))
            try:
                code, results = answers.get(timeout=patience).body
            except queue.Empty:
                raise HotkeyError("The desktop did not answer whether the hotkeys can be had.") from None
        if code:
            raise HotkeyError("The desktop refused the hotkeys; bind `deskhand trigger NAME` to a key instead.")
        return dict(results)

    def _listen(self) -> None:
        rule = MatchRule(type="signal", interface=_PORTAL.interface, member="Activated")
        with contextlib.suppress(*_LOST, HotkeyError):
            self._call(message_bus.AddMatch(rule))
            with self._router.filter(rule, bufsize=64) as signals:
                while True:
                    try:
                        session, chord, *_more = signals.get(timeout=1.0).body
                    except queue.Empty:
                        if not self._thread.is_alive():
                            return
                        continue
                    if session == self._session and chord in self._chords:
                        self._pressed(chord)

    def _call(self, message: Any) -> Any:
        try:
            reply = self._router.send_and_get_reply(message, timeout=ANSWER)
        except TimeoutError as problem:
            raise HotkeyError("The desktop's portal does not answer.") from problem
        if reply.header.message_type.name == "error":
            raise HotkeyError(f"The desktop's portal refused ({reply.header.fields.get(HeaderFields.error_name)}).")
        return reply.body


def trigger(chord: str) -> str:
    """A chord as the portal wants it: `CTRL+ALT+space`."""
    *modifiers, key = checked(chord)
    named = _KEYS.get(
        key, key.upper() if key[1:].isdigit() else key.capitalize() if len(key) > 1 and key != "space" else key
    )
    return "+".join([*(_MODIFIERS.get(name, "LOGO") for name in modifiers), named])


__all__ = ["PortalHotkeys", "trigger"]
