"""Texts of a recipe that can never do what they are for: keys there are not, files outside of what it may use."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from deskhand.core.errors import RecipeError
from deskhand.core.keys import KEY_NAMES, unknown_keys

from ..format.outline import Position, positions
from ..format.schema import AnyStep, Click, ForEach, Key, Recipe, Write
from ..walking.files import below

_ENDINGS = (".csv", ".json")


def texts_wrong(recipe: Recipe, folder: Path) -> Iterator[tuple[Position, str]]:
    """What is wrong, with the position of the key. Texts with names in them are known only when they are filled in."""
    for position, step in positions(recipe):
        yield from (((*position, key), sentence) for key, sentence in _wrong(step, folder))


def _wrong(step: AnyStep, folder: Path) -> Iterator[tuple[str, str]]:
    match step:
        case Key(key=chord):
            yield from (("key", sentence) for sentence in _keys_wrong(chord))
        case Click(held=held):
            yield from (("held", sentence) for key in held for sentence in _keys_wrong(key))
        case ForEach(rows=rows) if rows.csv is not None:
            yield from (("in", sentence) for sentence in _file_wrong(rows.csv, folder))
        case Write(to=to):
            yield from (("to", sentence) for sentence in _file_wrong(to, folder))
            end = to.rpartition("}}")[2]
            if end and not end.lower().endswith(_ENDINGS):
                yield "to", f"“{to}” must end in .csv or .json, which says how its rows are written."


def _keys_wrong(chord: str) -> Iterator[str]:
    if "{{" in chord:
        return
    for key in unknown_keys(chord):
        near = difflib.get_close_matches(key.lower(), sorted(KEY_NAMES), 1)
        yield f"There is no key {key}{f'; did you mean {near[0]}?' if near else '.'}"


def _file_wrong(named: str, folder: Path) -> Iterator[str]:
    """A file that is not the person's must lie below the folder it is looked for in, whichever that is."""
    if "{{" in named:
        return
    try:
        below(folder, named)
    except RecipeError as problem:
        yield str(problem)


__all__ = ["texts_wrong"]
