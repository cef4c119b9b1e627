"""What the pages of the app share: where things are kept, what the person chose, and what a page may ask of the app."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from deskhand.jobs.task import Task
from deskhand.jobs.triggers import Triggers
from deskhand.system.paths import Paths
from deskhand.system.settings import Settings


class Chords(Protocol):
    """Global hotkeys as pages see them. Both raise `HotkeyError`."""

    def grab(self, chord: str) -> None:
        """Have a chord from now on."""
        ...

    def release(self, chord: str) -> None:
        """Have it no longer."""
        ...


@dataclass(frozen=True)
class Context:
    """Given to every page."""

    paths: Paths
    triggers: Triggers
    settings: Callable[[], Settings]
    change: Callable[[Settings], str]
    """Take new settings into use and keep them; what went wrong, as a sentence, or nothing."""
    start: Callable[[Task], None]
    """Start a task, after those that are waiting."""
    open: Callable[[str, str], None]
    """Open a page (`board`, `recipes`, `cards`, `models`, `settings`, `about`) at something of it."""
    chords: Callable[[], Chords | None]
    """Global hotkeys, None where this desktop has none; `deskhand trigger` works everywhere."""
    record: Callable[[str, str], None]
    """Record a recipe of this name and title."""
    triggers_changed: Callable[[], None]
    """Hotkeys and schedules were changed on the disk."""


__all__ = ["Chords", "Context"]
