"""Deskhand's icons: line drawings in one colour, sharp at every scale, following the theme."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer


class State(StrEnum):
    """What the app does, as its icon shows it."""

    IDLE = "idle"
    LOOKING = "looking"
    WORKING = "working"
    WAITING = "waiting"
    RECORDING = "recording"
    PAUSED = "paused"


_HAND = (
    '<path d="M7 12.5V6.2a1.4 1.4 0 0 1 2.8 0V11m0-.3V4.4a1.4 1.4 0 0 1 2.8 0V11m0-.6V5.4a1.4 1.4 0 0 1 2.8 0v6.1m0-2.6'
    'a1.4 1.4 0 0 1 2.8 0v5.2c0 4-2.4 6.4-5.9 6.4-2.7 0-4.2-1-5.6-3.2L3.6 13.4c-.9-1.5 1-3 2.2-1.7L7 13.2"/>'
)
_DRAWINGS = {
    "hand": _HAND,
    "board": '<rect x="3.5" y="4" width="4.6" height="16" rx="1.2"/>'
    '<rect x="9.9" y="4" width="4.6" height="10" rx="1.2"/>'
    '<rect x="16.3" y="4" width="4.6" height="13" rx="1.2"/>',
    "recipes": '<path d="M5 4.5h10.5a3 3 0 0 1 3 3V20H8a3 3 0 0 1-3-3z"/><path d="M9 9h6M9 12.5h6M9 16h3.5"/>',
    "cards": '<rect x="3.5" y="5.5" width="17" height="13" rx="2"/><circle cx="8.6" cy="10.4" r="1.9"/>'
    '<path d="M5.8 15.6c.4-1.6 1.5-2.3 2.8-2.3s2.4.7 2.8 2.3M14 9.5h4M14 12.5h4M14 15.5h2.5"/>',
    "models": '<rect x="6" y="6" width="12" height="12" rx="2"/>'
    '<path d="M9.5 9.5h5v5h-5zM9 2.8V6m6-3.2V6M9 18v3.2M15 18v3.2'
    'M2.8 9H6m-3.2 6H6M18 9h3.2M18 15h3.2"/>',
    "settings": '<path d="M4 7h9m5 0h2M4 17h3m5 0h8"/><circle cx="15.5" cy="7" r="2.4"/>'
    '<circle cx="9.5" cy="17" r="2.4"/>',
    "about": '<circle cx="12" cy="12" r="8.6"/><path d="M12 11v5.5M12 7.6v.4"/>',
    "pause": '<path d="M8.5 5.5v13M15.5 5.5v13" stroke-width="2.6"/>',
    "resume": '<path d="M8 5.2v13.6L18.8 12z"/>',
    "step": '<path d="M6 5.2v13.6L15 12zM18.2 5.5v13"/>',
    "stop": '<rect x="6" y="6" width="12" height="12" rx="1.6"/>',
    "take-over": '<path d="M12 3.8v9m0 0-3.6-3.6M12 12.8l3.6-3.6M4.5 15v3.2A1.8 1.8 0 0 0 6.3 '
    '20h11.4a1.8 1.8 0 0 0 1.8-1.8V15"/>',
    "record": '<circle cx="12" cy="12" r="6.4" fill="currentColor"/>',
    "secret": '<rect x="5.5" y="10.5" width="13" height="9.5" rx="2"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>',
    "check": '<path d="M4.8 12.6l4.6 4.6L19.2 7.2"/>',
    "undo": '<path d="M8.5 5 4.5 9l4 4M5 9h9a5.5 5.5 0 0 1 0 11h-3"/>',
    "cross": '<path d="M6 6l12 12M18 6 6 18"/>',
    "up": '<path d="M12 19V5.5M6.5 11 12 5.5 17.5 11"/>',
    "down": '<path d="M12 5v13.5M6.5 13l5.5 5.5 5.5-5.5"/>',
    "search": '<circle cx="10.8" cy="10.8" r="6.2"/><path d="m15.5 15.5 4.7 4.7"/>',
    "goal": '<circle cx="12" cy="12" r="8.2"/><circle cx="12" cy="12" r="4"/><circle cx="12" cy="12" r="0.6"/>',
    "history": '<path d="M4.2 12a7.9 7.9 0 1 0 2.5-5.8L4 8.6M4 4.4v4.2h4.2M12 7.8V12l3 2"/>',
    "warning": '<path d="M12 4 3.2 19.2h17.6zM12 10v4.4M12 16.8v.2"/>',
    "clock": '<circle cx="12" cy="12" r="8.4"/><path d="M12 7v5.2l3.4 2"/>',
    "keys": '<rect x="3" y="6.5" width="18" height="11" rx="2"/><path d="M6.5 10h.2m3 0h.2m3 0h.2m3 0h.2M8 14h8"/>',
}
_BADGES = {
    State.IDLE: "",
    State.LOOKING: '<circle cx="18.4" cy="18.4" r="4.4" fill="@accent" stroke="none"/>'
    '<circle cx="18.4" cy="18.4" r="1.7" fill="@on" stroke="none"/>',
    State.WORKING: '<circle cx="18.4" cy="18.4" r="4.4" fill="@good" stroke="none"/>',
    State.WAITING: '<circle cx="18.4" cy="18.4" r="4.4" fill="@warn" stroke="none"/>'
    '<path d="M18.4 16v2.8M18.4 20.6v.2" stroke="@on" stroke-width="1.5"/>',
    State.RECORDING: '<circle cx="18.4" cy="18.4" r="4.4" fill="@bad" stroke="none"/>',
    State.PAUSED: '<circle cx="18.4" cy="18.4" r="4.4" fill="@soft" stroke="none"/>'
    '<path d="M17.2 16.8v3.2M19.6 16.8v3.2" stroke="@on" stroke-width="1.4"/>',
}
SIZES = (16, 22, 24, 32, 48, 64)
"""Pixels of the pictures in an icon; Qt takes the one that fits."""


def icon(name: str, colour: str) -> QIcon:
    """One of the drawings in a colour."""
    return _made(_DRAWINGS[name].replace("currentColor", colour), colour)


def state_icon(state: State, colours: dict[str, str]) -> QIcon:
    """The hand with the badge of a state; `colours` has text, accent, good, warn, bad, soft and on."""
    badge = _BADGES[state]
    for name, colour in colours.items():
        badge = badge.replace(f"@{name}", colour)
    return _made(f"{_DRAWINGS['hand']}{badge}", colours["text"])


def app_icon() -> QIcon:
    """The icon of the program: the hand on its own ground."""
    hand = f'<g transform="translate(3.4 3.2) scale(0.72)" stroke="#ffffff" stroke-width="2">{_HAND}</g>'
    return _made(
        f'<rect x="0.5" y="0.5" width="23" height="23" rx="5.5" fill="#2b59c3" stroke="none"/>{hand}', "#ffffff"
    )


@lru_cache(maxsize=256)
def _made(inside: str, colour: str) -> QIcon:
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="{colour}" '
        f'stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round">{inside}</svg>'
    )
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    made = QIcon()
    for size in SIZES:
        picture = QPixmap(size, size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        made.addPixmap(picture)
    return made


__all__ = ["State", "app_icon", "icon", "state_icon"]
