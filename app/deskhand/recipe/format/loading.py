"""Reading a recipe's folder: `recipe.yaml` and the pictures it names, from anywhere and trusted in nothing.

Whatever is wrong is refused with one sentence that names the file, the line and the reason. Sizes are known before
anything is read, steps are counted while they are parsed, pictures are measured before they are decoded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from deskhand.core.errors import RecipeError
from deskhand.core.screen import Pixels

from . import pictures
from .dumping import dump
from .not_read import NotRead
from .outline import Position
from .refusing import refusal, steps_refused, version_refused
from .schema import BLOCKS, DEEPEST, MOST_STEPS, Recipe
from .yaml_nodes import Mapping, Node, Scalar, Sequence, data
from .yaml_reading import Limits, composed, decoded

FILE = "recipe.yaml"
"""The name of the text in a recipe's folder."""
MOST_BYTES = 1_000_000
"""Of the text."""
LIMITS = Limits(
    nodes=120_000,
    # A block is a list of mappings; the deepest target lies six levels below its step.
    depth=2 * DEEPEST + 8,
    keys=300,
    entries=MOST_STEPS,
    items=MOST_STEPS,
    counted=BLOCKS,
    things="steps",
)


@dataclass(frozen=True)
class Lines:
    """The lines of a recipe's text, counted from 1."""

    root: Node

    def of(self, *position: str | int) -> int:
        """The line something starts on: that of its key, where it has one."""
        return self.span(*position)[0]

    def span(self, *position: str | int) -> tuple[int, int]:
        """The first and last line of something; of the nearest thing around it that is in the text."""
        node, line = self.root, self.root.line
        for part in position:
            if isinstance(node, Mapping) and isinstance(part, str) and part in node.values:
                line = node.keys[part]
                node = node.values[part]
            elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
                node = node.items[part]
                line = node.line
            else:
                break
        return line, node.end


@dataclass(frozen=True)
class Loaded:
    """A recipe, its pictures by their names, the folder it came from, and the lines of its `text`."""

    recipe: Recipe
    pictures: dict[str, Pixels]
    folder: Path
    lines: Lines
    text: str


def load(folder: Path, with_pictures: bool = True) -> Loaded:
    """The recipe in a folder, its pictures read too if asked for.

    Raises:
        RecipeError: it is not there, or is refused; the sentence says which file, which line and why.
    """
    try:
        text = text_of(folder)
        recipe, lines = parsed(text)
        mentioned = dict(reversed([*_pictures_named(lines.root)]))
        named = {name: mentioned[name] for name in pictures.names_in(recipe)} if with_pictures else {}
        return Loaded(recipe, pictures.read(folder, named), folder, lines, text)
    except NotRead as problem:
        raise RecipeError(f"{folder / FILE}, {problem.sentence}") from problem


def text_of(folder: Path) -> str:
    """The text of the recipe in a folder, as it stands.

    Raises:
        RecipeError: it is not there, too large, or cannot be read.
        NotRead: it is no text.
    """
    try:
        return decoded(pictures.regular_file(folder / FILE, MOST_BYTES))
    except RecipeError as problem:
        raise RecipeError(f"{folder}: {problem}") from problem


def parsed(text: str) -> tuple[Recipe, Lines]:
    """The recipe of a text, and its lines.

    Raises:
        NotRead: it is refused.
    """
    root = composed(text, LIMITS)
    if not isinstance(root, Mapping):
        raise NotRead(root.line, "this is not a recipe; it begins with `recipe: 1`")
    version_refused(root)
    steps_refused(root)
    lines = Lines(root)
    try:
        return Recipe.model_validate(data(root), by_alias=True, by_name=False), lines
    except ValidationError as problem:
        raise refusal(problem, lines.of) from problem


def _pictures_named(node: Node) -> Iterator[tuple[str, int]]:
    """What stands under a key `picture` in a text, and on which line; a column may be called so too."""
    if isinstance(node, Mapping):
        for key, value in node.values.items():
            if key == "picture" and isinstance(value, Scalar):
                yield value.text, value.line
            else:
                yield from _pictures_named(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _pictures_named(item)


__all__ = ["FILE", "LIMITS", "MOST_BYTES", "Lines", "Loaded", "Position", "dump", "load", "parsed", "text_of"]
