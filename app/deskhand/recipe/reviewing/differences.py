"""What differs between two versions of one step, as clauses a person reads: its label, its place, its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from pydantic import BaseModel

from deskhand.core.screen import Pixels

from ..format.outline import blocks
from ..format.schema import AnyStep, BesidePart, Condition, Effect, Target, WindowPart, verb_of
from .wording import condition, effect, quoted, said, thing

Pictures = Mapping[str, Pixels]
_TOLD_ALONE = frozenset({"label", "role", "state", "window", "beside", "place", "offset", "picture"})
"""Keys of a target that are told each in its own way; the others follow from how it was recorded."""


@dataclass
class Told:
    """Clauses, and the pairs of old and new names of pictures that show something else."""

    sentences: list[str] = field(default_factory=list)
    pictures: tuple[tuple[str, str], ...] = ()


def differences(old: AnyStep, new: AnyStep, old_pictures: Pictures, new_pictures: Pictures) -> Told:
    """What the new step says otherwise than the old one, their blocks left aside."""
    told = Told()
    if verb_of(old) != verb_of(new):
        told.sentences.append(f"instead: {said(new)}")
        return told
    teller = _Teller(old_pictures, new_pictures, told)
    inner = {key for key, _ in blocks(old)}
    for name, info in type(old).model_fields.items():
        key = info.alias or name
        if key not in inner:
            told.sentences += teller.value(key, getattr(old, name), getattr(new, name))
    return told


@dataclass
class _Teller:
    old_pictures: Pictures
    new_pictures: Pictures
    told: Told

    def value(self, key: str, old: Any, new: Any) -> list[str]:
        """What became of the value under a key."""
        clauses = list(self._value(key, old, new))
        return clauses if clauses or old == new else [f"something about its {key} is different"]

    def _value(self, key: str, old: Any, new: Any) -> Iterator[str]:
        if isinstance(old, Target) and isinstance(new, Target):
            yield from self._target(key, old, new)
        elif isinstance(old, Effect) and isinstance(new, Effect):
            yield from self._effect(old, new)
        elif isinstance(old, Condition) and isinstance(new, Condition):
            yield from self._condition(old, new)
        elif old != new:
            yield f"its {key.replace('_', ' ')} is {_shown(new)} instead of {_shown(old)}"

    def _target(self, key: str, old: Target, new: Target) -> Iterator[str]:
        of = "" if key in ("click", "into", "drag", "of") else f" of its {key}"
        for name in ("label", "role", "state"):
            before, after = getattr(old, name), getattr(new, name)
            if before != after:
                yield f"the {name}{of} is {_shown(after)} instead of {_shown(before)}"
        if old.window != new.window:
            yield f"the window{of} is {_shown(new.window)} instead of {_shown(old.window)}"
        yield from _neighbours(old.beside, new.beside, of)
        yield from _place(old, new, of)
        if old.offset != new.offset:
            yield f"it{of} is pressed at {_parts(new.offset)} instead of {_parts(old.offset)}"
        others = [
            name for name in Target.model_fields if name not in _TOLD_ALONE and getattr(old, name) != getattr(new, name)
        ]
        if others:
            values = (f"{name.replace('_', ' ')} {_shown(getattr(new, name))}" for name in others)
            yield f"how it was seen{of} changes ({', '.join(values)})"
        yield from self._picture(f"picture{of}", old.picture, new.picture)
        for before, after in zip(old.beside, new.beside, strict=False):
            if before.side == after.side:
                yield from self._picture(
                    f"picture of the neighbour {quoted(after.text)}", before.picture, after.picture
                )

    def _effect(self, old: Effect, new: Effect) -> Iterator[str]:
        if (old.change, old.detail) != (new.change, new.detail):
            yield f"then {effect(new)}, instead of {effect(old)}"
        elif old.place != new.place:
            yield "the place of what changes is another one"
        yield from self._picture("picture of what changes", old.picture, new.picture)

    def _condition(self, old: Condition, new: Condition) -> Iterator[str]:
        if condition(old) != condition(new):
            yield f"it looks whether {condition(new)}, instead of whether {condition(old)}"
        elif isinstance(old.target, Target) and isinstance(new.target, Target):
            yield from self._target("target", old.target, new.target)

    def _picture(self, what: str, old: str | None, new: str | None) -> Iterator[str]:
        if old is not None and new is not None:
            if not np.array_equal(self.old_pictures.get(old, _NONE), self.new_pictures.get(new, _NONE)):
                self.told.pictures += ((old, new),)
                yield (
                    f"its {what} {new} shows something else" if old == new else f"its {what} is {new} instead of {old}"
                )
            elif old != new:
                yield f"its {what} is called {new} instead of {old}"
        elif new is not None:
            yield f"its {what} {new} is new"
        elif old is not None:
            yield f"its {what} {old} is gone"


_NONE = np.zeros((0, 0, 3), np.uint8)


def _neighbours(old: tuple[BesidePart, ...], new: tuple[BesidePart, ...], of: str) -> Iterator[str]:
    before, after = [(b.side, b.text) for b in old], [(b.side, b.text) for b in new]
    gone = [text for side, text in before if (side, text) not in after]
    come = [text for side, text in after if (side, text) not in before]
    if gone:
        yield f"it{of} is no longer beside {', '.join(map(quoted, gone))}"
    if come:
        yield f"it{of} is beside {', '.join(map(quoted, come))}"
    if not gone and not come and [(b.side, b.by) for b in old] != [(b.side, b.by) for b in new]:
        yield f"the distances{of} from its neighbours change"


def _place(old: Target, new: Target, of: str) -> Iterator[str]:
    if old.place is None or new.place is None:
        if old.place != new.place:
            yield f"the place{of} is {_shown(new.place)} instead of {_shown(old.place)}"
        return
    dx, dy = new.place[0] - old.place[0], new.place[1] - old.place[1]
    ways = [f"{abs(dx)} pixels further {'right' if dx > 0 else 'left'}"] if dx else []
    ways += [f"{abs(dy)} pixels further {'down' if dy > 0 else 'up'}"] if dy else []
    if ways:
        yield f"it{of} stands {' and '.join(ways)}"
    if old.place[2:] != new.place[2:]:
        yield f"it{of} is {new.place[2]}x{new.place[3]} pixels instead of {old.place[2]}x{old.place[3]}"


def _parts(offset: tuple[float, float]) -> str:
    return f"{offset[0]:.0%} of its width and {offset[1]:.0%} of its height"


def _shown(value: Any) -> str:
    match value:
        case None | () | "":
            return "nothing"
        case bool():
            return "yes" if value else "no"
        case Target():
            return thing(value)
        case Effect():
            return effect(value)
        case Condition():
            return f"that {condition(value)}"
        case WindowPart():
            return quoted(value.title) if value.title else value.app or "any"
        case BaseModel() | dict():
            values = value.model_dump(exclude_defaults=True) if isinstance(value, BaseModel) else value
            return ", ".join(f"{key} {_shown(inner)}" for key, inner in values.items())
        case tuple():
            return ", ".join(map(_shown, value))
        case str():
            return quoted(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


__all__ = ["Told", "differences"]
