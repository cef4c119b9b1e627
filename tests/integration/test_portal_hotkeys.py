"""Hotkeys by the desktop portal, against a portal of the test's own on a real session bus."""

import queue
import threading

import pytest
from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

from deskhand.core.errors import HotkeyError
from deskhand.system.portal_hotkeys import PortalHotkeys, trigger

PORTAL = DBusAddress("/org/freedesktop/portal/desktop", interface="org.freedesktop.portal.GlobalShortcuts")
SESSION = "/org/freedesktop/portal/desktop/session/1/deskhand"


class Portal:
    """Answers as the specification says; `refuses` is whether the person says no."""

    def __init__(self):
        self.bus, self.bound, self.closed, self.refuses = open_dbus_connection("SESSION"), [], 0, False
        self.bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
        self.asked = queue.SimpleQueue()
        self._on = True
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while self._on:
            try:
                call = self.bus.receive(timeout=0.05)
            except TimeoutError:
                while not self.asked.empty():
                    self.bus.send(self.asked.get())
                continue
            except OSError:
                return
            if call.header.message_type is MessageType.method_call:
                self._answer(call)

    def _answer(self, call):
        method = call.header.fields[HeaderFields.member]
        if method == "Get":
            self.bus.send(new_method_return(call, "v", (("u", 1),)))
        elif method == "Close":
            self.closed += 1
            self.bus.send(new_method_return(call))
        elif method in ("CreateSession", "BindShortcuts"):
            sender = call.header.fields[HeaderFields.sender].lstrip(":").replace(".", "_")
            path = f"/org/freedesktop/portal/desktop/request/{sender}/{call.body[-1]['handle_token'][1]}"
            self.bus.send(new_method_return(call, "o", (path,)))
            request = DBusAddress(path, interface="org.freedesktop.portal.Request")
            results = {"session_handle": ("s", SESSION)}
            if method == "BindShortcuts":
                self.bound.append([(name, said["preferred_trigger"][1]) for name, said in call.body[1]])
                results = {}
            code = 1 if self.refuses and method == "BindShortcuts" else 0
            self.bus.send(new_signal(request, "Response", "ua{sv}", (code, results)))
        else:
            self.bus.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))

    def press(self, chord, session=SESSION):
        self.asked.put(new_signal(PORTAL, "Activated", "osta{sv}", (session, chord, 1, {})))

    def close(self):
        self._on = False
        self.bus.close()


@pytest.fixture
def portal(own_desktop):
    made = Portal()
    yield made
    made.close()


def until(condition):
    from tests.desktop import until as wait

    return wait(condition)


def test_hotkeys_are_asked_for_together_and_heard(portal):
    heard = queue.SimpleQueue()
    keys = PortalHotkeys(heard.put)
    keys.grab("ctrl+alt+space")
    keys.grab("super+f9")
    until(lambda: portal.bound and len(portal.bound[-1]) == 2)
    assert portal.bound[-1] == [("ctrl+alt+space", "CTRL+ALT+space"), ("super+f9", "LOGO+F9")]
    until(lambda: keys._session)
    portal.press("ctrl+alt+space", session="/somebody/else")
    portal.press("super+f9")
    assert heard.get(timeout=10) == "super+f9" and heard.empty()
    keys.release("super+f9")
    until(lambda: portal.closed)
    until(lambda: portal.bound[-1] == [("ctrl+alt+space", "CTRL+ALT+space")])
    keys.close()


def test_what_the_desktop_refuses_is_told(portal):
    told = queue.SimpleQueue()
    portal.refuses = True
    keys = PortalHotkeys(print, told.put)
    keys.grab("ctrl+alt+space")
    assert "refused the hotkeys" in told.get(timeout=10)
    with pytest.raises(HotkeyError, match="lost to every program"):
        keys.grab("a")
    keys.close()


def test_without_a_portal_the_command_is_named(own_desktop):
    with pytest.raises(HotkeyError, match="deskhand trigger NAME"):
        PortalHotkeys(print)


def test_chords_as_the_portal_has_them():
    assert trigger("ctrl+shift+enter") == "CTRL+SHIFT+Return"
    assert trigger("super+a") == "LOGO+a"
