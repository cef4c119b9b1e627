"""Whether the keyring would answer at once: a question to one that is locked opens a dialog on the person's screen.

What nobody asked for must not do that, least of all in the middle of a run. Asked is the Secret Service of the session
(freedesktop.org Secret Service 0.2), and only if something owns its name already: it is not started for this.
"""

from __future__ import annotations

import os

from jeepney import DBusAddress, HeaderFields, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

PATIENCE = 2.0
"""Seconds the session bus has for each answer."""
_BUS = DBusAddress("/org/freedesktop/DBus", bus_name="org.freedesktop.DBus", interface="org.freedesktop.DBus")
_NAME, _COLLECTION = "org.freedesktop.secrets", "org.freedesktop.Secret.Collection"
_SERVICE = DBusAddress("/org/freedesktop/secrets", bus_name=_NAME, interface="org.freedesktop.Secret.Service")


def is_unlocked() -> bool:
    """Whether the default collection of the Secret Service is there and open."""
    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS")
    if not address:
        return False
    try:
        with open_dbus_connection(address, auth_timeout=PATIENCE) as connection:
            if not _answer(connection, new_method_call(_BUS, "NameHasOwner", "s", (_NAME,))):
                return False
            path = _answer(connection, new_method_call(_SERVICE, "ReadAlias", "s", ("default",)))
            if not isinstance(path, str) or path == "/":
                return False
            collection = DBusAddress(path, bus_name=_NAME, interface=_COLLECTION)
            return _answer(connection, Properties(collection).get("Locked")) == ("b", False)
    except (OSError, ValueError, RuntimeError, TimeoutError):
        return False


def _answer(connection: DBusConnection, message: object) -> object:
    """The first value of a reply; None for an error."""
    reply = connection.send_and_get_reply(message, timeout=PATIENCE)
    if reply.header.message_type is MessageType.error or HeaderFields.signature not in reply.header.fields:
        return None
    return reply.body[0]


__all__ = ["is_unlocked"]
