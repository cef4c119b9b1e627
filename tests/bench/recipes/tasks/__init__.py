"""The tasks, by application."""

from __future__ import annotations

from ..task import Task
from . import editors, files, pages, settings, sheets, viewers

TASKS: tuple[Task, ...] = (*editors.TASKS, *files.TASKS, *sheets.TASKS, *pages.TASKS, *viewers.TASKS, *settings.TASKS)
