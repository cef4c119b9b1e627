"""The board of runs: what waits, what goes on, and how what was done has ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from deskhand.journal.history import History, RunEnd
from deskhand.system.paths import Paths

NEWEST = 300
"""Runs of the journal that are shown; the filter looks through all of them."""


class Column(StrEnum):
    """Where a card stands."""

    QUEUED = "queued"
    RUNNING = "running"
    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Card:
    """A run or a task that waits; `run` is empty for one that has not begun, `at` is when it began (Unix time)."""

    column: Column
    title: str
    run: str = ""
    at: float = 0.0
    steps: int = 0
    seconds: float = 0.0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """The runs of the journal that are over, and how many it has in all."""

    cards: tuple[Card, ...] = ()
    count: int = 0


def past(paths: Paths, containing: str = "", current: str = "") -> Past:
    """The newest runs whose goal contains a text, but for the one that goes on. Raises `JournalError`."""
    if not paths.journal.exists():
        return Past()
    history = History(paths.journal)
    try:
        ends = history.ends(NEWEST, containing)
        return Past(tuple(_card(end) for end in ends if end.id != current), history.count())
    finally:
        history.close()


def filtered(cards: Sequence[Card], containing: str) -> list[Card]:
    """The cards whose title contains a text."""
    return [card for card in cards if containing.casefold() in card.title.casefold()]


def _card(run: RunEnd) -> Card:
    # What ended because the person was needed did not fail; it stopped where they said no, or have to go on.
    column = {"done": Column.DONE, "failed": Column.FAILED}.get(run.status, Column.STOPPED)
    end = run.end or {}
    words = str(end.get("answer") or end.get("reason") or "")
    if run.end is None:
        words = "Interrupted: how it ended is not on record."
    return Card(column, run.goal, run.id, run.at, run.steps, float(end.get("seconds", 0.0)), words)


__all__ = ["NEWEST", "Card", "Column", "Past", "filtered", "past"]
