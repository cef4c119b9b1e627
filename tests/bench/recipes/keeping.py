"""What one run of the bench keeps: recipes and what the world was while they were recorded, in a folder of its own."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from deskhand.recipe.format.loading import Loaded
from deskhand.recipe.keeping.store import Store, user_store
from deskhand.system.paths import Paths, user_paths

from .task import Task, Words, World


@dataclass(frozen=True)
class Kept:
    """The folder of a bench: `home` is Deskhand's there, with the recipes and the journal."""

    folder: Path

    @property
    def home(self) -> Path:
        """What DESKHAND_HOME is for every program of Deskhand that the bench starts."""
        return self.folder / "home"

    @property
    def paths(self) -> Paths:
        """Deskhand's places below it."""
        return Paths(self.home / "data", self.home / "cache", self.home / "run", self.home / "config")

    @property
    def store(self) -> Store:
        """The recipes."""
        return user_store(self.paths)

    def furnish(self) -> None:
        """Make the folder; fetched weights are shared with the user's own Deskhand, read only."""
        own = self.paths
        own.cache.mkdir(parents=True, exist_ok=True)
        if user_paths().weights.exists() and not own.weights.exists():
            own.weights.symlink_to(user_paths().weights)

    def environment(self, desktop: dict[str, str]) -> dict[str, str]:
        """That of a program of Deskhand on a desktop."""
        kept = {"PYTHONPATH": os.environ["PYTHONPATH"]} if "PYTHONPATH" in os.environ else {}
        return (
            desktop
            | kept
            | {"DESKHAND_HOME": str(self.home), "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        )

    def keep_states(self, task: Task, states: list[World]) -> None:
        """Remember how the world went while a task was recorded."""
        self._states(task).write_text(json.dumps(states))

    def states(self, task: Task) -> list[World]:
        """How the world went while a task was recorded, first to last."""
        read = json.loads(self._states(task).read_text())
        return [tuple((str(name), str(held)) for name, held in state) for state in read]

    def has(self, task: Task) -> bool:
        """Whether the task was recorded."""
        return self._states(task).exists() and task.name in self.store.names()

    def recipe(self, task: Task) -> Loaded:
        """The recipe of a task."""
        return self.store.load(task.name)

    def values(self, task: Task, words: Words) -> dict[str, str]:
        """What to set so that a recipe recorded with the task's words does these: by the parameters' defaults."""
        parameters = self.recipe(task).recipe.parameters
        named = {part.default: name for name, part in parameters.items() if part.default is not None}
        return {named[old]: words[slot] for slot, old in task.words.items() if old in named and words[slot] != old}

    def _states(self, task: Task) -> Path:
        return self.folder / f"{task.name}.states.json"
