"""What differs between two versions of a recipe: in words, for the person who is asked to accept it, and as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from deskhand.core.screen import Pixels

from ..format.loading import FILE, Loaded
from ..format.outline import Position, blocks, numbered
from ..format.schema import AnyStep, Recipe
from . import line_diff
from .differences import differences
from .pairing import paired
from .wording import parameter, said

Pictures = Mapping[str, Pixels]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what happened, where the step stood and stands (if it did and does), and a sentence.

    `pictures` are the pairs of old and new names of pictures that were replaced, for showing them side by side.
    """

    kind: Literal["added", "removed", "moved", "changed", "about"]
    sentence: str
    old: Position | None = None
    new: Position | None = None
    pictures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Difference:
    """All of what differs: the changes in words, and the lines of the texts."""

    changes: tuple[Change, ...]
    text: str

    def __bool__(self) -> bool:
        return bool(self.changes or self.text)


def diff(old: Loaded, new: Loaded) -> Difference:
    """What `new` says otherwise than `old`."""
    found = changes(old.recipe, new.recipe, old.pictures, new.pictures)
    return Difference(tuple(found), unified(old.text, new.text, old.recipe.name, new.recipe.name))


def unified(old: str, new: str, old_name: str, new_name: str) -> str:
    """The lines that differ, in the form of `diff -u`; empty if none do."""
    names = f"{old_name}/{FILE}", f"{new_name}/{FILE}"
    names = (names[0], f"{names[1]} (new)") if names[0] == names[1] else names
    lines = line_diff.unified(old.splitlines(), new.splitlines(), *names)
    return "".join(f"{line}\n" for line in lines)


def changes(old: Recipe, new: Recipe, old_pictures: Pictures, new_pictures: Pictures) -> list[Change]:
    """The differences in words: what the recipe is and is given first, then its steps in the order of the new one."""
    work = _Steps(old_pictures, new_pictures)
    work.compare(old.steps, new.steps, ("steps",), ("steps",))
    return [*_about(old, new), *work.in_order()]


def _about(old: Recipe, new: Recipe) -> Iterator[Change]:
    for key, before, after in (("name", old.name, new.name), ("title", old.title, new.title)):
        if before != after:
            yield Change("about", f"The {key} is “{after}” instead of “{before}”.")
    for name in [*old.parameters, *(name for name in new.parameters if name not in old.parameters)]:
        before_given, after_given = old.parameters.get(name), new.parameters.get(name)
        if before_given is None and after_given is not None:
            yield Change("about", f"It needs one more value: {parameter(name, after_given)}.")
        elif before_given is not None and after_given is None:
            yield Change("about", f"It does not need {name} any more.")
        elif before_given is not None and after_given is not None and before_given != after_given:
            change = f"{parameter(name, after_given)} instead of {parameter(name, before_given)}"
            yield Change("about", f"A value changes: {change}.")


@dataclass
class _Steps:
    """The comparison of steps, block by block; steps that went from one block to another are found at the end."""

    old_pictures: Pictures
    new_pictures: Pictures
    found: list[Change] = field(default_factory=list)
    gone: list[tuple[Position, AnyStep]] = field(default_factory=list)
    come: list[tuple[Position, AnyStep]] = field(default_factory=list)

    def compare(self, old: Sequence[AnyStep], new: Sequence[AnyStep], was: Position, now: Position) -> None:
        """Compare the steps of a block that stood at `was` and stands at `now`."""
        for pair in paired(old, new):
            if pair.new is None:
                assert pair.old is not None
                self.gone.append(((*was, pair.old), old[pair.old]))
            elif pair.old is None:
                self.come.append(((*now, pair.new), new[pair.new]))
            else:
                places = (*was, pair.old), (*now, pair.new)
                if pair.moved:
                    self.found.append(_moved(new[pair.new], *places))
                self._step(old[pair.old], new[pair.new], *places)

    def in_order(self) -> list[Change]:
        """All changes by where they are in the new recipe; what is gone stands where it was."""
        for place, step in list(self.come):
            before = next((one for one in self.gone if one[1] == step), None)
            if before is not None:
                self.gone.remove(before)
                self.come.remove((place, step))
                self.found.append(_moved(step, before[0], place))
        for place, step in self.come:
            self.found.append(Change("added", f"New step {numbered(place)}: {said(step)}.", None, place))
        for place, step in self.gone:
            self.found.append(Change("removed", f"Step {numbered(place)} is gone: {said(step)}.", place))
        return sorted(self.found, key=lambda change: _sortable(change.new or change.old or ()))

    def _step(self, old: AnyStep, new: AnyStep, was: Position, now: Position) -> None:
        told = differences(old, new, self.old_pictures, self.new_pictures)
        if told.sentences:
            sentence = f"Step {numbered(now)} ({said(old)}): {'; '.join(told.sentences)}."
            self.found.append(Change("changed", sentence, was, now, told.pictures))
        for (key, before), (_, after) in zip(blocks(old), blocks(new), strict=False):
            self.compare(before, after, (*was, key), (*now, key))


def _moved(step: AnyStep, was: Position, now: Position) -> Change:
    return Change("moved", f"Step {numbered(was)} is now step {numbered(now)}: {said(step)}.", was, now)


def _sortable(place: Position) -> tuple[tuple[int, str], ...]:
    return tuple((part, "") if isinstance(part, int) else (-1, part) for part in place)


__all__ = ["Change", "Difference", "changes", "diff", "unified"]
