"""What is wrong with a recipe although its file can be read: names nobody gives, recipes in a circle, steps nobody
reaches. All of it is found without a screen, and told with the line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from deskhand.core.errors import RecipeError

from ..format.loading import FILE, Loaded
from ..format.outline import Position, blocks, numbered, positions
from ..format.schema import AnyStep, If, Read, Stop
from .known_names import Known, named_wrong
from .used_recipes import Shelf, uses_wrong
from .wrong_texts import texts_wrong


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, on a line of the file; a `warning` does not keep the recipe from being replayed."""

    line: int
    sentence: str
    warning: bool = False


def problems(loaded: Loaded, store: Shelf) -> list[Problem]:
    """All that is wrong with a recipe, by line."""
    found = [*_names(loaded, store), *_texts(loaded), *_ids(loaded), *_unreached(loaded), *_left_over(loaded)]
    return sorted(found, key=lambda problem: (problem.line, problem.warning, problem.sentence))


def _names(loaded: Loaded, store: Shelf) -> Iterator[Problem]:
    """Names that are used and not given, given and not used; what is wrong with the recipes used."""
    known = Known.of(loaded.recipe)
    for position, sentence in uses_wrong(loaded, store, known):
        yield Problem(loaded.lines.of(*position), sentence)
    for position, sentence in named_wrong(loaded.recipe, known):
        yield Problem(loaded.lines.of(*position), sentence)
    for name in loaded.recipe.parameters:
        if name not in known.used:
            line = loaded.lines.of("parameters", name)
            yield Problem(line, f"The parameter {name} is not used in any step.", warning=True)
    for position, step in positions(loaded.recipe):
        if isinstance(step, Read) and step.read not in known.used:
            sentence = f"Step {numbered(position)} reads {step.read}, which nothing here uses."
            yield Problem(loaded.lines.of(*position), sentence, warning=True)


def _texts(loaded: Loaded) -> Iterator[Problem]:
    for position, sentence in texts_wrong(loaded.recipe, loaded.folder):
        yield Problem(loaded.lines.of(*position), sentence)


def _ids(loaded: Loaded) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for position, step in positions(loaded.recipe):
        if step.id is None:
            continue
        line = loaded.lines.of(*position, "id")
        if step.id in first:
            yield Problem(line, f"The id {step.id} is that of another step too (line {first[step.id]}).")
        first.setdefault(step.id, line)


def _unreached(loaded: Loaded) -> Iterator[Problem]:
    """Steps after one that ends the recipe."""
    for place, steps in _all_blocks(loaded):
        for index, step in enumerate(steps[:-1]):
            if _ends(step):
                line = loaded.lines.of(*place, index + 1)
                yield Problem(line, f"This step is never reached: step {numbered((*place, index))} ends here.", True)
                break


def _ends(step: AnyStep) -> bool:
    """Whether nothing that stands after the step is done."""
    if isinstance(step, If):
        return any(map(_ends, step.then)) and any(map(_ends, step.otherwise))
    return isinstance(step, Stop)


def _all_blocks(loaded: Loaded) -> Iterator[tuple[Position, tuple[AnyStep, ...]]]:
    yield ("steps",), loaded.recipe.steps
    for position, step in positions(loaded.recipe):
        yield from (((*position, key), inner) for key, inner in blocks(step))


def _left_over(loaded: Loaded) -> Iterator[Problem]:
    for name in sorted(_pictures_in(loaded)):
        if name not in loaded.pictures:
            yield Problem(1, f"The picture {name} is used in no step of {FILE}; it can be removed.", warning=True)


def _pictures_in(loaded: Loaded) -> Iterable[str]:
    try:
        return [file.name for file in loaded.folder.iterdir() if file.suffix == ".png"]
    except OSError as problem:
        raise RecipeError(f"{loaded.folder} cannot be read ({problem.strerror}).") from problem


__all__ = ["Problem", "problems"]
