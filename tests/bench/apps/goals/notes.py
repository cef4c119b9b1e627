"""A program for notes."""

from __future__ import annotations

from deskhand.core.step import RunResult
from deskhand.system.private_desktop import PrivateDesktop

from ..scenes import opened
from ..task import Goal


def _noted(*parts: str):
    def check(desktop: PrivateDesktop, _: RunResult) -> bool:
        notes = (desktop.home / ".local/share/gnote").glob("*.note")
        return any(all(part in note.read_text(encoding="utf-8") for part in parts) for note in notes)

    return check


GOALS = (
    Goal(
        "notes-new",
        opened("gnote", "Gnote"),
        'Create a new note and write "buy milk and bread" in it',
        _noted("buy milk and bread"),
    ),
)
