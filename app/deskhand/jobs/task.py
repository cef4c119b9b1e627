"""What can be started: a goal or a recipe, and how it is begun."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from deskhand.core.job_card import Who


@dataclass(frozen=True, slots=True)
class Doing:
    """How a job is begun: taken up again, or anew although rows were done; whether rows may be added to files that
    were there before; what the person says of the step it was interrupted at; and whether a file of rows may have
    columns that are no parameters."""

    resume: bool = False
    again: bool = False
    append: bool = False
    interrupted: Literal["done", "again"] | None = None
    unused_columns: bool = False


AS_NEW = Doing()


@dataclass(frozen=True, slots=True)
class Task:
    """A goal in the person's words, or a recipe by its name with its values and, if given, the path of a CSV file of
    rows; `resume` goes on with what was begun for those rows."""

    kind: Literal["goal", "recipe"]
    what: str
    values: dict[str, str] = field(default_factory=dict)
    rows: str = ""
    resume: bool = False
    again: bool = False
    job: str = ""
    """The job card it goes by; where none is named, one that names it, if there is one."""

    scheduled: bool = False
    """Whether its schedule began it, and nobody's hand."""

    @property
    def who(self) -> Who:
        """Where it comes from, as job cards have it."""
        return Who.SCHEDULE if self.scheduled else Who(self.kind)

    @property
    def title(self) -> str:
        """What it is called in lists."""
        return self.what if self.kind == "goal" else f"replay {self.what}"


__all__ = ["AS_NEW", "Doing", "Task"]
