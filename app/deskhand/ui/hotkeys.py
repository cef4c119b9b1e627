"""The global hotkeys of the app: the palette's, the stop's, and those of tasks, each grabbed by itself."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication

from deskhand.core.errors import HotkeyError
from deskhand.system.hotkeys import X11Hotkeys

if TYPE_CHECKING:
    from deskhand.system.portal_hotkeys import PortalHotkeys

log = logging.getLogger(__name__)


class Hotkeys(QObject):
    """`pressed` has what a chord is for, as it was given."""

    pressed = Signal(str)
    refused = Signal(str)
    """What the desktop said no to, later than it was asked for."""
    _raw = Signal(str)

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._keys: X11Hotkeys | PortalHotkeys | None = None
        self._wanted: dict[str, str] = {}
        self._raw.connect(self._heard)
        self.problem = ""
        """Why there are none here, as a sentence; empty where there are."""

    def open(self) -> None:
        """Connect: to the desktop's portal on Wayland, else to the X server; `problem` says why not."""
        try:
            if QGuiApplication.platformName().startswith("wayland"):
                from deskhand.system.portal_hotkeys import PortalHotkeys

                self._keys = PortalHotkeys(self._raw.emit, self.refused.emit)
            else:
                self._keys = X11Hotkeys(self._raw.emit)
        except HotkeyError as problem:
            self.problem = str(problem)

    def want(self, wanted: Mapping[str, str]) -> list[str]:
        """Have these chords and no others, each for something; a sentence for each that cannot be had."""
        if self._keys is None:
            return [self.problem] if wanted and self.problem else []
        problems = []
        for chord in [c for c in self._wanted if c not in wanted]:
            try:
                self.release(chord)
            except HotkeyError as problem:
                problems.append(str(problem))
        for chord, what in wanted.items():
            if chord not in self._wanted:
                try:
                    self._keys.grab(chord)
                except HotkeyError as problem:
                    problems.append(str(problem))
                    continue
            self._wanted[chord] = what
        return problems

    def grab(self, chord: str) -> None:
        """Try a chord that is wanted for something new. Raises `HotkeyError`."""
        if self._keys is None:
            raise HotkeyError(self.problem or "Hotkeys cannot be had on this desktop; use `deskhand trigger`.")
        self._keys.grab(chord)
        self._wanted[chord] = ""

    def release(self, chord: str) -> None:
        """Have a chord no longer. Raises `HotkeyError`."""
        if self._keys is not None and self._wanted.pop(chord, None) is not None:
            self._keys.release(chord)

    def close(self) -> None:
        """Let go of all."""
        if self._keys is not None:
            self._keys.close()
            self._keys = None
        self._wanted = {}

    @Slot(str)
    def _heard(self, chord: str) -> None:
        what = self._wanted.get(chord)
        if what:
            self.pressed.emit(what)


__all__ = ["Hotkeys"]
