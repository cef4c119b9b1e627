"""The job cards there are: the four ready ones, and the person's own in their configuration folder."""

from __future__ import annotations

from dataclasses import replace
from importlib import resources
from pathlib import Path

from deskhand.core.errors import SettingsError, UsageError
from deskhand.core.job_card import JobCard, Who, up_to
from deskhand.core.risk import Risk
from deskhand.system import atomic
from deskhand.system.paths import Paths

from .card_file import LARGEST, NAME, parsed, written

READY = ("observe", "ask", "trusted", "autonomous")
"""The cards that come with Deskhand; one of the person's own of the same name takes its place."""


class Cards:
    """The folder of the person's cards, before the ready ones."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """Of all there are: the person's own first, each in order."""
        own = sorted(file.stem for file in self._folder.glob("*.yaml") if NAME.fullmatch(file.stem))
        return [*own, *(name for name in READY if name not in own)]

    def is_own(self, name: str) -> bool:
        """Whether it is one of the person's."""
        return self._file(name).exists()

    def load(self, name: str) -> JobCard:
        """The card of a name.

        Raises:
            SettingsError: it cannot be read, or is wrong.
            UsageError: there is none.
        """
        return parsed(name, self.text(name).encode())

    def text(self, name: str) -> str:
        """What is written on it. Raises as `load`."""
        if not NAME.fullmatch(name):
            raise UsageError(f"No job card can be called {name!r}: small letters, digits and hyphens.")
        try:
            content = self._file(name).read_bytes()[: LARGEST + 1]
            return content.decode("utf-8", "replace")
        except FileNotFoundError:
            if name not in READY:
                raise UsageError(f"There is no job card {name}; `deskhand jobs list` shows them.") from None
            return resources.files("deskhand.jobs").joinpath("ready", f"{name}.yaml").read_text(encoding="utf-8")
        except OSError as problem:
            raise SettingsError(f"The job card {name} cannot be read ({problem.strerror}).") from problem

    def keep(self, name: str, text: str) -> JobCard:
        """Write a card, if it is one; what was there before stays if it is not. Raises as `load`."""
        if not NAME.fullmatch(name):
            raise UsageError(f"No job card can be called {name!r}: small letters, digits and hyphens.")
        card = parsed(name, text.encode())
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            atomic.write(self._file(name), text.encode())
        except OSError as problem:
            raise SettingsError(f"The job card {name} cannot be written ({problem.strerror}).") from problem
        return card

    def remove(self, name: str) -> None:
        """Throw one of the person's own away; a ready one of that name counts again. Raises `SettingsError`."""
        try:
            self._file(name).unlink(missing_ok=True)
        except OSError as problem:
            raise SettingsError(f"The job card {name} cannot be deleted ({problem.strerror}).") from problem

    def chosen(self, who: Who, task: str, name: str = "", limit: Risk = Risk.R1, usual: str = "") -> JobCard:
        """The card a task goes by: the one that is named; else one of the person's that names the task; else the
        `usual` one, if it is for such tasks; else steps up to the class `limit` go ahead unasked. For a client
        elsewhere there must be a card.

        Raises:
            SettingsError: a card cannot be read: without it nobody knows what is denied.
            UsageError: the card that is named is not there or not for this task, or none is for a client elsewhere.
        """
        if name:
            card = self.load(name)
            if not card.covers(who, task):
                said = ", ".join(sorted(card.who))
                raise UsageError(f"The job card {name} is not for this {who.value}: it is for {said} ({_few(card)}).")
            return card
        own = (self.load(other) for other in self.names() if self.is_own(other))
        named = next((card for card in own if card.names(who, task)), None)
        if named is not None:
            return named
        if usual and (card := self.load(usual)).covers(who, task):
            return card
        if who is Who.REMOTE:
            raise UsageError("No job card is for clients elsewhere, so nothing is done for them.")
        return up_to(limit)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.yaml"


def with_budget(card: JobCard, steps: int, minutes: float) -> JobCard:
    """The card with the person's own, smaller budget for a run."""
    return replace(card, steps=min(card.steps, steps), minutes=min(card.minutes, minutes))


def chosen_for_recipe(
    paths: Paths, recipe: str, name: str, who: Who, steps: int, seconds: float, limit: Risk = Risk.R2, usual: str = ""
) -> JobCard:
    """The card a recipe goes by; where none is named and none names it, it may take as long as its rows need.

    Raises as `Cards.chosen`.
    """
    card = Cards(paths.cards).chosen(who, recipe, name, limit, usual)
    if card.name == up_to(limit).name:
        return up_to(limit, steps, seconds / 60)
    return with_budget(card, steps, seconds / 60)


def copy_of(card: JobCard, title: str) -> str:
    """The text of a new card like another."""
    return written(replace(card, title=title))


def _few(card: JobCard) -> str:
    return "tasks: " + ", ".join(card.tasks[:4])


__all__ = ["READY", "Cards", "chosen_for_recipe", "copy_of", "with_budget"]
