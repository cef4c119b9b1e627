"""Many D-Bus calls in flight at once: a tree of hundreds of nodes costs a few dozen round trips, not thousands."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from deskhand.core.errors import AccessibilityError

IN_FLIGHT = 200
"""Calls sent ahead of their replies; more would only fill the buffers of the bus."""
PATIENCE = 0.6
"""Seconds without a single reply after which an application counts as hung; a busy one answers something sooner."""
_CONNECTING = 5.0
"""Seconds for the bus to let us in."""
_PROPERTIES = "org.freedesktop.DBus.Properties"


class Node(NamedTuple):
    """An object on the bus: the connection of its application, and its path there."""

    bus_name: str
    path: str


class Call(NamedTuple):
    """One method call; `signature` describes `arguments` in D-Bus notation."""

    node: Node
    interface: str
    member: str
    signature: str = ""
    arguments: tuple[Any, ...] = ()


class HungError(Exception):
    """The application does not answer; caught by whoever reads one application after another."""


def property_of(node: Node, interface: str, name: str) -> Call:
    """The call that reads one property; its answer is the bare value."""
    return Call(node, _PROPERTIES, "Get", "ss", (interface, name))


class BusCalls:
    """A connection to one bus. Not to be shared between threads."""

    def __init__(self, address: str) -> None:
        """Connect.

        Raises:
            AccessibilityError: nothing answers there.
        """
        try:
            self._connection: DBusConnection = open_dbus_connection(address, auth_timeout=_CONNECTING)
        except (OSError, ValueError, RuntimeError) as problem:
            raise AccessibilityError(f"The accessibility bus at {address} does not answer; log in again.") from problem
        self._addresses: dict[tuple[Node, str], DBusAddress] = {}

    def answers(self, calls: Sequence[Call], until: float, patience: float = PATIENCE) -> list[Any]:
        """The first value each call returned, None where it returned an error; `until` is in monotonic seconds.

        Raises:
            HungError: no reply came for `patience` seconds.
            TimeoutError: `until` is over.
            AccessibilityError: the bus went away.
        """
        found: list[Any] = [None] * len(calls)
        waiting: dict[int, int] = {}
        sent = 0
        try:
            while sent < len(calls) or waiting:
                sent += self._send(calls[sent : sent + IN_FLIGHT - len(waiting)], sent, waiting)
                self._receive(found, waiting, until, patience)
        except (ConnectionError, BrokenPipeError) as problem:
            raise AccessibilityError("The accessibility bus went away; look again.") from problem
        return found

    def close(self) -> None:
        """Disconnect."""
        self._connection.close()

    def _send(self, calls: Sequence[Call], first: int, waiting: dict[int, int]) -> int:
        data = bytearray()
        for index, call in enumerate(calls, first):
            serial = next(self._connection.outgoing_serial)
            address = DBusAddress(call.node.path, call.node.bus_name, call.interface)
            message = new_method_call(address, call.member, call.signature or None, call.arguments)
            data += message.serialise(serial=serial)
            waiting[serial] = index
        if data:
            self._connection.sock.sendall(data)
        return len(calls)

    def _receive(self, found: list[Any], waiting: dict[int, int], until: float, patience: float) -> None:
        """Take replies until half of the calls in flight are answered; late replies to older calls are dropped."""
        enough = len(waiting) // 2 if len(waiting) >= IN_FLIGHT else 0
        while len(waiting) > enough:
            left = until - time.monotonic()
            if left <= 0:
                raise TimeoutError
            try:
                message = self._connection.receive(timeout=min(left, patience))
            except TimeoutError:
                if left <= patience:
                    raise
                raise HungError from None
            index = waiting.pop(message.header.fields.get(HeaderFields.reply_serial, -1), None)
            if index is not None and message.header.message_type is MessageType.method_return and message.body:
                value = message.body[0]
                # A variant arrives as (signature, value).
                found[index] = value[1] if calls_variant(message.header.fields) else value


def calls_variant(fields: dict[HeaderFields, Any]) -> bool:
    """Whether a message carries a variant, as the answer to a property call does."""
    return bool(fields.get(HeaderFields.signature) == "v")
