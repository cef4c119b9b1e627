"""The bus on which Linux applications publish their accessibility trees (AT-SPI 2), and how to switch it on.

The names are those of the at-spi2-core project: the session bus starts `org.a11y.Bus` on demand, which owns
a second bus; applications join it when `org.a11y.Status` says that somebody listens.
"""

from __future__ import annotations

import os

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from deskhand.core.errors import AccessibilityError

PATIENCE = 10.0
"""Seconds for the session bus to start the accessibility bus on a busy machine."""
_BUS = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
_STATUS = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Status")

TOOLKIT_SETTINGS = {
    "GTK_MODULES": "gail:atk-bridge",
    "GTK_A11Y": "atspi",
    "GNOME_ACCESSIBILITY": "1",
    "QT_ACCESSIBILITY": "1",
    "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
    "ACCESSIBILITY_ENABLED": "1",
}
"""Environment variables that make applications publish their trees: GTK 2, GTK 4, Firefox, Qt 5 and 6, Chromium."""


def address() -> str:
    """Where the accessibility bus of this process's session listens.

    Raises:
        AccessibilityError: there is no session bus, or it has no accessibility bus.
    """
    if given := os.environ.get("AT_SPI_BUS_ADDRESS"):
        return given
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        raise AccessibilityError("There is no session bus; start Deskhand inside a desktop session.")
    return _address(os.environ["DBUS_SESSION_BUS_ADDRESS"])


def switch_on(session_bus: str) -> str:
    """Start the accessibility bus of a session, tell applications that somebody listens; its address.

    Raises:
        AccessibilityError: the session bus cannot start it.
    """
    found = _address(session_bus)
    with _connected(session_bus) as connection:
        for switch in ("IsEnabled", "ScreenReaderEnabled"):
            _reply(connection, Properties(_STATUS).set(switch, "b", True))
    return found


def _address(session_bus: str) -> str:
    with _connected(session_bus) as connection:
        return str(_reply(connection, new_method_call(_BUS, "GetAddress"))[0])


def _connected(bus: str) -> DBusConnection:
    try:
        return open_dbus_connection(bus, auth_timeout=PATIENCE)
    except (OSError, ValueError) as problem:
        raise AccessibilityError(f"The session bus at {bus} does not answer; start a desktop session.") from problem


def _reply(connection: DBusConnection, message: object) -> tuple[object, ...]:
    try:
        answer = connection.send_and_get_reply(message, timeout=PATIENCE)
    except (TimeoutError, OSError) as problem:
        raise AccessibilityError("The accessibility bus does not start; install at-spi2-core.") from problem
    if answer.header.message_type is MessageType.error:
        raise AccessibilityError(f"There is no accessibility bus; install at-spi2-core ({answer.body[0]}).")
    return tuple(answer.body)
