"""What a goal of the bench is: the desktop it starts on, its words, and how its end is checked from outside."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from deskhand.core.risk import Risk
from deskhand.core.step import RunResult, Status
from deskhand.system.private_desktop import PrivateDesktop

Scene = Callable[[PrivateDesktop], None]
"""Opens the applications of a goal on an empty desktop, and returns when their windows are there."""
Check = Callable[[PrivateDesktop, RunResult], bool]
"""Whether the world is as the goal wants it; it may look at files, titles and settings, never at the journal."""


@dataclass(frozen=True)
class Goal:
    """One goal. `allowed` is the class a person who said these words would have allowed beforehand;
    `ends` are the statuses that are right: an impossible goal must not end as done."""

    name: str
    scene: Scene
    words: str
    reached: Check
    allowed: Risk = Risk.R2
    ends: tuple[Status, ...] = (Status.DONE,)
    copies: bool = False
    """Whether the words ask for something from the screen to be typed, which the person would allow when asked."""
    steps: int = 30
    seconds: float = 150.0


IMPOSSIBLE = (Status.FAILED, Status.NEEDS_USER)
"""How a goal may end that cannot be reached."""


def documents(desktop: PrivateDesktop) -> Path:
    """The folder the goals work in."""
    return desktop.home / "Documents"


def holds(name: str, *wanted: str, without: tuple[str, ...] = ()) -> Check:
    """The file `name` in Documents holds every text of `wanted` and none of `without`."""

    def check(desktop: PrivateDesktop, _: RunResult) -> bool:
        file = documents(desktop) / name
        text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else None
        return text is not None and all(w in text for w in wanted) and not any(w in text for w in without)

    return check


def is_exactly(name: str, text: str) -> Check:
    """The file `name` in Documents holds this and nothing else, but for line ends at its end."""

    def check(desktop: PrivateDesktop, _: RunResult) -> bool:
        file = documents(desktop) / name
        return file.is_file() and file.read_text(encoding="utf-8").rstrip("\n") == text.rstrip("\n")

    return check


def exists(*names: str) -> Check:
    """These are in Documents."""
    return lambda desktop, _: all((documents(desktop) / name).exists() for name in names)


def missing(*names: str) -> Check:
    """These are not in Documents."""
    return lambda desktop, _: not any((documents(desktop) / name).exists() for name in names)


def titled(*parts: str) -> Check:
    """A window has all of these in its title."""
    return lambda desktop, _: any(all(part in title for part in parts) for title in desktop.titles())


def answered(*wanted: str) -> Check:
    """The answer holds one of these."""
    return lambda _, result: any(part.casefold() in result.answer.casefold() for part in wanted)


def every(*checks: Check) -> Check:
    """All of these."""
    return lambda desktop, result: all(check(desktop, result) for check in checks)


def output(desktop: PrivateDesktop, *command: str) -> str:
    """What a program prints on the desktop; empty when it fails."""
    done = subprocess.run(command, env=desktop.env, capture_output=True, text=True, check=False, timeout=30)
    return done.stdout if done.returncode == 0 else ""
