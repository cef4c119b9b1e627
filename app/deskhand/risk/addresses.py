"""The page a label stands on, by the address its browser shows, and what such a page is for.

An address is only ever a reason for more care: no page makes a step milder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from deskhand.core.screen import Element, Role, Scene
from deskhand.risk.tables import Signal, Tables, packaged

_ADDRESS = re.compile(
    r"(?:(?P<scheme>https?)://)?(?:[\w-]+\.)+[a-z]{2,24}(?::\d{2,5})?(?P<path>/\S*)?|(?:https?://)?localhost(?::\d+)?/\S*",
    re.IGNORECASE,
)
_LONGEST = 400
"""Letters of an address that are looked at: what follows is the business of the site."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = r"(?:[^a-z0-9]|%20){0,2}"
"""What may stand between two words of a part of an address."""


def address_of(scene: Scene) -> str:
    """The address a browser shows: the highest field that holds one, or an empty text."""
    held = [(element, text) for element in scene for text in _texts(element) if _ADDRESS.fullmatch(text)]
    # A name of a file looks like that of a host: a field that shows a path is surer.
    held.sort(key=lambda pair: ("/" not in pair[1], pair[0].box.y, pair[0].box.x))
    return held[0][1] if held else ""


def host_of(address: str) -> str:
    """The host of an address, as job cards name sites: without the scheme, the port and `www.`."""
    host = re.sub(r"^[a-z]+://", "", address.casefold()).split("/", 1)[0].split(":", 1)[0]
    return host.removeprefix("www.")


def of_address(address: str, tables: Tables | None = None) -> Iterator[Signal]:
    """What a label that commits does on the page of this address; nothing where its parts tell nothing."""
    shown = _HUMP.sub(" ", unquote(address[:_LONGEST])).casefold()
    for risk, parts in (tables or packaged()).table("address").items():
        yield from ((risk, f"on a page of “{part}” it {risk.meaning}") for part in parts if _stands(part, shown))


def _texts(element: Element) -> Iterator[str]:
    if element.role in (Role.EDIT, Role.COMBO):
        yield from (text.strip() for text in (element.state, element.text) if text.strip())


def _stands(part: str, address: str) -> bool:
    words = part.split()
    if not all(word in address for word in words):
        return False
    body = _BETWEEN.join(map(re.escape, words))
    return bool(re.search(rf"(?<![a-z0-9]){body}(?![a-z])", address))


__all__ = ["address_of", "host_of", "of_address"]
