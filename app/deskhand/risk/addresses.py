"""The page a label stands on, by the address its browser shows, and what such a page is for.

An address is only ever a reason for more care: no page makes a step milder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from deskhand.core.screen import Element, Role, Scene
from deskhand.risk.tables import Signal, Tables, packaged

_ADDRESS = re.compile(
    r"(?:(?P<scheme>https?)://)?(?:[\w-]+\.)+[a-z]{2,24}(?::\d{2,5})?(?P<path>/\S*)?|(?:https?://)?localhost(?::\d+)?/\S*",
    re.IGNORECASE,
)
TOP = 160
"""Pixels from the top of a browser's window in which its address stands, on a monitor at 100 %."""
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


def site_of(scene: Scene, window: int) -> str:
    """The host of the page that a window shows, as job cards name sites; empty where it is not known for sure.

    Only fields at the top of the window count, where browsers have their address: what a page draws further down may
    say anything. Where two of them name different hosts, neither is believed.
    """
    shown = next((w.box for w in scene.frame.windows if w.handle == window), scene.frame.box)
    top = shown.y + TOP * scene.frame.layout.scale_of(shown)
    fields = [e for e in scene if e.box.center.y <= top and shown.contains(e.box.center)]
    hosts = {host for e in fields for text in _texts(e) if (host := host_of(text))}
    return hosts.pop() if len(hosts) == 1 else ""


def host_of(address: str) -> str:
    """The host of an address without the port and `www.`, empty where it is none; `file` for a file."""
    text = address.strip()
    if " " in text or not text:
        return ""
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""
    if parts.scheme == "file":
        return "file"
    named = "." in host or ":" in host or host == "localhost"
    return host if named and re.fullmatch(r"[\w.:-]+", host) else ""


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


__all__ = ["address_of", "host_of", "of_address", "site_of"]
