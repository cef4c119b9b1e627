"""The key to a private X display, without which no other user of the machine gets in."""

from __future__ import annotations

import secrets
import socket


def cookies(number: int) -> bytes:
    """An X authority file with a fresh cookie, so that no other user of the machine gets in.

    Entries of Xauthority(5): family, address, display number, name, data, each with a two-byte length. One for
    this host and one for any, since libraries differ in which they look for.
    """
    secret, local, wild = secrets.token_bytes(16), (256, socket.gethostname().encode()), (0xFFFF, b"")
    entries = b""
    for family, address in (local, wild):
        fields = (address, str(number).encode(), b"MIT-MAGIC-COOKIE-1", secret)
        entries += family.to_bytes(2, "big") + b"".join(len(f).to_bytes(2, "big") + f for f in fields)
    return entries
