"""The names of a recipe: which are known where, and which of them are used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from deskhand.core.errors import RecipeError

from ..format.outline import Position, blocks, numbered
from ..format.schema import AnyStep, ForEach, If, Read, Recipe, Set, Type, Use
from ..meaning import templates
from ..meaning.scope import nearest
from ..meaning.uses import names_of, texts_of
from ..meaning.using import result_name


@dataclass
class Known:
    """What is known of the names of a recipe: which are secrets, and what each recipe it uses makes (`results`).
    `used` are the names that some step uses."""

    secrets: frozenset[str]
    results: dict[str, frozenset[str]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, recipe: Recipe) -> Known:
        """Before any step was looked at."""
        return cls(frozenset(name for name, given in recipe.parameters.items() if given.type == "secret"))


def named_wrong(recipe: Recipe, known: Known) -> Iterator[tuple[Position, str]]:
    """Names that are used where they are not known, and secrets where they may not be, with the step's position."""
    yield from _Block(known, set(recipe.parameters)).wrong(recipe.steps, ("steps",))


@dataclass
class _Block:
    """Names while the steps are gone through: the values set so far, and the names with parts (rows in hand, recipes
    used) with their parts, `None` where only the screen or a file knows them."""

    known: Known
    values: set[str]
    groups: dict[str, frozenset[str] | None] = field(default_factory=dict)

    def wrong(self, steps: Sequence[AnyStep], place: Position) -> Iterator[tuple[Position, str]]:
        """See `named_wrong`; what one branch sets counts as set after it."""
        for index, step in enumerate(steps):
            position = (*place, index)
            yield from ((position, sentence) for sentence in self._step(step, position))
            if isinstance(step, ForEach):
                outer = {name: parts for name, parts in self.groups.items() if name == step.for_each}
                self.groups[step.for_each] = _columns(step)
                yield from self.wrong(step.do, (*position, "do"))
                del self.groups[step.for_each]
                self.groups |= outer
            elif isinstance(step, If):
                for key, inner in blocks(step):
                    yield from self.wrong(inner, (*position, key))
            elif isinstance(step, Read):
                self.values.add(step.read)
            elif isinstance(step, Set):
                self.values.add(step.set)
            elif isinstance(step, Use):
                self.groups[result_name(step.use)] = self.known.results.get(step.use)

    def _step(self, step: AnyStep, position: Position) -> Iterator[str]:
        number = numbered(position)
        if isinstance(step, ForEach) and step.for_each in {*self.groups, *self.values}:
            yield f"Step {number} calls its row {step.for_each}, which is something else already; take another name."
        try:
            names = names_of(step)
            secrets = {name for text in texts_of(step) for name in templates.secrets_in(text)}
        except RecipeError as problem:
            yield str(problem)
            return
        for name in sorted(names):
            self.known.used.add(name.partition(".")[0])
            yield from self._name(name, number)
        hidden = sorted(secrets | (names & self.known.secrets))
        if hidden and not isinstance(step, Type | Use):
            yield f"Step {number} has the secret {hidden[0]} in it; a secret may only be typed, or handed to a recipe."

    def _name(self, name: str, number: str) -> Iterator[str]:
        """What is wrong with one name, `name` or `name.part`."""
        whole, dot, part = name.partition(".")
        if not dot:
            if name in self.groups:
                part = _any(self.groups[name])
                yield f"Step {number} uses {name}, which has parts; say which one, as in {name}.{part}."
            elif name not in self.values:
                yield f"Step {number} uses {name}, which nothing before it gives{nearest(name, self.values)}."
        elif whole not in self.groups:
            yield f"Step {number} uses {name}, but nothing here is called {whole}{nearest(whole, self.groups)}."
        else:
            parts = self.groups[whole]
            if parts is not None and part not in parts:
                yield f"Step {number} uses {name}, but {whole} has no {part}{nearest(part, parts)}."


def _any(parts: frozenset[str] | None) -> str:
    return min(parts) if parts else "column"


def _columns(loop: ForEach) -> frozenset[str] | None:
    """The columns of its rows, where the recipe itself says them."""
    columns = loop.rows.table if loop.rows.table is not None else loop.rows.copied
    return frozenset(columns) if columns is not None else None


__all__ = ["Known", "named_wrong"]
