"""What a task of the bench is: the applications it starts with, what the person does, how its end is checked."""

from __future__ import annotations

import hashlib
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from deskhand.core.risk import Risk

from .moves import Move
from .stage import Scene, Stage

Words = Mapping[str, str]
"""The values of a task by their place in it."""
World = tuple[tuple[str, str], ...]
"""What there is outside the screen: files and their contents, and what the bench's own windows were told."""


@dataclass(frozen=True)
class Task:
    """One task.

    `moves` are what the person does with these words; `reached` is whether the world is then as it should be;
    `others` are other words of the same kind; `skip` are looks that make no sense here; `allowed` is the class
    that the person who replays it allows beforehand.
    """

    name: str
    app: str
    scene: Scene
    words: Words
    moves: Callable[[Words], tuple[Move, ...]]
    reached: Callable[[Stage, Words], bool]
    others: Words = field(default_factory=dict)
    skip: frozenset[str] = frozenset()
    allowed: Risk = Risk.R3


def world(stage: Stage) -> World:
    """Everything outside the screen that the task could have changed."""
    home = stage.desktop.home
    files = [
        (str(file.relative_to(home)), _contents(file))
        for folder in ("Documents", "Desktop", "Downloads", ".local/share/Trash/files")
        for file in sorted((home / folder).rglob("*"))
    ]
    return (*files, *(("told", line) for line in stage.told()))


def _contents(file: Path) -> str:
    """A short form of what a file holds; of packed ones, of what is packed."""
    if file.is_dir():
        return "folder"
    try:
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as packed:
                # Writers put the date into these.
                inside = [n for n in sorted(packed.namelist()) if "docProps" not in n]
                return " ".join(f"{name}:{packed.getinfo(name).CRC:x}" for name in inside)
        held = file.read_bytes()
    except OSError:
        return "gone"
    except zipfile.BadZipFile:
        return "half"
    return held.decode() if len(held) < 4000 and held.isascii() else hashlib.sha256(held).hexdigest()


def text_of(stage: Stage, name: str) -> str:
    """The text of a file of Documents; empty when it is not there."""
    file = stage.documents / name
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""


def output(stage: Stage, *command: str) -> str:
    """What a program prints on the desktop; empty when it fails."""
    done = subprocess.run(command, env=stage.desktop.env, capture_output=True, text=True, check=False, timeout=30)
    return done.stdout if done.returncode == 0 else ""
