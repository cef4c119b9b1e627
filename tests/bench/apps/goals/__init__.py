"""The goals, a file a family."""

from __future__ import annotations

from ..task import Goal
from . import archives, browser, calculators, editors, files, notes, settings, several, sheets, viewers

GOALS: tuple[Goal, ...] = (
    *editors.GOALS,
    *files.GOALS,
    *calculators.GOALS,
    *browser.GOALS,
    *sheets.GOALS,
    *settings.GOALS,
    *viewers.GOALS,
    *archives.GOALS,
    *notes.GOALS,
    *several.GOALS,
)
